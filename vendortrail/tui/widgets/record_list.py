"""Some records that belong together: evidence, or what a search has found."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from typing import NamedTuple

from textual.content import Content

from vendortrail.records.record import Payload, Record
from vendortrail.tui.cells import hanging
from vendortrail.tui.entry_line import entry_line
from vendortrail.tui.widgets.wrapped_list import Row, WrappedList

_INDENT = 6


class Listed(NamedTuple):
    """A record, what the things are called that it names, and where it belongs."""

    record: Record[Payload]
    names: Mapping[int, str]
    place: str = ""


class RecordList(WrappedList):
    """One record a row, with its place and the beginning of its text."""

    def tell(self, listed: Sequence[Listed]) -> None:
        """Show these records, in this order."""
        self.show([Row(partial(_drawn, it), it.record) for it in listed])


def _drawn(listed: Listed, width: int) -> list[Content]:
    lines = [entry_line(listed.record, listed.names, width)]
    if listed.place:
        lines += hanging(Content(" " * _INDENT), listed.place, width, "$quiet")[:1]
    return lines
