"""`vendortrail import`: what people have already, taken in whole."""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module

import click

from vendortrail import receipts
from vendortrail.cli import output
from vendortrail.cli.importing import read_period, show
from vendortrail.cli.session import Session, pass_session
from vendortrail.cli.speaking import Group, argument, json_option
from vendortrail.i18n import N_
from vendortrail.records.capture import Receipt

# A command and the module of this package that has it under the same name.
_IMPORTERS: Mapping[str, str] = {
    "mail": "import_mail",
    "calendar": "import_calendar",
    "table": "import_table",
    "ocds": "import_ocds",
}


class _Importers(Group):
    """The importers, each loaded when it is called: what one reads with, another does without."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the importers, then what shows their receipts."""
        return [*_IMPORTERS, *super().list_commands(ctx)]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Load an importer; None if there is no command of that name."""
        if cmd_name in _IMPORTERS:
            module = import_module(f"{__package__}.{_IMPORTERS[cmd_name]}")
            command: click.Command = getattr(module, cmd_name)
            return command
        return super().get_command(ctx, cmd_name)


@click.group(
    "import",
    cls=_Importers,
    help=N_("Take in what there is already: nothing twice, with a receipt for every item."),
)
def import_() -> None:
    """Hold the commands."""


@import_.command(
    "cover",
    help=N_(
        "Say that nothing is missing of a vendor in a period, although no import covers it: then "
        "silences are claimed there too. Without a last day it goes on."
    ),
    examples=N_("vendortrail import cover Zvonar 2026-01-01.."),
)
@argument("vendor", N_("VENDOR"))
@argument("period", N_("FROM..TO"))
@pass_session
def cover(session: Session, vendor: str, period: str) -> None:
    """Print the receipt."""
    told = read_period(session, "period", period, open_ended=True)
    record = session.trail.cover(session.vendor(vendor).identity, told)
    show(record.payload, record.seq, as_json=False)


@import_.command("list", help=N_("List what was imported, the earliest first."))
@argument("vendor", N_("VENDOR"), required=False)
@json_option
@pass_session
def list_(session: Session, vendor: str | None, as_json: bool) -> None:
    """Print the receipts."""
    found = session.trail.receipts(session.vendor_number(vendor))
    if as_json:
        output.json([output.record(receipt) for receipt in found])
        return
    output.table(
        (N_("#"), N_("Day"), N_("Source"), N_("What became of it")),
        (
            (
                receipt.seq,
                receipt.day,
                receipt.source,
                receipts.said(receipt.payload),
            )
            for receipt in found
        ),
    )


@import_.command("show", help=N_("Show the receipt of an import, with every refusal."))
@argument("number", N_("NUMBER"), type=int)
@json_option
@pass_session
def show_(session: Session, number: int, as_json: bool) -> None:
    """Print one receipt."""
    receipt = session.trail.find(Receipt, f"#{number}").payload
    show(receipt, number, as_json=as_json, err=False)
