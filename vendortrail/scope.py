"""The scope of an agreement: what was promised of each segment, and what became of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from enum import StrEnum

from msgspec import Struct

from vendortrail import results, terms, words
from vendortrail.coverage import known_until
from vendortrail.records.history import History
from vendortrail.records.parties import Agreement
from vendortrail.records.promised import (
    PRICE,
    CloseOut,
    Delivery,
    Payment,
    Promise,
    Segment,
)
from vendortrail.records.record import Payload, Record
from vendortrail.records.values import Closing, Money, Side
from vendortrail.thresholds import Limit, Thresholds


class Condition(StrEnum):
    """How far a segment has come."""

    NOT_STARTED = "not started"
    IN_PROGRESS = "in progress"
    STALLED = "stalled"
    ABANDONED = "abandoned"
    COMPLETE = "complete"
    CLOSED_SHORT = "closed short"


class SegmentState(Struct, frozen=True):
    """What became of one segment by a day.

    ``promised``, ``claimed`` and ``counted_least`` to ``counted_most`` are in the segment's unit
    (see `results.worth`). ``paid`` is what was paid for this segment by name; None for nothing, and
    for several currencies, which have no sum. ``last_activity`` is the last day on which it was
    delivered for; None: never. ``idle_since`` is that day, or the last on which a promise of the
    vendor about it was being waited for, or the day from which it could be begun. ``promises`` are
    the vendor's about it.
    """

    segment: Record[Segment]
    promised: int
    claimed: int
    counted_least: int
    counted_most: int
    paid: Money | None
    last_activity: date | None
    idle_since: date
    close_out: Record[CloseOut] | None
    condition: Condition
    deliveries: tuple[Record[Delivery], ...]
    promises: tuple[Record[Promise], ...]

    @property
    def unfinished(self) -> bool:
        """True as long as something is still owed for it."""
        return self.condition not in {Condition.COMPLETE, Condition.CLOSED_SHORT}

    @property
    def due(self) -> date | None:
        """The day it is due, where there is one."""
        return _day(self.segment.payload.due)


def agreements(history: History) -> tuple[Record[Agreement], ...]:
    """Return the agreements with the vendor, in the order in which they were signed."""
    return history.of(Agreement)


def begin(agreement: Record[Agreement]) -> date:
    """Return the first day of an agreement's period, or the day it was signed."""
    return _day(agreement.payload.starts) or agreement.day


def end(agreement: Record[Agreement]) -> date | None:
    """Return the last day of an agreement's period; None where it is open."""
    return _day(agreement.payload.ends)


def closing_act(history: History, agreement: int) -> Record[CloseOut] | None:
    """Return the act that closed an agreement as a whole."""
    acts = [act for act in history.of(CloseOut, agreement) if act.payload.segment is None]
    return acts[-1] if acts else None


def is_closed(history: History, agreement: int) -> bool:
    """Say whether an act closed an agreement, or acts closed every one of its segments."""
    closed = {act.payload.segment for act in history.of(CloseOut, agreement)}
    segments = {segment.identity for segment in history.of(Segment, agreement)}
    return None in closed or (bool(segments) and segments <= closed)


def payments(history: History, agreement: int) -> tuple[Record[Payment], ...]:
    """Return what was paid under an agreement, for any of its segments or as a whole."""
    segments = {segment.identity for segment in history.of(Segment, agreement)}
    return tuple(
        payment
        for payment in history.of(Payment)
        if payment.agreement == agreement or payment.payload.segment in segments
    )


def price(history: History, agreement: int, segment: Segment, day: date) -> Money | None:
    """Return the price of one unit: the segment's, else that of the term governing that day."""
    change = terms.governing(terms.changes(history, agreement), PRICE, day)
    value = change.proposal.payload.value if change else None
    return segment.price or (value.money if value else None)


def scope(
    history: History, agreement: int, today: date, thresholds: Thresholds
) -> tuple[SegmentState, ...]:
    """Return the state of every segment of an agreement, the most urgent first.

    ``history`` is that of the day (`History.as_of`). A segment of which the vendor claims all that
    was promised is complete, whatever counts of it. One that is unfinished is abandoned when

    - nothing happened for it for `Limit.ABANDONED` days. While its due day lies ahead, any delivery
      and any word of the vendor shows that it may still come; where it has no due day, any delivery
      for another segment does;
    - or the agreement's period is over, and nothing happened for the segment after its end.

    It is stalled when it was begun and nothing happened for as long, but it is not abandoned. With
    the threshold off, it is neither.
    """
    told = _Told(history, history.named(agreement, Agreement), today, thresholds)
    return tuple(
        sorted(
            map(told.state, history.of(Segment, agreement)),
            key=lambda state: (state.segment.payload.priority, state.segment.seq),
        )
    )


