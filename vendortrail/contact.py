"""Contact: who spoke when, every silence between the words, and who owed the next one.

**Who owed the next word** during a silence is decided by the first of these that says anything:

1. The last word says who owes (``owes``), be it nobody.
2. A promise made by then was not settled by then, and its day was not past: the side that made it;
   of several, the newest.
3. The last word asks: the side that it was addressed to. Where both sides spoke it is we who wrote
   down that a reply is awaited, so the vendor owes it.
4. A promise made by then was not settled by then, and its day was past: as rule 2.
5. The last word was ours alone and answered nothing: the vendor owes. Nobody asked, so there is no
   day on which the word was due.
6. Nobody owes.

Of words on one day without hours nobody knows which came last, and the order in which they were
recorded proves nothing. An answer is later than what answers nothing; and no side owes a word
(rules 3 and 5) that it may have said later on the same day.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from itertools import islice
from typing import NamedTuple

from msgspec import Struct
from msgspec.structs import replace

from vendortrail.coverage import Span, coverage, parts
from vendortrail.records.dealings import Touchpoint
from vendortrail.records.history import History
from vendortrail.records.promised import Delivery, Promise, PromiseOutcome
from vendortrail.records.record import Record
from vendortrail.records.values import Course, Debtor, Side
from vendortrail.words import Word, awaited_from, known_bounds, may_follow, words

#: A silence of fewer days than this is not kept: every week has some.
SHORTEST_KEPT_DAYS = 7

_SHORTEST_KEPT = timedelta(days=SHORTEST_KEPT_DAYS)


class Owing(Struct, frozen=True):
    """A promise as far as silence is concerned: who said when (at the latest) to do it by when.

    ``seq`` is the number of its record; ``settled`` the day since which nothing is awaited.
    """

    by: Side
    said: date
    due: date
    seq: int
    settled: date | None = None


class Gap(Struct, frozen=True):
    """A silence from the day of the last word to the day of the next; open without ``end``.

    Where it ends without a word (no ``before``), nothing is known of the time after it; where it
    is ``resumed``, of the time between the word ``after`` and it. ``after`` and ``before`` are the
    numbers of the words around it. ``due`` is the day on which the owed word was due: that of the
    promise it rests on (numbered ``promise``), else the first day of the silence; None where nobody
    asked for it.
    """

    start: date
    end: date | None
    owed_by: Side | None
    after: int
    before: int | None
    due: date | None = None
    promise: int | None = None
    resumed: bool = False

    @property
    def witnesses(self) -> frozenset[int]:
        """The numbers of the records that prove it: the words around it and the promise."""
        around = (self.after, self.promise, self.before)
        return frozenset(seq for seq in around if seq is not None)

    def days(self, today: date) -> int:
        """Return how many days it lasted, or has lasted by today."""
        return max(0, ((self.end or today) - self.start).days)


class ContactState(Struct, frozen=True):
    """Contact with a vendor as of a day.

    ``last_word`` is the last day on which each side spoke, without a side of which no day is known.
    ``owes_next`` is who owes the next word. ``gaps`` are chronological, as far as sources cover
    them; the last one is open if some source covers today.
    """

    last_word: Mapping[Side, date]
    owes_next: Side | None
    gaps: tuple[Gap, ...]


def contact(history: History, today: date) -> ContactState:
    """Return who spoke last, who owes the next word, and every silence by the end of today."""
    spoken = words(history, until=today)
    every = gaps(spoken, owings(history))
    covered = coverage(history)
    found = tuple(part for gap in every for part in known(gap, covered, today))
    last_word: dict[Side, date] = {}
    for word in (it for it in spoken if not it.undated):
        for side in word.speakers:
            last_word[side] = max(word.last, last_word.get(side, word.last))
    return ContactState(last_word, every[-1].owed_by if every else None, found)


def known(gap: Gap, covered: Sequence[Span], today: date) -> Iterator[Gap]:
    """Yield what of a silence some source would have known to be broken.

    Who owes what behind a time of which nothing is known, nobody knows either.

    Args:
        gap: as `gaps` found it.
        covered: the time that sources cover (see ``vendortrail.coverage``).
        today: the day to which an open one is looked at.
    """
    for start, end in parts(covered, gap.start, gap.end, today):
        part = gap if end == gap.end else replace(gap, end=end, before=None)
        if start != gap.start:
            debt = {"owed_by": None, "due": None, "promise": None}
            part = replace(part, start=start, resumed=True, **debt)
        if part == gap or end is None or end - start >= _SHORTEST_KEPT:
            yield part


def owings(history: History) -> tuple[Owing, ...]:
    """Return every promise as something that is owed, and the day on which that was settled."""
    return tuple(
        Owing(
            promise.payload.by,
            known_bounds(promise.when.first, promise.when.last)[1],
            date.fromisoformat(promise.payload.due),
            promise.seq,
            min(_settlements(history, promise), default=None),
        )
        for promise in history.of(Promise)
    )


def _settlements(history: History, promise: Record[Promise]) -> Iterator[date]:
    for outcome in history.of(PromiseOutcome):
        if outcome.payload.promise == promise.identity:
            yield outcome.day
    delivered = delivered_by(history, promise)
    if delivered is not None:
        yield delivered


def delivered_by(history: History, promise: Record[Promise]) -> date | None:
    """Return the day since which every segment that a promise names has a delivery after it.

    None: it names no segment, or one of them has none.
    """
    first: dict[int, date] = {}
    for delivery in history.of(Delivery):
        if delivery.day >= promise.day:
            first.setdefault(delivery.payload.segment, delivery.day)
    days = [first.get(segment, date.max) for segment in promise.payload.segments]
    latest = max(days, default=date.max)
    return None if latest == date.max else latest


def last_spoken(history: History) -> Mapping[int, date]:
    """Return the local day on which each person was last spoken with, by identity."""
    return {
        person: touchpoint.day
        for touchpoint in history.of(Touchpoint)
        if touchpoint.payload.course is Course.HELD
        for person in touchpoint.payload.people
    }


def gaps(words: Sequence[Word], owings: Sequence[Owing] = ()) -> tuple[Gap, ...]:
    """Return the silences of at least ``SHORTEST_KEPT_DAYS``, and the open one after the last word.

    A silence is claimed only where it is certain: outside every span from ``first`` to ``last``. A
    gap runs from the last day of one span to the first of the next: days of it are counted as
    between two dates.

    Args:
        words: in ascending order of ``first``; all of them, or one side's, level's or channel's
            (see ``words``), and then the silences are theirs.
        owings: the promises, in any order.
    """
    if not words:
        return ()
    found = []
    reach = words[0].last
    kept_from = reach + _SHORTEST_KEPT
    latest: list[Word] = []
    for place, word in enumerate(words):
        if word.first >= kept_from:
            after, debt = _ended(words, place, latest, owings)
            before = _earliest(words, place)
            found.append(Gap(reach, before.first, debt.side, after, before.seq, *debt[1:]))
        if word.last > reach:
            reach = word.last
            kept_from = reach + _SHORTEST_KEPT
            latest = [word]
        elif word.last == reach:
            latest.append(word)
    after, debt = _ended(words, len(words), latest, owings)
    found.append(Gap(reach, None, debt.side, after, None, *debt[1:]))
    return tuple(found)


def _earliest(words: Sequence[Word], place: int) -> Word:
    """Return the earliest of the words that start on the day of the one at that place."""
    following = place + 1
    while following < len(words) and words[following].first == words[place].first:
        following += 1
    return min(words[place:following], key=lambda word: (*_order(word), word.seq))


class _Debt(NamedTuple):
    """Who owes the next word, the day on which it is due, the promise on which that rests."""

    side: Side | None
    due: date | None = None
    promise: int | None = None


def _ended(
    words: Sequence[Word], place: int, latest: Sequence[Word], owings: Sequence[Owing]
) -> tuple[int, _Debt]:
    """Return the number of the last word before that place, and what is owed after it.

    ``latest`` are the words that reach as far as any: the last one is among them.
    """
    after = max(latest, key=lambda word: (*_order(word), -word.seq))
    # Only a word whose own day is uncertain can have been followed by others than these.
    rivals = latest if after.first == after.last else islice(words, place)
    return after.seq, _debt(after, rivals, owings)


def _debt(after: Word, rivals: Iterable[Word], owings: Sequence[Owing]) -> _Debt:
    start = after.last
    if after.owes is Debtor.NOBODY:
        return _Debt(None)
    if after.owes is not None:
        return _Debt(Side(after.owes.value), start)
    promises = [
        owing
        for owing in owings
        if owing.said <= start and (owing.settled is None or owing.settled > start)
    ]
    running = [owing for owing in promises if owing.due >= start]
    if running:
        return _resting_on(running)
    awaited = awaited_from(after)
    if any(awaited in word.speakers and may_follow(word, after) for word in rivals):
        awaited = None
    if awaited and after.asks:
        return _Debt(awaited, start)
    return _resting_on(promises) if promises else _Debt(awaited)


def _resting_on(promises: Sequence[Owing]) -> _Debt:
    newest = max(promises, key=lambda owing: (owing.said, owing.due, owing.by, owing.seq))
    return _Debt(newest.by, newest.due, newest.seq)


def _order(word: Word) -> tuple[int, date, str, bool, bool, tuple[Side, ...]]:
    """Order words of one day by what they say, never by when they were recorded."""
    return (
        -1 if word.minute is None else word.minute,
        word.first,
        word.owes or "",
        word.answers is not None,
        word.asks,
        word.speakers,
    )
