"""The whole file held against what the ledger says: the chain, every derived row, the evidence."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Collection, Generator, Iterable, Iterator, Mapping
from itertools import chain
from typing import NamedTuple, cast

from vendortrail import ledger, projection, queries, scaffold, sieve, silences
from vendortrail.database import snapshot
from vendortrail.evidence import Evidence
from vendortrail.i18n import N_
from vendortrail.ledger import Fault
from vendortrail.records.housekeeping import Correction
from vendortrail.records.promised import Delivery
from vendortrail.records.record import Payload, Record, kind_name
from vendortrail.refusal import Refusal
from vendortrail.sentences import say

Row = tuple[object, ...]


class Share(NamedTuple):
    """Which part of the work is whose: the ``number``-th (from 0) of so many, up to a record."""

    size: int
    number: int = 0
    of: int = 1


Part = Callable[[sqlite3.Connection, Share], Iterator[Fault]]
"""A part of the audit that several processes can share."""

Shared = Callable[[Part, int], Iterable[Fault]]
"""Does a part of the audit up to a record, in one process or several."""


def audit(
    connection: sqlite3.Connection,
    evidence: Evidence,
    result_lines: projection.ResultLines,
    shared: Shared,
) -> Iterator[Fault]:
    """Yield everything in the file that is not as it was recorded.

    Args:
        connection: the open trail.
        evidence: the kept originals.
        result_lines: reads the rows of a delivery's table from the evidence.
        shared: does a part of it, in one process or several.
    """
    sound = True
    for fault in inside(connection, shared):
        sound = False
        yield fault
    if not scaffold.is_misshapen(connection):
        yield from _steadily(connection, _evidence(connection, evidence))
    if sound:
        yield from _steadily(connection, _result_rows(connection, result_lines))


def inside(connection: sqlite3.Connection, shared: Shared) -> Generator[Fault]:
    """Yield everything that is wrong as far as the trail's file alone tells, without evidence.

    What is derived from wrong rows is not looked at until they are right, nor are the rows of
    tables that are not there or are others.
    """
    yield from _steadily(connection, scaffold.faults(connection))
    if scaffold.is_misshapen(connection):
        return
    size = ledger.head(connection).size
    sound = True
    for fault in chain(shared(records, size), _steadily(connection, _beyond(connection))):
        sound = False
        yield fault
    if sound:
        yield from shared(silence_gaps, size)


def records(connection: sqlite3.Connection, share: Share) -> Iterator[Fault]:
    """Yield what is wrong with a share of the records and with the rows derived from them."""
    first = share.size * share.number // share.of + 1
    return stretch(connection, first, share.size * (share.number + 1) // share.of)


def silence_gaps(connection: sqlite3.Connection, share: Share) -> Iterator[Fault]:
    """Yield the vendors of a share whose kept silences are not those of their words."""
    return _steadily(connection, _silence_gaps(connection, share))


def stretch(connection: sqlite3.Connection, first: int, last: int) -> Iterator[Fault]:
    """Yield what is wrong with the records of a stretch and with the rows derived from them.

    Stretches that follow each other, from 1 to the newest, prove the whole.
    """
    return _steadily(connection, _stretch(connection, first, last))


def _stretch(connection: sqlite3.Connection, first: int, last: int) -> Iterator[Fault]:
    corrected = queries.corrected(connection)
    same = projection.same(connection)
    start = first
    for end, size in _chunks(connection, first, last):
        # Where a record is missing, rows may stand that belong to none.
        whole = size == end - start + 1
        wanted = frozenset(sieve.held_back(connection, start, end)) if whole else None
        records = []
        for found in ledger.verify(connection, start, end, wanted):
            if isinstance(found, Fault):
                yield found
            else:
                records.append(found)
        for table, expected in _derived(connection, records, corrected, same).items():
            only = wanted if table in _SIEVED else None
            yield from _compare(connection, table, (start, end), expected, only)
        start = end + 1
    if start <= last:
        rest = ledger.verify(connection, start, last)
        yield from (found for found in rest if isinstance(found, Fault))
        for table in _TABLES:
            yield from _compare(connection, table, (start, last), [])


def _chunks(connection: sqlite3.Connection, first: int, last: int) -> Iterator[tuple[int, int]]:
    """Yield the number of the last record of each chunk of a stretch, and how many it has."""
    end: int | None = first - 1
    while end is not None:
        (end, size) = connection.execute(
            "SELECT max(seq), count(*) FROM "
            "(SELECT seq FROM ledger WHERE seq > ? AND seq <= ? ORDER BY seq LIMIT ?)",
            (end, last, _CHUNK),
        ).fetchone()
        if end is not None:
            yield end, size


def _derived(
    connection: sqlite3.Connection,
    records: list[Record[Payload]],
    corrected: Mapping[int, int],
    same: Mapping[int, int],
) -> Mapping[str, list[Row]]:
    """Return the rows that the records are worth, by table, in the order of their keys."""
    rows: dict[str, list[Row]] = {table: [] for table in _TABLES}
    for record in records:
        newest = corrected.get(record.identity, record.identity)
        rows["entry"].append(projection.entry_row(record, newest == record.seq, same))
        if record.seq != record.identity:
            continue
        try:
            speaker = record if newest == record.seq else ledger.read(connection, newest)
        except Refusal:
            continue  # what is wrong with it is said where it stands
        if (origin := projection.origin_row(speaker)) is not None:
            rows["origin"].append(origin)
        if not isinstance(speaker.payload, Correction) and speaker.identity not in same:
            row = projection.typed_row(speaker, same)
            rows[projection.TABLES[type(speaker.payload)]].append(row)
    return rows


def _compare(
    connection: sqlite3.Connection,
    table: str,
    span: tuple[int, int],
    expected: list[Row],
    only: Collection[int] | None = None,
) -> Iterator[Fault]:
    """Yield the rows of a span of keys, or of some keys in it, that are not as expected."""
    key = _key(table)
    chosen = "" if only is None else f"AND {key} IN (SELECT value FROM json_each(?3)) "
    kept = connection.execute(
        f"SELECT * FROM {table} WHERE {key} BETWEEN ?1 AND ?2 {chosen}ORDER BY {key}",
        (*span, *([] if only is None else [str(sorted(only))])),
    ).fetchall()
    if kept == expected:
        return
    standing = {row[0]: row for row in kept}
    for row in expected:
        found = standing.pop(row[0], None)
        if found is None:
            yield _fault(table, row[0], N_("{table} has no row for record #{seq}"))
        elif found != row:
            yield _fault(table, row[0], N_("{table}: the row of record #{seq} was changed"))
    for number in standing:
        yield _fault(table, number, N_("{table}: no record accounts for the row #{seq}"))


_TABLES = ("entry", *projection.TABLES.values(), "origin")
_SIEVED = ("entry", "touchpoint", "origin")
_CHUNK = 2_000


def _key(table: str) -> str:
    return "seq" if table == "entry" else "identity"


def _fault(table: str, key: object, message: str) -> Fault:
    return Fault(f"{table} #{key}", say(message, table=table, seq=str(key)))


def _steadily(connection: sqlite3.Connection, part: Iterable[Fault]) -> Iterator[Fault]:
    """Yield the faults of a part of the file, and what SQLite itself cannot read of it.

    Meanwhile nothing that others append comes into sight.
    """
    try:
        with snapshot(connection):
            yield from part
    except sqlite3.DatabaseError as fault:
        # Text that is no UTF-8 is an error without a code; a file in use or a full disk have one.
        if getattr(fault, "sqlite_errorname", _CORRUPT) != _CORRUPT:
            raise
        yield Fault("file", say(N_("the file cannot be read: {fault}"), fault=str(fault)))


_CORRUPT = "SQLITE_CORRUPT"


def _beyond(connection: sqlite3.Connection) -> Iterator[Fault]:
    """Yield the rows that lie outside the ledger's numbers, from 1 to the newest."""
    for (number,) in connection.execute("SELECT seq FROM ledger WHERE seq < 1"):
        yield Fault(f"#{number}", say(N_("record #{seq} is before the first"), seq=str(number)))
    for table in _TABLES:
        key = _key(table)
        outside = connection.execute(
            f"SELECT {key} FROM {table} "
            f"WHERE {key} < 1 OR {key} > (SELECT coalesce(max(seq), 0) FROM ledger)"
        )
        for (number,) in outside:
            yield _fault(table, number, N_("{table}: no record accounts for the row #{seq}"))


