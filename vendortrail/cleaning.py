"""Text from outside, made harmless: the same on import and before it is shown."""

from __future__ import annotations

import re
import unicodedata

# C0 except tab and newline, DEL, C1, the bidirectional controls (Unicode 15, UAX 9 section 2) and
# lone surrogates: a terminal obeys the first three, an eye is deceived by the fourth, and the last
# cannot be written as UTF-8.
_HARMFUL = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]"
)


def is_clean(text: str) -> bool:
    """Say whether ``clean`` would return the text unchanged."""
    # What is harmful does not print, and asking that of a whole text is the quicker question.
    harmless = text.isprintable() or _HARMFUL.search(text) is None
    return harmless and unicodedata.is_normalized("NFC", text)


def clean(text: str) -> str:
    r"""Return the text in NFC, with every control that a terminal or a reader could fall for gone.

    ``\r\n`` and lone ``\r`` become ``\n``; tabs and newlines stay.
    """
    if is_clean(text):
        return text
    unified = text.replace("\r\n", "\n").replace("\r", "\n")
    return unicodedata.normalize("NFC", _HARMFUL.sub("", unified))


def one_line(text: str) -> str:
    """Return the text cleaned, on one line, with runs of white space folded."""
    return " ".join(clean(text).split())