class _Told:
    """What the history tells about the segments of one agreement."""

    def __init__(
        self, history: History, agreement: Record[Agreement], today: date, thresholds: Thresholds
    ) -> None:
        self.history = history
        self.agreement = agreement
        self.identity = agreement.identity
        self.today = today
        self.limit = thresholds.days(Limit.ABANDONED, agreement.identity)
        self.deliveries = history.of(Delivery, agreement.identity)
        self.payments = payments(history, agreement.identity)
        self.closed = closing_act(history, agreement.identity)

    def state(self, segment: Record[Segment]) -> SegmentState:
        deliveries = tuple(d for d in self.deliveries if d.payload.segment == segment.identity)
        claimed = sum(delivery.payload.claimed for delivery in deliveries)
        counted = [results.worth(self.history, self.identity, delivery) for delivery in deliveries]
        promises = self._promises(segment)
        active = max(self._days(deliveries), default=None)
        waited_for = map(self._waited_for, promises)
        idle_since = max([active or date.min, *waited_for, self._could_begin(segment)])
        close_out = self._close_out(segment)
        return SegmentState(
            segment,
            segment.payload.quantity,
            claimed,
            sum(worth.least for worth in counted),
            sum(worth.most for worth in counted),
            self._paid(segment),
            active,
            idle_since,
            close_out,
            self._condition(segment, claimed, bool(deliveries), idle_since, close_out),
            deliveries,
            promises,
        )

    def _could_begin(self, segment: Record[Segment]) -> date:
        """Return the day it was agreed, or the agreement's if that lies behind its own due day."""
        due = _day(segment.payload.due) or end(self.agreement) or date.max
        start = begin(self.agreement)
        return max(start, segment.day) if segment.day <= due else start

    def _promises(self, segment: Record[Segment]) -> tuple[Record[Promise], ...]:
        return tuple(
            promise
            for promise in self.history.of(Promise)
            if promise.payload.by is Side.VENDOR and segment.identity in promise.payload.segments
        )

    def _waited_for(self, promise: Record[Promise]) -> date:
        return min(self.today, max(promise.day, date.fromisoformat(promise.payload.due)))

    def _close_out(self, segment: Record[Segment]) -> Record[CloseOut] | None:
        for act in reversed(self.history.of(CloseOut, self.identity)):
            if act.payload.segment == segment.identity:
                return act
        return self.closed

    def _paid(self, segment: Record[Segment]) -> Money | None:
        amounts = [p.payload.amount for p in self.payments if p.payload.segment == segment.identity]
        currencies = {amount.currency for amount in amounts}
        if len(currencies) != 1:
            return None
        return Money(sum(amount.minor for amount in amounts), currencies.pop())

    def _condition(
        self,
        segment: Record[Segment],
        claimed: int,
        begun: bool,
        idle_since: date,
        close_out: Record[CloseOut] | None,
    ) -> Condition:
        if claimed >= segment.payload.quantity:
            return Condition.COMPLETE
        if close_out is not None:
            complete = close_out.payload.closing is Closing.COMPLETE
            return Condition.COMPLETE if complete else Condition.CLOSED_SHORT
        if self._abandoned(segment, idle_since):
            return Condition.ABANDONED
        if not begun:
            return Condition.NOT_STARTED
        return Condition.STALLED if self._idle(idle_since) else Condition.IN_PROGRESS

    def _abandoned(self, segment: Record[Segment], idle_since: date) -> bool:
        if self.limit is None:
            return False
        if idle_since <= (end(self.agreement) or date.min) < self.today:
            return True
        return self._idle(max([idle_since, *self._signs_of_life(segment)]))

    def _signs_of_life(self, segment: Record[Segment]) -> Iterator[date]:
        due = _day(segment.payload.due)
        if due is None:
            yield from self._days(self.deliveries)
        elif due >= self.today:
            told = (r for r in self.history.speaking if r.agreement in {None, self.identity})
            yield from self._days(told)

    def _days(self, records: Iterable[Record[Payload]]) -> Iterator[date]:
        """Yield the last possible days of what the vendor said or delivered."""
        for record in records:
            word = words.word_of(record, self.today)
            if word is not None and Side.VENDOR in word.speakers:
                yield word.last

    def _idle(self, since: date) -> bool:
        known = known_until(self.history, since, self.today)
        return self.limit is not None and (known - since).days >= self.limit


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None
