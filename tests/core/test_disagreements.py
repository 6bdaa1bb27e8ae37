import pytest

from tests.core.telling import Story, day
from tests.core.zvonar import TODAY, price, zvonar
from vendortrail.disagreements import Point, points, shift
from vendortrail.records.values import Answer, Money, Side, TermValue
from vendortrail.terms import TermChange


def numbers(*changes: TermChange | None) -> list[int | None]:
    return [change.proposal.seq if change else None for change in changes]


def positions(point: Point) -> list[int | None]:
    """Return what the vendor stands by, what we do, and what is agreed."""
    return numbers(point.vendor, point.us, point.agreed)


class Talks:
    """One agreement, and what is proposed and answered of its pace."""

    def __init__(self) -> None:
        self.story = Story()
        self.agreement = self.story.agreement("2026-01-01")

    def propose(
        self, on: str, side: Side, calls: int, *, counters: int | None = None, key: str = "pace"
    ) -> int:
        value = TermValue(number=str(calls), unit="call")
        return self.story.proposal(on, self.agreement, key, side, value=value, counters=counters)

    def answer(self, on: str, proposal: int, answer: Answer, by: Side) -> None:
        self.story.answer(on, self.agreement, proposal, answer, by)

    def points(self, on: str = "2026-12-31") -> tuple[Point, ...]:
        return points(self.story.history, self.agreement, day(on))


def test_of_the_first_story_two_terms_are_not_settled() -> None:
    told = zvonar()
    definition, asked = points(told.story.history, told.agreement, TODAY)
    assert (definition.name, asked.name) == ("result definition", "price")
    assert positions(definition) == [told.theirs, told.ours, None]
    assert positions(asked) == [told.theirs + 1, None, told.price]
    assert [move.shift for move in definition.moves] == [None, None]
    assert [move.shift for move in asked.moves] == [
        None,
        TermValue(money=Money(3000, "RUB"), unit="call"),
    ]


def test_on_a_past_day_only_what_had_been_proposed_by_then_is_not_settled() -> None:
    told = zvonar()
    assert points(told.story.history, told.agreement, day("2026-11-12")) == ()
    (definition, _) = points(told.story.history, told.agreement, day("2026-11-15"))
    assert positions(definition) == [told.theirs, None, None]


def test_a_side_stands_by_the_last_thing_that_it_proposed() -> None:
    talks = Talks()
    first = talks.propose("2026-01-02", Side.VENDOR, 50)
    second = talks.propose("2026-01-03", Side.US, 100, counters=first)
    third = talks.propose("2026-01-04", Side.VENDOR, 70, counters=second)
    (point,) = talks.points()
    assert positions(point) == [third, second, None]
    assert [numbers(move.before) for move in point.moves] == [[None], [None], [first]]
    assert [move.shift and move.shift.number for move in point.moves] == [None, None, "20"]


def test_what_was_countered_stands_when_the_answer_to_it_does_not() -> None:
    talks = Talks()
    theirs = talks.propose("2026-01-02", Side.VENDOR, 50)
    ours = talks.propose("2026-01-03", Side.US, 100, counters=theirs)
    talks.answer("2026-01-04", ours, Answer.REJECTED, Side.VENDOR)
    (point,) = talks.points()
    assert positions(point) == [theirs, None, None]
    assert len(point.moves) == 2


@pytest.mark.parametrize("answer", [Answer.ACCEPTED, Answer.REJECTED])
def test_what_was_answered_is_settled(answer: Answer) -> None:
    talks = Talks()
    proposal = talks.propose("2026-01-02", Side.VENDOR, 50)
    talks.answer("2026-01-03", proposal, answer, Side.US)
    assert talks.points() == ()


def test_what_was_countered_on_the_way_to_an_agreement_is_history() -> None:
    talks = Talks()
    first = talks.propose("2026-01-02", Side.VENDOR, 50)
    second = talks.propose("2026-01-03", Side.US, 100, counters=first)
    talks.answer("2026-01-04", second, Answer.ACCEPTED, Side.VENDOR)
    assert talks.points() == ()
    third = talks.propose("2026-02-01", Side.US, 120)
    (point,) = talks.points()
    assert positions(point) == [None, third, second]


def test_the_first_move_of_a_side_is_held_against_what_was_in_force() -> None:
    talks = Talks()
    agreed = talks.propose("2026-01-02", Side.VENDOR, 50)
    talks.answer("2026-01-02", agreed, Answer.ACCEPTED, Side.US)
    talks.propose("2026-02-01", Side.US, 40)
    (point,) = talks.points()
    assert numbers(point.moves[-1].before) == [agreed]
    assert point.moves[-1].shift == TermValue(number="-10", unit="call")


def test_terms_come_in_the_order_in_which_they_were_raised() -> None:
    talks = Talks()
    agreed = talks.propose("2026-01-02", Side.VENDOR, 1, key="old")
    talks.answer("2026-01-02", agreed, Answer.ACCEPTED, Side.US)
    talks.propose("2026-03-01", Side.VENDOR, 2, key="new")
    talks.propose("2026-04-01", Side.VENDOR, 2, key="old")
    assert [point.name for point in talks.points()] == ["new", "old"]


@pytest.mark.parametrize(
    ("before", "after", "by"),
    [
        (price(150), price(180), TermValue(money=Money(3000, "RUB"), unit="call")),
        (price(180), price(150), TermValue(money=Money(-3000, "RUB"), unit="call")),
        (price(150), TermValue(money=Money(15_000, "EUR"), unit="call"), None),
        (price(150), TermValue(money=Money(15_000, "RUB"), unit="hour"), None),
        (price(150), TermValue(number="150", unit="call"), None),
        (TermValue(number="5"), TermValue(number="16"), TermValue(number="11")),
        (TermValue(number="4.5"), TermValue(number="4"), TermValue(number="-0.5")),
        (TermValue(number="0.3"), TermValue(number="0.1"), TermValue(number="-0.2")),
        (None, price(150), None),
        (price(150), None, None),
    ],
)
def test_a_value_moves_exactly_where_it_is_counted_alike(
    before: TermValue | None, after: TermValue | None, by: TermValue | None
) -> None:
    assert shift(before, after) == by
