"""The parts of a message (RFC 2045, 2046): the text that a person wrote, and what was attached.

The standard library reads malformed messages too, but a megabyte of nested boundaries keeps it busy
for minutes or ends in a RecursionError; this reader passes over every byte once for each level.
"""

from __future__ import annotations

import binascii
import re
from collections.abc import Iterable, Iterator
from email.message import Message
from typing import NamedTuple

from msgspec import Struct

from vendortrail.cleaning import clean, one_line
from vendortrail.i18n import N_
from vendortrail.importers.mail import markup
from vendortrail.importers.mail.charsets import decode
from vendortrail.importers.mail.fields import Header, unbase64, words
from vendortrail.refusal import Refusal

#: Deeper than any program of mail nests its parts.
DEEPEST = 30
#: More parts than these are not looked at.
MOST_PARTS = 1_000
#: More attachments than these are not told of.
MOST_ATTACHMENTS = 100
#: Longer texts are cut, in characters; the original keeps all of it.
LONGEST_TEXT = 20_000
#: What is read of a message to make such a text of, in bytes: markup and base64 are longer.
_MOST_READ = 256 * 1024
_PARAMETERS_BYTES = 4_000
_LONGEST_BOUNDARY = 1_000
_LINE_END = re.compile(rb"(--)?[ \t]*(?:\r\n|[\r\n]|\Z)")
_LINE_ENDS = (b"\r", b"\n")
_PADDING = b"="


class Attachment(Struct, frozen=True):
    """What was attached: its name (its type, if it has none), and its size in bytes."""

    name: str
    size: int


class Content(Struct, frozen=True):
    """What a message holds: its text, cut at `LONGEST_TEXT`, and what was attached to it."""

    text: str
    attachments: tuple[Attachment, ...]


def content(raw: bytes, header: Header) -> Content:
    """Return what a message holds.

    Of alternatives the plain text is taken, and HTML only where there is none.

    Raises:
        Refusal: its parts are nested too deep.
    """
    reader = _Reader(raw)
    text = "\n\n".join(filter(None, reader.read(Part(header, len(raw)), 0)))
    text = clean(text).strip()
    if len(text) > LONGEST_TEXT:
        text = f"{text[: LONGEST_TEXT - 1].rstrip()}…"
    return Content(text, tuple(reader.attachments[:MOST_ATTACHMENTS]))


class Part(NamedTuple):
    """A part of a message: its header, after which its body begins, and where that ends."""

    header: Header
    stop: int

    @property
    def kind(self) -> str:
        """Its type; what says none, or none that is legible, is plain text (RFC 2045, 5.2)."""
        kind = self.header.token(b"content-type")
        return kind if "/" in kind else "text/plain"


class _Reader:
    """Reads the parts of a message where they lie: parts of any size are never copied."""

    def __init__(self, raw: bytes) -> None:
        self.attachments: list[Attachment] = []
        self._raw = raw
        self._parts = 0
        self._left = _MOST_READ

    def read(self, part: Part, depth: int) -> Iterator[str]:
        """Yield the texts of a part; note what is attached."""
        if depth > DEEPEST:
            raise Refusal(
                N_("its parts are nested more than {most} deep; no program writes such mail"),
                most=DEEPEST,
            )
        kind = part.kind
        if kind.startswith("multipart/"):
            inside = tuple(self._inside(part))
            if inside:
                if kind == "multipart/alternative":
                    yield self._best(inside, depth)
                    return
                for one in inside:
                    yield from self.read(one, depth + 1)
                return
            kind = "text/plain"
        attached = part.header.token(b"content-disposition") == "attachment"
        if kind in {"text/plain", "text/html"} and not attached:
            yield self._text(part, kind)
        else:
            name = _name(part.header) or kind
            self.attachments.append(Attachment(name, self._size(part)))

    def _best(self, inside: Iterable[Part], depth: int) -> str:
        """Return the first alternative that is plain and not empty, else the first that is not.

        Of the others only the attachments are noted.
        """
        best = ""
        for one in sorted(inside, key=lambda one: one.kind != "text/plain"):
            left = self._left
            self._left = 0 if best else left
            said = "\n\n".join(self.read(one, depth + 1)).strip()
            if best:
                self._left = left
            best = best or said
        return best

    def _inside(self, part: Part) -> Iterator[Part]:
        """Yield the parts of a multipart; none where its boundary is nowhere."""
        boundary = _parameters(part.header.first(b"content-type")).get_boundary("").rstrip()
        if not boundary or len(boundary) > _LONGEST_BOUNDARY:
            return
        line = b"\n--" + boundary.encode("utf-8", "surrogateescape")
        start: int | None = None
        place = max(0, part.header.end - 1)  # the end of the line before the body
        while (found := self._raw.find(line, place, part.stop)) >= 0:
            place = found + len(line)
            end = _LINE_END.match(self._raw, place, part.stop)
            if end is None:
                continue
            if start is not None:
                yield self._part(start, found)
            start = end.end()
            place = start - 1
            if end[1] or self._parts >= MOST_PARTS:
                return
        if start is not None:
            yield self._part(start, part.stop)

    def _part(self, start: int, stop: int) -> Part:
        self._parts += 1
        stop -= self._raw[stop - 1 : stop] == b"\r"
        return Part(Header(self._raw, start, max(start, stop)), max(start, stop))

    def _text(self, part: Part, kind: str) -> str:
        read = self._raw[part.header.end : min(part.stop, part.header.end + self._left)]
        self._left -= len(read)
        if not read:
            return ""
        text = decode(_decoded(part.header, read), _label(part.header))
        return markup.text(text) if kind == "text/html" else text

    def _size(self, part: Part) -> int:
        """Return how many bytes are attached, without decoding base64: it may be a large file."""
        start, stop = part.header.end, part.stop
        if part.header.token(b"content-transfer-encoding") != "base64":
            return len(_decoded(part.header, self._raw[start:stop]))
        breaks = sum(self._raw.count(each, start, stop) for each in _LINE_ENDS)
        padding = self._raw.count(_PADDING, max(start, stop - 8), stop)
        return (stop - start - breaks) * 3 // 4 - padding


def _label(header: Header) -> str:
    kind = header.first(b"content-type")
    if b"charset" not in kind.lower():
        return ""
    return _parameters(kind).get_content_charset("")


def _decoded(header: Header, body: bytes) -> bytes:
    encoding = header.token(b"content-transfer-encoding")
    if encoding == "base64":
        return unbase64(body)
    return binascii.a2b_qp(body) if encoding == "quoted-printable" else body


def _name(header: Header) -> str:
    """Return the name of what is attached, without folders; empty: it has none."""
    for field in (b"content-disposition", b"content-type"):
        value = header.first(field)
        if b"name" in value.lower():
            name = one_line(words(_parameters(value).get_filename("")))
            name = re.split(r"[/\\]", name)[-1][:200]
            if name:
                return name
    return ""


def _parameters(value: bytes) -> Message:
    """Return an empty message whose type and disposition are a field's value, to be asked for them.

    The library knows the continuations and charsets of RFC 2231.
    """
    message = Message()
    text = decode(value[:_PARAMETERS_BYTES])
    message["Content-Type"] = message["Content-Disposition"] = " ".join(text.split())
    return message
