"""`vendortrail import calendar`: .ics files and folders of them."""

from __future__ import annotations

from pathlib import Path

import click

from vendortrail.cli.importing import Asked, corresponding, importing, take_in
from vendortrail.cli.session import Session, pass_session
from vendortrail.cli.speaking import argument, command
from vendortrail.i18n import N_


@command(
    "calendar",
    help=N_(
        "Take in calendars (.ics, at most 64 MiB a file): meetings that an address of the vendor "
        "organises or takes part in. What was cancelled or declined, and what lies ahead, breaks "
        "no silence; what the calendar changed since takes the place of what it said before."
    ),
    examples=N_("vendortrail import calendar team.ics --vendor Zvonar --dry-run"),
)
@argument(
    "paths", N_("PATH"), nargs=-1, required=True, type=click.Path(exists=True, path_type=Path)
)
@corresponding
@importing
@pass_session
def calendar(
    session: Session,
    /,
    paths: tuple[Path, ...],
    vendor: str,
    theirs: tuple[str, ...],
    ours: tuple[str, ...],
    asked: Asked,
) -> None:
    """Print the receipt."""
    about = session.vendor(vendor)
    source = session.trail.open_calendar(paths, about, theirs=theirs, ours=ours)
    take_in(session, source, asked, about.identity)
