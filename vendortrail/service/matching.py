"""Of whom or what that is on record an import speaks, although its key is new."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from functools import cached_property
from typing import Generic, TypeVar, cast

from vendortrail import projection, queries, sameness
from vendortrail.names import fold
from vendortrail.records.capture import Origin
from vendortrail.records.parties import Agreement, Contact, Vendor
from vendortrail.records.record import Draft, Payload, Record, kind_name

P = TypeVar("P", bound=Payload)
Mark = tuple[str, str]
"""Something by which a vendor or person is known again: of what sort, and what it is."""


class Matching:
    """Knows what is on record at a moment; what is recorded afterwards it does not see.

    Args:
        connection: the open trail.
    """

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._agreed: dict[int | None, dict[str, int]] = {}

    def match(self, draft: Draft[Payload]) -> int | None:
        """Return the identity of the vendor, person or agreement that a draft describes again.

        A vendor is matched by an identifier, failing this by its name or another name of it, unless
        both have other numbers in one register; a person by a mail address, failing this by the
        name, among those of the vendor; the line of a register by the number of an agreement of the
        vendor. Letter case makes no difference; close is not enough. None: it is not on record, or
        the draft describes something else.
        """
        if isinstance(draft.payload, Vendor):
            return self._vendor(draft.payload)
        if isinstance(draft.payload, Contact):
            return self._person(draft.payload, self._whose(draft))
        if isinstance(draft.payload, Agreement) and draft.origin and _is_of_table(draft.origin):
            return self._agreements(self._whose(draft)).get(fold(draft.payload.number))
        return None

    def _whose(self, draft: Draft[Payload]) -> int | None:
        return sameness.told(draft, projection.same(self._connection)).vendor

    def _agreements(self, vendor: int | None) -> dict[str, int]:
        """Return the agreements of a vendor by their numbers, of one number the first."""
        if vendor not in self._agreed:
            signed = queries.speaking(self._connection, (kind_name(Agreement),), vendor=vendor)
            self._agreed[vendor] = {
                fold(known.payload.number): known.identity
                for known in reversed(tuple(cast("Iterator[Record[Agreement]]", signed)))
                if known.payload.number
            }
        return self._agreed[vendor]

    @cached_property
    def _vendors(self) -> _Parties[Vendor]:
        on_record = _every(self._connection, Vendor)
        return _Parties(on_record, lambda vendor: _numbers(vendor) | _names(vendor))

    @cached_property
    def _people(self) -> _Parties[Contact]:
        on_record = _every(self._connection, Contact)
        return _Parties(on_record, lambda person: _mails(person) | _names(person))

    def _vendor(self, vendor: Vendor) -> int | None:
        for known in self._vendors.having(_numbers(vendor)):
            return known.identity
        for known in self._vendors.having(_names(vendor)):
            if not _registers(vendor) & _registers(known.payload):
                return known.identity
        return None

    def _person(self, person: Contact, vendor: int | None) -> int | None:
        for marks in (_mails(person), _names(person)):
            for known in self._people.having(marks):
                if known.vendor == vendor and known.payload.side is person.side:
                    return known.identity
        return None


class _Parties(Generic[P]):
    """Vendors or people, in order, found by the marks that they have."""

    def __init__(self, records: Iterable[Record[P]], marks: Callable[[P], Iterable[Mark]]) -> None:
        self._records = tuple(records)
        self._having: defaultdict[Mark, list[int]] = defaultdict(list)
        for place, record in enumerate(self._records):
            for mark in marks(record.payload):
                self._having[mark].append(place)

    def having(self, marks: Iterable[Mark]) -> list[Record[P]]:
        """Return those that have any of the marks."""
        places = {place for mark in marks for place in self._having.get(mark, ())}
        return [self._records[place] for place in sorted(places)]


def _is_of_table(origin: Origin) -> bool:
    return origin.key.startswith("table:")


def _numbers(vendor: Vendor) -> set[Mark]:
    return {("number", number.casefold()) for number in vendor.identifiers}


def _registers(vendor: Vendor) -> set[str]:
    return {number.rpartition("-")[0] for _sort, number in _numbers(vendor)}


def _mails(person: Contact) -> set[Mark]:
    return {("mail", mail.casefold()) for mail in person.mails}


def _names(party: Vendor | Contact) -> set[Mark]:
    return {("name", fold(name)) for name in (party.name, *party.aliases)}


def _every(connection: sqlite3.Connection, kind: type[P]) -> Iterator[Record[P]]:
    return cast("Iterator[Record[P]]", queries.speaking(connection, (kind_name(kind),)))
