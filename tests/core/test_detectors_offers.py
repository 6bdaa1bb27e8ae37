"""VT204, VT405 and VT406: what is offered, and how."""

from __future__ import annotations

from typing import Any

import pytest

from tests.core.northline import (
    CALLS,
    FEE,
    MONTHS,
    NET,
    Northline,
    offered,
    plan,
    roubles,
    told,
)
from tests.core.telling import Story, day
from tests.core.zvonar import OURS, THEIRS, price, zvonar
from vendortrail.detectors import Detector
from vendortrail.detectors.not_better import not_better
from vendortrail.detectors.unprepared import unprepared
from vendortrail.detectors.worse_on_return import worse_on_return
from vendortrail.findings import Finding, Severity
from vendortrail.records.dealings import Offer, OfferedTerm, Usage
from vendortrail.records.promised import PRICE, RESULT_DEFINITION, CloseOut
from vendortrail.records.tariff import Tariff
from vendortrail.records.values import (
    Answer,
    Closing,
    Course,
    Direction,
    Money,
    Side,
    TermValue,
)
from vendortrail.thresholds import Thresholds

TODAY = "2026-11-16"


def found(detector: Detector, story: Story, today: str = TODAY) -> list[Finding]:
    history = story.history.as_of(day(today))
    return list(detector(history, day(today), Thresholds(history)))


def said(detector: Detector, story: Story, today: str = TODAY) -> list[str]:
    return [
        str(finding.message).replace("\N{NO-BREAK SPACE}", " ")
        for finding in found(detector, story, today)
    ]


# VT204


def test_a_vendor_that_comes_back_wants_more_for_less() -> None:
    story = zvonar()
    (finding,) = found(worse_on_return, story.story)
    assert (finding.code, finding.severity) == ("VT204", Severity.MEDIUM)
    assert (finding.agreement, finding.key) == (story.agreement, str(story.agreement))
    assert finding.since == day("2026-11-13")
    assert finding.evidence == (story.price, story.theirs, story.theirs + 1, story.ours)
    (message,) = said(worse_on_return, story.story)
    assert message == (
        "What the vendor wants on its return is worse for us than what was last agreed: “price”: "
        "RUB 180.00 instead of RUB 150.00; “result definition”: 100 of the same rows count "
        "instead of 38 under ours"
    )


def test_before_it_came_back_nothing_is_worse() -> None:
    assert found(worse_on_return, zvonar().story, "2026-11-12") == []


def test_a_definition_is_held_against_the_agreed_one_where_there_is_one() -> None:
    story = zvonar()
    agreed = story.story.proposal("2025-10-06", story.agreement, RESULT_DEFINITION, definition=OURS)
    story.story.answer("2025-10-06", story.agreement, agreed, Answer.ACCEPTED, Side.US)
    (message,) = said(worse_on_return, story.story)
    assert message.endswith("“result definition”: 100 of the same rows count instead of 38")


@pytest.mark.parametrize("wanted", [None, OURS])
def test_a_definition_that_counts_no_more_is_not_worse(wanted: Any) -> None:
    story = zvonar()
    story.story.proposal(
        "2026-11-15", story.agreement, RESULT_DEFINITION, definition=wanted, wording="as before"
    )
    (message,) = said(worse_on_return, story.story)
    assert "definition" not in message


def test_while_the_work_goes_on_a_higher_price_is_no_return() -> None:
    story = Northline()
    story.term(PRICE, price(150))
    story.proposal("2024-03-01", story.deal, PRICE, value=price(180))
    story.threshold("silence", None, story.deal)
    assert found(worse_on_return, story, "2024-03-02") == []


@pytest.mark.parametrize(
    ("new", "worse"),
    [
        (price(180), ["“price”: RUB 180.00 instead of RUB 150.00"]),
        (price(150), []),
        (price(120), []),
        (None, []),
        (roubles(150, "month"), []),
    ],
)
def test_after_the_closing_every_open_price_is_held_against_the_last(
    new: Any, worse: list[str]
) -> None:
    story = Northline()
    story.term(PRICE, price(100))
    story.term(PRICE, price(150), on="2024-06-01")
    story.tell("2025-01-10", CloseOut(Closing.COMPLETE), agreement=story.deal)
    story.proposal("2025-02-01", story.deal, PRICE, value=new, wording="a price")
    messages = said(worse_on_return, story, "2025-02-02")
    assert [message.partition(": ")[2] for message in messages] == worse


@pytest.mark.parametrize("answer", [Answer.REJECTED, Answer.WITHDRAWN])
def test_what_is_off_the_table_is_not_worse(answer: Answer) -> None:
    story = Northline()
    story.term(PRICE, price(150))
    story.tell("2025-01-10", CloseOut(Closing.COMPLETE), agreement=story.deal)
    wanted = story.proposal("2025-02-01", story.deal, PRICE, value=price(180))
    by = Side.US if answer is Answer.REJECTED else Side.VENDOR
    story.answer("2025-02-02", story.deal, wanted, answer, by)
    assert found(worse_on_return, story, "2025-02-03") == []


