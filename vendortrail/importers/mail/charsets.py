"""Bytes of a message as text, whatever their label says."""

from __future__ import annotations

import codecs
import re
from functools import lru_cache

# Labels are names of subsets more often than of what was written (as the Encoding Standard of the
# web has it: https://encoding.spec.whatwg.org/#names-and-labels).
_WIDER = {
    "ascii": "cp1252",
    "iso8859-1": "cp1252",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "euc_kr": "cp949",
    "shift_jis": "cp932",
    "tis_620": "cp874",
    "iso8859-9": "cp1254",
}
_ALIASES = {"ks_c_5601-1987": "cp949", "iso-8859-8-i": "iso-8859-8", "x-gbk": "gb18030"}
# Codecs of text that are no charsets of mail; the second takes quadratic time.
_NO_CHARSETS = {"idna", "punycode", "undefined", "unicode-escape", "raw-unicode-escape"}
_CYRILLIC = ("cp1251", "koi8-r", "iso8859-5", "cp866")
# Of every ten letters of a Russian text, six are among these.
_COMMON = frozenset("оеаинтсрвл")
_RUN_TOGETHER = re.compile("[а-яё][А-ЯЁ]")
_MIXED = re.compile("[A-Za-z](?=[А-Яа-яЁё])|[А-Яа-яЁё](?=[A-Za-z])")
# Fewer letters than these say nothing about the language.
_ENOUGH_LETTERS = 6
# Two Chinese characters may look like UTF-8; three hardly ever do.
_ENOUGH_BYTES = 6
# How much more often a reading must have common letters to be the likelier one.
_CLEARLY = 0.15
_NOT_ASCII = bytes(range(0x80, 0x100))
# As much as a guess looks at: more makes it slower and no better.
_SAMPLE_BYTES = 8_192


def decode(data: bytes, label: str = "") -> str:
    """Return bytes as text: by their label, unless they plainly are something else.

    What is UTF-8 is read so, whatever it is said to be. A Cyrillic or Western
    label under which the letters are no Russian is replaced by the Cyrillic one under which they
    are. Without a label that fits, charset-normalizer guesses; what cannot be read becomes U+FFFD.
    """
    codec = _codec(label)
    if data.isascii() and codec in {"", "cp1252", "utf-8", *_CYRILLIC}:
        return data.decode("ascii")
    several = codec and not _single_byte(codec)
    text = None if several and _outside_ascii(data) < _ENOUGH_BYTES else _strictly(data, "utf-8")
    if text is not None:
        return text
    if codec in {"cp1252", *_CYRILLIC} or not codec:
        return _russian(data, codec) or _guess(data, codec)
    return _strictly(data, codec) or _guess(data, codec)


def _outside_ascii(data: bytes) -> int:
    """Return how many bytes of the beginning are not ASCII."""
    sample = data[:_SAMPLE_BYTES]
    return len(sample) - len(sample.translate(None, _NOT_ASCII))


@lru_cache(maxsize=256)
def _codec(label: str) -> str:
    """Return the codec to use for a label; empty: there is none."""
    name = label.strip().strip("\"'").lower()
    name = _ALIASES.get(name, name)
    try:
        found = codecs.lookup(name).name
        b"a".decode(found)  # raises for codecs that are not of text
    except (LookupError, ValueError):
        return ""
    return "" if found in _NO_CHARSETS else _WIDER.get(found, found)


@lru_cache(maxsize=256)
def _single_byte(codec: str) -> bool:
    return codec.startswith(("cp12", "iso8859", "koi8", "mac", "cp8")) and codec != "cp932"


def _strictly(data: bytes, codec: str) -> str | None:
    try:
        return data.decode(codec)
    except (UnicodeDecodeError, ValueError):
        return None


def _russian(data: bytes, codec: str) -> str | None:
    """Return the reading of some bytes that is Russian; the label's own, unless another is clearly.

    None: nothing makes the letters Russian, or they are too few to tell, and there is no label.
    """
    sample = data[:_SAMPLE_BYTES]
    scores = {name: _likeness(sample.decode(name, "replace")) for name in _CYRILLIC}
    best = max(scores, key=lambda name: scores[name])
    own = scores.get(codec, 0.0)
    if scores[best] >= own + _CLEARLY:
        return data.decode(best, "replace")
    return _strictly(data, codec) if codec else None


def _likeness(text: str) -> float:
    """Return how much of the letters outside ASCII are common in Russian: 0 to 1, less for noise.

    In koi8-r capitals and small letters stand in each other's place of windows-1251: a capital
    after a small letter betrays the wrong one. In a word of another language with some accents,
    Russian letters would stand beside Latin ones.
    """
    foreign = [letter for letter in text if letter > "\x7f"]
    if len(foreign) < _ENOUGH_LETTERS:
        return 0.0
    common = sum(letter in _COMMON for letter in "".join(foreign).lower())
    wrong = 2 * len(_RUN_TOGETHER.findall(text)) + len(_MIXED.findall(text))
    whole = max(0.0, common - wrong) / len(foreign)
    return whole if whole >= 0.4 else 0.0


def _guess(data: bytes, codec: str) -> str:
    from charset_normalizer import from_bytes  # few messages need it, and it is slow to load

    best = from_bytes(data[:_SAMPLE_BYTES]).best()
    return data.decode(best.encoding if best else codec or "cp1252", "replace")
