import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from tests.core.telling import Story, day
from tests.core.zvonar import price
from tests.exporters.naughty import TEMPTING
from tests.papers.everything import everything
from tests.papers.test_audience import MARKER, SIZE, told
from vendortrail.document import Sheet, Text
from vendortrail.exporters import html, markdown
from vendortrail.papers.audience import Audience
from vendortrail.papers.disagreements import disputed, protocol, withheld
from vendortrail.papers.view import View
from vendortrail.records.definition import Counting, Definition
from vendortrail.records.history import History
from vendortrail.records.parties import Agreement, Departure
from vendortrail.records.promised import PRICE, RESULT_DEFINITION, TermProposal
from vendortrail.records.tariff import Tariff
from vendortrail.records.values import Answer, Money, Side, TermValue

TODAY = day("2026-11-16")
AGREEMENT = 5


def view(history: History, audience: Audience = Audience.INTERNAL) -> View:
    return View.of(history, TODAY, audience)


def papers(history: History, audience: Audience = Audience.VENDOR) -> list[str]:
    """Return the protocol of every agreement that may have one, in both forms."""
    seen = view(history, audience)
    found = [protocol(seen, agreement) for agreement in disputed(seen)]
    return [render(it) for it in found for render in (markdown.render, html.render)]


def shared() -> Story:
    """Return the story of everything, none of it private."""
    story = everything()
    story.records = [replace(record, private=False) for record in story.records]
    return story


def source(story: Story, audience: Audience = Audience.VENDOR) -> str:
    seen = view(story.history, audience)
    (agreement,) = disputed(seen)
    return markdown.render(protocol(seen, agreement)).replace("\N{NO-BREAK SPACE}", " ")


def cells(story: Story) -> list[list[list[str]]]:
    """Return the paragraphs of each cell of each row of the protocol."""
    seen = view(story.history)
    (agreement,) = disputed(seen)
    sheet = next(it for it in protocol(seen, agreement).blocks if isinstance(it, Sheet))
    return [[[text(it) for it in cell] for cell in row.cells] for row in sheet.rows]


def text(words: Text) -> str:
    return "".join(span.text for span in words).replace("\N{NO-BREAK SPACE}", " ")


def talks(**fields: Any) -> tuple[Story, int]:
    story = Story()
    return story, story.tell("2026-01-01", Agreement("Calls", **fields))


def test_each_term_that_is_not_settled_has_what_both_sides_want_and_what_is_agreed() -> None:
    definition, asked, pace = cells(shared())
    assert definition == [
        [
            "A call counts if there was a dialogue.",
            "Counts as a result: “dialogue”; or “call-back”; or “hang-up heard”.",
            "proposed on 13 Nov 2026, by word of mouth",
        ],
        [
            "A call counts if there was a dialogue by the script.",
            (
                "Counts as a result: “dialogue”, if the key questions were answered; "
                "or “call-back”, if the key questions were answered."
            ),
            "proposed on 14 Nov 2026",
        ],
        [],
    ]
    assert asked == [
        ["180 a call, in roubles", "RUB 180.00 per call", "proposed on 14 Nov 2026"],
        ["none proposed"],
        ["150 a call, in roubles", "RUB 150.00 per call", "in force from 6 Oct 2025"],
    ]
    assert pace == [["call: 100", "proposed on 14 Nov 2026"], ["none proposed"], []]


def test_what_rows_are_held_against_is_signed_with_the_wording() -> None:
    story, agreement = talks()
    definition = Definition((Counting("talk", at_least_seconds=60),))
    story.proposal(
        "2026-02-01", agreement, RESULT_DEFINITION, wording="Long talks.", definition=definition
    )
    counted = "Counts as a result: “talk”, if it lasted 60 seconds or more."
    assert cells(story)[0][0][:2] == ["Long talks.", counted]
    for paper in papers(story.history):
        assert paper.replace("\N{NO-BREAK SPACE}", " ").index("Long talks.") < paper.index("Counts")


def test_the_form_is_that_of_the_practice() -> None:
    written = source(shared())
    assert written.startswith("# Disagreement protocol to agreement Z-1 of 6 Oct 2025\n")
    assert "\n- Vendor: Zvonar\n- Customer: ____" in written
    names = [line for line in written.splitlines() if line.startswith("### ")]
    assert names == ["### 1. Result definition", "### 2. Price", "### 3. Pace"]
    columns = re.findall(r"^- \*\*(.*)\*\*:", written, re.MULTILINE)
    wordings = ["Vendor's wording", "Customer's wording", "Agreed wording"]
    assert columns == [*wordings * 3, "For the vendor", "For the customer"]
    assert "- **Agreed wording**: –\n" in written
    assert written.count("> Signature ____") == written.count("> Date ____") == 2
    assert max(map(len, written.splitlines())) <= markdown.WIDTH


def test_the_page_has_the_four_columns() -> None:
    page = papers(shared().history)[1]
    head = page[page.index("<thead>") : page.index("</thead>")]
    assert re.findall(r"<p>(.*?)</p>", head) == [
        "Term",
        "Vendor's wording",
        "Customer's wording",
        "Agreed wording",
    ]
    assert page.count("<td></td>") == 2


