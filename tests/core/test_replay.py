"""An offer on our own usage: what it costs, what is missing, and what was said for it."""

from __future__ import annotations

import random
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from tests.core.northline import CALLS, FEE, MONTHS, NET, Northline, offered, plan, roubles, told
from tests.core.telling import day
from vendortrail.break_even import break_evens
from vendortrail.claims import Truth, judged
from vendortrail.records.dealings import Offer, OfferedTerm, Usage
from vendortrail.records.record import Payload, Record
from vendortrail.records.tariff import Tariff, Tier
from vendortrail.records.values import Money
from vendortrail.refusal import Refusal
from vendortrail.replay import Replay, Verdict, replay

TODAY = day("2026-11-16")


def rub(minor: int) -> Money:
    return Money(minor, "RUB")


def replayed(story: Northline, offer: Record[Offer], today: date = TODAY, span: int = 12) -> Replay:
    return replay(story.history.as_of(today), offer, today, span)


def asks(found: Replay) -> list[str]:
    assert found.verdict is Verdict.NOT_SHOWN
    return [str(ask) for ask in found.asks]


def one_term(
    current: Tariff | None, offer: Tariff | None, unit: str = "call", **used: int
) -> tuple[Northline, Record[Offer]]:
    """Return a story of one metered term, used each month as said."""
    story = Northline()
    story.term(CALLS, tariff=current)
    story.usage(CALLS, unit, **used)
    return story, story.offer(OfferedTerm(CALLS, "as said", tariff=offer))


def per_call(minor: int, **more: Any) -> Tariff:
    return Tariff(unit="call", tiers=(Tier(rub(minor)),), **more)


# The second story.


def test_the_offer_is_worse_by_1610_a_year() -> None:
    found = replayed(*told())
    assert found.verdict is Verdict.WORSE
    assert (found.total.current, found.total.offered) == (rub(5_590_00), rub(7_200_00))
    assert found.total.difference == rub(1_610_00)
    assert [month.first.strftime("%Y-%m") for month in found.months] == list(MONTHS)
    assert [pair.name for pair in found.pairs] == [FEE, NET, CALLS]
    lines = [(line.quantity, line.difference.minor) for line in found.months[10].lines]
    assert lines == [(0, 150_00), (0, 0), (10, -190_00)]


def test_best_typical_and_worst_month_are_months_that_were() -> None:
    found = replayed(*told())
    ranked = found.by_difference
    assert (ranked[0].first, ranked[0].total.difference) == (date(2026, 9, 1), rub(-40_00))
    assert found.typical is not None
    assert found.typical.total.difference == rub(150_00)
    assert ranked[-1].total.difference == rub(150_00)


def test_from_eight_calls_a_month_on_it_would_pay() -> None:
    (found,) = break_evens(replayed(*told()))
    assert (found.pair.name, found.quantity, found.onwards) == (CALLS, 8, True)


def test_each_claim_is_held_against_the_facts() -> None:
    story, offer = told()
    gigabytes, calls, less = judged(story.history, replayed(story, offer))
    assert (gigabytes.verdict, gigabytes.worth) == (Truth.CONFIRMED, rub(0))
    assert str(gigabytes.reason) == (
        "true, and of no use to us: the most we used in a month was 0 (GB)"
    )
    assert (calls.verdict, calls.worth) == (Truth.CONFIRMED, rub(190_00))
    assert (less.verdict, less.worth) == (Truth.REFUTED, rub(-1_610_00))
    assert "7,200.00 on our usage of 12 months" in str(less.reason)


# Verdicts.


@pytest.mark.parametrize(
    ("fee", "verdict"), [(449, Verdict.BETTER), (450, Verdict.SAME), (451, Verdict.WORSE)]
)
def test_the_difference_decides(fee: int, verdict: Verdict) -> None:
    story, _offer = told()
    assert replayed(story, story.offer(*offered(plan(fee, 5, 19)))).verdict is verdict


def test_a_one_off_is_charged_in_the_first_month_and_ours_was_paid_long_ago() -> None:
    current = per_call(100, one_off=rub(5_000))
    story, offer = one_term(current, per_call(50, one_off=rub(1_000)), each=1)
    found = replayed(story, offer)
    assert [month.total.offered.minor for month in found.months] == [1_050, *[50] * 11]
    assert found.total.current == rub(1_200)


