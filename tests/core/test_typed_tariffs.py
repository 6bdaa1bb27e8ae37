"""Tariffs are read as they are typed, and written as they can be typed."""

from __future__ import annotations

import pytest
from hypothesis import given

from tests.core.test_tariffs import graduated, rub
from vendortrail import i18n
from vendortrail.records.tariff import Indexation, Tariff, Tier
from vendortrail.refusal import FieldRefusal
from vendortrail.typed_tariffs import read, write

WHOLE = Tariff(
    fee=rub(450_00),
    months=3,
    unit="call",
    included=50,
    tiers=(Tier(rub(19_00), 51, 100), Tier(rub(10_50), 101, None, 1000)),
    whole=True,
    minimum=rub(300_00),
    one_off=rub(900_00),
    indexation=(Indexation("2026-01-01", 800), Indexation("2027-01-01", -250)),
)
ENGLISH = (
    "+8 % from 2026-01-01; 450 RUB / quarter; 51-100: 19 RUB / call; whole; 900 RUB / once; "
    "50 call included; -2.5 % from 2027-01-01; at least 300 RUB; 101+: 10.5 RUB / 1000 call"
)
RUSSIAN = (
    "450 RUB / квартал; 50 call включено; 51-100: 19 RUB / call; весь объём; 900 RUB / разово; "
    "101+: 10,50 RUB / 1000 call; не менее 300 RUB; −2,5% с 2027-01-01; +8% с 2026-01-01;"
)


@pytest.mark.parametrize(
    ("text", "tariff"),
    [
        ("450 RUB / month", Tariff(fee=rub(450_00))),
        ("100 RUB / 2 months", Tariff(fee=rub(100_00), months=2)),
        ("450 руб. / месяц", Tariff(fee=rub(450_00))),
        ("5 GB included", Tariff(unit="GB", included=5)),
        ("5 ГБ включено; 90 RUB / ГБ", Tariff(None, 1, "ГБ", 5, (Tier(rub(90_00), 6),))),
        ("12 RUB / 1 000 calls", Tariff(unit="calls", tiers=(Tier(rub(12_00), per=1000),))),
        ("0 RUB / call", Tariff(unit="call", tiers=(Tier(rub(0)),))),
        (
            "101+: 15 RUB / call; 1-100: 19 RUB / call",
            Tariff(unit="call", tiers=(Tier(rub(19_00), 1, 100), Tier(rub(15_00), 101))),
        ),
        (
            "1: 19 RUB / call; 15 RUB / call",
            Tariff(unit="call", tiers=(Tier(rub(19_00), 1, 1), Tier(rub(15_00), 2))),
        ),
        (ENGLISH, WHOLE),
        (RUSSIAN, WHOLE),
    ],
)
def test_clauses_are_read_in_any_order_and_in_both_languages(text: str, tariff: Tariff) -> None:
    assert read("tariff", text) == tariff


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "a tariff names a fee"),
        ("abc", "“abc” is no clause of a tariff; write for example 450 RUB / month"),
        ("450 / month", "“450” does not say its currency; write it as 450 RUB"),
        ("-5 GB included", "-5 is less than 0"),
        ("−5-9: 1 RUB / call", "-5 is less than 1"),
        ("-1 RUB / call", "a price below nothing"),
        ("1-5: 1 RUB / call; 7+: 2 RUB / call", "let the tier of 7 begin at 6"),
        ("1-5: 1 RUB / call; 5+: 2 RUB / call", "overlaps"),
        ("3 RUB / call; 4 EUR / month", "are in EUR, RUB"),
        ("3 RUB / call; 5 GB included", "one tariff counts one unit, not “call”, “GB”"),
        ("3 RUB / month; 4 RUB / month", "“4 RUB / month” says again"),
        ("3 RUB / call; 4 RUB / call", "“4 RUB / call” says again"),
        ("at least 3 RUB; minimum 4 RUB", "“minimum 4 RUB” says again"),
        ("+8 % from tomorrow", "“tomorrow” is not a day of the calendar"),
    ],
)
def test_a_refusal_names_the_field_and_the_remedy(text: str, said: str) -> None:
    with pytest.raises(FieldRefusal) as refused:
        read("priced", text)
    assert said in str(refused.value)
    assert refused.value.field == "priced"


def test_it_is_written_as_it_is_typed() -> None:
    assert write(WHOLE) == (
        "450 RUB / quarter; 50 call included; 51-100: 19 RUB / call; 101+: 10.50 RUB / 1000 call; "
        "whole; at least 300 RUB; 900 RUB / once; +8 % from 2026-01-01; -2.5 % from 2027-01-01"
    )
    assert write(read("tariff", "100 RUB / 2 months")) == "100 RUB / 2 months"


@pytest.mark.parametrize("lang", i18n.LANGUAGES)
@given(tariff=graduated())
def test_what_is_written_is_read_back(lang: str, tariff: Tariff) -> None:
    i18n.use(lang)
    try:
        assert read("tariff", write(tariff)) == tariff
    finally:
        i18n.use(i18n.ENGLISH)
