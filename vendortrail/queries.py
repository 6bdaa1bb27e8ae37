"""What is read often of the trail's file, in SQL over the driver.

Nothing here needs SQLModel, whose import alone takes longer than most of these answers.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from msgspec import json
from msgspec.structs import replace

from vendortrail import coverage, result_rows
from vendortrail.projection import from_unix_day, unix_day
from vendortrail.records.history import History
from vendortrail.records.record import Payload, Record, decode
from vendortrail.records.values import Course, Side
from vendortrail.thresholds import DEFAULTS, Limit
from vendortrail.who import Who
from vendortrail.words import BY_PEOPLE


class Place(NamedTuple):
    """Where a record stands in the timeline of its vendor."""

    day: int
    minute: int
    seq: int


class GapRow(NamedTuple):
    """A kept silence; ``end`` is None while it lasts."""

    vendor: int
    name: str
    start: date
    end: date | None
    owed_by: Side | None


def speaking(
    connection: sqlite3.Connection,
    kinds: Sequence[str],
    *,
    vendor: int | None = None,
    agreement: int | None = None,
) -> Iterator[Record[Payload]]:
    """Yield the records of some kinds that speak, of a vendor or agreement, by number.

    Vendors and people that were merged are not among them; their names are with whom they are.
    """
    who = Who(connection)
    conditions = ["speaks", f"kind IN ({', '.join('?' * len(kinds))})"]
    if "touchpoint" not in kinds:
        conditions.append("kind <> 'touchpoint'")  # so that the index without them serves
    values: list[object] = list(kinds)
    for column, value in (("vendor", vendor), ("agreement", agreement)):
        if value is not None:
            conditions.append(f"{column} = ?")
            values.append(value)
    rows = connection.execute(
        "SELECT body FROM entry JOIN ledger USING (seq) "
        f"WHERE {' AND '.join(conditions)} ORDER BY seq",
        values,
    )
    records = (who.read(body) for (body,) in rows)
    return (who.with_names(it) for it in records if it.identity not in who.same)


def history(connection: sqlite3.Connection, vendor: int) -> History:
    """Return everything on record about a vendor, with its result rows in groups."""
    told = said(connection, vendor)
    return replace(told, results=result_rows.groups(connection, told))


def said(connection: sqlite3.Connection, vendor: int) -> History:
    """Return everything on record about a vendor, without its result rows.

    Of a vendor that was merged it is the history of whom it is.
    """
    who = Who(connection)
    vendor = who.same.get(vendor, vendor)
    rows = connection.execute(
        "SELECT seq, body FROM entry JOIN ledger USING (seq) WHERE vendor = ? "
        "UNION ALL SELECT seq, body FROM entry JOIN ledger USING (seq) WHERE vendor IS NULL "
        "ORDER BY seq",
        (vendor,),
    )
    records = (who.read(body) for _, body in rows)
    told = (who.with_names(it) for it in records if it.identity not in who.same)
    return History(vendor, tuple(told))


def vendors(connection: sqlite3.Connection) -> tuple[tuple[int, str], ...]:
    """Return (identity, name) of every vendor, by name."""
    return tuple(connection.execute("SELECT identity, name FROM vendor ORDER BY name, identity"))


def gaps(
    connection: sqlite3.Connection, today: date, vendor: int | None, at_least: int
) -> tuple[GapRow, ...]:
    """Return the silences of so many days, by the end of today: one that ended later is open.

    Only as far as sources cover them (see ``vendortrail.coverage``).
    """
    now = unix_day(today)
    rows = connection.execute(
        "SELECT gap.vendor, name, start_day, iif(end_day <= ?1, end_day, NULL), owed_by "
        "FROM silence_gap AS gap JOIN vendor ON vendor.identity = gap.vendor "
        "WHERE min(coalesce(end_day, ?1), ?1) - start_day >= ?2 "
        "AND (?3 IS NULL OR gap.vendor = ?3) ORDER BY start_day, gap.vendor",
        (now, at_least, vendor),
    )
    covered = _covered(connection)
    found = (
        GapRow(
            number,
            name,
            from_unix_day(start),
            None if end is None else from_unix_day(end),
            owed_by and Side(owed_by),
        )
        for number, name, start, end, owed_by in rows
    )
    return tuple(
        part
        for gap in found
        for part in (
            [gap] if gap.vendor not in covered else _known(gap, covered[gap.vendor], today)
        )
        if ((part.end or today) - part.start).days >= at_least
    )


def undated(connection: sqlite3.Connection, after: int) -> tuple[tuple[int, date], ...]:
    """Return (identity, last possible day) of every undated word recorded after a number.

    No silence before that day is certain (see ``vendortrail.words.Word``).
    """
    rows = connection.execute(
        "SELECT identity, last_day FROM touchpoint WHERE first_day = ? AND identity > ? "
        f"AND course = '{Course.HELD}' AND manner IN {tuple(map(str, BY_PEOPLE))} "
        "ORDER BY identity",
        (unix_day(date.min), after),
    )
    return tuple((identity, from_unix_day(last)) for identity, last in rows)


def _covered(connection: sqlite3.Connection) -> dict[int, tuple[coverage.Span, ...]]:
    """Return the covered time of the vendors whose trail rests on sources."""
    imported = connection.execute(
        "SELECT identity FROM vendor WHERE (identity IN (SELECT identity FROM origin) "
        "OR EXISTS (SELECT 1 FROM touchpoint WHERE touchpoint.vendor = vendor.identity)) "
        "AND NOT EXISTS (SELECT 1 FROM touchpoint WHERE touchpoint.vendor = vendor.identity "
        "AND touchpoint.identity NOT IN (SELECT identity FROM origin))"
    )
    unheard = {vendor: () for (vendor,) in imported}
    periods: dict[int, list[tuple[str, str]]] = {}
    rows = connection.execute(
        "SELECT vendor, first, last, without FROM receipt WHERE vendor IS NOT NULL AND first <> ''"
    )
    for vendor, first, last, without in rows:
        known = coverage.known_of(first, last, json.decode(without))
        periods.setdefault(vendor, []).extend(known)
    return {**unheard, **{vendor: coverage.spans(told) for vendor, told in periods.items()}}


def _known(gap: GapRow, covered: Sequence[coverage.Span], today: date) -> Iterator[GapRow]:
    for start, end in coverage.parts(covered, gap.start, gap.end, today):
        yield GapRow(gap.vendor, gap.name, start, end, gap.owed_by if start == gap.start else None)


def evidence(connection: sqlite3.Connection, vendor: int | None) -> Iterator[tuple[str, int]]:
    """Yield (SHA-256, number of a record that rests on it), by number; of one vendor if given."""
    rows = connection.execute(
        "SELECT value, seq FROM (SELECT ledger.seq, body FROM ledger JOIN entry USING (seq) "
        "WHERE instr(body, '\"evidence\":') AND (?1 IS NULL OR vendor = ?1)), "
        "json_each(body, '$.evidence') ORDER BY seq",
        (vendor,),
    )
    return ((name, seq) for name, seq in rows)


def shortest_patience(connection: sqlite3.Connection) -> int:
    """Return the fewest days that a silence may last with anybody, by the thresholds set."""
    (shortest,) = connection.execute(
        "SELECT min(days) FROM threshold WHERE name = ?", (Limit.SILENCE.value,)
    ).fetchone()
    default = DEFAULTS[Limit.SILENCE]
    return min(days for days in (shortest, default) if days is not None)


def anchors(connection: sqlite3.Connection, vendor: int, every: int) -> Iterator[Place]:
    """Yield the place of every so-many-th record of a vendor, newest first, the first included.

    Each is stepped to within SQLite: no other thread waits while the ones between are passed over.
    """
    place, steps = _NEWEST, 0
    while row := connection.execute(
        "SELECT day, minute, seq FROM entry WHERE vendor = ? AND (day, minute, seq) <= (?, ?, ?) "
        "ORDER BY day DESC, minute DESC, seq DESC LIMIT 1 OFFSET ?",
        (vendor, *place, steps),
    ).fetchone():
        place, steps = Place(*row), every
        yield place


def page(
    connection: sqlite3.Connection, vendor: int, first: Place | None, size: int
) -> tuple[Place, ...]:
    """Return so many places of a vendor's timeline from one on (included), newest first, by key."""
    rows = connection.execute(
        "SELECT day, minute, seq FROM entry WHERE vendor = ? AND (day, minute, seq) <= (?, ?, ?) "
        "ORDER BY day DESC, minute DESC, seq DESC LIMIT ?",
        (vendor, *(first or _NEWEST), size),
    )
    return tuple(Place(*row) for row in rows)