def test_an_offer_of_a_vendor_that_is_back_is_held_against_what_was_agreed() -> None:
    story = Northline()
    story.term(FEE, tariff=Tariff(fee=Money(450_00, "RUB"), minimum=Money(500_00, "RUB")))
    story.tell("2025-01-10", CloseOut(Closing.COMPLETE), agreement=story.deal)
    dearer = OfferedTerm("Fee", value=roubles(600, "month"))
    offer = story.offer(
        dearer,
        OfferedTerm("new", value=roubles(1, "month")),
        on="2025-02-01",
        valid_until="2025-02-10",
    )
    (finding,) = found(worse_on_return, story, "2025-02-10")
    assert str(finding.message).endswith(": “fee”: the price rises, and no usage makes it cheaper")
    assert finding.evidence[-1] == offer.seq
    assert found(worse_on_return, story, "2025-02-11") == []


def test_what_no_rule_judges_is_not_worse() -> None:
    story = Northline()
    story.term("penalty", roubles(100, "late call"))
    story.tell("2025-01-10", CloseOut(Closing.COMPLETE), agreement=story.deal)
    story.offer(OfferedTerm("penalty", value=roubles(200, "late call")), on="2025-02-01")
    story.proposal("2025-02-01", story.deal, PRICE, value=price(180))
    assert found(worse_on_return, story, "2025-02-10") == []


def test_less_of_what_we_use_is_worse() -> None:
    story = Northline()
    story.term(NET, TermValue(number="16", unit="GB"))
    story.usage(NET, "GB", each=9)
    story.tell("2025-01-10", CloseOut(Closing.COMPLETE), agreement=story.deal)
    story.offer(OfferedTerm(NET, value=TermValue(number="5", unit="GB")))
    (message,) = said(worse_on_return, story)
    assert message.endswith("“internet”: we used up to 9 in a month: what is included matters")


def test_an_offer_made_before_it_left_is_not_of_its_return() -> None:
    story = Northline()
    story.term(FEE, roubles(450, "month"))
    story.threshold("silence", None, story.deal)
    story.offer(OfferedTerm(FEE, value=roubles(600, "month")), on="2024-12-01")
    story.tell("2025-01-10", CloseOut(Closing.COMPLETE), agreement=story.deal)
    assert found(worse_on_return, story, "2025-02-10") == []


def test_nothing_is_worse_in_another_currency() -> None:
    story = Northline()
    story.term(PRICE, price(150))
    story.tell("2025-01-10", CloseOut(Closing.COMPLETE), agreement=story.deal)
    dollars = OfferedTerm(PRICE, tariff=Tariff(fee=Money(1, "USD")))
    story.offer(dollars, on="2025-02-01")
    assert found(worse_on_return, story, "2025-02-10") == []


def test_a_definition_in_words_cannot_be_held_against_rows() -> None:
    story = zvonar().story
    deal = zvonar().agreement
    story.proposal("2026-11-16", deal, RESULT_DEFINITION, Side.US, wording="a talk")
    (message,) = said(worse_on_return, story)
    assert "definition" not in message
    assert THEIRS.counts


# VT405


def test_a_call_that_hid_its_purpose_and_backed_nothing() -> None:
    story, offer = told()
    (finding,) = found(unprepared, story)
    assert (finding.code, finding.severity, finding.agreement) == (
        *("VT405", Severity.MEDIUM),
        story.deal,
    )
    assert (finding.since, finding.days) == (day("2026-11-10"), 6)
    assert set(finding.evidence) == {offer.seq - 1, offer.seq, *range(offer.seq + 1, offer.seq + 4)}
    (message,) = said(unprepared, story)
    assert message == (
        "“two minutes”: they did not say first what it was about; they came unprepared; what we "
        "asked was not answered; nothing backed 3 claims of 3; no comparison with what we pay was "
        "supplied"
    )


@pytest.mark.parametrize(
    ("ticks", "message"),
    [
        ({"purpose_stated": False}, "“a word”: they did not say first what it was about"),
        ({"prepared": False}, "“a word”: they came unprepared"),
        ({"question_answered": False}, "“a word”: what we asked was not answered"),
    ],
)
def test_each_tick_is_enough(ticks: dict[str, bool], message: str) -> None:
    story = Story()
    story.incoming("2026-11-10", **ticks)
    assert said(unprepared, story) == [message]
    assert found(unprepared, story)[0].severity is Severity.LOW


