"""Use cases that hold the result rows against definitions, those on record and any other."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct

from vendortrail import queries, recounting, result_rows, results
from vendortrail.questionnaire import questionnaire
from vendortrail.records.definition import Definition
from vendortrail.records.parties import Agreement
from vendortrail.records.promised import Delivery
from vendortrail.records.record import Record
from vendortrail.records.result_line import ResultLine
from vendortrail.recounting import Recount
from vendortrail.results import Verdict
from vendortrail.service.reading import Reading


class RowsBehind(Struct, frozen=True):
    """The rows of one delivery behind a number, by their lines in its evidence (a SHA-256)."""

    delivery: Record[Delivery]
    evidence: str
    lines: tuple[int, ...]


class Recounting(Reading):
    """What the same rows are worth to each side."""

    def recount(
        self, agreement: Record[Agreement], considered: Iterable[Definition] = ()
    ) -> tuple[Recount, ...]:
        """Return the recount of an agreement under every definition ever proposed, as of today.

        Args:
            agreement: which one.
            considered: definitions that nobody has proposed yet, recounted after the others.
        """
        tried = tuple(considered)
        told = queries.history(self._connection, agreement.vendor or 0, tried)
        return recounting.recounts(told.as_of(self.today), agreement.identity, tried)

    def rows_behind(
        self, agreement: Record[Agreement], definition: Definition, verdict: Verdict
    ) -> Iterator[RowsBehind]:
        """Yield, for each delivery of an agreement with a table, the rows in a class.

        Args:
            agreement: which one.
            definition: the one that the rows are held against, recorded or not.
            verdict: the class.
        """
        told = queries.said(self._connection, agreement.vendor or 0).as_of(self.today)
        asked = questionnaire(told, agreement.identity)
        limits = results.cuts(told, (definition,))
        for delivery in told.of(Delivery, agreement.identity):
            table = delivery.payload.table
            if table is not None:
                lines = result_rows.behind(
                    self._connection,
                    delivery.identity,
                    table,
                    limits,
                    lambda group: results.verdict(group, definition, asked) is verdict,
                )
                yield RowsBehind(delivery, table.sha256, lines)

    def rows_at(self, delivery: int, lines: Sequence[int]) -> tuple[ResultLine, ...]:
        """Return what some rows of a delivery's table say, at most some hundreds at once.

        Args:
            delivery: its identity.
            lines: those of the rows, as `rows_behind` names them.
        """
        return result_rows.lines(self._connection, delivery, lines)
