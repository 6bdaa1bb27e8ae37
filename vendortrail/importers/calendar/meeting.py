"""One meeting as a touchpoint: when, about what, whether it took place."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from hashlib import sha256
from typing import Any
from zlib import crc32
from zoneinfo import ZoneInfo

from icalendar import Component

from vendortrail import occurred
from vendortrail.cleaning import clean, one_line
from vendortrail.importers.calendar.files import UNREADABLE
from vendortrail.importers.calendar.recurrence import Moment, local
from vendortrail.importers.item import UNTITLED
from vendortrail.occurred import Occurred
from vendortrail.records.capture import Origin
from vendortrail.records.dealings import Touchpoint
from vendortrail.records.values import Channel, Course, Direction

_LONGEST_SUMMARY = 300
_LONGEST_TEXT = 20_000
# What a series says it says of each of its meetings; all of it is in the original.
_LONGEST_REPEATED = 2_000
_LONGEST_KEY = 160

# From the hours of no place on earth to UTC is more.
_FURTHEST = timedelta(hours=14)

# An edition is a number that JSON keeps exactly (53 bits), of parts that go before one another.
_SEQUENCES = 2**14
_MINUTES = 2**27
_MARKS = 2**8
_VERSIONS = _SEQUENCES * _MINUTES * 2 * _MARKS
# What one version of an event says of a meeting: in this order it is said.
_STAGES = {Course.PLANNED: 0, Course.HELD: 1, Course.CANCELLED: 2}
_GONE = 3
_BEGINNING = datetime(1970, 1, 1, tzinfo=UTC)

Participants = list[tuple[str, str]]
"""Addresses, in lower case, and what each says to the invitation (PARTSTAT)."""


class Told:
    """What an event says of itself, for every meeting of it.

    Attributes:
        key: by what the event is known, whatever its edition: its UID.
        version: of two editions of an event the later one has the greater. A later SEQUENCE goes
            before (RFC 5546 section 2.1.4), then what was changed later (LAST-MODIFIED), then that
            it is off; at last a mark of its words, so that of two calendars that say different
            things the same holds, whichever is read first.

    Args:
        event: the event.
        declined: says of its participants whether so few will come that there is no meeting.
    """

    def __init__(self, event: Component, declined: Callable[[Participants], bool]) -> None:
        self.participants = takes_part(event)
        self.is_own = "RECURRENCE-ID" in event
        self.in_unknown_zone = "TZID" in getattr(event.get("DTSTART"), "params", ())
        self.recurs = any(name in event for name in ("RRULE", "RDATE"))
        self.key = _key(one_line(str(event.get("UID", ""))) or _content(event))
        self._title = one_line(str(event.get("SUMMARY", "")))[:_LONGEST_SUMMARY]
        parts = (clean(str(event.get(name, ""))).strip() for name in ("LOCATION", "DESCRIPTION"))
        longest = _LONGEST_REPEATED if self.recurs else _LONGEST_TEXT
        self._text = "\n\n".join(filter(None, parts))[:longest]
        cancelled = str(event.get("STATUS", "")).upper() == "CANCELLED"
        self._is_off = cancelled or declined(self.participants)
        version = _sequence(event) * _MINUTES + _minute(event)
        self.version = (version * 2 + self._is_off) * _MARKS + self._mark(event)

    def _mark(self, event: Component) -> int:
        begins = getattr(event.get("DTSTART"), "dt", None)
        when = [numbered(begins) if isinstance(begins, date) else ""]
        if self.recurs:
            when += (_written(event, name) for name in ("RRULE", "RDATE", "EXDATE"))
        people = sorted(address for address, _ in self.participants)
        return crc32("\0".join((*when, self._title, self._text, *people)).encode()) % _MARKS

    def course(self, on: date, today: date) -> Course:
        """Return whether a meeting took place, as far as its calendar and the day tell."""
        if self._is_off:
            return Course.CANCELLED
        return Course.PLANNED if on > today else Course.HELD

    def origin(self, which: Moment | None, course: Course | None) -> Origin:
        """Return what a meeting is in its calendar: UID and RECURRENCE-ID, and its edition.

        An event of its own goes before what the rule of its series says.

        Args:
            which: which of the meetings of a recurring event; None: the event does not recur.
            course: whether it took place; None: a later version does not have it any more.
        """
        edition = self.is_own * _VERSIONS + self.version
        stage = _GONE if course is None else _STAGES[course]
        return Origin(self.key_of(which), edition * 4 + stage)

    def key_of(self, which: Moment | None) -> str:
        """Return the key of a meeting; None: of that of an event that does not recur."""
        return self.key if which is None else f"{self.key}/{numbered(which)}"

    def touchpoint(self, course: Course, people: tuple[int, ...]) -> Touchpoint:
        """Return what a meeting is as a record.

        Args:
            course: whether it took place.
            people: the identities of those of its participants who are on record.
        """
        return Touchpoint(
            channel=Channel.MEETING,
            direction=Direction.MUTUAL,
            summary=self._title or UNTITLED,
            text=self._text,
            people=people,
            course=course,
        )


def version(edition: int) -> int | None:
    """Return the version of its series by which a meeting is on record; None: it has its own."""
    found = edition // 4
    return None if found >= _VERSIONS else found


def gone(edition: int) -> int:
    """Return the edition of a meeting that a later version of its series does not have any more."""
    return edition | _GONE


def when(moment: Moment, zone: ZoneInfo, *, in_unknown_zone: bool = False) -> Occurred:
    """Return when a meeting begins: a day, or a moment by the clock of its own zone.

    What is given in UTC, or without a zone, is said by the clock of the person's ``zone``; of what
    is given in a zone that nobody knows, or that is like none on earth, only the day is said.
    """
    if not isinstance(moment, datetime):
        return occurred.day(moment)
    if moment.tzinfo is None and in_unknown_zone:
        return occurred.day(moment.date())
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=zone)
    elif moment.utcoffset() == UTC.utcoffset(None) and moment.tzname() == "UTC":
        moment = moment.astimezone(zone)
    offset = moment.utcoffset()
    if offset is None or offset.total_seconds() % 60 or abs(offset) > _FURTHEST:
        return occurred.day(local(moment).date())
    return occurred.moment(moment.replace(second=0, microsecond=0))


def numbered(when: Moment) -> str:
    """Return a RECURRENCE-ID, the same in whatever zone it is written."""
    if isinstance(when, datetime) and when.tzinfo is not None:
        when = when.astimezone(UTC)
    return when.isoformat()


def _key(name: str) -> str:
    whole = f"ics:{name}"
    return (
        whole if len(whole) <= _LONGEST_KEY else f"ics:sha256:{sha256(name.encode()).hexdigest()}"
    )


def _content(event: Component) -> str:
    return f"sha256:{sha256(event.to_ical()).hexdigest()}"


def _written(event: Component, name: str) -> str:
    """Return the values of a property as they stand in a file."""
    value = event.get(name, [])
    values = value if isinstance(value, list) else [value]
    return ",".join(one.to_ical().decode("utf-8", "replace") for one in values)


def _sequence(event: Component) -> int:
    try:
        return min(max(int(event.get("SEQUENCE", 0)), 0), _SEQUENCES - 1)
    except (TypeError, ValueError):
        return 0


def _minute(event: Component) -> int:
    """Return when an event was changed last, in minutes since 1970; 0 where it does not say."""
    try:
        changed: Any = event["LAST-MODIFIED"]
        minute: int = (changed.dt.astimezone(UTC) - _BEGINNING) // timedelta(minutes=1)
    except UNREADABLE:
        return 0
    return min(max(minute, 0), _MINUTES - 1)


def takes_part(event: Component) -> Participants:
    """Return the participants of an event, the organiser first: (address, PARTSTAT)."""
    found: list[Any] = []
    for name in ("ORGANIZER", "ATTENDEE"):
        value = event.get(name, [])
        found += value if isinstance(value, list) else [value]
    return [(_address(str(one)), _status(one)) for one in found]


def _address(uri: str) -> str:
    scheme, colon, rest = uri.partition(":")
    return (rest if colon and scheme.lower() == "mailto" else uri).strip().casefold()


def _status(participant: Any) -> str:
    return str(getattr(participant, "params", {}).get("PARTSTAT", "")).upper()
