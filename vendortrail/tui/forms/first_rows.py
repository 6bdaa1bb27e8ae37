"""The first rows of a table under their headers."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from textual.content import Content

from vendortrail.cleaning import one_line
from vendortrail.importers.shown_columns import first
from vendortrail.tui.cells import cell

_WIDEST: Final = 18


def first_rows(headers: Sequence[str], rows: Sequence[Sequence[str]]) -> Content:
    """Return headers and rows in columns, a line each; of many columns the first."""
    headers, rows = first(headers), [first(row) for row in rows]
    widths = [
        min(_WIDEST, max(len(one_line(it)) for it in column))
        for column in zip(headers, *rows, strict=False)
    ]
    styled = [(headers, "bold"), *((row, "$quiet") for row in rows)]
    return Content("\n").join(
        Content("  ").join(cell(it, width, style) for it, width in zip(row, widths, strict=False))
        for row, style in styled
    )
