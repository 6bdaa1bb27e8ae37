r"""Text in markdown that means itself, whatever it is made of.

A backslash stands before each character that CommonMark, its tables and strikethrough, or the
automatic links and formulas of GitHub would take for markup where it stands, and nowhere else: the
text stays readable. What is markup at the start of a line alone is escaped there, once it is known
where lines start.
"""

from __future__ import annotations

import re

from vendortrail.cleaning import clean

_MARKUP = re.compile(
    r"""
    [\\`*\[|~$]             # escape, code, emphasis, link, cell, strikethrough, formula
    | <(?=[A-Za-z/!?]|\Z)   # a tag
    | &(?=\#?\w+;|\Z)       # a character reference
    | (?<![^\W_])_          # an underscore outside a word
    | _(?![^\W_])
    | :(?=//)               # an address that GitHub would make a link of
    | (?<=www)\.
    """,
    re.VERBOSE | re.IGNORECASE,
)
# The no-break spaces stay: they keep a sum or a day on one line.
_WHITE = re.compile("[^\\S\u00a0\u202f]{2,}|[^\\S \u00a0\u202f]")

# A list, a heading, an underline of a heading, a rule, the second row of a table; a line to write
# on is a rule, too, where nothing stands before it.
_AT_START = re.compile(
    r"(?P<sign>:?-+:?|=+|_+|\+|#{1,6}|>.*)|(?P<number>[0-9]{1,9})[.)]", re.DOTALL
)
_CLOSING = re.compile(r"(?:(?<=\s)|^)#+$")


def folded(text: str) -> str:
    """Return the text cleaned, on one line, with runs of white space as one space."""
    return _WHITE.sub(" ", clean(text))


def escaped(text: str) -> str:
    """Return the text of one line so that it means itself anywhere but at the start of a line."""
    return _MARKUP.sub(r"\\\g<0>", text)


def at_line_start(word: str) -> str:
    """Return the escaped word of a line that comes first so that it does not begin a block."""
    found = _AT_START.fullmatch(word)
    if found is None:
        return word
    place = found.end("number") if found["number"] else 0
    return f"{word[:place]}\\{word[place:]}"


def without_closing(heading: str) -> str:
    """Return the escaped text of a heading so that number signs at its end stay part of it."""
    return _CLOSING.sub(r"\\\g<0>", heading)
