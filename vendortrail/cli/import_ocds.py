"""`vendortrail import ocds`: open contracting data."""

from __future__ import annotations

from pathlib import Path

import click

from vendortrail.cli.importing import Asked, importing, take_in
from vendortrail.cli.session import Session, pass_session
from vendortrail.cli.speaking import argument, command, option
from vendortrail.i18n import N_


@command(
    "ocds",
    help=N_(
        "Take in open contracting data (OCDS 1.0 and 1.1): release packages, record packages, "
        "releases, one after another or in folders, of at most 64 MiB a file. Suppliers of "
        "contracts become vendors, contracts agreements, amendments terms that changed, items and "
        "milestones segments, transactions payments; tenders are left. Releases of a process may "
        "come in any order. Nothing is fetched from the network."
    ),
    examples=N_(
        "vendortrail import ocds releases.json --dry-run\n"
        "vendortrail import ocds contracts/ --vendor Zvonar"
    ),
)
@argument(
    "paths", N_("PATH"), nargs=-1, required=True, type=click.Path(exists=True, path_type=Path)
)
@option(
    "--vendor",
    metavar=N_("VENDOR"),
    help=N_("Only the contracts of that vendor, and those that do not name a supplier."),
)
@importing
@pass_session
def ocds(session: Session, paths: tuple[Path, ...], vendor: str | None, asked: Asked) -> None:
    """Print the receipt."""
    number = session.vendor_number(vendor)
    take_in(session, session.trail.open_contracting(paths, number), asked, number)
