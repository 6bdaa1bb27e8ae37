"""`vendortrail import calendar`: .ics files and folders of them."""

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
    "calendar",
    help=N_(
        "Take in calendars (.ics, at most 64 MiB a file): meetings that an address of the vendor "
        "organises or takes part in. What was cancelled or declined, and what lies ahead, breaks "
        "no silence; what the calendar changed since takes the place of what it said before."
    ),
    examples=N_("vendortrail import calendar team.ics --vendor Zvonar --dry-run"),
)
@corresponding
def calendar(
    trail: Trail,
    paths: Sequence[Path],
    vendor: Record[Vendor],
    *,
    theirs: Iterable[str],
    ours: Iterable[str],
) -> Source:
    """Return the calendars to be taken in."""
    return trail.open_calendar(paths, vendor, theirs=theirs, ours=ours)
