"""How the days of a column are written, decided by the whole column."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import datetime, tzinfo
from enum import StrEnum
from functools import lru_cache

from vendortrail import occurred
from vendortrail.occurred import Occurred, OccurredError


class Order(StrEnum):
    """In which order year, month and day stand: as in ISO 8601, day first, month first."""

    ISO = "iso"
    DAY_FIRST = "dmy"
    MONTH_FIRST = "mdy"

    @property
    def like(self) -> str:
        """A day that is written so, for people to recognise the order by."""
        return _LIKE[self]


_DAY = re.compile(
    r"(\d{1,4})[./-](\d{1,2})[./-](\d{2,4})"
    r"(?:[T ,]+(\d{1,2}):(\d{2})(?::\d{2}(?:\.\d+)?)?\s*(Z|[+-]\d{2}:?\d{2})?)?"
)
_DOTTED = re.compile(r"\d{1,2}\.")
_LIKE = {
    Order.ISO: "2026-11-16",
    Order.DAY_FIRST: "16.11.2026",
    Order.MONTH_FIRST: "11/16/2026",
}
_PLACES = {
    Order.ISO: (1, 2, 3),
    Order.DAY_FIRST: (3, 2, 1),
    Order.MONTH_FIRST: (3, 1, 2),
}
_MOST_FAILURES = 10
# Longer ones are no day, and need not be remembered.
_LONGEST = 80


def orders(cells: Iterable[str]) -> tuple[Order, ...]:
    """Return the orders in which the cells of a column can be read, those with fewest failures.

    A cell that is no day in any order decides nothing. Where two orders are left, every day can be
    read in both, and only a person knows.
    """
    failures = dict.fromkeys(Order, 0)
    for cell in (cell for cell in cells if len(cell) <= _LONGEST):
        readable = _readable(cell)
        if readable:
            for order in Order:
                failures[order] += order not in readable
        if sum(count < _MOST_FAILURES for count in failures.values()) == 1:
            break
    fewest = min(failures.values())
    return tuple(order for order, count in failures.items() if count == fewest)


def _readable(cell: str) -> frozenset[Order]:
    found = {order for order in Order if _parts(cell, order) is not None}
    # Who writes dots writes the day first (DIN 5008, GOST R 7.0.97), unless it cannot be one.
    if _DOTTED.match(cell) and Order.DAY_FIRST in found:
        found.discard(Order.MONTH_FIRST)
    return frozenset(found)


def read(cell: str, order: Order, zone: tzinfo) -> Occurred | None:
    """Return the day or the moment that a cell says, in EDTF too; None: it says none.

    What has an hour without an offset is said by the clock of the ``zone``.
    """
    return _read(cell, order, zone) if len(cell) <= _LONGEST else None


@lru_cache(maxsize=65_536)
def _read(cell: str, order: Order, zone: tzinfo) -> Occurred | None:
    parts = _parts(cell, order)
    try:
        if parts is None:
            return occurred.parse(cell)
        return _made(parts, zone)
    except (OccurredError, ValueError, OverflowError):
        return None


Parts = tuple[int, int, int, int | None, int, str]


def _made(parts: Parts, zone: tzinfo) -> Occurred:
    year, month, day, hour, minute, offset = parts
    if hour is None:
        return occurred.day(datetime(year, month, day).date())  # noqa: DTZ001 - a day
    known = datetime.strptime(offset.replace("Z", "+0000"), "%z").tzinfo if offset else zone
    return occurred.moment(datetime(year, month, day, hour, minute, tzinfo=known))


@lru_cache(maxsize=65_536)
def _parts(cell: str, order: Order) -> Parts | None:
    found = _DAY.fullmatch(cell)
    if found is None:
        return None
    year, month, day = (found[place] for place in _PLACES[order])
    if len(day) > 2 or len(year) not in {2, 4} or (order is Order.ISO and len(year) != 4):
        return None
    whole = int(year) + (2000 if len(year) == 2 else 0)
    if not (1 <= int(month) <= 12 and 1 <= int(day) <= 31):
        return None
    hour = None if found[4] is None else int(found[4])
    return whole, int(month), int(day), hour, int(found[5] or 0), found[6] or ""
