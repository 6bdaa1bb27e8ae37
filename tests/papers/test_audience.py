import re
from collections.abc import Collection
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import Struct
from msgspec.structs import replace

from tests.core.telling import Story, day
from tests.papers.everything import everything
from vendortrail.exporters import markdown
from vendortrail.papers import paper
from vendortrail.papers.audience import Audience, shown
from vendortrail.papers.closing import CheckpointLine
from vendortrail.records.dealings import Expectation, Pulse, Touchpoint
from vendortrail.records.history import History
from vendortrail.records.housekeeping import Disposition, Threshold
from vendortrail.records.parties import Agreement, Contact, Departure, Vendor
from vendortrail.records.promised import CloseOut, Delivery, Promise, Segment, TermAnswer
from vendortrail.records.record import Payload, Record
from vendortrail.records.values import (
    Answer,
    Channel,
    Closing,
    Direction,
    Disposal,
    Level,
    Side,
    Subject,
)
from vendortrail.review import review

TODAY = day("2026-11-16")
TOLD = everything()
SIZE = len(TOLD.records)
MARKER = "unspeakable"

# Fields of text that have a form of their own, or that a vendor's paper always has.
FORMED = {
    "due",
    "effective",
    "starts",
    "ends",
    "valid_until",
    "month",
    "zone",
    "code",
    "number",
    "currency",
}


def told(private: Collection[int] = (), marker: str = MARKER) -> History:
    """Return everything, with the marker in every text of the records that are private."""
    records = [
        _marked(replace(record, private=True), marker)
        if record.seq in private
        else replace(record, private=False)
        for record in TOLD.records
    ]
    return History(1, tuple(records), TOLD.results)


def _marked(record: Record[Payload], marker: str) -> Record[Payload]:
    payload = marked(record.payload, marker)
    if isinstance(payload, Vendor):
        payload = replace(payload, name="Zvonar")
    return replace(
        record, payload=payload, reason=marker, source=marker, recorded_by=marker, host=marker
    )


def marked(value: Any, marker: str) -> Any:
    if isinstance(value, Struct):
        texts = {
            name: marked(getattr(value, name), marker)
            for name in value.__struct_fields__
            if name not in FORMED
        }
        return replace(value, **texts)
    if isinstance(value, tuple):
        # What is counted may not be named twice.
        return tuple(marked(item, f"{marker}{place}") for place, item in enumerate(value))
    if type(value) is str:
        return f"{marker}@x.example" if re.fullmatch(r"\S+@\S+", value) else marker
    return value


def vendor_paper(history: History) -> str:
    document = paper.timeline(
        history,
        review(history, TODAY),
        TODAY,
        checkpoint=CheckpointLine(99, "c0ffee", TODAY),
        audience=Audience.VENDOR,
    )
    return markdown.render(document)


@given(st.sets(st.integers(1, SIZE)))
def test_no_private_text_is_in_a_paper_for_the_vendor(private: set[int]) -> None:
    assert MARKER not in vendor_paper(told(private))


@given(st.sets(st.integers(1, SIZE)))
def test_a_paper_for_the_vendor_does_not_depend_on_private_text(private: set[int]) -> None:
    assert vendor_paper(told(private)) == vendor_paper(told(private, "another"))


def test_nothing_is_kept_from_ourselves() -> None:
    history = told(range(1, SIZE + 1))
    document = paper.timeline(history, review(history, TODAY), TODAY)
    assert document.left_out == 0
    assert MARKER in markdown.render(document)


@pytest.mark.parametrize(
    "ours",
    [
        *("owns it", "a friend", "calls\n"),  # who recommended them, and our note on them
        *("our buyer", "talks much"),  # notes on people
        *("How much do you hate us", "calls at night", "acknowledged", "VT1"),
        *("c0ffee", "heckpoint", "anna", "desk", "abandoned"),
    ],
)
def test_what_we_keep_for_ourselves_is_in_no_paper_for_the_vendor(ours: str) -> None:
    assert ours not in vendor_paper(told())


def test_who_exports_is_told_how_many_records_were_withheld() -> None:
    story = Story()
    story.incoming("2026-01-01")
    story.tell("2026-01-02", Expectation("told"), private=False)
    story.tell("2026-01-03", Pulse(3, Level.MANAGEMENT, Subject.PARTNER), private=False)
    story.tell("2026-01-04", mail(), private=False)
    story.tell("2026-01-04", Contact("Anna", Side.US), everywhere=True)
    document = paper.timeline(
        story.history, review(story.history, TODAY), TODAY, audience=Audience.VENDOR
    )
    assert document.left_out == 3


def mail(**fields: Any) -> Touchpoint:
    return Touchpoint(Channel.MAIL, Direction.INCOMING, "a word", **fields)


def numbers(story: Story) -> list[int]:
    return [record.seq for record in shown(story.history, Audience.VENDOR).history.ledger]


def public(story: Story, on: str, payload: Payload, **fields: Any) -> int:
    return story.tell(on, payload, private=False, **fields)


