from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from typing import Any

import pytest

from tests.core.telling import Story, day
from tests.core.zvonar import CALLS, OURS, THEIRS, TODAY, zvonar
from vendortrail import i18n
from vendortrail.detectors.abandoned import abandoned
from vendortrail.detectors.exposed import exposed
from vendortrail.detectors.no_close_out import no_close_out
from vendortrail.detectors.overdue import overdue
from vendortrail.detectors.pending import pending
from vendortrail.detectors.undefined import undefined
from vendortrail.findings import Finding, Severity
from vendortrail.records.capture import Receipt
from vendortrail.records.definition import Definition
from vendortrail.records.history import History
from vendortrail.records.promised import PRICE, RESULT_DEFINITION, CloseOut, Segment
from vendortrail.records.values import Answer, Closing, Money, Side, TermValue
from vendortrail.thresholds import Thresholds

Detect = Callable[[History, date, Thresholds], Iterable[Finding]]


def found(detector: Detect, story: Story, on: str) -> list[Finding]:
    history = story.history.as_of(day(on))
    return list(detector(history, day(on), Thresholds(history)))


def words(finding: Finding) -> str:
    i18n.use(i18n.ENGLISH)
    return str(finding.message).replace("\N{NO-BREAK SPACE}", " ")


class Told:
    """An agreement of 1 January 2026, with segments of 100 calls as they are told."""

    def __init__(self, ends: str = "") -> None:
        self.story = Story()
        self.agreement = self.story.agreement("2026-01-01", "Calls", ends=ends)

    def segment(self, due: str = "", price: int = 0) -> int:
        money = Money(price, "RUB") if price else None
        return self.story.segment("2026-01-01", self.agreement, "A", due=due, price=money)

    def deliver(self, on: str, segment: int, claimed: int) -> int:
        return self.story.delivery(on, self.agreement, segment, claimed)

    def pay(self, on: str, minor: int, currency: str = "RUB") -> int:
        return self.story.payment(on, minor, self.agreement, currency)

    def close(self, on: str, closing: Closing = Closing.SHORT, segment: int | None = None) -> None:
        self.story.tell(on, CloseOut(closing, segment), agreement=self.agreement)

    def agree(self, on: str, key: str, **fields: Any) -> None:
        proposal = self.story.proposal(on, self.agreement, key, **fields)
        self.story.answer(on, self.agreement, proposal, Answer.ACCEPTED, Side.US)

    def define(self, on: str, definition: Definition = OURS) -> None:
        self.agree(on, RESULT_DEFINITION, definition=definition)


class TestAbandoned:
    def test_call_centre(self) -> None:
        told = zvonar()
        b, c = found(abandoned, told.story, "2026-11-16")
        assert (b.code, b.severity, b.subject) == ("VT101", Severity.HIGH, "B lapsed")
        assert (b.since, b.days) == (day("2025-11-21"), 360)
        assert b.evidence == (told.agreement, told.segments[1], told.promise)
        assert c.evidence == (told.agreement, told.segments[2], told.promise)
        assert words(b) == (
            "“B lapsed” was never started: 100 promised (call), nothing done for 360 days, "
            "and no close-out"
        )

    def test_left_in_the_middle(self) -> None:
        told = Told()
        segment = told.segment()
        delivery = told.deliver("2026-02-01", segment, 40)
        assert found(abandoned, told.story, "2026-03-02") == []
        (finding,) = found(abandoned, told.story, "2026-03-03")
        assert finding.evidence == (told.agreement, segment, delivery)
        assert words(finding) == (
            "“A” was left unfinished: 40 of 100 delivered (call), nothing done for 30 days, "
            "and no close-out"
        )

    def test_unfinished_at_the_end(self) -> None:
        told = Told(ends="2026-02-10")
        told.deliver("2026-02-01", told.segment(), 40)
        (finding,) = found(abandoned, told.story, "2026-02-11")
        assert finding.since == day("2026-02-01")
        assert words(finding) == (
            "“A” was unfinished when the agreement ended on 10 Feb 2026: 40 of 100 delivered "
            "(call), and no close-out"
        )
        (finding,) = found(abandoned, told.story, "2026-03-03")
        assert "left unfinished" in words(finding)

    def test_nothing_is_claimed_of_days_that_no_source_covers(self) -> None:
        told = Told(ends="2026-02-10")
        told.deliver("2026-02-01", told.segment(), 40)
        told.story.tell("2026-02-12", Receipt("mail", (), "2026-01-01", "2026-02-12"))
        (finding,) = found(abandoned, told.story, "2026-11-16")
        assert "was unfinished when the agreement ended on 10 Feb 2026" in words(finding)

    def test_what_was_closed_is_not_abandoned(self) -> None:
        told = Told()
        told.segment()
        told.close("2026-06-01")
        assert found(abandoned, told.story, "2026-06-01") == []