_NEWEST = Place(2**62, 2**62, 2**62)


def numbered(connection: sqlite3.Connection, seqs: Iterable[int]) -> Mapping[int, Record[Payload]]:
    """Return the records of these numbers."""
    wanted = list(seqs)
    rows = connection.execute(
        f"SELECT seq, body FROM ledger WHERE seq IN ({', '.join('?' * len(wanted))})",
        wanted,
    )
    who = Who(connection)
    return {seq: who.read(body) for seq, body in rows}


def size(connection: sqlite3.Connection, vendor: int, most: int = -1) -> int:
    """Return how many records a vendor has, counting no further than a limit that is given."""
    (number,) = connection.execute(
        "SELECT count(*) FROM (SELECT 1 FROM entry WHERE vendor = ? LIMIT ?)", (vendor, most)
    ).fetchone()
    return int(number)


def newer(connection: sqlite3.Connection, vendor: int, days: Sequence[date]) -> list[int]:
    """Return how many records of a vendor are newer than each of these days.

    Every record is counted once, however many days are asked about.
    """
    counts: dict[date, int] = {}
    counted = 0
    until = 2**62
    for day in sorted(set(days), reverse=True):
        (number,) = connection.execute(
            "SELECT count(*) FROM entry WHERE vendor = ? AND day > ? AND day <= ?",
            (vendor, unix_day(day), until),
        ).fetchone()
        counted += number
        counts[day] = counted
        until = unix_day(day)
    return [counts[day] for day in days]


