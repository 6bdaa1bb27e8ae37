"""Which vendor or person that is on record an import speaks of, although its key is new."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from typing import TypeVar, cast

from vendortrail import queries
from vendortrail.records.parties import Contact, Vendor
from vendortrail.records.record import Draft, Payload, Record, kind_name

P = TypeVar("P", bound=Payload)


def match(connection: sqlite3.Connection, draft: Draft[Payload]) -> int | None:
    """Return the identity of the vendor or person that a draft describes again.

    A vendor is matched by its name or another name of it, a person by a mail address, failing this
    by the name, among those of the vendor. Letter case makes no difference; close is not enough.
    None: nobody on record, or the draft describes neither a vendor nor a person.
    """
    if isinstance(draft.payload, Vendor):
        wanted = _names(draft.payload)
        return next(
            (v.identity for v in _every(connection, Vendor) if wanted & _names(v.payload)), None
        )
    if isinstance(draft.payload, Contact):
        return _person(connection, draft.payload, draft.vendor)
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
    named = (k.identity for k in people if k.payload.name.casefold() == person.name.casefold())
    return next(named, None)


def _names(vendor: Vendor) -> set[str]:
    return {name.casefold() for name in (vendor.name, *vendor.aliases)}


def _every(connection: sqlite3.Connection, kind: type[P]) -> Iterator[Record[P]]:
    return cast("Iterator[Record[P]]", queries.speaking(connection, (kind_name(kind),)))
