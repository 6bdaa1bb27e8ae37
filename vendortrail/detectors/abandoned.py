"""VT101: scope abandoned."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from vendortrail import scope
from vendortrail.coverage import known_until
from vendortrail.findings import Finding, Severity, in_order
from vendortrail.records.history import History
from vendortrail.sentences import Sentence, count, say
from vendortrail.thresholds import Limit, Thresholds


def abandoned(history: History, today: date, thresholds: Thresholds) -> Iterable[Finding]:
    """VT101, high: a segment was promised, is unfinished, and nobody works on it or closed it.

    When that is so, `scope.scope` says: nothing happened for `Limit.ABANDONED` days, or the
    agreement ended. It holds since the last day on which something happened.

    Example: 100 calls were promised for segment B under an agreement of 6 October; on 14 November
    the vendor promised to begin by the 21st, and nothing followed. From 21 December on, segment B
    is abandoned since 21 November.
    """
    for agreement in scope.agreements(history):
        for state in scope.scope(history, agreement.identity, today, thresholds):
            if state.condition is scope.Condition.ABANDONED:
                known = known_until(history, state.idle_since, today)
                yield Finding(
                    code="VT101",
                    severity=Severity.HIGH,
                    vendor=history.vendor,
                    agreement=agreement.identity,
                    key=str(state.segment.identity),
                    subject=state.segment.payload.name,
                    since=state.idle_since,
                    days=(today - state.idle_since).days,
                    message=_message(state, scope.end(agreement), known, thresholds),
                    evidence=in_order(
                        [agreement, state.segment, *state.deliveries, *state.promises]
                    ),
                )


def _message(
    state: scope.SegmentState, ends: date | None, known: date, thresholds: Thresholds
) -> Sentence:
    """Return it in words; that nothing was done is said of days that some source covers."""
    segment = state.segment.payload
    idle = (known - state.idle_since).days
    limit = thresholds.days(Limit.ABANDONED, state.segment.agreement)
    if ends and limit and idle < limit:
        return say(
            "“{segment}” was unfinished when the agreement ended on {ends}: {claimed} of "
            "{promised} delivered ({unit}), and no close-out",
            segment=segment.name,
            ends=ends,
            claimed=state.claimed,
            promised=state.promised,
            unit=segment.unit,
        )
    if not state.deliveries:
        return count(
            "“{segment}” was never started: {promised} promised ({unit}), nothing done for "
            "{count} day, and no close-out",
            "“{segment}” was never started: {promised} promised ({unit}), nothing done for "
            "{count} days, and no close-out",
            idle,
            segment=segment.name,
            promised=state.promised,
            unit=segment.unit,
        )
    return count(
        "“{segment}” was left unfinished: {claimed} of {promised} delivered ({unit}), nothing "
        "done for {count} day, and no close-out",
        "“{segment}” was left unfinished: {claimed} of {promised} delivered ({unit}), nothing "
        "done for {count} days, and no close-out",
        idle,
        segment=segment.name,
        claimed=state.claimed,
        promised=state.promised,
        unit=segment.unit,
    )