class TestOverdue:
    def test_worked_on_past_its_day(self) -> None:
        told = Told()
        segment = told.segment(due="2026-03-31")
        delivery = told.deliver("2026-03-30", segment, 80)
        assert found(overdue, told.story, "2026-03-31") == []
        (finding,) = found(overdue, told.story, "2026-04-01")
        assert (finding.code, finding.severity) == ("VT102", Severity.MEDIUM)
        assert (finding.key, finding.since, finding.days) == (str(segment), day("2026-03-31"), 1)
        assert finding.evidence == (told.agreement, segment, delivery)
        assert words(finding) == "“A” is 1 day overdue: 80 of 100 delivered (call)"

    def test_once_abandoned_another_finding_speaks(self) -> None:
        told = Told()
        told.deliver("2026-03-30", told.segment(due="2026-03-31"), 80)
        for on in ("2026-04-28", "2026-04-29"):
            both = [*found(overdue, told.story, on), *found(abandoned, told.story, on)]
            assert [f.code for f in both] == [{"28": "VT102", "29": "VT101"}[on[-2:]]]

    def test_finished_or_without_a_day_is_not_overdue(self) -> None:
        told = Told()
        told.deliver("2026-04-05", told.segment(due="2026-03-31"), 100)
        told.deliver("2026-04-05", told.segment(), 10)
        assert found(overdue, told.story, "2026-04-05") == []

    @pytest.mark.parametrize(("days", "times"), [(None, 0), (7, 1), (8, 0)])
    def test_threshold(self, days: int | None, times: int) -> None:
        told = Told()
        told.deliver("2026-03-30", told.segment(due="2026-03-31"), 80)
        told.story.threshold("overdue", days)
        assert len(found(overdue, told.story, "2026-04-07")) == times


class TestNoCloseOut:
    def test_call_centre(self) -> None:
        told = zvonar()
        assert found(no_close_out, told.story, "2026-01-29") == []
        (finding,) = found(no_close_out, told.story, "2026-01-30")
        assert (finding.code, finding.severity) == ("VT103", Severity.MEDIUM)
        assert (finding.since, finding.days) == (day("2025-12-31"), 30)
        assert finding.evidence == (told.agreement, *told.segments[1:])
        assert words(finding) == (
            "“300 productive calls” ended on 31 Dec 2025, 30 days ago, and nobody has closed it"
        )

    def test_finished_work_makes_it_low(self) -> None:
        told = Told(ends="2026-03-31")
        told.deliver("2026-03-01", told.segment(), 100)
        (finding,) = found(no_close_out, told.story, "2026-05-01")
        assert finding.severity is Severity.LOW

    def test_closed_agreement_is_closed(self) -> None:
        told = Told(ends="2026-03-31")
        told.close("2026-05-01")
        assert len(found(no_close_out, told.story, "2026-04-30")) == 1
        assert found(no_close_out, told.story, "2026-05-01") == []

    def test_threshold_may_be_off(self) -> None:
        told = Told(ends="2026-03-31")
        told.story.threshold("no-close-out", None)
        assert found(no_close_out, told.story, "2027-05-01") == []

    def test_contact_that_ended(self) -> None:
        told = Told()
        last = told.story.outgoing("2026-01-10", agreement=told.agreement)
        assert found(no_close_out, told.story, "2026-04-09") == []
        (finding,) = found(no_close_out, told.story, "2026-04-10")
        assert (finding.since, finding.days) == (day("2026-01-10"), 90)
        assert finding.evidence == (told.agreement, last)
        assert words(finding) == (
            "Nothing has passed between the sides about “Calls” for 90 days, and nobody has "
            "closed it"
        )

    def test_agreement_that_nothing_followed_is_its_own_proof(self) -> None:
        told = Told()
        (finding,) = found(no_close_out, told.story, "2026-04-01")
        assert finding.evidence == (told.agreement,)

    def test_payment_is_a_sign_that_it_goes_on(self) -> None:
        told = Told()
        told.pay("2026-03-01", 100)
        assert found(no_close_out, told.story, "2026-05-29") == []
        assert len(found(no_close_out, told.story, "2026-05-30")) == 1

    def test_word_about_another_agreement_is_none(self) -> None:
        told = Told()
        other = told.story.agreement("2026-03-01", "Other")
        told.story.incoming("2026-03-20", agreement=other)
        told.close("2026-03-20")
        (finding,) = found(no_close_out, told.story, "2026-06-18")
        assert finding.agreement == other

    @pytest.mark.parametrize("limit", ["silence", "returned", "no-close-out"])
    def test_where_nobody_expects_contact_its_end_says_nothing(self, limit: str) -> None:
        told = Told()
        told.story.threshold(limit, None, told.agreement)
        assert found(no_close_out, told.story, "2027-01-01") == []


