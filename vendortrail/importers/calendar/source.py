"""Calendar files as a source of meetings with one vendor."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta
from hashlib import sha256
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from icalendar import Component

from vendortrail.cleaning import one_line
from vendortrail.faults import plainly
from vendortrail.files import ordinary
from vendortrail.i18n import N_
from vendortrail.importers.calendar import meeting
from vendortrail.importers.calendar.files import (
    LARGEST_FILE,
    UNREADABLE,
    Broken,
    as_written,
    events,
    paths,
    unreadable,
)
from vendortrail.importers.calendar.recurrence import Effort, Moment, begin, meetings
from vendortrail.importers.item import Foreign, Found, Identify, Item, Refused
from vendortrail.importers.mail.whose import Circle
from vendortrail.records.capture import SourceFile
from vendortrail.records.record import Draft, Payload
from vendortrail.refusal import Refusal
from vendortrail.sentences import Sentence, say

#: So many days ahead planned meetings are recorded.
HORIZON_DAYS = 180
_LONGEST_NAME = 200


class CalendarSource:
    """Meetings with a vendor in calendar files; see ``service.sources.Source``.

    An event is the vendor's if one of the vendor's addresses takes part in it or organises it. What
    is cancelled, or declined by every one of the vendor's people or of ours in it, is recorded as
    cancelled, what lies ahead (up to `HORIZON_DAYS`) as planned: neither breaks a silence.

    Args:
        given: calendar files, or folders of them.
        vendor: the identity of the vendor.
        theirs: addresses of the vendor.
        ours: addresses of us.
        contacts: the identities of people on record, by their mail addresses in lower case.
        zone: of the person, for what has no zone of its own.
        today: the day (local) by which it is told what took place.
        untitled: what to call a meeting without a title.
    """

    importer = "calendar"
    covers_contact = True
    independent = False

    def __init__(
        self,
        given: Iterable[Path],
        *,
        vendor: int,
        theirs: Circle,
        ours: Circle,
        contacts: Mapping[str, int],
        zone: ZoneInfo,
        today: date,
        untitled: str,
        people: tuple[str, ...] = (),
    ) -> None:
        self._paths = [path for each in given for path in paths(each)]
        self._vendor = vendor
        self._theirs = theirs
        self._ours = ours
        self._contacts = contacts
        self._zone = zone
        self._today = today
        self._untitled = untitled
        self._read: list[SourceFile] = []
        self.people = people
        self.originals: tuple[bytes, ...] = ()
        names = ", ".join(_named(path) for path in self._paths[:3])
        self.label = f"calendar: {names}{' …' if len(self._paths) > 3 else ''}"

    def files(self) -> tuple[SourceFile, ...]:
        """Return the files that were read so far."""
        return tuple(self._read)

    def items(self) -> Iterator[Item]:
        """Yield every meeting with the vendor, and every other event once."""
        for path in self._paths:
            name = _named(path)
            if isinstance(path, OSError):
                yield Refused(name, say("it cannot be read: {fault}", fault=plainly(path)))
                continue
            try:
                data = _bytes(path)
                found = events(data)
            except Refusal as refusal:
                yield Refused(name, _sentence(refusal))
                continue
            self._read.append(SourceFile(name, sha256(data).hexdigest(), len(data)))
            yield from self._events(name, str(path), data, found)

    def _events(
        self, name: str, box: str, data: bytes, found: Sequence[Component | Broken]
    ) -> Iterator[Item]:
        told = _Told(box, _moved(event for event in found if isinstance(event, Component)))
        theirs = [self._is_theirs(event) for event in found]
        told.original = as_written(data, [place for place, is_it in enumerate(theirs) if is_it])
        for number, (event, is_it) in enumerate(zip(found, theirs, strict=True), 1):
            place = str(say("{file}, event {number}", file=name, number=number))
            if isinstance(event, Broken):
                yield Refused(place, event.reason)
            elif not is_it:
                yield Foreign(place, _day(event), told.box)
            else:
                yield from self._event(place, event, told)

    def _event(self, place: str, event: Component, told: _Told) -> list[Item]:
        try:
            return list(self._meetings(place, event, told))
        except Refusal as refusal:
            return [Refused(place, _sentence(refusal))]
        except UNREADABLE as fault:
            return [Refused(place, unreadable(fault))]

    def _meetings(self, place: str, event: Component, told: _Told) -> Iterator[Found]:
        said = meeting.Told(event, self._untitled)
        addresses = {address for address, _ in said.participants}
        people = {self._contacts.get(address) for address in addresses}
        present = tuple(sorted(one for one in people if one is not None))
        declined = self._declined(said)

        def found(begins: Moment, which: Moment | None) -> Found:
            when = meeting.when(begins, self._zone, in_unknown_zone=said.in_unknown_zone)
            course = said.course(when.first, self._today, declined=declined)
            origin = said.origin(which, begins, course)

            def draft(_identify: Identify) -> Draft[Payload]:
                return Draft(
                    payload=said.touchpoint(course, present),
                    occurred=when.text,
                    vendor=self._vendor,
                    source=self.label,
                    origin=origin,
                )

            ahead = when.first > self._today
            day = None if ahead else when.first
            return Found(place, origin, draft, day, told.box, (told.original,))

        if said.is_own:
            which: Any = event["RECURRENCE-ID"]
            yield found(begin(event), which.dt)
            return
        elsewhere = told.moved.get(str(event.get("UID", "")), set())
        horizon = self._today + timedelta(HORIZON_DAYS)
        for when in meetings(event, horizon, told.effort):
            if not said.recurs:
                yield found(when, None)
            elif meeting.numbered(when) not in elsewhere:
                yield found(when, when)

    def _is_theirs(self, event: Component | Broken) -> bool:
        try:
            if isinstance(event, Broken):
                return False
            day = _day(event)
            return any(self._theirs.has(one, day) for one, _ in meeting.takes_part(event))
        except UNREADABLE:  # is said where it is read
            return True

    def _declined(self, told: meeting.Told) -> bool:
        """Return whether everybody of the vendor, or everybody of us, will not come."""
        for side in (self._theirs, self._ours):
            said = [status for one, status in told.participants if side.has(one, None)]
            if said and all(status == "DECLINED" for status in said):
                return True
        return False


class _Told:
    """What a file says of all its events: which meetings were moved, and those of the vendor.

    ``effort`` is what is left for the rules of its events.
    """

    def __init__(self, box: str, moved: Mapping[str, set[str]]) -> None:
        self.box = box
        self.moved = moved
        self.original = b""
        self.effort = Effort()


def _moved(told: Iterable[Component]) -> dict[str, set[str]]:
    """Return which meetings of recurring events are told of by events of their own, by UID."""
    found: dict[str, set[str]] = {}
    for event in told:
        which = _recurrence_id(event)
        if which is not None:
            found.setdefault(str(event.get("UID", "")), set()).add(meeting.numbered(which))
    return found


def _recurrence_id(event: Component) -> Moment | None:
    try:
        found: Moment | None = getattr(event.get("RECURRENCE-ID"), "dt", None)
    except ValueError:  # of the event itself this is said where it stands
        return None
    return found


def _day(event: Component) -> date | None:
    try:
        first = begin(event)
    except (Refusal, ValueError):
        return None
    return first.date() if isinstance(first, datetime) else first


def _bytes(path: Path) -> bytes:
    ordinary(path)
    try:
        with path.open("rb") as opened:
            return opened.read(LARGEST_FILE + 1)
    except OSError as fault:
        raise Refusal(N_("it cannot be read: {fault}"), fault=plainly(fault)) from None


def _named(path: Path | OSError) -> str:
    """Return what a file is called, for people."""
    name = Path(path.filename).name if isinstance(path, OSError) else path.name
    return one_line(name)[:_LONGEST_NAME]


def _sentence(refusal: Refusal) -> Sentence:
    return Sentence(refusal.message, refusal.places)
