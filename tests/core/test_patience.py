"""How long a silence may last, by the agreements in force."""

from __future__ import annotations

import pytest

from tests.core.telling import Story, day
from vendortrail.patience import Patience, patience, silences
from vendortrail.records.promised import CloseOut
from vendortrail.records.values import Closing
from vendortrail.thresholds import Limit, Thresholds

FIRST, LAST = day("2026-02-01"), day("2026-03-01")


def allowed(story: Story) -> Patience | None:
    history = story.history
    return patience(history, Thresholds(history), Limit.SILENCE, FIRST, LAST)


def test_without_an_agreement_the_vendor_s_threshold_holds() -> None:
    story = Story()
    assert allowed(story) == Patience(30, None)
    story.threshold("silence", 10)
    assert allowed(story) == Patience(10, None)
    story.threshold("silence", None)
    assert allowed(story) is None


def test_of_agreements_in_force_the_shortest_counts_and_those_that_are_off_do_not() -> None:
    story = Story()
    story.threshold("silence", 5)
    for days in (60, 20, None):
        story.threshold("silence", days, story.agreement("2026-01-01"))
    assert allowed(story) == Patience(20, 5)


def test_where_every_agreement_in_force_has_it_off_it_is_off() -> None:
    story = Story()
    story.threshold("silence", None, story.agreement("2026-01-01"))
    assert allowed(story) is None


@pytest.mark.parametrize(
    ("signed", "starts", "ends", "held"),
    [
        ("2026-01-01", "", "", True),
        ("2026-03-01", "", "", True),
        ("2026-03-02", "", "", False),
        ("2026-01-01", "2026-03-01", "", True),
        ("2026-01-01", "2026-03-02", "", False),
        ("2026-01-01", "", "2026-02-01", True),
        ("2026-01-01", "", "2026-01-31", False),
    ],
)
def test_an_agreement_is_in_force_from_its_first_day_to_its_last(
    signed: str, starts: str, ends: str, held: bool
) -> None:
    story = Story()
    story.threshold("silence", 12, story.agreement(signed, starts=starts, ends=ends))
    assert allowed(story) == (Patience(12, 2) if held else Patience(30, None))


@pytest.mark.parametrize(("closed", "held"), [("2026-02-01", True), ("2026-01-31", False)])
def test_a_close_out_ends_an_agreement_and_that_of_a_segment_does_not(
    closed: str, held: bool
) -> None:
    story = Story()
    agreement = story.agreement("2026-01-01", ends="2026-12-31")
    story.threshold("silence", 12, agreement)
    segment = story.segment("2026-01-01", agreement, "A")
    story.tell("2026-01-15", CloseOut(Closing.SHORT, segment), agreement=agreement)
    assert allowed(story) == Patience(12, agreement)
    story.tell(closed, CloseOut(Closing.COMPLETE), agreement=agreement)
    assert allowed(story) == (Patience(12, agreement) if held else Patience(30, None))


@pytest.mark.parametrize(("today", "days"), [("2026-01-31", []), ("2026-02-01", [31])])
def test_a_silence_is_too_long_on_the_day_after_its_threshold(today: str, days: list[int]) -> None:
    story = Story()
    story.incoming("2026-01-01")
    history = story.history
    found = silences(history, day(today), Thresholds(history))
    assert [each.days for each in found] == days


def test_where_silence_is_off_none_is_too_long() -> None:
    story = Story()
    story.incoming("2020-01-01")
    story.threshold("silence", None)
    assert silences(story.history, LAST, Thresholds(story.history)) == ()
