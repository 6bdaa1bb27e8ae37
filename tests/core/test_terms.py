from __future__ import annotations

import pytest

from tests.core.telling import Story, day
from vendortrail import i18n, terms
from vendortrail.records.definition import Counting, Definition
from vendortrail.records.promised import PRICE, RESULT_DEFINITION, TermAnswer
from vendortrail.records.values import Answer, Side, TermValue
from vendortrail.terms import Standing, TermChange

PAPER = ("0" * 64,)
ACCEPTED, REJECTED, WITHDRAWN = Answer.ACCEPTED, Answer.REJECTED, Answer.WITHDRAWN
VENDOR, US = Side.VENDOR, Side.US


class Told:
    """An agreement of 1 January, and the proposals and answers that a test tells of it."""

    def __init__(self) -> None:
        self.story = Story()
        self.agreement = self.story.agreement("2026-01-01")

    def propose(self, on: str, key: str = PRICE, by: Side = VENDOR, **fields: object) -> int:
        return self.story.proposal(on, self.agreement, key, by, wording="a wording", **fields)

    def answer(
        self, on: str, proposal: int, answer: Answer, by: Side = US, **fields: object
    ) -> int:
        return self.story.answer(on, self.agreement, proposal, answer, by, **fields)

    def agree(self, on: str, key: str = PRICE, effective: str = "") -> int:
        proposal = self.propose(on, key)
        self.answer(on, proposal, ACCEPTED, effective=effective)
        return proposal

    @property
    def changes(self) -> tuple[TermChange, ...]:
        return terms.changes(self.story.history, self.agreement)

    @property
    def standings(self) -> list[Standing]:
        return [change.standing for change in self.changes]

    def in_force(self, on: str, key: str = PRICE) -> int | None:
        """Return the identity of the proposal in force on a day."""
        change = terms.in_force(self.story.history, self.agreement, day(on)).get(key)
        return change.proposal.identity if change else None


@pytest.fixture
def told() -> Told:
    return Told()


def test_proposal_alone_is_proposed_and_not_in_force(told: Told) -> None:
    told.propose("2026-01-01")
    assert told.standings == [Standing.PROPOSED]
    assert told.changes[0].answer is None
    assert told.in_force("2026-01-01") is None


def test_accepted_term_holds_from_the_day_of_the_answer(told: Told) -> None:
    proposal = told.propose("2026-01-01")
    told.answer("2026-01-05", proposal, ACCEPTED)
    assert told.standings == [Standing.ACCEPTED]
    assert told.in_force("2026-01-04") is None
    assert told.in_force("2026-01-05") == proposal
    assert told.in_force("2036-01-05") == proposal


@pytest.mark.parametrize("effective", ["2025-12-01", "2026-03-01"])
def test_effective_day_shifts_what_holds(told: Told, effective: str) -> None:
    proposal = told.agree("2026-01-05", effective=effective)
    (change,) = told.changes
    assert change.holds_from == day(effective)
    assert told.in_force(effective) == proposal
    assert not change.holds_on(day("2025-11-30"))
    assert told.in_force("2026-02-28") == (proposal if effective < "2026" else None)


@pytest.mark.parametrize(
    ("answer", "by", "standing"),
    [(REJECTED, US, Standing.REJECTED), (WITHDRAWN, VENDOR, Standing.WITHDRAWN)],
)
def test_rejected_and_withdrawn_terms_never_hold(
    told: Told, answer: Answer, by: Side, standing: Standing
) -> None:
    told.answer("2026-01-02", told.propose("2026-01-01"), answer, by)
    assert told.standings == [standing]
    assert told.in_force("2026-02-01") is None


def test_nobody_accepts_a_proposal_of_their_own(told: Told) -> None:
    told.answer("2026-01-02", told.propose("2026-01-01", by=US), ACCEPTED, US)
    assert told.standings == [Standing.PROPOSED]
    assert told.changes[0].answer is None


def test_late_acceptance_settles_what_was_rejected(told: Told) -> None:
    proposal = told.propose("2026-01-01")
    told.answer("2026-01-02", proposal, REJECTED)
    told.answer("2026-01-09", proposal, ACCEPTED)
    assert told.standings == [Standing.ACCEPTED]
    assert told.in_force("2026-01-09") == proposal


def test_what_is_accepted_stays_so_whatever_is_answered_later(told: Told) -> None:
    proposal = told.agree("2026-01-01")
    told.answer("2026-01-09", proposal, WITHDRAWN, VENDOR)
    assert told.standings == [Standing.ACCEPTED]


