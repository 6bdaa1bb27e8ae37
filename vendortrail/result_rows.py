"""Result rows as they lie in the file: grouped for a recount, and one by one behind its numbers."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date

from vendortrail.projection import STATES, from_unix_day, unix_day
from vendortrail.records.definition import Definition
from vendortrail.records.history import History, ResultGroup
from vendortrail.records.promised import Delivery
from vendortrail.records.record import Record
from vendortrail.records.result_line import summary
from vendortrail.results import Cuts, cuts

# What a cell cannot hold, since texts are cleaned before they are kept.
_BETWEEN = "\x1f"


def groups(
    connection: sqlite3.Connection, history: History, considered: Iterable[Definition] = ()
) -> Mapping[int, tuple[ResultGroup, ...]]:
    """Return the rows behind each delivery of a vendor, in groups, by the delivery's identity.

    Rows are told apart as far as a definition or a question on record does, or one of the
    definitions that are only considered.
    """
    key = _key(cuts(history, considered))
    found = {}
    for delivery in history.of(Delivery):
        if delivery.payload.table is not None:
            # One text to group by: several columns take twice as long to sort.
            rows = connection.execute(
                f"SELECT {key} AS key, count(*) FROM result_row WHERE delivery = ? "
                "GROUP BY key ORDER BY key",
                (delivery.identity,),
            )
            found[delivery.identity] = tuple(
                _group(text, delivery.payload, number) for text, number in rows
            )
    return found


def behind(
    connection: sqlite3.Connection,
    delivery: Record[Delivery],
    limits: Cuts,
    meant: Callable[[ResultGroup], bool],
) -> Iterator[int]:
    """Yield the lines of a delivery's file whose rows are meant, ascending."""
    known: dict[str, bool] = {}
    rows = connection.execute(
        f"SELECT line, {_key(limits)} FROM result_row WHERE delivery = ? ORDER BY line",
        (delivery.identity,),
    )
    for line, text in rows:
        if text not in known:
            known[text] = meant(_group(text, delivery.payload, 1))
        if known[text]:
            yield line


def outcomes(connection: sqlite3.Connection, agreement: int, before: int) -> frozenset[str]:
    """Return every outcome in the tables of an agreement that were recorded before a number."""
    rows = connection.execute(
        "SELECT DISTINCT outcome FROM result_row WHERE delivery IN "
        "(SELECT identity FROM delivery WHERE agreement = ? AND seq < ?)",
        (agreement, before),
    )
    return frozenset(outcome for (outcome,) in rows)


def _key(limits: Cuts) -> str:
    """Return the expression that is the same text for rows that are alike."""
    days = [unix_day(day) for day in limits.days]
    parts = (
        "outcome",
        "states",
        "coalesce(script, '')",
        _least("seconds", limits.seconds, 0),
        _least("day", days, unix_day(date.min)),
    )
    return f" || char({ord(_BETWEEN)}) || ".join(parts)


def _least(column: str, limits: Iterable[int], least: int) -> str:
    """Return the expression for the greatest limit that a column has reached; '' for no value."""
    reached = "".join(
        f" WHEN {column} >= {limit} THEN {limit}" for limit in sorted(limits, reverse=True)
    )
    return f"CASE WHEN {column} IS NULL THEN ''{reached} ELSE {least} END"


def _group(text: str, delivery: Delivery, number: int) -> ResultGroup:
    outcome, letters, script, seconds, day = text.split(_BETWEEN)
    questions = delivery.table.mapping.questions if delivery.table else ()
    key = delivery.table.mapping.key_questions if delivery.table else ()
    answers = tuple(
        (question, STATES[letter]) for question, letter in zip(questions, letters, strict=True)
    )
    return ResultGroup(
        outcome,
        summary([state for question, state in answers if question in key]),
        int(seconds) if seconds else None,
        number,
        from_unix_day(int(day)) if day else None,
        answers,
        bool(int(script)) if script else None,
    )
