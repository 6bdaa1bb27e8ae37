"""Tables as a source: columns that a person settles once, and rows by them ever after."""

from __future__ import annotations

from datetime import date
from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from vendortrail import queries
from vendortrail.files import write
from vendortrail.names import fold
from vendortrail.records.parties import Agreement, Contact, Vendor
from vendortrail.records.record import kind_name
from vendortrail.refusal import Refusal
from vendortrail.service import told_again
from vendortrail.service.importing import Importing

if TYPE_CHECKING:
    from vendortrail.importers.sheet import Sheet
    from vendortrail.importers.table.columns import Columns, Kind
    from vendortrail.importers.table.source import TableSource


class Tabling(Importing):
    """Taking in tables."""

    def propose_columns(self, sheet: Sheet, kind: Kind) -> tuple[Columns, bool]:
        """Return which column of a table has what, and whether a person settled that before.

        What was settled for a table with the same columns is proposed again, with the order of days
        decided anew.
        """
        from vendortrail.importers.table import columns

        try:
            kept = columns.from_toml(self._kept_columns(sheet, kind).read_bytes())
        except (OSError, Refusal):
            return columns.propose(sheet, kind), False
        decided = columns.decide_days(sheet, kept)
        return (kept if decided.days is None else decided), True

    def keep_columns(self, sheet: Sheet, told: Columns) -> Path:
        """Keep what was settled, for the next table with the same columns; return the file (TOML).

        Raises:
            StorageFailure: it could not be written.
        """
        from vendortrail.importers.table import columns

        path = self._kept_columns(sheet, told.kind)
        write(path, columns.to_toml(told))
        return path

    def open_table(
        self, sheet: Sheet, told: Columns, vendor: int | None, as_of: date | None = None
    ) -> TableSource:
        """Return a table as a source for ``take_in``.

        Args:
            sheet: the table.
            told: which column has what.
            vendor: whose dealings it is about; None: a register of contracts names its vendors.
            as_of: the day of which a register tells; None: today.

        Raises:
            FieldRefusal: the columns do not fit the table.
        """
        from vendortrail.importers.table.source import TableSource

        people = queries.speaking(self._connection, (kind_name(Contact),))
        agreements = queries.speaking(self._connection, (kind_name(Agreement),), vendor=vendor)
        return TableSource(
            sheet,
            told,
            zone=self.zone,
            vendor=vendor,
            called=self._called(vendor),
            contacts={
                name.casefold(): person.identity
                for person in people
                if isinstance(person.payload, Contact) and person.vendor in {vendor, None}
                for name in (person.payload.name, *person.payload.mails)
            },
            agreements={
                name.casefold(): agreement.identity
                for agreement in agreements
                if isinstance(agreement.payload, Agreement)
                for name in (agreement.payload.title, agreement.payload.number)
                if name
            },
            as_of=as_of or self.today,
            before=partial(told_again.told_under, self._connection),
        )

    def _called(self, vendor: int | None) -> frozenset[str]:
        vendors = queries.speaking(self._connection, (kind_name(Vendor),))
        return frozenset(
            fold(name)
            for found in vendors
            if found.identity == vendor and isinstance(found.payload, Vendor)
            for name in (found.payload.name, *found.payload.aliases)
        )

    def _kept_columns(self, sheet: Sheet, kind: Kind) -> Path:
        headers = sha256("\0".join(sorted(sheet.headers)).encode()).hexdigest()[:12]
        return self.workspace.mappings / f"{kind}-{headers}.toml"
