from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.core.telling import Story, day
from tests.core.zvonar import TODAY, zvonar
from vendortrail import scope
from vendortrail.records.promised import PRICE, CloseOut, Delivery
from vendortrail.records.values import (
    Answer,
    Channel,
    Closing,
    Course,
    Direction,
    Manner,
    Money,
    Side,
    TermValue,
)
from vendortrail.scope import Condition, SegmentState
from vendortrail.thresholds import Thresholds


class Told:
    """An agreement of 1 January 2026, with one segment of 100 calls unless told otherwise."""

    def __init__(self, ends: str = "", due: str = "", on: str = "2026-01-01") -> None:
        self.story = Story()
        self.agreement = self.story.agreement("2026-01-01", ends=ends)
        self.segment = self.story.segment(on, self.agreement, "A", due=due)

    def deliver(self, on: str, claimed: int = 10, segment: int | None = None) -> None:
        self.story.delivery(on, self.agreement, segment or self.segment, claimed)

    def close(self, on: str, closing: Closing, segment: int | None = None) -> int:
        return self.story.tell(on, CloseOut(closing, segment), agreement=self.agreement)

    def states(self, on: str) -> tuple[SegmentState, ...]:
        history = self.story.history.as_of(day(on))
        return scope.scope(history, self.agreement, day(on), Thresholds(history))

    def condition(self, on: str) -> Condition:
        return next(s for s in self.states(on) if s.segment.identity == self.segment).condition


class TestZvonar:
    def test_facts(self) -> None:
        told = zvonar()
        history = told.story.history
        a, b, c = scope.scope(history, told.agreement, TODAY, Thresholds(history))
        assert [state.segment.identity for state in (a, b, c)] == list(told.segments)
        assert [state.promised for state in (a, b, c)] == [100, 100, 100]
        assert (a.claimed, a.counted_least, a.counted_most) == (100, 38, 100)
        assert (b.claimed, b.counted_least, b.counted_most) == (0, 0, 0)
        assert a.last_activity == day("2025-11-07")
        assert b.last_activity is c.last_activity is None
        assert b.idle_since == c.idle_since == day("2025-11-21")
        assert [d.identity for d in a.deliveries] == [told.delivery]
        assert [p.identity for p in b.promises] == [told.promise]
        assert (a.paid, a.close_out) == (None, None)

    @pytest.mark.parametrize(
        ("on", "others"),
        [
            ("2025-10-07", Condition.NOT_STARTED),
            ("2025-11-10", Condition.NOT_STARTED),
            ("2025-12-20", Condition.NOT_STARTED),
            ("2025-12-21", Condition.ABANDONED),
            ("2026-01-05", Condition.ABANDONED),
            ("2026-11-16", Condition.ABANDONED),
        ],
    )
    def test_past_days(self, on: str, others: Condition) -> None:
        told = zvonar()
        history = told.story.history.as_of(day(on))
        a, b, c = scope.scope(history, told.agreement, day(on), Thresholds(history))
        assert a.unfinished == (on < "2025-11-07")
        assert (b.condition, c.condition) == (others, others)
        assert b.unfinished
        assert c.unfinished


