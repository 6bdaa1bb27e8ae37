"""Changes of a note by a key: another direction, names that are completed."""

from __future__ import annotations

import re
from typing import Final

from msgspec import Struct

from vendortrail.names import slug
from vendortrail.quick_note.known import Known, Named, handle
from vendortrail.quick_note.reading import Part, Reading
from vendortrail.quick_note.vocabulary import wording
from vendortrail.records.values import Direction

_MARK: Final = re.compile(r"(?<![\w@#])([@#])([\w-]*)$")
_REST: Final = re.compile(r"[\w-]*\s*")
_MOST: Final = 50


class Completion(Struct, frozen=True):
    """What a mark may become: the name, the mark, and the line with it.

    ``cursor`` characters of the line end with the mark.
    """

    name: str
    words: str
    line: str
    cursor: int


def completions(line: str, cursor: int, known: Known, vendor: int | None) -> tuple[Completion, ...]:
    """Return what the mark before the cursor may become, the likeliest first.

    Args:
        line: what was typed so far.
        cursor: how many characters of it are before the cursor.
        known: what may be named.
        vendor: the vendor that the line names already, if it does.
    """
    mark = _MARK.search(line[:cursor])
    if mark is None:
        return ()
    pool = known.parties if mark[1] == "@" else known.works
    begun = slug(mark[2])
    found = [it for it in pool if _begins(begun, it) and _belongs(it, vendor, known)]
    found.sort(key=lambda it: (not any(own.startswith(begun) for own in it.slugs), it.slugs))
    behind = _REST.sub("", line[cursor:], count=1)
    made = []
    for thing in found[:_MOST]:
        words = f"{mark[1]}{handle(thing, pool)}"
        before = f"{line[: mark.start()]}{words} "
        made.append(Completion(thing.name, words, before + behind, len(before)))
    return tuple(made)


def _begins(begun: str, thing: Named) -> bool:
    """Say whether a word of one of the names begins so."""
    return any(f"-{begun}" in f"-{own}" for own in thing.slugs)


def _belongs(thing: Named, vendor: int | None, known: Known) -> bool:
    """Say whether a thing may be named beside a vendor: it, its own, and people of ours."""
    ours = thing.vendor is None and thing in known.people
    return vendor is None or ours or vendor in {thing.identity, thing.vendor}


def turned(reading: Reading) -> str:
    """Return the line with the next direction: from them, to them, both, and again."""
    if reading.directed is None:
        asked = (it for it in reading.questions if it.part is Part.DIRECTION)
        return next((it.choices[0].line for it in asked), reading.line)
    order = list(Direction)
    now = order.index(reading.direction) if reading.direction else -1
    said = wording(reading.line).directions[order[(now + 1) % len(order)]]
    start, end = reading.directed
    if any((it.start, it.end, it.part) == (start, end, Part.CHANNEL) for it in reading.spans):
        if reading.channel is None:
            return reading.line
        said = f"{wording(reading.line).channels[reading.channel]} {said}"
    return f"{reading.line[:start]}{said}{reading.line[end:]}"
