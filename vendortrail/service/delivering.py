"""Use cases that take results from a file that the vendor handed in."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping as Counts
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from vendortrail import queries
from vendortrail.files import chunks
from vendortrail.i18n import N_
from vendortrail.importers import results
from vendortrail.importers.results import BadRow
from vendortrail.records.promised import Delivery, Mapping, ResultTable
from vendortrail.records.record import Draft, Payload, Record
from vendortrail.records.result_line import ResultLine
from vendortrail.refusal import FieldRefusal, Refusal
from vendortrail.service.recording import Recording

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


class Delivering(Recording):
    """Deliveries with the rows behind them."""

    def propose_mapping(self, path: Path) -> MappingProposal:
        """Return how a table would be read: as the last one with its columns, else a guess.

        Raises:
            Refusal: the file is not there or is no table.
        """
        table = results.open_table(read_file(path))
        first = tuple(cells for _, cells in table.rows[:_SHOWN_ROWS])
        for delivery in reversed(list(queries.speaking(self._connection, ("delivery",)))):
            kept = self._mapping(delivery, table.headers)
            if kept is not None:
                as_written = replace(kept, delimiter=table.delimiter, encoding=table.encoding)
                # Which rows are meant differs from segment to segment: that is asked again.
                return MappingProposal(table.headers, first, as_written, known=not kept.only)
        return MappingProposal(table.headers, first, results.guess(table), known=False)

    def deliver(self, draft: Draft[Delivery], path: Path, mapping: Mapping) -> DeliveryReceipt:
        """Record a delivery with its table: the file becomes evidence, its rows result rows.

        Args:
            draft: the delivery without a table.
            path: the table's file.
            mapping: how a person confirmed that it is to be read.

        Raises:
            Refusal: the file is no table, the mapping does not fit it, or no row can be taken.
            StorageFailure: it could not be kept; nothing was recorded.
        """
        data = read_file(path)
        table = results.open_table(data)
        lines = list(results.lines(table, mapping))
        refused = tuple(line for line in lines if isinstance(line, BadRow))
        taken = Counter(line.outcome for line in lines if isinstance(line, ResultLine))
        if not lines:
            chosen = [f"{only.column}={' | '.join(only.values)}" for only in mapping.only]
            raise FieldRefusal(
                "only",
                N_("no row of {path} has {chosen}; write the value as the table does"),
                path=path,
                chosen=", ".join(chosen),
            )
        if not taken:
            raise Refusal(
                N_("no row of {path} can be taken; line {line}: {reason}"),
                path=path,
                line=refused[0].line,
                reason=refused[0].reason,
            )
        name = self.evidence.keep(data)
        as_written = replace(mapping, delimiter=table.delimiter, encoding=table.encoding)
        kept = ResultTable(name, as_written, taken.total(), len(refused))
        record = self.record(
            replace(
                draft,
                payload=replace(draft.payload, table=kept),
                evidence=(*draft.evidence, name),
            )
        )
        return DeliveryReceipt(record, dict(taken), refused)  # type: ignore[arg-type]

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


def read_file(path: Path) -> bytes:
    """Return the bytes of a table's file that a person named.

    Raises:
        Refusal: it cannot be read, is no ordinary file, or is larger than any table that is read.
    """
    return b"".join(chunks(path, results.LARGEST_FILE))
