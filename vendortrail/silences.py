"""The kept silence gaps: made anew for a vendor whenever a word of its history comes or goes.

Making all of them anew costs a scan over the vendor's own touchpoints, and makes the outcome
independent of the order in which they arrive.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from datetime import date
from functools import lru_cache
from operator import attrgetter

from vendortrail import queries
from vendortrail.contact import Gap, gaps, owings
from vendortrail.projection import from_unix_day, insert, unix_day
from vendortrail.records.capture import Receipt
from vendortrail.records.dealings import Claim, Expectation, Pulse, Touchpoint, Usage
from vendortrail.records.history import History
from vendortrail.records.housekeeping import Correction, Disposition, Threshold
from vendortrail.records.parties import Contact, Vendor
from vendortrail.records.promised import Question
from vendortrail.records.record import KINDS, Payload, Record, kind_name
from vendortrail.records.values import Course, Debtor, Direction
from vendortrail.words import BY_PEOPLE, Word, known_bounds, word_of

# The kinds that neither break a silence nor say who owes what.
_MUTE = frozenset(
    {Vendor, Contact, Question, Expectation, Pulse, Claim, Usage, Threshold, Disposition, Receipt}
)


def touched(records: Iterable[Record[Payload]]) -> set[int]:
    """Return the vendors whose silences the records may have changed."""
    return {
        record.vendor
        for record in records
        if record.vendor is not None and type(record.payload) not in _MUTE
    }


def keep(connection: sqlite3.Connection, vendors: Iterable[int]) -> None:
    """Make the gap rows of the vendors anew, within the caller's transaction."""
    for vendor in sorted(vendors):
        connection.execute("DELETE FROM silence_gap WHERE vendor = ?", (vendor,))
        insert(connection, "silence_gap", rows(connection, vendor))


def rows(connection: sqlite3.Connection, vendor: int) -> list[tuple[object, ...]]:
    """Return the vendor's rows of ``silence_gap``, in the order of their columns and days."""
    return [
        (
            vendor,
            unix_day(gap.start),
            None if gap.end is None else unix_day(gap.end),
            gap.owed_by and gap.owed_by.value,
            gap.after,
            gap.before,
        )
        for gap in found(connection, vendor)
    ]


def found(connection: sqlite3.Connection, vendor: int) -> tuple[Gap, ...]:
    """Return the gaps of a vendor as its words stand in the file."""
    told = _told(connection, vendor)
    spoken = [word for record in told.speaking if (word := word_of(record)) is not None]
    spoken.extend(_touchpoints(connection, vendor))
    spoken.sort(key=attrgetter("first"))
    return gaps(spoken, owings(told))


def _told(connection: sqlite3.Connection, vendor: int) -> History:
    """Return the vendor's history as far as silence is concerned, without its touchpoints."""
    return History(vendor, tuple(queries.speaking(connection, _TOLD, vendor=vendor)))


_TOLD = tuple(kind_name(k) for k in KINDS.values() if k not in (Touchpoint, Correction, *_MUTE))


def _touchpoints(connection: sqlite3.Connection, vendor: int) -> Iterator[Word]:
    """Yield the touchpoints that are words: what ``words.word_of`` says of each, said in SQL."""
    rows = connection.execute(
        "SELECT seq, first_day, last_day, minute, direction, asks, owes, answers FROM touchpoint "
        "WHERE vendor = ? AND course = ? AND manner IN (?, ?)",
        (vendor, Course.HELD, *BY_PEOPLE),
    )
    for seq, first_day, last_day, minute, direction, asks, owes, answers in rows:
        first, last = _bounds(first_day, last_day)
        hour = None if minute < 0 else minute
        yield Word(
            seq, first, last, hour, _SPEAKERS[direction], asks == 1, owes and Debtor(owes), answers
        )


@lru_cache(maxsize=8192)
def _bounds(first_day: int, last_day: int) -> tuple[date, date]:
    return known_bounds(from_unix_day(first_day), from_unix_day(last_day))


_SPEAKERS = {direction.value: direction.speakers for direction in Direction}