class TestExposed:
    def test_call_centre(self) -> None:
        told = zvonar()
        other = told.story.proposal("2026-11-16", told.agreement, "hours", wording="9 to 18")
        (finding,) = found(exposed, told.story, "2026-11-16")
        assert (finding.code, finding.severity) == ("VT104", Severity.HIGH)
        assert other not in finding.evidence
        assert finding.since == day("2025-11-21")
        assert words(finding) == (
            "RUB 22,500.00 was paid, and the work is worth RUB 15,000.00 (100 × call) at most "
            "and RUB 5,700.00 (38 × call) at least"
        )
        proposed = (told.price, told.theirs, told.ours)
        cited = {*proposed, told.agreement, *told.segments, told.paid, told.delivery}
        assert cited <= set(finding.evidence)

    def test_advance_waits_for_what_may_still_come(self) -> None:
        told = zvonar()
        assert found(exposed, told.story, "2025-12-20") == []
        (finding,) = found(exposed, told.story, "2025-12-21")
        assert words(finding).endswith("was paid, and the work is worth RUB 15,000.00 (100 × call)")

    def test_more_than_everything_promised_does_not_wait(self) -> None:
        told = Told()
        told.segment(due="2026-12-31", price=500)
        told.pay("2026-01-02", 100 * 500)
        assert found(exposed, told.story, "2026-01-02") == []
        told.pay("2026-01-03", 1)
        (finding,) = found(exposed, told.story, "2026-01-03")
        assert finding.severity is Severity.HIGH
        assert (finding.since, finding.days) == (day("2026-01-03"), 0)

    def test_overdue_work_is_worth_what_was_delivered(self) -> None:
        told = Told()
        told.deliver("2026-03-30", told.segment(due="2026-03-31", price=500), 80)
        told.pay("2026-01-02", 90 * 500)
        assert found(exposed, told.story, "2026-03-31") == []
        (finding,) = found(exposed, told.story, "2026-04-01")
        assert finding.since == day("2026-03-31")

    def test_segment_without_a_day_that_is_alive_may_still_come(self) -> None:
        told = Told()
        told.deliver("2026-01-30", told.segment(price=500), 80)
        told.pay("2026-01-02", 100 * 500)
        assert found(exposed, told.story, "2026-02-15") == []
        assert len(found(exposed, told.story, "2026-03-30")) == 1

    def test_work_past_the_end_of_the_agreement_is_worth_what_was_delivered(self) -> None:
        told = Told(ends="2026-03-31")
        told.deliver("2026-04-02", told.segment(price=500), 80)
        told.pay("2026-01-02", 100 * 500)
        (finding,) = found(exposed, told.story, "2026-04-03")
        assert finding.since == day("2026-03-31")

    def test_more_than_the_least_alone_is_medium(self) -> None:
        told = Told()
        segment = told.segment(price=100_00)
        told.story.delivery("2026-02-01", told.agreement, segment, 100, *CALLS)
        told.story.proposal("2026-02-02", told.agreement, RESULT_DEFINITION, definition=OURS)
        told.pay("2026-02-03", 100 * 100_00)
        (finding,) = found(exposed, told.story, "2026-02-03")
        assert finding.severity is Severity.MEDIUM
        told.define("2026-02-04", THEIRS)
        assert found(exposed, told.story, "2026-02-04") == []

    def test_money_that_came_back_is_not_exposed(self) -> None:
        told = zvonar()
        told.story.payment("2026-11-15", -7_500_00, told.agreement)
        (finding,) = found(exposed, told.story, "2026-11-16")
        assert finding.severity is Severity.MEDIUM
        told.story.payment("2026-11-16", -9_300_00, told.agreement)
        assert found(exposed, told.story, "2026-11-16") == []

    @pytest.mark.parametrize(
        ("closing", "times"), [(Closing.COMPLETE, 0), (Closing.SHORT, 1), (Closing.TERMINATED, 1)]
    )
    def test_what_both_closed_as_complete_is_worth_what_was_promised(
        self, closing: Closing, times: int
    ) -> None:
        told = Told()
        told.deliver("2026-02-01", told.segment(price=500), 80)
        told.pay("2026-01-02", 100 * 500)
        told.close("2026-06-01", closing)
        assert len(found(exposed, told.story, "2026-06-01")) == times

    def test_price_is_that_of_the_day_of_the_delivery(self) -> None:
        told = Told()
        segment = told.segment()
        told.agree("2026-01-01", PRICE, value=TermValue(money=Money(500, "RUB")))
        told.deliver("2026-02-01", segment, 100)
        told.agree("2026-03-01", PRICE, value=TermValue(money=Money(400, "RUB")))
        told.pay("2026-03-02", 100 * 500)
        assert found(exposed, told.story, "2026-03-02") == []

    @pytest.mark.parametrize(("price", "currency"), [(0, "RUB"), (500, "EUR")])
    def test_nothing_is_said_without_a_price_in_the_currency_paid(
        self, price: int, currency: str
    ) -> None:
        told = Told()
        told.deliver("2026-02-01", told.segment(price=price), 100)
        told.pay("2026-02-01", 10**9, currency)
        assert found(exposed, told.story, "2026-02-01") == []

    def test_where_nothing_was_done_no_price_is_needed(self) -> None:
        told = Told()
        told.segment()
        told.pay("2026-01-02", 500, "EUR")
        (finding,) = found(exposed, told.story, "2026-06-01")
        assert words(finding) == "EUR 5.00 was paid, and the work is worth EUR 0.00 (0 × call)"

    def test_units_that_differ_are_not_added(self) -> None:
        told = zvonar()
        told.story.tell(
            "2025-10-06", Segment("Letters", 5, "letter", "2025-12-31"), agreement=told.agreement
        )
        (finding,) = found(exposed, told.story, "2026-11-16")
        assert words(finding) == (
            "RUB 22,500.00 was paid, and the work is worth RUB 15,000.00 at most and "
            "RUB 5,700.00 at least"
        )

    def test_agreement_without_segments_has_nothing_to_value(self) -> None:
        told = Told()
        told.pay("2026-01-02", 500)
        assert found(exposed, told.story, "2026-06-01") == []


