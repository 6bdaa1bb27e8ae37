"""A small world to write notes about, and how they are read in it."""

from __future__ import annotations

from datetime import date
from zoneinfo import ZoneInfo

from vendortrail.quick_note import Known, Part, Reading, named, read

TODAY = date(2026, 11, 16)  # a Monday
MOSCOW = ZoneInfo("Europe/Moscow")

ZVONAR, NORTHLINE, ZVONARIUS, RUSSIAN = 8, 9, 10, 11
IRINA, ROMAN, OLEG, ROMANA = 1, 12, 13, 14
CALLS, OTHER = 69, 70
SEGMENT_A, SEGMENT_B, SEGMENT_RU, SEGMENT_OTHER = 71, 72, 73, 74

KNOWN = Known(
    vendors=(
        named(ZVONAR, ["Zvonar Contact Centre", "Zvonar"]),
        named(NORTHLINE, ["Northline Mobile"]),
        named(ZVONARIUS, ["Zvonarius"]),
        named(RUSSIAN, ["Контакт-центр „Звонарь“", "Звонарь"]),
    ),
    people=(
        named(IRINA, ["Irina Sokolova"]),
        named(ROMAN, ["Roman Zvonov"], ZVONAR),
        named(OLEG, ["Oleg North"], NORTHLINE),
        named(ROMANA, ["Romana Berg"], ZVONAR),
    ),
    agreements=(
        named(CALLS, ["Calls over three segments", "Z-25"], ZVONAR),
        named(OTHER, ["Chats"], ZVONAR),
    ),
    segments=(
        named(SEGMENT_A, ["A: existing customers"], ZVONAR, CALLS),
        named(SEGMENT_B, ["B: lapsed customers"], ZVONAR, CALLS),
        named(SEGMENT_RU, ["Б: ушедшие клиенты"], RUSSIAN, 90),
        named(SEGMENT_OTHER, ["Night chats"], ZVONAR, OTHER),
    ),
)


def understood(line: str) -> Reading:
    """Read a note in this world."""
    return read(line, KNOWN, TODAY, MOSCOW)


def settled(line: str) -> Reading:
    """Read a note that leaves nothing open."""
    reading = understood(line)
    assert reading.questions == ()
    return reading


def open_parts(line: str) -> list[Part]:
    """Return what a note leaves open."""
    return [question.part for question in understood(line).questions]


def words(reading: Reading) -> dict[str, str]:
    """Return the words of a note by what they were understood as, the last of a kind."""
    return {it.part.value: reading.line[it.start : it.end] for it in reading.spans}


def choices(line: str, part: Part) -> list[str]:
    """Return the lines by which what is open can be settled."""
    found = (it for it in understood(line).questions if it.part is part)
    return [choice.line for question in found for choice in question.choices]
