"""Use cases of who is who: what may be one, saying that it is, and taking that back."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeVar, cast

from vendortrail import likeness, queries
from vendortrail.i18n import N_
from vendortrail.likeness import Likeness
from vendortrail.records.parties import Contact, Sameness, Vendor
from vendortrail.records.record import Draft, Record, decode
from vendortrail.records.values import Party
from vendortrail.refusal import FieldRefusal
from vendortrail.service.naming import Naming, called
from vendortrail.service.recording import Recording

P = TypeVar("P", bound=Vendor | Contact)


class Merging(Naming, Recording):
    """Vendors and people that were recorded twice."""

    def merge(self, merged: Record[P], kept: Record[P], *, reason: str) -> Record[Sameness]:
        """Record that a vendor or person is another one on record; all is read so from now on.

        Raises:
            Refusal: they are the same already, of different vendors or sides; nothing was recorded.
        """
        of, other = merged.payload, kept.payload
        if isinstance(of, Contact) and isinstance(other, Contact) and of.side is not other.side:
            raise FieldRefusal(
                "merged",
                N_("#{merged} and #{kept} are people of different sides"),
                merged=merged.identity,
                kept=kept.identity,
            )
        party = Party.VENDOR if isinstance(of, Vendor) else Party.CONTACT
        draft = Draft(
            payload=Sameness(party, merged.identity, kept.identity, reason),
            occurred=self.today.isoformat(),
            vendor=kept.subject[0],
        )
        return cast("Record[Sameness]", self.record(draft))

    def merged(self, kind: type[P], name: str) -> Record[Sameness]:
        """Return the record by which a vendor or person of that name was merged into another.

        Raises:
            Refusal: nothing that was merged is called so, or several are.
        """
        by = {
            sameness.payload.merged: sameness
            for sameness in self.every(Sameness)
            if sameness.payload.of == kind.__struct_config__.tag
        }
        records = [queries.versions(self._connection, identity)[-1] for identity in by]
        return by[called(kind, name, cast("list[Record[P]]", records)).identity]

    def alike(self, kind: type[P], *, after: int = 0) -> tuple[Likeness, ...]:
        """Return the vendors or people that may have been recorded twice, and why they may.

        Those who were merged and split again are known to be two.

        Args:
            kind: vendors or people.
            after: only where one of the two was recorded after this record.
        """
        people = self.every(Contact)
        if kind is Vendor:
            found = self._vendors_alike(people, after)
        else:
            new = any(person.identity > after for person in people)
            found = likeness.people(people) if new else iter(())
        apart = self._told_apart()
        return tuple(it for it in found if it.other > after and {it.one, it.other} not in apart)

    def _told_apart(self) -> list[set[int]]:
        """Return the pairs of whom it was taken back that they are one."""
        rows = self._connection.execute(
            "SELECT body FROM entry JOIN ledger USING (seq) WHERE kind = 'sameness' "
            "AND kind <> 'touchpoint' "  # so that the index without them serves
            "AND identity NOT IN (SELECT identity FROM sameness)"
        )
        payloads = (decode(body).payload for (body,) in rows)
        return [{it.merged, it.same_as} for it in payloads if isinstance(it, Sameness)]

    def _vendors_alike(self, people: tuple[Record[Contact], ...], after: int) -> Iterator[Likeness]:
        vendors = self.every(Vendor)
        new = any(vendor.identity > after for vendor in vendors)
        return likeness.vendors(vendors, people) if new else iter(())
