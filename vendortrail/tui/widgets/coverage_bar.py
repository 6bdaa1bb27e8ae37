"""The time of a vendor as a line of cells: known, known in part, not known."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import Final, NamedTuple

from textual.content import Content

from vendortrail.coverage import Span

_DAY: Final = timedelta(days=1)
# How many months a cell may stand for: as few as there is room for, and then as wide.
_MONTHS: Final = (1, 3, 12)
_WIDEST: Final = 4
_KNOWN: Final = ("█", "$us")
_IN_PART: Final = ("▒", "$us")
_NOT_KNOWN: Final = ("·", "$faint")
KNOWN, IN_PART, NOT_KNOWN = _KNOWN[0], _IN_PART[0], _NOT_KNOWN[0]


class _Cell(NamedTuple):
    first: date
    last: date


def coverage_bar(covered: Sequence[Span], first: date, today: date, width: int) -> list[Content]:
    """Return the years, and under them a cell (or some) for each month, quarter or year.

    Args:
        covered: the spans of which something is known, chronologically.
        first: a day in the first cell.
        today: a day in the last one; what lies after it does not count.
        width: how many cells there may be; where even years are more, the newest are shown.
    """
    each = next((it for it in _MONTHS if _count(first, today, it) <= width), _MONTHS[-1])
    cells = list(_cells(first, today, each))[-max(1, width) :]
    wide = max(1, min(_WIDEST, width // len(cells)))
    drawn = ((sign * wide, colour) for sign, colour in (_drawn(it, covered) for it in cells))
    return [Content(_years(cells, wide)), Content.assemble(*drawn)]


def _count(first: date, today: date, months: int) -> int:
    return _place(today) // months - _place(first) // months + 1


def _place(day: date) -> int:
    """Return the months from the year 1 to a day's own."""
    return day.year * 12 + day.month - 1


def _cells(first: date, today: date, months: int) -> Iterator[_Cell]:
    for number in range(_place(first) // months, _place(today) // months + 1):
        begins = max(first, _month(number * months))
        ends = min(today, _month((number + 1) * months) - _DAY)
        yield _Cell(begins, ends)


def _month(place: int) -> date:
    year, month = divmod(place, 12)
    return date(year, month + 1, 1)


def _years(cells: Sequence[_Cell], wide: int) -> str:
    """Return each year over its first cell, where there is room for it."""
    line = ""
    for place, cell in enumerate(cells):
        begins = place == 0 or cells[place - 1].first.year != cell.first.year
        if begins and (not line or place * wide > len(line)):
            line = line.ljust(place * wide) + str(cell.first.year)
    return line


def _drawn(cell: _Cell, covered: Sequence[Span]) -> tuple[str, str]:
    overlaps = [(max(cell.first, it.first), min(cell.last, it.last)) for it in covered]
    known = sum((ends - begins).days + 1 for begins, ends in overlaps if begins <= ends)
    if known == 0:
        return _NOT_KNOWN
    return _KNOWN if known == (cell.last - cell.first).days + 1 else _IN_PART
