"""Use cases that take results from a file that the vendor handed in."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from collections.abc import Mapping as Counts
from hashlib import sha256
from pathlib import Path
from typing import cast

from msgspec import Struct
from msgspec.structs import replace

from vendortrail import queries
from vendortrail.files import chunks
from vendortrail.i18n import N_
from vendortrail.importers import results
from vendortrail.importers.results import BadRow
from vendortrail.importers.separated import fitted
from vendortrail.records.promised import Delivery, Mapping, OnlyRows, ResultTable
from vendortrail.records.record import Draft, Payload, Record, kind_name
from vendortrail.records.result_line import ResultLine
from vendortrail.refusal import FieldRefusal, Refusal
from vendortrail.service.accounting import table_receipt, taken
from vendortrail.service.recording import Recording
from vendortrail.service.taking import Taken

_SHOWN_ROWS = 5


class MappingProposal(Struct, frozen=True):
    """How a table would be read, for a person to confirm.

    ``mapping`` is None when the outcome column cannot be guessed. ``known``: it was confirmed for a
    table with these columns before.
    """

    headers: tuple[str, ...]
    first_rows: tuple[tuple[str, ...], ...]
    mapping: Mapping | None
    known: bool


class DeliveryReceipt(Struct, frozen=True):
    """What became of a table: the record, rows taken by outcome, and rows refused with reasons."""

    record: Record[Delivery]
    outcomes: Counts[str, int]
    refused: tuple[BadRow, ...]

    @property
    def rows(self) -> int:
        """How many rows were taken."""
        return sum(self.outcomes.values())


class _Reading(Struct, frozen=True):
    """A table of results as it was read: its bytes, rows by outcome, and rows refused."""

    data: bytes
    table: ResultTable
    outcomes: Counts[str, int]
    refused: tuple[BadRow, ...]


class Delivering(Recording):
    """Deliveries with the rows behind them."""

    def propose_mapping(self, path: Path) -> MappingProposal:
        """Return how a table would be read: as the last one with its columns, else a guess.

        Raises:
            Refusal: the file is not there or is no table.
        """
        table = results.open_table(read_file(path))
        width = len(table.headers)
        first = tuple(fitted(cells, width) for _, cells in table.rows[:_SHOWN_ROWS])
        for delivery in reversed(list(queries.speaking(self._connection, ("delivery",)))):
            kept = self._mapping(delivery, table.headers)
            if kept is not None:
                as_written = replace(kept, delimiter=table.delimiter, encoding=table.encoding)
                # Which rows are meant differs from segment to segment: that is asked again.
                return MappingProposal(table.headers, first, as_written, known=not kept.only)
        return MappingProposal(table.headers, first, results.guess(table), known=False)

    def deliver(self, draft: Draft[Delivery], path: Path, mapping: Mapping) -> DeliveryReceipt:
        """Record a delivery with its table, and a receipt of that, in one transaction.

        The file becomes evidence, its rows result rows.

        Args:
            draft: the delivery without a table.
            path: the table's file.
            mapping: how a person confirmed that it is to be read.

        Raises:
            Refusal: the file is no table, the mapping does not fit it, no row can be taken, or the
                segment has these rows already.
            StorageFailure: it could not be kept; nothing was recorded.
        """
        read = _read(path, mapping)
        before = self._delivered(draft, read.table)
        if before is not None:
            raise _there_already(before)
        record, _receipt = self.record_all(self._drafts(draft, path, read))
        return DeliveryReceipt(cast("Record[Delivery]", record), read.outcomes, read.refused)

    def take_in_results(
        self, draft: Draft[Delivery], path: Path, mapping: Mapping, *, dry_run: bool = False
    ) -> Taken:
        """Record a delivery with its table like any other import: nothing twice, with a receipt.

        Rows that the segment has already are known; see `deliver`.

        Args:
            draft: the delivery without a table.
            path: the table's file.
            mapping: how a person confirmed that it is to be read.
            dry_run: read everything and record nothing.

        Raises:
            Refusal: the file is no table, the mapping does not fit it, no row can be taken, or the
                segment has these rows already, read otherwise.
            StorageFailure: it could not be kept; nothing was recorded.
        """
        read = _read(path, mapping)
        before = self._delivered(draft, read.table)
        known = before.payload.table if before is not None else None
        if before is not None and known is not None and known.mapping != read.table.mapping:
            raise _there_already(before)
        drafts = self._drafts(draft, path, read, known=before is not None, dry_run=dry_run)
        *_delivery, receipt = self.record_all(drafts, dry_run=dry_run)
        return taken(receipt, dry_run=dry_run)

    def _drafts(
        self,
        draft: Draft[Delivery],
        path: Path,
        read: _Reading,
        *,
        known: bool = False,
        dry_run: bool = False,
    ) -> tuple[Draft[Payload], ...]:
        """Keep the table, and return the delivery, unless it is known, and the receipt."""
        account = table_receipt(
            path,
            read.data,
            vendor=draft.vendor,
            today=self.today,
            recorded=0 if known else read.table.rows,
            known=read.table.rows if known else 0,
            refused=read.refused,
        )
        if known:
            return (account,)
        if dry_run:  # what is not kept has no rows
            return (draft, account)
        self.evidence.keep(read.data)
        return (
            replace(
                draft,
                payload=replace(draft.payload, table=read.table),
                evidence=(*draft.evidence, read.table.sha256),
            ),
            account,
        )

    def _delivered(self, draft: Draft[Delivery], read: ResultTable) -> Record[Delivery] | None:
        """Return the delivery that has these rows of a table for the segment already."""
        found = queries.speaking(
            self._connection, (kind_name(Delivery),), agreement=draft.agreement
        )
        for delivery in cast("Iterator[Record[Delivery]]", found):
            kept = delivery.payload.table
            same = delivery.payload.segment == draft.payload.segment
            if same and kept is not None and _rows(kept) == _rows(read):
                return delivery
        return None

    def keep_evidence(self, path: Path) -> str:
        """Keep a file of at most 2 GiB as evidence and return its SHA-256, for a draft to name.

        Raises:
            Refusal: the file cannot be read, is none (a folder, a device, a pipe), or is larger.
        """
        return self.evidence.keep_file(path)

    def _mapping(self, delivery: Record[Payload], headers: tuple[str, ...]) -> Mapping | None:
        """Return a delivery's mapping if it was made for a table with these columns."""
        kept = delivery.payload.table if isinstance(delivery.payload, Delivery) else None
        if kept is None:
            return None
        try:
            before = results.open_table(self.evidence.read(kept.sha256))
        except Refusal:  # its evidence is gone: that is for verify to say
            return None
        return kept.mapping if before.headers == headers else None


