"""VT309: a promise that was broken or is overdue, the vendor's or ours."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from enum import Enum, auto

from vendortrail.contact import delivered_by
from vendortrail.findings import Finding, Severity
from vendortrail.patience import Silence, silences
from vendortrail.records.dealings import Touchpoint
from vendortrail.records.history import History
from vendortrail.records.promised import Promise, PromiseOutcome
from vendortrail.records.record import Record
from vendortrail.records.values import Side
from vendortrail.sentences import Sentence, count, say
from vendortrail.thresholds import Thresholds


class _Fault(Enum):
    ADMITTED = auto()
    SILENCE = auto()
    OVERDUE = auto()


def promises(history: History, today: date, thresholds: Thresholds) -> Iterable[Finding]:
    """VT309: what one side promised is past its day and not known to be kept, or known broken.

    A promise is settled by its outcome; one that names segments, also by a delivery for each of
    them since it was made. It is **broken** when its outcome says so, be it before its day, or when
    its day passed in a silence (VT301's) in which the one who made it owed the word; else it is
    **overdue** from the day after its day.

    Example: “segments B and C start by 2025-11-21”, said on 2025-11-14, and then 363 days nothing.

    Severity: high when broken, medium when overdue; the same for the vendor's promises and ours.
    """
    silent = silences(history, today, thresholds)
    for promise in history.of(Promise):
        outcome = _outcome(history, promise, today)
        fault = _fault(history, promise, outcome, today, silent)
        if fault is None:
            continue
        due = date.fromisoformat(promise.payload.due)
        since = due if outcome is None else min(due, outcome.day)
        days = (today - since).days
        yield Finding(
            code="VT309",
            severity=Severity.MEDIUM if fault is _Fault.OVERDUE else Severity.HIGH,
            vendor=history.vendor,
            agreement=promise.agreement,
            key=f"{promise.identity}",
            subject=promise.payload.text,
            since=since,
            days=days,
            message=_message(promise.payload, fault, due, days),
            evidence=(
                *(said.seq for said in history.of(Touchpoint) if _said_in(promise, said)),
                promise.seq,
                *(() if outcome is None else (outcome.seq,)),
            ),
        )


def _said_in(promise: Record[Promise], touchpoint: Record[Touchpoint]) -> bool:
    return promise.payload.touchpoint == touchpoint.identity


def _outcome(
    history: History, promise: Record[Promise], today: date
) -> Record[PromiseOutcome] | None:
    """Return the last thing known about how the promise ended."""
    known = [
        outcome
        for outcome in history.of(PromiseOutcome)
        if outcome.payload.promise == promise.identity and outcome.day <= today
    ]
    return known[-1] if known else None


def _fault(
    history: History,
    promise: Record[Promise],
    outcome: Record[PromiseOutcome] | None,
    today: date,
    silent: Iterable[Silence],
) -> _Fault | None:
    if outcome is not None:
        return None if outcome.payload.kept else _Fault.ADMITTED
    due = date.fromisoformat(promise.payload.due)
    delivered = delivered_by(history, promise)
    if due >= today or (delivered is not None and delivered <= today):
        return None
    for gap in (found.gap for found in silent):
        passed_in_it = gap.start <= due and (gap.end is None or due < gap.end)
        if passed_in_it and gap.owed_by is promise.payload.by:
            return _Fault.SILENCE
    return _Fault.OVERDUE


def _message(promise: Promise, fault: _Fault, due: date, days: int) -> Sentence:
    match promise.by, fault:
        case Side.VENDOR, _Fault.ADMITTED:
            return say(
                "The vendor promised “{text}” by {due} and broke the promise",
                text=promise.text,
                due=due,
            )
        case Side.VENDOR, _Fault.SILENCE:
            return say(
                "The vendor promised “{text}” by {due}; silence followed",
                text=promise.text,
                due=due,
            )
        case Side.VENDOR, _:
            return count(
                "The vendor promised “{text}” by {due}; that is {count} day overdue",
                "The vendor promised “{text}” by {due}; that is {count} days overdue",
                days,
                text=promise.text,
                due=due,
            )
        case _, _Fault.ADMITTED:
            return say(
                "We promised “{text}” by {due} and broke the promise", text=promise.text, due=due
            )
        case _, _Fault.SILENCE:
            return say(
                "We promised “{text}” by {due}; silence followed", text=promise.text, due=due
            )
        case _:
            return count(
                "We promised “{text}” by {due}; that is {count} day overdue",
                "We promised “{text}” by {due}; that is {count} days overdue",
                days,
                text=promise.text,
                due=due,
            )
