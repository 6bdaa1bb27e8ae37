"""VT406: offer not shown better."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from vendortrail.findings import Finding, Severity
from vendortrail.records.dealings import Offer
from vendortrail.records.history import History
from vendortrail.records.record import Record
from vendortrail.refusal import Refusal
from vendortrail.replay import Replay, Verdict, replay
from vendortrail.sentences import Sentence, listed, say
from vendortrail.thresholds import Thresholds


def not_better(history: History, today: date, _thresholds: Thresholds) -> Iterable[Finding]:
    """VT406: an offer that can still be taken is not better for us, or not shown to be.

    Our usage of the last twelve months is priced under the terms in force and under the offer (see
    `replay`). Medium where the offer costs more, low where it costs the same or where data is
    missing to tell. It holds from the day of the offer to the last one on which it is valid.

    Example: 600 a month with 16 GB and long-distance calls free, against 450 with 5 GB and 19 a
    call. We used no internet and made ten long-distance calls in twelve months: the current terms
    cost 5,590, the offered ones 7,200, worse by 1,610 a year.
    """
    for offer in history.of(Offer):
        if offer.payload.valid_until and offer.payload.valid_until < today.isoformat():
            continue
        evidence = [offer.seq]
        try:
            replayed = replay(history, offer, today)
        except Refusal as refusal:
            worse, message = False, _not_shown(offer, Sentence(refusal.message, refusal.places))
        else:
            if replayed.verdict is Verdict.BETTER:
                continue
            evidence += [*replayed.terms, *replayed.usage]
            worse, message = replayed.verdict is Verdict.WORSE, _message(offer, replayed)
        yield Finding(
            code="VT406",
            severity=Severity.MEDIUM if worse else Severity.LOW,
            vendor=history.vendor,
            agreement=offer.agreement,
            key=str(offer.identity),
            subject=offer.payload.title,
            since=offer.day,
            days=(today - offer.day).days,
            message=message,
            evidence=tuple(sorted(evidence)),
        )


def _not_shown(offer: Record[Offer], missing: Sentence) -> Sentence:
    return say(
        "{title}: cannot be shown to be better for us; missing: {missing}",
        title=offer.payload.title,
        missing=missing,
    )


def _message(offer: Record[Offer], replayed: Replay) -> Sentence:
    if replayed.verdict is Verdict.NOT_SHOWN:
        return _not_shown(offer, listed(replayed.asks))
    total = replayed.total
    if replayed.verdict is Verdict.SAME:
        return say(
            "{title}: on our twelve months it costs what the current terms cost, {current}",
            title=offer.payload.title,
            current=total.current,
        )
    return say(
        "{title}: on our twelve months the current terms cost {current}, the offered {offered}: "
        "worse by {difference} a year",
        title=offer.payload.title,
        current=total.current,
        offered=total.offered,
        difference=total.difference,
    )
