"""Days in a note: when it happened, and by when something was promised."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Final

from vendortrail import occurred, typed_dates
from vendortrail.occurred import Occurred
from vendortrail.quick_note.lexemes import STOPS
from vendortrail.quick_note.sheet import Now, Sheet

# Pieces of the longest date: [2026-11-10..2026-11-14], or between 3 and 5 May 2026 15:30.
_LONGEST: Final = 10
_NO_END: Final = STOPS | typed_dates.LEADING


def run(sheet: Sheet, first: int, end: int) -> int | None:
    """Return the end of the longest run of free pieces from one on that reads as a date.

    What only leads to other words does not end it: of “by Friday on the phone”, “by Friday” does.
    """
    if sheet.words[first] in STOPS:
        return None
    last = min(end, first + _LONGEST)
    while last > first and not sheet.is_free(first, last):
        last -= 1
    for behind in range(last, first, -1):
        if sheet.words[behind - 1] not in _NO_END and _read(sheet.said(first, behind), sheet.now):
            return behind
    return None


def happened(text: str, now: Now, *, past: bool) -> tuple[Occurred, ...]:
    """Return when something may have happened; ``past``: it has.

    “Friday” is the last one or the next; a day that only comes again next year is the last one.
    """
    back = _read(text, now)
    return back if past else _merged(back, _read(text, now, future=True))


def due(text: str, now: Now, said: date | None) -> tuple[Occurred, ...]:
    """Return by which days something may be due that was promised on a day (None: today).

    “Tomorrow” counts from the day of the promise, or from today when it is written down.
    """
    from_today = _read(text, now, future=True)
    if said is None or said == now.today:
        read = from_today
    else:
        read = _merged(_read(text, Now(said, now.zone), future=True), from_today)
    return tuple(dict.fromkeys(map(_deadline, read)))


def _deadline(one: Occurred) -> Occurred:
    """Return the last day of what is to happen no later than that, without the time of day."""
    return occurred.day(one.last) if one.first == date.min or one.is_exact else one


def _merged(nearer: Iterable[Occurred], farther: Iterable[Occurred]) -> tuple[Occurred, ...]:
    """Return both readings, without those that are the nearer one in another year."""
    near = tuple(nearer)
    yearly = {(it.sort_day.month, it.sort_day.day) for it in near}
    new = [it for it in farther if (it.sort_day.month, it.sort_day.day) not in yearly]
    return tuple(dict.fromkeys([*near, *new]))


def _read(text: str, now: Now, *, future: bool = False) -> tuple[Occurred, ...]:
    try:
        read = typed_dates.read(text, now.today, now.zone, future=future)
    except typed_dates.TypedDateError:
        return ()
    return (read,) if isinstance(read, Occurred) else read