def test_a_version_that_was_made_private_hides_those_before_it() -> None:
    story = Story()
    first = public(story, "2026-01-01", mail())
    story.tell("2026-01-01", mail(), supersedes=first)
    assert numbers(story) == [1]
    public(story, "2026-01-01", mail(), supersedes=first)
    assert numbers(story) == [1, 4]


def test_a_version_that_was_made_public_does_not_show_those_before_it() -> None:
    story = Story()
    first = story.tell("2026-01-01", mail())
    public(story, "2026-01-01", mail(), supersedes=first)
    public(story, "2026-01-01", mail(), supersedes=first)
    assert numbers(story) == [1, 3, 4]


def test_what_was_taken_back_in_private_is_not_shown() -> None:
    story = Story()
    first = public(story, "2026-01-01", mail())
    story.take_back(first, "2026-01-02")
    assert numbers(story) == [1]


def test_what_rests_on_a_private_record_goes_with_it() -> None:
    story = Story()
    agreement = story.agreement("2026-01-01")
    proposal = story.proposal("2026-01-01", agreement, "pace", wording="slow")
    segment = public(story, "2026-01-01", Segment("A", 1, "call"), agreement=agreement)
    public(story, "2026-01-02", Delivery(segment, 1), agreement=agreement)
    answer = TermAnswer(proposal, Answer.ACCEPTED, Side.US)
    public(story, "2026-01-02", answer, agreement=agreement)
    assert numbers(story) == [1]


def test_what_rests_on_a_record_that_was_made_private_goes_with_it() -> None:
    story = Story()
    agreement = public(story, "2026-01-01", Agreement("Calls"))
    segment = public(story, "2026-01-01", Segment("A", 1, "call"), agreement=agreement)
    public(story, "2026-01-02", CloseOut(Closing.SHORT, segment), agreement=agreement)
    assert numbers(story) == [1, 2, 3, 4]
    story.tell("2026-01-01", Segment("A", 2, "call"), agreement=agreement, supersedes=segment)
    assert numbers(story) == [1, 2]


def test_a_version_that_rests_on_a_private_record_does_not_bring_back_the_one_before() -> None:
    story = Story()
    public_one = public(story, "2026-01-01", Contact("Boris", Side.VENDOR))
    private_one = story.contact("Vera")
    left = public(story, "2026-01-02", Departure(public_one))
    public(story, "2026-01-02", Departure(private_one), supersedes=left)
    assert numbers(story) == [1, public_one]


def test_what_can_do_without_a_private_record_stands_alone() -> None:
    story = Story()
    private_one = story.contact("Boris")
    public_one = public(story, "2026-01-01", Contact("Vera", Side.VENDOR, note="sharp"))
    people = (private_one, public_one)
    public(story, "2026-01-02", mail(people=people, answers=99, tone=1))
    public(story, "2026-01-02", Promise("soon", Side.VENDOR, "2026-02-01", contact=private_one))
    left = shown(story.history, Audience.VENDOR).history.ledger
    assert left[1].payload == Contact("Vera", Side.VENDOR)
    assert left[2].payload == mail(people=(public_one,))
    assert left[3].payload == Promise("soon", Side.VENDOR, "2026-02-01")


def test_findings_and_thresholds_are_never_shown() -> None:
    story = Story()
    public(story, "2026-01-01", Threshold("silence", 5))
    public(story, "2026-01-01", Disposition("VT301", "silence", Disposal.RESOLVED))
    assert numbers(story) == [1]


def test_a_silence_is_told_where_both_its_words_are() -> None:
    story = Story()
    public(story, "2026-01-01", mail())
    public(story, "2026-06-01", mail())
    public(story, "2026-11-10", mail())
    assert "151 days of silence" in vendor_paper(story.history)


def test_a_silence_that_rests_on_a_private_promise_is_not_told() -> None:
    story = Story()
    public(story, "2026-01-01", mail())
    story.promise("2026-01-01", "2026-02-01", touchpoint=2)
    public(story, "2026-06-01", mail())
    assert "151 days" not in vendor_paper(story.history)
    story.records[2] = replace(story.records[2], private=False)
    assert "151 days of silence" in vendor_paper(story.history)


def test_a_private_word_makes_no_silence_longer_than_it_was() -> None:
    story = Story()
    public(story, "2026-01-01", mail())
    story.incoming("2026-03-01")
    public(story, "2026-06-01", mail())
    shown_paper = vendor_paper(story.history)
    assert "1 Jan 2026" in shown_paper
    assert "1 Jun 2026" in shown_paper
    assert "151 days" not in shown_paper


def test_a_vendor_that_was_put_right_is_still_shown_by_its_name_alone() -> None:
    story = Story("Acme")
    story.tell(
        "2026-01-02",
        Vendor("Acme", domains=("novo.example",)),
        supersedes=story.vendor,
        reason="its mail addresses",
    )
    source = vendor_paper(story.history)
    assert "Acme" in source
    assert "novo.example" not in source
    assert "its mail addresses" not in source
