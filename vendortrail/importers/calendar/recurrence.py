"""When an event takes place: once, or by a rule (RFC 5545 section 3.3.10) with its exceptions."""

from __future__ import annotations

from collections.abc import Iterator, Sized
from collections.abc import Set as AbstractSet
from datetime import date, datetime, time, timedelta, tzinfo
from itertools import islice
from typing import Any

from dateutil.rrule import rrulestr
from icalendar import Component

from vendortrail.i18n import N_
from vendortrail.refusal import Refusal

#: More meetings of one event than these are no meetings between people.
MOST_MEETINGS = 10_000
#: Of the rules of one file: a team's ten years have a fifth of it.
MOST_STEPS = 1_000_000

Moment = date | datetime
"""A day, or a moment with its zone or without."""

# All days of a year by their numbers are less.
_LONGEST_RULE = 2_000
_RARE = frozenset({"SECONDLY", "MINUTELY", "HOURLY"})
# So many days hold every combination of a day of the year and a day of the week.
_CYCLE_DAYS = 28 * 366
_CYCLE_BEGINS = date(2000, 1, 1)
# Until then dateutil looks for a rule that never comes true.
_END = datetime(9999, 12, 31)  # noqa: DTZ001 - by the clock of whatever zone


class Effort:
    """How many steps the rules of one file may still take: a day gone over is one, a meeting ten.

    Rules can be made that are looked through for hours, and nothing on the clock may decide what
    becomes of a file: another time it would be something else.
    """

    def __init__(self) -> None:
        self._left = MOST_STEPS

    def check(self) -> None:
        """Refuse another rule once all steps are taken."""
        if self._left < 0:
            raise Refusal(
                N_("the rules of the file take more than {most} steps to read; split it"),
                most=MOST_STEPS,
            )

    def spend(self, days: int, found: int = 0) -> None:
        """Note that a rule went over so many days, and found so many meetings."""
        self._left -= days + 10 * found


def meetings(event: Component, until: date, effort: Effort) -> Iterator[Moment]:
    """Yield when an event takes place, up to a day, in order; exceptions left out.

    Raises:
        Refusal: it has no beginning, its rule cannot be read, says more than `MOST_MEETINGS`, or
            is one too many for the file.
    """
    start = begin(event)
    rules = _listed(event, "RRULE")
    more = [_start(value) for dates in _listed(event, "RDATE") for value in dates.dts]
    if not rules and not more:
        yield start
        return
    zone = start.tzinfo if isinstance(start, datetime) else None
    without = {local(v.dt, zone) for dates in _listed(event, "EXDATE") for v in dates.dts}
    found = {local(start), *(local(value, zone) for value in more)}
    for rule in rules:
        found.update(_by_rule(rule, start, until, effort))
        _check_number(found)
    for when in sorted(found):
        if when.date() <= until and not {when, _midnight(when)} & without:
            yield when.replace(tzinfo=zone) if isinstance(start, datetime) else when.date()


def begin(event: Component) -> Moment:
    """Return when an event begins; of a rule, the first time.

    Raises:
        Refusal: it does not say so.
    """
    start = _value(event, "DTSTART")
    if not isinstance(start, date) or not 1 < start.year < 9999:
        raise Refusal(N_("the event does not say when it begins"))
    return start


def local(when: Moment, zone: tzinfo | None = None) -> datetime:
    """Return a moment by the clock of a zone, else by its own, a day as its midnight.

    That is what rules reckon in.
    """
    if not isinstance(when, datetime):
        return _midnight(when)
    if zone is not None and when.tzinfo is not None:
        when = when.astimezone(zone)
    return when.replace(tzinfo=None)


def _midnight(when: date) -> datetime:
    return datetime.combine(when, time())


