"""VT104: money exposed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from msgspec import Struct

from vendortrail import results, scope, terms
from vendortrail.findings import Finding, Severity, in_order
from vendortrail.i18n import N_
from vendortrail.records.history import History
from vendortrail.records.parties import Agreement
from vendortrail.records.promised import PRICE, Payment
from vendortrail.records.record import Record
from vendortrail.records.values import Money
from vendortrail.scope import Condition, SegmentState
from vendortrail.sentences import Sentence, say
from vendortrail.thresholds import Thresholds


def exposed(history: History, today: date, thresholds: Thresholds) -> Iterable[Finding]:
    """VT104: more was paid under an agreement than what counts of its segments is worth.

    High when it is more than they are worth at most, medium when only more than they are worth at
    least (see `results.worth`). The price is the segment's, else that of the term that governs the
    day of the delivery. A segment that both sides closed as complete is worth what was promised;
    so is an unfinished one that is neither due nor abandoned, because what was paid in advance may
    be for that. Where something to be valued has no price, or is priced in another currency than
    was paid, nothing can be said. It holds since the last payment, or since the last segment ran
    out of time or was left.

    Example: half of 300 calls at 150 was paid in advance, 22,500. The vendor claims 100 calls,
    worth 15,000; of these 38 surely count under our definition, worth 5,700; the other two segments
    are abandoned. At least 7,500 is exposed.
    """
    for agreement in scope.agreements(history):
        identity = agreement.identity
        states = scope.scope(history, identity, today, thresholds)
        parts = [part for state in states for part in _parts(history, agreement, state, today)]
        for currency, payments in _paid(history, identity).items():
            paid = sum(payment.payload.amount.minor for payment in payments)
            value = _value(parts, currency)
            if not states or value is None or paid <= value.least.minor:
                continue
            units = {state.segment.payload.unit for state in states}
            since = max([payments[-1].day, *_left(agreement, states, today)])
            yield Finding(
                code="VT104",
                severity=Severity.HIGH if paid > value.most.minor else Severity.MEDIUM,
                vendor=history.vendor,
                agreement=identity,
                key=str(identity),
                subject=agreement.payload.title,
                since=since,
                days=(today - since).days,
                message=_message(Money(paid, currency), value, units),
                evidence=in_order(
                    [
                        agreement,
                        *(state.segment for state in states),
                        *(delivery for state in states for delivery in state.deliveries),
                        *payments,
                        *(change.proposal for change in _terms(history, identity)),
                    ]
                ),
            )


class _Part(Struct, frozen=True):
    """A quantity to be valued, at least and at most, at the price of one."""

    least: int
    most: int
    price: Money | None


class _Value(Struct, frozen=True):
    """What the parts are worth, at least and at most, and how many units that is."""

    least: Money
    least_units: int
    most: Money
    most_units: int


def _parts(
    history: History, agreement: Record[Agreement], state: SegmentState, today: date
) -> Iterator[_Part]:
    segment = state.segment.payload
    closed_as_complete = state.close_out and state.condition is Condition.COMPLETE
    if closed_as_complete or _may_come(agreement, state, today):
        quantity = max(state.promised, state.counted_most)
        yield _Part(quantity, quantity, scope.price(history, agreement.identity, segment, today))
        return
    for delivery in state.deliveries:
        worth = results.worth(history, agreement.identity, delivery)
        price = scope.price(history, agreement.identity, segment, delivery.day)
        yield _Part(worth.least, worth.most, price)


def _may_come(agreement: Record[Agreement], state: SegmentState, today: date) -> bool:
    due = state.due or scope.end(agreement) or date.max
    return state.unfinished and state.condition is not Condition.ABANDONED and today <= due


def _left(
    agreement: Record[Agreement], states: Iterable[SegmentState], today: date
) -> Iterator[date]:
    """Yield, for every unfinished segment that is not waited for any more, since when it is not."""
    for state in states:
        if state.condition is Condition.ABANDONED:
            yield state.idle_since
        elif state.unfinished and not _may_come(agreement, state, today):
            yield state.due or scope.end(agreement) or today


def _value(parts: Iterable[_Part], currency: str) -> _Value | None:
    """Return what all parts are worth in a currency, or None where one has no price in it."""
    least = least_units = most = most_units = 0
    for part in parts:
        if part.price is None or part.price.currency != currency:
            return None
        least += part.least * part.price.minor
        most += part.most * part.price.minor
        least_units += part.least
        most_units += part.most
    return _Value(Money(least, currency), least_units, Money(most, currency), most_units)


def _paid(history: History, agreement: int) -> Mapping[str, list[Record[Payment]]]:
    """Return the payments by currency: amounts of two currencies have no sum."""
    paid: dict[str, list[Record[Payment]]] = {}
    for payment in scope.payments(history, agreement):
        paid.setdefault(payment.payload.amount.currency, []).append(payment)
    return paid


def _terms(history: History, agreement: int) -> Iterator[terms.TermChange]:
    for change in terms.changes(history, agreement):
        if change.key == PRICE or change.proposal.payload.definition:
            yield change


def _message(paid: Money, value: _Value, units: set[str]) -> Sentence:
    least: Money | Sentence = value.least
    most: Money | Sentence = value.most
    if len(units) == 1:
        (unit,) = units
        figure = N_("{amount} ({quantity} × {unit})")
        least = say(figure, amount=least, quantity=value.least_units, unit=unit)
        most = say(figure, amount=most, quantity=value.most_units, unit=unit)
    if value.least == value.most:
        return say("{paid} was paid, and the work is worth {most}", paid=paid, most=most)
    return say(
        "{paid} was paid, and the work is worth {most} at most and {least} at least",
        paid=paid,
        most=most,
        least=least,
    )
