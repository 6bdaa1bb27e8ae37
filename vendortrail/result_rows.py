"""Result rows as they lie in the file: grouped for a recount, and one by one behind its numbers."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date

import msgspec
from msgspec.structs import replace

from vendortrail.projection import STATES, from_unix_day, unix_day
from vendortrail.records.definition import Definition
from vendortrail.records.history import History, ResultGroup
from vendortrail.records.promised import Delivery, ResultTable
from vendortrail.records.result_line import ResultLine, summary
from vendortrail.results import Cuts, cuts

# How many lines of a table are grouped at once: a part of a second.
_STRETCH = 50_000

Stretch = tuple[int, int, int]
"""A part of a delivery's table: the delivery, the first line and the last."""
_IN = "WHERE delivery = ? AND line BETWEEN ? AND ?"

Heard = Callable[[int], None]
"""Hears how many rows more were read; what it raises ends the reading."""

Alike = Mapping[int, ResultGroup]
"""Groups of rows, by the number that the rows of a group have under some cuts."""


def unheard(_rows: int) -> None:
    """Hear nothing."""


def groups(
    connection: sqlite3.Connection,
    history: History,
    considered: Iterable[Definition] = (),
    *,
    agreement: int | None = None,
    heard: Heard = unheard,
) -> Mapping[int, tuple[ResultGroup, ...]]:
    """Return the rows behind each delivery of a vendor, in groups, by the delivery's identity.

    Rows are told apart as far as a definition or a question on record does, or one of the
    definitions that are only considered. With an agreement, only its deliveries are read.
    """
    limits = cuts(history, considered)
    return {
        delivery.identity: tuple(
            _alike(connection, delivery.identity, table, limits, heard).values()
        )
        for delivery in history.of(Delivery, agreement)
        if (table := delivery.payload.table) is not None
    }


def behind(
    connection: sqlite3.Connection,
    delivery: int,
    table: ResultTable,
    limits: Cuts,
    meant: Callable[[ResultGroup], bool],
) -> tuple[int, ...]:
    """Return the lines of a delivery's table whose rows are meant, ascending."""
    alike = _alike(connection, delivery, table, limits, unheard)
    chosen = ", ".join(str(number) for number, group in alike.items() if meant(group))
    rows = connection.execute(
        f"SELECT line FROM result_row WHERE delivery = ? AND {_number(limits)} IN ({chosen}) "
        "ORDER BY line",
        (delivery,),
    )
    return tuple(line for (line,) in rows)


def lines(
    connection: sqlite3.Connection, delivery: int, wanted: Sequence[int]
) -> tuple[ResultLine, ...]:
    """Return the rows of a delivery that stand in some lines of its table, by their lines."""
    rows = connection.execute(
        "SELECT line, outcome, day, seconds, answers, script FROM result_row WHERE delivery = ? "
        f"AND line IN ({', '.join('?' * len(wanted))}) ORDER BY line",
        (delivery, *wanted),
    )
    return tuple(
        ResultLine(
            line,
            outcome,
            None if day is None else from_unix_day(day),
            seconds,
            None,
            tuple((question, answer) for question, answer in msgspec.json.decode(answers)),
            script=None if script is None else script == 1,
        )
        for line, outcome, day, seconds, answers, script in rows
    )


def outcomes(connection: sqlite3.Connection, agreement: int, before: int) -> frozenset[str]:
    """Return every outcome in the tables of an agreement that were recorded before a number."""
    rows = connection.execute(
        "SELECT DISTINCT outcome FROM result_row WHERE delivery IN "
        "(SELECT identity FROM delivery WHERE agreement = ? AND seq < ?)",
        (agreement, before),
    )
    return frozenset(outcome for (outcome,) in rows)


def _alike(
    connection: sqlite3.Connection, delivery: int, table: ResultTable, limits: Cuts, heard: Heard
) -> Alike:
    seconds = (None, 0, *limits.seconds)
    days = (None, date.min, *limits.days)
    per_way = len(seconds) * len(days)
    counts: dict[int, int] = {}
    ways: dict[int, ResultGroup] = {}
    for stretch in _stretches(connection, delivery):
        found = connection.execute(
            f"SELECT {_number(limits)} AS number, count(*) FROM result_row {_IN} GROUP BY number",
            stretch,
        ).fetchall()
        new = {number // per_way for number, _ in found if number not in counts}
        ways |= _ways(connection, stretch, table, new - ways.keys())
        read = 0
        for number, count in found:
            counts[number] = counts.get(number, 0) + count
            read += count
        heard(read)
    groups = {}
    for number in sorted(counts):
        rest, day = divmod(number, len(days))
        way, lasted = divmod(rest, len(seconds))
        groups[number] = replace(
            ways[way], count=counts[number], seconds=seconds[lasted], day=days[day]
        )
    return groups


def _stretches(connection: sqlite3.Connection, delivery: int) -> Iterator[Stretch]:
    """Yield the stretches of a delivery's table, in order."""
    first, last = connection.execute(
        "SELECT coalesce(min(line), 1), coalesce(max(line), 0) FROM result_row WHERE delivery = ?",
        (delivery,),
    ).fetchone()
    for start in range(first, last + 1, _STRETCH):
        yield delivery, start, start + _STRETCH - 1


def _ways(
    connection: sqlite3.Connection, stretch: Stretch, table: ResultTable, wanted: Iterable[int]
) -> Mapping[int, ResultGroup]:
    """Return what the rows of some ways say, all of which are in a stretch."""
    numbers = ", ".join(map(str, wanted))
    if not numbers:
        return {}
    rows = connection.execute(
        "SELECT way, outcome, states, script FROM result_row "
        f"{_IN} AND way IN ({numbers}) GROUP BY way",
        stretch,
    )
    return {way: _group(table, outcome, letters, script) for way, outcome, letters, script in rows}


def _group(table: ResultTable, outcome: str, letters: str, script: int | None) -> ResultGroup:
    mapping = table.mapping
    states = [STATES[letter] for letter in letters]
    answers = tuple(zip(mapping.questions, states, strict=True))
    return ResultGroup(
        outcome,
        summary([state for question, state in answers if question in mapping.key_questions]),
        None,
        0,
        answers=answers,
        script=None if script is None else script == 1,
    )


def _number(limits: Cuts) -> str:
    """Return the expression that is the same whole number for rows that are alike.

    A whole number, because to sort a million of those takes a third of sorting texts.
    """
    seconds = _reached("seconds", limits.seconds)
    day = _reached("day", [unix_day(day) for day in limits.days])
    return f"(way * {len(limits.seconds) + 2} + {seconds}) * {len(limits.days) + 2} + {day}"


def _reached(column: str, limits: Sequence[int]) -> str:
    """Return the expression for how many limits a column has reached, and one; 0 for no value."""
    places = [*enumerate(limits, start=2)]
    reached = "".join(f" WHEN {column} >= {limit} THEN {at}" for at, limit in reversed(places))
    return f"CASE WHEN {column} IS NULL THEN 0{reached} ELSE 1 END"
