"""The line in pieces: words, numbers, marks, quotations and signs, each with its place."""

from __future__ import annotations

import re
from typing import Final

from msgspec import Struct

from vendortrail.names import fold

_LEXEME: Final = re.compile(
    r"""
      (?P<quoted> "[^"]*" | “[^”]*” | «[^»]*» )
    | (?P<mark> (?<![\w@\#]) [@\#] \w+ (?: - \w+ )* )
    | (?P<word> (?<!\w) [-+−–] \d+ (?! [\w:/-] | \.\w ) | \w+ (?: [.:/'’+-] \w+ )* )
    | (?P<sign> <-?> | \S )
    """,
    re.VERBOSE,
)

#: How marks are compared: before a vendor or a person, before a segment or an agreement.
MARKS: Final = frozenset("@#")
#: What no date and no direction ends with.
STOPS: Final = frozenset(",;:.!?")


class Lexeme(Struct, frozen=True):
    """A piece of the line; ``folded`` is how it is compared: ``@`` and ``#`` for all marks."""

    kind: str
    text: str
    folded: str
    start: int
    end: int


def lexemes(line: str) -> tuple[Lexeme, ...]:
    """Return the pieces of a line from left to right; only white space is in none of them."""
    return tuple(
        Lexeme(kind, found[0], _folded(kind, found[0]), found.start(), found.end())
        for found in _LEXEME.finditer(line)
        if (kind := str(found.lastgroup))
    )


def _folded(kind: str, text: str) -> str:
    if kind == "quoted":
        return ""
    return text[0] if kind == "mark" else fold(text)
