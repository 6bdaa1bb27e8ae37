"""The header of a message: its fields as they lie there, and what they say."""

from __future__ import annotations

import binascii
import re
from collections.abc import Iterator
from contextlib import suppress
from itertools import groupby

from vendortrail.cleaning import clean
from vendortrail.importers.mail.charsets import decode

#: No header is longer than this, in bytes: what follows belongs to the body.
LONGEST_HEADER = 1024 * 1024
#: Of one field at most so many bytes are read: two thousand recipients and more.
LONGEST_FIELD = 100_000

_FIELD = re.compile(rb"([!-9;-~]+)[ \t]*:[ \t]*([^\r\n]*(?:\r?\n[ \t][^\r\n]*)*)(?:\r\n|\n|\r|\Z)")
_BLANK = re.compile(rb"[ \t]*(?:\r\n|\n|\r|\Z)")
_FOLD = re.compile(rb"\r?\n(?=[ \t])")
_CHARSET = re.compile(rb"(?i)charset\s*=\s*\"?([\w.:-]+)")
# RFC 2047 section 2, but with the spaces that careless programs leave in.
_ENCODED = re.compile(r"=\?([!-<>@-~]{1,60})\?([bBqQ])\?([^?]{0,5000})\?=")
_TOKEN_ENDS = re.compile(r"[;(,\s]")
_QUOTED = re.compile(r'"(?:[^"\\]|\\.)*"')
_COMMENT = re.compile(r"\([^()]*\)")
_ANGLE = re.compile(r"<([^<>\s]+@[^<>\s]+)>")
_BARE = re.compile(r"[^\s<>,;:()\[\]\"]+@[^\s<>,;:()\[\]\"]+")
# Public archives write addresses so.
_SPOKEN = re.compile(r"([\w.+=/-]+) at ((?:[\w-]+\.)+[\w-]+)")
_IDS = re.compile(rb"<([^<>]{1,2000})>")


class Header:
    """The fields of a message or a part of one.

    Args:
        raw: the bytes that it lies in; a From_ line before it is passed over.
        start: where in them it begins.
        stop: where in them the message or the part ends; None: at their end.

    Attributes:
        end: where in the bytes the body begins. As in the standard library, that is also where a
            line stands that is no field.
    """

    def __init__(self, raw: bytes, start: int = 0, stop: int | None = None) -> None:
        self._fields: dict[bytes, list[bytes]] = {}
        self._addresses: dict[tuple[bytes, ...], tuple[str, ...]] = {}
        place = start
        stop = len(raw) if stop is None else stop
        if raw.startswith((b"From ", b">From "), place, stop):
            place = (raw.find(b"\n", place, stop) + 1) or stop
        most = min(stop, place + LONGEST_HEADER)
        while place < most and (found := _FIELD.match(raw, place, most)) is not None:
            self._fields.setdefault(found[1].lower(), []).append(found[2])
            place = found.end()
        blank = _BLANK.match(raw, place, stop)
        self.end = blank.end() if blank else place

    def __bool__(self) -> bool:
        return bool(self._fields)

    def __contains__(self, name: bytes) -> bool:
        return name in self._fields

    def all(self, name: bytes) -> list[bytes]:
        """Return what the fields of a name (lower case) hold, unfolded, in their order."""
        return [_unfolded(value) for value in self._fields.get(name, ())]

    def first(self, name: bytes) -> bytes:
        """Return what the first field of a name (lower case) holds, unfolded; empty: none is."""
        values = self._fields.get(name)
        return _unfolded(values[0]) if values else b""

    def text(self, name: bytes) -> str:
        """Return the first field of a name as text, encoded words decoded (RFC 2047)."""
        return self._text(self.first(name))

    def token(self, name: bytes) -> str:
        """Return the first word of a field in lower case, up to a semicolon or a comment."""
        if name not in self._fields:
            return ""
        value = self.first(name).decode("ascii", "replace")
        return _TOKEN_ENDS.split(value.strip(), maxsplit=1)[0].lower()

    def addresses(self, *names: bytes) -> tuple[str, ...]:
        """Return the addresses in the fields of some names, as `normal` has them, each once."""
        known = self._addresses.get(names)
        if known is None:
            found = (
                normal(address)
                for name in names
                for value in self.all(name)
                for address in _addresses(self._text(value))
            )
            known = self._addresses[names] = tuple(dict.fromkeys(found))
        return known

    def ids(self, name: bytes) -> tuple[str, ...]:
        """Return the message ids in the fields of a name, in their order, without brackets."""
        found: list[str] = []
        for value in self.all(name):
            inside = _IDS.findall(value)
            if not inside and b"@" in value and b" " not in value.strip():
                inside = [value]
            found += (_id(one) for one in inside)
        return tuple(dict.fromkeys(filter(None, found)))

    def message_id(self) -> str:
        """Return the id of the message, without brackets and white space; empty: it has none."""
        value = self.first(b"message-id")
        inside = _IDS.search(value)
        return _id(inside[1] if inside else value.strip(b"<> \t"))

    def _text(self, value: bytes) -> str:
        if value.isascii():
            text = value.decode("ascii")
            return words(text) if "=?" in text else text
        # Eight bits without a word about their charset: the body's is the likeliest.
        label = _CHARSET.search(self.first(b"content-type"))
        return words(decode(value, label[1].decode("ascii", "replace") if label else ""))


