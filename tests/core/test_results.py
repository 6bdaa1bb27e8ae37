from __future__ import annotations

from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from tests.core.telling import Story, day
from tests.core.zvonar import CALLS, OURS, THEIRS
from vendortrail import results
from vendortrail.records.definition import Counting, Definition
from vendortrail.records.history import ResultGroup
from vendortrail.records.promised import RESULT_DEFINITION, Delivery, OutcomeCount, Question
from vendortrail.records.values import Answer, KeyAnswers, Side
from vendortrail.results import Count, Cuts, Worth

OUTCOMES = ("dialogue", "call-back", "refusal")
QUESTIONS = ("why", "when")

groups = st.lists(
    st.builds(
        ResultGroup,
        outcome=st.sampled_from(OUTCOMES),
        key_answers=st.none() | st.sampled_from(KeyAnswers),
        seconds=st.none() | st.integers(0, 120),
        count=st.integers(0, 50),
        answers=st.dictionaries(st.sampled_from(QUESTIONS), st.sampled_from(KeyAnswers)).map(
            lambda states: tuple(states.items())
        ),
        script=st.none() | st.booleans(),
    )
)


@st.composite
def definitions(draw: st.DrawFn) -> Definition:
    named = draw(st.lists(st.sampled_from(OUTCOMES), min_size=1, unique=True))
    return Definition(
        tuple(
            Counting(
                name,
                draw(st.booleans()),
                draw(st.integers(0, 60)),
                tuple(draw(st.lists(st.sampled_from(QUESTIONS), unique=True))),
                draw(st.booleans()),
            )
            for name in named
        )
    )


@given(groups, definitions())
def test_every_row_is_in_one_class(told: list[ResultGroup], definition: Definition) -> None:
    assert results.recount(told, definition).rows == sum(group.count for group in told)


@given(groups.flatmap(lambda told: st.tuples(st.just(told), st.permutations(told))), definitions())
def test_order_of_rows_does_not_matter(
    told: tuple[list[ResultGroup], list[ResultGroup]], definition: Definition
) -> None:
    in_order, shuffled = told
    assert results.recount(in_order, definition) == results.recount(shuffled, definition)


@given(groups, definitions(), st.data())
def test_wider_definition_never_counts_less(
    told: list[ResultGroup], definition: Definition, data: st.DataObject
) -> None:
    counts = [
        Counting(
            counting.outcome,
            counting.key_questions and data.draw(st.booleans()),
            data.draw(st.integers(0, counting.at_least_seconds)),
            tuple(name for name in counting.questions if data.draw(st.booleans())),
            counting.script and data.draw(st.booleans()),
        )
        for counting in definition.counts
    ]
    named = {counting.outcome for counting in counts}
    counts += [
        Counting(name) for name in OUTCOMES if name not in named and data.draw(st.booleans())
    ]
    narrow, wide = (results.recount(told, d) for d in (definition, Definition(tuple(counts))))
    assert wide.counts >= narrow.counts
    assert wide.does_not <= narrow.does_not


@pytest.mark.parametrize(
    ("definition", "expected"), [(THEIRS, Count(100, 60, 0)), (OURS, Count(38, 101, 21))]
)
def test_both_sides_count_the_same_calls(definition: Definition, expected: Count) -> None:
    assert results.recount(CALLS, definition) == expected


@pytest.mark.parametrize(
    ("key_answers", "seconds", "expected"),
    [
        (KeyAnswers.ANSWERED, 30, Count(1, 0, 0)),
        (KeyAnswers.ANSWERED, 29, Count(0, 1, 0)),
        (KeyAnswers.ANSWERED, None, Count(0, 0, 1)),
        (KeyAnswers.OPEN, 30, Count(0, 1, 0)),
        (KeyAnswers.OPEN, None, Count(0, 1, 0)),
        (KeyAnswers.NOT_ASKED, 30, Count(0, 0, 1)),
        (KeyAnswers.NOT_ASKED, 29, Count(0, 1, 0)),
        (None, 30, Count(0, 0, 1)),
        (None, None, Count(0, 0, 1)),
    ],
)
def test_one_failed_condition_decides_and_one_unknown_does_not(
    key_answers: KeyAnswers | None, seconds: int | None, expected: Count
) -> None:
    definition = Definition((Counting("dialogue", key_questions=True, at_least_seconds=30),))
    row = ResultGroup("dialogue", key_answers, seconds, 1)
    assert results.recount([row], definition) == expected
    assert results.recount([replace(row, outcome="refusal")], definition) == Count(0, 1, 0)


