"""VT203: proposal pending."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from vendortrail import scope, terms
from vendortrail.findings import Finding, Severity, in_order
from vendortrail.records.history import History
from vendortrail.records.values import Side
from vendortrail.sentences import Sentence, count
from vendortrail.thresholds import Limit, Thresholds


def pending(history: History, today: date, thresholds: Thresholds) -> Iterable[Finding]:
    """VT203: a proposed term, theirs or ours, has waited `Limit.PENDING` days to be settled.

    Medium while nobody answered and nobody countered, since the proposal; low when it was accepted
    by word of mouth and waits for paper, since that word. What was proposed before an agreement was
    closed waits for nothing, nor does a definition whose last day is past.

    Example: on 1 March the vendor proposed 180 a call. Without an answer of ours, the proposal is
    pending from 15 March on.
    """
    for agreement in scope.agreements(history):
        patience = thresholds.days(Limit.PENDING, agreement.identity)
        closing = scope.closing_act(history, agreement.identity)
        for change in terms.open_proposals(history, agreement.identity, today):
            since = (change.answer or change.proposal).day
            waited = (today - since).days
            definition = change.proposal.payload.definition
            over = definition is not None and "" < definition.ends < today.isoformat()
            moot = over or (closing is not None and change.proposal.day <= closing.day)
            if patience is None or waited < patience or moot:
                continue
            word = [change.answer] if change.answer else []
            yield Finding(
                code="VT203",
                severity=Severity.LOW if change.answer else Severity.MEDIUM,
                vendor=history.vendor,
                agreement=agreement.identity,
                key=str(change.proposal.identity),
                subject=change.name,
                since=since,
                days=waited,
                message=_message(change, waited),
                evidence=in_order([change.proposal, *word]),
            )


def _message(change: terms.TermChange, waited: int) -> Sentence:
    if change.answer:
        return count(
            "“{term}” was agreed by word of mouth on {day} and is not on paper after {count} day",
            "“{term}” was agreed by word of mouth on {day} and is not on paper after {count} days",
            waited,
            term=change.name,
            day=change.answer.when,
        )
    if change.proposal.payload.by is Side.VENDOR:
        return count(
            "What they proposed on {day} for “{term}” has waited {count} day for our answer",
            "What they proposed on {day} for “{term}” has waited {count} days for our answer",
            waited,
            term=change.name,
            day=change.proposal.when,
        )
    return count(
        "What we proposed on {day} for “{term}” has waited {count} day for their answer",
        "What we proposed on {day} for “{term}” has waited {count} days for their answer",
        waited,
        term=change.name,
        day=change.proposal.when,
    )