class TestOral:
    def test_acceptance_waits_for_paper(self, told: Told) -> None:
        proposal = told.propose("2026-01-01")
        word = told.answer("2026-01-02", proposal, ACCEPTED, oral=True)
        (change,) = told.changes
        assert change.standing is Standing.PROPOSED
        assert change.answer is not None
        assert change.answer.identity == word
        told.answer("2026-01-20", proposal, ACCEPTED)
        assert told.standings == [Standing.ACCEPTED]
        assert told.in_force("2026-01-19") is None
        assert told.in_force("2026-01-20") == proposal

    @pytest.mark.parametrize("oral", [True, False])
    def test_evidence_on_the_answer_is_paper(self, told: Told, oral: bool) -> None:
        proposal = told.propose("2026-01-01", oral=True)
        told.story.tell(
            "2026-01-02",
            TermAnswer(proposal, ACCEPTED, US, oral=oral),
            agreement=told.agreement,
            evidence=PAPER,
        )
        assert told.standings == [Standing.ACCEPTED]

    def test_proposal_takes_a_second_acceptance(self, told: Told) -> None:
        proposal = told.propose("2026-01-01", oral=True)
        told.answer("2026-01-02", proposal, ACCEPTED)
        assert told.standings == [Standing.PROPOSED]
        told.answer("2026-01-03", proposal, ACCEPTED, oral=True)
        assert told.standings == [Standing.PROPOSED]
        told.answer("2026-01-04", proposal, ACCEPTED)
        assert told.standings == [Standing.ACCEPTED]
        assert told.in_force("2026-01-03") is None

    def test_acceptance_after_a_rejection_is_open_again(self, told: Told) -> None:
        proposal = told.propose("2026-01-01")
        told.answer("2026-01-02", proposal, REJECTED)
        told.answer("2026-01-03", proposal, ACCEPTED, oral=True)
        assert told.standings == [Standing.PROPOSED]

    def test_rejection_after_an_acceptance_ends_it(self, told: Told) -> None:
        proposal = told.propose("2026-01-01")
        told.answer("2026-01-02", proposal, ACCEPTED, oral=True)
        told.answer("2026-01-03", proposal, REJECTED)
        assert told.standings == [Standing.REJECTED]


class TestCounter:
    def test_countered_proposal_is_answered(self, told: Told) -> None:
        theirs = told.propose("2026-01-01")
        ours = told.propose("2026-01-03", by=US, counters=theirs)
        assert told.standings == [Standing.COUNTERED, Standing.PROPOSED]
        opened = terms.open_proposals(told.story.history, told.agreement, day("2026-01-03"))
        assert [change.proposal.identity for change in opened] == [ours]

    def test_before_the_counter_it_was_open(self, told: Told) -> None:
        theirs = told.propose("2026-01-01")
        told.propose("2026-01-03", by=US, counters=theirs)
        opened = terms.open_proposals(told.story.history, told.agreement, day("2026-01-02"))
        assert [change.proposal.identity for change in opened] == [theirs]

    def test_an_answer_says_more_than_a_counter(self, told: Told) -> None:
        theirs = told.propose("2026-01-01")
        told.propose("2026-01-03", by=US, counters=theirs)
        told.answer("2026-01-04", theirs, REJECTED)
        assert told.standings[0] is Standing.REJECTED

    def test_counter_that_was_taken_back_counters_nothing(self, told: Told) -> None:
        theirs = told.propose("2026-01-01")
        told.story.take_back(told.propose("2026-01-03", by=US, counters=theirs), "2026-01-05")
        assert told.standings == [Standing.PROPOSED]


class TestSuccession:
    def test_next_term_ends_the_one_before(self, told: Told) -> None:
        first, second = told.agree("2026-01-01"), told.agree("2026-03-01")
        assert told.standings == [Standing.SUPERSEDED, Standing.ACCEPTED]
        assert told.changes[0].holds_until == day("2026-02-28")
        assert told.in_force("2026-02-28") == first
        assert told.in_force("2026-03-01") == second

    def test_terms_of_other_names_do_not_end_it(self, told: Told) -> None:
        told.agree("2026-01-01")
        told.agree("2026-03-01", key="discount")
        assert told.standings == [Standing.ACCEPTED, Standing.ACCEPTED]

    def test_term_is_the_same_however_it_was_typed(self, told: Told) -> None:
        told.agree("2026-01-01", key="Result  Definition ")
        second = told.agree("2026-03-01", key=RESULT_DEFINITION)
        assert told.standings == [Standing.SUPERSEDED, Standing.ACCEPTED]
        assert told.in_force("2026-03-01", RESULT_DEFINITION) == second

    def test_later_agreement_with_an_earlier_day_replaces_all_from_that_day(
        self, told: Told
    ) -> None:
        first = told.agree("2026-01-01")
        second = told.agree("2026-03-01")
        third = told.agree("2026-04-01", effective="2026-02-01")
        assert told.in_force("2026-01-31") == first
        assert told.in_force("2026-02-01") == third
        assert told.in_force("2026-03-15") == third
        never = told.changes[1]
        assert never.proposal.identity == second
        assert never.standing is Standing.SUPERSEDED
        assert not any(never.holds_on(day(f"2026-0{month}-15")) for month in range(1, 7))

    def test_steps_agreed_on_one_day_hold_in_the_order_of_their_days(self, told: Told) -> None:
        later = told.agree("2026-01-01", effective="2027-01-01")
        sooner = told.agree("2026-01-01", effective="2026-02-01")
        assert told.in_force("2026-06-01") == sooner
        assert told.in_force("2027-06-01") == later

    def test_what_was_known_then_is_another_question(self, told: Told) -> None:
        first = told.agree("2026-01-01")
        second = told.agree("2026-03-01", effective="2026-02-01")
        known = told.story.history.known_on(day("2026-02-15"))
        assert told.in_force("2026-02-15") == second
        then = terms.in_force(known, told.agreement, day("2026-02-15"))[PRICE]
        assert then.proposal.identity == first
        assert then.standing is Standing.ACCEPTED


