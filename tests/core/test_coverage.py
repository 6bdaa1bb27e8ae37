"""Coverage: silence is only claimed where some source would have known a word."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from tests.core.telling import Story, day
from vendortrail.contact import contact
from vendortrail.coverage import ALWAYS, Span, coverage, known_until, parts, spans, unknown
from vendortrail.detectors.no_close_out import no_close_out
from vendortrail.detectors.not_chased import not_chased
from vendortrail.detectors.returned import returned
from vendortrail.detectors.silence import silence
from vendortrail.detectors.unanswered import unanswered
from vendortrail.records.capture import Origin, Receipt
from vendortrail.thresholds import Thresholds
from vendortrail.timeline import Unknown, timeline

TODAY = day("2026-11-16")


def covered_by(story: Story, *periods: tuple[str, str]) -> None:
    for first, last in periods:
        story.tell("2026-11-16", Receipt("mail", (), first, last))


def span(first: str, last: str = "") -> Span:
    return Span(day(first), day(last) if last else date.max)


def gaps(story: Story) -> list[tuple[str, str | None, str | None]]:
    """Return the silences: begin, end, and who owed the word."""
    return [
        (str(gap.start), str(gap.end) if gap.end else None, gap.owed_by)
        for gap in contact(story.history, TODAY).gaps
    ]


def test_what_is_kept_by_hand_is_covered_throughout() -> None:
    story = Story()
    story.incoming("2026-01-10")
    covered_by(story, ("", ""))
    assert coverage(story.history) == ALWAYS
    assert list(unknown(story.history, day("2026-01-10"), TODAY)) == []
    assert known_until(story.history, day("2026-01-10"), TODAY) == TODAY


def test_periods_that_touch_or_overlap_are_one() -> None:
    periods = [("2026-03-01", "2026-03-31"), ("2026-01-01", "2026-01-31"), ("2026-02-01", "")]
    assert spans(periods) == (span("2026-01-01"),)
    assert spans([*periods[:2], ("2026-03-05", "2026-03-10")]) == (
        span("2026-01-01", "2026-01-31"),
        span("2026-03-01", "2026-03-31"),
    )


def test_periods_less_than_a_week_apart_are_one() -> None:
    january = ("2026-01-02", "2026-01-29")
    assert spans([january, ("2026-02-04", "2026-02-27")]) == (span("2026-01-02", "2026-02-27"),)
    assert spans([january, ("2026-02-05", "2026-02-27")]) == (
        span(*january),
        span("2026-02-05", "2026-02-27"),
    )


def test_what_a_source_is_without_it_does_not_cover() -> None:
    story = Story()
    story.incoming("2026-01-10")
    without = (("2026-02-01", "2026-02-28"), ("2026-04-01", "2026-05-31"))
    story.tell("2026-11-16", Receipt("mail", (), "2026-01-01", "2026-07-31", without))
    assert coverage(story.history) == (
        span("2026-01-01", "2026-01-31"),
        span("2026-03-01", "2026-03-31"),
        span("2026-06-01", "2026-07-31"),
    )
    assert gaps(story)[0] == ("2026-01-10", "2026-01-31", None)


def test_a_silence_ends_where_the_sources_do() -> None:
    story = Story()
    story.outgoing("2026-02-01", asks=True)
    covered_by(story, ("2026-01-01", "2026-04-30"))
    assert gaps(story) == [("2026-02-01", "2026-04-30", "vendor")]
    (found,) = silence(story.history, TODAY, Thresholds(story.history))
    assert (found.days, str(found.subject)) == (88, "2026-02-01 – 2026-04-30")
    assert "nothing is known after it; the vendor owed the next word" in str(found.message)
    (late,) = not_chased(story.history, TODAY, Thresholds(story.history))
    assert late.days == 88


def test_behind_a_time_of_which_nothing_is_known_nobody_knows_who_owed_the_word() -> None:
    story = Story()
    story.incoming("2026-01-31")
    story.outgoing("2026-02-01", asks=True)
    story.incoming("2026-09-01")
    story.threshold("returned", 100)
    covered_by(story, ("2026-01-01", "2026-02-10"), ("2026-04-01", ""))
    assert gaps(story)[:2] == [
        ("2026-02-01", "2026-02-10", "vendor"),
        ("2026-04-01", "2026-09-01", None),
    ]
    found = list(silence(story.history, TODAY, Thresholds(story.history)))
    assert "who owed the next word is not known" in str(found[0].message)
    assert [
        (r.since, r.days) for r in returned(story.history, TODAY, Thresholds(story.history))
    ] == [(day("2026-09-01"), 153)]


def test_where_no_source_is_nothing_is_found() -> None:
    story = Story()
    story.agreement("2026-01-01")
    story.outgoing("2026-02-01", asks=True)
    covered_by(story, ("2026-01-01", "2026-02-03"))
    thresholds = Thresholds(story.history)
    for detector in (silence, not_chased, unanswered, returned, no_close_out):
        assert list(detector(story.history, TODAY, thresholds)) == []
    assert contact(story.history, TODAY).owes_next == "vendor"


def test_days_without_a_reply_count_as_far_as_a_reply_would_be_known() -> None:
    story = Story()
    story.outgoing("2026-02-01", asks=True)
    covered_by(story, ("2026-02-01", "2026-02-16"))
    (found,) = unanswered(story.history, TODAY, Thresholds(story.history))
    assert (found.since, found.days) == (day("2026-02-01"), 15)


def test_the_timeline_says_what_is_not_known() -> None:
    story = Story()
    story.incoming("2026-02-01")
    covered_by(story, ("2026-02-01", "2026-03-31"), ("2026-04-20", "2026-06-30"))
    stretches = [item for item in timeline(story.history, TODAY) if isinstance(item, Unknown)]
    assert stretches == [
        Unknown(day("2026-04-01"), day("2026-04-19")),
        Unknown(day("2026-07-01"), TODAY),
    ]
    assert not any(
        isinstance(item, Unknown) for item in timeline(story.history, TODAY, last=day("2026-03-31"))
    )


def test_what_sources_cover_holds_on_every_day_whenever_they_were_imported() -> None:
    story = Story()
    story.incoming("2026-02-01")
    covered_by(story, ("2026-02-01", "2026-02-20"))
    then = day("2026-06-01")
    (gap,) = contact(story.history.as_of(then), then).gaps
    assert gap.end == day("2026-02-20")


def test_of_a_vendor_that_came_with_its_contracts_nothing_is_known_until_somebody_types() -> None:
    story = Story()
    story.records[0] = replace(story.records[0], origin=Origin("ocds:1"))
    story.agreement("2026-01-01")
    assert coverage(story.history) == ()
    assert gaps(story) == []
    story.incoming("2026-02-01")
    assert coverage(story.history) == ALWAYS


BEGIN = day("2026-01-01")
days = st.integers(0, 60).map(lambda n: BEGIN + timedelta(n))
periods = st.lists(st.tuples(days, days).map(sorted), min_size=1, max_size=5)


@given(periods, days, st.none() | days, days)
def test_every_day_of_a_part_is_covered_and_no_covered_day_is_missing(
    told: list[list[date]], first: date, last: date | None, today: date
) -> None:
    end = today if last is None else last
    covered = spans((str(a), str(b)) for a, b in told)
    heard = {
        BEGIN + timedelta(n)
        for n in range(61)
        if any(a <= BEGIN + timedelta(n) <= b for a, b in told)
    }
    known = heard | {
        before + timedelta(n)
        for before, after in pairwise(sorted(heard))
        if (after - before).days < 7
        for n in range((after - before).days)
    }
    found = list(parts(covered, first, last, today))
    stretches = [(start, stop or today) for start, stop in found]
    inside = {a + timedelta(n) for a, b in stretches for n in range((b - a).days + 1)}
    wanted = {each for each in known if first <= each <= end}
    assert inside <= wanted
    # A day that stands alone in the covered time is no time.
    assert all(
        each == min(end, max(first, each))
        and not {each - timedelta(1), each + timedelta(1)} & wanted
        for each in wanted - inside
    )