def test_terms_are_those_in_force_today() -> None:
    story, offer = told()
    story.term(FEE, roubles(700, "month"), on="2026-11-12")
    assert replayed(story, offer).verdict is Verdict.BETTER


def test_a_term_that_only_the_offer_has_costs_nothing_now() -> None:
    story, _offer = told()
    extra = OfferedTerm("support", value=roubles(10, "month"))
    found = replayed(story, story.offer(*offered(plan(450, 5, 19)), extra))
    assert found.total.difference == rub(120_00)


def test_what_is_included_alike_and_free_needs_no_data() -> None:
    story, _offer = told()
    hours = {"answer time": replace(roubles(1), money=None, number="4", unit="hour")}
    story.term("answer time", hours["answer time"])
    found = replayed(story, story.offer(*offered(plan(400, 5, 19) | hours)))
    assert found.verdict is Verdict.BETTER


def test_usage_counts_by_the_unit_where_no_meter_has_the_name() -> None:
    story = Northline()
    story.term("price", roubles(19, "call"))
    story.usage("long-distance", "Call", each=2)
    offer = story.offer(OfferedTerm("price", value=roubles(18, "call")))
    assert replayed(story, offer).total.difference == rub(-24_00)


def test_of_two_records_of_a_month_the_newer_speaks() -> None:
    story, offer = one_term(per_call(100), per_call(90), each=1)
    story.tell("2026-09", Usage(CALLS.upper(), "2026-09", 5), agreement=story.deal)
    assert replayed(story, offer).total.current == rub(1_600)


def test_usage_of_another_agreement_or_of_this_month_is_left_alone() -> None:
    story, offer = one_term(per_call(100), per_call(90), each=1)
    other = story.agreement("2026-01-01", "Other")
    story.tell("2026-09", Usage(CALLS, "2026-09", 50), agreement=other)
    story.tell("2026-11-01", Usage(CALLS, "2026-11", 50), agreement=story.deal)
    found = replayed(story, offer)
    assert (found.total.current, found.months[-1].first) == (rub(1_200), date(2026, 10, 1))


def test_a_shorter_span_can_be_asked_for() -> None:
    assert replayed(*told(), span=2).total.current == rub(450_00 * 2 + 190_00)


# What is missing.


def test_without_any_usage_it_is_asked_for() -> None:
    story = Northline()
    story.term(CALLS, roubles(19, "call"))
    offer = story.offer(OfferedTerm(CALLS, value=roubles(1, "call")))
    found = replayed(story, offer)
    assert asks(found) == ["our usage by month, up to 2026-10: long-distance calls"]
    assert (found.months, found.typical, break_evens(found)) == ((), None, ())


def test_fees_alone_are_not_shown_to_be_better_either() -> None:
    story = Northline()
    story.term(FEE, roubles(450, "month"))
    offer = story.offer(OfferedTerm(FEE, value=roubles(1, "month")))
    assert asks(replayed(story, offer)) == ["our usage by month, up to 2026-10"]


def test_a_meter_that_nobody_recorded_is_asked_for() -> None:
    story, _offer = told()
    story.term("roaming", roubles(9, "minute"))
    offer = story.offer(*offered(plan(1, 5, 0)), OfferedTerm("roaming", value=roubles(0, "minute")))
    found = replayed(story, offer)
    assert asks(found) == ["our usage of “roaming” from 2025-11 to 2026-10"]
    assert found.months == ()


def test_months_that_nobody_recorded_are_asked_for() -> None:
    story, offer = one_term(per_call(100), per_call(1), each=1)
    for month in ("2025-11", "2026-02", "2026-03", "2026-04"):
        (used,) = (r for r in story.records if r.occurred == month)
        story.take_back(used.seq, "2026-11-11")
    found = replayed(story, offer)
    assert asks(found) == ["our usage of “long-distance calls” in 2025-11, 2026-02–2026-04"]
    assert len(found.months) == 8


