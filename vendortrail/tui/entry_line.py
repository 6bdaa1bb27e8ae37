"""A record on one line: when, what, which way, in a few words, and its number."""

from __future__ import annotations

from collections.abc import Mapping

from textual.content import Content

from vendortrail.records.record import Payload, Record
from vendortrail.records.values import Side
from vendortrail.tui import days, words
from vendortrail.tui.cells import beside, blank, cell, row
from vendortrail.tui.summaries import summary

_MARK = 11
_NUMBER = 6
_SIDES = {Side.VENDOR: "$them", Side.US: "$us", None: "$quiet"}


def entry_line(
    record: Record[Payload], names: Mapping[int, str], width: int, *, superseded: bool = False
) -> Content:
    """Return a record on one line; one that something took the place of is struck out.

    ``names`` has what the things are called that the record names, by their identities.
    """
    payload = record.payload
    style = "strike $quiet" if superseded else ""
    colour = _SIDES[words.speaker(payload)]
    text_width = max(8, width - 1 - days.WIDTH - 2 - _MARK - 1 - 1 - 2 - 2 - 1 - 1 - _NUMBER)
    return row(
        [
            cell(days.when(record.when), days.WIDTH, "$quiet"),
            beside(
                cell(words.mark(payload), _MARK, colour),
                blank(1),
                cell(words.arrow(payload), 1, colour),
            ),
            cell(summary(payload, names), text_width, style),
            beside(
                cell("◌" if record.private else "", 1, "$faint"),
                blank(1),
                cell(f"#{record.seq}", _NUMBER, "$faint", right=True),
            ),
        ]
    )
