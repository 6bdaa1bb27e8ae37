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

from vendortrail import occurred
from vendortrail.records.capture import Receipt
from vendortrail.records.dealings import Claim, Expectation, Offer, Pulse, Touchpoint, Usage
from vendortrail.records.housekeeping import Correction, Disposition, Threshold
from vendortrail.records.parties import Agreement, Contact, Departure, Vendor
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
from vendortrail.records.record import Payload, Record
from vendortrail.records.result_line import ResultLine
from vendortrail.records.values import KeyAnswers, Money

TABLES: Mapping[type[Payload], str] = {
    Vendor: "vendor",
    Contact: "contact",
    Departure: "departure",
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


def entry_row(record: Record[Payload], speaks: bool) -> tuple[object, ...]:
    """Return the record's row of ``entry``, in the order of its columns."""
    day, _first, _last, minute = _days(record.occurred)
    return (
        record.seq,
        record.identity,
        record.kind,
        *record.subject,
        day,
        minute,
        int(record.private),
        int(speaks),
    )


def typed_row(record: Record[Payload]) -> tuple[object, ...]:
    """Return the record's row of its kind's table, in the order of its columns."""
    _day, first, last, minute = _days(record.occurred)
    return (
        record.identity,
        record.seq,
        *record.subject,
        first,
        last,
        minute,
        *_columns(record.payload),
    )


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
    last = {record.identity: record.seq for record in records}
    entries = [entry_row(record, last[record.identity] == record.seq) for record in records]
    insert(connection, "entry", entries)
    rows: dict[str, list[tuple[object, ...]]] = defaultdict(list)
    for record in records:
        if record.supersedes is not None:
            _silence(connection, record)
        if last[record.identity] != record.seq:
            continue
        if (origin := origin_row(record)) is not None:
            rows["origin"].append(origin)
        if not isinstance(record.payload, Correction):
            rows[TABLES[type(record.payload)]].append(typed_row(record))
            if isinstance(record.payload, Delivery) and record.payload.table is not None:
                delivery = cast("Record[Delivery]", record)
                rows["result_row"] += result_rows(record.identity, result_lines(delivery))
    for table, new in rows.items():
        insert(connection, table, new)


def drop_indexes(connection: sqlite3.Connection) -> None:
    """Drop the indexes that every touchpoint costs most, until ``make_indexes``.

    Within one transaction, so that nobody ever sees the tables without them.
    """
    for name in _BULKY:
        connection.execute(f"DROP INDEX {name}")


def make_indexes(connection: sqlite3.Connection) -> None:
    """Make the dropped indexes again, which takes a fraction of keeping them up row by row.

    SQLite sorts in as much memory again as its cache may have, and is no slower with little.
    """
    (cache,) = connection.execute("PRAGMA cache_size").fetchone()
    connection.execute("PRAGMA cache_size = -8192")
    for name, columns in _BULKY.items():
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


def _silence(connection: sqlite3.Connection, record: Record[Payload]) -> None:
    """Take the word from what the record supersedes."""
    belonged = connection.execute(
        "UPDATE entry SET speaks = 0 WHERE seq < ?1 AND seq IN "
        "(SELECT ?2 UNION ALL SELECT seq FROM entry WHERE identity = ?2 AND seq <> identity) "
        "RETURNING kind",
        (record.seq, record.identity),
    ).fetchall()
    for kind in {kind for (kind,) in belonged} & _BY_NAME.keys():
        connection.execute(
            f"DELETE FROM {_BY_NAME[kind]} WHERE identity = ?",
            (record.identity,),
        )
    connection.execute("DELETE FROM origin WHERE identity = ?", (record.identity,))
    connection.execute("DELETE FROM result_row WHERE delivery = ?", (record.identity,))


_BY_NAME = {kind.__struct_config__.tag: table for kind, table in TABLES.items()}


def insert(connection: sqlite3.Connection, table: str, rows: Sequence[tuple[object, ...]]) -> None:
    """Insert rows that have every column of a derived table, in order."""
    if rows:
        places = ", ".join("?" * len(rows[0]))
        connection.executemany(f"INSERT INTO {table} VALUES ({places})", rows)
