"""Which column of a table has what: proposed by headers, settled by a person, kept as TOML."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from enum import StrEnum
from itertools import islice

import msgspec
from msgspec import Struct

from vendortrail.i18n import N_
from vendortrail.importers.separated import fitted
from vendortrail.importers.sheet import Sheet
from vendortrail.importers.shown_columns import listed
from vendortrail.importers.table import days
from vendortrail.importers.table.days import Order
from vendortrail.importers.table.headers import HEADERS, fold
from vendortrail.refusal import FieldRefusal, Refusal


class Kind(StrEnum):
    """What the rows of a table are."""

    TOUCHPOINTS = "touchpoints"
    PAYMENTS = "payments"
    CONTRACTS = "contracts"


#: The fields that a row of each kind may have; those that it must have come first.
FIELDS: Mapping[Kind, tuple[str, ...]] = {
    Kind.TOUCHPOINTS: (
        *("day", "summary", "channel", "direction", "time", "text", "person", "tone", "asks"),
    ),
    Kind.PAYMENTS: ("day", "amount", "currency", "purpose", "agreement"),
    Kind.CONTRACTS: (
        *("number", "title", "vendor", "signed", "starts", "ends", "amount", "currency", "items"),
    ),
}
REQUIRED: Mapping[Kind, tuple[str, ...]] = {
    Kind.TOUCHPOINTS: ("day", "summary", "channel", "direction"),
    Kind.PAYMENTS: ("day", "amount"),
    Kind.CONTRACTS: ("number",),
}

_DATED = ("day", "signed", "starts", "ends")


class Columns(Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """Which column has which field, and how what is written there is to be read.

    ``columns`` are headers by field, ``fixed`` what a field is in every row that does not say.
    ``days`` is the order of the dates; None: it must be asked. ``values`` says what words of the
    table mean (“исх.” = outgoing).
    """

    kind: Kind
    columns: Mapping[str, str]
    days: Order | None = None
    fixed: Mapping[str, str] = {}
    values: Mapping[str, str] = {}


def propose(sheet: Sheet, kind: Kind) -> Columns:
    """Propose columns by the headers of a sheet, and the order of dates by the whole columns."""
    found: dict[str, str] = {}
    for field in FIELDS[kind]:
        taken = set(found.values())
        header = next(
            (h for h in sheet.headers if fold(h) in HEADERS[field] and h not in taken), ""
        )
        if header:
            found[field] = header
    return decide_days(sheet, Columns(kind, found))


def decide_days(sheet: Sheet, columns: Columns) -> Columns:
    """Return the columns with the order of their dates, where the whole columns tell it."""
    dated = [columns.columns[field] for field in _DATED if field in columns.columns]
    places = [sheet.headers.index(header) for header in dated if header in sheet.headers]
    if not places:
        return msgspec.structs.replace(columns, days=Order.ISO)
    cells = (
        cells[place]
        for _, cells in sheet.rows()
        for place in places
        if place < len(cells) and cells[place]
    )
    found = days.orders(cells)
    return msgspec.structs.replace(columns, days=found[0] if len(found) == 1 else None)


def check(sheet: Sheet, columns: Columns) -> None:
    """Refuse columns that the table or the kind does not have, or too few of them.

    Raises:
        FieldRefusal: it names the column or the field, and what there is.
        Refusal: in which order days are written must be said.
    """
    for field in (*columns.columns, *columns.fixed):
        if field not in FIELDS[columns.kind]:
            raise FieldRefusal(
                "columns",
                N_("there is no field “{name}”; the fields are {fields}"),
                name=field,
                fields=", ".join(FIELDS[columns.kind]),
            )
    for header in columns.columns.values():
        if header not in sheet.headers:
            raise FieldRefusal(
                "columns",
                N_("there is no column “{column}”; the columns are {columns}"),
                column=header,
                columns=listed(sheet.headers),
            )
    for field in REQUIRED[columns.kind]:
        if field not in columns.columns and field not in columns.fixed:
            raise FieldRefusal(
                "columns",
                N_(
                    "say which column has the field “{name}”, or what it is in every row; "
                    "the columns are {columns}"
                ),
                name=field,
                columns=listed(sheet.headers),
            )
    if columns.days is None:
        raise FieldRefusal(
            "days",
            N_("every date of the table can be read with its day or its month first; say which"),
        )


def first_rows(sheet: Sheet, number: int) -> Sequence[tuple[str, ...]]:
    """Return the first rows of a sheet, to be shown: each as wide as its headers."""
    width = len(sheet.headers)
    return [fitted(cells, width) for _, cells in islice(sheet.rows(), number)]


def to_toml(columns: Columns) -> bytes:
    """Return columns as a file that a person can read and change."""
    return msgspec.toml.encode(msgspec.to_builtins(columns))


def from_toml(data: bytes) -> Columns:
    """Read columns back.

    Raises:
        Refusal: the file does not hold any; the place is named.
    """
    try:
        return msgspec.toml.decode(data, type=Columns)
    except (msgspec.DecodeError, UnicodeDecodeError) as fault:
        raise Refusal(
            N_("the file does not say which column has what: {fault}"), fault=fault
        ) from None
