from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.core.telling import Story, day
from tests.core.test_results import OUTCOMES, definitions, groups
from tests.core.zvonar import OURS, THEIRS, TODAY, price, zvonar
from vendortrail.records.definition import Counting, Definition
from vendortrail.records.history import ResultGroup
from vendortrail.records.promised import PRICE, RESULT_DEFINITION, OutcomeCount, Question
from vendortrail.records.values import Answer, KeyAnswers, Money, Side
from vendortrail.recounting import Recount, recounts
from vendortrail.results import Count


def roubles(amount: Money | None) -> float | None:
    return None if amount is None else amount.minor / 100


class Told:
    """An agreement with two segments, and what is delivered and agreed under it."""

    def __init__(self) -> None:
        self.story = Story()
        self.agreement = self.story.agreement("2026-01-01")
        self.second = self.story.segment("2026-01-01", self.agreement, "B", priority=2)
        self.first = self.story.segment("2026-01-01", self.agreement, "A", price=None)

    def agree(self, on: str, roubles: int) -> None:
        proposal = self.story.proposal(on, self.agreement, PRICE, value=price(roubles))
        self.story.answer(on, self.agreement, proposal, Answer.ACCEPTED, Side.US)

    def define(self, on: str, definition: Definition, by: Side = Side.VENDOR) -> int:
        return self.story.proposal(on, self.agreement, RESULT_DEFINITION, by, definition=definition)

    def deliver(self, on: str, segment: int, *rows: ResultGroup, claimed: int = 0) -> int:
        return self.story.delivery(on, self.agreement, segment, claimed, *rows)

    def recounts(self, *considered: Definition) -> tuple[Recount, ...]:
        return recounts(self.story.history, self.agreement, considered)

    def only(self) -> Recount:
        (found,) = self.recounts()
        return found


def talks(number: int, outcome: str = "dialogue") -> ResultGroup:
    return ResultGroup(outcome, None, None, number)


TALK = Definition((Counting("dialogue"),))


def test_call_centre() -> None:
    told = zvonar()
    theirs, ours = recounts(told.story.history.as_of(TODAY), told.agreement)
    assert [one.change and one.change.proposal.identity for one in (theirs, ours)] == [
        told.theirs,
        told.ours,
    ]
    assert (theirs.definition, ours.definition) == (THEIRS, OURS)
    assert theirs.whole.count == Count(100, 60, 0)
    assert ours.whole.count == Count(38, 101, 21)
    assert (roubles(theirs.whole.amount), roubles(ours.whole.amount)) == (15_000, 5_700)
    assert (roubles(theirs.whole.asked), ours.whole.asked) == (18_000, None)
    assert (ours.whole.promised, ours.whole.claimed, roubles(ours.whole.paid)) == (
        *(300, 100),
        22_500,
    )
    assert (ours.whole.short_of_promised, ours.whole.short_of_claimed) == (262, 62)
    assert (roubles(theirs.whole.overpaid), roubles(ours.whole.overpaid)) == (7_500, 16_800)
    first, *others = ours.segments
    assert first.figures.count == ours.whole.count
    assert {part.figures.count.rows for part in others} == {0}
    assert [part.segment.identity for part in ours.segments] == list(told.segments)


class TestPrice:
    def test_of_the_day_of_each_delivery(self) -> None:
        told = Told()
        told.agree("2026-01-01", 100)
        told.agree("2026-03-01", 120)
        told.deliver("2026-02-01", told.first, talks(1))
        told.deliver("2026-03-01", told.first, talks(10))
        told.define("2026-04-01", TALK)
        assert roubles(told.only().whole.amount) == 1_300

    def test_of_the_segment_goes_before_that_of_the_agreement(self) -> None:
        told = Told()
        told.agree("2026-01-01", 100)
        dear = told.story.segment(
            "2026-01-01", told.agreement, "C", priority=3, price=Money(500_00, "RUB")
        )
        told.deliver("2026-02-01", dear, talks(1))
        told.deliver("2026-02-01", told.first, talks(1))
        told.define("2026-04-01", TALK)
        assert roubles(told.only().whole.amount) == 600

    def test_of_the_definition_goes_before_all(self) -> None:
        told = Told()
        told.agree("2026-01-01", 100)
        told.deliver("2026-02-01", told.first, talks(3))
        told.define("2026-04-01", Definition(TALK.counts, price=Money(70_00, "RUB")))
        assert (roubles(told.only().whole.amount), roubles(told.only().whole.asked)) == (210, 210)

    def test_proposed_by_the_same_side_on_the_same_day_is_what_it_asks(self) -> None:
        told = Told()
        told.deliver("2026-02-01", told.first, talks(3))
        told.define("2026-04-01", TALK)
        for on, by, asked in (
            ("2026-04-01", Side.VENDOR, 180),
            ("2026-04-01", Side.US, 10),
            ("2026-04-02", Side.VENDOR, 20),
        ):
            told.story.proposal(on, told.agreement, PRICE, by, value=price(asked))
        told.story.proposal("2026-04-01", told.agreement, PRICE, wording="as ever")
        assert (told.only().whole.amount, roubles(told.only().whole.asked)) == (None, 540)

    def test_in_several_currencies_has_no_sum(self) -> None:
        told = Told()
        told.agree("2026-01-01", 100)
        foreign = told.story.segment(
            "2026-01-01", told.agreement, "C", priority=3, price=Money(1_00, "EUR")
        )
        told.deliver("2026-02-01", foreign, talks(1))
        told.deliver("2026-02-01", told.first, talks(1))
        told.define("2026-04-01", TALK)
        assert told.only().whole.amount is None
        assert [roubles(part.figures.amount) for part in told.only().segments] == [100, None, 1]


