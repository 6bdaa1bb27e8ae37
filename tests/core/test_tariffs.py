"""What a month costs, to the minor unit."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vendortrail import tariffs
from vendortrail.records.dealings import OfferedTerm
from vendortrail.records.promised import TermProposal
from vendortrail.records.tariff import Indexation, Tariff, Tier
from vendortrail.records.values import Money, Side, TermValue
from vendortrail.refusal import FieldRefusal
from vendortrail.tariffs import Kind, Part, favours, kinks, of_term, of_value, price

MARCH = date(2026, 3, 1)


def rub(minor: int) -> Money:
    return Money(minor, "RUB")


def minor(tariff: Tariff, quantity: int = 0, month: date = MARCH, *, first: bool = False) -> int:
    bill = price(tariff, quantity, month, first=first)
    assert bill is not None
    assert sum(part.amount.minor for part in bill.parts) == bill.amount.minor
    return bill.amount.minor


# What a tariff may be.


@pytest.mark.parametrize(
    ("made", "said"),
    [
        (Tariff, "a tariff names a fee, a price of a unit, or how much is included"),
        (lambda: Tariff(included=-5), "-5 is less than 0"),
        (lambda: Tariff(fee=rub(1), months=0), "0 is less than 1"),
        (lambda: Tariff(fee=rub(-1)), "a price below nothing is none"),
        (lambda: Tier(rub(1), first=0), "0 is less than 1"),
        (lambda: Tier(rub(1), first=-3, last=-1), "-3 is less than 1"),
        (lambda: Tier(rub(1), per=0), "0 is less than 1"),
        (lambda: Tier(rub(1), 5, 4), "the tier from 5 to 4 ends before it begins"),
        (
            lambda: Tariff(tiers=(Tier(rub(2), 1, 100), Tier(rub(1), 111))),
            "no tier says what the units from 101 to 110 cost; let the tier of 111 begin at 101",
        ),
        (
            lambda: Tariff(tiers=(Tier(rub(2), 1, 100), Tier(rub(1), 100))),
            "the tier of 100 overlaps with what stands before it; let it begin at 101",
        ),
        (
            lambda: Tariff(included=5, tiers=(Tier(rub(2)),)),
            "the tier of 1 overlaps with what stands before it; let it begin at 6",
        ),
        (
            lambda: Tariff(tiers=(Tier(rub(2)), Tier(rub(1), 100))),
            "the tier of 1 has no end and others follow; say where it ends",
        ),
        (
            lambda: Tariff(tiers=(Tier(rub(2), 1, 100),)),
            "no tier says what the units from 101 on cost; let the last one be open",
        ),
        (
            lambda: Tariff(fee=rub(1), minimum=Money(1, "EUR")),
            "the prices of one tariff are in EUR, RUB; write all of them in one",
        ),
        (lambda: Indexation("2026-02-30", 100), "is not a day of the calendar"),
        (lambda: Indexation("2026-01-01", -10_001), "a price cannot fall by more than 100 %"),
        (
            lambda: Tariff(
                fee=rub(1),
                indexation=(Indexation("2026-01-01", 1), Indexation("2026-01-01", 2)),
            ),
            "prices change twice on 2026-01-01; write one change",
        ),
    ],
)
def test_what_does_not_hold_together_is_refused(made: object, said: str) -> None:
    assert callable(made)
    with pytest.raises(FieldRefusal) as refused:
        made()
    assert said in str(refused.value)
    assert refused.value.field == "tariff"


# What it costs.


def test_a_fee_of_a_month_is_itself_whatever_is_used() -> None:
    assert minor(Tariff(fee=rub(450_00)), 7) == 450_00


def test_a_fee_of_a_year_falls_on_its_months_and_adds_up() -> None:
    fee = Tariff(fee=rub(100), months=12)
    months = [date(2026, month, 1) for month in range(1, 13)]
    assert sorted(minor(fee, month=month) for month in months) == [8] * 8 + [9] * 4
    assert sum(minor(fee, month=month) for month in months) == 100


@pytest.mark.parametrize(
    ("used", "cost"), [(0, 0), (5, 0), (6, 90), (10, 450), (15, 900), (16, 950)]
)
def test_units_beyond_the_included_cost_what_their_tier_says(used: int, cost: int) -> None:
    tiers = (Tier(rub(90), 6, 15), Tier(rub(50), 16))
    assert minor(Tariff(unit="GB", included=5, tiers=tiers), used) == cost


@pytest.mark.parametrize(("used", "cost"), [(0, 0), (100, 200), (101, 101)])
def test_by_the_whole_volume_the_last_tier_decides_for_all(used: int, cost: int) -> None:
    tiers = (Tier(rub(2), 1, 100), Tier(rub(1), 101))
    assert minor(Tariff(tiers=tiers, whole=True), used) == cost


def test_what_is_included_and_has_no_price_beyond_cannot_be_billed() -> None:
    assert minor(Tariff(included=5), 5) == 0
    assert price(Tariff(included=5), 6, MARCH) is None


@pytest.mark.parametrize(("used", "cost"), [(124, 1), (125, 2), (374, 4), (375, 5), (1000, 12)])
def test_half_a_minor_unit_is_rounded_up(used: int, cost: int) -> None:
    assert minor(Tariff(tiers=(Tier(rub(12), per=1000),)), used) == cost


def test_a_minimum_is_billed_where_less_was_used() -> None:
    tariff = Tariff(tiers=(Tier(rub(10)),), minimum=rub(35))
    bill = price(tariff, 3, MARCH)
    assert bill is not None
    assert bill.parts == (Part(Kind.USE, rub(30), 3), Part(Kind.MINIMUM, rub(5)))
    assert [minor(tariff, used) for used in (0, 3, 4)] == [35, 35, 40]


def test_a_one_off_is_charged_in_the_first_month_on_top_of_the_minimum() -> None:
    tariff = Tariff(fee=rub(10), minimum=rub(20), one_off=rub(900))
    assert (minor(tariff), minor(tariff, first=True)) == (20, 920)


def test_indexation_holds_for_months_that_begin_with_it_and_adds_up() -> None:
    changes = (Indexation("2026-02-01", 800), Indexation("2026-03-02", 1000))
    tariff = Tariff(fee=rub(100), one_off=rub(50), indexation=changes)
    months = [date(2026, month, 15) for month in (1, 2, 3, 4)]
    assert [minor(tariff, month=month) for month in months] == [100, 108, 108, 119]
    assert minor(tariff, month=months[0], first=True) == 150


def test_a_tariff_without_money_costs_nothing_of_no_currency() -> None:
    bill = price(Tariff(included=5), 0, MARCH)
    assert bill is not None
    assert bill.amount == Money(0, "XXX")


quantities = st.integers(0, 5_000)
amounts = st.integers(0, 100_000)


@st.composite
def graduated(draw: st.DrawFn) -> Tariff:
    included = draw(st.integers(0, 50))
    bounds = sorted(draw(st.sets(st.integers(included + 1, 3_000), max_size=3)))
    starts = [included + 1, *(bound + 1 for bound in bounds)]
    ends = [*bounds, None]
    tiers = tuple(
        Tier(rub(draw(amounts)), start, end, draw(st.sampled_from([1, 7, 1000])))
        for start, end in zip(starts, ends, strict=True)
    )
    fee = draw(st.none() | amounts.map(rub))
    return Tariff(
        fee=fee,
        months=draw(st.sampled_from([1, 3, 7, 12])) if fee else 1,
        unit="call",
        included=included,
        tiers=tiers,
        minimum=draw(st.none() | amounts.map(rub)),
        indexation=draw(
            st.sampled_from([(), (Indexation("2026-01-01", 813),), (Indexation("2027-01-01", 5),)])
        ),
    )


@given(graduated(), quantities, quantities)
def test_who_uses_more_never_pays_less(tariff: Tariff, one: int, other: int) -> None:
    low, high = sorted((one, other))
    assert minor(tariff, low) <= minor(tariff, high)


@given(graduated(), quantities)
def test_each_part_is_the_exact_price_rounded_once(tariff: Tariff, used: int) -> None:
    bill = price(tariff, used, MARCH)
    assert bill is not None
    factor = Fraction(1)
    for change in tariff.indexation:
        if change.since <= "2026-03-01":
            factor *= Fraction(10_000 + change.basis_points, 10_000)
    charged = {part.quantity: part.amount.minor for part in bill.parts if part.kind is Kind.USE}
    total = 0
    for tier in tariff.tiers:
        units = max(0, min(used, tier.last or used) - tier.first + 1)
        if units:
            exact = Fraction(tier.price.minor * units, tier.per) * factor
            total += (exact + Fraction(1, 2)).__floor__()
    assert sum(part.amount.minor for part in bill.parts if part.kind is Kind.USE) == total
    assert sum(charged) <= used


@given(graduated(), st.integers(0, 4_000))
def test_between_kinks_the_bill_is_straight_but_for_rounding(tariff: Tariff, used: int) -> None:
    bounds = sorted(kinks(tariff, MARCH) - {-1})
    low = max(bound for bound in bounds if bound <= used)
    high = min((bound for bound in bounds if bound > used), default=10_000)
    ends = minor(tariff, low), minor(tariff, high)
    exact = ends[0] + Fraction((ends[1] - ends[0]) * (used - low), high - low)
    assert abs(minor(tariff, used) - exact) <= 2


# What simple values say.


@pytest.mark.parametrize(
    ("value", "tariff"),
    [
        (TermValue(rub(450_00), unit="month"), Tariff(fee=rub(450_00))),
        (TermValue(rub(450_00), unit="Месяц"), Tariff(fee=rub(450_00))),
        (TermValue(rub(450_00)), Tariff(fee=rub(450_00))),
        (TermValue(rub(450_00), unit="год"), Tariff(fee=rub(450_00), months=12)),
        (TermValue(rub(900_00), unit="разово"), Tariff(one_off=rub(900_00))),
        (TermValue(rub(19_00), unit="call"), Tariff(unit="call", tiers=(Tier(rub(19_00)),))),
        (TermValue(rub(0), unit="call"), Tariff(unit="call", tiers=(Tier(rub(0)),))),
        (TermValue(number="5", unit="GB"), Tariff(unit="GB", included=5)),
        (TermValue(number="5", unit="GB / month"), Tariff(unit="GB", included=5)),
        (TermValue(number="5", unit="GB / year"), Tariff(unit="GB / year", included=5)),
        (TermValue(number="5", unit="month"), Tariff(unit="month", included=5)),
        (TermValue(number="5"), None),
        (TermValue(number="0", unit="GB"), None),
        (TermValue(number="4.5", unit="GB"), None),
        (TermValue(number="-4", unit="GB"), None),
        (TermValue(rub(-1), unit="call"), None),
    ],
)
def test_a_simple_value_is_read_as_a_tariff(value: TermValue, tariff: Tariff | None) -> None:
    assert of_value(value) == tariff


def test_a_term_says_its_tariff_before_its_value() -> None:
    fee = Tariff(fee=rub(1))
    assert of_term(OfferedTerm("fee", value=TermValue(rub(2)), tariff=fee)) == fee
    assert of_term(TermProposal("fee", Side.US, value=TermValue(rub(1)))) == fee
    assert of_term(OfferedTerm("fee", "as before")) is None


# Which is the better one.


@pytest.mark.parametrize(
    ("new", "old", "better"),
    [
        (Tariff(fee=rub(1)), Tariff(fee=rub(2)), True),
        (Tariff(fee=rub(2)), Tariff(fee=rub(2)), False),
        (Tariff(included=16), Tariff(included=5), True),
        (Tariff(included=5), Tariff(included=16), False),
        (Tariff(tiers=(Tier(rub(0)),)), Tariff(tiers=(Tier(rub(19)),)), True),
        (Tariff(fee=rub(9)), Tariff(tiers=(Tier(rub(1)),)), False),
        (Tariff(tiers=(Tier(rub(5)),), minimum=rub(50)), Tariff(tiers=(Tier(rub(5)),)), False),
        (Tariff(tiers=(Tier(rub(5)),)), Tariff(tiers=(Tier(rub(5)),), minimum=rub(50)), True),
        (Tariff(fee=rub(1), one_off=rub(1)), Tariff(fee=rub(1)), False),
        (Tariff(fee=rub(1)), Tariff(minimum=rub(2), tiers=(Tier(rub(0)),)), True),
    ],
)
def test_a_better_tariff_is_dearer_nowhere(new: Tariff, old: Tariff, better: bool) -> None:
    assert favours(new, old, MARCH) is better


@given(graduated(), graduated())
def test_two_tariffs_are_never_both_the_better_one(one: Tariff, other: Tariff) -> None:
    assert not (favours(one, other, MARCH) and favours(other, one, MARCH))
    assert not favours(one, one, MARCH)


def test_periods_have_their_words_in_both_languages() -> None:
    assert [tariffs.period(unit) for unit in ("Month", "квартал", "year", "call")] == [
        *(1, 3, 12),
        None,
    ]
