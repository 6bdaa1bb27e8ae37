from __future__ import annotations

from tests.core.telling import Story, day
from vendortrail.records.dealings import Touchpoint
from vendortrail.records.housekeeping import Threshold
from vendortrail.records.parties import Contact
from vendortrail.records.values import Channel, Direction, Side
from vendortrail.thresholds import Limit, Thresholds


def mail(summary: str) -> Touchpoint:
    return Touchpoint(Channel.MAIL, Direction.INCOMING, summary)


def test_past_day_has_what_had_happened_by_its_end() -> None:
    story = Story()
    for on in ("2026-01-01", "2026-01-02", "2026-01-03"):
        story.incoming(on)
    told = story.history.as_of(day("2026-01-02")).of(Touchpoint)
    assert [record.occurred for record in told] == ["2026-01-01", "2026-01-02"]


def test_past_day_knows_of_a_corrected_day() -> None:
    story = Story()
    told = story.tell("2026-01-10", mail("the tenth"))
    story.tell("2026-01-20", mail("no, the twentieth"), supersedes=told)
    assert story.history.as_of(day("2026-01-15")).of(Touchpoint) == ()
    assert len(story.history.as_of(day("2026-01-20")).of(Touchpoint)) == 1


def test_past_day_knows_of_what_was_taken_back_since() -> None:
    story = Story()
    story.take_back(story.incoming("2026-01-10"), "2026-02-01")
    assert story.history.as_of(day("2026-01-15")).of(Touchpoint) == ()
    known = story.history.known_on(day("2026-01-15"))
    assert len(known.as_of(day("2026-01-15")).of(Touchpoint)) == 1


def test_people_and_thresholds_hold_on_every_day() -> None:
    story = Story(on="2026-03-01")
    told = story.tell("2026-03-01", Contact("Alina", Side.VENDOR))
    story.tell("2026-03-01", Threshold("abandoned", 5))
    past = story.history.as_of(day("2026-01-01"))
    assert past.name == "Zvonar"
    assert past.named(told, Contact).payload.name == "Alina"
    assert Thresholds(past).days(Limit.ABANDONED) == 5


def test_what_is_derived_is_made_once_for_a_history() -> None:
    history = Story().history
    made: list[str] = []

    def make() -> int:
        made.append("once")
        return len(made)

    assert [history.derive("words", make) for _ in range(3)] == [1, 1, 1]
    assert history.derive("others", make) == 2
    assert history.as_of(day("2026-01-01")).derive("words", make) == 3
