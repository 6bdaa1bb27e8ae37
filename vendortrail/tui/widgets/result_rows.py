"""Rows of result tables: any number of them, read as they come into sight."""

from __future__ import annotations

from bisect import bisect_right
from collections import OrderedDict
from collections.abc import Mapping, Sequence
from itertools import accumulate
from typing import TYPE_CHECKING

from textual.content import Content

from vendortrail import formats
from vendortrail.i18n import _
from vendortrail.tui import days
from vendortrail.tui.cells import cell, row, said
from vendortrail.tui.widgets.row_list import RowList

if TYPE_CHECKING:
    from vendortrail.records.result_line import ResultLine
    from vendortrail.service import Trail
    from vendortrail.service.recounting import RowsBehind

_HEIGHT = 2
_PAGE = 64
_PAGES_KEPT = 16
_LINE = 8
_SECONDS = 8

Page = Mapping[int, "ResultLine"]


class ResultRows(RowList):
    """A row of a table on two lines: where it stands, when, its outcome; and its answers."""

    def __init__(self) -> None:
        super().__init__(id="result-rows")
        self._trail: Trail | None = None
        self._behind: Sequence[RowsBehind] = ()
        self._starts: list[int] = [0]
        self._pages: OrderedDict[tuple[int, int], Page] = OrderedDict()

    def tell(self, trail: Trail, behind: Sequence[RowsBehind]) -> None:
        """Show these rows, read from the trail of this thread."""
        self._trail = trail
        self._behind = [rows for rows in behind if rows.lines]
        self._starts = list(accumulate((len(it.lines) for it in self._behind), initial=0))
        self._pages.clear()
        self.rows_changed()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """There is nothing more to open in a row."""
        return action != "open" and super().check_action(action, parameters)

    def row_count(self) -> int:
        return self._starts[-1]

    def total_lines(self) -> int:
        return self.row_count() * _HEIGHT

    def row_at(self, line: int) -> tuple[int, int]:
        return divmod(line, _HEIGHT)

    def extent(self, row: int) -> tuple[int, int]:
        return row * _HEIGHT, _HEIGHT

    def draw(self, row_: int, width: int) -> Sequence[Content]:
        del width
        place = bisect_right(self._starts, row_) - 1
        rows = self._behind[place]
        at = row_ - self._starts[place]
        number = rows.lines[at]
        read = self._page(place, at // _PAGE).get(number)
        head = cell(formats.number(number), _LINE, "$faint", right=True)
        if read is None:
            return [row([head]), Content()]
        answers = "; ".join(f"{question}: {answer or '–'}" for question, answer in read.answers)
        return [row([head, *_said(read)]), row([cell("", _LINE), said(answers, "$quiet")])]

    def _page(self, place: int, number: int) -> Page:
        key = (place, number)
        if key in self._pages:
            self._pages.move_to_end(key)
            return self._pages[key]
        if self._trail is None:
            return {}
        rows = self._behind[place]
        lines = rows.lines[number * _PAGE : (number + 1) * _PAGE]
        read = self._trail.rows_at(rows.delivery.identity, lines)
        self._pages[key] = {it.line: it for it in read}
        if len(self._pages) > _PAGES_KEPT:
            self._pages.popitem(last=False)
        return self._pages[key]


def _said(read: ResultLine) -> list[Content]:
    lasted = "" if read.seconds is None else _("{n} s").format(n=formats.number(read.seconds))
    return [
        cell(days.day(read.day) if read.day else "", days.WIDTH, "$quiet"),
        cell(lasted, _SECONDS, "$quiet", right=True),
        said(read.outcome),
    ]
