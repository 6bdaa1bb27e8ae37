"""A list whose rows take as many lines as their text needs."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Sequence
from itertools import accumulate
from typing import NamedTuple

from textual.content import Content

from vendortrail.tui.widgets.row_list import RowList


class Row(NamedTuple):
    """A row: what draws it (takes the width in cells, returns its lines), and what it stands for.

    A row that stands for nothing is a heading: it opens nothing.
    """

    draw: Callable[[int], Sequence[Content]]
    thing: object = None


def fixed(*lines: Content) -> Row:
    """Return a row that stands for nothing and looks the same at every width."""
    return Row(lambda _width: lines)


class WrappedList(RowList):
    """Some hundreds of rows at most: all are laid out at once."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's name for it
        super().__init__(id=id)
        self._rows: Sequence[Row] = ()
        self._lines: list[Sequence[Content]] = []
        self._starts: list[int] = [0]

    def show(self, rows: Sequence[Row]) -> None:
        """Show these rows from now on."""
        self._rows = rows
        self.rows_changed()

    def thing(self, row: int) -> object:
        """Return what a row stands for, or None."""
        return self._rows[row].thing if row < len(self._rows) else None

    def rows_changed(self) -> None:
        width = self.row_width
        self._lines = [row.draw(width) or [Content()] for row in self._rows] if width else []
        self._starts = list(accumulate((len(lines) for lines in self._lines), initial=0))
        super().rows_changed()

    def row_count(self) -> int:
        return len(self._lines)

    def draw(self, row: int, width: int) -> Sequence[Content]:
        del width
        return self._lines[row]

    def total_lines(self) -> int:
        return self._starts[-1]

    def row_at(self, line: int) -> tuple[int, int]:
        row = bisect_right(self._starts, line) - 1
        return row, line - self._starts[row]

    def extent(self, row: int) -> tuple[int, int]:
        return self._starts[row], self._starts[row + 1] - self._starts[row]
