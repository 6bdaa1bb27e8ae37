"""Calendar files: what stands in them, event by event, however broken the rest is."""

from __future__ import annotations

import os
import re
import warnings
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from icalendar import Calendar, Component
from icalendar.timezone import tzp

from vendortrail.cleaning import one_line
from vendortrail.i18n import N_
from vendortrail.importers.calendar.zones import Zones
from vendortrail.refusal import Refusal
from vendortrail.sentences import Sentence, say

#: Of bytes; a calendar of ten busy years has a tenth of it.
LARGEST_FILE = 64 * 1024 * 1024
_LONGEST_FAULT = 200

#: What icalendar raises for what it cannot read, and where a broken property is asked for.
UNREADABLE = (ValueError, KeyError, TypeError, IndexError, AttributeError, OverflowError)
_EVENT, _ZONE = "VEVENT", "VTIMEZONE"
_EDGE = re.compile(rb"^(BEGIN|END):(VEVENT|VTIMEZONE)[ \t\r]*$", re.MULTILINE | re.IGNORECASE)


class Broken(NamedTuple):
    """A part of a file that is no event: its number among them, and why."""

    number: int
    reason: Sentence


def paths(given: Path) -> Iterator[Path | OSError]:
    """Yield the calendar files of a path: itself, or all in a folder and those below, by name.

    A folder that cannot be listed is yielded as what the system says of it.
    """
    if not given.is_dir():
        yield given
        return
    unread: list[OSError] = []
    for folder, inside, names in os.walk(given, onerror=unread.append):
        inside.sort()
        yield from (Path(folder) / name for name in sorted(names) if _is_calendar(name))
    yield from unread


def _is_calendar(name: str) -> bool:
    return name.lower().endswith(".ics")


def events(data: bytes) -> Sequence[Component | Broken]:
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
    # What one file calls a zone, another may call another.
    tzp.use(Zones())
    try:
        calendars = _parsed(data)
    except UNREADABLE:
        return _one_by_one(data)
    found = _events(calendars)
    # Of what does not end icalendar says nothing.
    begun = sum(1 for kind, _ in _blocks(data) if kind == _EVENT)
    return found if calendars and begun <= len(found) else _one_by_one(data)


def as_written(data: bytes, chosen: Sequence[int]) -> bytes:
    """Return some events of a file, by their places from 0, as they stand in it.

    The whole file, where its events cannot be told apart by their lines.
    """
    blocks = [block for kind, block in _blocks(data) if kind == _EVENT]
    if chosen and chosen[-1] >= len(blocks):
        return data
    return b"\r\n".join((*(blocks[place] for place in chosen), b""))


def _blocks(data: bytes) -> Iterator[tuple[str, bytes]]:
    """Yield the events and time zones of a file; one that does not end lasts to the next."""
    begun, kind = 0, ""
    for edge in _EDGE.finditer(data):
        begins, of = edge[1].upper() == b"BEGIN", edge[2].upper().decode()
        if kind and (begins or of == kind):
            yield kind, data[begun : edge.start() if begins else edge.end()].rstrip()
            kind = ""
        if begins:
            begun, kind = edge.start(), of
    if kind:
        yield kind, data[begun:].rstrip()


def _events(calendars: Iterable[Component]) -> list[Component]:
    return [event for calendar in calendars for event in calendar.walk(_EVENT)]


def _parsed(data: bytes) -> Sequence[Component]:
    with warnings.catch_warnings():
        # It says so where it guesses which zone a name means.
        warnings.simplefilter("ignore")
        return Calendar.from_ical(data, multiple=True)


def _one_by_one(data: bytes) -> list[Component | Broken]:
    blocks = list(_blocks(data))
    told = [block for kind, block in blocks if kind == _EVENT]
    if not told:
        raise Refusal(N_("the file is no calendar, or no event in it can be found"))
    alone = [_alone(_EVENT, block, number) for number, block in enumerate(told, 1)]
    sound = [
        block for block, event in zip(told, alone, strict=True) if isinstance(event, Component)
    ]
    zones = [
        block
        for kind, block in blocks
        if kind == _ZONE and isinstance(_alone(_ZONE, block, 0), Component)
    ]
    # Once more, together with what they say of their time zones.
    once_more = iter(_events(_parsed(_calendar(*zones, *sound))))
    return [event if isinstance(event, Broken) else next(once_more) for event in alone]


def _alone(kind: str, block: bytes, number: int) -> Component | Broken:
    """Return what an event or a zone says that is whole by itself; what is not spoils others."""
    if not block.upper().endswith(b"END:" + kind.encode()):
        return Broken(number, say("the event has no end"))
    try:
        (calendar,) = _parsed(_calendar(block))
        (part,) = calendar.subcomponents
        (found,) = part.walk(kind)
    except UNREADABLE as fault:
        return Broken(number, unreadable(fault))
    return found


def unreadable(fault: Exception, event: Component | None = None) -> Sentence:
    """Say that an event cannot be read: what stands in it, else what icalendar says of it."""
    broken = [name for name, _ in event.errors if name] if event is not None else []
    if event is not None and broken:
        name = broken[0]
        text = str(event[name])
        return say("its {name} cannot be read: {text}", name=name, text=_short(text))
    return say("the event cannot be read: {fault}", fault=_short(str(fault)))


def _short(text: str) -> str:
    return one_line(text)[:_LONGEST_FAULT]


def _calendar(*blocks: bytes) -> bytes:
    return b"\r\n".join((b"BEGIN:VCALENDAR", *blocks, b"END:VCALENDAR", b""))
