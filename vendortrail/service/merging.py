"""Use cases of who is who: what may be one, saying that it is, and taking that back."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Generic, TypeVar, cast

from msgspec import Struct

from vendortrail import likeness, projection, queries
from vendortrail.i18n import N_
from vendortrail.likeness import Likeness
from vendortrail.records.parties import Contact, Sameness, Vendor
from vendortrail.records.record import Draft, Record, decode
from vendortrail.records.values import Party, Side
from vendortrail.refusal import FieldRefusal
from vendortrail.sentences import Sentence
from vendortrail.service.naming import Naming, UnknownName, called, title
from vendortrail.service.recording import Recording

P = TypeVar("P", bound=Vendor | Contact)


class Candidate(Struct, Generic[P], frozen=True):
    """Whom a vendor or person may be merged with; ``why`` they may be one, else empty."""

    record: Record[P]
    why: tuple[Sentence, ...]


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
            Refusal: nothing is called so, or several are, or it was merged into no other.
        """
        by = {
            sameness.payload.merged: sameness
            for sameness in self.every(Sameness)
            if sameness.payload.of == kind.__struct_config__.tag
        }
        records = [queries.versions(self._connection, identity)[-1] for identity in by]
        try:
            return by[called(kind, name, cast("list[Record[P]]", records)).identity]
        except UnknownName:
            one = called(kind, name, self.every(kind))
            raise FieldRefusal(
                "other", N_("“{name}” is merged into no other"), name=title(one)
            ) from None

    def mergers(self, party: Record[P]) -> tuple[Record[Sameness], ...]:
        """Return the records by which others are a vendor or person, directly or by another."""
        same = projection.same(self._connection)
        found = (it for it in self.every(Sameness) if same[it.payload.merged] == party.identity)
        return tuple(sorted(found, key=lambda it: it.seq))

    def candidates(self, party: Record[P]) -> tuple[Candidate[P], ...]:
        """Return whom a vendor or person could be merged with, those who resemble it first.

        People are those of the same vendor and side.
        """
        kind = type(party.payload)
        among = [it for it in self.every(kind) if _whose(it) == _whose(party)]
        pairs = (it for it in self.alike(kind, among=among) if party.identity in (it.one, it.other))
        why = {({it.one, it.other} - {party.identity}).pop(): it.why for it in pairs}
        others = (it for it in among if it.identity != party.identity)
        found = (Candidate(it, why.get(it.identity, ())) for it in others)
        return tuple(sorted(found, key=lambda it: not it.why))

    def alike(
        self, kind: type[P], *, after: int = 0, among: Iterable[Record[P]] | None = None
    ) -> tuple[Likeness, ...]:
        """Return the vendors or people that may have been recorded twice, and why they may.

        Those who were merged and split again are known to be two.

        Args:
            kind: vendors or people.
            after: only where one of the two was recorded after this record.
            among: only where both are among these; None: among all on record.
        """
        records = tuple(self.every(kind) if among is None else among)
        if not any(record.identity > after for record in records):
            return ()
        if kind is Vendor:
            vendors = cast("tuple[Record[Vendor], ...]", records)
            found = likeness.vendors(vendors, self.every(Contact))
        else:
            found = likeness.people(cast("tuple[Record[Contact], ...]", records))
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


def _whose(party: Record[P]) -> tuple[int | None, Side | None]:
    """Return whose person it is; of all vendors the same."""
    payload = party.payload
    return (party.vendor, payload.side) if isinstance(payload, Contact) else (None, None)
