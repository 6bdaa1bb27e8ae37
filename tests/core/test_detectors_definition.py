"""VT202 and VT208, and what a definition's validity does to VT201 and VT203."""

from __future__ import annotations

import pytest

from tests.core.telling import Story, day
from tests.core.test_detectors_scope import Told, found, words
from tests.core.zvonar import CALLS, OURS, THEIRS, zvonar
from vendortrail.detectors.drift import drift
from vendortrail.detectors.interested_referral import interested_referral
from vendortrail.detectors.pending import pending
from vendortrail.detectors.undefined import undefined
from vendortrail.findings import Severity
from vendortrail.records.definition import Definition
from vendortrail.records.promised import RESULT_DEFINITION
from vendortrail.records.values import Answer, Side


class Defined(Told):
    """An agreement with the calls of one delivery, and definitions as they are told."""

    def __init__(self) -> None:
        super().__init__()
        segment = self.segment()
        self.delivery = self.story.delivery("2026-01-20", self.agreement, segment, 100, *CALLS)

    def propose(self, on: str, definition: Definition | None, by: Side = Side.VENDOR) -> int:
        return self.story.proposal(
            on, self.agreement, RESULT_DEFINITION, by, wording="so", definition=definition
        )

    def answer(self, on: str, proposal: int, answer: Answer, by: Side = Side.US) -> int:
        return self.story.answer(on, self.agreement, proposal, answer, by)


class TestDrift:
    def test_call_centre(self) -> None:
        told = zvonar()
        assert found(drift, told.story, "2026-11-15") == []
        (finding,) = found(drift, told.story, "2026-11-16")
        assert (finding.code, finding.severity) == ("VT202", Severity.HIGH)
        assert (finding.key, finding.since) == (str(told.theirs), day("2026-11-16"))
        assert finding.evidence == (told.agreement, told.delivery, told.theirs, told.ours)
        assert words(finding) == (
            "What the vendor proposes to count is wider than what we propose: of 160 rows 100 "
            "instead of 38; 101 do not count under ours, and of 21 it cannot be told"
        )

    def test_against_what_is_agreed(self) -> None:
        told = Defined()
        agreed = told.propose("2026-02-01", OURS)
        answer = told.answer("2026-02-02", agreed, Answer.ACCEPTED)
        assert found(drift, told.story, "2026-02-10") == []
        wide = told.propose("2026-02-11", THEIRS)
        (finding,) = found(drift, told.story, "2026-02-11")
        assert finding.severity is Severity.HIGH
        assert finding.evidence == (told.agreement, told.delivery, agreed, answer, wide)
        assert words(finding) == (
            "What the vendor proposes to count is wider than what is agreed: of 160 rows 100 "
            "instead of 38; 101 do not count as agreed, and of 21 it cannot be told"
        )
        told.answer("2026-02-12", wide, Answer.REJECTED)
        assert found(drift, told.story, "2026-02-12") == []

    def test_once_agreed_it_is_held_against_what_it_replaced(self) -> None:
        told = Defined()
        for on, definition in (("2026-01-02", OURS), ("2026-02-02", THEIRS)):
            told.answer(on, told.propose(on, definition), Answer.ACCEPTED)
        (finding,) = found(drift, told.story, "2026-06-01")
        assert (finding.severity, finding.since) == (Severity.MEDIUM, day("2026-02-02"))
        assert words(finding) == (
            "What is agreed to count is wider than what it replaced: of 160 rows 100 instead of "
            "38; 101 did not count before, and of 21 it cannot be told"
        )
        told.close("2026-06-02")
        assert found(drift, told.story, "2026-06-02") == []

    def test_first_definition_drifts_from_nothing(self) -> None:
        told = Defined()
        told.answer("2026-01-02", told.propose("2026-01-02", THEIRS), Answer.ACCEPTED)
        assert found(drift, told.story, "2026-06-01") == []

    def test_acceptance_settles_what_was_proposed_before(self) -> None:
        told = Defined()
        theirs = told.propose("2026-02-01", THEIRS)
        ours = told.story.proposal(
            "2026-02-02",
            told.agreement,
            RESULT_DEFINITION,
            Side.US,
            definition=OURS,
            counters=theirs,
        )
        assert len(found(drift, told.story, "2026-02-02")) == 1
        told.answer("2026-02-03", ours, Answer.ACCEPTED, Side.VENDOR)
        assert found(drift, told.story, "2026-02-03") == []

    @pytest.mark.parametrize(
        ("theirs", "ours", "times"),
        [(THEIRS, OURS, 1), (OURS, THEIRS, 0), (OURS, OURS, 0), (THEIRS, None, 0)],
    )
    def test_only_more_of_the_same_rows_is_drift(
        self, theirs: Definition, ours: Definition | None, times: int
    ) -> None:
        told = Defined()
        told.propose("2026-02-01", theirs)
        told.propose("2026-02-02", ours, Side.US)
        assert len(found(drift, told.story, "2026-02-02")) == times


class TestInterestedReferral:
    def test_call_centre(self) -> None:
        story = Story(
            "Zvonar", "2025-10-01", referred_by="a competitor", referrer_interest="owns it"
        )
        assert found(interested_referral, story, "2025-09-30") == []
        (finding,) = found(interested_referral, story, "2025-10-01")
        assert (finding.code, finding.severity) == ("VT208", Severity.MEDIUM)
        assert (finding.since, finding.evidence) == (day("2025-10-01"), (1,))
        assert words(finding) == (
            "“Zvonar” was recommended by somebody with an interest in it: a competitor (owns it)"
        )

    @pytest.mark.parametrize(("who", "interest"), [("a friend", ""), ("", "owns it"), ("", "")])
    def test_recommended_without_interest_is_fine(self, who: str, interest: str) -> None:
        story = Story(referred_by=who, referrer_interest=interest)
        assert found(interested_referral, story, "2026-01-01") == []


class TestValidity:
    def test_work_after_a_definition_has_ended_is_undefined(self) -> None:
        told = Told()
        segment = told.segment()
        told.deliver("2026-01-20", segment, 1)
        told.define("2026-01-10", Definition(OURS.counts, ends="2026-01-31"))
        assert found(undefined, told.story, "2026-03-01") == []
        late = told.deliver("2026-02-10", segment, 1)
        (finding,) = found(undefined, told.story, "2026-03-01")
        assert (finding.since, finding.days) == (day("2026-02-10"), 19)
        assert late in finding.evidence
        assert words(finding) == (
            "“Calls” has been worked on or paid for since 10 Feb 2026, and what was agreed to "
            "count as a result was valid until 31 Jan 2026"
        )
        told.define("2026-03-01")
        assert found(undefined, told.story, "2026-03-01") == []

    def test_a_definition_whose_time_is_over_waits_for_no_answer(self) -> None:
        told = Defined()
        told.propose("2026-01-01", Definition(THEIRS.counts, ends="2026-02-28"))
        assert len(found(pending, told.story, "2026-02-28")) == 1
        assert found(pending, told.story, "2026-03-01") == []
