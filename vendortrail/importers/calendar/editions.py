"""Which meetings there are of an event that is told in several editions.

The latest version of an event holds, be it in the files or on record. What only earlier ones have
is gone: a day that an exception takes out (EXDATE, RFC 5545 section 3.8.5.1), those behind an end
that was moved up, those of a rule that became another (section 3.8.5.3). It is recorded as
cancelled, in the words of the latest version that has it, if any file ever told of it. So neither
the order of the files nor of their versions can matter. An event of its own (section 3.8.4.4) is
changed by a later one of its own alone: what became of its series says nothing of it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from datetime import date, timedelta
from typing import Any, NamedTuple, Protocol
from zoneinfo import ZoneInfo

from icalendar import Component
from msgspec.structs import replace

from vendortrail.importers.calendar import meeting
from vendortrail.importers.calendar.files import UNREADABLE, unreadable
from vendortrail.importers.calendar.meeting import Told
from vendortrail.importers.calendar.recurrence import Effort, Moment, begin, local, meetings
from vendortrail.importers.item import Found, Identify, Item, Refused
from vendortrail.records.capture import Origin
from vendortrail.records.dealings import Touchpoint
from vendortrail.records.record import Draft, Payload, Record
from vendortrail.records.values import Course
from vendortrail.refusal import Refusal
from vendortrail.sentences import Sentence

#: So many days ahead planned meetings are recorded.
HORIZON_DAYS = 180

_FAULTS = (Refusal, *UNREADABLE)


class File(NamedTuple):
    """A calendar file: what of it is kept, what is left for its rules."""

    original: bytes
    effort: Effort


class Edition(NamedTuple):
    """An event as it stands in a file: where, for people, and what it says."""

    place: str
    event: Component
    said: Told
    file: File


class OnRecord(Protocol):
    """What is on record of a vendor's meetings."""

    def editions(self, event: str) -> Mapping[str, int]:
        """Return the editions of an event's meetings by their keys, taken back or not."""
        ...

    def meeting(self, key: str) -> Record[Touchpoint] | None:
        """Return what speaks under a key; None: it was taken back, or a person corrected it."""
        ...


class Meetings:
    """Meetings with a vendor as items of an import.

    Args:
        vendor: its identity.
        label: where they come from, for people.
        contacts: the identities of people on record, by their mail addresses in lower case.
        zone: of the person, for what has no zone of its own.
        today: the day (local) by which it is told what took place.
        on_record: what is on record already.
    """

    def __init__(
        self,
        vendor: int,
        label: str,
        contacts: Mapping[str, int],
        zone: ZoneInfo,
        today: date,
        on_record: OnRecord,
    ) -> None:
        self._vendor = vendor
        self._label = label
        self._contacts = contacts
        self._zone = zone
        self._today = today
        self._horizon = today + timedelta(HORIZON_DAYS)
        self._on_record = on_record

    def told(self, editions: Iterable[Edition]) -> Iterator[Item]:
        """Yield the meetings of an event out of all of its editions in some files."""
        latest_first = sorted(editions, key=lambda it: it.said.version, reverse=True)
        own = [self._own(it) for it in latest_first if it.said.is_own]
        yield from own
        series: list[tuple[Edition, list[Moment]]] = []
        for edition in latest_first:
            if not edition.said.is_own:
                try:
                    series.append((edition, self._moments(edition)))
                except _FAULTS as fault:
                    yield _refused(edition, fault)
        if series:
            moved = {item.origin.key for item in own if isinstance(item, Found)}
            yield from self._series(series, moved)

    def _own(self, edition: Edition) -> Item:
        """Return the one meeting of a series that an event of its own tells of."""
        try:
            which: Any = edition.event["RECURRENCE-ID"]
            return self._found(edition, begin(edition.event), which.dt)
        except _FAULTS as fault:
            return _refused(edition, fault)

    def _moments(self, edition: Edition) -> list[Moment]:
        return list(meetings(edition.event, self._horizon, edition.file.effort))

    def _series(
        self, series: Sequence[tuple[Edition, list[Moment]]], moved: AbstractSet[str]
    ) -> Iterator[Item]:
        latest, left = series[0]
        on_record = self._on_record.editions(latest.said.key)
        known = [meeting.version(edition) for edition in on_record.values()]
        newest = max([latest.said.version, *(it for it in known if it is not None)])
        for edition, moments in series:
            holds = edition.said.version == newest
            for when in moments:
                which = when if edition.said.recurs else None
                if edition.said.key_of(which) not in moved:
                    yield self._item(edition, when, which, holds=holds)
            start = begin(edition.event)
            if not moments and local(start).date() <= self._horizon:
                # Which version says that nothing is left has to be on record, too.
                yield self._item(edition, start, start, holds=False)
        if latest.said.version == newest:
            yield from self._gone(latest, left, on_record)

    def _gone(
        self, latest: Edition, left: Sequence[Moment], on_record: Mapping[str, int]
    ) -> Iterator[Item]:
        """Yield what is on record of a series and not in its latest version."""
        said = latest.said
        keys = {said.key_of(when if said.recurs else None) for when in left}
        for key, edition in on_record.items():
            gone = meeting.gone(edition)
            if key in keys or edition == gone or meeting.version(edition) is None:
                continue
            was = self._on_record.meeting(key)
            if was is not None and was.when.first <= self._horizon:
                origin = Origin(key, gone)
                draft = Draft[Payload](
                    payload=replace(was.payload, course=Course.CANCELLED),
                    occurred=was.occurred,
                    vendor=was.vendor,
                    private=was.private,
                    source=self._label,
                    origin=origin,
                    evidence=was.evidence,
                )
                yield Found(latest.place, origin, draft, originals=(latest.file.original,))

    def _item(self, edition: Edition, begins: Moment, which: Moment | None, *, holds: bool) -> Item:
        """Return a meeting, or why it cannot be: no record knows its century."""
        try:
            return self._found(edition, begins, which, holds=holds)
        except _FAULTS as fault:
            return _refused(edition, fault)

    def _found(
        self, edition: Edition, begins: Moment, which: Moment | None, *, holds: bool = True
    ) -> Found:
        """Return a meeting; one that does not hold is gone in a later version."""
        said = edition.said
        when = meeting.when(begins, self._zone, in_unknown_zone=said.in_unknown_zone)
        course = said.course(when.first, self._today) if holds else None
        origin = said.origin(which, course)

        def draft(_identify: Identify) -> Draft[Payload]:
            return Draft(
                payload=said.touchpoint(course or Course.CANCELLED, self._present(said)),
                occurred=when.text,
                vendor=self._vendor,
                source=self._label,
                origin=origin,
            )

        return Found(edition.place, origin, draft, originals=(edition.file.original,))

    def _present(self, said: Told) -> tuple[int, ...]:
        """Return the identities of those of its participants who are on record."""
        people = {self._contacts.get(address) for address, _ in said.participants}
        return tuple(sorted(one for one in people if one is not None))


def _refused(edition: Edition, fault: Exception) -> Refused:
    if isinstance(fault, Refusal):
        return Refused(edition.place, Sentence(fault.message, fault.places))
    return Refused(edition.place, unreadable(fault, edition.event))
