"""VT102: scope overdue."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from vendortrail import scope
from vendortrail.findings import Finding, Severity, in_order
from vendortrail.records.history import History
from vendortrail.sentences import count
from vendortrail.thresholds import Limit, Thresholds


def overdue(history: History, today: date, thresholds: Thresholds) -> Iterable[Finding]:
    """VT102, medium: a segment is `Limit.OVERDUE` days past its due day and unfinished.

    It holds since the due day. Once the segment is abandoned, VT101 speaks of it instead.

    Example: of 100 calls due on 31 March, 80 were delivered by 30 March. From 1 April on, the
    segment is overdue.
    """
    for agreement in scope.agreements(history):
        limit = thresholds.days(Limit.OVERDUE, agreement.identity)
        for state in scope.scope(history, agreement.identity, today, thresholds):
            late = (today - (state.due or date.max)).days
            abandoned = state.condition is scope.Condition.ABANDONED
            if limit is None or late < limit or abandoned or not state.unfinished:
                continue
            segment = state.segment.payload
            yield Finding(
                code="VT102",
                severity=Severity.MEDIUM,
                vendor=history.vendor,
                agreement=agreement.identity,
                key=str(state.segment.identity),
                subject=segment.name,
                since=state.due or today,
                days=late,
                message=count(
                    "“{segment}” is {count} day overdue: {claimed} of {promised} delivered "
                    "({unit})",
                    "“{segment}” is {count} days overdue: {claimed} of {promised} delivered "
                    "({unit})",
                    late,
                    segment=segment.name,
                    claimed=state.claimed,
                    promised=state.promised,
                    unit=segment.unit,
                ),
                evidence=in_order([agreement, state.segment, *state.deliveries, *state.promises]),
            )
