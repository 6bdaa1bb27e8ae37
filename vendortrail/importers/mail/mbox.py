"""Messages in a file of many: mboxo, mboxrd and the text archives of pipermail (RFC 4155).

A message begins at a ``From_`` line: “From ”, somebody, a time. Other lines may begin with “From ”
too, and not every program marks them with ``>``: hence a line without a weekday and a time is text,
and so is one that no field follows, unless blank lines are around it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import datetime
from email.utils import parsedate_to_datetime
from typing import BinaryIO

from msgspec import Struct

_BLOCK_BYTES = 1024 * 1024
_LONGEST_LINE = 64 * 1024
_MARKED = re.compile(rb"^>(>*From )", re.MULTILINE)
_CLOCK = rb"\d{1,2}:\d{2}(?::\d{2})?"
# The time as ctime() writes it, with a zone somewhere, or as mail itself writes it.
_FROM_LINE = re.compile(
    rb"From [^\r\n]{0,500}\b(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun),? +"
    rb"(?:[A-Z][a-z]{2} +\d{1,2} +" + _CLOCK + rb"(?: +\S{1,6}){0,2} +\d{4}"
    rb"|\d{1,2} +[A-Z][a-z]{2} +\d{2,4} +" + _CLOCK + rb")\b[^\r\n]{0,80}"
)
_FIELD = re.compile(rb">?From |[!-9;-~]+[ \t]*:")
_CTIME = re.compile(rb"([A-Z][a-z]{2}) +(\d{1,2}) +(" + _CLOCK + rb")(?: +\S{1,6}){0,2} +(\d{4})")


class Stretch(Struct, frozen=True):
    """Where a message lies in a file: its place and length in bytes, its number from 1.

    ``raw`` is the message without its From_ line and without the marks that lines beginning with
    “From ” carry there; None: it is longer than was asked for. ``noted`` is the From_ line's time.
    """

    number: int
    start: int
    length: int
    raw: bytes | None
    noted: datetime | None = None


def begins(head: bytes) -> bool:
    """Return whether a file that begins like this is one of many messages."""
    line, _, rest = head.lstrip(b"\r\n").partition(b"\n")
    return _FROM_LINE.fullmatch(line.rstrip(b"\r")) is not None and _opens(rest, after_blank=True)


def messages(file: BinaryIO, longest: int, see: Callable[[bytes], object]) -> Iterator[Stretch]:
    """Yield the messages of a file in their order; what stands before the first one is no message.

    Args:
        file: read once, from its beginning.
        longest: of a longer message only the place is yielded, in bytes.
        see: is handed every block that is read.
    """
    number = start = 0
    pieces: list[bytes] = []
    kept = 0
    line = b""
    begun = False
    offset = 0
    for block in _blocks(file):
        see(block)
        place = 0
        for found in _from_lines(block):
            if begun:
                pieces.append(block[place:found] if kept <= longest else b"")
                yield _stretch(number, start, offset + found - start, pieces, line, longest)
            number += 1
            begun, start = True, offset + found
            place = block.find(b"\n", found) + 1 or len(block)
            line = block[found:place]
            pieces, kept = [], 0
        if begun:
            pieces.append(block[place:])
            kept += len(block) - place
            if kept > longest:
                pieces = [b""]
        offset += len(block)
    if begun:
        yield _stretch(number, start, offset - start, pieces, line, longest)


def message_at(file: BinaryIO, start: int, length: int) -> bytes:
    """Return once more the message that a stretch of a file holds, as ``messages`` yielded it."""
    file.seek(start)
    whole = file.read(length)
    return _unmarked(whole[whole.find(b"\n") + 1 :])


def _stretch(
    number: int, start: int, length: int, pieces: list[bytes], line: bytes, longest: int
) -> Stretch:
    raw = _unmarked(b"".join(pieces)) if length <= longest else None
    return Stretch(number, start, length, raw, _noted(line))


def _unmarked(raw: bytes) -> bytes:
    """Return a message without the marks of its mailbox, and without the blank line at its end."""
    raw = raw.removesuffix(b"\n").removesuffix(b"\r")
    return _MARKED.sub(rb"\1", raw) if b">From " in raw else raw


def _blocks(file: BinaryIO) -> Iterator[bytes]:
    """Yield the file in blocks of whole lines; none ends with a line that may begin a message."""
    while block := file.read(_BLOCK_BYTES):
        block += file.readline(_LONGEST_LINE)
        while (last := block[block.rfind(b"\n", 0, -1) + 1 :]).startswith(b"From "):
            more = file.readline(_LONGEST_LINE)
            if not more or len(last) > _LONGEST_LINE:
                break
            block += more
        yield block


def _from_lines(block: bytes) -> Iterator[int]:
    """Yield where in a block a message begins."""
    found = 0 if block.startswith(b"From ") else block.find(b"\nFrom ") + 1 or len(block)
    while found < len(block):
        stop = block.find(b"\n", found) + 1 or len(block)
        line = block[found:stop].rstrip()
        after_blank = found == 0 or block.endswith((b"\n\n", b"\n\r\n"), 0, found)
        if _FROM_LINE.fullmatch(line) and _opens(block[stop : stop + 200], after_blank=after_blank):
            yield found
        found = block.find(b"\nFrom ", stop - 1) + 1 or len(block)


def _opens(following: bytes, *, after_blank: bool) -> bool:
    """Return whether a message begins with the line before some bytes."""
    return _FIELD.match(following) is not None or (
        after_blank and (not following or following.startswith((b"\n", b"\r\n")))
    )


def _noted(line: bytes) -> datetime | None:
    found = _CTIME.search(line)
    if found is None:
        return None
    month, day, clock, year = (part.decode("ascii") for part in found.groups())
    try:
        return parsedate_to_datetime(f"{day} {month} {year} {clock}")
    except (ValueError, TypeError, IndexError):
        return None