class TestCondition:
    def test_progress(self) -> None:
        told = Told()
        told.deliver("2026-01-10", 60)
        told.deliver("2026-02-01", 40)
        assert told.condition("2026-01-09") is Condition.NOT_STARTED
        assert told.condition("2026-01-10") is Condition.IN_PROGRESS
        assert told.condition("2026-02-01") is Condition.COMPLETE
        assert told.condition("2036-02-01") is Condition.COMPLETE

    def test_what_is_left_without_a_due_day_is_abandoned(self) -> None:
        told = Told()
        told.deliver("2026-02-01")
        assert told.condition("2026-03-02") is Condition.IN_PROGRESS
        assert told.condition("2026-03-03") is Condition.ABANDONED

    def test_what_is_never_begun_is_abandoned_from_the_start(self) -> None:
        told = Told()
        assert told.condition("2026-01-30") is Condition.NOT_STARTED
        (state,) = told.states("2026-01-31")
        assert state.condition is Condition.ABANDONED
        assert state.last_activity is None
        assert state.idle_since == day("2026-01-01")

    def test_start_of_the_period_counts_not_the_signature(self) -> None:
        story = Story()
        agreement = story.agreement("2026-01-01", starts="2026-02-01")
        story.segment("2026-01-01", agreement, "A")
        history = story.history
        (state,) = scope.scope(history, agreement, day("2026-02-15"), Thresholds(history))
        assert state.condition is Condition.NOT_STARTED
        assert state.idle_since == day("2026-02-01")

    def test_segment_agreed_later_begins_later(self) -> None:
        told = Told(on="2026-06-01")
        assert told.condition("2026-06-30") is Condition.NOT_STARTED
        assert told.condition("2026-07-01") is Condition.ABANDONED

    @pytest.mark.parametrize(("due", "ends"), [("2026-03-31", ""), ("", "2026-03-31")])
    def test_segment_written_down_after_it_was_due_began_with_the_agreement(
        self, due: str, ends: str
    ) -> None:
        told = Told(on="2026-06-01", due=due, ends=ends)
        (state,) = told.states("2026-06-01")
        assert state.idle_since == day("2026-01-01")
        assert state.condition is Condition.ABANDONED

    def test_without_a_due_day_work_on_another_segment_keeps_it_alive(self) -> None:
        told = Told()
        other = told.story.segment("2026-01-01", told.agreement, "B")
        told.deliver("2026-02-20", segment=other)
        told.story.incoming("2026-03-20", agreement=told.agreement)
        assert told.condition("2026-03-21") is Condition.NOT_STARTED
        assert told.condition("2026-03-22") is Condition.ABANDONED

    def test_while_the_due_day_lies_ahead_a_word_of_the_vendor_keeps_it_alive(self) -> None:
        told = Told(due="2026-04-30")
        told.deliver("2026-01-20")
        told.story.incoming("2026-03-20", agreement=told.agreement)
        assert told.condition("2026-02-18") is Condition.IN_PROGRESS
        assert told.condition("2026-03-20") is Condition.STALLED
        assert told.condition("2026-04-18") is Condition.STALLED
        assert told.condition("2026-04-19") is Condition.ABANDONED

    def test_once_it_was_due_words_do_not_do_the_work(self) -> None:
        told = Told(due="2026-04-30")
        told.story.incoming("2026-04-29")
        assert told.condition("2026-04-30") is Condition.NOT_STARTED
        assert told.condition("2026-05-01") is Condition.ABANDONED

    @pytest.mark.parametrize(
        "silent",
        [
            {"direction": Direction.OUTGOING},
            {"manner": Manner.AUTOMATIC},
            {"course": Course.CANCELLED},
        ],
    )
    def test_what_the_vendor_did_not_say_keeps_nothing_alive(
        self, silent: dict[str, object]
    ) -> None:
        told = Told(due="2026-04-30")
        told.story.touchpoint(
            "2026-03-01",
            **{"direction": Direction.INCOMING, "channel": Channel.MAIL, **silent},  # type: ignore[arg-type]
        )
        assert told.condition("2026-03-02") is Condition.ABANDONED

    def test_words_about_another_agreement_keep_nothing_alive(self) -> None:
        told = Told(due="2026-04-30")
        other = told.story.agreement("2025-01-01", "Other")
        told.story.incoming("2026-03-01", agreement=other)
        assert told.condition("2026-03-02") is Condition.ABANDONED

    def test_promise_is_waited_for_until_it_is_due(self) -> None:
        told = Told()
        told.story.promise("2026-01-20", "2026-03-01", segments=(told.segment,))
        (state,) = told.states("2026-02-10")
        assert state.last_activity is None
        assert state.idle_since == day("2026-02-10")
        assert told.condition("2026-03-30") is Condition.NOT_STARTED
        assert told.condition("2026-03-31") is Condition.ABANDONED

    def test_promises_of_ours_or_about_another_segment_are_not_waited_for(self) -> None:
        told = Told()
        other = told.story.segment("2026-01-01", told.agreement, "B")
        told.story.promise("2026-01-20", "2026-03-01", segments=(other,))
        told.story.promise("2026-01-20", "2026-03-01", by=Side.US, segments=(told.segment,))
        assert told.condition("2026-01-31") is Condition.ABANDONED

    def test_end_of_the_agreement_abandons_what_is_unfinished(self) -> None:
        told = Told(ends="2026-03-31")
        told.deliver("2026-03-30")
        assert told.condition("2026-03-31") is Condition.IN_PROGRESS
        assert told.condition("2026-04-01") is Condition.ABANDONED

    def test_work_after_the_end_goes_on(self) -> None:
        told = Told(ends="2026-03-31")
        told.deliver("2026-04-05")
        assert told.condition("2026-04-05") is Condition.IN_PROGRESS
        assert told.condition("2026-05-05") is Condition.ABANDONED

    def test_threshold_that_is_off_abandons_nothing(self) -> None:
        told = Told(ends="2026-03-31")
        told.story.threshold("abandoned", None, told.agreement)
        assert told.condition("2027-01-01") is Condition.NOT_STARTED
        told.deliver("2026-03-30")
        assert told.condition("2027-01-01") is Condition.IN_PROGRESS

    def test_threshold_is_that_of_the_agreement(self) -> None:
        told = Told()
        told.story.threshold("abandoned", 5, told.agreement)
        assert told.condition("2026-01-05") is Condition.NOT_STARTED
        assert told.condition("2026-01-06") is Condition.ABANDONED

    def test_day_that_is_not_known_exactly_is_the_last_it_may_be(self) -> None:
        told = Told()
        told.deliver("2026-02")
        (state,) = told.states("2026-03-15")
        assert state.last_activity == day("2026-02-28")
        (state,) = told.states("2026-02-10")
        assert state.last_activity == day("2026-02-10")


