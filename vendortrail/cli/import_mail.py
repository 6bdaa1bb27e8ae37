"""`vendortrail import mail`: mailboxes, single messages and folders of them."""

from __future__ import annotations

from pathlib import Path

import click

from vendortrail.cli.importing import Asked, corresponding, importing, take_in
from vendortrail.cli.session import Session, pass_session
from vendortrail.cli.speaking import argument, command
from vendortrail.i18n import N_


@command(
    "mail",
    help=N_(
        "Take in mail: mbox files, archives of mailing lists (pipermail), Maildirs, messages "
        "(.eml, and .msg with the extra “msg”), folders of any of these. What an address or domain "
        "of the vendor wrote is theirs; what went to one, or answers them, is ours; all else is "
        "counted and left. A message has at most 64 MiB. Importing again records only what is new."
    ),
    examples=N_(
        "vendortrail import mail inbox.mbox sent.mbox --vendor Zvonar --dry-run\n"
        "vendortrail import mail Maildir --vendor Zvonar --our-address olga@buyer.example"
    ),
)
@argument(
    "paths", N_("PATH"), nargs=-1, required=True, type=click.Path(exists=True, path_type=Path)
)
@corresponding
@importing
@pass_session
def mail(
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
    source = session.trail.open_mail(paths, about, theirs=theirs, ours=ours)
    take_in(session, source, asked, about.identity)