def test_an_agreement_without_number_is_named_by_its_day() -> None:
    story, agreement = talks()
    story.proposal("2026-02-01", agreement, "pace", wording="slow")
    assert source(story, Audience.INTERNAL).startswith(
        "# Disagreement protocol to the agreement of 1 Jan 2026\n"
    )


def test_who_signed_and_is_still_there_signs() -> None:
    story = Story()
    ours = story.contact("Anna", Side.US, role="buyer")
    theirs = story.contact("Boris")
    signed = (ours, theirs)
    agreement = story.tell("2026-01-01", Agreement("Calls", signatories=signed))
    story.proposal("2026-02-01", agreement, "pace", wording="slow")
    signing = source(story, Audience.INTERNAL).partition("## Signatures")[2]
    assert signing.index("> Boris\n") < signing.index("> Anna, buyer\n")
    assert "Name and role" not in signing
    story.tell("2026-03-01", Departure(theirs))
    signing = source(story, Audience.INTERNAL).partition("## Signatures")[2]
    assert "Boris" not in signing
    assert "> Name and role ____" in signing


def test_a_tariff_is_written_out() -> None:
    story, agreement = talks()
    story.proposal("2026-02-01", agreement, PRICE, tariff=Tariff(fee=Money(45_000, "RUB")))
    assert cells(story)[0][0][0].startswith("450")


def test_the_log_tells_who_moved_how_far_and_is_ours_alone() -> None:
    log = " ".join(source(shared(), Audience.INTERNAL).partition("## Concession log")[2].split())
    assert "### 1. Result definition - **countered**: proposed by the vendor" in log
    assert "> *Argument: It is work, too*" in log
    assert "RUB ~~150.00~~ **180.00** per call > > *Moved by +RUB 30.00 per call*" in log
    theirs = source(shared())
    assert "Concession log" not in theirs
    assert "Argument" not in theirs
    assert "#" not in theirs.replace("### ", "").replace("## ", "").replace("# D", "")


def test_a_move_that_changes_no_number_is_no_step() -> None:
    story, agreement = talks()
    value = TermValue(number="5", unit="GB")
    story.proposal("2026-02-01", agreement, "internet", value=value)
    story.proposal("2026-02-02", agreement, "internet", value=value, wording="a month")
    assert "Moved" not in source(story, Audience.INTERNAL)


@given(st.sets(st.integers(1, SIZE)))
def test_no_private_text_is_in_the_vendors_protocol(private: set[int]) -> None:
    assert not any(MARKER in paper for paper in papers(told(private)))


@given(st.sets(st.integers(1, SIZE)))
def test_the_vendors_protocol_does_not_depend_on_private_text(private: set[int]) -> None:
    assert papers(told(private)) == papers(told(private, "another"))


def test_nothing_is_kept_from_ourselves() -> None:
    ours, _page = papers(told(range(1, SIZE + 1)), Audience.INTERNAL)
    assert MARKER in ours
    assert withheld(view(told(range(1, SIZE + 1))), AGREEMENT) == ()


def test_what_is_withheld_is_named() -> None:
    story = shared()
    proposals = [r.seq for r in story.records if isinstance(r.payload, TermProposal)]
    agreed, theirs, ours, *_others = proposals
    history = told({ours})
    seen = view(history, Audience.VENDOR)
    assert withheld(seen, AGREEMENT) == (ours,)
    (agreement,) = disputed(seen)
    assert protocol(seen, agreement).left_out == 1
    # The answer to it goes with what it answers.
    assert withheld(view(told({agreed}), Audience.VENDOR), AGREEMENT) == (agreed, agreed + 1)
    everything_of_it = withheld(view(told({AGREEMENT}), Audience.VENDOR), AGREEMENT)
    assert {AGREEMENT, *proposals} <= set(everything_of_it)
    assert not disputed(view(told({AGREEMENT}), Audience.VENDOR))
    assert theirs in everything_of_it


def tags(page: str) -> list[str]:
    return re.findall(r"<[^>]*>", page)


def vendors_wording(words: str) -> str:
    story, agreement = talks()
    for on in ("2026-02-01", "2026-02-02"):
        story.proposal(on, agreement, "pace", wording=words)
    story.proposal("2026-02-03", agreement, PRICE, wording=words, value=price(150))
    _markdown, page = papers(story.history, Audience.INTERNAL)
    return page


@pytest.mark.parametrize("words", [*TEMPTING, "| a | b |", "</td><td>", "____", "a\n\n- b"])
def test_no_text_of_the_vendor_changes_the_form(words: str) -> None:
    # What changed from one wording to the next is marked; here nothing did.
    if words.strip():
        assert tags(vendors_wording(words)) == tags(vendors_wording("harmless"))


def test_a_settled_agreement_is_not_disputed() -> None:
    story, agreement = talks()
    proposal = story.proposal("2026-02-01", agreement, "pace", wording="slow")
    assert [record.seq for record in disputed(view(story.history))] == [agreement]
    story.answer("2026-02-02", agreement, proposal, Answer.REJECTED, Side.US)
    assert disputed(view(story.history)) == ()
