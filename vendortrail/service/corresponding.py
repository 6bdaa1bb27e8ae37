"""Mailboxes as a source, with what is known of the vendor, its people and ours."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, cast

from vendortrail import origins, queries
from vendortrail.records.parties import Address, Contact, Vendor
from vendortrail.records.record import Record, kind_name
from vendortrail.records.values import Side
from vendortrail.service.importing import Importing

if TYPE_CHECKING:
    from vendortrail.importers.mail.source import Mail


class Corresponding(Importing):
    """Taking in mail."""

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
            Refusal: a path is not there, or an address is none.
            StorageFailure: a message that waits is not in the workspace any more.
        """
        from vendortrail.importers.mail.source import Mail  # what reads mail is not needed else
        from vendortrail.importers.mail.whose import Correspondents

        found = queries.speaking(self._connection, (kind_name(Contact),))
        people = cast("tuple[Record[Contact], ...]", tuple(found))
        own = (*ours, *_mails(people, Side.US))
        their_addresses = (
            *vendor.payload.addresses,
            *map(Address, vendor.payload.domains),
            *map(Address, theirs),
            *map(Address, _mails(people, Side.VENDOR, vendor.identity)),
        )
        return Mail(
            paths,
            vendor.identity,
            Correspondents(their_addresses, tuple(map(Address, own))),
            self.today,
            people={
                mail: person.identity
                for person in people
                if person.vendor in {vendor.identity, None}
                for mail in person.payload.mails
            },
            ours=tuple(dict.fromkeys(own)),
            waiting=self.waiting(Mail.importer, vendor.identity),
            on_record=lambda key: origins.heard(self._connection, vendor.identity, key),
        )


def _mails(
    people: Iterable[Record[Contact]], side: Side, vendor: int | None = None
) -> Iterator[str]:
    """Yield the addresses of a side's people; of a vendor's, if it is given."""
    for person in people:
        if person.payload.side is side and vendor in {None, person.vendor}:
            yield from person.payload.mails
