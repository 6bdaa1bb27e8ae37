"""Use cases of quick notes: one typed line, read and recorded."""

from __future__ import annotations

from collections.abc import Sequence

from vendortrail import queries, quick_note
from vendortrail.quick_note import Known, Named, Reading
from vendortrail.records.dealings import Touchpoint
from vendortrail.records.parties import Agreement, Contact, Vendor
from vendortrail.records.promised import Segment
from vendortrail.records.record import Draft, Payload, Record
from vendortrail.service.naming import Naming, names
from vendortrail.service.recording import Recording


class Noting(Naming, Recording):
    """Reading notes, and recording what they tell."""

    def known(self) -> Known:
        """Return everything that a note may name."""
        return Known(
            vendors=_named(self.every(Vendor)),
            people=_named(self.every(Contact)),
            agreements=_named(self.every(Agreement)),
            segments=_named(self.every(Segment)),
        )

    def read_note(self, line: str, known: Known) -> Reading:
        """Return what a note says, and what it leaves open; ``known`` is what it may name."""
        reading = quick_note.read(line, known, self.today, self.zone)
        if reading.answers is None or self._is_touchpoint(reading.answers):
            return reading
        return quick_note.without_answer(reading)

    def _is_touchpoint(self, number: int) -> bool:
        found = queries.numbered(self._connection, [number]).get(number)
        return found is not None and isinstance(found.payload, Touchpoint)

    def note(self, reading: Reading, *, source: str) -> tuple[Record[Payload], ...]:
        """Record what a note tells, in one transaction: a touchpoint, and the promises made in it.

        Args:
            reading: the note.
            source: where it was typed.

        Raises:
            Unsettled: something in it is open; nothing was recorded.
            Refusal: it cannot be recorded as it stands; nothing was.
            StorageFailure: the storage failed; nothing is half-written.
        """
        told = Draft(
            payload=quick_note.touchpoint(reading),
            occurred=reading.when.text,
            vendor=reading.vendor,
            agreement=reading.agreement,
            source=source,
        )
        promises = (
            Draft(
                payload=promise,
                occurred=reading.when.text,
                vendor=reading.vendor,
                agreement=reading.agreement,
                source=source,
            )
            for promise in quick_note.promises(reading)
        )
        return self.record_said(told, *promises)


def _named(records: Sequence[Record[Payload]]) -> tuple[Named, ...]:
    return tuple(
        quick_note.named(it.identity, names(it), it.vendor, it.agreement) for it in records
    )
