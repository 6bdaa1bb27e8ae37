"""Appending chunk after chunk within one transaction: what can wait is done once, at the end."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Sequence

from vendortrail import ledger, projection, references, silences
from vendortrail.projection import ResultLines
from vendortrail.records.record import Payload, Record, Sealed
from vendortrail.refusal import Refusal

# Enough to make the driver's own cost small, little enough to keep a million records out of memory.
CHUNK = 5_000
# From so many on, and from as many as there were before, making indexes anew is the quicker way.
_BULK = 20_000

Check = Callable[[sqlite3.Connection, Sequence[Record[Payload]]], None]


class Appending:
    """Writes chunks of records with the rows they are worth, until ``finish``.

    Args:
        connection: the open trail, within a transaction.
        result_lines: reads the rows of a delivery's table from the evidence.
        checks: what else must hold once a chunk stands; each raises a ``Refusal`` otherwise.
    """

    def __init__(
        self, connection: sqlite3.Connection, result_lines: ResultLines, *checks: Check
    ) -> None:
        self._connection = connection
        self._result_lines = result_lines
        self._checks = checks
        self._checker = references.References(connection)
        self._silences = silences.Changes(connection)
        self._before = ledger.head(connection).size
        self._added = 0
        self.in_bulk = False
        """Whether so much comes that what is kept up row by row costs more than making it anew."""

    @property
    def next(self) -> int:
        """The number that the next record will have."""
        return self._before + self._added + 1

    def add(self, chunk: Sequence[Sealed]) -> tuple[Record[Payload], ...]:
        """Append the records of a chunk, at most `CHUNK`, whole or not at all, and return them.

        Raises:
            Refusal: one of them names what is not there, or does not fit.
            StorageFailure: what was read back is not what was written.
        """
        records = tuple(record for record, _ in chunk)
        self._connection.execute("SAVEPOINT chunk")
        try:
            self._checker.check(records)
            ledger.append(self._connection, chunk)
            projection.project(self._connection, records, self._result_lines)
            for check in self._checks:
                check(self._connection, records)
        except Refusal:
            self._connection.execute("ROLLBACK TO chunk")
            self._connection.execute("RELEASE chunk")
            self._checker = references.References(self._connection)
            raise
        self._connection.execute("RELEASE chunk")
        self._silences.note(records)
        self._added += len(chunk)
        if not self.in_bulk and self._added >= max(self._before, _BULK):
            projection.drop_indexes(self._connection)
            self.in_bulk = True
        return records

    def finish(self) -> None:
        """Make the indexes that were dropped, and bring the silences up to date."""
        if self.in_bulk:
            projection.make_indexes(self._connection)
        self._silences.keep()
