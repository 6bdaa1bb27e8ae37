"""Text from outside, made harmless: the same on import and before it is shown."""

from __future__ import annotations

import re
import unicodedata

# C0 except tab and newline, DEL, C1, the bidirectional controls (Unicode 15, UAX 9 section 2), what
# ends a line or paragraph elsewhere, and lone surrogates: a terminal obeys the first three, an eye
# is deceived by the fourth, a layout is broken by the fifth, the last cannot be written as UTF-8.
_HARMFUL = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]"
)
# As str.splitlines has it; words on both sides stay apart.
_ENDS = re.compile("\r\n|[\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")


def is_clean(text: str) -> bool:
    """Say whether ``clean`` would return the text unchanged."""
    # What is harmful does not print, and asking that of a whole text is the quicker question.
    harmless = text.isprintable() or _HARMFUL.search(text) is None
    return harmless and unicodedata.is_normalized("NFC", text)


def clean(text: str) -> str:
    """Return the text in NFC, with every control that a terminal or a reader could fall for gone.

    Whatever ends a line or a paragraph becomes a newline; tabs and newlines stay.
    """
    if is_clean(text):
        return text
    return unicodedata.normalize("NFC", _HARMFUL.sub("", _ENDS.sub("\n", text)))


def one_line(text: str) -> str:
    """Return the text cleaned, on one line, with runs of white space folded."""
    return " ".join(clean(text).split())


def escaped(document: str) -> str:
    """Return a JSON document with every such control in its strings written as an escape."""
    return _HARMFUL.sub(lambda found: f"\\u{ord(found[0]):04x}", document)
