"""The chronology of one vendor: every record where it belongs in time, and the silences between."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from msgspec import Struct

from vendortrail import coverage
from vendortrail.contact import SHORTEST_KEPT_DAYS
from vendortrail.patience import Silence, silences
from vendortrail.records.history import History
from vendortrail.records.housekeeping import Correction
from vendortrail.records.record import Payload, Record
from vendortrail.thresholds import Thresholds
from vendortrail.words import words


class Entry(Struct, frozen=True):
    """A record, and the one that took its place: its reason says why; None while it speaks.

    ``superseded_by`` may be a ``Correction``: then nothing took its place.
    """

    record: Record[Payload]
    superseded_by: Record[Payload] | None = None


class Unknown(Struct, frozen=True):
    """Days, both included, of which no source would know a word."""

    first: date
    last: date


Item = Entry | Silence | Unknown


def timeline(
    history: History, today: date, first: date | None = None, last: date | None = None
) -> tuple[Item, ...]:
    """Return what is on record about the vendor, chronologically, from one day to another.

    Superseded records are there, each with what superseded it; a correction is there as that mark
    alone. Records that concern every vendor are left out. A silence longer than its threshold
    stands behind the day on which it began; an open one is as long as it is by the end of today. A
    week and more, since the first word, of which no source would know a word stands before its
    first day.

    Args:
        history: of one vendor.
        today: the day to which an open silence is counted.
        first: the earliest day wanted, included; a silence that reaches into it is there.
        last: the latest day wanted, included; likewise.
    """
    since, until = first or date.min, last or date.max
    placed: list[tuple[tuple[date, int, int, int], Item]] = [
        ((entry.record.day, 0, *entry.record.sort_key[1:]), entry)
        for entry in _entries(history)
        if since <= entry.record.day <= until
    ]
    placed += (
        ((found.gap.start, 1, 0, 0), found)
        for found in silences(history, today, Thresholds(history))
        if found.gap.start <= until and (found.gap.end or today) >= since
    )
    placed += (
        ((span.first, -1, 0, 0), span)
        for span in unknown(history, today)
        if span.first <= until and span.last >= since
    )
    return tuple(item for _, item in sorted(placed, key=lambda pair: pair[0]))


def unknown(history: History, today: date) -> Iterator[Unknown]:
    """Yield every week and more, since the first word, of which no source would know a word."""
    spoken = () if coverage.coverage(history) == coverage.ALWAYS else words(history, until=today)
    begun = min((word.first for word in spoken if not word.undated), default=None)
    if begun is not None:
        for span in coverage.unknown(history, begun, today):
            if (span.last - span.first).days >= SHORTEST_KEPT_DAYS:
                yield Unknown(span.first, span.last)


def _entries(history: History) -> list[Entry]:
    entries = []
    next_of: dict[int, Record[Payload]] = {}
    for record in reversed(history.ledger):
        own = history.vendor in (record.vendor, record.identity)
        if own and not isinstance(record.payload, Correction):
            entries.append(Entry(record, next_of.get(record.identity)))
        next_of[record.identity] = record
    return entries
