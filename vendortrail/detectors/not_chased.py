"""VT311: not chased."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from vendortrail.contact import Gap, contact
from vendortrail.findings import Finding, Severity, in_order
from vendortrail.patience import patience
from vendortrail.records.history import History
from vendortrail.records.values import Side
from vendortrail.sentences import Sentence, count
from vendortrail.thresholds import Limit, Thresholds


def not_chased(history: History, today: date, thresholds: Thresholds) -> Iterable[Finding]:
    """VT311: the vendor owed a word, and for ``Limit.NOT_CHASED`` days we did not ask for it.

    The days are counted from the day on which the word was due: that of the promise it rests on,
    else the first day of the silence. Where nobody had asked for a word, it is only missed once the
    silence itself is longer than ``Limit.SILENCE``. A silence that ended stays on record.

    Example: segments B and C were to start by 2025-11-21; until the vendor's mail of 2026-11-12 we
    sent no reminder: 356 days.

    Severity: medium while a reminder would still help, low once the silence has ended.
    """
    for gap in contact(history, today).gaps:
        if gap.owed_by is not Side.VENDOR:
            continue
        due = max(gap.start, gap.due or gap.start)
        last = gap.end or today
        days = (last - due).days
        allowed = patience(history, thresholds, Limit.NOT_CHASED, gap.start, last)
        if allowed is None or days <= allowed.days or not _missed(history, thresholds, gap, last):
            continue
        yield Finding(
            code="VT311",
            severity=Severity.MEDIUM if gap.end is None else Severity.LOW,
            vendor=history.vendor,
            agreement=allowed.agreement,
            key=f"{history.numbered(gap.after).identity}",
            subject=f"{due} – {gap.end or '…'}",
            since=due,
            days=days,
            message=_message(gap, due, days),
            evidence=in_order(history.numbered(seq) for seq in gap.witnesses),
        )


def _missed(history: History, thresholds: Thresholds, gap: Gap, last: date) -> bool:
    """Return whether the word was asked for, or the silence is too long in itself."""
    allowed = patience(history, thresholds, Limit.SILENCE, gap.start, last)
    return gap.due is not None or (allowed is not None and (last - gap.start).days > allowed.days)


def _message(gap: Gap, due: date, days: int) -> Sentence:
    if gap.end is None:
        return count(
            "The vendor has owed us a word since {due}; for {count} day we have not asked for it",
            "The vendor has owed us a word since {due}; for {count} days we have not asked for it",
            days,
            due=due,
        )
    return count(
        "The vendor owed us a word from {due} to {end}; in that {count} day we did not ask for it",
        "The vendor owed us a word from {due} to {end}; in those {count} days we did not ask for"
        " it",
        days,
        due=due,
        end=gap.end,
    )
