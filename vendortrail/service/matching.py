"""Of whom or what that is on record an import speaks, although its key is new."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from typing import TypeVar, cast

from vendortrail import projection, queries, sameness
from vendortrail.names import fold
from vendortrail.records.capture import Origin
from vendortrail.records.parties import Agreement, Contact, Vendor
from vendortrail.records.record import Draft, Payload, Record, kind_name

P = TypeVar("P", bound=Payload)


class Matching:
    """Knows what is on record at a moment; what is recorded afterwards it does not see.

    Args:
        connection: the open trail.
    """

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._numbers: dict[int | None, dict[str, int]] = {}

    def match(self, draft: Draft[Payload]) -> int | None:
        """Return the identity of the vendor, person or agreement that a draft describes again.

        A vendor is matched by an identifier, failing this by its name or another name of it, unless
        both have other numbers in one register; a person by a mail address, failing this by the
        name, among those of the vendor; the line of a register by the number of an agreement of the
        vendor. Letter case makes no difference; close is not enough. None: it is not on record, or
        the draft describes something else.
        """
        if isinstance(draft.payload, Vendor):
            return _vendor(self._connection, draft.payload)
        if isinstance(draft.payload, Contact):
            return _person(self._connection, draft.payload, self._whose(draft))
        if isinstance(draft.payload, Agreement) and draft.origin and _is_of_table(draft.origin):
            return self._agreements(self._whose(draft)).get(fold(draft.payload.number))
        return None

    def _whose(self, draft: Draft[Payload]) -> int | None:
        return sameness.told(draft, projection.same(self._connection)).vendor

    def _agreements(self, vendor: int | None) -> dict[str, int]:
        """Return the agreements of a vendor by their numbers, of one number the first."""
        if vendor not in self._numbers:
            signed = queries.speaking(self._connection, (kind_name(Agreement),), vendor=vendor)
            self._numbers[vendor] = {
                fold(known.payload.number): known.identity
                for known in reversed(tuple(cast("Iterator[Record[Agreement]]", signed)))
                if known.payload.number
            }
        return self._numbers[vendor]


def _vendor(connection: sqlite3.Connection, vendor: Vendor) -> int | None:
    on_record = list(_every(connection, Vendor))
    numbers, names = _numbers(vendor), _names(vendor)
    for known in on_record:
        if numbers & _numbers(known.payload):
            return known.identity
    for known in on_record:
        if names & _names(known.payload) and not _registers(vendor) & _registers(known.payload):
            return known.identity
    return None


def _person(connection: sqlite3.Connection, person: Contact, vendor: int | None) -> int | None:
    people = [
        known
        for known in _every(connection, Contact)
        if known.vendor == vendor and known.payload.side is person.side
    ]
    mails = {mail.casefold() for mail in person.mails}
    for known in people:
        if mails & {mail.casefold() for mail in known.payload.mails}:
            return known.identity
    names = _names(person)
    return next((known.identity for known in people if names & _names(known.payload)), None)


def _is_of_table(origin: Origin) -> bool:
    return origin.key.startswith("table:")


def _numbers(vendor: Vendor) -> set[str]:
    return {number.casefold() for number in vendor.identifiers}


def _registers(vendor: Vendor) -> set[str]:
    return {number.rpartition("-")[0] for number in _numbers(vendor)}


def _names(party: Vendor | Contact) -> set[str]:
    return {fold(name) for name in (party.name, *party.aliases)}


def _every(connection: sqlite3.Connection, kind: type[P]) -> Iterator[Record[P]]:
    return cast("Iterator[Record[P]]", queries.speaking(connection, (kind_name(kind),)))
