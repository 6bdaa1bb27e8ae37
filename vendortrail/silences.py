"""The kept silence gaps: as the words of a vendor have them, in whatever order those arrive.

A new word on a known day can only split or bound the gap that it falls into, or the two that meet
on that day: those are made anew from the words around them. Whatever else comes or goes, a
correction, a promise, a word that may have been said on several days, all gaps of the vendor are
made anew.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import lru_cache
from operator import attrgetter
from typing import NamedTuple

from vendortrail import queries
from vendortrail.contact import Gap, gaps, owings
from vendortrail.projection import from_unix_day, insert, same, unix_day
from vendortrail.records.capture import Receipt
from vendortrail.records.dealings import Claim, Expectation, Pulse, Touchpoint, Usage
from vendortrail.records.history import History
from vendortrail.records.housekeeping import Correction, Disposition, Threshold
from vendortrail.records.parties import Contact, Sameness, Vendor
from vendortrail.records.promised import Question
from vendortrail.records.record import KINDS, Payload, Record, decode, kind_name
from vendortrail.records.values import Course, Debtor, Direction
from vendortrail.words import BY_PEOPLE, Word, known_bounds, word_of

# The kinds that neither break a silence nor say who owes what.
_MUTE = frozenset(
    {
        Vendor,
        Contact,
        Sameness,
        Question,
        Expectation,
        Pulse,
        Claim,
        Usage,
        Threshold,
        Disposition,
        Receipt,
    }
)


# From so many words of a vendor on, making all of its gaps anew is the quicker way.
_MANY = 20


class Changes:
    """What appended records change in the kept silences, within the caller's transaction.

    Args:
        connection: the open trail.
    """

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._said: dict[int, list[Word]] = {}
        self._whole: set[int] = set()

    def note(self, records: Iterable[Record[Payload]]) -> None:
        """Remember which silences records may change whose derived rows are written."""
        who = same(self._connection)
        for record in records:
            if record.supersedes is not None:
                self._whole |= self._belonged(record.supersedes)
            if isinstance(record.payload, Sameness):
                self._whole |= {record.payload.merged, record.payload.same_as}
            vendor = record.vendor and who.get(record.vendor, record.vendor)
            if vendor is None or vendor in self._whole or type(record.payload) in _MUTE:
                continue
            if not isinstance(record.payload, Touchpoint):
                self._whole.add(vendor)
            elif (word := word_of(record)) is not None:
                said = self._said.setdefault(vendor, [])
                said.append(word)
                if len(said) == _MANY or word.first != word.last:
                    self._whole.add(vendor)

    def keep(self) -> None:
        """Bring the gap rows up to date, once all records are noted."""
        for vendor in self._said.keys() - self._whole:
            words = self._said[vendor]
            if not all(_fitted(self._connection, vendor, word) for word in words):
                self._whole.add(vendor)
        who = same(self._connection)
        keep(self._connection, self._whole | {who.get(it, it) for it in self._whole})

    def _belonged(self, identity: int) -> set[int]:
        """Return the vendor that the first record of a thing belonged to, if there is one.

        If it said that two vendors are one, both.
        """
        rows = self._connection.execute(
            "SELECT vendor, iif(kind = 'sameness', body, NULL) FROM entry JOIN ledger USING (seq) "
            "WHERE seq = ?",
            (identity,),
        )
        belonged = set()
        for vendor, body in rows:
            belonged.add(vendor)
            if body is not None and isinstance(payload := decode(body).payload, Sameness):
                belonged |= {payload.merged, payload.same_as}
        return belonged - {None}


def keep(connection: sqlite3.Connection, vendors: Iterable[int]) -> None:
    """Make the gap rows of the vendors anew, within the caller's transaction."""
    for vendor in sorted(vendors):
        connection.execute("DELETE FROM silence_gap WHERE vendor = ?", (vendor,))
        insert(connection, "silence_gap", rows(connection, vendor))


def rows(connection: sqlite3.Connection, vendor: int) -> list[tuple[object, ...]]:
    """Return the vendor's rows of ``silence_gap``, in the order of their columns and days."""
    return [_row(vendor, gap) for gap in found(connection, vendor)]


def found(connection: sqlite3.Connection, vendor: int) -> tuple[Gap, ...]:
    """Return the gaps of a vendor as its words stand in the file."""
    told = _told(connection, vendor)
    spoken = [*_told_words(told), *_touchpoints(connection, vendor)]
    spoken.sort(key=attrgetter("first"))
    return gaps(spoken, owings(told))


def _row(vendor: int, gap: Gap) -> tuple[object, ...]:
    return (
        vendor,
        unix_day(gap.start),
        None if gap.end is None else unix_day(gap.end),
        gap.owed_by and gap.owed_by.value,
        gap.after,
        gap.before,
    )


class _Kept(NamedTuple):
    """A kept silence, in days since 1970 and by the numbers of the words around it."""

    start: int
    end: int | None
    after: int
    before: int | None


