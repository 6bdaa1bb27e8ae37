"""Time zones as a calendar file defines them (RFC 5545 section 3.6.5), for that file alone."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from datetime import MAXYEAR, date, datetime, time, timedelta, tzinfo
from typing import Any, NamedTuple

from dateutil.rrule import rrulestr
from icalendar.timezone.zoneinfo import ZONEINFO

_LONGEST_NAME = 255
# Clocks are told for as long as meetings are.
_FIRST_YEAR, _LAST_YEAR = 1900, 2199
# Of one file: rules can be made that are looked through for hours. A rule goes over 300 at most.
_MOST_YEARS = 100_000
_FOR_EVER = datetime(MAXYEAR, 12, 31)  # noqa: DTZ001 - by the clock of the zone


class Zones(ZONEINFO):
    """What icalendar asks for zones: those that a file defines, none of which outlives it.

    A definition that no clock goes by raises ValueError, as icalendar expects it.
    """

    def __init__(self) -> None:
        self._years = _MOST_YEARS

    def timezone(self, name: str) -> tzinfo | None:
        """Return the zone that is commonly called so; None: there is none."""
        if len(name) > _LONGEST_NAME:
            raise ValueError("the name of the time zone is too long")
        try:
            found: tzinfo | None = super().timezone(name)
        except OSError:  # the name of a folder, of all things
            return None
        return found

    def create_timezone(self, tz: Any) -> tzinfo:  # type: ignore[override]
        """Return a zone as its component defines it."""
        parts = [part for part in tz.subcomponents if part.name in {"STANDARD", "DAYLIGHT"}]
        changes = [change for part in parts for change in self._changes(part)]
        if not changes:
            raise ValueError("the time zone does not say what its clocks show")
        usual = next((part for part in parts if part.name == "STANDARD"), parts[0])
        return Zone(str(tz["TZID"]), usual["TZOFFSETTO"].td, changes)

    def _changes(self, part: Any) -> Iterator[_Change]:
        before, after = part["TZOFFSETFROM"].td, part["TZOFFSETTO"].td
        for offset in (before, after):
            if abs(offset) >= timedelta(days=1):
                raise ValueError("the time zone is a day or more away from UTC")
        start = _clock(part["DTSTART"].dt)
        for when in {start, *self._told(part, start)}:
            yield _Change(when, before, after)

    def _told(self, part: Any, start: datetime) -> Iterator[datetime]:
        for rule in _listed(part, "RRULE"):
            yield from self._by_rule(rule, start)
        for dates in _listed(part, "RDATE"):
            yield from (_clock(each.dt) for each in dates.dts)

    def _by_rule(self, rule: Any, start: datetime) -> Iterator[datetime]:
        if rule.get("FREQ") != ["YEARLY"] or self._years <= 0:
            raise ValueError("the clocks of the time zone change by no rule of a year")
        until = next((_clock(last) for last in rule.get("UNTIL", [])), _FOR_EVER)
        begin = start.replace(year=max(start.year, _FIRST_YEAR))
        text = ";".join(
            part for part in rule.to_ical().decode().split(";") if not part.startswith("UNTIL=")
        )
        reached = MAXYEAR
        for when in rrulestr(text, dtstart=begin):
            self._years -= 1
            if when > until or when.year > _LAST_YEAR or self._years <= 0:
                reached = when.year
                break
            yield when
        self._years -= reached - begin.year
        if self._years <= 0:
            raise ValueError("the clocks of the file's time zones change too often")


class Zone(tzinfo):
    """A zone whose clocks were changed at certain times; before the first they showed the usual."""

    def __init__(self, name: str, usual: timedelta, changes: list[_Change]) -> None:
        changes.sort(key=lambda change: change.clock - change.before)
        self._name = name
        self._clocks = [change.clock for change in changes]
        self._instants = [change.clock - change.before for change in changes]
        self._offsets = [usual, *(change.after for change in changes)]

    def utcoffset(self, when: datetime | None) -> timedelta | None:
        """Return how far the clocks are ahead of UTC."""
        if when is None:
            return None
        clock = when.replace(tzinfo=None)
        place = bisect_right(self._clocks, clock)
        if when.fold and place < len(self._clocks):  # the second time that clocks show it
            turned = self._offsets[place + 1] - self._offsets[place]
            place += clock >= self._clocks[place] + turned
        return self._offsets[place]

    def dst(self, _when: datetime | None) -> timedelta | None:
        """Return that it is not known which part of the offset is for summer."""
        return None

    def tzname(self, _when: datetime | None) -> str:
        """Return what the file calls it."""
        return self._name

    def fromutc(self, when: datetime) -> datetime:
        """Return what the clocks show at a moment in UTC."""
        utc = when.replace(tzinfo=None)
        place = bisect_right(self._instants, utc)
        shown = when + self._offsets[place]
        turned = self._offsets[place - 1] - self._offsets[place] if place else timedelta()
        return shown.replace(fold=int(place > 0 and utc - self._instants[place - 1] < turned))


class _Change(NamedTuple):
    """At what time by the old clock a new one began, and how far both are ahead of UTC."""

    clock: datetime
    before: timedelta
    after: timedelta


def _clock(when: date) -> datetime:
    if isinstance(when, datetime):
        return when.replace(tzinfo=None)
    return datetime.combine(when, time())


def _listed(part: Any, name: str) -> list[Any]:
    found = part.get(name, [])
    return found if isinstance(found, list) else [found]
