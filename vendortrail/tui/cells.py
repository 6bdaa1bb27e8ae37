"""Text from the trail as cells of a line: cleaned, cut and aligned, never read as markup."""

from __future__ import annotations

from collections.abc import Iterable

from textual.content import Content

from vendortrail.cleaning import clean, one_line

GAP = "  "


def said(text: str, style: str = "") -> Content:
    """Return somebody's text on one line."""
    return Content.styled(one_line(text), style)


def cell(text: str | Content, width: int, style: str = "", *, right: bool = False) -> Content:
    """Return a text as exactly `width` cells, cut with an ellipsis or filled with spaces."""
    content = said(text, style) if isinstance(text, str) else text
    cut = content.truncate(width, ellipsis=True)
    missing = width - cut.cell_length
    if missing <= 0:
        return cut
    filling = Content(" " * missing)
    return filling + cut if right else cut + filling


def row(cells: Iterable[Content], gap: str = GAP) -> Content:
    """Return cells side by side, a space from the left."""
    return Content(" ") + Content(gap).join(cells)


def wrapped(text: str | Content, width: int, style: str = "") -> list[Content]:
    """Return a text on as many lines as it takes, its own line breaks kept."""
    content = Content.styled(clean(text).strip(), style) if isinstance(text, str) else text
    return content.wrap(max(8, width)) if content else []


def hanging(head: Content, text: str | Content, width: int, style: str = "") -> list[Content]:
    """Return a head with a text beside it; the text's further lines begin where its first does."""
    indent = head.cell_length
    lines = wrapped(text, width - indent, style) or [Content()]
    return [head + lines[0], *(Content(" " * indent) + line for line in lines[1:])]


def ruled(text: str, width: int, style: str) -> Content:
    """Return a text in the middle of a ruled line."""
    label = Content.assemble(" ", said(text, style), " ").truncate(max(0, width - 4), ellipsis=True)
    left = 1
    right = max(0, width - label.cell_length - left)
    return Content.assemble(("─" * left, style), label, ("─" * right, style))
