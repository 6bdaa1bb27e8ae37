"""What is read of a trail is what the ledger says, a page at a time or all at once."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from datetime import date, timedelta

import pytest

from tests import trails
from tests.trails import about, touchpoint
from vendortrail.contact import SHORTEST_KEPT_DAYS
from vendortrail.records.housekeeping import Threshold
from vendortrail.records.parties import Agreement, Vendor
from vendortrail.records.promised import CloseOut, Delivery, Segment
from vendortrail.records.values import Closing, Direction, Manner, Side
from vendortrail.refusal import Refusal
from vendortrail.service import Trail, Workspace, entries

OUT, BOTH = Direction.OUTGOING, Direction.MUTUAL


@pytest.fixture
def trail(empty: Workspace) -> Iterator[Trail]:
    with trails.opened(empty) as opened:
        opened.record(about(None, Vendor("Zvonar"), "2025-01-01"))
        yield opened


# The timeline, page by page.


@pytest.fixture
def long(trail: Trail) -> Trail:
    """Return a trail of a hundred records on twenty days, some with an hour, told in no order."""
    start = date(2026, 1, 1)
    days = [start + timedelta(number * 7 % 20) for number in range(98)]
    hours = ["", "T10:00Z", "T09:00Z", "~"]
    trail.record_all(touchpoint(1, f"{day}{hours[number % 4]}") for number, day in enumerate(days))
    trail.correct(5, reason="it was the last", occurred="2026-02-20")
    return trail


@pytest.mark.parametrize("stride", [3, 500])
@pytest.mark.parametrize("order", ["forth", "back", "jumping"])
def test_pages_together_are_the_timeline(
    order: str, stride: int, long: Trail, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(entries, "_STRIDE", stride)
    everything = sorted(long.history(1).ledger, key=lambda record: record.sort_key, reverse=True)
    listed = long.entries(1)
    assert len(listed) == len(everything) == 100
    starts = list(range(0, 100, 7))
    if order == "back":
        starts.reverse()
    if order == "jumping":
        starts.sort(key=lambda start: start * 37 % 100)
    for start in starts:
        assert list(listed.page(start, 7)) == everything[start : start + 7]
    assert listed.page(98, 10) == tuple(everything[98:])
    assert listed.page(100, 10) == ()


def test_a_list_surveyed_elsewhere_jumps_anywhere(
    long: Trail, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(entries, "_STRIDE", 10)
    expected = long.entries(1).page(57, 5)
    with closing(long.reopen()) as other:
        surveyed = other.entries(1).survey()
    listed = long.entries(1)
    listed.know(surveyed)
    assert listed.page(57, 5) == expected


def test_records_newer_than_a_day_are_counted(long: Trail) -> None:
    days = [date(2025, 1, 1), date(2026, 1, 10), date(2026, 2, 20), date(2026, 12, 1)]
    told = long.history(1).ledger
    assert long.entries(1).newer_than(days) == [
        sum(record.day > day for record in told) for day in days
    ]


def test_what_does_not_speak_is_told_with_what_speaks_instead(long: Trail) -> None:
    listed = long.entries(1)
    taken = long.take_back(6, reason="it never happened")
    records = tuple(long.get(seq) for seq in (4, 5, 6, 100))
    assert listed.superseded(records) == {5: 100, 6: taken.seq}


# The portfolio.


def test_a_vendor_of_whom_nothing_is_known_has_an_empty_line(trail: Trail) -> None:
    (line,) = trail.portfolio()
    assert (line.vendor, line.name) == (1, "Zvonar")
    assert (line.last_word, line.owes_next, line.unfinished) == ({}, None, 0)
    assert [(m.year, m.month, m.words, m.silent) for m in line.months] == [
        (2025, 12, 0, False),
        *((2026, month, 0, False) for month in range(1, 12)),
    ]


def test_months_show_words_and_silence(trail: Trail) -> None:
    trail.record_all(
        [
            touchpoint(1, "2026-02-10"),
            touchpoint(1, "2026-02-20", OUT),
            touchpoint(1, "2026-02-21", manner=Manner.AUTOMATIC),
            touchpoint(1, "2026-05-05", BOTH),
            touchpoint(1, "2026-05-06", OUT),
        ]
    )
    (line,) = trail.portfolio()
    told = {month.month: (month.words, month.silent) for month in line.months if month.year == 2026}
    assert told[2] == (2, False)
    assert told[3] == told[4] == (0, True)
    assert told[5] == (2, False)
    assert [told[month] for month in range(6, 12)] == [(0, True)] * 6
    assert line.last_word == {Side.VENDOR: date(2026, 5, 5), Side.US: date(2026, 5, 6)}
    assert line.owes_next is Side.VENDOR


def test_segments_are_unfinished_until_delivered_or_closed(trail: Trail) -> None:
    for title in ("One", "Two"):
        trail.record(about(1, Agreement(title)))
    one, two = (record.identity for record in trail.every(Agreement))
    segments = [
        trail.record(about(1, Segment(f"S{n}", 10, "call"), agreement=deal)).seq
        for n, deal in enumerate([one, one, one, two])
    ]

    def unfinished() -> int:
        return trail.portfolio()[0].unfinished

    assert unfinished() == 4
    trail.record(about(1, Delivery(segments[0], 9), agreement=one))
    assert unfinished() == 4
    trail.record(about(1, Delivery(segments[0], 1), agreement=one))
    assert unfinished() == 3
    trail.record(about(1, CloseOut(Closing.SHORT, segments[1]), agreement=one))
    assert unfinished() == 2
    trail.record(about(1, CloseOut(Closing.TERMINATED), agreement=one))
    assert unfinished() == 1


def test_segments_are_unfinished_as_of_a_past_day(trail: Trail) -> None:
    deal = trail.record(about(1, Agreement("One"), "2026-01-01")).seq
    trail.record(about(1, Segment("A", 1, "call"), "2026-01-01", agreement=deal))
    second = trail.record(about(1, Segment("B", 1, "call"), "[..2026-02-01]", agreement=deal)).seq
    trail.record(about(1, Delivery(second, 1), "2026-03-01", agreement=deal))
    trail.record(about(1, CloseOut(Closing.SHORT), "2026-04-01", agreement=deal))

    def unfinished(day: date) -> int:
        with Trail.open(trail.workspace, today=day) as then:
            return then.portfolio()[0].unfinished

    days = [date(2025, 12, 31), date(2026, 1, 31), date(2026, 2, 28), date(2026, 3, 31)]
    assert [unfinished(day) for day in days] == [0, 1, 2, 1]
    assert unfinished(date(2026, 4, 1)) == 0


# Silences.


def test_silences_are_told_of_all_or_of_one(trail: Trail) -> None:
    other = trail.record(about(None, Vendor("Northline"))).seq
    trail.record_all(
        [
            touchpoint(1, "2026-01-01"),
            touchpoint(1, "2026-03-01"),
            touchpoint(other, "2026-02-01", OUT),
        ]
    )
    told = [(s.name, s.start, s.end, s.days, s.owed_by) for s in trail.silences()]
    assert told == [
        ("Zvonar", date(2026, 1, 1), date(2026, 3, 1), 59, None),
        ("Northline", date(2026, 2, 1), None, 288, Side.VENDOR),
        ("Zvonar", date(2026, 3, 1), None, 260, None),
    ]
    assert [s.vendor for s in trail.silences(other)] == [other]
    assert [s.days for s in trail.silences(at_least=100)] == [288, 260]
    trail.record(about(1, Threshold("silence", None)))
    assert [s.vendor for s in trail.silences()] == [other]


def test_silences_shorter_than_any_that_is_kept_are_not_asked_for(trail: Trail) -> None:
    with pytest.raises(Refusal, match="silences are kept from 7 days on; ask for 7 or more"):
        trail.silences(at_least=SHORTEST_KEPT_DAYS - 1)


def test_a_silence_that_ended_later_is_open_on_the_day_that_is_asked_for(trail: Trail) -> None:
    trail.record_all([touchpoint(1, "2026-01-01", OUT), touchpoint(1, "2026-03-01")])
    with Trail.open(trail.workspace, today=date(2026, 2, 10), settings=trails.SETTINGS) as then:
        (silence,) = then.silences()
        assert (silence.end, silence.days, silence.owed_by) == (None, 40, Side.VENDOR)
        (line,) = then.portfolio()
        assert (line.last_word, line.owes_next) == ({Side.US: date(2026, 1, 1)}, Side.VENDOR)


def test_reviews_are_told_of_every_vendor_by_name(everything: Workspace) -> None:
    with trails.opened(everything) as trail:
        told = list(trail.reviews())
        assert told == [trail.review(2), trail.review(1)]
        assert told[0].history.name == "Northline"
