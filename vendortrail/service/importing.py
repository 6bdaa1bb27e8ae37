"""Use cases that take in what people have already: mailboxes, calendars, tables, open data."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from typing import cast

from vendortrail import queries
from vendortrail.coverage import BY_HAND
from vendortrail.database import transaction
from vendortrail.records.capture import Receipt
from vendortrail.records.record import Draft, Record, kind_name
from vendortrail.service.recording import Recording
from vendortrail.service.sources import Period, Source
from vendortrail.service.taking import Taken, Taking, chunks


class Importing(Recording):
    """Taking in sources."""

    def take_in(
        self,
        source: Source,
        *,
        vendor: int | None = None,
        covers: Period | None = None,
        dry_run: bool = False,
        progress: Callable[[int], None] | None = None,
    ) -> Taken:
        """Record what a source holds and what was read of it, in one transaction.

        What is on record under its key is left alone; what its source changed since supersedes it.
        An item that cannot be taken is refused in the receipt, the others are taken.

        Args:
            source: what to read.
            vendor: whose dealings it is about; None: it brings its vendors with it.
            covers: the days of which the source would know every word; None: from its first item to
                its last.
            dry_run: read everything and record nothing.
            progress: is told now and then how many items were read.

        Raises:
            Refusal: the source cannot be read at all; nothing was recorded.
            StorageFailure: the storage failed; nothing is half-written.
        """
        with transaction(self._connection, rehearsed=dry_run):
            taking = Taking(self, source, vendor, dry_run=dry_run)
            for chunk in chunks(source.items()):
                taking.take(chunk)
                if progress is not None:
                    progress(taking.read)
            taking.link()
            return taking.finish(covers)

    def waiting(self, importer: str, vendor: int | None) -> tuple[bytes, ...]:
        """Return the originals that the newest import of a kind left waiting for what they answer.

        Of a vendor's imports; None: of all.

        Raises:
            StorageFailure: one of them is not there, or is not what was kept.
        """
        receipts = self.receipts(vendor)
        last = next((r.payload for r in reversed(receipts) if r.payload.importer == importer), None)
        return () if last is None else tuple(self.evidence.read(name) for name in last.waiting)

    def undated(self, after: int) -> tuple[tuple[int, date], ...]:
        """Return (identity, last possible day) of the words since a record that no day is known of.

        No silence before that day is certain, until somebody says when it was.
        """
        return queries.undated(self._connection, after)

    def cover(self, vendor: int, period: Period) -> Record[Receipt]:
        """Record that a person knows of every word with a vendor in a period.

        Raises:
            Refusal: it ends before it begins, or there is no such vendor.
        """
        receipt = Receipt(BY_HAND, (), *period.days)
        draft = Draft(payload=receipt, occurred=self.today.isoformat(), vendor=vendor)
        return cast("Record[Receipt]", self.record(draft))

    def receipts(self, vendor: int | None = None) -> tuple[Record[Receipt], ...]:
        """Return what was imported, the earliest first; of one vendor if it is given."""
        found = queries.speaking(self._connection, (kind_name(Receipt),), vendor=vendor)
        return tuple(cast("Iterator[Record[Receipt]]", found))
