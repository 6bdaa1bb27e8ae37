"""Records made into rows of the derived tables, in the transaction that appends them."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from enum import StrEnum
from functools import lru_cache
from operator import attrgetter
from typing import cast

import msgspec

from vendortrail import occurred, sameness
from vendortrail.records.capture import Receipt
from vendortrail.records.dealings import Claim, Expectation, Offer, Pulse, Touchpoint, Usage
from vendortrail.records.housekeeping import Correction, Disposition, Threshold
from vendortrail.records.parties import Agreement, Contact, Departure, Sameness, Vendor
from vendortrail.records.promised import (
    CloseOut,
    Delivery,
    Payment,
    Promise,
    PromiseOutcome,
    Question,
    Segment,
    TermAnswer,
    TermProposal,
)
from vendortrail.records.record import Payload, Record, decode
from vendortrail.records.result_line import ResultLine
from vendortrail.records.values import KeyAnswers, Money

TABLES: Mapping[type[Payload], str] = {
    Vendor: "vendor",
    Contact: "contact",
    Departure: "departure",
    Sameness: "sameness",
    Agreement: "agreement",
    Segment: "segment",
    TermProposal: "term_proposal",
    TermAnswer: "term_answer",
    Question: "question",
    Delivery: "delivery",
    Promise: "promise",
    PromiseOutcome: "promise_outcome",
    Payment: "payment",
    CloseOut: "close_out",
    Touchpoint: "touchpoint",
    Expectation: "expectation",
    Pulse: "pulse",
    Offer: "offer",
    Claim: "claim",
    Usage: "usage",
    Threshold: "threshold",
    Disposition: "disposition",
    Receipt: "receipt",
}
DERIVED_TABLES = ("entry", *TABLES.values(), "origin", "result_row", "silence_gap")

# The fields that may hold money: two columns each, so that SQL can add them up.
_MONEY: Mapping[type[Payload], str] = {Agreement: "value", Segment: "price", Payment: "amount"}
_FIELDS: Mapping[type[Payload], Callable[[Payload], tuple[object, ...]]] = {
    kind: attrgetter(*kind.__struct_fields__) for kind in TABLES
}
# What became of a question, in a letter: rows are grouped by these.
_INITIALS = {state: state.value[0] for state in KeyAnswers}
STATES = {initial: state for state, initial in _INITIALS.items()}
_AS_THEY_ARE = frozenset({str, int, type(None)})
_EPOCH = date(1970, 1, 1).toordinal()


ResultLines = Callable[[Record[Delivery]], Iterable[ResultLine]]


def unix_day(day: date) -> int:
    """Return the days from 1970-01-01 to a day."""
    return day.toordinal() - _EPOCH


def from_unix_day(days: int) -> date:
    """Return the day that lies so many days after 1970-01-01."""
    return date.fromordinal(days + _EPOCH)


def entry_row(record: Record[Payload], speaks: bool, same: sameness.Same) -> tuple[object, ...]:
    """Return the record's row of ``entry``, in the order of its columns; its vendor is the whole.

    ``same`` says who is who.
    """
    day, _first, _last, minute = _days(record.occurred)
    return (
        record.seq,
        record.identity,
        record.kind,
        *_subject(record, same),
        day,
        minute,
        int(record.private),
        int(speaks),
    )


def typed_row(record: Record[Payload], same: sameness.Same) -> tuple[object, ...]:
    """Return the record's row of its kind's table, in the order of its columns.

    Its vendor is the whole, as ``same`` says; all else stands as it was said.
    """
    _day, first, last, minute = _days(record.occurred)
    return (
        record.identity,
        record.seq,
        *_subject(record, same),
        first,
        last,
        minute,
        *_columns(record.payload),
    )


def _subject(record: Record[Payload], same: sameness.Same) -> tuple[int | None, int | None]:
    vendor, agreement = record.subject
    return (vendor, agreement) if vendor is None else (same.get(vendor, vendor), agreement)


def same(connection: sqlite3.Connection) -> dict[int, int]:
    """Return whom each merged vendor or person is in the end, by identities."""
    pairs = connection.execute("SELECT merged, same_as FROM sameness").fetchall()
    return sameness.whole(dict(pairs))


def origin_row(record: Record[Payload]) -> tuple[object, ...] | None:
    """Return the row of ``origin`` of a record, in the order of its columns; None: it was typed."""
    origin = record.origin
    if origin is None:
        return None
    return record.identity, record.seq, origin.key, origin.edition, _plain(origin.answers)


@lru_cache(maxsize=8192)
def _days(text: str) -> tuple[int, int, int, int]:
    """Return (sorting day, first day, last day, minute or -1) of what EDTF text says."""
    when = occurred.parse(text)
    minute = -1 if when.minute is None else when.minute
    return unix_day(when.sort_day), unix_day(when.first), unix_day(when.last), minute


def result_rows(delivery: int, lines: Iterable[ResultLine]) -> Iterator[tuple[object, ...]]:
    """Yield the rows of ``result_row`` of a delivery's lines, in the order of its columns.

    What definitions ask about most, outcome, questions and script, has a number for each way that
    there is of it in the delivery: a million rows are grouped by that in half the time.
    """
    ways: dict[object, int] = {}
    for line in lines:
        way = line.outcome, line.states, line.script
        yield (
            delivery,
            line.line,
            line.outcome,
            None if line.day is None else unix_day(line.day),
            line.seconds,
            None if line.key_answers is None else line.key_answers.value,
            _plain(line.answers),
            "".join(map(_INITIALS.__getitem__, line.states)),
            None if line.script is None else int(line.script),
            ways.setdefault(way, len(ways) + 1),
        )


def _columns(payload: Payload) -> Iterable[object]:
    kind = type(payload)
    values = _FIELDS[kind](payload)
    if kind in _MONEY:
        values = _money_apart(kind, values)
    # Most values are plain already, and there are millions of them.
    return [value if type(value) in _AS_THEY_ARE else _plain(value) for value in values]


def _money_apart(kind: type[Payload], values: tuple[object, ...]) -> tuple[object, ...]:
    place = kind.__struct_fields__.index(_MONEY[kind])
    money = cast("Money | None", values[place])
    parts = (None, None) if money is None else (money.minor, money.currency)
    return (*values[:place], *parts, *values[place + 1 :])


@lru_cache(maxsize=4096)
def _plain(value: object) -> object:
    if isinstance(value, StrEnum):
        return value.value
    if isinstance(value, bool):
        return int(value)
    return msgspec.json.encode(value, order="sorted").decode()


def project(
    connection: sqlite3.Connection,
    records: Sequence[Record[Payload]],
    result_lines: ResultLines,
) -> None:
    """Write the rows that appended records are worth, within the caller's transaction.

    Args:
        connection: the open trail.
        records: what was appended, in the order of their numbers.
        result_lines: reads the rows of a delivery's table from the evidence.
    """
    who = same(connection)
    last = {record.identity: record.seq for record in records}
    entries = [entry_row(record, last[record.identity] == record.seq, who) for record in records]
    insert(connection, "entry", entries)
    gone: set[str] = set()
    rows: dict[str, list[tuple[object, ...]]] = defaultdict(list)
    for record in records:
        if record.supersedes is not None:
            gone |= _silence(connection, record)
        if last[record.identity] != record.seq:
            continue
        if (origin := origin_row(record)) is not None:
            rows["origin"].append(origin)
        if not isinstance(record.payload, Correction) and record.identity not in who:
            rows[TABLES[type(record.payload)]].append(typed_row(record, who))
            if isinstance(record.payload, Delivery) and record.payload.table is not None:
                delivery = cast("Record[Delivery]", record)
                rows["result_row"] += result_rows(record.identity, result_lines(delivery))
    for table, new in rows.items():
        insert(connection, table, new)
    if "sameness" in gone or "sameness" in rows:
        _tell_apart(connection, who, same(connection))


def _tell_apart(connection: sqlite3.Connection, before: sameness.Same, now: sameness.Same) -> None:
    """Bring the rows of vendors and people up to date that are others than they were before."""
    others = {it for it in before.keys() | now if before.get(it, it) != now.get(it, it)}
    touched = {who.get(it, it) for it in others for who in (before, now)}
    places = ", ".join(map(str, sorted(touched)))
    # First as each record says, then as who is who.
    connection.execute(
        "UPDATE entry SET vendor = iif(kind = 'vendor', identity, "
        "(SELECT json_extract(body, '$.vendor') FROM ledger WHERE ledger.seq = entry.seq)) "
        f"WHERE vendor IN ({places})"
    )
    connection.executemany("UPDATE entry SET vendor = ?2 WHERE vendor = ?1", now.items())
    for table in TABLES.values():
        connection.execute(
            f"UPDATE {table} SET vendor = (SELECT vendor FROM entry WHERE seq = {table}.seq) "
            f"WHERE vendor IN ({places})"
        )
    for identity in others:
        for table in ("vendor", "contact"):
            connection.execute(f"DELETE FROM {table} WHERE identity = ?", (identity,))
        if identity not in now:
            _list_again(connection, identity, now)


def _list_again(connection: sqlite3.Connection, identity: int, now: sameness.Same) -> None:
    """Write the row of a vendor or person that is nobody else any more."""
    (body,) = connection.execute(
        "SELECT body FROM ledger WHERE seq = (SELECT max(seq) FROM (SELECT ?1 AS seq UNION ALL "
        "SELECT seq FROM entry WHERE identity = ?1 AND seq <> identity))",
        (identity,),
    ).fetchone()
    record = decode(body)
    if not isinstance(record.payload, Correction):
        insert(connection, TABLES[type(record.payload)], [typed_row(record, now)])


def drop_indexes(connection: sqlite3.Connection) -> None:
    """Drop the indexes that every touchpoint costs most, until ``make_indexes``.

    Within one transaction, so that nobody ever sees the tables without them.
    """
    for name in _BULKY:
        connection.execute(f"DROP INDEX {name}")


def make_indexes(connection: sqlite3.Connection) -> None:
    """Make the dropped indexes again, which takes a fraction of keeping them up row by row."""
    for name, columns in _BULKY.items():
        make_index(connection, name, columns)


def make_index(connection: sqlite3.Connection, name: str, columns: str) -> None:
    """Make an index of rows that are there already.

    SQLite sorts in as much memory again as its cache may have, and is no slower with little.
    """
    (cache,) = connection.execute("PRAGMA cache_size").fetchone()
    connection.execute("PRAGMA cache_size = -8192")
    connection.execute(f"CREATE INDEX {name} ON {columns}")
    connection.execute(f"PRAGMA cache_size = {cache}")


# Word for word as the migrations made them.
_BULKY = {
    "entry_of_vendor": "entry (vendor, day, minute, seq)",
    "touchpoint_of_vendor": "touchpoint (vendor, last_day, first_day, minute, seq, direction, "
    "course, manner, asks, owes, answers)",
}


def clear(connection: sqlite3.Connection) -> None:
    """Empty every derived table, within the caller's transaction."""
    for table in DERIVED_TABLES:
        connection.execute(f"DELETE FROM {table}")


