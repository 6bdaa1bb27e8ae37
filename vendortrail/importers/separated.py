"""Rows of a table in text form, none of them swallowed by a quotation mark that is not closed."""

from __future__ import annotations

import csv
from collections import deque
from collections.abc import Iterator, Sequence
from typing import Final, TextIO

from vendortrail.i18n import N_
from vendortrail.refusal import Refusal

UNREADABLE: Final = N_(
    "a quotation mark opens a cell here and does not close it, or a cell has more than {most} "
    "characters; inside of a cell write the mark twice"
)
"""Why a row has no cells; it wants ``most``, which is `LONGEST_CELL`."""

#: Of characters; what the csv module reads.
LONGEST_CELL: Final = 128 * 1024
#: Of characters; a hundred thousand columns have room in it.
LONGEST_ROW: Final = 4 * 1024 * 1024


def fitted(cells: Sequence[str], width: int) -> tuple[str, ...]:
    """Return a row as wide as its headers: cut, or filled up with empty cells."""
    return (*cells[:width], *[""] * (width - len(cells)))


def rows(opened: TextIO, delimiter: str) -> Iterator[tuple[int, list[str]]]:
    """Yield the line, counted from 1, on which a row begins, and its cells.

    Blank lines are left out. A row over several lines must be written as RFC 4180 has it; of one
    that is not, only the first line is lost: it is yielded without cells, and what looked as if it
    belonged to it is read for itself.

    Raises:
        Refusal: a row is longer than `LONGEST_ROW`; its line is named.
    """
    again, row = deque[str](), list[str]()
    number = 1

    def next_line() -> str:
        return again.popleft() if again else opened.readline(LONGEST_ROW + 1)

    def noted() -> Iterator[str]:
        room = LONGEST_ROW
        while line := next_line():
            room = (room if row else LONGEST_ROW) - len(line)
            if room < 0:
                raise Refusal(
                    N_("line {line} of the file begins a row of more than {most} characters"),
                    line=number,
                    most=LONGEST_ROW,
                )
            row.append(line)
            yield line

    reader = csv.reader(noted(), delimiter=delimiter, strict=True)
    while line := next_line():
        if '"' not in line and len(line) <= LONGEST_CELL:  # nearly every row of a large table
            if plain := line.rstrip("\r\n"):
                yield number, plain.split(delimiter)
            number += 1
            continue
        again.appendleft(line)
        row.clear()
        try:
            cells = next(reader)
        except csv.Error:
            yield number, _leniently(row, delimiter)
            again.extendleft(reversed(row[1:]))
            number += 1
            # What has come to its end does not go on.
            reader = csv.reader(noted(), delimiter=delimiter, strict=True)
            continue
        if cells:
            yield number, cells
        number += len(row)


def _leniently(row: list[str], delimiter: str) -> list[str]:
    """Return the cells of a single line, whatever its marks; none of what looked longer."""
    if len(row) > 1:
        return []
    try:
        return next(csv.reader(row, delimiter=delimiter), [])
    except csv.Error:
        return []