def _unfolded(value: bytes) -> bytes:
    value = value[:LONGEST_FIELD]
    return _FOLD.sub(b"", value) if b"\n" in value else value


def _id(inside: bytes) -> str:
    # What is recorded is cleaned; what was not would not be found again.
    return "".join(clean(inside.decode("utf-8", "replace")).replace(" at ", "@").split())


def normal(address: str) -> str:
    """Return an address or a domain as addresses are compared: lower case, its domain in ASCII."""
    name, at, domain = address.strip().strip("<>").rpartition("@")
    domain = domain.lower().strip(".")
    if not domain.isascii() and len(domain) < 254:
        with suppress(UnicodeError):
            domain = domain.encode("idna").decode("ascii")
    return f"{name.lower()}{at}{domain}"


def _addresses(text: str) -> Iterator[str]:
    if "@" not in text and (spoken := _SPOKEN.search(text)):
        yield f"{spoken[1]}@{spoken[2]}"
        return
    text = _COMMENT.sub(" ", _QUOTED.sub(" ", text)) if '"' in text or "(" in text else text
    for one in re.split("[,;]", text):
        inside = _ANGLE.search(one) or _BARE.search(one)
        if inside:
            yield inside[inside.re.groups]


def words(text: str) -> str:
    """Return a text with its encoded words decoded (RFC 2047), however carelessly they were made.

    White space between two of them goes, and a letter that was cut into two words is whole again.
    """
    if "=?" not in text:
        return text
    pieces: list[tuple[str, str | bytes]] = []
    place = 0
    for found in _ENCODED.finditer(text):
        between = text[place : found.start()]
        if between and not (pieces and between.isspace()):
            pieces.append(("", between))
        pieces.append((found[1].partition("*")[0].lower() or "us-ascii", _word(found[2], found[3])))
        place = found.end()
    pieces.append(("", text[place:]))
    return "".join(
        decode(b"".join(one for _, one in run if isinstance(one, bytes)), charset)
        if charset
        else "".join(one for _, one in run if isinstance(one, str))
        for charset, run in groupby(pieces, key=lambda piece: piece[0])
    )


def _word(encoding: str, content: str) -> bytes:
    data = content.encode("utf-8", "replace")
    return unbase64(data) if encoding in "bB" else binascii.a2b_qp(data, header=True)


def unbase64(data: bytes) -> bytes:
    """Return what base64 stands for, as far as it can be read; nothing in it is an error."""
    try:
        return binascii.a2b_base64(data)
    except binascii.Error:
        kept = re.sub(rb"[^A-Za-z0-9+/]", b"", data)
        kept = kept[: len(kept) - (len(kept) % 4 == 1)]
        return binascii.a2b_base64(kept + b"=" * (-len(kept) % 4))