@pytest.mark.parametrize(
    "fields",
    [
        {},
        {"purpose_stated": True, "prepared": True, "question_answered": True},
        {"purpose_stated": False, "course": Course.PLANNED},
    ],
)
def test_nothing_said_or_done_is_no_fault(fields: dict[str, Any]) -> None:
    story = Story()
    story.incoming("2026-11-10", **fields)
    assert found(unprepared, story) == []


def test_our_own_call_is_not_theirs_to_prepare() -> None:
    story = Story()
    story.touchpoint("2026-11-10", Direction.OUTGOING, purpose_stated=False)
    assert found(unprepared, story) == []


def test_claims_alone_tell_only_when_nothing_backs_any() -> None:
    story = Northline()
    offer = story.offer(OfferedTerm(FEE, value=roubles(600, "month")))
    assert found(unprepared, story) == []
    story.claim(offer, "cheaper", "total")
    assert said(unprepared, story) == [
        "“Better”: nothing backed 1 claim of 1; no comparison with what we pay was supplied"
    ]
    story.claim(offer, "quicker", "speed", backing="a report")
    assert found(unprepared, story) == []


def test_a_backed_total_is_a_comparison() -> None:
    story = Northline()
    story.incoming("2026-11-10", agreement=story.deal, purpose_stated=False)
    offer = story.offer(OfferedTerm(FEE, value=roubles(600, "month")))
    story.claim(offer, "cheaper", "Total", backing="our twelve bills")
    assert said(unprepared, story) == ["“a word”: they did not say first what it was about"]


def test_an_offer_belongs_to_one_contact_of_its_day_and_agreement() -> None:
    story = Northline()
    other = story.agreement("2025-01-01", "Other")
    for agreement in (other, story.deal, None):
        story.incoming("2026-11-10", agreement=agreement, purpose_stated=False)
    story.incoming("2026-11-09", agreement=story.deal, purpose_stated=False)
    offer = story.offer(OfferedTerm(FEE, value=roubles(600, "month")))
    story.claim(offer, "cheaper", "total")
    with_it = [f.agreement for f in found(unprepared, story) if offer.seq in f.evidence]
    assert with_it == [story.deal]
    assert len(found(unprepared, story)) == 4


# VT406


def test_twelve_months_cost_more_under_the_offer() -> None:
    story, offer = told()
    (finding,) = found(not_better, story)
    assert (finding.code, finding.severity, finding.agreement) == (
        *("VT406", Severity.MEDIUM),
        story.deal,
    )
    assert (finding.key, finding.since, finding.days) == (str(offer.seq), offer.day, 6)
    (message,) = said(not_better, story)
    assert message == (
        "Better: on our twelve months the current terms cost RUB 5,590.00, the offered "
        "RUB 7,200.00: worse by RUB 1,610.00 a year"
    )
    kinds = {type(story.history.numbered(seq).payload) for seq in finding.evidence}
    assert {Offer, Usage} < kinds
    assert len(finding.evidence) == 1 + 3 + 2 * len(MONTHS)


def test_a_better_offer_is_no_finding() -> None:
    story, offer = told()
    story.tell(
        "2026-11-11",
        Offer("Best", offered(plan(400, 5, 19))),
        agreement=story.deal,
        supersedes=offer.seq,
    )
    assert found(not_better, story) == []


def test_an_offer_that_cannot_be_taken_any_more_is_over() -> None:
    story = Northline()
    story.term(FEE, roubles(450, "month"))
    story.usage(NET)
    story.offer(OfferedTerm(FEE, value=roubles(600, "month")), valid_until="2026-11-16")
    assert len(found(not_better, story)) == 1
    assert found(not_better, story, "2026-11-17") == []


def test_the_same_price_is_not_better() -> None:
    story = Northline()
    story.term(FEE, roubles(450, "month"))
    story.usage(NET)
    story.offer(OfferedTerm(FEE, value=roubles(450, "month")))
    (finding,) = found(not_better, story)
    assert finding.severity is Severity.LOW
    assert "on our twelve months it costs what the current terms cost" in str(finding.message)


def test_without_usage_it_cannot_be_shown() -> None:
    story = Northline()
    story.term(CALLS, roubles(19, "call"))
    story.offer(OfferedTerm(CALLS, value=roubles(1, "call")))
    (finding,) = found(not_better, story)
    assert finding.severity is Severity.LOW
    (message,) = said(not_better, story)
    assert message == (
        "Better: cannot be shown to be better for us; missing: our usage by month, up to 2026-10: "
        "long-distance calls"
    )


def test_nor_in_another_currency() -> None:
    story, _offer = told()
    story.offer(OfferedTerm(FEE, tariff=Tariff(fee=Money(1, "USD"))))
    assert "are in RUB, USD" in said(not_better, story)[-1]
