"""Use cases that hold the result rows against definitions, those on record and any other."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from vendortrail import queries, recounting, result_rows, results, scope
from vendortrail.questionnaire import asked, questionnaire
from vendortrail.records.definition import Definition
from vendortrail.records.history import History
from vendortrail.records.parties import Agreement
from vendortrail.records.promised import Delivery, Payment, Segment
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


class Countable(Struct, frozen=True):
    """What a definition can be made of: outcomes with their rows, the most first; questions."""

    outcomes: Mapping[str, int]
    questions: tuple[str, ...]


Heard = Callable[[float], None]
"""Hears which share of the rows was read so far, 0 to 1; what it raises ends the recount."""


def unheard(_share: float) -> None:
    """Hear nothing."""


class Recounting(Reading):
    """What the same rows are worth to each side."""

    def recount(
        self,
        agreement: Record[Agreement],
        considered: Iterable[Definition] = (),
        heard: Heard = unheard,
    ) -> tuple[Recount, ...]:
        """Return the recount of an agreement under every definition ever proposed, as of today.

        Args:
            agreement: which one.
            considered: definitions that nobody has proposed yet, recounted after the others.
            heard: told now and then how far it is.
        """
        tried = tuple(considered)
        told = self._with_rows(agreement, tried, heard)
        return recounting.recounts(told, agreement.identity, tried)

    def countable(self, agreement: Record[Agreement], heard: Heard = unheard) -> Countable:
        """Return what a definition for an agreement can be made of, as of today."""
        told = self._with_rows(agreement, (), heard)
        return Countable(
            results.outcomes(told, agreement.identity), asked(told, agreement.identity)
        )

    def _with_rows(
        self, agreement: Record[Agreement], considered: Iterable[Definition], heard: Heard
    ) -> History:
        """Return what is on record by today, with the rows of one agreement alone."""
        told = queries.said(self._connection, agreement.vendor or 0).as_of(self.today)
        tables = (record.payload.table for record in told.of(Delivery, agreement.identity))
        total = sum(table.rows for table in tables if table)
        read = 0

        def more(rows: int) -> None:
            nonlocal read
            read += rows
            heard(read / total if total else 1)

        rows = result_rows.groups(
            self._connection, told, considered, agreement=agreement.identity, heard=more
        )
        return replace(told, results=rows)

    def payments(
        self, agreement: Record[Agreement], segment: Record[Segment] | None = None
    ) -> tuple[Record[Payment], ...]:
        """Return what was paid under an agreement by today, or for one of its segments alone."""
        told = queries.said(self._connection, agreement.vendor or 0).as_of(self.today)
        return tuple(
            payment
            for payment in scope.payments(told, agreement.identity)
            if segment is None or payment.payload.segment == segment.identity
        )

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
        questions = questionnaire(told, agreement.identity)
        limits = results.cuts(told, (definition,))
        for delivery in told.of(Delivery, agreement.identity):
            table = delivery.payload.table
            if table is not None:
                lines = result_rows.behind(
                    self._connection,
                    delivery.identity,
                    table,
                    limits,
                    lambda group: results.verdict(group, definition, questions) is verdict,
                )
                yield RowsBehind(delivery, table.sha256, lines)

    def rows_at(self, delivery: int, lines: Sequence[int]) -> tuple[ResultLine, ...]:
        """Return what some rows of a delivery's table say, at most some hundreds at once.

        Args:
            delivery: its identity.
            lines: those of the rows, as `rows_behind` names them.
        """
        return result_rows.lines(self._connection, delivery, lines)
