"""`vendortrail usage`: what we used, by month and meter."""

from __future__ import annotations

from pathlib import Path

import click

from vendortrail.cli import output
from vendortrail.cli.choices import File
from vendortrail.cli.recording import SOURCE, Entry, record, recording
from vendortrail.cli.session import Session, pass_session
from vendortrail.cli.speaking import argument, group, json_option, option
from vendortrail.cli.trouble import REFUSED
from vendortrail.i18n import N_, _, ngettext
from vendortrail.records.dealings import Usage


@group("usage", help=N_("What we used, by month and meter: what an offer is compared on."))
def usage() -> None:
    """Hold the commands."""


@usage.command(
    "add",
    help=N_("Record what we used in a month."),
    examples=N_("vendortrail usage add Northline net 2026-10 0 --unit GB"),
)
@argument("vendor", N_("VENDOR"))
@argument("meter", N_("METER"))
@argument("month", N_("MONTH"))
@argument("quantity", N_("QUANTITY"), type=int)
@option("--unit", metavar=N_("UNIT"), default="", help=N_("What it is counted in."))
@option("--agreement", metavar=N_("AGREEMENT"), help=N_("The agreement it was used under."))
@recording
@pass_session
def add(
    session: Session,
    entry: Entry,
    vendor: str,
    meter: str,
    month: str,
    quantity: int,
    unit: str,
    agreement: str | None,
) -> None:
    """Print the record."""
    owner = session.vendor(vendor).identity
    about = session.agreement(agreement, owner).identity if agreement else None
    payload = Usage(meter, month, quantity, unit)
    record(session, entry, payload, vendor=owner, agreement=about)


@usage.command(
    "import",
    help=N_(
        "Record a table (CSV) of usage: a column “month” and one for each meter, as “net (GB)”, or "
        "columns “month”, “meter”, “quantity” and “unit”. The file is kept as evidence; what is on "
        "record already is left alone."
    ),
    examples=N_("vendortrail usage import Northline usage.csv --agreement NL-318874"),
)
@argument("vendor", N_("VENDOR"))
@argument("path", N_("FILE"), type=File())
@option("--agreement", metavar=N_("AGREEMENT"), help=N_("The agreement it was used under."))
@option(
    "--private/--shared",
    default=True,
    help=N_("Whether the vendor may ever be shown it; private unless said otherwise."),
)
@json_option
@pass_session
def import_(
    session: Session,
    vendor: str,
    path: Path,
    agreement: str | None,
    private: bool,
    as_json: bool,
) -> None:
    """Print {recorded, known, refused: [{line, reason}]}; exit code 3 where lines were refused."""
    owner = session.vendor(vendor).identity
    about = session.agreement(agreement, owner).identity if agreement else None
    receipt = session.trail.import_usage(
        path, vendor=owner, agreement=about, private=private, source=SOURCE
    )
    for bad in receipt.refused:
        sentence = _("line {line} was not taken: {reason}").format(line=bad.line, reason=bad.reason)
        output.line(sentence, err=True)
    if as_json:
        refused = [{"line": bad.line, "reason": str(bad.reason)} for bad in receipt.refused]
        output.json({"recorded": receipt.recorded, "known": receipt.known, "refused": refused})
    else:
        taken = ngettext("{n} quantity recorded", "{n} quantities recorded", receipt.recorded)
        known = ngettext("{n} was known", "{n} were known", receipt.known)
        left = ngettext("{n} refused", "{n} refused", len(receipt.refused))
        output.line(
            f"{taken.format(n=receipt.recorded)}, {known.format(n=receipt.known)}, "
            f"{left.format(n=len(receipt.refused))}"
        )
    if receipt.refused:
        click.get_current_context().exit(REFUSED)


@usage.command("list", help=N_("List what we used of a vendor's service, month by month."))
@argument("vendor", N_("VENDOR"))
@json_option
@pass_session
def list_(session: Session, vendor: str, as_json: bool) -> None:
    """Print the records."""
    records = session.trail.every(Usage, vendor=session.vendor(vendor).identity)
    if as_json:
        output.json([output.record(used) for used in records])
        return
    output.table(
        (N_("#"), N_("Month"), N_("Meter"), N_("Quantity"), N_("Unit")),
        (
            (
                used.identity,
                used.payload.month,
                used.payload.meter,
                used.payload.quantity,
                used.payload.unit,
            )
            for used in records
        ),
    )