def test_usage_in_another_unit_is_asked_for_in_that_of_the_price() -> None:
    story, offer = one_term(per_call(100), per_call(1), unit="minute", each=1)
    assert asks(replayed(story, offer)) == [
        "our usage of “long-distance calls” in call: it is recorded in minute"
    ]


@pytest.mark.parametrize("unit", ["", "calls", "call"])
def test_a_unit_may_be_left_out_or_stand_in_the_plural(unit: str) -> None:
    story, offer = one_term(per_call(100), per_call(1), unit=unit, each=1)
    assert replayed(story, offer).verdict is Verdict.BETTER


def test_a_term_that_the_offer_passes_over_is_asked_for() -> None:
    story, _offer = told()
    offer = story.offer(OfferedTerm(FEE, value=roubles(1, "month")), OfferedTerm(NET, "plenty"))
    found = replayed(story, offer)
    assert asks(found) == [
        "what “internet” costs under the offer",
        "what “long-distance calls” costs under the offer",
    ]
    assert found.months == ()


@pytest.mark.parametrize(
    ("now", "then", "ask"),
    [
        (16, 5, "what more than 5 of “long-distance calls” cost a month under the offer"),
        (5, 16, "what more than 5 of “long-distance calls” cost a month now"),
    ],
)
def test_use_beyond_what_is_included_needs_a_price(now: int, then: int, ask: str) -> None:
    current, offer = (Tariff(unit="call", included=included) for included in (now, then))
    found = replayed(*one_term(current, offer, each=5, m2026_09=6))
    assert asks(found) == [ask]
    assert len(found.months) == 11


def test_an_offer_without_prices_cannot_be_compared() -> None:
    story, _offer = told()
    found = replayed(story, story.offer(OfferedTerm(FEE, "less")))
    assert asks(found) == ["the prices of the offer “Better”"]
    assert found.months == ()


def test_nor_one_for_an_agreement_without_prices() -> None:
    story = Northline()
    story.usage(CALLS)
    offer = story.offer(OfferedTerm(FEE, value=roubles(1, "month")))
    assert asks(replayed(story, offer)) == ["the prices in force under “Switchboard”"]


def test_an_offer_replaces_the_agreement_it_names_else_the_only_one() -> None:
    story, offer = told()
    alone = replace(offer, agreement=None)
    assert replayed(story, alone).verdict is Verdict.WORSE
    story.agreement("2026-01-01", "Other")
    assert replayed(story, offer).verdict is Verdict.WORSE
    assert asks(replayed(story, alone))[0] == "the agreement that the offer would replace"


def test_an_offer_in_another_currency_is_refused() -> None:
    story, _offer = told()
    offer = story.offer(OfferedTerm(FEE, tariff=Tariff(fee=Money(1, "EUR"))))
    with pytest.raises(Refusal, match="are in EUR, RUB; record the offer in the currency"):
        replayed(story, offer)


# Properties.


amounts = st.integers(0, 1_000)


@given(current=amounts, offer=amounts, fee=amounts, gone=st.sets(st.integers(0, 11), min_size=1))
def test_with_anything_missing_no_offer_is_better(
    current: int, offer: int, fee: int, gone: set[int]
) -> None:
    story = Northline()
    story.term(CALLS, tariff=per_call(current + 1))
    for place, month in enumerate(MONTHS):
        if place not in gone:
            story.tell(month, Usage(CALLS, month, place), agreement=story.deal)
    terms = (
        OfferedTerm(CALLS, tariff=per_call(offer)),
        OfferedTerm(FEE, tariff=Tariff(fee=rub(fee))),
    )
    found = replayed(story, story.offer(*terms))
    assert found.verdict is Verdict.NOT_SHOWN


@given(
    st.lists(st.integers(0, 100), min_size=12, max_size=12),
    amounts,
    amounts,
    st.randoms(use_true_random=False),
)
def test_the_order_of_the_records_makes_no_difference(
    used: list[int], current: int, offer: int, dice: random.Random
) -> None:
    story = Northline()
    story.term(CALLS, tariff=per_call(current, minimum=rub(500)))
    for month, quantity in zip(MONTHS, used, strict=True):
        story.tell(month, Usage(CALLS, month, quantity), agreement=story.deal)
    made = story.offer(OfferedTerm(CALLS, tariff=per_call(offer)))
    history = story.history
    shuffled: list[Record[Payload]] = list(history.ledger)
    dice.shuffle(shuffled)
    found = replay(history, made, TODAY)
    assert replay(replace(history, ledger=tuple(shuffled)), made, TODAY) == found
    assert found.total.current.minor == sum(max(500, current * each) for each in used)
    assert found.total.offered.minor == offer * sum(used)


