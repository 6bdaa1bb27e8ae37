"""What a person chose to import, and how it is taken in: by the trail of a worker's own."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

from vendortrail.i18n import N_
from vendortrail.importers.sheet import Sheet, open_sheet
from vendortrail.importers.table.columns import Columns, Kind
from vendortrail.records.parties import Vendor
from vendortrail.refusal import FieldRefusal

if TYPE_CHECKING:
    from vendortrail.records.record import Record
    from vendortrail.service import Trail
    from vendortrail.service.sources import Period, Source
    from vendortrail.service.taking import Taken


class What(StrEnum):
    """What can be imported."""

    MAIL = "mail"
    CALENDAR = "calendar"
    TABLE = "table"
    OCDS = "ocds"


class Chosen(Struct, frozen=True):
    """What is to be imported, and how.

    Attributes:
        what: the importer.
        paths: files, and folders where the importer takes any.
        vendor: the identity of the vendor; None: the source names its vendors.
        theirs: addresses and domains of the vendor beside those on record.
        ours: the same of our side.
        covers: the days of which the source knows every word; None: as far as it reaches.
        rows: what the rows of a table are.
        as_of: the day of which a register of contracts tells; None: today.
    """

    what: What
    paths: tuple[Path, ...]
    vendor: int | None = None
    theirs: tuple[str, ...] = ()
    ours: tuple[str, ...] = ()
    covers: Period | None = None
    rows: Kind = Kind.TOUCHPOINTS
    as_of: date | None = None

    def __post_init__(self) -> None:
        """Refuse a source without its vendor, and several tables at once."""
        brings_vendors = self.what is What.OCDS or self.is_register
        if self.vendor is None and not brings_vendors:
            raise FieldRefusal("vendor", N_("say whose dealings these are"))
        if self.what is What.TABLE and len(self.paths) > 1:
            raise FieldRefusal("paths", N_("tables are imported one at a time"))

    @property
    def is_register(self) -> bool:
        """Whether it is a table of contracts, each of which names its vendor."""
        return self.what is What.TABLE and self.rows is Kind.CONTRACTS

    def sheet(self) -> Sheet:
        """Open the table.

        Raises:
            FieldRefusal: the file cannot be read, or is none.
        """
        (path,) = self.paths
        if path.is_dir():
            raise FieldRefusal("paths", N_("a table is a file, and {path} is a folder"), path=path)
        return open_sheet(path)


def take_in(
    trail: Trail,
    chosen: Chosen,
    columns: Columns | None,
    *,
    dry_run: bool,
    progress: Callable[[int], None],
) -> Taken:
    """Import what was chosen, or only try it.

    Args:
        trail: the thread's own.
        chosen: what to read.
        columns: which column of a table has what; None for anything else.
        dry_run: read everything and record nothing.
        progress: is told now and then how many items were read; what it raises ends the import,
            and nothing is recorded.

    Raises:
        Refusal: it cannot be read at all; nothing was recorded.
        StorageFailure: the storage failed; nothing is half-written.
    """
    source = _source(trail, chosen, columns, keep=not dry_run)
    return trail.take_in(
        source, vendor=chosen.vendor, covers=chosen.covers, dry_run=dry_run, progress=progress
    )


def _source(trail: Trail, chosen: Chosen, columns: Columns | None, *, keep: bool) -> Source:
    if columns is not None:
        sheet = chosen.sheet()
        source = trail.open_table(sheet, columns, chosen.vendor, chosen.as_of)
        if keep:
            trail.keep_columns(sheet, columns)
        return source
    if chosen.what is What.OCDS:
        return trail.open_contracting(chosen.paths, chosen.vendor)
    opened = trail.open_mail if chosen.what is What.MAIL else trail.open_calendar
    about = _vendor(trail, chosen)
    return opened(chosen.paths, about, theirs=chosen.theirs, ours=chosen.ours)


def _vendor(trail: Trail, chosen: Chosen) -> Record[Vendor]:
    return next(it for it in trail.every(Vendor) if it.identity == chosen.vendor)
