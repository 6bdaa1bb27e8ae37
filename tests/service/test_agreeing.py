"""What both sides could not hold to is refused with what to do about it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests import trails
from tests.trails import about
from vendortrail.records.definition import Counting, Definition
from vendortrail.records.parties import Agreement, Vendor
from vendortrail.records.promised import (
    PRICE,
    RESULT_DEFINITION,
    Delivery,
    Mapping,
    OutcomeCount,
    Question,
    Segment,
    TermAnswer,
    TermProposal,
)
from vendortrail.records.values import Answer, Side
from vendortrail.refusal import FieldRefusal
from vendortrail.service import Trail, Workspace

TALK = Definition((Counting("talk"),))
VISIT = Definition((Counting("talk"), Counting("visit")))


@pytest.fixture
def trail(empty: Workspace) -> Iterator[Trail]:
    with trails.opened(empty) as opened:
        opened.record(about(None, Vendor("Zvonar")))
        for title in ("Calls", "Visits"):
            opened.record(about(1, Agreement(title)))
        opened.record(about(1, Segment("All", 300, "call"), agreement=2))
        yield opened


def propose(trail: Trail, definition: Definition | None, agreement: int = 2) -> int:
    proposal = TermProposal(RESULT_DEFINITION, Side.VENDOR, "so", definition=definition)
    return trail.record(about(1, proposal, agreement=agreement)).seq


def accept(trail: Trail, proposal: int, on: str, effective: str = "") -> int:
    answer = TermAnswer(proposal, Answer.ACCEPTED, Side.US, effective=effective)
    return trail.record(about(1, answer, on, agreement=2)).seq


def ask(trail: Trail, since: str, until: str = "", name: str = "why") -> int:
    return trail.record(about(1, Question(name, since, until=until), agreement=2)).seq


class TestOutcomes:
    def test_without_rows_any_outcome_may_be_meant(self, trail: Trail) -> None:
        propose(trail, VISIT)

    def test_of_the_rows_none_but_theirs(self, trail: Trail, tmp_path: Path) -> None:
        path = tmp_path / "report.csv"
        path.write_text("outcome\ntalk\nrefusal\n", "utf-8")
        trail.deliver(about(1, Delivery(4, 1), agreement=2), path, Mapping("outcome"))
        propose(trail, TALK)
        propose(trail, None)
        propose(trail, VISIT, agreement=3)
        with pytest.raises(
            FieldRefusal, match="has the outcome “visit”; the outcomes there are: refusal, talk"
        ) as refused:
            propose(trail, VISIT)
        assert refused.value.field == "definition"

    def test_typed_outcomes_are_rows_too(self, trail: Trail) -> None:
        outcomes = (OutcomeCount("talk", 1), OutcomeCount("visit", 1))
        trail.record(about(1, Delivery(4, 1, outcomes), agreement=2))
        propose(trail, VISIT)
        with pytest.raises(FieldRefusal, match="outcomes there are: talk, visit"):
            propose(trail, Definition((Counting("walk"),)))

    def test_in_one_transaction_too(self, trail: Trail) -> None:
        size = trail.checkpoint()[0].size
        drafts = [
            about(1, Delivery(4, 1, (OutcomeCount("talk", 1),)), agreement=2),
            about(1, TermProposal(RESULT_DEFINITION, Side.US, definition=VISIT), agreement=2),
        ]
        with pytest.raises(FieldRefusal):
            trail.record_all(drafts)
        assert trail.checkpoint()[0].size == size


class TestOneDefinition:
    def test_two_from_one_day_are_refused(self, trail: Trail) -> None:
        first, second = propose(trail, TALK), propose(trail, VISIT)
        answer = accept(trail, first, "2026-03-02")
        with pytest.raises(
            FieldRefusal,
            match=rf"definition, #{first}, is accepted .* acceptance, #{answer}",
        ) as refused:
            accept(trail, second, "2026-03-05", effective="2026-03-02")
        assert refused.value.field == "effective"
        accept(trail, second, "2026-03-05")

    def test_other_terms_of_that_day_are_no_definition(self, trail: Trail) -> None:
        accept(trail, propose(trail, TALK), "2026-03-02")
        price = trail.record(about(1, TermProposal(PRICE, Side.VENDOR, "150"), agreement=2)).seq
        accept(trail, price, "2026-03-02")

    def test_a_correction_may_not_bring_it_about(self, trail: Trail) -> None:
        first, second = propose(trail, TALK), propose(trail, VISIT)
        accept(trail, first, "2026-03-02")
        later = accept(trail, second, "2026-03-05")
        with pytest.raises(FieldRefusal, match="another result definition"):
            trail.correct(later, reason="it was earlier", occurred="2026-03-02")


class TestCounterProposal:
    def counter(self, trail: Trail, proposal: int, key: str) -> int:
        counter = TermProposal(key, Side.US, "so", counters=proposal)
        return trail.record(about(1, counter, agreement=2)).seq

    def test_is_about_the_term_that_it_counters(self, trail: Trail) -> None:
        theirs = propose(trail, TALK)
        with pytest.raises(
            FieldRefusal, match=f"#{theirs} proposes the term “result definition”"
        ) as refused:
            self.counter(trail, theirs, PRICE)
        assert refused.value.field == "counters"
        self.counter(trail, theirs, "Result  Definition")

    def test_a_correction_may_not_move_it_to_another_term(self, trail: Trail) -> None:
        ours = self.counter(trail, propose(trail, TALK), RESULT_DEFINITION)
        moved = TermProposal(PRICE, Side.US, "so", counters=ours - 1)
        with pytest.raises(FieldRefusal, match="countered by that term alone"):
            trail.correct(ours, reason="the price was meant", payload=moved)


class TestAskedOnce:
    def test_versions_follow_each_other(self, trail: Trail) -> None:
        ask(trail, "2026-01-01", "2026-01-31")
        ask(trail, "2026-02-01")
        ask(trail, "2026-01-15", name="when")

    @pytest.mark.parametrize(
        ("since", "until"),
        [("2026-01-31", ""), ("2025-12-01", "2026-01-01"), ("2026-01-10", "2026-01-11")],
    )
    def test_one_day_has_one_version(self, trail: Trail, since: str, until: str) -> None:
        first = ask(trail, "2026-01-01", "2026-01-31")
        with pytest.raises(
            FieldRefusal, match=f"#{first} has “why” asked from 2026-01-01 to 2026-01-31 already"
        ):
            ask(trail, since, until)

    def test_a_version_may_be_corrected(self, trail: Trail) -> None:
        first = ask(trail, "2026-01-01")
        trail.correct(
            first, reason="it ended", payload=Question("why", "2026-01-01", until="2026-01-31")
        )
        ask(trail, "2026-02-01")


class TestAnswers:
    """About proposal #5, answered in #6."""

    @pytest.fixture(autouse=True)
    def proposal(self, trail: Trail) -> None:
        trail.record(about(1, TermProposal(PRICE, Side.VENDOR, "more"), "2026-01-05", agreement=2))

    def answer(
        self, trail: Trail, answer: Answer, on: str, *, oral: bool = False, proposal: int = 5
    ) -> int:
        by = Side.VENDOR if answer is Answer.WITHDRAWN else Side.US
        payload = TermAnswer(proposal, answer, by, oral=oral)
        return trail.record(about(1, payload, on, agreement=2)).seq

    @pytest.mark.parametrize("given", Answer)
    @pytest.mark.parametrize("again", Answer)
    def test_what_is_settled_is_not_answered_again(
        self, given: Answer, again: Answer, trail: Trail
    ) -> None:
        self.answer(trail, given, "2026-02-01")
        with pytest.raises(FieldRefusal) as refused:
            self.answer(trail, again, "2026-02-01")
        said = f"#5 was {given} on 2026-02-01"
        assert str(refused.value).startswith(said)
        assert "#6" in str(refused.value)
        assert refused.value.field == "proposal"

    def test_what_replaced_term_was_accepted_too(self, trail: Trail) -> None:
        self.answer(trail, Answer.ACCEPTED, "2026-02-01")
        trail.record(about(1, TermProposal(PRICE, Side.VENDOR, "most"), "2026-03-01", agreement=2))
        self.answer(trail, Answer.ACCEPTED, "2026-03-02", proposal=7)
        with pytest.raises(FieldRefusal, match="#5 was accepted on 2026-02-01 already, #6"):
            self.answer(trail, Answer.REJECTED, "2026-04-01")

    def test_what_came_before_it_may_be_told_after_it(self, trail: Trail) -> None:
        self.answer(trail, Answer.ACCEPTED, "2026-02-01")
        self.answer(trail, Answer.REJECTED, "2026-01-20")
        self.answer(trail, Answer.ACCEPTED, "2026-01-25", oral=True)
        with pytest.raises(FieldRefusal, match="#5 was accepted on 2026-02-01"):
            self.answer(trail, Answer.ACCEPTED, "2026-01-25")

    def test_word_of_mouth_settles_nothing(self, trail: Trail) -> None:
        self.answer(trail, Answer.ACCEPTED, "2026-02-01", oral=True)
        self.answer(trail, Answer.ACCEPTED, "2026-02-02")

    def test_an_answer_is_corrected_all_the_same(self, trail: Trail) -> None:
        given = self.answer(trail, Answer.ACCEPTED, "2026-02-01")
        other = TermAnswer(5, Answer.REJECTED, Side.US)
        trail.correct(given, reason="misheard", payload=other)
