"""What a vendor said for an offer, held against the offer replayed on our own usage."""

from __future__ import annotations

from enum import StrEnum

from msgspec import Struct

from vendortrail import tariffs, terms
from vendortrail.records.dealings import TOTAL, Claim
from vendortrail.records.history import History
from vendortrail.records.record import Record
from vendortrail.records.values import Money
from vendortrail.replay import Pair, Replay, Total, Verdict, added
from vendortrail.sentences import Sentence, count, say


class Truth(StrEnum):
    """What the facts say of a claim."""

    CONFIRMED = "confirmed"
    REFUTED = "refuted"
    CANNOT_TELL = "cannot tell"


class Judged(Struct, frozen=True):
    """A claim and what the facts say of it.

    ``worth`` is what it saves us over the months replayed, negative where it costs us; None where
    that is not known. It may be confirmed and worth nothing: true, and of no use to us.
    """

    claim: Record[Claim]
    verdict: Truth
    worth: Money | None
    reason: Sentence


def judged(history: History, replay: Replay) -> tuple[Judged, ...]:
    """Return the claims made for an offer, in the order in which they were made, judged."""
    made = [c for c in history.of(Claim) if c.payload.offer == replay.offer.identity]
    return tuple(_judge(claim, replay) for claim in made)


def _judge(claim: Record[Claim], replay: Replay) -> Judged:
    about = terms.same(claim.payload.about)
    pairs = {pair.key: pair for pair in replay.pairs}
    if not about:
        reason = say("it is not recorded which term it is about, or the total")
    elif about not in {TOTAL, *pairs}:
        reason = say("neither the offer nor the terms in force price “{term}”", term=about)
    elif replay.verdict is Verdict.NOT_SHOWN:
        reason = say("what is missing to compare the offer is missing for it too")
    else:
        whole = about == TOTAL
        return _of_total(claim, replay) if whole else _of_term(claim, replay, pairs[about])
    return Judged(claim, Truth.CANNOT_TELL, None, reason)


def _of_total(claim: Record[Claim], replay: Replay) -> Judged:
    verdict = Truth.CONFIRMED if replay.verdict is Verdict.BETTER else Truth.REFUTED
    return Judged(claim, verdict, _saved(replay.total), _weighed(replay.total, len(replay.months)))


def _of_term(claim: Record[Claim], replay: Replay, pair: Pair) -> Judged:
    lines = [line for month in replay.months for line in month.lines if line.pair == pair]
    total = added(lines, replay.total.current.currency)
    saved = _saved(total)
    if saved.minor == 0 and _promises(pair, replay):
        most = max(line.quantity for line in lines)
        reason = say(
            "true, and of no use to us: the most we used in a month was {most} ({unit})",
            most=most,
            unit=pair.unit,
        )
        return Judged(claim, Truth.CONFIRMED, saved, reason)
    verdict = Truth.CONFIRMED if saved.minor > 0 else Truth.REFUTED
    return Judged(claim, verdict, saved, _weighed(total, len(replay.months)))


def _promises(pair: Pair, replay: Replay) -> bool:
    """Say whether a term as it is offered is the better one for somebody who uses more."""
    if pair.current is None or pair.offered is None:
        return False
    return tariffs.favours(pair.offered, pair.current, replay.months[0].first)


def _saved(total: Total) -> Money:
    return Money(-total.difference.minor, total.difference.currency)


def _weighed(total: Total, months: int) -> Sentence:
    """Return the two sums in words."""
    return count(
        "it costs {offered} on our usage of {count} month, against {current} now",
        "it costs {offered} on our usage of {count} months, against {current} now",
        months,
        offered=total.offered,
        current=total.current,
    )