def _fitted(connection: sqlite3.Connection, vendor: int, word: Word) -> bool:
    """Make the gaps anew that touch the one day of a word; return whether that is enough."""
    day = unix_day(word.first)
    earlier = _kept(connection, _EARLIER, vendor, day)
    later = _kept(connection, _LATER, vendor, day)
    touching = [gap for gap in reversed(earlier) if gap.end is None or gap.end >= day]
    near = _around([*touching, *later], connection)
    if not earlier or any(gap.after not in near for gap in (*touching, *later)):
        return False
    # Who owes what after a word of an uncertain day hangs on all that was said around that day.
    if any(near[gap.after].first != near[gap.after].last for gap in touching) or any(
        near[gap.after].first <= word.last for gap in later
    ):
        return False
    if touching:
        near[word.seq] = word
        _make_anew(connection, vendor, touching, near)
    return True


_KEPT = 'SELECT start_day, end_day, "after", "before" FROM silence_gap WHERE vendor = ? '
_EARLIER = _KEPT + "AND start_day <= ? ORDER BY start_day DESC LIMIT 2"
_LATER = _KEPT + "AND start_day > ? ORDER BY start_day LIMIT 1"


def _kept(connection: sqlite3.Connection, asked: str, vendor: int, day: int) -> list[_Kept]:
    return [_Kept(*row) for row in connection.execute(asked, (vendor, day))]


def _around(gaps: Iterable[_Kept], connection: sqlite3.Connection) -> dict[int, Word]:
    """Return the words around gaps, by their numbers."""
    numbers = {seq for gap in gaps for seq in (gap.after, gap.before) if seq is not None}
    records = queries.numbered(connection, numbers)
    return {seq: word for seq, record in records.items() if (word := word_of(record)) is not None}


def _make_anew(
    connection: sqlite3.Connection, vendor: int, old: Sequence[_Kept], near: Mapping[int, Word]
) -> None:
    """Make gaps anew that follow each other, from what was said on the days that they begin.

    ``near`` are the new word and those around the gaps.
    """
    first, last, end = old[0].start, old[-1].start, old[-1].end
    told = _told(connection, vendor)
    said = (*near.values(), *_told_words(told), *_touchpoints(connection, vendor, (first, last)))
    bounds = from_unix_day(first), date.max if end is None else from_unix_day(end)
    spoken = {word.seq: word for word in said if bounds[0] <= word.last and word.first <= bounds[1]}
    made = gaps(sorted(spoken.values(), key=attrgetter("first")), owings(told))
    connection.execute(
        "DELETE FROM silence_gap WHERE vendor = ? AND start_day BETWEEN ? AND ?",
        (vendor, first, last),
    )
    # The last one is open: nothing was looked at behind the old ones.
    made = made if end is None else made[:-1]
    insert(connection, "silence_gap", [_row(vendor, gap) for gap in made])


def _told(connection: sqlite3.Connection, vendor: int) -> History:
    """Return the vendor's history as far as silence is concerned, without its touchpoints."""
    return History(vendor, tuple(queries.speaking(connection, _TOLD, vendor=vendor)))


_TOLD = tuple(kind_name(k) for k in KINDS.values() if k not in (Touchpoint, Correction, *_MUTE))


def _told_words(told: History) -> Iterator[Word]:
    return (word for record in told.speaking if (word := word_of(record)) is not None)


def _touchpoints(
    connection: sqlite3.Connection, vendor: int, ending: tuple[int, int] | None = None
) -> Iterator[Word]:
    """Yield the touchpoints that are words: what ``words.word_of`` says of each, said in SQL.

    Args:
        connection: the open trail.
        vendor: whose.
        ending: only those that reach up to a day from one to another, in days since 1970.
    """
    if ending is None:
        rows = connection.execute(_WORD + _SAID, (vendor,))
    else:
        rows = connection.execute(_SAID_UNTIL, (vendor, *ending, vendor, *ending))
    for seq, first_day, last_day, minute, direction, asks, owes, answers in rows:
        first, last = _bounds(first_day, last_day)
        hour = None if minute < 0 else minute
        yield Word(
            seq, first, last, hour, _SPEAKERS[direction], asks == 1, owes and Debtor(owes), answers
        )


_WORD = "SELECT seq, first_day, last_day, minute, direction, asks, owes, answers "
_SAID = (
    f"FROM touchpoint WHERE vendor = ? AND course = '{Course.HELD}' "
    f"AND manner IN {tuple(map(str, BY_PEOPLE))}"
)
# Of a day that is bounded below only, the bound counts as the day.
_SAID_UNTIL = (
    f"{_WORD}{_SAID} AND last_day BETWEEN ? AND ? UNION ALL "
    f"{_WORD}{_SAID} AND last_day = {unix_day(date.max)} AND first_day BETWEEN ? AND ?"
)


@lru_cache(maxsize=8192)
def _bounds(first_day: int, last_day: int) -> tuple[date, date]:
    first, last = from_unix_day(first_day), from_unix_day(last_day)
    return first, known_bounds(first, last)[1]


_SPEAKERS = {direction.value: direction.speakers for direction in Direction}
