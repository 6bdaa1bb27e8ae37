"""Changes of a note by a key: another direction, names that are completed."""

from __future__ import annotations

import re
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from vendortrail.names import slug
from vendortrail.quick_note.known import GENERIC, Known, Named, handle, lettered
from vendortrail.quick_note.reading import Choice, Part, Question, Reading
from vendortrail.quick_note.vocabulary import wording
from vendortrail.records.values import Direction
from vendortrail.sentences import say

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
    fitting = ((_likeness(begun, it), it) for it in pool if _belongs(it, vendor, known))
    ranked = sorted((rank, it.slugs, it.identity, it) for rank, it in fitting if rank is not None)
    found = [it[-1] for it in ranked]
    behind = _REST.sub("", line[cursor:], count=1)
    made = []
    for thing in found[:_MOST]:
        words = f"{mark[1]}{handle(thing, pool)}"
        before = f"{line[: mark.start()]}{words} "
        made.append(Completion(thing.name, words, before + behind, len(before)))
    return tuple(made)


def _likeness(begun: str, thing: Named) -> int | None:
    """Return how near a thing comes to what was begun, 0 nearest; None: it does not.

    A name may begin so; it may be a segment, of which “segment-b” was begun; a later word may.
    """
    if any(own.startswith(begun) for own in thing.slugs):
        return 0
    is_generic = thing.is_segment and any(it.startswith(begun) for it in GENERIC)
    if is_generic or thing.is_lettered(lettered(begun)):
        return 1
    return 2 if any(f"-{begun}" in own for own in thing.slugs) else None


def _belongs(thing: Named, vendor: int | None, known: Known) -> bool:
    """Say whether a thing may be named beside a vendor: it, its own, and people of ours."""
    ours = thing.vendor is None and thing in known.people
    return vendor is None or ours or vendor in {thing.identity, thing.vendor}


def without_answer(reading: Reading) -> Reading:
    """Return a note that answers what is no touchpoint, with that left open."""
    (span,) = (it for it in reading.spans if it.part is Part.ANSWERS)
    before, behind = reading.line[: span.start], reading.line[span.end :]
    quoted = f'"{reading.line[span.start : span.end]}"'
    stays = Choice(say("no answer: it stays text"), quoted, f"{before}{quoted}{behind}")
    asks = say("#{number} is nothing that was said", number=str(reading.answers))
    questions = (*reading.questions, Question(Part.ANSWERS, asks, (stays,)))
    return replace(reading, questions=questions)


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