def _read(path: Path, mapping: Mapping) -> _Reading:
    """Read a table of results; refuse one of which nothing can be taken."""
    data = read_file(path)
    table = results.open_table(data)
    lines = list(results.lines(table, mapping))
    refused = tuple(line for line in lines if isinstance(line, BadRow))
    outcomes = Counter(line.outcome for line in lines if isinstance(line, ResultLine))
    if not lines:
        chosen = [f"{only.column}={' | '.join(only.values)}" for only in mapping.only]
        raise FieldRefusal(
            "only",
            N_("no row of {path} has {chosen}; write the value as the table does"),
            path=path,
            chosen=", ".join(chosen),
        )
    if not outcomes:
        raise Refusal(
            N_("no row of {path} can be taken; line {line}: {reason}"),
            path=path,
            line=refused[0].line,
            reason=refused[0].reason,
        )
    as_written = replace(mapping, delimiter=table.delimiter, encoding=table.encoding)
    kept = ResultTable(sha256(data).hexdigest(), as_written, outcomes.total(), len(refused))
    return _Reading(data, kept, dict(outcomes), refused)


def _rows(table: ResultTable) -> tuple[str, frozenset[OnlyRows]]:
    """Return which rows of which file a table has."""
    return table.sha256, frozenset(table.mapping.only)


def _there_already(delivery: Record[Delivery]) -> FieldRefusal:
    return FieldRefusal(
        "path",
        N_(
            "the segment has these rows already: delivery #{number}; to read them otherwise, take "
            "that one back first"
        ),
        number=delivery.identity,
    )


def read_file(path: Path) -> bytes:
    """Return the bytes of a table's file that a person named.

    Raises:
        Refusal: it cannot be read, is no ordinary file, or is larger than any table that is read.
    """
    return b"".join(chunks(path, results.LARGEST_FILE))
