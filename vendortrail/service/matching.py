"""Which vendor or person that is on record an import speaks of, although its key is new."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from typing import TypeVar, cast

from vendortrail import projection, queries, sameness
from vendortrail.names import fold
from vendortrail.records.parties import Contact, Vendor
from vendortrail.records.record import Draft, Payload, Record, kind_name

P = TypeVar("P", bound=Payload)


def match(connection: sqlite3.Connection, draft: Draft[Payload]) -> int | None:
    """Return the identity of the vendor or person that a draft describes again.

    A vendor is matched by an identifier, failing this by its name or another name of it, unless
    both have other numbers in one register; a person by a mail address, failing this by the name,
    among those of the vendor. Letter case makes no difference; close is not enough.
    None: nobody on record, or the draft describes neither a vendor nor a person.
    """
    if isinstance(draft.payload, Vendor):
        return _vendor(connection, draft.payload)
    if isinstance(draft.payload, Contact):
        told = sameness.told(draft, projection.same(connection))
        return _person(connection, draft.payload, told.vendor)
    return None


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


def _numbers(vendor: Vendor) -> set[str]:
    return {number.casefold() for number in vendor.identifiers}


def _registers(vendor: Vendor) -> set[str]:
    return {number.rpartition("-")[0] for number in _numbers(vendor)}


def _names(party: Vendor | Contact) -> set[str]:
    return {fold(name) for name in (party.name, *party.aliases)}


def _every(connection: sqlite3.Connection, kind: type[P]) -> Iterator[Record[P]]:
    return cast("Iterator[Record[P]]", queries.speaking(connection, (kind_name(kind),)))
