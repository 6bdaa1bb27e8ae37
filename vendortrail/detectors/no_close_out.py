"""VT103: no close-out."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from msgspec import Struct

from vendortrail import scope, words
from vendortrail.coverage import known_until
from vendortrail.findings import Finding, Severity, in_order
from vendortrail.records.history import History
from vendortrail.records.parties import Agreement
from vendortrail.records.promised import Payment
from vendortrail.records.record import Payload, Record
from vendortrail.sentences import Sentence, count
from vendortrail.thresholds import Limit, Thresholds


def no_close_out(history: History, today: date, thresholds: Thresholds) -> Iterable[Finding]:
    """VT103: an agreement is over, and no act has closed it or each of its segments.

    It is over `Limit.NO_CLOSE_OUT` days after the end of its period; or, where contact is expected
    at all (`Limit.SILENCE` is not off), when neither side has said, delivered or paid anything for
    as long as makes the next word a return (`Limit.RETURNED`). Medium when something promised is
    unfinished, else low. It holds since the end, or since the last thing that happened.

    Example: an agreement ran until 31 December and nobody wrote “let us close this”. From
    30 January on, the close-out is missing.
    """
    for agreement in scope.agreements(history):
        if scope.is_closed(history, agreement.identity):
            continue
        over = _ended(agreement, today, thresholds) or _faded(history, agreement, today, thresholds)
        if over is None:
            continue
        states = scope.scope(history, agreement.identity, today, thresholds)
        unfinished = [state.segment for state in states if state.unfinished]
        yield Finding(
            code="VT103",
            severity=Severity.MEDIUM if unfinished else Severity.LOW,
            vendor=history.vendor,
            agreement=agreement.identity,
            key=str(agreement.identity),
            subject=agreement.payload.title,
            since=over.since,
            days=over.message.count,
            message=over.message,
            evidence=in_order([agreement, *unfinished, *over.last]),
        )


class _Over(Struct, frozen=True):
    """Since when an agreement is over, in words that count the days, and what came last."""

    since: date
    message: Sentence
    last: tuple[Record[Payload], ...] = ()


def _ended(agreement: Record[Agreement], today: date, thresholds: Thresholds) -> _Over | None:
    patience = thresholds.days(Limit.NO_CLOSE_OUT, agreement.identity)
    ends = scope.end(agreement)
    if patience is None or ends is None or (today - ends).days < patience:
        return None
    message = count(
        "“{title}” ended on {day}, {count} day ago, and nobody has closed it",
        "“{title}” ended on {day}, {count} days ago, and nobody has closed it",
        (today - ends).days,
        title=agreement.payload.title,
        day=ends,
    )
    return _Over(ends, message)


def _faded(
    history: History, agreement: Record[Agreement], today: date, thresholds: Thresholds
) -> _Over | None:
    limits = (Limit.NO_CLOSE_OUT, Limit.SILENCE, Limit.RETURNED)
    days = [thresholds.days(limit, agreement.identity) for limit in limits]
    since, last = _last_dealing(history, agreement, today)
    silent = (known_until(history, since, today) - since).days
    if None in days or silent < (days[-1] or 0):
        return None
    message = count(
        "Nothing has passed between the sides about “{title}” for {count} day, and nobody has "
        "closed it",
        "Nothing has passed between the sides about “{title}” for {count} days, and nobody has "
        "closed it",
        silent,
        title=agreement.payload.title,
    )
    return _Over(since, message, (last,))


def _last_dealing(
    history: History, agreement: Record[Agreement], today: date
) -> tuple[date, Record[Payload]]:
    """Return the last word, delivery or payment about an agreement, or about none in particular."""
    days: list[tuple[date, Record[Payload]]] = [(scope.begin(agreement), agreement)]
    for record in history.speaking:
        word = words.word_of(record, today)
        if record.agreement not in {None, agreement.identity}:
            continue
        if word is not None:
            days.append((word.last, record))
        elif isinstance(record.payload, Payment):
            days.append((record.day, record))
    return max(days, key=lambda dealing: dealing[0])
