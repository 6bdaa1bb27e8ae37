"""The first story of the demo, typed in by hand on the screen, is the story that the demo tells."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

from tests.tui.typist import TODAY, Typist, typing
from vendortrail import scope, terms
from vendortrail.patience import Silence
from vendortrail.records.capture import Receipt
from vendortrail.records.definition import Counting, Definition
from vendortrail.records.history import History
from vendortrail.records.parties import Agreement, Vendor
from vendortrail.records.record import REFERENCES, Payload, Record
from vendortrail.service import Trail, Workspace
from vendortrail.shipped import db_folder
from vendortrail.thresholds import Thresholds
from vendortrail.timeline import Entry
from vendortrail.tui.forms.mapping_form import MappingForm
from vendortrail.tui.screens.vendor import VendorScreen

pytestmark = pytest.mark.long

TABLE = db_folder() / "demo" / "evidence" / "zvonar-segment-a.en.csv"


async def type_story(typist: Typist) -> None:
    """Type everything, in the order in which it happened."""
    await type_parties(typist)
    await typist.press("enter")
    await typist.see(VendorScreen)
    await type_agreement(typist)
    await type_delivery(typist)
    await type_return(typist)


async def type_parties(typist: Typist) -> None:
    record = typist.record
    await record(
        "contact",
        name="Irina Sokolova",
        side="us",
        level="management",
        role="head of procurement",
        mails="irina.sokolova@ours.example",
        occurred="not later than 12 May 2025",
        private=False,
    )
    await record(
        "contact",
        name="Olga Vetrova",
        side="us",
        role="campaign coordinator",
        mails="olga.vetrova@ours.example",
        occurred="[..2025-05-12]",
        private=False,
    )
    await record(
        "vendor",
        name="Zvonar Contact Centre",
        aliases="Zvonar",
        domains="zvonar.example",
        referred_by="the head of a market leader in contact centres",
        referrer_interest="seems to own the vendor",
        note="Outbound calls over our customer base.",
        occurred="01.10.2025",
    )
    await record(
        "contact",
        vendor="Zvonar",
        name="Roman Zvonov",
        level="executive",
        role="director",
        mails="r.zvonov@zvonar.example",
        occurred="1 October 2025",
        private=False,
    )
    await record(
        "contact",
        vendor="zvonar",
        name="Alina Berg",
        role="account manager",
        mails="a.berg@zvonar.example",
        occurred="2025-10-01",
        private=False,
    )


async def type_agreement(typist: Typist) -> None:
    record = typist.record
    await record(
        "touchpoint",
        summary="First meeting: a call over three segments of our base",
        channel="meeting",
        direction="mutual",
        occurred="1 Oct 2025 14:00",
        people="Roman; Alina; Irina; Olga",
        text="They have called bases like ours for three years. We want to know how many customers "
        "will renew the service plan, and why. Agreed to start small: 300 productive calls.",
        private=False,
    )
    await record(
        "agreement",
        title="Calls over three segments of the base",
        number="Z-25/10-06",
        occurred="06.10.2025",
        starts="06.10.2025",
        ends="31.12.2025",
        value="45 000,00",
        signatories="Roman Zvonov; Irina Sokolova",
        zone="Europe/Moscow",
        note="300 productive calls, 100 in each segment; half is paid in advance.",
        private=False,
    )
    for name, priority in (
        ("A: existing customers", "1"),
        ("B: lapsed customers", "2"),
        ("C: cold contacts", "3"),
    ):
        await record(
            "segment",
            name=name,
            quantity="100",
            unit="productive call",
            due="31.12.2025",
            priority=priority,
            occurred="06.10.2025",
            private=False,
        )
    await record(
        "proposal",
        key="price",
        by="vendor",
        wording="150 roubles for one productive call.",
        value="150 RUB / productive call",
        occurred="06.10.2025",
        private=False,
    )
    await record(
        "answer",
        proposal="price",
        answer="accepted",
        by="us",
        effective="06.10.2025",
        note="Signed with the agreement.",
        occurred="06.10.2025",
        private=False,
    )
    await record(
        "payment",
        amount="22500",
        purpose="half of the agreement's value in advance",
        occurred="08.10.2025",
        private=False,
    )


async def type_delivery(typist: Typist) -> None:
    await speak(
        typist,
        "The base of segment A and the script are sent, the advance is paid",
        "mail",
        "outgoing",
        "8 Oct 2025 16:05",
        "Irina; Alina",
        "Attached: 160 customers of segment A and the script with two questions. The bases of B "
        "and C follow when A is done.",
    )
    await speak(
        typist,
        "Kick-off: operators are briefed, calls begin on 20 October",
        "call",
        "mutual",
        "14 October 2025 11:00",
        "Roman; Alina; Irina; Olga",
    )
    await speak(
        typist,
        "A second key question goes into the script from 24 October",
        "call",
        "mutual",
        "23.10.2025 17:00",
        "Alina; Olga",
        "“Who decides on the renewal?” was missing. They confirm that operators ask it from "
        "tomorrow.",
    )
    await speak(
        typist,
        "Segment A is three quarters done, the report is due in a week",
        "call",
        "mutual",
        "31.10.2025 11:30",
        "Alina; Olga",
    )
    await speak(
        typist,
        "Report for segment A: 100 productive calls",
        "mail",
        "incoming",
        "7 Nov 2025 12:20",
        "Alina; Irina",
        "Segment A is completed in full: 100 productive calls out of 160 customers. The table is "
        "attached.",
    )
    form = await typist.begin("delivery")
    await typist.fill(
        {
            "segment": "A",
            "claimed": "100",
            "table_file": str(TABLE),
            "note": "100 productive calls by the vendor's own count.",
            "occurred": "07.11.2025",
            "private": False,
        }
    )
    await typist.confirm(form)
    mapping = await typist.see(MappingForm)
    await typist.until(lambda: mapping.focused is not None)
    await typist.fill(
        {
            "questions": "uses the plan; decides on renewal; preferred channel",
            "key_questions": "uses the plan; decides on renewal",
        }
    )
    await typist.confirm(mapping)
    await typist.until(lambda: form not in typist.app.screen_stack)
    await speak(
        typist,
        "The report is received; when do B and C start?",
        "mail",
        "outgoing",
        "10.11.2025 10:15",
        "Irina; Alina",
        asks=True,
    )
    await speak(
        typist,
        "Segments B and C start by 21 November",
        "mail",
        "incoming",
        "14.11.2025 16:45",
        "Alina; Irina",
        "Thank you for waiting. The operators are being moved over to your project, and we start "
        "segments B and C by 21 November.",
        answers="The report is received",
    )
    await typist.record(
        "promise",
        text="Segments B and C start by 21 November.",
        due="21.11.2025",
        contact="Alina",
        touchpoint="Segments B and C start",
        segments="B; C",
        occurred="14.11.2025",
        private=False,
    )


async def type_return(typist: Typist) -> None:
    await typist.record(
        "contact",
        name="Kirill Danilov",
        level="management",
        role="commercial manager",
        mails="k.danilov@zvonar.example",
        occurred="12 November",
        private=False,
    )
    await speak(
        typist,
        "A new manager asks: are you ready to come back?",
        "mail",
        "incoming",
        "12 November 10:02",
        "Kirill; Irina",
        "Good morning! I have taken over your project. Are you ready to come back and go on with "
        "the calls? I will gladly phone tomorrow.",
        asks=True,
    )
    await speak(
        typist,
        "They propose what counts as productive, and 180 roubles a call",
        "call",
        "mutual",
        "last Friday 11:00",
        "Kirill; Roman; Irina",
        "Asked about B and C: “that was before my time”. They propose to count a full dialogue, an "
        "agreed call-back, and a hang-up if the person heard who calls; 180 roubles a call. We "
        "answer in writing.",
        answers="A new manager asks",
        purpose_stated="yes",
    )
    await typist.record(
        "proposal",
        key="result definition",
        by="vendor",
        wording="A call is productive if there was a full dialogue, or a call-back was agreed, or "
        "the person hung up having heard who calls.",
        definition=Definition(
            (
                Counting("full dialogue"),
                Counting("call-back agreed"),
                Counting("hang-up after hearing who calls"),
            )
        ),
        argument="A hang-up is a result too: it shows that earlier contacts were at fault.",
        oral=True,
        occurred="3 days ago",
        private=False,
    )
    await typist.record(
        "proposal",
        key="price",
        by="vendor",
        wording="180 roubles for one productive call.",
        value="180 RUB / productive call",
        oral=True,
        occurred="13 Nov",
        private=False,
    )
    await speak(
        typist,
        "Our counter-proposal on what counts as a productive call",
        "mail",
        "outgoing",
        "today 10:20",
        "Irina; Kirill",
        "A productive call is a dialogue by the script or an agreed call-back, and in both the key "
        "questions are answered. An unfinished questionnaire counts if the key ones are answered. "
        "We come to the price once this is agreed.",
        asks=True,
        answers="They propose what counts",
    )
    await typist.record(
        "proposal",
        key="result definition",
        by="us",
        wording="A call is productive if there was a dialogue by the script or a call-back was "
        "agreed, and in both the key questions were answered. An unfinished questionnaire counts "
        "if the key ones are answered.",
        definition=Definition(
            (
                Counting("full dialogue", key_questions=True),
                Counting("call-back agreed", key_questions=True),
            )
        ),
        argument="A hang-up tells us nothing about the customer; an answered key question does.",
        counters="result definition",
        private=False,
    )


async def speak(
    typist: Typist,
    summary: str,
    channel: str,
    direction: str,
    occurred: str,
    people: str,
    text: str = "",
    **more: Any,
) -> None:
    """Record a touchpoint; what is filled in goes down the form."""
    typed: dict[str, Any] = {"summary": summary, "channel": channel, "direction": direction}
    typed |= {"occurred": occurred, "people": people, "text": text, **more, "private": False}
    await typist.record("touchpoint", **{name: it for name, it in typed.items() if it != ""})


async def test_same_story(tmp_path: Path, told: Workspace) -> None:
    workspace = Workspace(tmp_path / "work")
    async with typing(workspace) as typist:
        await type_story(typist)

    with (
        Trail.open(workspace, today=TODAY) as by_hand,
        Trail.open(told, today=TODAY) as as_told,
    ):
        assert by_hand.verify() == ()
        # The demo was written down as a story; a table that a person hands in leaves a receipt.
        assert [it.payload.recorded for it in history(by_hand).of(Receipt)] == [160]
        for derived in (timeline, in_force, states, findings):
            assert derived(by_hand) == derived(as_told), derived.__name__
        assert not list(workspace.drafts.glob("*.json"))


Named = Callable[[int | None], object]


def history(trail: Trail) -> History:
    return trail.history(trail.find(Vendor, "Zvonar").identity)


def naming(told: History) -> Named:
    """Return what a thing of a story is called, whatever its number is."""
    titles: dict[int | None, object] = {None: None}
    for record in told.ledger:
        titles[record.identity] = (record.kind, record.occurred, plain(record.payload))
    return lambda identity: titles[identity]


def plain(payload: Payload) -> Mapping[str, Any]:
    """Return a payload without the fields that name other records."""
    own = set(payload.__struct_fields__) - set(REFERENCES.get(type(payload), {}))
    return {"kind": type(payload), **{name: getattr(payload, name) for name in own}}


def whole(record: Record[Payload], called: Named) -> object:
    named = {}
    for name in REFERENCES.get(type(record.payload), {}):
        value = getattr(record.payload, name)
        named[name] = [called(it) for it in (value if isinstance(value, tuple) else (value,))]
    agreement = called(record.agreement)
    return record.occurred, record.private, record.evidence, plain(record.payload), named, agreement


def timeline(trail: Trail) -> object:
    told = history(trail)
    called = naming(told)
    items: list[object] = []
    for item in trail.timeline(told.vendor):
        if isinstance(item, Entry) and not isinstance(item.record.payload, Receipt):
            items.append(whole(item.record, called))
        elif isinstance(item, Silence):
            items.append((item.gap.start, item.gap.end, item.gap.owed_by))
    assert len(items) > 25
    return items


def in_force(trail: Trail) -> object:
    told = history(trail)
    (agreement,) = told.of(Agreement)
    return [
        (change.key, change.standing, change.holds_from, change.holds_until)
        for change in terms.changes(told, agreement.identity)
    ]


def states(trail: Trail) -> object:
    told = history(trail)
    (agreement,) = told.of(Agreement)
    return [
        (
            *(state.segment.payload.name, state.condition, state.promised, state.claimed),
            *(state.counted_least, state.counted_most, state.paid, state.last_activity),
        )
        for state in scope.scope(told, agreement.identity, TODAY, Thresholds(told))
    ]


def findings(trail: Trail) -> object:
    told = history(trail)
    called = naming(told)
    return [
        (it.code, it.severity, it.since, it.days, str(it.message), [called(n) for n in it.evidence])
        for it in (reviewed.finding for reviewed in trail.review(told.vendor).findings)
    ]
