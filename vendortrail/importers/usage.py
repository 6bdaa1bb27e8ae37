"""A table of usage (CSV), by month and meter.

Either each meter has a column of its own, its unit in brackets behind its name::

    month;internet (GB);long-distance calls (call)
    2026-09;0;10

or each row has one quantity::

    month,meter,quantity,unit
    2026-09,internet,0,GB
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from msgspec import Struct

from vendortrail.i18n import N_
from vendortrail.importers.results import BadRow, Table, by_header
from vendortrail.importers.shown_columns import listed
from vendortrail.records.dealings import Usage
from vendortrail.refusal import FieldRefusal, Refusal
from vendortrail.sentences import Sentence, say

_HEADERS: Mapping[str, tuple[str, ...]] = {
    "month": ("month", "period", "date", "месяц", "период", "дата"),
    "meter": ("meter", "service", "счётчик", "счетчик", "показатель", "услуга"),
    "quantity": ("quantity", "used", "usage", "количество", "объём", "объем", "расход"),
    "unit": ("unit", "единица", "ед.", "ед. изм.", "единица измерения"),
}
_MONTHS = (
    re.compile(r"(?P<year>\d{4})-(?P<month>\d{2})(?:-\d{2})?"),
    re.compile(r"(?:\d{2}\.)?(?P<month>\d{2})[./](?P<year>\d{4})"),
)
_QUANTITY = re.compile(r"(\d[\d\s]*)(?:[.,]0+)?")
_METER = re.compile(r"(.+?)\s*\((.+)\)")


class Column(Struct, frozen=True):
    """What a column of a table is read as.

    ``field`` is ``month``, ``meter``, ``quantity`` or ``unit``. A meter that has the column to
    itself is named by ``meter``, and what it counts by ``unit``.
    """

    header: str
    field: str
    meter: str = ""
    unit: str = ""


class UsageLine(Struct, frozen=True):
    """What one line of a file says was used."""

    line: int
    usage: Usage


def columns(table: Table) -> tuple[Column, ...]:
    """Return what the columns of a table are read as; those that are not read are left out.

    Raises:
        FieldRefusal: the table has no column of the month, or none of a quantity.
    """
    found = _columns(table)
    of_header = {header: field for field, header in found.items() if header}
    if found["meter"]:
        return tuple(Column(it, of_header[it]) for it in table.headers if it in of_header)
    return tuple(
        Column(it, "month") if it == found["month"] else Column(it, "quantity", *_named(it))
        for it in table.headers
        if it
    )


def lines(table: Table) -> Iterator[UsageLine | BadRow]:
    """Yield what each row says, meter by meter, or the reason why it is not taken.

    An empty cell says nothing; of a month and meter that are there twice the first is taken.

    Raises:
        FieldRefusal: the table has no column of the month, or none of a quantity.
    """
    columns = _columns(table)
    seen: dict[tuple[str, str], int] = {}
    for row in by_header(table):
        if isinstance(row, BadRow):
            yield row
            continue
        line = row.line
        for read in _row(row.cells, columns):
            if isinstance(read, Sentence):
                yield BadRow(line, read)
            elif (read.month, read.meter) in seen:
                first = seen[read.month, read.meter]
                yield BadRow(
                    line,
                    say(
                        "“{meter}” in {month} stands in line {first} already",
                        meter=read.meter,
                        month=read.month,
                        first=first,
                    ),
                )
            else:
                seen[read.month, read.meter] = line
                yield UsageLine(line, read)


def _columns(table: Table) -> Mapping[str, str]:
    """Return which header is which, of those that are there."""
    found = {
        field: next((h for h in table.headers if h.casefold() in known), "")
        for field, known in _HEADERS.items()
    }
    others = [h for h in table.headers if h and h != found["month"]]
    whole = found["meter"] and found["quantity"]
    if not found["month"] or not others or bool(found["meter"]) is not bool(whole):
        raise FieldRefusal(
            "path",
            N_(
                "the columns are {columns}; there must be “month” and a column for each meter, or "
                "“month”, “meter” and “quantity”"
            ),
            columns=listed([f"“{header}”" for header in table.headers]),
        )
    return found


def _row(row: Mapping[str, str], columns: Mapping[str, str]) -> Iterator[Usage | Sentence]:
    month = _month(row[columns["month"]])
    if month is None:
        yield say("“{text}” is not a month; write it as 2026-10", text=row[columns["month"]])
    elif columns["meter"]:
        unit = row[columns["unit"]] if columns["unit"] else ""
        yield _usage(row[columns["meter"]], month, row[columns["quantity"]], unit)
    else:
        for header, cell in row.items():
            if header and header != columns["month"] and cell:
                meter, unit = _named(header)
                yield _usage(meter, month, cell, unit)


def _named(header: str) -> tuple[str, str]:
    """Return the meter that a header names, and its unit."""
    named = _METER.fullmatch(header)
    return (named[1], named[2]) if named else (header, "")


def _usage(meter: str, month: str, text: str, unit: str) -> Usage | Sentence:
    quantity = _QUANTITY.fullmatch(text)
    if quantity is None:
        return say(
            "“{text}” is not a whole number from 0 on; count in a smaller unit, such as MB for GB",
            text=text,
        )
    try:
        return Usage(meter, month, int("".join(quantity[1].split())), unit)
    except Refusal as refusal:
        return Sentence(refusal.message, refusal.places)


def _month(text: str) -> str | None:
    for form in _MONTHS:
        if found := form.fullmatch(text):
            return f"{found['year']}-{found['month']}"
    return None