class TestGoverning:
    def test_nothing_governs_where_nothing_was_agreed(self, told: Told) -> None:
        told.propose("2026-01-01")
        assert terms.governing(told.changes, PRICE, day("2026-02-01")) is None

    @pytest.mark.parametrize(
        ("on", "place"), [("2026-01-01", 1), ("2026-02-15", 1), ("2026-03-15", 2)]
    )
    def test_what_is_in_force_governs_or_else_what_comes_first(
        self, told: Told, on: str, place: int
    ) -> None:
        told.agree("2026-01-01", key="discount")
        told.agree("2026-02-01")
        told.agree("2026-03-01")
        assert terms.governing(told.changes, PRICE, day(on)) == told.changes[place]

    def test_what_never_held_does_not_govern(self, told: Told) -> None:
        told.agree("2026-03-01")
        third = told.agree("2026-04-01", effective="2026-02-01")
        governs = terms.governing(told.changes, PRICE, day("2026-01-15"))
        assert governs is not None
        assert governs.proposal.identity == third


@pytest.mark.parametrize(
    ("typed", "key"),
    [
        ("price", PRICE),
        ("Цена", PRICE),
        ("ЦЕНА ", PRICE),
        ("определение  результата", RESULT_DEFINITION),
        ("Result Definition", RESULT_DEFINITION),
        ("цена звонка", "цена звонка"),
        ("Warranty", "Warranty"),
    ],
)
def test_what_is_typed_in_any_language_is_the_term_that_is_read(typed: str, key: str) -> None:
    assert terms.key(typed) == key


def test_known_terms_have_a_name_and_others_their_own(told: Told) -> None:
    told.propose("2026-01-01", key="PRICE")
    told.propose("2026-01-01", key="Скидка {x}")
    i18n.use(i18n.ENGLISH)
    assert [change.name for change in told.changes] == ["price", "Скидка {x}"]


def test_terms_of_another_agreement_are_left_out(told: Told) -> None:
    other = told.story.agreement("2026-01-01", "Other")
    told.story.proposal("2026-01-02", other, PRICE, value=TermValue(number="3"))
    assert told.changes == ()


class TestValidity:
    """A definition holds no longer than it is valid."""

    def define(self, told: Told, on: str, **bounds: str) -> int:
        definition = Definition((Counting("dialogue"),), **bounds)  # type: ignore[arg-type]
        proposal = told.propose(on, RESULT_DEFINITION, definition=definition)
        told.answer(on, proposal, ACCEPTED)
        return proposal

    def test_it_begins_and_ends_with_it(self, told: Told) -> None:
        proposal = self.define(told, "2026-01-01", starts="2026-02-01", ends="2026-03-31")
        assert told.standings == [Standing.ACCEPTED]
        held = [
            told.in_force(on, RESULT_DEFINITION)
            for on in ("2026-01-31", "2026-02-01", "2026-03-31", "2026-04-01")
        ]
        assert held == [None, proposal, proposal, None]

    def test_acceptance_after_its_first_day_is_where_it_begins(self, told: Told) -> None:
        proposal = self.define(told, "2026-02-10", starts="2026-02-01")
        assert told.in_force("2026-02-09", RESULT_DEFINITION) is None
        assert told.in_force("2026-02-10", RESULT_DEFINITION) == proposal

    @pytest.mark.parametrize(
        ("on", "until"), [("2026-03-01", "2026-01-31"), ("2026-01-16", "2026-01-15")]
    )
    def test_next_definition_ends_it_unless_it_has_ended(
        self, told: Told, on: str, until: str
    ) -> None:
        self.define(told, "2026-01-01", ends="2026-01-31")
        self.define(told, on)
        assert told.standings == [Standing.SUPERSEDED, Standing.ACCEPTED]
        assert told.changes[0].holds_until == day(until)
