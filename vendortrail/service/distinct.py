"""Names, numbers and months that tell things apart: none is given twice."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence

from vendortrail import queries, terms
from vendortrail.i18n import N_
from vendortrail.names import fold
from vendortrail.records.dealings import Usage
from vendortrail.records.parties import Agreement, Vendor
from vendortrail.records.record import Payload, Record, kind_name
from vendortrail.refusal import FieldRefusal


def check(connection: sqlite3.Connection, records: Sequence[Record[Payload]]) -> None:
    """Refuse records just appended that are named as others already are.

    Within the transaction that appended them, after their rows were derived. Names are compared as
    they are found: case, ё and е, and white space make no difference.

    Raises:
        FieldRefusal: two vendors have one name, two agreements of a vendor one number, or a meter
            two quantities of one month.
    """
    _vendors(connection, [record for record in records if type(record.payload) is Vendor])
    signed = [record for record in records if type(record.payload) is Agreement]
    for vendor in dict.fromkeys(record.vendor for record in signed):
        _agreements(connection, vendor, frozenset(record.identity for record in signed))
    used = [record for record in records if type(record.payload) is Usage]
    for vendor in dict.fromkeys(record.vendor for record in used):
        _usage(connection, vendor, frozenset(record.identity for record in used))


def _vendors(connection: sqlite3.Connection, added: Sequence[Record[Payload]]) -> None:
    if not added:  # nearly always
        return
    new = {record.identity for record in added}
    first: dict[str, tuple[int, str]] = {}
    for vendor in sorted(queries.vendors(connection), key=lambda vendor: vendor[0] in new):
        identity, name = vendor
        other, called = first.setdefault(fold(name), vendor)
        if other != identity and identity in new:
            raise FieldRefusal(
                "name",
                N_(
                    "a vendor is called “{name}” already, #{other}; record under that one, or add "
                    "to this name what tells the two apart"
                ),
                name=called,
                other=other,
            )


def _agreements(connection: sqlite3.Connection, vendor: int | None, added: frozenset[int]) -> None:
    first: dict[str, tuple[int, str]] = {}
    speaking = queries.speaking(connection, (kind_name(Agreement),), vendor=vendor)
    for record in sorted(speaking, key=lambda record: record.identity in added):
        signed = record.payload
        if not isinstance(signed, Agreement) or not signed.number:
            continue
        other, title = first.setdefault(fold(signed.number), (record.identity, signed.title))
        if other != record.identity and record.identity in added:
            raise FieldRefusal(
                "number",
                N_(
                    "agreement #{other}, “{title}”, has the number {number} already; correct that "
                    "one, or give this one its own number"
                ),
                other=other,
                title=title,
                number=signed.number,
            )


def _usage(connection: sqlite3.Connection, vendor: int | None, added: frozenset[int]) -> None:
    first: dict[tuple[int | None, str, str], tuple[int, Usage]] = {}
    speaking = queries.speaking(connection, (kind_name(Usage),), vendor=vendor)
    for record in sorted(speaking, key=lambda record: record.identity in added):
        used = record.payload
        if not isinstance(used, Usage):
            continue
        key = record.agreement, terms.same(used.meter), used.month
        other, known = first.setdefault(key, (record.identity, used))
        if other != record.identity and record.identity in added:
            raise FieldRefusal(
                "month",
                N_("record #{number} says {quantity} for “{meter}” in {month}; correct it instead"),
                number=str(other),
                quantity=f"{known.quantity} {known.unit}".rstrip(),
                meter=known.meter,
                month=known.month,
            )
