"""Use cases that hold an offer against what we use and pay, and terms against each other."""

from __future__ import annotations

from pathlib import Path

from msgspec import Struct

from vendortrail import side_by_side
from vendortrail.break_even import BreakEven, break_evens
from vendortrail.claims import Judged, judged
from vendortrail.i18n import N_
from vendortrail.importers import usage
from vendortrail.importers.results import BadRow, open_table
from vendortrail.importers.usage import Column
from vendortrail.records.dealings import Offer, Usage
from vendortrail.records.parties import Agreement
from vendortrail.records.record import Draft, Payload, Record
from vendortrail.refusal import Refusal
from vendortrail.replay import A_YEAR, Replay, replay
from vendortrail.sentences import say
from vendortrail.service.accounting import table_receipt, taken
from vendortrail.service.delivering import read_file
from vendortrail.service.reading import Reading
from vendortrail.service.recording import Recording
from vendortrail.service.taking import Taken
from vendortrail.side_by_side import Choice, Compared
from vendortrail.terms import same


class Comparison(Struct, frozen=True):
    """An offer replayed on our usage, where it starts to pay, and what was said for it."""

    replay: Replay
    break_evens: tuple[BreakEven, ...]
    claims: tuple[Judged, ...]


class UsageProposal(Struct, frozen=True):
    """How a table of usage would be read: its columns, what is new in it, known, or not taken."""

    columns: tuple[Column, ...]
    new: tuple[Usage, ...]
    known: int
    refused: tuple[BadRow, ...]


class UsageReceipt(Struct, frozen=True):
    """What became of a table of usage: the records, how many were known, what was refused.

    ``taken`` says the same as the receipt of any import.
    """

    records: tuple[Record[Payload], ...]
    known: int
    refused: tuple[BadRow, ...]
    taken: Taken

    @property
    def recorded(self) -> int:
        """How many quantities were recorded."""
        return len(self.records)


class Comparing(Recording, Reading):
    """Offers on our usage, and terms side by side."""

    def compare(self, offer: Record[Offer], months: int = A_YEAR) -> Comparison:
        """Return an offer replayed over the last months of our usage, as of today.

        Raises:
            Refusal: it is in another currency than what we pay now.
        """
        history = self.history(offer.vendor or 0).as_of(self.today)
        replayed = replay(history, offer, self.today, months)
        return Comparison(replayed, break_evens(replayed), judged(history, replayed))

    def states(self, agreement: Record[Agreement]) -> tuple[Choice, ...]:
        """Return the states in which an agreement's terms can be compared, as of today."""
        history = self.history(agreement.vendor or 0)
        return side_by_side.choices(history, agreement.identity, self.today)

    def side_by_side(
        self, agreement: Record[Agreement], before: Choice, after: Choice
    ) -> tuple[Compared, ...]:
        """Return every term of an agreement in two states, as of today."""
        history = self.history(agreement.vendor or 0)
        old, new = (side_by_side.state(history, agreement.identity, it) for it in (before, after))
        return side_by_side.compare(history, agreement.identity, old, new, self.today)

    def propose_usage(
        self, path: Path, *, vendor: int, agreement: int | None = None
    ) -> UsageProposal:
        """Return how a table of usage would be read, for a person to look at; nothing is recorded.

        What is on record already with the same quantity is known; see `import_usage`.

        Raises:
            Refusal: the file is no such table, or no row of it can be taken.
        """
        return self._proposed(path, read_file(path), vendor, agreement)

    def import_usage(
        self,
        path: Path,
        *,
        vendor: int,
        agreement: int | None = None,
        private: bool = True,
        source: str = "typed",
        dry_run: bool = False,
    ) -> UsageReceipt:
        """Record a table of usage, which becomes evidence, in one transaction.

        What is on record already with the same quantity is left alone.

        Args:
            path: the table's file (see `importers.usage`).
            vendor: the identity of whose service was used.
            agreement: that of the agreement under which it was.
            private: whether the records are never shown to the vendor.
            source: as a record names it.
            dry_run: read everything and record nothing.

        Raises:
            Refusal: the file is no such table, or no row of it can be taken.
            StorageFailure: it could not be kept; nothing was recorded.
        """
        data = read_file(path)
        proposal = self._proposed(path, data, vendor, agreement)
        kept = proposal.new and not dry_run
        evidence = (self.evidence.keep(data),) if kept else ()
        drafts: list[Draft[Payload]] = [
            Draft(
                payload=used,
                occurred=used.month,
                vendor=vendor,
                agreement=agreement,
                private=private,
                source=source,
                evidence=evidence,
            )
            for used in proposal.new
        ]
        account = table_receipt(
            path,
            data,
            vendor=vendor,
            today=self.today,
            recorded=len(drafts),
            known=proposal.known,
            refused=proposal.refused,
        )
        *recorded, receipt = self.record_all((*drafts, account), dry_run=dry_run)
        records = () if dry_run else tuple(recorded)
        whole = taken(receipt, dry_run=dry_run)
        return UsageReceipt(records, proposal.known, proposal.refused, whole)

    def _proposed(
        self, path: Path, data: bytes, vendor: int, agreement: int | None
    ) -> UsageProposal:
        table = open_table(data)
        known = {
            (same(record.payload.meter), record.payload.month): record
            for record in self.history(vendor).of(Usage)
            if record.agreement == agreement
        }
        new: list[Usage] = []
        refused: list[BadRow] = []
        repeated = 0
        for read in usage.lines(table):
            if isinstance(read, BadRow):
                refused.append(read)
                continue
            before = known.get((same(read.usage.meter), read.usage.month))
            if read.usage.month > f"{self.today:%Y-%m}":
                refused.append(
                    BadRow(read.line, say("{month} is still ahead", month=read.usage.month))
                )
            elif before is None:
                new.append(read.usage)
            elif _says_the_same(before.payload, read.usage):
                repeated += 1
            else:
                reason = say(
                    "record #{number} says {quantity} for “{meter}” in {month}; correct it instead",
                    number=str(before.seq),
                    quantity=f"{before.payload.quantity} {before.payload.unit}".rstrip(),
                    meter=read.usage.meter,
                    month=read.usage.month,
                )
                refused.append(BadRow(read.line, reason))
        if not new and not repeated:
            raise Refusal(
                N_("no row of {path} can be taken; line {line}: {reason}"),
                path=path,
                line=refused[0].line,
                reason=refused[0].reason,
            )
        return UsageProposal(usage.columns(table), tuple(new), repeated, tuple(refused))


def _says_the_same(known: Usage, read: Usage) -> bool:
    """Say whether a table repeats what is known; one that names no unit leaves it as it is."""
    return known.quantity == read.quantity and same(read.unit) in {"", same(known.unit)}