class TestPaid:
    def test_in_another_currency_cannot_be_compared(self) -> None:
        told = Told()
        told.agree("2026-01-01", 100)
        told.deliver("2026-02-01", told.first, talks(1))
        told.define("2026-04-01", TALK)
        assert told.only().whole.overpaid is None
        told.story.payment("2026-02-01", 5_00, told.agreement, "EUR")
        assert (roubles(told.only().whole.paid), told.only().whole.overpaid) == (5, None)

    def test_for_a_segment_stands_beside_it(self) -> None:
        told = Told()
        told.agree("2026-01-01", 100)
        told.deliver("2026-02-01", told.second, talks(1))
        told.story.payment("2026-02-01", 150_00, told.agreement, segment=told.second)
        told.define("2026-04-01", TALK)
        first, second = told.only().segments
        assert (first.figures.paid, first.figures.overpaid) == (None, None)
        assert (roubles(second.figures.paid), roubles(second.figures.overpaid)) == (150, 50)


def test_typed_outcomes_are_counted_too() -> None:
    told = Told()
    told.story.delivery(
        "2026-02-01", told.agreement, told.first, 4, outcomes=(OutcomeCount("dialogue", 4),)
    )
    told.define("2026-04-01", TALK)
    assert told.only().whole.count == Count(4, 0, 0)


def test_questions_of_the_agreement_decide() -> None:
    told = Told()
    rows = [
        ResultGroup("dialogue", None, None, 1, day(on), (("why", KeyAnswers.NOT_ASKED),))
        for on in ("2026-01-10", "2026-01-20")
    ]
    told.deliver("2026-02-01", told.first, *rows)
    told.define("2026-04-01", Definition((Counting("dialogue", key_questions=True),)))
    assert told.only().whole.count == Count(0, 0, 2)
    told.story.tell(
        "2026-01-15", Question("why", "2026-01-15", is_key=True), agreement=told.agreement
    )
    assert told.only().whole.count == Count(0, 1, 1)


def test_what_is_only_considered_comes_last_and_is_not_recorded() -> None:
    told = Told()
    told.deliver("2026-02-01", told.first, talks(2), talks(3, "refusal"))
    told.define("2026-04-01", TALK)
    recorded, considered = told.recounts(Definition((Counting("refusal"),)))
    assert recorded.whole.count == Count(2, 3, 0)
    assert (considered.change, considered.whole.count) == (None, Count(3, 2, 0))
    assert len(told.recounts()) == 1


@given(groups, definitions(), definitions())
def test_definition_recorded_today_does_not_change_what_was_known_yesterday(
    rows: list[ResultGroup], old: Definition, new: Definition
) -> None:
    told = Told()
    told.deliver("2026-02-01", told.first, *rows)
    told.define("2026-02-02", old)
    before = told.recounts()
    told.define("2026-02-03", new)
    known = told.story.history.known_on(day("2026-02-02"))
    assert recounts(known, told.agreement) == before
    assert told.recounts()[:1] == before


@given(st.lists(groups, max_size=3), definitions(), st.randoms())
def test_sums_are_those_of_the_segments_in_any_order_of_rows(
    deliveries: list[list[ResultGroup]], definition: Definition, random: object
) -> None:
    told, shuffled = Told(), Told()
    for place, rows in enumerate(deliveries):
        told.deliver("2026-02-01", (told.first, told.second)[place % 2], *rows)
    for place, rows in enumerate(deliveries):
        mixed = list(rows)
        random.shuffle(mixed)  # type: ignore[attr-defined]
        shuffled.deliver("2026-02-01", (told.first, told.second)[place % 2], *mixed)
    (one,), (other,) = told.recounts(definition), shuffled.recounts(definition)
    assert one == other
    rows_in_all = sum(group.count for rows in deliveries for group in rows)
    assert one.whole.count.rows == rows_in_all
    assert sum(part.figures.count.counts for part in one.segments) == one.whole.count.counts


@pytest.mark.parametrize("outcome", OUTCOMES)
def test_an_agreement_without_rows_counts_nothing(outcome: str) -> None:
    told = Told()
    (found,) = told.recounts(Definition((Counting(outcome),)))
    assert (found.whole.count, found.whole.amount) == (Count(0, 0, 0), None)