class TestUndefined:
    def test_call_centre(self) -> None:
        told = zvonar()
        assert found(undefined, told.story, "2025-10-07") == []
        (finding,) = found(undefined, told.story, "2026-11-16")
        assert (finding.code, finding.severity) == ("VT201", Severity.HIGH)
        assert (finding.since, finding.days) == (day("2025-10-08"), 404)
        cited = (told.agreement, *told.segments, told.paid, told.theirs, told.ours)
        assert finding.evidence == cited
        assert words(finding) == (
            "“300 productive calls” has been worked on or paid for since 8 Oct 2025, and it was "
            "never agreed what counts as a result"
        )

    def test_delivery_is_work_too(self) -> None:
        told = Told()
        delivery = told.deliver("2026-02-01", told.segment(), 1)
        (finding,) = found(undefined, told.story, "2026-02-01")
        assert delivery in finding.evidence

    def test_it_is_over_once_a_definition_is_in_force(self) -> None:
        told = Told()
        told.deliver("2026-02-01", told.segment(), 1)
        told.define("2026-02-05")
        assert len(found(undefined, told.story, "2026-02-04")) == 1
        assert found(undefined, told.story, "2026-02-05") == []

    def test_it_is_over_once_the_agreement_is_closed(self) -> None:
        told = Told()
        told.deliver("2026-02-01", told.segment(), 1)
        told.close("2026-02-05")
        assert found(undefined, told.story, "2026-02-05") == []

    def test_nothing_promised_needs_no_definition(self) -> None:
        told = Told()
        told.pay("2026-02-01", 100)
        assert found(undefined, told.story, "2026-02-01") == []


