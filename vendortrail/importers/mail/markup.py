"""HTML as text: what stands in it, without what it looks like. Nothing is fetched."""

from __future__ import annotations

import re
from html import unescape

import nh3

#: Of longer markup the beginning is read, in characters.
LONGEST = 128 * 1024
# The time that it takes grows with the square of how deep it is nested: where so many tags are not
# closed, only so much is read.
_MOST_OPEN = 5_000
_LONGEST_OPEN = 16 * 1024

# What begins a line of its own, and what begins the next cell of a table.
_LINES = frozenset(
    "br p div tr li hr table ul ol pre blockquote h1 h2 h3 h4 h5 h6".split()  # noqa: SIM905
)
_CELLS = frozenset(("td", "th"))
_TAG = re.compile(r"<(/?)([a-z0-9]+)[^<>]*>")
_SPACES = re.compile(r"[^\S\n]+")
_BREAKS = re.compile(r"\s*\n\s*\n\s*\n")
_DEEPEST_QUOTE = 9


def text(html: str) -> str:
    """Return the text of some HTML, however malformed; what it quotes has ``>`` before each line.

    The standard library's html.parser takes quadratic time where tags are not closed, hence nh3.
    """
    html = html[:LONGEST]
    if html.count("<") - 2 * html.count("</") > _MOST_OPEN:
        html = html[:_LONGEST_OPEN]
    seen = nh3.clean(
        html,
        tags=set(_LINES | _CELLS),
        clean_content_tags={"script", "style", "title"},
        attributes={},
        link_rel=None,
    )
    lines: list[str] = []
    line: list[str] = []
    quoted = place = 0

    def end() -> None:
        said = _SPACES.sub(" ", unescape("".join(line)).replace("\n", " ")).strip()
        lines.append(f"{'>' * quoted} {said}" if quoted and said else said)
        line.clear()

    for tag in _TAG.finditer(seen):
        line.append(seen[place : tag.start()])
        place = tag.end()
        if tag[2] in _CELLS:
            line.append(" ")
            continue
        end()
        if tag[2] == "blockquote":
            quoted = max(0, min(_DEEPEST_QUOTE, quoted + (-1 if tag[1] else 1)))
    line.append(seen[place:])
    end()
    return _BREAKS.sub("\n\n", "\n".join(lines)).strip()
