"""The whole file held against what the ledger says: the chain, every derived row, the evidence."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Iterator

from vendortrail import ledger, projection, queries, silences
from vendortrail.evidence import Evidence
from vendortrail.i18n import N_
from vendortrail.guards import GUARDS
from vendortrail.ledger import Fault
from vendortrail.records.housekeeping import Correction
from vendortrail.records.promised import Delivery
from vendortrail.records.record import Payload, Record
from vendortrail.refusal import Refusal
from vendortrail.sentences import say

Row = tuple[object, ...]


def audit(
    connection: sqlite3.Connection,
    evidence: Evidence,
    result_lines: projection.ResultLines,
    stretches: Callable[[int], Iterable[Fault]],
) -> Iterator[Fault]:
    """Yield everything in the file that is not as it was recorded.

    Args:
        connection: the open trail.
        evidence: the kept originals.
        result_lines: reads the rows of a delivery's table from the evidence.
        stretches: audits the records up to a number, in one process or several (see ``stretch``).
    """
    size = ledger.head(connection).size
    yield from _guards(connection)
    yield from stretches(size)
    yield from _beyond(connection, size)
    yield from _result_rows(connection, result_lines)
    yield from _silence_gaps(connection)
    yield from _evidence(connection, evidence)


def stretch(connection: sqlite3.Connection, first: int, last: int) -> Iterator[Fault]:
    """Yield what is wrong with the records of a stretch and with the rows derived from them.

    Stretches that follow each other, from 1 to the newest, prove the whole.
    """
    corrected = queries.corrected(connection)
    tables = {name: _Cursor(connection, name, first, last) for name in _TABLES}
    for found in ledger.verify(connection, first, last):
        if isinstance(found, Fault):
            yield found
            continue
        record: Record[Payload] = found
        newest = corrected.get(record.identity, record.identity)
        row = projection.entry_row(record, newest == record.seq)
        yield from tables["entry"].expect(record.seq, row)
        if record.seq != record.identity:
            continue
        if newest != record.seq:
            record = ledger.read(connection, newest)
        if not isinstance(record.payload, Correction):
            table = projection.TABLES[type(record.payload)]
            yield from tables[table].expect(record.identity, projection.typed_row(record))
    for cursor in tables.values():
        yield from cursor.left()


class _Cursor:
    """The rows of one table in the order of their keys, met one by one with what they should be."""

    def __init__(self, connection: sqlite3.Connection, table: str, first: int, last: int) -> None:
        key = "seq" if table == "entry" else "identity"
        self._table = table
        self._rows = connection.execute(
            f"SELECT * FROM {table} WHERE {key} BETWEEN ? AND ? ORDER BY {key}",  # noqa: S608
            (first, last),
        )
        self._row: Row | None = self._rows.fetchone()

    def expect(self, key: int, row: Row) -> Iterator[Fault]:
        while self._row is not None and self._row[0] < key:  # type: ignore[operator]
            yield self._extra()
        if self._row is None or self._row[0] != key:
            yield _fault(self._table, key, N_("{table} has no row for record #{seq}"))
            return
        if self._row != row:
            yield _fault(self._table, key, N_("{table}: the row of record #{seq} was changed"))
        self._row = self._rows.fetchone()

    def left(self) -> Iterator[Fault]:
        while self._row is not None:
            yield self._extra()

    def _extra(self) -> Fault:
        assert self._row is not None
        key = self._row[0]
        self._row = self._rows.fetchone()
        return _fault(self._table, key, N_("{table}: no record accounts for the row #{seq}"))


_TABLES = ("entry", *projection.TABLES.values())


def _fault(table: str, key: object, message: str) -> Fault:
    return Fault(f"{table} #{key}", say(message, table=table, seq=str(key)))


def _guards(connection: sqlite3.Connection) -> Iterator[Fault]:
    """Yield the triggers that keep the ledger append-only and are not there as they were made."""
    kept = dict(connection.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'"))
    for name, sql in GUARDS.items():
        if kept.get(name) != sql:
            yield Fault(name, say(N_("the guard {name} of the ledger is not in place"), name=name))


def _beyond(connection: sqlite3.Connection, size: int) -> Iterator[Fault]:
    """Yield the derived rows that lie outside the ledger."""
    for table in _TABLES:
        key = "seq" if table == "entry" else "identity"
        outside = connection.execute(
            f"SELECT {key} FROM {table} WHERE {key} NOT BETWEEN 1 AND ?",  # noqa: S608
            (size,),
        )
        for (number,) in outside:
            yield _fault(table, number, N_("{table}: no record accounts for the row #{seq}"))
    (indexed,) = connection.execute("SELECT total(indexed) FROM search_state").fetchone()
    if not 0 <= indexed <= size:
        yield Fault("search", say(N_("the search index is not of this ledger; rebuild it")))


def _result_rows(
    connection: sqlite3.Connection, result_lines: projection.ResultLines
) -> Iterator[Fault]:
    left = {number for (number,) in connection.execute("SELECT DISTINCT delivery FROM result_row")}
    for record in queries.speaking(connection, ("delivery",)):
        assert isinstance(record.payload, Delivery)
        left.discard(record.identity)
        kept = connection.execute(
            "SELECT * FROM result_row WHERE delivery = ? ORDER BY line", (record.identity,)
        ).fetchall()
        try:
            lines = sorted(
                projection.result_row(record.identity, line) for line in result_lines(record)
            )
        except Refusal:
            continue  # the evidence itself is reported as missing or changed
        if kept != lines:
            message = N_("{table}: the rows of delivery #{seq} are not those of its evidence")
            yield _fault("result_row", record.identity, message)
    for number in sorted(left):
        yield _fault("result_row", number, N_("{table}: no record accounts for the row #{seq}"))


def _silence_gaps(connection: sqlite3.Connection) -> Iterator[Fault]:
    known = {vendor for vendor, _ in queries.vendors(connection)}
    kept_for = {n for (n,) in connection.execute("SELECT DISTINCT vendor FROM silence_gap")}
    for vendor in sorted(known | kept_for):
        kept = connection.execute(
            "SELECT * FROM silence_gap WHERE vendor = ? ORDER BY start_day", (vendor,)
        ).fetchall()
        if kept != silences.rows(connection, vendor):
            message = N_("{table}: the silences of vendor #{seq} are not those of its touchpoints")
            yield _fault("silence_gap", vendor, message)


def _evidence(connection: sqlite3.Connection, evidence: Evidence) -> Iterator[Fault]:
    named = connection.execute(
        "SELECT DISTINCT value FROM ledger, json_each(body, '$.evidence') "
        "WHERE body LIKE '%\"evidence\":%'"
    )
    for (name,) in named:
        try:
            evidence.read(name)
        except Refusal as refusal:
            yield Fault(f"evidence {name[:12]}", say("{fault}", fault=refusal))


def compare(connection: sqlite3.Connection, size: int, expected: str) -> Iterator[Fault]:
    """Yield what a checkpoint (size and head hash in hex) shows to be missing or changed."""
    row = connection.execute("SELECT hex(hash) FROM ledger WHERE seq = ?", (size,)).fetchone()
    place = f"#{size}"
    if size and row is None:
        newest = ledger.head(connection).size
        yield Fault(
            place,
            say(
                N_("the checkpoint knows {size} records, the ledger has only {newest}"),
                size=size,
                newest=newest,
            ),
        )
    elif size and row[0].lower() != expected:
        yield Fault(
            place, say(N_("record #{seq} is not the one the checkpoint was made of"), seq=size)
        )
