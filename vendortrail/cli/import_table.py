"""`vendortrail import table`: touchpoints, payments, contracts, results and usage in tables."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

import click
from msgspec.structs import replace

from vendortrail.cli import dates, import_handed, output
from vendortrail.cli.choices import File
from vendortrail.cli.importing import Asked, importing, take_in
from vendortrail.cli.session import Session, pass_session
from vendortrail.cli.speaking import argument, command, option
from vendortrail.cli.terminal import can_ask
from vendortrail.i18n import N_, _
from vendortrail.importers.sheet import Sheet, open_sheet
from vendortrail.importers.shown_columns import first
from vendortrail.importers.table.columns import (
    Columns,
    Kind,
    check,
    decide_days,
    first_rows,
    from_toml,
)
from vendortrail.importers.table.days import Order
from vendortrail.refusal import FieldRefusal, Refusal

_RESULTS, _USAGE = "results", "usage"
# Of which kinds of table an option says anything.
_ROWS = frozenset(kind.value for kind in Kind)
_OF: Mapping[str, frozenset[str]] = {
    "--vendor": _ROWS | {_USAGE},
    "--map": _ROWS | {_RESULTS},
    "--fixed": _ROWS,
    "--value": _ROWS | {_RESULTS},
    "--day-order": _ROWS | {_RESULTS},
    "--mapping": _ROWS,
    "--as-of": frozenset({Kind.CONTRACTS.value, _RESULTS}),
    "--agreement": frozenset({_RESULTS, _USAGE}),
    "--segment": frozenset({_RESULTS}),
    "--claimed": frozenset({_RESULTS}),
    "--covers": _ROWS,
}
_SHOWN_ROWS = 5
_WIDEST = 24


@command(
    "table",
    help=N_(
        "Take in a table (CSV of any delimiter and encoding, XLSX, ODS). Which column has what is "
        "proposed from the headers, shown with the first rows, and kept for the next table with "
        "the same columns. As contracts, a snapshot of a register shows what each contract is on a "
        "day: what changed since another one, with no amendment on record, is found."
    ),
    examples=N_(
        "vendortrail import table calls.csv --as touchpoints --vendor Zvonar --fixed channel=call\n"
        "vendortrail import table register.xlsx --as contracts --as-of 2026-03-01 --yes"
    ),
)
@argument("path", N_("FILE"), type=File())
@option(
    "--as",
    "kind",
    type=click.Choice([*(kind.value for kind in Kind), _RESULTS, _USAGE]),
    required=True,
    help=N_("What its rows are."),
)
@option("--vendor", metavar=N_("VENDOR"), help=N_("Whose; a register of contracts may say it."))
@option(
    "--map",
    "columns",
    metavar=N_("FIELD=COLUMN"),
    multiple=True,
    help=N_("Which column has a field: --map summary=Topic; nothing behind =: none has it."),
)
@option(
    "--fixed",
    metavar=N_("FIELD=VALUE"),
    multiple=True,
    help=N_("What a field is in every row that does not say: --fixed channel=call."),
)
@option(
    "--value",
    "values",
    metavar=N_("TEXT=MEANING"),
    multiple=True,
    help=N_("What a word of the table means: --value inb=incoming."),
)
@option(
    "--day-order",
    "days",
    type=click.Choice([order.value for order in Order]),
    help=N_("How days are written in the table, where it does not tell itself."),
)
@option("--mapping", type=File(), help=N_("A file (TOML) that says which column has what."))
@option(
    "--as-of",
    metavar=N_("DATE"),
    help=N_("Of which day a register tells, or when results were handed in; else today."),
)
@option("--agreement", metavar=N_("AGREEMENT"), help=N_("Of results and usage: under which."))
@option("--segment", metavar=N_("SEGMENT"), help=N_("Of results: of which segment."))
@option("--claimed", type=int, help=N_("Of results: how many the vendor says were delivered."))
@option("--yes", is_flag=True, help=N_("Read the table so without asking."))
@importing
@pass_session
def table(
    session: Session,
    /,
    path: Path,
    kind: str,
    vendor: str | None,
    columns: tuple[str, ...],
    fixed: tuple[str, ...],
    values: tuple[str, ...],
    days: str | None,
    mapping: Path | None,
    as_of: str | None,
    agreement: str | None,
    segment: str | None,
    claimed: int | None,
    yes: bool,
    asked: Asked,
) -> None:
    """Print the receipt."""
    _refuse_what_is_not_for(
        kind,
        {
            "--vendor": vendor,
            "--map": columns,
            "--fixed": fixed,
            "--value": values,
            "--day-order": days,
            "--mapping": mapping,
            "--as-of": as_of,
            "--agreement": agreement,
            "--segment": segment,
            "--claimed": claimed,
            "--covers": asked.covers,
        },
    )
    if kind == _RESULTS:
        reading = {"columns": columns, "names": values, "day_order": days}
        import_handed.results(
            session,
            path,
            asked,
            agreement=agreement,
            segment=segment,
            claimed=claimed,
            as_of=as_of,
            yes=yes,
            reading=reading,
        )
        return
    if kind == _USAGE:
        import_handed.usage(session, path, asked, vendor=vendor, agreement=agreement)
        return
    wanted = Kind(kind)
    if vendor is None and wanted is not Kind.CONTRACTS:
        raise FieldRefusal("vendor", N_("say whose dealings these are: --vendor"))
    sheet = open_sheet(path)
    proposed, settled = session.trail.propose_columns(sheet, wanted)
    if mapping is not None:
        proposed, settled = from_toml(mapping.read_bytes()), True
    told = _with_options(proposed, columns, fixed, values)
    if days:
        told = replace(told, days=Order(days))
    elif told.columns != proposed.columns:
        told = decide_days(sheet, told)
    _confirm(sheet, told, settled=yes or (settled and told == proposed))
    day = dates.day(session.trail, "as_of", as_of) if as_of else None
    number = session.vendor_number(vendor)
    source = session.trail.open_table(sheet, told, number, day)
    if not asked.dry_run:
        session.trail.keep_columns(sheet, told)
    take_in(session, source, asked, number)


def _with_options(
    proposed: Columns,
    mapped: Iterable[str],
    fixed: Iterable[str],
    values: Iterable[str],
) -> Columns:
    chosen = {**proposed.columns, **_pairs("columns", mapped)}
    return replace(
        proposed,
        columns={field: header for field, header in chosen.items() if header},
        fixed={**proposed.fixed, **_pairs("fixed", fixed)},
        values={**proposed.values, **_pairs("values", values)},
    )


def _pairs(option_name: str, given: Iterable[str]) -> dict[str, str]:
    pairs = {}
    for text in given:
        name, equals, value = text.partition("=")
        if not equals:
            raise FieldRefusal(
                option_name, N_("“{text}” has no =; write it as name=value"), text=text
            )
        pairs[name.strip()] = value.strip()
    return pairs


def _confirm(sheet: Sheet, told: Columns, *, settled: bool) -> None:
    """Show how the table will be read; ask, unless a person settled it before or says so now."""
    shown = [first(cell[:_WIDEST] for cell in row) for row in first_rows(sheet, _SHOWN_ROWS)]
    output.table(first(sheet.headers), shown, err=True)
    output.facts(
        (
            *told.columns.items(),
            *((field, _("always {value}").format(value=v)) for field, v in told.fixed.items()),
            (N_("days are like"), told.days.like if told.days else _("not certain")),
        ),
        err=True,
    )
    check(sheet, told)
    if settled:
        return
    if not can_ask():
        raise Refusal(
            N_("look at how the table will be read, and say --yes if it is so, or change it")
        )
    if not click.confirm(_("Read the table so?"), default=True, err=True):
        raise click.Abort


def _refuse_what_is_not_for(kind: str, given: Mapping[str, object]) -> None:
    """Refuse an option that says nothing of this kind of table, instead of passing it over."""
    for name, value in given.items():
        if value not in (None, ()) and kind not in _OF[name]:
            raise Refusal(N_("{name} says nothing of this kind of table; leave it out"), name=name)
