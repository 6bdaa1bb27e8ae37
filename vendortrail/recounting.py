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


class Part(Struct, frozen=True):
    """The rows of one segment, or of the whole agreement, under one definition.

    ``promised`` and ``claimed`` are in the segment's unit. ``amount`` is what counts, at the price
    of this module; ``asked`` the same at the price proposed with the definition. Amounts are None
    where there is no price, or where there are several currencies, which have no sum; so is
    ``paid`` where nothing was paid.
    """

    segment: Record[Segment] | None
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
        if self.paid is None or self.amount is None:
            return None
        if self.paid.currency != self.amount.currency:
            return None
        return Money(self.paid.minor - self.amount.minor, self.paid.currency)


class Recount(Struct, frozen=True):
    """One definition over all rows of an agreement.

    ``change`` is the proposal that it comes from; None for one that is only being considered.
    ``segments`` are in the order of their priority, ``whole`` is their sum.
    """

    change: TermChange | None
    definition: Definition
    segments: tuple[Part, ...]
    whole: Part


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


def recount(
    history: History, agreement: int, change: TermChange | None, definition: Definition
) -> Recount:
    """Return the recount under one definition, proposed or only considered."""
    return _Told(history, agreement).recount(change, definition)


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
        parts = tuple(self._part(segment, definition, asked) for segment in self.segments)
        paid = _sum([payment.payload.amount for payment in self.payments])
        whole = Part(
            None,
            reduce(_add, (part.count for part in parts), _NOTHING),
            sum(part.promised for part in parts),
            sum(part.claimed for part in parts),
            paid,
            _sum([part.amount for part in parts if part.count.rows]),
            _sum([part.asked for part in parts if part.count.rows]),
        )
        return Recount(change, definition, parts, whole)

    def _part(self, segment: Record[Segment], definition: Definition, asked: Money | None) -> Part:
        counted = []
        amounts = []
        claimed = 0
        for delivery in self.deliveries:
            if delivery.payload.segment != segment.identity:
                continue
            claimed += delivery.payload.claimed
            rows = results.rows(self.history, delivery)
            count = results.recount(rows, definition, self.questions)
            price = definition.price or scope.price(
                self.history, self.agreement, segment.payload, delivery.day
            )
            counted.append(count)
            amounts.append(_times(price, count.counts))
        total = reduce(_add, counted, _NOTHING)
        paid = [
            payment.payload.amount
            for payment in self.payments
            if payment.payload.segment == segment.identity
        ]
        return Part(
            segment,
            total,
            segment.payload.quantity,
            claimed,
            _sum(paid),
            _sum(amounts),
            _times(asked, total.counts),
        )

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
