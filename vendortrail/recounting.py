"""The recount: the same result rows under every definition there ever was or is proposed.

**What one costs** under a definition is the price that the definition names itself; else that of
the segment; else that of the price term which governs the day of the delivery: work is worth what
was agreed for it, whoever counts it. Where a side proposed a price on the day on which it proposed
the definition, what it asks for stands beside that.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import reduce

from msgspec import Struct

from vendortrail import results, scope, terms
from vendortrail.questionnaire import Questionnaire, questionnaire
from vendortrail.records.definition import Definition
from vendortrail.records.history import History
from vendortrail.records.promised import PRICE, Delivery, Segment
from vendortrail.records.record import Record
from vendortrail.records.values import Money
from vendortrail.results import Count
from vendortrail.terms import TermChange

_NOTHING = Count(0, 0, 0)


class Figures(Struct, frozen=True):
    """The rows of a segment or of an agreement under one definition, and what they are worth.

    ``promised`` and ``claimed`` are in the segment's unit. ``amount`` is what counts, at the price
    of this module; ``asked`` the same at the price proposed with the definition. Amounts are None
    where there is nothing to price or no price, and where there are several currencies, which have
    no sum; so is ``paid`` where nothing was paid.
    """

    count: Count
    promised: int
    claimed: int
    paid: Money | None
    amount: Money | None
    asked: Money | None

    @property
    def short_of_promised(self) -> int:
        """How many were promised and do not surely count; negative: more count than promised."""
        return self.promised - self.count.counts

    @property
    def short_of_claimed(self) -> int:
        """How many the vendor claims beyond what surely counts."""
        return self.claimed - self.count.counts

    @property
    def overpaid(self) -> Money | None:
        """What was paid beyond what surely counts; None where the two cannot be compared."""
        if self.paid is None or self.amount is None or self.paid.currency != self.amount.currency:
            return None
        return Money(self.paid.minor - self.amount.minor, self.paid.currency)


class Part(Struct, frozen=True):
    """One segment under one definition."""

    segment: Record[Segment]
    figures: Figures


class Recount(Struct, frozen=True):
    """One definition over all rows of an agreement.

    ``change`` is the proposal that it comes from; None for one that is only being considered.
    ``segments`` are in the order of their priority, ``whole`` is their sum.
    """

    change: TermChange | None
    definition: Definition
    segments: tuple[Part, ...]
    whole: Figures


def recounts(
    history: History, agreement: int, considered: Iterable[Definition] = ()
) -> tuple[Recount, ...]:
    """Return the recount under every definition ever proposed, in that order.

    Args:
        history: that of the day (`History.as_of`).
        agreement: its identity.
        considered: definitions that are not on record, held against the rows after the others.
    """
    told = _Told(history, agreement)
    return (
        *(
            told.recount(change, definition)
            for change in told.changes
            if (definition := change.proposal.payload.definition)
        ),
        *(told.recount(None, definition) for definition in considered),
    )


class _Told:
    """What the history tells about the rows of one agreement."""

    def __init__(self, history: History, agreement: int) -> None:
        self.history = history
        self.agreement = agreement
        self.questions: Questionnaire = questionnaire(history, agreement)
        self.changes = terms.changes(history, agreement)
        self.payments = scope.payments(history, agreement)
        self.deliveries = history.of(Delivery, agreement)
        self.segments = sorted(
            history.of(Segment, agreement), key=lambda it: (it.payload.priority, it.seq)
        )

    def recount(self, change: TermChange | None, definition: Definition) -> Recount:
        asked = definition.price or (self._proposed_price(change) if change else None)
        parts = tuple(
            Part(segment, self._figures(segment, definition, asked)) for segment in self.segments
        )
        found = [part.figures for part in parts]
        whole = Figures(
            reduce(_add, (figures.count for figures in found), _NOTHING),
            sum(figures.promised for figures in found),
            sum(figures.claimed for figures in found),
            _sum([payment.payload.amount for payment in self.payments]),
            _sum([figures.amount for figures in found if figures.count.rows]),
            _sum([figures.asked for figures in found if figures.count.rows]),
        )
        return Recount(change, definition, parts, whole)

    def _figures(
        self, segment: Record[Segment], definition: Definition, asked: Money | None
    ) -> Figures:
        deliveries = [it for it in self.deliveries if it.payload.segment == segment.identity]
        counted = [
            results.recount(results.rows(self.history, delivery), definition, self.questions)
            for delivery in deliveries
        ]
        prices = [definition.price or self._price(segment, delivery) for delivery in deliveries]
        total = reduce(_add, counted, _NOTHING)
        return Figures(
            total,
            segment.payload.quantity,
            sum(delivery.payload.claimed for delivery in deliveries),
            _sum(
                [
                    it.payload.amount
                    for it in self.payments
                    if it.payload.segment == segment.identity
                ]
            ),
            _sum(
                [
                    _times(price, count.counts)
                    for price, count in zip(prices, counted, strict=True)
                    if count.rows
                ]
            ),
            _times(asked, total.counts) if total.rows else None,
        )

    def _price(self, segment: Record[Segment], delivery: Record[Delivery]) -> Money | None:
        return scope.price(self.history, self.agreement, segment.payload, delivery.day)

    def _proposed_price(self, change: TermChange) -> Money | None:
        """Return the price that the same side proposed on the same day; the last, of several."""
        found = [
            other.proposal.payload.value.money
            for other in self.changes
            if other.key == PRICE
            and other.proposal.payload.by is change.proposal.payload.by
            and other.proposal.day == change.proposal.day
            and other.proposal.payload.value
        ]
        return found[-1] if found else None


def _add(one: Count, other: Count) -> Count:
    return Count(
        one.counts + other.counts,
        one.does_not + other.does_not,
        one.cannot_tell + other.cannot_tell,
    )


def _times(price: Money | None, quantity: int) -> Money | None:
    return price and Money(price.minor * quantity, price.currency)


def _sum(amounts: Sequence[Money | None]) -> Money | None:
    """Return the sum of amounts; None of nothing, of several currencies, or of an unknown one."""
    known = [amount for amount in amounts if amount is not None]
    currencies = {amount.currency for amount in known}
    if len(known) < len(amounts) or len(currencies) != 1:
        return None
    return Money(sum(amount.minor for amount in known), currencies.pop())
