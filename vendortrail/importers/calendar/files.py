"""Calendar files: what stands in them, event by event, however broken the rest is."""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from icalendar import Calendar, Component

from vendortrail.i18n import N_
from vendortrail.refusal import Refusal
from vendortrail.sentences import Sentence, say

#: Of bytes; a calendar of ten busy years has a tenth of it.
LARGEST_FILE = 64 * 1024 * 1024

#: What icalendar raises for what it cannot read, and where a broken property is asked for.
UNREADABLE = (ValueError, KeyError, TypeError, IndexError, AttributeError, OverflowError)
_BLOCK = re.compile(
    rb"^BEGIN:(VEVENT|VTIMEZONE)[ \t]*\r?$.*?^END:\1[ \t]*\r?$", re.MULTILINE | re.DOTALL
)


class Broken(NamedTuple):
    """A part of a file that is no event: its number among them, and why."""

    number: int
    reason: Sentence


def paths(given: Path) -> Iterator[Path]:
    """Yield the calendar files of a path: itself, or all in a folder and those below, by name."""
    if given.is_dir():
        yield from sorted(path for path in given.rglob("*") if path.suffix.lower() == ".ics")
    else:
        yield given


def events(data: bytes) -> list[Component | Broken]:
    """Return the events of a file in their order; one that cannot be read spoils no other.

    Raises:
        Refusal: the file is no calendar, or too large.
    """
    if len(data) > LARGEST_FILE:
        raise Refusal(
            N_("the file has {size} bytes; at most {most} are read: split it"),
            size=len(data),
            most=LARGEST_FILE,
        )
    try:
        return [event for calendar in _parsed(data) for event in calendar.walk("VEVENT")]
    except UNREADABLE:
        return _one_by_one(data)


def as_written(data: bytes, chosen: Sequence[int]) -> bytes:
    """Return some events of a file, by their places from 0, as they stand in it.

    The whole file, where its events cannot be told apart by their lines.
    """
    blocks = [found[0] for found in _BLOCK.finditer(data) if found[1] == b"VEVENT"]
    if chosen and chosen[-1] >= len(blocks):
        return data
    return b"\r\n".join((*(blocks[place] for place in chosen), b""))


def _parsed(data: bytes) -> Sequence[Component]:
    with warnings.catch_warnings():
        # It says so where it guesses which zone a name means.
        warnings.simplefilter("ignore")
        return Calendar.from_ical(data, multiple=True)


def _one_by_one(data: bytes) -> list[Component | Broken]:
    blocks = [(found[1], found[0]) for found in _BLOCK.finditer(data)]
    if not any(kind == b"VEVENT" for kind, _ in blocks):
        raise Refusal(N_("the file is no calendar, or no event in it can be found"))
    zones = [block for kind, block in blocks if kind == b"VTIMEZONE" and _is_sound([block])]
    found: list[Component | Broken] = []
    for kind, block in blocks:
        if kind == b"VEVENT":
            found.append(_alone([*zones, block], len(found) + 1))
    return found


def _alone(blocks: list[bytes], number: int) -> Component | Broken:
    try:
        (event,) = (
            event for calendar in _parsed(_calendar(blocks)) for event in calendar.walk("VEVENT")
        )
    except UNREADABLE as fault:
        return Broken(number, say("the event cannot be read: {fault}", fault=str(fault)[:200]))
    return event


def _is_sound(blocks: list[bytes]) -> bool:
    try:
        _parsed(_calendar(blocks))
    except UNREADABLE:
        return False
    return True


def _calendar(blocks: list[bytes]) -> bytes:
    return b"\r\n".join((b"BEGIN:VCALENDAR", *blocks, b"END:VCALENDAR", b""))
