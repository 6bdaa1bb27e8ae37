"""Use cases that record: one transaction each, whole or not at all."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain, islice

from msgspec.structs import replace

from vendortrail import ledger
from vendortrail.database import transaction
from vendortrail.i18n import N_
from vendortrail.importers import results
from vendortrail.occurred import parse
from vendortrail.records.dealings import Touchpoint
from vendortrail.records.housekeeping import Correction
from vendortrail.records.promised import Delivery, Promise
from vendortrail.records.record import Draft, Payload, Record, Sealed, decode, seal
from vendortrail.records.result_line import ResultLine
from vendortrail.refusal import Refusal
from vendortrail.service import agreeing, belonging, distinct, plausible
from vendortrail.service.appending import CHUNK, Appending
from vendortrail.service.opened import Opened


class Recording(Opened):
    """Capture: everything that a person or an import says becomes a record here."""

    def record(self, draft: Draft[Payload]) -> Record[Payload]:
        """Append one record with the rows derived from it, and return it.

        Raises:
            Refusal: it cannot be recorded as it stands; nothing was.
            StorageFailure: the storage failed; nothing is half-written.
        """
        (record,) = self.record_all([draft])
        return record

    def record_all(
        self, drafts: Iterable[Draft[Payload]], *, dry_run: bool = False
    ) -> tuple[Record[Payload], ...]:
        """Append records in one transaction; a draft may name those before it by their numbers.

        Args:
            drafts: what is to be recorded.
            dry_run: undo it at the end: only see whether it can be recorded.

        Raises:
            Refusal: one of them cannot be recorded as it stands; none was.
            StorageFailure: the storage failed; nothing is half-written.
        """
        with transaction(self._connection, rehearsed=dry_run):
            return tuple(record for chunk in self._append(iter(drafts)) for record in chunk)

    def record_said(
        self, touchpoint: Draft[Touchpoint], *promises: Draft[Promise]
    ) -> tuple[Record[Payload], ...]:
        """Append a touchpoint and the promises that were made in it, in one transaction.

        Raises:
            Refusal: one of them cannot be recorded as it stands; none was.
            StorageFailure: the storage failed; nothing is half-written.
        """
        with transaction(self._connection):
            place = ledger.head(self._connection).size + 1
            said = (
                replace(promise, payload=replace(promise.payload, touchpoint=place))
                for promise in promises
            )
            chunks = self._append(chain((touchpoint,), said))
            return tuple(record for chunk in chunks for record in chunk)

    def record_many(self, drafts: Iterable[Draft[Payload]]) -> int:
        """Append any number of records in one transaction and bounded memory; return how many.

        Raises:
            Refusal: one of them cannot be recorded as it stands; none was.
            StorageFailure: the storage failed; nothing is half-written.
        """
        with transaction(self._connection):
            return sum(len(chunk) for chunk in self._append(iter(drafts)))

    def correct(
        self,
        seq: int,
        *,
        reason: str,
        payload: Payload | None = None,
        occurred: str | None = None,
        private: bool | None = None,
    ) -> Record[Payload]:
        """Let a corrected record take the place of one; what is None stays as it was.

        Raises:
            Refusal: there is no such record, it was taken back, or the new one cannot be recorded.
        """
        was = self._speaking(seq)
        return self.record(
            Draft(
                payload=was.payload if payload is None else payload,
                occurred=was.occurred if occurred is None else parse(occurred).text,
                vendor=was.vendor,
                agreement=was.agreement,
                private=was.private if private is None else private,
                source=was.source,
                origin=was.origin,
                evidence=was.evidence,
                supersedes=was.identity,
                reason=reason,
            )
        )

    def take_back(self, seq: int, *, reason: str) -> Record[Payload]:
        """Record that a record was made in error and nothing takes its place.

        Raises:
            Refusal: there is no such record, it was taken back already, or others rest on it.
        """
        was = self._speaking(seq)
        return self.record(
            Draft(
                payload=Correction(),
                occurred=self.today.isoformat(),
                vendor=was.vendor,
                agreement=was.agreement,
                private=was.private,
                origin=was.origin,
                supersedes=was.identity,
                reason=reason,
            )
        )

    def result_lines(self, delivery: Record[Delivery]) -> Iterator[ResultLine]:
        """Yield the rows of a delivery's table, read from its evidence.

        Raises:
            StorageFailure: the evidence is not there or was changed.
        """
        kept = delivery.payload.table
        if kept is not None:
            table = results.open_table(self.evidence.read(kept.sha256))
            lines = results.lines(table, kept.mapping)
            yield from (line for line in lines if isinstance(line, ResultLine))

    def load(self, bodies: Iterable[bytes]) -> None:
        """Append records that were recorded elsewhere, as they stand, in one transaction.

        Raises:
            Refusal: one of them is no record, or does not follow the one before; none was taken.
        """
        with transaction(self._connection):
            appending = Appending(self._connection, self.result_lines)
            for _chunk in _written(appending, (_read(body) for body in bodies)):
                pass

    def _append(self, drafts: Iterator[Draft[Payload]]) -> Iterator[tuple[Record[Payload], ...]]:
        appending = Appending(self._connection, self.result_lines, agreeing.check, distinct.check)
        possible = plausible.possible(drafts, self.today)
        told = belonging.told(self._connection, possible, appending.next)
        return _written(appending, ledger.stamp(told, appending.next - 1, self.author))

    def _speaking(self, seq: int) -> Record[Payload]:
        """Return what speaks now under the identity of a numbered record."""
        identity = ledger.read(self._connection, seq).identity
        (newest,) = self._connection.execute(
            "SELECT max(seq) FROM (SELECT ?1 AS seq UNION ALL "
            "SELECT seq FROM entry WHERE identity = ?1 AND seq <> identity)",
            (identity,),
        ).fetchone()
        record = ledger.read(self._connection, newest)
        if isinstance(record.payload, Correction):
            raise Refusal(N_("record #{seq} was taken back in #{by}"), seq=seq, by=newest)
        return record


def _written(
    appending: Appending, sealed: Iterator[Sealed]
) -> Iterator[tuple[Record[Payload], ...]]:
    while chunk := tuple(islice(sealed, CHUNK)):
        yield appending.add(chunk)
    appending.finish()


def _read(body: bytes) -> Sealed:
    """Read a record that was recorded elsewhere, and hold it to what a draft is held to."""
    record = decode(body)
    record.check()
    return seal(record)
