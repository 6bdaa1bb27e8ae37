"""Which records of a stretch need a closer look: SQLite holds plain touchpoints against their rows.

Touchpoints are most of a trail. Of one that was never corrected and happened on a known day,
SQLite writes down what its rows say in the ledger's own canonical form, and looks for just that in
the stored bytes: none of them is parsed. What is let through is right; what is held back may be
right too, and is audited by the rules of ``vendortrail.projection``.

A quotation mark within a text is written behind a backslash. So a run of bytes that has a key in it
is only found where the key stands, and only there can its value be what was looked for.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from enum import StrEnum
from itertools import groupby
from types import NoneType
from typing import NamedTuple, get_args, get_type_hints

from msgspec import NODEFAULT, Struct

from vendortrail.records.capture import Origin
from vendortrail.records.dealings import Touchpoint


def held_back(connection: sqlite3.Connection, first: int, last: int) -> list[int]:
    """Return the numbers of the records of a stretch that are not surely right, in order.

    Of those that are, the rows of ``entry``, ``touchpoint`` and ``origin`` are right, too.
    """
    rows = connection.execute(_HELD_BACK, (first, last))
    return [seq for (seq,) in rows]


def _object(table: str, struct: type[Struct], tag: str | None = None) -> str:
    """Return the SQL that writes a row's columns as the canonical JSON of a struct."""
    defaults = struct.__struct_defaults__
    required = (NODEFAULT,) * (len(struct.__struct_fields__) - len(defaults))
    hints = get_type_hints(struct)
    members = [
        _Member(field, f"{table}.{field}", hints[field], default)
        for field, default in zip(struct.__struct_fields__, (*required, *defaults), strict=True)
    ]
    if tag is not None:
        members.append(_Member("kind", f"'{tag}'", str, NODEFAULT))
    members.sort(key=lambda member: member.field)
    # Every member begins with a comma, but the first has none before it.
    runs = groupby(members, lambda member: member.default is NODEFAULT)
    written = " || ".join(_written(always, list(run)) for always, run in runs)
    return f"'{{' || substr({written}, 2) || '}}'"


class _Member(NamedTuple):
    """A field, where it is kept, its type, and the value with which it is left out."""

    field: str
    column: str
    hint: object
    default: object


def _written(always: bool, members: Sequence[_Member]) -> str:
    """Return the SQL for members that follow each other, those that are left out in one look."""
    texts = [f"""',"{one.field}":' || {_value(one.column, one.hint)}""" for one in members]
    if always:
        return " || ".join(texts)
    unsaid = [f"{one.column} IS {_literal(one.default)}" for one in members]
    each = " || ".join(
        f"iif({left_out}, '', {text})" for left_out, text in zip(unsaid, texts, strict=True)
    )
    return f"iif({' AND '.join(unsaid)}, '', {each})"


def _value(column: str, hint: object) -> str:
    kinds = set(get_args(hint)) - {NoneType} or {hint}
    if kinds == {bool}:
        return f"CASE {column} WHEN 0 THEN 'false' WHEN 1 THEN 'true' END"
    if Ellipsis in kinds:  # a tuple, which is kept as JSON
        return f"iif(json_valid({column}), {column}, NULL)"
    return f"json_quote({column})"


def _literal(default: object) -> str:
    match default:
        case None:
            return "NULL"
        case ():
            return "'[]'"
        case bool():
            return str(int(default))
        case StrEnum():
            return f"'{default.value}'"
        case _:
            return repr(default)


# What the rows say, as it must stand in the stored bytes; NULL where they cannot be right. Keys are
# sorted there: agreement, evidence, host, id, occurred, origin, payload, private, reason,
# recorded_at, recorded_by, seq, source, supersedes, vendor.
_DAY = """',"occurred":"' || date(entry.day * 86400, 'unixepoch')"""
_MINUTE = """iif(entry.minute = -1, '"', strftime('T%H:%M', entry.minute * 60, 'unixepoch'))"""
_ORIGIN = f"""iif(origin.identity IS NULL, '', ',"origin":' || {_object("origin", Origin)})"""
_PAYLOAD = f"""',"payload":' || {_object("touchpoint", Touchpoint, "touchpoint")}"""
_PRIVATE = """CASE entry.private WHEN 1 THEN ',"re' WHEN 0 THEN ',"private":false,"re' END"""
_SEQ = """',"seq":' || ledger.seq"""
_VENDOR = """',"vendor":' || entry.vendor || '}'"""


def _conditions() -> Iterator[str]:
    """Yield what holds of a plain touchpoint and its rows."""
    yield "entry.kind = 'touchpoint' AND entry.speaks = 1"
    for table in ("entry", "touchpoint"):
        yield f"{table}.identity = ledger.seq AND {table}.seq = ledger.seq"
    yield "origin.seq IS origin.identity"
    # Whose vendor is another stands with that one.
    yield "entry.vendor NOT IN (SELECT merged FROM sameness)"
    for column, same in _TWICE.items():
        yield f"touchpoint.{column} IS entry.{same}"
    yield (
        "ledger.seq NOT IN (SELECT identity FROM entry "
        "WHERE seq <> identity AND identity BETWEEN ?1 AND ?2)"
    )
    yield (
        """iif(entry.agreement IS NULL, ledger.body NOT GLOB '{"agreement":*', """
        """ledger.body GLOB '{"agreement":' || entry.agreement || ',*')"""
    )
    yield "entry.minute BETWEEN -1 AND 1439"
    yield f"instr(ledger.body, {_DAY} || {_MINUTE})"
    # What comes right behind a text is, without an origin, what it happened on.
    yield f"""instr(ledger.body, '"' || {_ORIGIN} || {_PAYLOAD} || {_PRIVATE})"""
    # And behind the number the vendor, unless the record says its source, which is a text.
    yield (
        f"(instr(ledger.body, {_SEQ} || {_VENDOR}) OR "
        f"""(instr(ledger.body, {_SEQ} || ',"source":"') """
        f"""AND instr(ledger.body, '"' || {_VENDOR})))"""
    )


_TWICE: Mapping[str, str] = {
    "first_day": "day",
    "last_day": "day",
    "minute": "minute",
    "vendor": "vendor",
    "agreement": "agreement",
}
_HELD_BACK = (
    "SELECT ledger.seq FROM ledger LEFT JOIN entry ON entry.seq = ledger.seq "
    "LEFT JOIN touchpoint ON touchpoint.identity = ledger.seq "
    "LEFT JOIN origin ON origin.identity = ledger.seq WHERE ledger.seq BETWEEN ?1 AND ?2 "
    f"AND ({' AND '.join(_conditions())}) IS NOT TRUE ORDER BY ledger.seq"
)