# Break-even.


def evens(current: Tariff, offer: Tariff, each: int = 0) -> list[tuple[int, bool]]:
    found = break_evens(replayed(*one_term(current, offer, each=each)))
    return [(even.quantity, even.onwards) for even in found]


@pytest.mark.parametrize(
    ("current", "offer", "found"),
    [
        (per_call(10), per_call(5, fee=rub(100)), [(20, True)]),
        (per_call(5, fee=rub(100)), per_call(10), [(20, False)]),
        (per_call(10), per_call(10), []),
        (per_call(10), per_call(20, one_off=rub(5)), [(0, False)]),
        (per_call(10), per_call(10, minimum=rub(55)), [(6, True)]),
        (
            per_call(10),
            Tariff(unit="call", tiers=(Tier(rub(9), 1, 100), Tier(rub(11), 101))),
            [(200, False)],
        ),
        (Tariff(unit="call", included=5), Tariff(unit="call", included=16), []),
    ],
)
def test_break_even_is_where_the_dearer_one_changes(
    current: Tariff, offer: Tariff, found: list[tuple[int, bool]]
) -> None:
    assert evens(current, offer, each=1) == found


@given(amounts, amounts, amounts)
def test_at_break_even_the_offer_is_no_dearer_and_one_beside_it_is(
    now: int, then: int, fee: int
) -> None:
    for quantity, onwards in evens(per_call(now), per_call(then, fee=rub(fee))):

        def more(used: int) -> int:
            return fee + (then - now) * used

        beside = quantity - 1 if onwards else quantity + 1
        assert more(quantity) <= 0 < more(beside)


# Claims.


@pytest.mark.parametrize(
    ("about", "reason"),
    [
        ("", "it is not recorded which term it is about, or the total"),
        ("speed", "neither the offer nor the terms in force price “speed”"),
    ],
)
def test_a_claim_about_nothing_that_has_a_price_cannot_be_told(about: str, reason: str) -> None:
    story, offer = told()
    story.claim(offer, "the best", about)
    claim = judged(story.history, replayed(story, offer))[-1]
    assert (claim.verdict, claim.worth, str(claim.reason)) == (Truth.CANNOT_TELL, None, reason)


@pytest.mark.parametrize("about", ["total", CALLS])
def test_nor_one_for_an_offer_that_cannot_be_compared(about: str) -> None:
    story = Northline()
    story.term(CALLS, roubles(19, "call"))
    offer = story.offer(OfferedTerm(CALLS, value=roubles(1, "call")))
    story.claim(offer, "cheaper", about)
    (claim,) = judged(story.history, replayed(story, offer))
    assert (claim.verdict, claim.worth) == (Truth.CANNOT_TELL, None)


@pytest.mark.parametrize(
    ("values", "about", "verdict", "worth"),
    [
        (plan(400, 5, 19), "Total", Truth.CONFIRMED, 600_00),
        (plan(450, 5, 19), "total", Truth.REFUTED, 0),
        (plan(450, 5, 19), FEE, Truth.REFUTED, 0),
        (plan(500, 5, 19), FEE, Truth.REFUTED, -600_00),
        (plan(500, 4, 19), NET, Truth.REFUTED, 0),
        (plan(500, 6, 19), NET.upper(), Truth.CONFIRMED, 0),
        (plan(450, 5, 19) | {"extra": roubles(0, "month")}, "extra", Truth.REFUTED, 0),
    ],
)
def test_a_claim_is_worth_what_it_saves(
    values: dict[str, Any], about: str, verdict: Truth, worth: int
) -> None:
    story, _offer = told()
    offer = story.offer(*offered(values))
    story.claim(offer, "better", about)
    (claim,) = judged(story.history, replayed(story, offer))
    assert (claim.verdict, claim.worth) == (verdict, rub(worth))
