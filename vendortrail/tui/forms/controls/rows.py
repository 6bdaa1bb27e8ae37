"""Any number of rows of several controls; an empty one waits at the end."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content
from textual.widgets import Static

from vendortrail.tui.forms.controls.control import Control, Edited
from vendortrail.tui.forms.field import Field, Rows, filled
from vendortrail.tui.forms.priced import Price
from vendortrail.tui.forms.typed import Raw, Tick, Value, Whole

_WIDTHS: Final = {Tick: "18", Whole: "12", Value: "26", Price: "2fr"}


class RowsControl(Control):
    """Rows under the names of their columns.

    Args:
        rows: what the columns are.
        cell: makes an empty control for a column.
    """

    def __init__(self, rows: Rows, cell: Callable[[Field], Control]) -> None:
        super().__init__()
        self._rows = rows
        self._cell = cell

    def compose(self) -> ComposeResult:
        if len(self._rows.fields) > 1:
            with Horizontal(classes="columns"):
                for column in self._rows.fields:
                    head = Static(Content(column.label))
                    head.styles.width = _width(column)
                    yield head
        yield self._new_row()

    @property
    def raw(self) -> Raw:
        held = []
        for row in self.query(".row").results(Horizontal):
            cells = list(row.query_children(Control))
            # A row that is about to be shown holds nothing yet.
            if cells and all(cell.is_mounted for cell in cells):
                names = (column.name for column in self._rows.fields)
                told = zip(names, (cell.raw for cell in cells), strict=True)
                held.append({name: it for name, it in told if not isinstance(it, list)})
        return list(filled(held, self._rows.fields))

    def fill(self, raw: Raw) -> None:
        self.call_later(self._fill, filled(raw, self._rows.fields))

    async def _fill(self, rows: list[dict[str, str | bool]]) -> None:
        there = list(self.query(".row"))
        for spare in there[len(rows) + 1 :]:
            await spare.remove()
        # In a form that is being left nothing is mounted any more: rows may lack their cells.
        await self.mount_all(self._new_row() for _ in range(len(there), len(rows) + 1))
        for place, row in enumerate(self.query(".row")):
            held = rows[place] if place < len(rows) else {}
            for column, cell in zip(self._rows.fields, row.query_children(Control), strict=False):
                cell.fill(held.get(column.name, column.empty))
        # What a cell tells ends here, at the one that filled it.
        self.post_message(Edited())

    @on(Edited)
    async def _keep_an_empty_row(self) -> None:
        if len(filled(self.raw, self._rows.fields)) == len(self.query(".row")):
            await self.mount(self._new_row())

    def _new_row(self) -> Horizontal:
        cells = [self._cell(column) for column in self._rows.fields]
        for column, cell in zip(self._rows.fields, cells, strict=True):
            cell.styles.width = _width(column)
        return Horizontal(*cells, classes="row")


def _width(column: Field) -> str:
    return _WIDTHS.get(type(column.typed), "1fr")