class TestCloseOut:
    @pytest.mark.parametrize(
        ("closing", "condition"),
        [
            (Closing.COMPLETE, Condition.COMPLETE),
            (Closing.SHORT, Condition.CLOSED_SHORT),
            (Closing.TERMINATED, Condition.CLOSED_SHORT),
        ],
    )
    @pytest.mark.parametrize("whole", [True, False])
    def test_act_ends_a_segment(self, closing: Closing, condition: Condition, whole: bool) -> None:
        told = Told()
        act = told.close("2026-06-01", closing, None if whole else told.segment)
        (state,) = told.states("2026-06-01")
        assert state.condition is condition
        assert not state.unfinished
        assert state.close_out is not None
        assert state.close_out.identity == act
        assert told.condition("2026-05-31") is Condition.ABANDONED

    def test_act_of_another_segment_ends_nothing_else(self) -> None:
        told = Told()
        other = told.story.segment("2026-01-01", told.agreement, "B")
        told.close("2026-01-05", Closing.SHORT, other)
        assert told.condition("2026-01-05") is Condition.NOT_STARTED
        history = told.story.history
        assert scope.closing_act(history, told.agreement) is None
        assert not scope.is_closed(history, told.agreement)

    def test_agreement_is_closed_as_a_whole_or_segment_by_segment(self) -> None:
        told = Told()
        told.close("2026-01-05", Closing.SHORT, told.segment)
        assert scope.is_closed(told.story.history, told.agreement)
        other = Story()
        agreement = other.agreement("2026-01-01")
        assert not scope.is_closed(other.history, agreement)
        other.tell("2026-01-05", CloseOut(Closing.COMPLETE), agreement=agreement)
        assert scope.is_closed(other.history, agreement)


