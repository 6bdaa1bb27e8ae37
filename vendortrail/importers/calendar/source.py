"""Calendar files as a source of meetings with one vendor."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from hashlib import sha256
from pathlib import Path
from zoneinfo import ZoneInfo

from icalendar import Component

from vendortrail.cleaning import one_line
from vendortrail.faults import plainly
from vendortrail.files import ordinary
from vendortrail.i18n import N_
from vendortrail.importers.calendar import meeting
from vendortrail.importers.calendar.editions import Edition, File, Meetings, OnRecord
from vendortrail.importers.calendar.files import (
    LARGEST_FILE,
    UNREADABLE,
    Broken,
    as_written,
    events,
    paths,
    unreadable,
)
from vendortrail.importers.calendar.meeting import Participants, Told
from vendortrail.importers.calendar.recurrence import Effort, begin
from vendortrail.importers.item import Foreign, Item, Refused
from vendortrail.importers.mail.whose import Circle
from vendortrail.records.capture import SourceFile
from vendortrail.refusal import Refusal
from vendortrail.sentences import Sentence, say

_LONGEST_NAME = 200


class CalendarSource:
    """Meetings with a vendor in calendar files; see ``service.sources.Source``.

    An event is the vendor's if one of the vendor's addresses takes part in it or organises it. What
    is cancelled, or declined by every one of the vendor's people or of ours in it, is recorded as
    cancelled, what lies ahead (up to ``editions.HORIZON_DAYS``) as planned: neither breaks a
    silence.

    Args:
        given: calendar files, or folders of them.
        vendor: the identity of the vendor.
        theirs: addresses of the vendor.
        ours: addresses of us.
        contacts: the identities of people on record, by their mail addresses in lower case.
        zone: of the person, for what has no zone of its own.
        today: the day (local) by which it is told what took place.
        on_record: what is on record of the vendor's meetings.
    """

    importer = "calendar"
    # It knows of meetings alone, and of no mail or call between them.
    covers_contact = False
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
        on_record: OnRecord,
        people: tuple[str, ...] = (),
    ) -> None:
        self._paths = [path for each in given for path in paths(each)]
        self._theirs = theirs
        self._ours = ours
        self._read: list[SourceFile] = []
        self.people = people
        self.originals: tuple[bytes, ...] = ()
        names = ", ".join(_named(path) for path in self._paths[:3])
        self.label = f"calendar: {names}{' …' if len(self._paths) > 3 else ''}"
        self._meetings = Meetings(vendor, self.label, contacts, zone, today, on_record)

    def files(self) -> tuple[SourceFile, ...]:
        """Return the files that were read so far."""
        return tuple(self._read)

    def items(self) -> Iterator[Item]:
        """Yield every other event once, then every meeting with the vendor."""
        theirs: dict[str, list[Edition]] = {}
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
            yield from self._file(name, data, found, theirs)
        for editions in theirs.values():
            yield from self._meetings.told(editions)

    def _file(
        self,
        name: str,
        data: bytes,
        found: Sequence[Component | Broken],
        theirs: dict[str, list[Edition]],
    ) -> Iterator[Item]:
        """Yield what is not the vendor's of a file, and add to the rest by what it is known."""
        whose = [self._is_theirs(event) for event in found]
        original = as_written(data, [place for place, is_it in enumerate(whose) if is_it])
        file = File(original, Effort())
        for number, (event, is_it) in enumerate(zip(found, whose, strict=True), 1):
            place = str(say("{file}, event {number}", file=name, number=number))
            if isinstance(event, Broken):
                yield Refused(place, event.reason)
            elif not is_it:
                yield Foreign(place)
            else:
                try:
                    said = Told(event, self._declined)
                except UNREADABLE as fault:
                    yield Refused(place, unreadable(fault, event))
                    continue
                theirs.setdefault(said.key, []).append(Edition(place, event, said, file))

    def _is_theirs(self, event: Component | Broken) -> bool:
        try:
            if isinstance(event, Broken):
                return False
            day = _day(event)
            return any(self._theirs.has(one, day) for one, _ in meeting.takes_part(event))
        except UNREADABLE:  # is said where it is read
            return True

    def _declined(self, participants: Participants) -> bool:
        """Return whether everybody of the vendor, or everybody of us, will not come."""
        for side in (self._theirs, self._ours):
            said = [status for one, status in participants if side.has(one, None)]
            if said and all(status == "DECLINED" for status in said):
                return True
        return False


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
