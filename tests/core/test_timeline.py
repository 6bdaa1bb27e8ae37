"""The chronology: records in their order, struck out ones with the reason, silences between."""

from __future__ import annotations

from datetime import date

from tests.core.telling import Story, day
from vendortrail.patience import Silence
from vendortrail.records.housekeeping import Correction, Threshold
from vendortrail.records.parties import Contact
from vendortrail.records.values import Side
from vendortrail.timeline import Entry, Item, Unknown, timeline

TODAY = day("2026-11-16")
WHOLE_YEAR = (day("2025-01-01"), day("2025-12-31"))


def shape(
    story: Story, first: date | None = None, last: date | None = None
) -> list[int | tuple[str, str | None]]:
    """Return the numbers of the records, and the silences between as their days."""
    return [shown(item) for item in timeline(story.history, TODAY, first, last)]


def shown(item: Item) -> int | tuple[str, str | None]:
    match item:
        case Entry():
            return item.record.seq
        case Silence():
            return str(item.gap.start), str(item.gap.end) if item.gap.end else None
        case Unknown():
            return f"{item.first}?", f"{item.last}?"


def test_records_stand_by_the_day_on_which_they_happened_and_hours_after_days() -> None:
    story = Story()
    late = story.incoming("2026-11-16T18:00+03:00")
    early = story.incoming("2026-11-16T09:00+03:00")
    some_time = story.outgoing("2026-11-16")
    before = story.payment("2026-11-10", 100)
    assert shape(story) == [1, before, some_time, early, late]


def test_a_silence_stands_behind_the_day_on_which_it_began() -> None:
    story = Story()
    last = story.incoming("2025-11-14")
    same_day = story.payment("2025-11-14", 100)
    meanwhile = story.payment("2026-01-10", 100)
    back = story.incoming("2026-11-12")
    assert shape(story) == [
        1,
        last,
        same_day,
        ("2025-11-14", "2026-11-12"),
        meanwhile,
        back,
    ]
    (silence,) = (item for item in timeline(story.history, TODAY) if isinstance(item, Silence))
    assert silence.days == 363


def test_the_open_silence_comes_last_and_is_counted_to_today() -> None:
    story = Story()
    story.incoming("2026-10-01")
    *_, silence = timeline(story.history, TODAY)
    assert isinstance(silence, Silence)
    assert (silence.gap.end, silence.days) == (None, 46)


def test_silence_is_not_shown_where_nobody_expects_a_word() -> None:
    story = Story()
    story.threshold("silence", None)
    mail = story.incoming("2025-01-01")
    assert shape(story) == [1, 2, mail]


def test_what_was_superseded_stays_with_what_superseded_it_and_why() -> None:
    story = Story()
    wrong = story.incoming("2026-11-10", summary="wrong")
    story.tell(
        "2026-11-11",
        story.records[wrong - 1].payload,
        supersedes=wrong,
        reason="it came a day later",
        private=False,
    )
    gone = story.outgoing("2026-11-12")
    story.take_back(gone, "2026-11-13")
    _, first, second, taken_back = timeline(story.history, TODAY)
    assert isinstance(first, Entry)
    assert isinstance(second, Entry)
    assert isinstance(taken_back, Entry)
    assert first.record.seq == wrong
    assert first.superseded_by is second.record
    assert first.superseded_by.reason == "it came a day later"
    assert (first.record.private, second.record.private) == (True, False)
    assert second.superseded_by is None
    assert taken_back.superseded_by is not None
    assert isinstance(taken_back.superseded_by.payload, Correction)


def test_records_about_every_vendor_are_left_out() -> None:
    story = Story()
    story.tell("2026-01-01", Contact("Max", Side.US), everywhere=True)
    story.tell("2026-01-01", Threshold("silence", 5), everywhere=True)
    assert shape(story) == [1]


def test_a_part_of_the_chronology_has_the_silences_that_reach_into_it() -> None:
    story = Story()
    story.incoming("2024-06-01")
    early = story.incoming("2025-01-01")
    late = story.incoming("2025-12-31")
    story.incoming("2026-11-16")
    into = ("2024-06-01", "2025-01-01")
    within = ("2025-01-01", "2025-12-31")
    out_of = ("2025-12-31", "2026-11-16")
    assert shape(story, *WHOLE_YEAR) == [into, early, within, late, out_of]
    assert shape(story, day("2025-02-01"), day("2025-03-01")) == [within]
    assert shape(story, last=day("2024-05-31")) == [1]
    assert shape(story, first=day("2026-11-16"))[-1] == 5