def test_segments_come_by_priority() -> None:
    story = Story()
    agreement = story.agreement("2026-01-01")
    for name, priority in (("C", 3), ("A", 1), ("B", 2), ("AA", 1)):
        story.segment("2026-01-01", agreement, name, priority=priority)
    history = story.history
    states = scope.scope(history, agreement, day("2026-01-02"), Thresholds(history))
    assert [state.segment.payload.name for state in states] == ["A", "AA", "B", "C"]


def test_agreements_begin_and_end() -> None:
    story = Story()
    open_ended = story.agreement("2026-02-01")
    bounded = story.agreement("2026-01-01", starts="2026-01-15", ends="2026-12-31")
    first, second = scope.agreements(story.history)
    assert (first.identity, second.identity) == (bounded, open_ended)
    assert (scope.begin(first), scope.end(first)) == (day("2026-01-15"), day("2026-12-31"))
    assert (scope.begin(second), scope.end(second)) == (day("2026-02-01"), None)


class TestMoney:
    def test_paid_is_what_was_paid_for_the_segment_by_name(self) -> None:
        told = Told()
        told.story.payment("2026-01-02", 500, told.agreement, segment=told.segment)
        told.story.payment("2026-01-03", 300, segment=told.segment)
        told.story.payment("2026-01-04", -100, told.agreement, segment=told.segment)
        told.story.payment("2026-01-05", 900, told.agreement)
        told.story.payment("2026-01-05", 900)
        (state,) = told.states("2026-01-10")
        assert state.paid == Money(700, "RUB")
        amounts = [
            p.payload.amount.minor for p in scope.payments(told.story.history, told.agreement)
        ]
        assert amounts == [500, 300, -100, 900]

    def test_two_currencies_have_no_sum(self) -> None:
        told = Told()
        told.story.payment("2026-01-02", 500, told.agreement, segment=told.segment)
        told.story.payment("2026-01-02", 500, told.agreement, "EUR", segment=told.segment)
        assert told.states("2026-01-10")[0].paid is None

    def test_price_is_the_segments_or_that_of_the_term(self) -> None:
        story = Story()
        agreement = story.agreement("2026-01-01")
        plain = story.segment("2026-01-01", agreement, "A")
        priced = story.segment("2026-01-01", agreement, "B", price=Money(700, "RUB"))
        history = story.history
        of = {
            s.segment.identity: s.segment.payload
            for s in scope.scope(history, agreement, day("2026-01-02"), Thresholds(history))
        }
        on = day("2026-01-15")
        assert scope.price(history, agreement, of[plain], on) is None
        term = TermValue(money=Money(500, "RUB"))
        proposal = story.proposal("2026-01-10", agreement, PRICE, value=term)
        story.answer("2026-01-10", agreement, proposal, Answer.ACCEPTED, Side.US)
        assert scope.price(story.history, agreement, of[plain], on) == Money(500, "RUB")
        assert scope.price(story.history, agreement, of[priced], on) == Money(700, "RUB")

    def test_price_in_words_is_none(self) -> None:
        told = Told()
        proposal = told.story.proposal("2026-01-10", told.agreement, PRICE, wording="as usual")
        told.story.answer("2026-01-10", told.agreement, proposal, Answer.ACCEPTED, Side.US)
        segment = told.states("2026-01-11")[0].segment.payload
        on = day("2026-01-15")
        assert scope.price(told.story.history, told.agreement, segment, on) is None


@given(st.dates(day("2026-01-01"), day("2026-12-31")), st.integers(1, 100))
def test_what_is_recorded_later_changes_nothing_that_was_known(known: object, claimed: int) -> None:
    told = Told()
    told.deliver("2026-02-01")
    then = day("2026-12-31")
    before = told.story.history.known_on(then)
    told.story.tell(
        str(known),
        Delivery(told.segment, claimed),
        agreement=told.agreement,
        known="2027-01-01",
    )
    after = told.story.history.known_on(then)
    thresholds = Thresholds(before)
    assert scope.scope(after, told.agreement, then, thresholds) == scope.scope(
        before, told.agreement, then, thresholds
    )
    assert len(told.states("2026-12-31")[0].deliveries) == 2
