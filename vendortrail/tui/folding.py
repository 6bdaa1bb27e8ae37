"""A paper on a screen that is narrower than its lines: paragraphs folded anew, indented as before.

A paper's markdown is folded for a printed page. Folding those lines once more leaves a word or two
on every second line, and loses what they are indented under.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from rich.cells import cell_len
from textual.content import Content

from vendortrail.tui.cells import broken

# Quotes, indents and the marks of lists, as our own papers begin their lines.
_PREFIX = re.compile(r"(?:> ?|  |- |\d+\. )*")
_MARK = re.compile(r"- |\d+\. ")
# Headings and rows of tables are never folded together.
_ALONE = ("#", "|")
# What makes the columns of a table straight, and its rows too long.
_PADDING = re.compile(r"(?<= ) +(?=\|)|(?<=\| ) +|(?<=---)-+")


def folded(text: str, width: int, *, prose: bool) -> list[Content]:
    """Return a text as lines of so many cells: as it stands where it fits, else folded anew.

    Only in ``prose`` do lines belong together; elsewhere, as in HTML, each is folded by itself.
    """
    lines = [Content(line) for line in text.splitlines()]
    if all(line.cell_length <= width for line in lines):
        return lines
    return [
        line for paragraph in _paragraphs(text, prose=prose) for line in _fold(*paragraph, width)
    ]


def _paragraphs(text: str, *, prose: bool) -> Iterator[tuple[str, str, str]]:
    """Yield each paragraph: what its first line begins with, what the others do, and its words."""
    begun: tuple[str, str, str] | None = None
    for line in text.splitlines():
        said = _PREFIX.sub("", line, count=1)
        prefix = line[: len(line) - len(said)]
        goes_on = prose and bool(said) and not said.startswith(_ALONE)
        if begun is not None and goes_on and prefix == begun[1]:
            begun = (*begun[:2], f"{begun[2]} {said}")
            continue
        if begun is not None:
            yield begun
        begun = prefix, _MARK.sub(lambda mark: " " * len(mark[0]), prefix), said
        if not goes_on:
            yield begun
            begun = None
    if begun is not None:
        yield begun


def _fold(prefix: str, rest: str, said: str, width: int) -> Iterator[Content]:
    if said.startswith("|") and cell_len(prefix + said) > width:
        said = _PADDING.sub("", said)
    lines = broken(Content(said), max(1, width - len(prefix))) if said else [Content()]
    yield Content(prefix) + lines[0]
    for line in lines[1:]:
        yield Content(rest) + line
