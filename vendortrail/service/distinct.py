"""Names and numbers that tell things apart: none is given twice."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence

from vendortrail import queries
from vendortrail.i18n import N_
from vendortrail.names import fold
from vendortrail.records.parties import Agreement, Vendor
from vendortrail.records.record import Payload, Record, kind_name
from vendortrail.refusal import FieldRefusal


def check(connection: sqlite3.Connection, records: Sequence[Record[Payload]]) -> None:
    """Refuse records just appended that are named as others already are.

    Within the transaction that appended them, after their rows were derived. Names are compared as
    they are found: case, ё and е, and white space make no difference.

    Raises:
        FieldRefusal: two vendors have one name, or two agreements of a vendor one number.
    """
    _vendors(connection, [record for record in records if type(record.payload) is Vendor])
    for record in records:
        if type(record.payload) is Agreement and record.payload.number:
            _agreement(connection, record, record.payload.number)


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


def _agreement(connection: sqlite3.Connection, added: Record[Payload], number: str) -> None:
    of_vendor = queries.speaking(connection, (kind_name(Agreement),), vendor=added.vendor)
    for other in of_vendor:
        if (
            isinstance(other.payload, Agreement)
            and other.identity != added.identity
            and fold(other.payload.number) == fold(number)
        ):
            raise FieldRefusal(
                "number",
                N_(
                    "agreement #{other}, “{title}”, has the number {number} already; correct that "
                    "one, or give this one its own number"
                ),
                other=other.identity,
                title=other.payload.title,
                number=number,
            )