class TestPending:
    def test_call_centre_is_still_within_its_time(self) -> None:
        told = zvonar()
        assert found(pending, told.story, str(TODAY)) == []
        prices = found(pending, told.story, "2026-11-27")
        assert [(f.subject, f.days) for f in prices] == [("price", 14)]

    @pytest.mark.parametrize(
        ("by", "sentence"),
        [
            (Side.VENDOR, "What they proposed on {} for “price” has waited 14 days for our answer"),
            (Side.US, "What we proposed on {} for “price” has waited 14 days for their answer"),
        ],
    )
    def test_theirs_and_ours(self, by: Side, sentence: str) -> None:
        told = Told()
        proposal = told.story.proposal("2026-03-01", told.agreement, PRICE, by, wording="180")
        assert found(pending, told.story, "2026-03-14") == []
        (finding,) = found(pending, told.story, "2026-03-15")
        assert (finding.code, finding.severity) == ("VT203", Severity.MEDIUM)
        assert (finding.key, finding.since) == (str(proposal), day("2026-03-01"))
        assert finding.evidence == (proposal,)
        assert words(finding) == sentence.format("1 Mar 2026")

    @pytest.mark.parametrize("answer", list(Answer))
    def test_what_was_answered_does_not_wait(self, answer: Answer) -> None:
        told = Told()
        proposal = told.story.proposal("2026-03-01", told.agreement, PRICE, wording="180")
        told.story.answer("2026-03-02", told.agreement, proposal, answer, Side.US)
        assert found(pending, told.story, "2026-06-01") == []

    def test_what_was_countered_does_not_wait_but_the_counter_does(self) -> None:
        told = Told()
        theirs = told.story.proposal("2026-03-01", told.agreement, PRICE, wording="180")
        ours = told.story.proposal(
            "2026-03-02", told.agreement, PRICE, Side.US, wording="150", counters=theirs
        )
        (finding,) = found(pending, told.story, "2026-06-01")
        assert finding.key == str(ours)

    def test_word_of_mouth_waits_for_paper(self) -> None:
        told = Told()
        proposal = told.story.proposal("2026-03-01", told.agreement, PRICE, wording="180")
        word = told.story.answer(
            "2026-03-05", told.agreement, proposal, Answer.ACCEPTED, Side.US, oral=True
        )
        assert found(pending, told.story, "2026-03-18") == []
        (finding,) = found(pending, told.story, "2026-03-19")
        assert finding.severity is Severity.LOW
        assert finding.evidence == (proposal, word)
        assert words(finding) == (
            "“price” was agreed by word of mouth on 5 Mar 2026 and is not on paper after 14 days"
        )

    def test_close_out_leaves_nothing_to_answer_but_what_came_after(self) -> None:
        told = Told()
        told.story.proposal("2026-03-01", told.agreement, PRICE, wording="180")
        told.close("2026-03-10")
        after = told.story.proposal("2026-03-11", told.agreement, PRICE, wording="190")
        (finding,) = found(pending, told.story, "2026-06-01")
        assert finding.key == str(after)

    def test_threshold_may_be_off(self) -> None:
        told = Told()
        told.story.threshold("pending", None)
        told.story.proposal("2026-03-01", told.agreement, PRICE, wording="180")
        assert found(pending, told.story, "2026-06-01") == []
