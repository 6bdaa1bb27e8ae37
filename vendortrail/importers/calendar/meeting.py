"""One meeting as a touchpoint: when, about what, whether it took place."""

from __future__ import annotations

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
from vendortrail.occurred import Occurred
from vendortrail.records.capture import Origin
from vendortrail.records.dealings import Touchpoint
from vendortrail.records.values import Channel, Course, Direction

_LONGEST_SUMMARY = 300
_LONGEST_TEXT = 20_000
# What a series says it says of each of its meetings; all of it is in the original.
_LONGEST_REPEATED = 2_000
_LONGEST_KEY = 200

# In which order what is said of one meeting in one sequence holds: cancelled is said last.
_STAGES = {Course.PLANNED: 0, Course.HELD: 1, Course.CANCELLED: 2}
# An edition is a number that JSON keeps exactly (53 bits), of parts that go before one another.
_SEQUENCES = 2**14
_MINUTES = 2**27
_MARKS = 2**8
_BEGINNING = datetime(1970, 1, 1, tzinfo=UTC)


class Told:
    """What an event says of itself, for every meeting of it.

    Args:
        event: the event.
        untitled: what to call it if it has no title.
    """

    def __init__(self, event: Component, untitled: str) -> None:
        self.participants = takes_part(event)
        self.is_cancelled = str(event.get("STATUS", "")).upper() == "CANCELLED"
        self.is_own = "RECURRENCE-ID" in event
        self.in_unknown_zone = "TZID" in getattr(event.get("DTSTART"), "params", ())
        self.recurs = any(name in event for name in ("RRULE", "RDATE"))
        self._name = one_line(str(event.get("UID", ""))) or _content(event)
        self._sequence = _sequence(event)
        self._changed = _minute(event)
        self._title = one_line(str(event.get("SUMMARY", "")))[:_LONGEST_SUMMARY]
        self._untitled = untitled
        parts = (clean(str(event.get(name, ""))).strip() for name in ("LOCATION", "DESCRIPTION"))
        longest = _LONGEST_REPEATED if self.recurs else _LONGEST_TEXT
        self._text = "\n\n".join(filter(None, parts))[:longest]

    def course(self, on: date, today: date, *, declined: bool) -> Course:
        """Return whether a meeting took place, as far as its calendar and the day tell."""
        if declined or self.is_cancelled:
            return Course.CANCELLED
        return Course.PLANNED if on > today else Course.HELD

    def origin(self, which: Moment | None, begins: Moment, course: Course) -> Origin:
        """Return what a meeting is in its calendar: UID and RECURRENCE-ID, and its edition.

        An event of its own goes before what the rule of its series says. Of two of these a later
        SEQUENCE holds (RFC 5546 section 2.1.4), then what was changed later, then that it took
        place before that it was planned and that it was cancelled before both. Where two calendars
        still say different things, one of them holds, whichever is read first.

        Args:
            which: which of the meetings of a recurring event; None: the event does not recur.
            begins: when it begins.
            course: whether it took place.
        """
        key = f"ics:{self._name}" if which is None else f"ics:{self._name}/{numbered(which)}"
        if len(key) > _LONGEST_KEY:
            key = f"ics:sha256:{sha256(key.encode()).hexdigest()}"
        words = "\0".join((numbered(begins), self._title, self._text))
        edition = self.is_own * _SEQUENCES + self._sequence
        edition = edition * _MINUTES + self._changed
        edition = edition * len(_STAGES) + _STAGES[course]
        return Origin(key, edition * _MARKS + crc32(words.encode()) % _MARKS)

    def touchpoint(self, course: Course, people: tuple[int, ...]) -> Touchpoint:
        """Return what a meeting is as a record.

        Args:
            course: whether it took place.
            people: the identities of those of its participants who are on record.
        """
        return Touchpoint(
            channel=Channel.MEETING,
            direction=Direction.MUTUAL,
            summary=self._title or self._untitled,
            text=self._text,
            people=people,
            course=course,
        )


def when(moment: Moment, zone: ZoneInfo, *, in_unknown_zone: bool = False) -> Occurred:
    """Return when a meeting begins: a day, or a moment by the clock of its own zone.

    What is given in UTC, or without a zone, is said by the clock of the person's ``zone``; of what
    is given in a zone that nobody knows, only the day is said.
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
    if offset is None or offset.total_seconds() % 60:
        return occurred.day(local(moment).date())
    return occurred.moment(moment.replace(second=0, microsecond=0))


def numbered(when: Moment) -> str:
    """Return a RECURRENCE-ID, the same in whatever zone it is written."""
    if isinstance(when, datetime) and when.tzinfo is not None:
        when = when.astimezone(UTC)
    return when.isoformat()


def _content(event: Component) -> str:
    return f"sha256:{sha256(event.to_ical()).hexdigest()}"


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


def takes_part(event: Component) -> list[tuple[str, str]]:
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