def _by_rule(rule: Any, start: Moment, until: date, effort: Effort) -> list[datetime]:
    effort.check()
    if sum(map(len, rule.values())) > _LONGEST_RULE:  # putting it into words would take seconds
        raise _unreadable(f"{', '.join(rule)}…")
    text = rule.to_ical().decode("utf-8", "replace")
    if len(text) > _LONGEST_RULE:
        raise _unreadable(text)
    parts = {str(name).upper(): values for name, values in rule.items()}
    (frequency,) = (str(value).upper() for value in parts.get("FREQ", ["?"])[:1])
    if frequency in _RARE or not _may_happen(parts, frequency, effort):
        raise Refusal(N_("the event recurs by a rule that no meeting has: {rule}"), rule=text)
    ends = datetime.combine(until, time.max)
    for last in parts.get("UNTIL", []):
        ends = min(ends, _last(last, start))
    try:
        kept = ";".join(p for p in text.split(";") if not p.upper().startswith("UNTIL="))
        made = rrulestr(kept, dtstart=local(start)) if _proceeds(parts) else None
    except (ValueError, TypeError, KeyError, AttributeError):
        made = None
    if made is None:
        raise _unreadable(text)
    found: list[datetime] = []
    for when in made:
        if when > ends:
            break
        found.append(when)
        _check_number(found)
    else:
        when = found[-1] if found and "COUNT" in parts else _END
    effort.spend((when - local(start)).days, len(found))
    return found


def _unreadable(text: str) -> Refusal:
    return Refusal(N_("the event recurs by a rule that cannot be read: {rule}"), rule=text[:200])


def _proceeds(parts: dict[str, Any]) -> bool:
    return all(int(step) > 0 for step in parts.get("INTERVAL", []))


def _check_number(found: Sized) -> None:
    if len(found) > MOST_MEETINGS:
        raise Refusal(
            N_("the event recurs more than {most} times; shorten it in the calendar"),
            most=MOST_MEETINGS,
        )


def _may_happen(parts: dict[str, Any], frequency: str, effort: Effort) -> bool:
    """Return whether a rule ever comes true: dateutil looks for it until the year 9999."""
    places = [abs(int(place)) for place in parts.get("BYSETPOS", [])]
    if places and max(places) > {"DAILY": 1, "WEEKLY": 7}.get(frequency, 366):
        return False
    months, days, yeardays, weeks = (
        {int(str(value).rstrip("L")) for value in parts.get(name, [])}
        for name in ("BYMONTH", "BYMONTHDAY", "BYYEARDAY", "BYWEEKNO")
    )
    weekdays = {str(day)[-2:].upper() for day in parts.get("BYDAY", [])}
    if sum(map(bool, (months, days, weekdays, yeardays, weeks))) < 2:
        return True
    for number in range(_CYCLE_DAYS):
        day = _CYCLE_BEGINS + timedelta(number)
        if (
            (not months or day.month in months)
            and (not days or _counted(day.day, _days_in(day), days))
            and (not weekdays or "MOTUWETHFRSASU"[day.weekday() * 2 :][:2] in weekdays)
            and (not yeardays or _counted(day.timetuple().tm_yday, 366, yeardays))
            and (not weeks or _counted(day.isocalendar().week, 53, weeks))
        ):
            effort.spend(number)
            return True
    effort.spend(_CYCLE_DAYS)
    return False


def _counted(number: int, of: int, wanted: AbstractSet[int]) -> bool:
    """Return whether a number is wanted, counted from the beginning or (negative) from the end."""
    return not wanted.isdisjoint({number, number - of - 1, number - of})


def _days_in(day: date) -> int:
    following = day.replace(day=28) + timedelta(4)
    return (following - timedelta(following.day)).day


def _last(until: Moment, start: Moment) -> datetime:
    """Return the end of a rule by the event's own clock."""
    if not isinstance(until, datetime):
        return datetime.combine(until, time.max)
    return local(until, start.tzinfo if isinstance(start, datetime) else None)


def _start(value: Any) -> Moment:
    """Return the beginning of what a list of dates holds: a day, a moment or a period."""
    found = value.dt
    first: Moment = found[0] if isinstance(found, tuple) else found
    return first


def _listed(event: Component, name: str) -> list[Any]:
    found = event.get(name)
    if found is None:
        return []
    return list(islice(found if isinstance(found, list) else [found], MOST_MEETINGS))


def _value(event: Component, name: str) -> Any:
    return getattr(event.get(name), "dt", None)
