"""How wide text is where every character takes a whole number of cells."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable

# What takes one cell each, letter by letter: Latin, Greek, Cyrillic, and common punctuation.
_NARROW = re.compile("[ -~\u00a0-\u02ff\u0370-\u0482\u048a-\u052f\u2010-\u2027\u202f-\u205e]*")
_NO_WIDTH = ("Mn", "Me", "Cf")


def measure(text: str) -> Callable[[str], int]:
    """Return what measures the words of a text: quickly where every character takes one cell."""
    return len if _NARROW.fullmatch(text) else width


def width(text: str) -> int:
    """Return the cells that a line of text takes (Unicode UAX 11: wide and fullwidth take two)."""
    if _NARROW.fullmatch(text):
        return len(text)
    return sum(map(_cells, text))


def _cells(character: str) -> int:
    if unicodedata.category(character) in _NO_WIDTH:
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1
