"""VT201: result undefined."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from vendortrail import scope, terms
from vendortrail.findings import Finding, Severity, in_order
from vendortrail.occurred import Occurred
from vendortrail.records.history import History
from vendortrail.records.promised import RESULT_DEFINITION, Delivery, Segment
from vendortrail.records.record import Payload, Record
from vendortrail.sentences import Sentence, say
from vendortrail.thresholds import Thresholds


def undefined(history: History, today: date, _thresholds: Thresholds) -> Iterable[Finding]:
    """VT201, high: work on a promised quantity began, and what counts as a result is not agreed.

    The first delivery or payment is where it began, and since when it holds; where a definition was
    agreed and is not valid any more, the first one after its last day. It is over once a result
    definition is in force, or the agreement is closed.

    Example: 300 “productive calls” were promised on 6 October and half of them paid for on the 8th,
    and no paper says what a productive call is. From the 8th on, the result is undefined.
    """
    for agreement in scope.agreements(history):
        identity = agreement.identity
        promised = history.of(Segment, identity)
        defined = RESULT_DEFINITION in terms.in_force(history, identity, today)
        changed = [
            change for change in terms.changes(history, identity) if change.key == RESULT_DEFINITION
        ]
        ends = [it.holds_until for it in changed if it.holds_until and it.holds_on(it.holds_until)]
        until = max((end for end in ends if end < today), default=None)
        done: list[Record[Payload]] = [
            *history.of(Delivery, identity),
            *scope.payments(history, identity),
        ]
        work = [record for record in done if until is None or record.day > until]
        if not (promised and work) or defined or scope.is_closed(history, identity):
            continue
        first = min(work, key=lambda record: record.sort_key)
        yield Finding(
            code="VT201",
            severity=Severity.HIGH,
            vendor=history.vendor,
            agreement=identity,
            key=str(identity),
            subject=agreement.payload.title,
            since=first.day,
            days=(today - first.day).days,
            message=_message(agreement.payload.title, first.when, until),
            evidence=in_order(
                [agreement, *promised, first, *(change.proposal for change in changed)]
            ),
        )


def _message(title: str, first: Occurred, until: date | None) -> Sentence:
    if until:
        return say(
            "“{title}” has been worked on or paid for since {day}, and what was agreed to count as "
            "a result was valid until {until}",
            title=title,
            day=first,
            until=until,
        )
    return say(
        "“{title}” has been worked on or paid for since {day}, and it was never agreed what counts "
        "as a result",
        title=title,
        day=first,
    )
