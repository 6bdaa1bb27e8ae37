"""VT202: definition drift."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from msgspec import Struct

from vendortrail import recounting, scope, terms
from vendortrail.findings import Finding, Severity, in_order
from vendortrail.i18n import N_
from vendortrail.records.history import History
from vendortrail.records.parties import Agreement
from vendortrail.records.promised import RESULT_DEFINITION, Delivery
from vendortrail.records.record import Record
from vendortrail.records.values import Side
from vendortrail.recounting import Recount
from vendortrail.results import Count
from vendortrail.sentences import Sentence
from vendortrail.terms import Standing, TermChange
from vendortrail.thresholds import Thresholds


def drift(history: History, today: date, _thresholds: Thresholds) -> Iterable[Finding]:
    """VT202: a proposed or changed result definition counts more of the same rows.

    High while it is proposed: the vendor's newest definition that nothing has settled, against the
    one in force, or, where none is, against ours that answers it. Medium once it is agreed: the
    definition in force against the one that it replaced. More is what surely counts, over every row
    of the agreement. It holds since the later of the two, until the agreement is closed.

    Example: the vendor proposes to count hang-ups: 100 of 160 rows. Under ours, which asks for the
    key questions, 38 count, 101 do not, and of 21 nobody can tell any more.
    """
    for agreement in scope.agreements(history):
        if scope.closing_act(history, agreement.identity):
            continue
        changed = [
            change
            for change in terms.changes(history, agreement.identity)
            if change.key == RESULT_DEFINITION and change.proposal.payload.definition
        ]
        pair = _proposed(changed, today) or _agreed(changed, today)
        if pair is None:
            continue
        found = recounting.recounts(history, agreement.identity)
        more, base = (_of(found, change) for change in (pair.wide, pair.base))
        if more.counts > base.counts:
            yield _finding(history, agreement, pair, more, base)


class _Pair(Struct, frozen=True):
    """What may count more, what it is held against, and how to say so."""

    wide: TermChange
    base: TermChange
    message: str
    severity: Severity


_THAN_AGREED = N_(
    "What the vendor proposes to count is wider than what is agreed: of {rows} rows {more} instead "
    "of {counts}; {does_not} do not count as agreed, and of {cannot_tell} it cannot be told"
)
_THAN_OURS = N_(
    "What the vendor proposes to count is wider than what we propose: of {rows} rows {more} "
    "instead of {counts}; {does_not} do not count under ours, and of {cannot_tell} it cannot be "
    "told"
)
_THAN_BEFORE = N_(
    "What is agreed to count is wider than what it replaced: of {rows} rows {more} instead of "
    "{counts}; {does_not} did not count before, and of {cannot_tell} it cannot be told"
)


def _proposed(changed: Sequence[TermChange], today: date) -> _Pair | None:
    """Return the vendor's newest proposal that nothing has settled, and what stands against it."""
    held = [change for change in changed if change.holds_on(today)]
    settled = max((change.answer.day for change in held if change.answer), default=date.min)
    unsettled = [
        change
        for change in changed
        if change.standing in {Standing.PROPOSED, Standing.COUNTERED}
        and change.proposal.day > settled
    ]
    theirs, ours = (
        [change for change in unsettled if change.proposal.payload.by is side]
        for side in (Side.VENDOR, Side.US)
    )
    if theirs and held:
        return _Pair(theirs[-1], held[-1], _THAN_AGREED, Severity.HIGH)
    return _Pair(theirs[-1], ours[-1], _THAN_OURS, Severity.HIGH) if theirs and ours else None


def _agreed(changed: Sequence[TermChange], today: date) -> _Pair | None:
    """Return the definition in force, and the last one that held before it."""
    for change in changed:
        if change.holds_on(today):
            before = [it for it in changed if it.holds_until and it.holds_on(it.holds_until)]
            ended = [(it.holds_until, it) for it in before if not it.holds_on(today)]
            if ended:
                base = max(ended, key=lambda end: end[0] or date.min)[1]
                return _Pair(change, base, _THAN_BEFORE, Severity.MEDIUM)
    return None


def _of(found: Iterable[Recount], change: TermChange) -> Count:
    return next(it.whole.count for it in found if it.change == change)


def _since(pair: _Pair) -> date:
    if pair.wide.holds_from:
        return pair.wide.holds_from
    return max(pair.wide.proposal.day, (pair.base.holds_from or pair.base.proposal.day))


def _finding(
    history: History, agreement: Record[Agreement], pair: _Pair, more: Count, base: Count
) -> Finding:
    proposals = [pair.wide.proposal, pair.base.proposal]
    answers = [change.answer for change in (pair.wide, pair.base) if change.answer]
    return Finding(
        code="VT202",
        severity=pair.severity,
        vendor=history.vendor,
        agreement=agreement.identity,
        key=str(pair.wide.proposal.identity),
        subject=pair.wide.name,
        since=_since(pair),
        days=None,
        message=Sentence(
            pair.message,
            {
                "rows": base.rows,
                "more": more.counts,
                "counts": base.counts,
                "does_not": base.does_not,
                "cannot_tell": base.cannot_tell,
            },
        ),
        evidence=in_order(
            [agreement, *history.of(Delivery, agreement.identity), *proposals, *answers]
        ),
    )
