"""Typed text to tokens: numbers, the words of the vocabulary, and the signs between them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import Final

from msgspec import Struct

from vendortrail.typed_dates.faults import NOT_UNDERSTOOD, Fault
from vendortrail.typed_dates.words import LONGEST, VOCABULARY, Unit

MAX_LENGTH: Final = 120
YEAR_WIDTH: Final = 4

_LEXEME = re.compile(
    r"""
      (?P<th> (?<=[0-9]) (?: st|nd|rd|th | -?(?:го|ого|му|е) ) \b )
    | (?P<number> [0-9]+ )
    | (?P<word> [^\W\d_]+ ) \.?
    | (?P<to> (?<=\s)-+(?=\s) | [–—] )
    | (?P<about> ~ )
    | (?P<comma> , )
    | (?P<sign> [-./:] )
    | (?P<other> \S )
    """,
    re.VERBOSE,
)


class Token(Struct, frozen=True):
    """A piece of a date: its kind, what it amounts to, and how many digits it was typed with."""

    kind: str
    value: int = 0
    width: int = 0

    @property
    def is_year(self) -> bool:
        """True for a number that can only be a year."""
        return self.width == YEAR_WIDTH


THE_YEAR: Final = Token("unit", Unit.YEAR)


def tokens(text: str) -> list[Token]:
    """Return the tokens of `text`, without those that say nothing; Fault for an unknown word."""
    if len(text) > MAX_LENGTH:
        raise Fault(NOT_UNDERSTOOD)
    normal = unicodedata.normalize("NFC", text).casefold().replace("ё", "е")
    return _settled(list(_tokens(normal)))


def _tokens(text: str) -> Iterator[Token]:
    lexemes = [(str(found.lastgroup), found[0]) for found in _LEXEME.finditer(text)]
    while lexemes:
        kind, piece = lexemes[0]
        if kind == "word":
            token, length = _phrase(lexemes)
            yield token
            del lexemes[:length]
            continue
        del lexemes[0]
        match kind:
            case "number" if len(piece) <= YEAR_WIDTH:
                yield Token("number", int(piece), len(piece))
            case "number" | "other":
                raise Fault(NOT_UNDERSTOOD)
            case "comma":
                pass
            case "sign":
                yield Token(piece)
            case _:
                yield Token(kind)


def _phrase(lexemes: list[tuple[str, str]]) -> tuple[Token, int]:
    """Return the token of the longest phrase that the lexemes begin with, and its words."""
    words: list[str] = []
    for kind, piece in lexemes[:LONGEST]:
        if kind != "word":
            break
        words.append(piece.removesuffix("."))
    for length in range(len(words), 0, -1):
        if known := VOCABULARY.get(" ".join(words[:length])):
            return Token(*known), length
    raise Fault(NOT_UNDERSTOOD)


def _settled(found: list[Token]) -> list[Token]:
    """Drop what says nothing where it stands.

    That is the `in` of "in March", the `г.` of "2026 г.", the second mark of "10-го числа", and the
    `at` before anything but a lone hour behind a day.
    """
    counts = any(token.kind == "unit" for token in found)
    settled: list[Token] = []
    for token in found:
        before = settled[-1] if settled else Token("")
        idle = (
            token.kind == ""
            or (token.kind == "in" and not counts)
            or (token == THE_YEAR and before.is_year)
            or (token.kind == before.kind == "th")
        )
        if not idle:
            settled.append(token)
    return [
        token
        for place, token in enumerate(settled)
        if token.kind != "at" or (place and _is_hour(settled[place + 1 :]))
    ]


def _is_hour(told: list[Token]) -> bool:
    return [token.kind for token in told] == ["number"] and told[0].width < YEAR_WIDTH
