"""Which records of a stretch need a closer look: SQLite holds plain touchpoints against their rows.

Touchpoints are most of a trail. Of one that was never corrected and happened on a known day, every
column of its rows stands in its stored bytes as it is; SQLite compares them without a single record
being decoded. What is let through is right; what is held back may be right too, and is audited by
the rules of ``vendortrail.projection``.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from enum import StrEnum

from msgspec import NODEFAULT

from vendortrail.records.dealings import Touchpoint


def held_back(connection: sqlite3.Connection, first: int, last: int) -> list[int]:
    """Return the numbers of the records of a stretch that are not surely right, in order."""
    rows = connection.execute(_HELD_BACK, (first, last))
    return [seq for (seq,) in rows]


# A day, or a moment in EDTF: its local day and minutes stand at fixed places.
_OCCURRED = "(ledger.body ->> '$.occurred')"
_DAY = f"substr({_OCCURRED}, 1, 10)"
_CLOCK = f"substr({_OCCURRED}, 12, 2) * 60 + substr({_OCCURRED}, 15, 2)"
_MINUTE = f"iif(length({_OCCURRED}) = 10, -1, {_CLOCK})"


_ORIGIN = "(ledger.body -> '$.origin')"
_ORIGIN_COLUMNS = (
    ("edition", f"coalesce({_ORIGIN} ->> '$.edition', 0)"),
    ("answers", f"coalesce({_ORIGIN} -> '$.answers', '[]')"),
)


def _conditions() -> Iterator[str]:
    """Yield what holds of a plain touchpoint and its rows."""
    yield "ledger.body ->> '$.seq' IS ledger.seq"
    yield "ledger.body ->> '$.payload.kind' IS 'touchpoint'"
    yield "ledger.body ->> '$.supersedes' IS NULL"
    yield f"({_OCCURRED} GLOB '????-??-??' OR {_OCCURRED} GLOB '????-??-??T??:??*')"
    yield f"date({_DAY}) IS {_DAY}"
    for table, own in (("entry", "day"), ("touchpoint", "first_day"), ("touchpoint", "last_day")):
        yield f"{table}.{own} IS unixepoch({_DAY}) / 86400"
    yield "entry.kind IS 'touchpoint'"
    yield "entry.private IS coalesce(ledger.body ->> '$.private', 1)"
    yield "entry.speaks IS 1"
    for table in ("entry", "touchpoint"):
        yield f"{table}.identity IS ledger.seq"
        yield f"{table}.seq IS ledger.seq"
        yield f"{table}.minute IS {_MINUTE}"
        yield f"{table}.vendor IS ledger.body ->> '$.vendor'"
        yield f"{table}.agreement IS ledger.body ->> '$.agreement'"
    yield "ledger.seq NOT IN (SELECT identity FROM entry WHERE seq <> identity)"
    yield f"origin.key IS {_ORIGIN} ->> '$.key'"
    for own, given in (("seq", "ledger.seq"), *_ORIGIN_COLUMNS):
        yield f"origin.{own} IS iif({_ORIGIN} IS NULL, NULL, {given})"
    fields, defaults = Touchpoint.__struct_fields__, Touchpoint.__struct_defaults__
    required = (NODEFAULT,) * (len(fields) - len(defaults))
    for field, default in zip(fields, (*required, *defaults), strict=True):
        yield f"touchpoint.{field} IS {_stored(field, default)}"


def _stored(field: str, default: object) -> str:
    """Return the SQL for a field of the stored payload, left out where it has its default."""
    path = f"'$.payload.{field}'"
    if isinstance(default, tuple):
        return f"coalesce(ledger.body -> {path}, '[]')"
    if default is NODEFAULT or default is None:
        return f"(ledger.body ->> {path})"
    if isinstance(default, StrEnum):
        left_out = f"'{default.value}'"
    else:
        left_out = str(int(default)) if isinstance(default, bool) else repr(default)
    return f"coalesce(ledger.body ->> {path}, {left_out})"


_HELD_BACK = (
    "SELECT ledger.seq FROM ledger LEFT JOIN entry ON entry.seq = ledger.seq "
    "LEFT JOIN touchpoint ON touchpoint.identity = ledger.seq "
    "LEFT JOIN origin ON origin.identity = ledger.seq "
    "WHERE ledger.seq BETWEEN ? AND ? AND "
    f"(json_valid(ledger.body) AND {' AND '.join(_conditions())}) IS NOT TRUE ORDER BY ledger.seq"
)
