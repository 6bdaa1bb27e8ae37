"""Text from the trail as cells of a line: cleaned, cut and aligned, never read as markup."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from textual.content import Content

from vendortrail.cleaning import clean, one_line

GAP = "  "
_NO_BREAK = "\u00a0"
# Of private use, hence in nobody's text, and as wide.
_HELD = "\ue000"


def said(text: str, style: str = "") -> Content:
    """Return somebody's text on one line."""
    return Content.styled(one_line(text), style)


def cell(text: str | Content, width: int, style: str = "", *, right: bool = False) -> Content:
    """Return a text as exactly `width` cells, cut with an ellipsis or filled with spaces."""
    content = said(text, style) if isinstance(text, str) else text
    cut = content.truncate(width, ellipsis=True)
    filling = blank(width - cut.cell_length)
    return beside(filling, cut) if right else beside(cut, filling)


def row(cells: Iterable[Content], gap: str = GAP) -> Content:
    """Return cells side by side, a space from the left."""
    between = [part for cell in cells for part in (blank(len(gap)), cell)]
    return beside(blank(1), *between[1:])


def beside(*contents: Content) -> Content:
    """Return contents side by side. Adding two would measure both again, on every line drawn."""
    return blank(0).join(contents)


@cache
def blank(width: int) -> Content:
    """Return so many spaces; none if there is no room."""
    return Content(" " * width, cell_length=max(0, width))


def wrapped(text: str | Content, width: int, style: str = "") -> list[Content]:
    """Return a text on as many lines as it takes, its own line breaks kept."""
    content = Content.styled(clean(text).strip(), style) if isinstance(text, str) else text
    return broken(content, max(8, width)) if content else []


def broken(content: Content, width: int) -> list[Content]:
    """Return a content on lines of so many cells; an amount stays with its currency.

    Textual breaks a line at a no-break space as at any other: it is not shown one.
    """
    if _NO_BREAK not in content.plain:
        return content.wrap(width)
    lines = _with(content, _NO_BREAK, _HELD).wrap(width)
    return [_with(line, _HELD, _NO_BREAK) for line in lines]


def _with(content: Content, old: str, new: str) -> Content:
    return Content(content.plain.replace(old, new), spans=list(content.spans))


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
