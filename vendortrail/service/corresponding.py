"""Mailboxes and calendars as sources, with what is known of the vendor, its people and ours."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, cast

from vendortrail import origins, queries
from vendortrail.i18n import N_
from vendortrail.records.parties import Address, Contact, Vendor
from vendortrail.records.record import Record, kind_name
from vendortrail.records.values import Side
from vendortrail.refusal import FieldRefusal
from vendortrail.service.importing import Importing
from vendortrail.service.meetings import MeetingsOnRecord

if TYPE_CHECKING:
    from vendortrail.importers.calendar import CalendarSource
    from vendortrail.importers.mail.source import Mail


class _Known(NamedTuple):
    """The addresses of the two sides, and people on record by their mail addresses."""

    theirs: tuple[Address, ...]
    ours: tuple[Address, ...]
    people: dict[str, int]


class Corresponding(Importing):
    """Taking in mail and calendars."""

    def open_mail(
        self,
        paths: Sequence[Path],
        vendor: Record[Vendor],
        *,
        theirs: Iterable[str] = (),
        ours: Iterable[str] = (),
    ) -> Mail:
        """Return files and folders of mail as a source for ``take_in``.

        The vendor's addresses are its domains, its addresses for a time and those of its people;
        ours are those of our people.

        Args:
            paths: mailboxes, messages and folders of them.
            vendor: whose messages are looked for.
            theirs: more addresses and domains of the vendor.
            ours: more addresses and domains of ours; with any, whoever else writes is not us.

        Raises:
            Refusal: a path is not there, an address is none, or none of the vendor is known.
            StorageFailure: a message that waits is not in the workspace any more.
        """
        from vendortrail.importers.mail.source import Mail  # what reads mail is not needed else
        from vendortrail.importers.mail.whose import Correspondents

        known = self._known(vendor, theirs, ours)
        return Mail(
            paths,
            vendor.identity,
            Correspondents(known.theirs, known.ours),
            self.today,
            people=known.people,
            ours=_plain(known.ours),
            waiting=self.waiting(Mail.importer, vendor.identity),
            on_record=partial(origins.heard, self._connection, vendor.identity),
        )

    def open_calendar(
        self,
        paths: Sequence[Path],
        vendor: Record[Vendor],
        *,
        theirs: Iterable[str] = (),
        ours: Iterable[str] = (),
    ) -> CalendarSource:
        """Return calendar files and folders of them as a source for ``take_in``.

        Args:
            paths: .ics files, and folders of them.
            vendor: whose meetings are looked for.
            theirs: more addresses and domains of the vendor, as for mail.
            ours: more addresses and domains of ours.

        Raises:
            Refusal: an address is none, or none of the vendor is known.
        """
        from vendortrail.importers.calendar import CalendarSource  # nothing else needs icalendar
        from vendortrail.importers.mail.whose import Circle

        known = self._known(vendor, theirs, ours)
        return CalendarSource(
            paths,
            vendor=vendor.identity,
            theirs=Circle(known.theirs),
            ours=Circle(known.ours),
            contacts={mail.casefold(): identity for mail, identity in known.people.items()},
            zone=self.zone,
            today=self.today,
            on_record=MeetingsOnRecord(self._connection, vendor.identity),
            people=_plain(known.ours),
        )

    def _known(self, vendor: Record[Vendor], theirs: Iterable[str], ours: Iterable[str]) -> _Known:
        found = queries.speaking(self._connection, (kind_name(Contact),))
        people = cast("tuple[Record[Contact], ...]", tuple(found))
        addresses = (
            *vendor.payload.addresses,
            *map(Address, vendor.payload.domains),
            *map(Address, theirs),
            *map(Address, _mails(people, Side.VENDOR, vendor.identity)),
        )
        if not addresses:
            raise FieldRefusal(
                "theirs",
                N_("no address and no domain of {name} is on record; say one of them here"),
                name=vendor.payload.name,
            )
        return _Known(
            addresses,
            tuple(map(Address, dict.fromkeys((*ours, *_mails(people, Side.US))))),
            {
                mail: person.identity
                for person in people
                if person.vendor in {vendor.identity, None}
                for mail in person.payload.mails
            },
        )


def _plain(addresses: Iterable[Address]) -> tuple[str, ...]:
    return tuple(one.address for one in addresses)


def _mails(
    people: Iterable[Record[Contact]], side: Side, vendor: int | None = None
) -> Iterator[str]:
    """Yield the addresses of a side's people; of a vendor's, if it is given."""
    for person in people:
        if person.payload.side is side and vendor in {None, person.vendor}:
            yield from person.payload.mails
