"""The first story of the demo, typed in by hand, is the story that the demo tells."""

from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Typist
from vendortrail.service import Workspace, demo
from vendortrail.shipped import db_folder

TABLE = db_folder() / "demo" / "evidence" / "zvonar-segment-a.en.csv"
CALLS = "'Calls over three'"

STORY = f"""
contact add 'Irina Sokolova' --level management --role 'head of procurement' \
  --mail irina.sokolova@ours.example --on 'no later than 12 May 2025' --shared
contact add 'Olga Vetrova' --role 'campaign coordinator' --mail olga.vetrova@ours.example \
  --on '[..2025-05-12]' --shared
vendor add 'Zvonar Contact Centre' --alias Zvonar --domain zvonar.example --on 01.10.2025 \
  --note 'Outbound calls over our customer base.' \
  --referred-by 'the head of a market leader in contact centres' \
  --referrer-interest 'seems to own the vendor'
contact add 'Roman Zvonov' --vendor Zvonar --level executive --role director \
  --mail r.zvonov@zvonar.example --on '1 October 2025' --shared
contact add 'Alina Berg' --vendor zvonar --role 'account manager' --mail a.berg@zvonar.example \
  --on 2025-10-01 --shared
log Zvonar 'First meeting: a call over three segments of our base' --channel meeting \
  --direction mutual --with Roman --with Alina --with Irina --with Olga --shared \
  --on '1 Oct 2025 14:00' --text 'They have called bases like ours for three years. We want to \
know how many customers will renew the service plan, and why. Agreed to start small: 300 \
productive calls.'

agreement add Zvonar 'Calls over three segments of the base' --number Z-25/10-06 --shared \
  --from 06.10.2025 --to 31.12.2025 --value '45 000,00' --signed-by Roman --signed-by Irina \
  --zone Europe/Moscow --on 06.10.2025 --note '300 productive calls, 100 in each segment. What a \
productive call is was not put in writing.'
segment add {CALLS} 'A: existing customers' 100 'productive call' --due 31.12.2025 \
  --on 06.10.2025 --shared
segment add {CALLS} 'B: lapsed customers' 100 'productive call' --due 31.12.2025 --priority 2 \
  --on 06.10.2025 --shared
segment add Z-25/10-06 'C: cold contacts' 100 'productive call' --due 2025-12-31 --priority 3 \
  --on 06.10.2025 --shared
term propose {CALLS} price --by vendor --value '150 RUB / productive call' \
  --wording '150 roubles for one productive call.' --on 06.10.2025 --shared
term accept price --effective 06.10.2025 --note 'Signed with the agreement.' --on 06.10.2025 \
  --shared
pay {CALLS} 22500 --purpose 'half of the agreement’s value in advance' --on 08.10.2025 --shared
log Zvonar 'The base of segment A and the script are sent, the advance is paid' --channel mail \
  --out --with Irina --with Alina --agreement {CALLS} --on '08.10.2025 16:05' --shared \
  --text 'Attached: 160 customers of segment A and the script with two questions. The bases of B \
and C follow when A is done.'
log Zvonar 'Kick-off: operators are briefed, calls begin on 20 October' --channel call \
  --direction mutual --with Roman --with Alina --with Irina --with Olga --agreement {CALLS} \
  --on '14 October 2025 11:00' --shared
log Zvonar 'A second key question goes into the script from 24 October' --channel call \
  --direction mutual --with Alina --with Olga --agreement {CALLS} --on '23.10.2025 17:00' \
  --text '“Who decides on the renewal?” was missing. They confirm that operators ask it from \
tomorrow.' --shared
log Zvonar 'Segment A is three quarters done, the report is due in a week' --channel call \
  --direction mutual --with Alina --with Olga --agreement {CALLS} --on '31.10.2025 11:30' --shared
log Zvonar 'Report for segment A: 100 productive calls' --channel mail --in --with Alina \
  --with Irina --agreement {CALLS} --on '7 Nov 2025 12:20' --shared --text 'Segment A is \
completed in full: 100 productive calls out of 160 customers. The table is attached.'
deliver {CALLS} A --claimed 100 --file {TABLE} --question 'uses the plan' \
  --question 'decides on renewal' --question 'preferred channel' --key-question 'uses the plan' \
  --key-question 'decides on renewal' --yes --on 07.11.2025 --shared \
  --note '100 productive calls by the vendor’s own count.'
log Zvonar 'The report is received; when do B and C start?' --channel mail --out --asks \
  --with Irina --with Alina --agreement {CALLS} --on '10.11.2025 10:15' --shared
log Zvonar 'Segments B and C start by 21 November' --channel mail --in --with Alina --with Irina \
  --answers 'The report is received' --agreement {CALLS} --on '14.11.2025 16:45' --shared \
  --text 'Thank you for waiting. The operators are being moved over to your project, and we start \
segments B and C by 21 November.'
promise add Zvonar 'Segments B and C start by 21 November.' --by vendor --due 21.11.2025 \
  --contact Alina --touchpoint 'Segments B and C' --agreement {CALLS} --segment B --segment C \
  --on 14.11.2025 --shared

contact add 'Kirill Danilov' --vendor Zvonar --level management --role 'commercial manager' \
  --mail k.danilov@zvonar.example --on '12 November' --shared
log Zvonar 'A new manager asks: are you ready to come back?' --channel mail --in --asks \
  --with Kirill --with Irina --agreement {CALLS} --on '12 November 10:02' --shared --text 'Good \
morning! I have taken over your project. Are you ready to come back and go on with the calls? I \
will gladly phone tomorrow.'
log Zvonar 'They propose what counts as productive, and 180 roubles a call' --channel call \
  --direction mutual --answers 'A new manager asks' --purpose-stated --with Kirill --with Roman \
  --with Irina --agreement {CALLS} --on 'last Friday 11:00' --shared --text 'Asked about B and C: \
“that was before my time”. They propose to count a full dialogue, an agreed call-back, and a \
hang-up if the person heard who calls; 180 roubles a call. We answer in writing.'
term propose {CALLS} 'result definition' --by vendor --oral --counts 'full dialogue' \
  --counts 'call-back agreed' --counts 'hang-up after hearing who calls' --on '3 days ago' \
  --argument 'A hang-up is a result too: it shows that earlier contacts were at fault.' \
  --wording 'A call is productive if there was a full dialogue, or a call-back was agreed, or the \
person hung up having heard who calls.' --shared
term propose {CALLS} price --by vendor --oral --value '180 RUB / productive call' \
  --wording '180 roubles for one productive call.' --on '13 Nov' --shared
log Zvonar 'Our counter-proposal on what counts as a productive call' --channel mail --out --asks \
  --answers 'They propose what counts' --with Irina --with Kirill --agreement {CALLS} \
  --on 'today 10:20' --shared --text 'A productive call is a dialogue by the script or an agreed \
call-back, and in both the key questions are answered. An unfinished questionnaire counts if the \
key ones are answered. We come to the price once this is agreed.'
term propose {CALLS} 'result definition' --by us --counters 'result definition' --shared \
  --counts-answered 'full dialogue' --counts-answered 'call-back agreed' \
  --argument 'A hang-up tells us nothing about the customer; an answered key question does.' \
  --wording 'A call is productive if there was a dialogue by the script or a call-back was \
agreed, and in both the key questions were answered. An unfinished questionnaire counts if the key \
ones are answered.'
"""


