"""What a record says of other records, held against those that are there."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from typing import NamedTuple

from vendortrail.i18n import N_, _
from vendortrail.records.housekeeping import Correction
from vendortrail.records.parties import Agreement, Vendor
from vendortrail.records.record import Payload, Record, decode, kind_name, kind_of, references
from vendortrail.refusal import FieldRefusal


class Known(NamedTuple):
    """What is known of an identity: its kind, vendor and agreement."""

    kind: str
    vendor: int | None
    agreement: int | None


class References:
    """Checks records against the trail that they are about to join, in the order of their numbers.

    Args:
        connection: the open trail, within the transaction that will append the records.
    """

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._known: dict[int, Known | None] = {}

    def check(self, record: Record[Payload]) -> None:
        """Refuse a record that names what is not there, or is another vendor's.

        Raises:
            FieldRefusal: it names the field and the record that is missing or does not fit.
        """
        if record.vendor is not None:
            self._expect("vendor", record.vendor, Vendor, None)
        if record.agreement is not None:
            self._expect("agreement", record.agreement, Agreement, record.vendor)
        for field, identity, kind in references(record.payload):
            self._expect(field, identity, kind, record.vendor)
        if record.supersedes is not None:
            self._replaces(record, record.supersedes)
        else:
            self._known[record.seq] = Known(record.kind, *record.subject)

    def _expect(
        self, field: str, identity: int, kind: type[Payload], vendor: int | None
    ) -> None:
        known = self._look_up(identity)
        wanted = kind_name(kind)
        if known is None or known.kind != wanted:
            raise FieldRefusal(
                field,
                N_("record #{seq}, named here, is not a {kind}"),
                seq=identity,
                kind=_(str(wanted)),
            )
        if None not in (vendor, known.vendor) and known.vendor != vendor:
            raise FieldRefusal(
                field, N_("record #{seq}, named here, belongs to another vendor"), seq=identity
            )

    def _replaces(self, record: Record[Payload], identity: int) -> None:
        known = self._look_up(identity)
        if known is None:
            raise FieldRefusal(
                "supersedes", N_("there is no record #{seq} to correct"), seq=identity
            )
        if not isinstance(record.payload, Correction) and known.kind != kind_of(record.payload):
            raise FieldRefusal(
                "supersedes",
                N_("record #{seq} is a {kind}; only a {kind} can take its place"),
                seq=identity,
                kind=_(known.kind),
            )
        if isinstance(record.payload, Correction):
            self._known[identity] = None

    def _look_up(self, identity: int) -> Known | None:
        if identity not in self._known:
            row = self._connection.execute(
                "SELECT kind, vendor, agreement FROM entry WHERE speaks AND identity = ?1 AND "
                "(seq = ?1 OR seq <> identity)",
                (identity,),
            ).fetchone()
            self._known[identity] = Known(*row) if row else None
        return self._known[identity]


def check(connection: sqlite3.Connection, records: Iterable[Record[Payload]]) -> None:
    """Check records one after the other; each may name those before it."""
    checker = References(connection)
    for record in records:
        checker.check(record)


def named_by(connection: sqlite3.Connection, identity: int) -> int | None:
    """Return the number of a speaking record that names the identity, if there is one."""
    belonging = connection.execute(
        "SELECT seq FROM entry WHERE (vendor = ?1 OR agreement = ?1) AND identity <> ?1 AND speaks "
        "LIMIT 1",
        (identity,),
    ).fetchone()
    if belonging is not None:
        return int(belonging[0])
    bodies = connection.execute(
        "SELECT body FROM entry JOIN ledger USING (seq) WHERE speaks AND identity > ?1 AND vendor IS "
        "(SELECT vendor FROM entry WHERE seq = ?1)",
        (identity,),
    )
    records = (decode(body) for (body,) in bodies)
    for record in records:
        if any(named == identity for _field, named, _kind in references(record.payload)):
            return record.seq
    return None
