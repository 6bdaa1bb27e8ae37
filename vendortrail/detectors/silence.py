"""VT301: silence."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from vendortrail.findings import Finding, Severity, in_order
from vendortrail.patience import Silence, patience, silences
from vendortrail.records.history import History
from vendortrail.records.values import Side
from vendortrail.sentences import Sentence, count, say
from vendortrail.thresholds import Limit, Thresholds


def silence(history: History, today: date, thresholds: Thresholds) -> Iterable[Finding]:
    """VT301: neither side said a word for longer than ``Limit.SILENCE`` days.

    The threshold is the shortest of the agreements in force during the silence; where all of them
    have it off, nobody expects to hear anything and nothing is found. See ``vendortrail.words`` for
    what a word is, ``vendortrail.contact`` for who owed it. A silence that ended stays on record,
    unless nobody owed a word and it was not even long enough to return from (``Limit.RETURNED``).
    Only time counts of which some source would know a word (see ``vendortrail.coverage``).

    Example: their last mail of 2025-11-14 promises a start by 2025-11-21, the next word comes on
    2026-11-12: 363 days of silence, ended, the word owed by the vendor.

    Severity: high while it lasts and the vendor owes the word, low once it has ended and the vendor
    did not owe it, medium otherwise.
    """
    for found in silences(history, today, thresholds):
        gap = found.gap
        if gap.end is None or gap.owed_by is not None or _was_long(history, thresholds, found):
            yield Finding(
                code="VT301",
                severity=_severity(found),
                vendor=history.vendor,
                agreement=found.patience.agreement,
                key=f"{history.numbered(gap.after).identity}",
                subject=f"{gap.start} – {gap.end or '…'}",
                since=gap.start,
                days=found.days,
                message=_message(found),
                evidence=in_order(history.numbered(seq) for seq in gap.witnesses),
            )


def _was_long(history: History, thresholds: Thresholds, found: Silence) -> bool:
    last = found.gap.end or found.gap.start
    allowed = patience(history, thresholds, Limit.RETURNED, found.gap.start, last)
    return allowed is not None and found.days > allowed.days


def _severity(found: Silence) -> Severity:
    by_vendor = found.gap.owed_by is Side.VENDOR
    if found.gap.end is None:
        return Severity.HIGH if by_vendor else Severity.MEDIUM
    return Severity.MEDIUM if by_vendor else Severity.LOW


def _message(found: Silence) -> Sentence:
    gap = found.gap
    if gap.end is None:
        return count(
            "Silence since {start}, {count} day so far; {debt}",
            "Silence since {start}, {count} days so far; {debt}",
            found.days,
            start=gap.start,
            debt=_debt(found),
        )
    if gap.before is None:
        return count(
            "Silence from {start} to {end}, {count} day, and nothing is known after it; {debt}",
            "Silence from {start} to {end}, {count} days, and nothing is known after it; {debt}",
            found.days,
            start=gap.start,
            end=gap.end,
            debt=_debt(found),
        )
    return count(
        "Silence from {start} to {end}, {count} day; {debt}",
        "Silence from {start} to {end}, {count} days; {debt}",
        found.days,
        start=gap.start,
        end=gap.end,
        debt=_debt(found),
    )


def _debt(found: Silence) -> Sentence:
    if found.gap.resumed:
        return say("who owed the next word is not known")
    match found.gap.owed_by, found.gap.promise:
        case None, _:
            return say("nobody owed the other a word")
        case Side.VENDOR, None:
            return say("the vendor owed the next word")
        case Side.VENDOR, _:
            return say("the vendor owed the next word: a promise due on {due}", due=found.gap.due)
        case _, None:
            return say("we owed the next word")
        case _:
            return say("we owed the next word: a promise due on {due}", due=found.gap.due)
