"""One meeting as a touchpoint: when, about what, whether it took place."""

from __future__ import annotations

from datetime import UTC, date, datetime
from hashlib import sha256
from typing import Any
from zoneinfo import ZoneInfo

from icalendar import Component

from vendortrail import occurred
from vendortrail.cleaning import clean, one_line
from vendortrail.importers.calendar.recurrence import Moment, local
from vendortrail.occurred import Occurred
from vendortrail.records.capture import Origin
from vendortrail.records.dealings import Touchpoint
from vendortrail.records.values import Channel, Course, Direction

_LONGEST_SUMMARY = 300
_LONGEST_TEXT = 20_000
_LONGEST_KEY = 200

# In which order what is said of one meeting in one sequence holds: cancelled is said last.
_STAGES = {Course.PLANNED: 0, Course.HELD: 1, Course.CANCELLED: 2}


def origin(event: Component, when: Moment | None, course: Course) -> Origin:
    """Return what a meeting is in its calendar: UID and RECURRENCE-ID, and its edition.

    A later SEQUENCE takes the place of an earlier one (RFC 5546 section 2.1.4); of one sequence, an
    event of its own of what the rule says, that it took place of that it was planned, and that it
    was cancelled of both.

    Args:
        event: the event that it is of.
        when: which of the meetings of a recurring event; None: the event does not recur.
        course: whether it took place.
    """
    uid = one_line(str(event.get("UID", "")))
    name = uid or f"sha256:{sha256(event.to_ical()).hexdigest()}"
    key = f"ics:{name}" if when is None else f"ics:{name}/{numbered(when)}"
    if len(key) > _LONGEST_KEY:
        key = f"ics:sha256:{sha256(key.encode()).hexdigest()}"
    own = "RECURRENCE-ID" in event
    return Origin(key, (_sequence(event) * 2 + own) * len(_STAGES) + _STAGES[course])


def numbered(when: Moment) -> str:
    """Return a RECURRENCE-ID, the same in whatever zone it is written."""
    if isinstance(when, datetime) and when.tzinfo is not None:
        when = when.astimezone(UTC)
    return when.isoformat()


def _sequence(event: Component) -> int:
    try:
        return min(max(int(event.get("SEQUENCE", 0)), 0), 2**31)
    except (TypeError, ValueError):
        return 0


def touchpoint(
    event: Component, course: Course, people: tuple[int, ...], untitled: str
) -> Touchpoint:
    """Return what a meeting is as a record.

    Args:
        event: the event that it is of.
        course: whether it took place.
        people: the identities of those of its participants who are on record.
        untitled: what to call it if the calendar does not.
    """
    parts = (clean(str(event.get(name, ""))).strip() for name in ("LOCATION", "DESCRIPTION"))
    return Touchpoint(
        channel=Channel.MEETING,
        direction=Direction.MUTUAL,
        summary=one_line(str(event.get("SUMMARY", "")))[:_LONGEST_SUMMARY] or untitled,
        text="\n\n".join(filter(None, parts))[:_LONGEST_TEXT],
        people=people,
        course=course,
    )


def when(moment: Moment, zone: ZoneInfo) -> Occurred:
    """Return when a meeting begins: a day, or a moment by the clock of its own zone.

    What is given in UTC, or without a zone, is said by the clock of the person's ``zone``.
    """
    if not isinstance(moment, datetime):
        return occurred.day(moment)
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=zone)
    elif moment.utcoffset() == UTC.utcoffset(None) and moment.tzname() == "UTC":
        moment = moment.astimezone(zone)
    offset = moment.utcoffset()
    if offset is None or offset.total_seconds() % 60:
        return occurred.day(local(moment).date())
    return occurred.moment(moment.replace(second=0, microsecond=0))


def course(event: Component, on: date, today: date, *, declined: bool) -> Course:
    """Return whether a meeting took place, as far as its calendar and the day tell."""
    if declined or str(event.get("STATUS", "")).upper() == "CANCELLED":
        return Course.CANCELLED
    return Course.PLANNED if on > today else Course.HELD


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
