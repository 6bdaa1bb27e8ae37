"""`vendortrail import table`: touchpoints, payments, contracts, results and usage in tables."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

import click
from msgspec.structs import replace

from vendortrail.cli import dates, output
from vendortrail.cli.choices import File
from vendortrail.cli.deliver import deliver
from vendortrail.cli.importing import Asked, importing, take_in
from vendortrail.cli.session import Session, pass_session
from vendortrail.cli.speaking import argument, command, option
from vendortrail.cli.terminal import can_ask
from vendortrail.cli.usage import usage
from vendortrail.i18n import N_, _
from vendortrail.importers.sheet import Sheet, open_sheet
from vendortrail.importers.table import columns
from vendortrail.importers.table.columns import Columns, Kind
from vendortrail.importers.table.days import Order
from vendortrail.refusal import FieldRefusal, Refusal

_RESULTS, _USAGE = "results", "usage"
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
    "mapped",
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
    type=click.Choice([order.value for order in Order]),
    help=N_("How days are written in the table, where it does not tell itself."),
)
@option("--mapping", type=File(), help=N_("A file (TOML) that says which column has what."))
@option("--as-of", metavar=N_("DATE"), help=N_("Of which day a register tells; else of today."))
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
    mapped: tuple[str, ...],
    fixed: tuple[str, ...],
    values: tuple[str, ...],
    day_order: str | None,
    mapping: Path | None,
    as_of: str | None,
    agreement: str | None,
    segment: str | None,
    claimed: int | None,
    yes: bool,
    asked: Asked,
) -> None:
    """Print the receipt."""
    given = {
        "--agreement": agreement,
        "--segment": segment,
        "--claimed": claimed,
        "--vendor": vendor,
    }
    if kind == _RESULTS:
        _hand_on(
            deliver,
            given,
            ("--agreement", "--segment"),
            ("--claimed",),
            asked,
            "--file",
            str(path),
            *(["--yes"] if yes else []),
        )
        return
    if kind == _USAGE:
        _hand_on(
            usage.commands["import"],
            given,
            ("--vendor",),
            (),
            asked,
            str(path),
            *(["--agreement", agreement] if agreement else []),
        )
        return
    wanted = Kind(kind)
    if vendor is None and wanted is not Kind.CONTRACTS:
        raise FieldRefusal("vendor", N_("say whose dealings these are: --vendor"))
    sheet = open_sheet(path)
    proposed, settled = session.trail.propose_columns(sheet, wanted)
    if mapping is not None:
        proposed, settled = columns.from_toml(mapping.read_bytes()), True
    told = _with_options(proposed, mapped, fixed, values)
    if day_order:
        told = replace(told, days=Order(day_order))
    elif told.columns != proposed.columns:
        told = columns.decide_days(sheet, told)
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
    chosen = {**proposed.columns, **_pairs("mapped", mapped)}
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
    shown = [[cell[:_WIDEST] for cell in row] for row in columns.first_rows(sheet, _SHOWN_ROWS)]
    output.table(sheet.headers, shown, err=True)
    output.facts(
        (
            *told.columns.items(),
            *((field, _("always {value}").format(value=v)) for field, v in told.fixed.items()),
            (N_("days"), told.days.value if told.days else _("not certain")),
        ),
        err=True,
    )
    columns.check(sheet, told)
    if settled:
        return
    if not can_ask():
        raise Refusal(
            N_("look at how the table will be read, and say --yes if it is so, or change it")
        )
    if not click.confirm(_("Read the table so?"), default=True, err=True):
        raise click.Abort


def _hand_on(
    to: click.Command,
    given: Mapping[str, object],
    arguments: Iterable[str],
    options: Iterable[str],
    asked: Asked,
    *more: str,
) -> None:
    """Let the command that records results or usage do it, with what was said of the table."""
    if asked.dry_run:
        raise FieldRefusal("dry_run", N_("results and usage have no trial: leave --dry-run out"))
    words = []
    for name in (*arguments, *options):
        if given[name] is None:
            raise Refusal(N_("for this kind of table say {name} too"), name=name)
        words += [str(given[name])] if name in arguments else [name, str(given[name])]
    words += [*more, *(["--json"] if asked.as_json else [])]
    parent = click.get_current_context()
    with to.make_context(to.name, words, parent=parent) as ctx:
        to.invoke(ctx)
