"""`vendortrail import mail`: mailboxes, single messages and folders of them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from vendortrail.cli.importing import corresponding
from vendortrail.cli.speaking import command
from vendortrail.i18n import N_

if TYPE_CHECKING:
    from vendortrail.records.parties import Vendor
    from vendortrail.records.record import Record
    from vendortrail.service import Trail
    from vendortrail.service.sources import Source


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
@corresponding
def mail(
    trail: Trail,
    paths: Sequence[Path],
    vendor: Record[Vendor],
    *,
    theirs: Iterable[str],
    ours: Iterable[str],
) -> Source:
    """Return the mail to be taken in."""
    return trail.open_mail(paths, vendor, theirs=theirs, ours=ours)