@pytest.mark.parametrize(
    ("followed", "expected"),
    [(True, Count(1, 0, 0)), (False, Count(0, 1, 0)), (None, Count(0, 0, 1))],
)
def test_script_may_be_a_condition(followed: bool | None, expected: Count) -> None:
    definition = Definition((Counting("dialogue", script=True),))
    assert results.recount([replace(CALLS[0], count=1, script=followed)], definition) == expected


def test_one_question_may_be_a_condition() -> None:
    definition = Definition((Counting("dialogue", questions=("why",)),))
    rows = [
        replace(CALLS[0], count=count, answers=(("when", KeyAnswers.ANSWERED), ("why", state)))
        for count, state in enumerate(KeyAnswers, start=1)
    ]
    states = [*KeyAnswers]
    counted = results.recount(rows, definition)
    assert states == [KeyAnswers.ANSWERED, KeyAnswers.OPEN, KeyAnswers.NOT_ASKED]
    assert counted == Count(1, 2, 3)


def test_rows_are_told_apart_where_a_definition_or_a_question_differs() -> None:
    story = Story()
    agreement = story.agreement("2026-01-01")
    story.proposal("2026-01-01", agreement, RESULT_DEFINITION, wording="a good call")
    for least in (60, 0, 30):
        definition = Definition((Counting("dialogue", at_least_seconds=least),))
        story.proposal("2026-01-01", agreement, RESULT_DEFINITION, definition=definition)
    question = Question("why", "2026-02-01", until="2026-02-28")
    story.tell("2026-01-01", question, agreement=agreement)
    considered = Definition((Counting("refusal", at_least_seconds=10),))
    assert results.cuts(story.history, [considered]) == Cuts(
        (10, 30, 60), (day("2026-02-01"), day("2026-03-01"))
    )
    assert results.cuts(Story().history) == Cuts()


@dataclass
class Told:
    story: Story
    agreement: int
    delivery: int

    def define(self, on: str, definition: Definition | None, answer: Answer | None) -> None:
        proposal = self.story.proposal(
            on, self.agreement, RESULT_DEFINITION, wording="a result", definition=definition
        )
        if answer:
            self.story.answer(on, self.agreement, proposal, answer, Side.US)

    @property
    def worth(self) -> Worth:
        history = self.story.history
        delivery = history.named(self.delivery, Delivery)
        return results.worth(history, self.agreement, delivery)


def told(*calls: ResultGroup, **fields: object) -> Told:
    story = Story()
    agreement = story.agreement("2026-01-01")
    segment = story.segment("2026-01-01", agreement, "A")
    delivery = story.delivery("2026-02-01", agreement, segment, 90, *calls, **fields)
    return Told(story, agreement, delivery)


def test_claim_stands_without_rows() -> None:
    story = told()
    story.define("2026-01-01", OURS, Answer.ACCEPTED)
    assert story.worth == Worth(90, 90)


def test_claim_stands_without_a_definition_to_hold_rows_against() -> None:
    story = told(*CALLS)
    assert story.worth == Worth(90, 90)
    story.define("2026-01-01", None, Answer.ACCEPTED)
    story.define("2026-01-02", OURS, None)
    assert story.worth == Worth(90, 90)


def test_accepted_definition_decides_but_for_what_nobody_can_tell() -> None:
    story = told(*CALLS)
    story.define("2026-01-01", THEIRS, None)
    story.define("2026-01-02", OURS, Answer.ACCEPTED)
    assert story.worth == Worth(38, 59)


def test_definition_accepted_since_decides_too() -> None:
    story = told(*CALLS)
    story.define("2026-03-01", THEIRS, Answer.ACCEPTED)
    assert story.worth == Worth(100, 100)


def test_definition_of_the_day_of_the_delivery_decides() -> None:
    story = told(*CALLS)
    story.define("2026-01-01", OURS, Answer.ACCEPTED)
    story.define("2026-02-02", THEIRS, Answer.ACCEPTED)
    assert story.worth == Worth(38, 59)


def test_without_agreement_it_lies_between_everything_ever_said() -> None:
    story = told(*CALLS)
    story.define("2026-03-01", THEIRS, Answer.REJECTED)
    assert story.worth == Worth(90, 100)
    story.define("2026-03-02", OURS, None)
    assert story.worth == Worth(38, 100)


def test_typed_outcomes_are_rows_without_answers() -> None:
    story = told(outcomes=(OutcomeCount("dialogue", 80), OutcomeCount("refusal", 10)))
    story.define("2026-01-01", THEIRS, Answer.ACCEPTED)
    assert story.worth == Worth(80, 80)
    story.define("2026-01-02", OURS, Answer.ACCEPTED)
    assert story.worth == Worth(0, 80)
