"""Of which days a source would know a word, as far as what lies in it tells.

A mailbox or a table says nowhere what it holds completely. That somebody was heard in it on two
days, of whichever side, shows that it knows the time between, unless nobody at all was heard for
more than a month although others usually are: then it is the source that is silent, and not the
vendor. Usually: as often as others are heard in it otherwise, they would have been heard on three
days of that time. Where they are not, as in a folder of the vendor's letters, the silence in it is
the vendor's, for up to three years; beyond that a stray old letter is likelier.

Each file of many items, and all that lies one by one in a folder, is told by itself: that somebody
was heard in one of two files proves nothing of the other.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import pairwise

from msgspec import Struct, field

from vendortrail import coverage

#: Nobody is surprised by so many days without a letter of anybody: holidays, an illness.
LONGEST_PAUSE_DAYS = 31
#: Nobody keeps every letter for longer as a matter of course, in days.
LONGEST_KEPT_DAYS = 3 * 366
# Fewer may be chance.
_ENOUGH_DAYS = 3
_DAY = timedelta(days=1)

Days = tuple[str, str]
"""The first and the last day of a time (YYYY-MM-DD), as a receipt has them."""


class _Heard(Struct):
    """On which days somebody was heard in a file or a folder; of these, on which others were."""

    days: set[date] = field(default_factory=set)
    others: set[date] = field(default_factory=set)


class Reach:
    """On which days somebody was heard in a source.

    Args:
        today: no day is later; what lies ahead shows that the source is of today.
    """

    def __init__(self, today: date) -> None:
        self._today = today
        self._boxes: defaultdict[str, _Heard] = defaultdict(_Heard)

    def hear(self, day: date, box: str, *, others: bool) -> None:
        """Note that somebody was heard on a day: in which file or folder, and whether of others."""
        heard = self._boxes[box]
        day = min(day, self._today)
        heard.days.add(day)
        if others:
            heard.others.add(day)

    def periods(self) -> tuple[Days, ...]:
        """Return the times of which it knows, chronologically, none less than a week apart."""
        told = [
            (str(first), str(last))
            for heard in self._boxes.values()
            for first, last in _stretches(heard)
        ]
        return tuple((str(it.first), str(it.last)) for it in coverage.spans(told)) if told else ()


def between(periods: tuple[Days, ...]) -> tuple[Days, ...]:
    """Return the times between some that follow each other."""
    return tuple(
        (str(date.fromisoformat(before) + _DAY), str(date.fromisoformat(after) - _DAY))
        for (_, before), (after, _) in pairwise(periods)
    )


def _stretches(heard: _Heard) -> Iterator[tuple[date, date]]:
    days = sorted(heard.days)
    whole = (days[-1] - days[0]).days
    first = days[0]
    for before, after in pairwise(days):
        if _is_lost((after - before).days, whole, len(heard.others)):
            yield first, before
            first = after
    yield first, days[-1]


def _is_lost(pause: int, whole: int, others: int) -> bool:
    """Return whether a pause shows that the source knows nothing of it; all in days."""
    if pause <= LONGEST_PAUSE_DAYS:
        return False
    expected = others >= _ENOUGH_DAYS and others * pause >= _ENOUGH_DAYS * (whole - pause)
    return expected or pause > LONGEST_KEPT_DAYS