def _result_rows(
    connection: sqlite3.Connection, result_lines: projection.ResultLines
) -> Iterator[Fault]:
    left = {number for (number,) in connection.execute("SELECT DISTINCT delivery FROM result_row")}
    speaking = queries.speaking(connection, (kind_name(Delivery),))
    for record in cast("Iterator[Record[Delivery]]", speaking):
        left.discard(record.identity)
        kept = connection.execute(
            "SELECT * FROM result_row WHERE delivery = ? ORDER BY line", (record.identity,)
        ).fetchall()
        try:
            lines = sorted(projection.result_rows(record.identity, result_lines(record)))
        except Refusal:
            continue  # the evidence itself is reported as missing or changed
        if kept != lines:
            message = N_("{table}: the rows of delivery #{seq} are not those of its evidence")
            yield _fault("result_row", record.identity, message)
    for number in sorted(left):
        yield _fault("result_row", number, N_("{table}: no record accounts for the row #{seq}"))


def _silence_gaps(connection: sqlite3.Connection, share: Share) -> Iterator[Fault]:
    known = {vendor for vendor, _ in queries.vendors(connection)}
    kept_for = {n for (n,) in connection.execute("SELECT DISTINCT vendor FROM silence_gap")}
    for vendor in sorted(known | kept_for)[share.number :: share.of]:
        kept = connection.execute(
            "SELECT * FROM silence_gap WHERE vendor = ? ORDER BY start_day", (vendor,)
        ).fetchall()
        if kept != silences.rows(connection, vendor):
            message = N_("{table}: the silences of vendor #{seq} are not those of its touchpoints")
            yield _fault("silence_gap", vendor, message)


def _evidence(connection: sqlite3.Connection, evidence: Evidence) -> Iterator[Fault]:
    named = connection.execute(
        "SELECT DISTINCT value FROM "
        "(SELECT iif(json_valid(body), body, '{}') AS body FROM ledger "
        # Keys are sorted in the stored bytes.
        """WHERE body GLOB '{"evidence":*' OR body GLOB '{"agreement":*,"evidence":*'), """
        "json_each(body, '$.evidence') "
        "WHERE length(value) = 64 AND value NOT GLOB '*[^0-9a-f]*'"
    )
    for (name,) in named:
        try:
            evidence.read(name)
        except Refusal as refusal:
            yield Fault(f"evidence {name[:12]}", say("{fault}", fault=refusal))