@pytest.fixture
def told(tmp_path: Path) -> Typist:
    """The demo's own workspace."""
    workspace = Workspace(tmp_path / "demo")
    demo.build(workspace).close()
    return Typist(workspace.folder)


@pytest.fixture
def by_hand(typed: Typist) -> Typist:
    """The workspace in which a person has typed the story."""
    for command in STORY.replace("\\\n", "").strip().splitlines():
        if command:
            typed(command)
    return typed


def test_same_story(by_hand: Typist, told: Typist) -> None:
    typed = timeline(by_hand)
    # The demo was written down as a story; a table that a person hands in leaves a receipt, too.
    (receipt,) = (item["payload"] for item in typed if item["kind"] == "receipt")
    assert (receipt["importer"], receipt["read"], receipt["recorded"]) == ("table", 160, 160)
    assert [item for item in typed if item["kind"] != "receipt"] == timeline(told)
    for command in (
        f"term history {CALLS}",
        f"term show {CALLS} --as-of 31.12.2025",
        f"agreement show {CALLS}",
        "agreement list Zvonar",
        "silences Zvonar",
        "review Zvonar",
        "promise list Zvonar",
    ):
        assert nameless(by_hand.json(command)) == nameless(told.json(command)), command
    assert by_hand.json("verify") == []


def timeline(typist: Typist) -> list[dict[str, Any]]:
    """Return the timeline with names in the place of numbers, which differ."""
    items = typist.json("timeline Zvonar")
    people = typist.json("contact list")
    names = {item["seq"]: called(item) for item in [*people, *items] if "seq" in item}
    return [
        nameless({**item, "payload": with_names(item.get("payload", {}), names)}) for item in items
    ]


def called(item: dict[str, Any]) -> str:
    payload = item["payload"]
    return f"{item['kind']} {item['occurred']} {payload.get('name', payload.get('key', ''))}"


def with_names(payload: dict[str, Any], names: dict[int, str]) -> dict[str, Any]:
    fields = {"signatories", "segment", "segments", "contact", "touchpoint", "people"}
    fields |= {"answers", "proposal", "counters"}
    known = dict(payload)
    for field in fields & {field for field in known if known[field] is not None}:
        numbers = known[field] if isinstance(known[field], list) else [known[field]]
        known[field] = [names[number] for number in numbers]
    return known


# Numbers, who recorded it and how, and the prose, which may be worded in any way.
APART = {
    *("seq", "id", "vendor", "agreement", "host", "source", "recorded_at", "recorded_by"),
    *("evidence", "answer", "counters"),
    *("note", "text", "summary", "purpose", "wording", "argument", "message"),
    *("referred_by", "referrer_interest", "encoding"),
}


def nameless(document: Any) -> Any:
    if isinstance(document, dict):
        return {key: nameless(value) for key, value in document.items() if key not in APART}
    if isinstance(document, list):
        return [nameless(item) for item in document]
    return document
