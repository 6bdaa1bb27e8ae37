"""A screen that is a list of records, or of what is told about them."""

from __future__ import annotations

from textual import on

from vendortrail.records.record import Record
from vendortrail.tui.screens.base import TrailScreen
from vendortrail.tui.widgets.row_list import RowList
from vendortrail.tui.widgets.wrapped_list import WrappedList


class ListScreen(TrailScreen):
    """A list that is read again when something is recorded; Enter opens the record of a row."""

    AUTO_FOCUS = "WrappedList"

    def read(self) -> object:
        """Read what is listed, here or in the background, and show it."""
        raise NotImplementedError

    def on_mount(self) -> None:
        self.read()

    def trail_changed(self) -> None:
        self.read()

    @on(RowList.Opened)
    def _open(self, event: RowList.Opened) -> None:
        thing = self.query_one(WrappedList).thing(event.row)
        if isinstance(thing, Record):
            self.trail_app.open_record(thing)