def _silence(connection: sqlite3.Connection, record: Record[Payload]) -> set[str]:
    """Take the word from what the record supersedes; return of what kinds that was."""
    belonged = connection.execute(
        "UPDATE entry SET speaks = 0 WHERE seq < ?1 AND seq IN "
        "(SELECT ?2 UNION ALL SELECT seq FROM entry WHERE identity = ?2 AND seq <> identity) "
        "RETURNING kind",
        (record.seq, record.identity),
    ).fetchall()
    kinds = {kind for (kind,) in belonged}
    for kind in kinds & _BY_NAME.keys():
        connection.execute(
            f"DELETE FROM {_BY_NAME[kind]} WHERE identity = ?",
            (record.identity,),
        )
    connection.execute("DELETE FROM origin WHERE identity = ?", (record.identity,))
    connection.execute("DELETE FROM result_row WHERE delivery = ?", (record.identity,))
    return kinds


_BY_NAME = {kind.__struct_config__.tag: table for kind, table in TABLES.items()}


def insert(connection: sqlite3.Connection, table: str, rows: Sequence[tuple[object, ...]]) -> None:
    """Insert rows that have every column of a derived table, in order."""
    if rows:
        places = ", ".join("?" * len(rows[0]))
        connection.executemany(f"INSERT INTO {table} VALUES ({places})", rows)