def versions(connection: sqlite3.Connection, identity: int) -> tuple[Record[Payload], ...]:
    """Return every record under an identity, by number."""
    rows = connection.execute(
        "SELECT body FROM ledger WHERE seq = ?1 UNION ALL "
        "SELECT body FROM entry JOIN ledger USING (seq) WHERE identity = ?1 AND seq <> identity",
        (identity,),
    )
    return tuple(sorted((decode(body) for (body,) in rows), key=lambda record: record.seq))


def superseded(connection: sqlite3.Connection, seqs: Iterable[int]) -> Mapping[int, int]:
    """Return, of these records, those that do not speak, with the number of what does instead."""
    wanted = list(seqs)
    rows = connection.execute(
        "SELECT old.seq, new.seq FROM entry AS old JOIN entry AS new "
        "ON new.identity = old.identity AND new.speaks AND new.seq <> new.identity "
        f"WHERE NOT old.speaks AND old.seq IN ({', '.join('?' * len(wanted))})",
        wanted,
    )
    return dict(rows.fetchall())


def calendars(connection: sqlite3.Connection, vendors: Iterable[int]) -> Mapping[int, History]:
    """Return of each vendor what says how long a silence may last: agreements and thresholds."""
    shared: list[Record[Payload]] = []
    own: dict[int, list[Record[Payload]]] = {vendor: [] for vendor in vendors}
    for record in speaking(connection, ("threshold", "agreement", "close-out")):
        (shared if record.vendor is None else own.get(record.vendor, [])).append(record)
    return {vendor: History(vendor, (*shared, *records)) for vendor, records in own.items()}


def corrected(connection: sqlite3.Connection) -> Mapping[int, int]:
    """Return, of every identity that was corrected, the number of its newest record."""
    return dict(
        connection.execute(
            "SELECT identity, max(seq) FROM entry WHERE seq <> identity GROUP BY identity"
        ).fetchall()
    )
