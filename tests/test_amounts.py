from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vendortrail import amounts, formats
from vendortrail.records.values import LARGEST_INTEGER, Money, TermValue
from vendortrail.refusal import FieldRefusal


@pytest.mark.parametrize(
    ("text", "minor", "currency"),
    [
        ("22500", 2250000, "RUB"),
        ("22 500", 2250000, "RUB"),
        ("22 500,00", 2250000, "RUB"),
        ("22\N{NO-BREAK SPACE}500,5", 2250050, "RUB"),
        ("22,500.50", 2250050, "RUB"),
        ("22.500,50", 2250050, "RUB"),
        ("1,234,567", 123456700, "RUB"),
        ("1.234.567,89 eur", 123456789, "EUR"),
        ("USD 12", 1200, "USD"),
        ("usd12.3", 1230, "USD"),
        ("22 500,00 ₽", 2250000, "RUB"),
        ("300 000 руб.", 30000000, "RUB"),
        ("150руб", 15000, "RUB"),
        ("5 Рублей", 500, "RUB"),
        ("€12.50", 1250, "EUR"),
        ("$ 12", 1200, "USD"),
        ("-5", -500, "RUB"),
        ("−5", -500, "RUB"),
        ("1500 JPY", 1500, "JPY"),
        ("1500.5 KWD", 1500500, "KWD"),
        ("0.500 KWD", 500, "KWD"),
        ("9007199254740991 JPY", LARGEST_INTEGER, "JPY"),
    ],
)
def test_amount_is_read_exactly(text: str, minor: int, currency: str) -> None:
    assert amounts.money("amount", text, "RUB") == Money(minor, currency)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "is not an amount"),
        ("much", "is not an amount"),
        ("1,2,3", "is not an amount"),
        ("12 34", "is not an amount"),
        ("12.", "is not an amount"),
        ("1.2 3", "is not an amount"),
        ("USD 12 EUR", "is not an amount"),
        ("22,500", "write it as 22500 or 22.5"),
        ("100.505", "write it as 100505 or 100.5050"),
        ("7,000", "write it as 7000 or 7.0"),
        ("22.000", "write it as 22000 or 22.0"),
        ("0.125", "RUB has 2 digits"),
        ("1500.5 JPY", "JPY has 0 digits"),
        ("12 QQQ", "QQQ"),
        ("12 штук", "ШТУК"),
        ("€12 EUR", "is not an amount"),
        ("90071992547409.92", "too large"),
    ],
)
def test_what_is_no_amount_is_refused(text: str, said: str) -> None:
    with pytest.raises(FieldRefusal, match=said) as refused:
        amounts.money("amount", text, "RUB")
    assert refused.value.field in ("amount", "currency")


@given(
    minor=st.integers(-LARGEST_INTEGER, LARGEST_INTEGER),
    currency=st.sampled_from(["RUB", "JPY", "CLF", "EUR"]),
    group=st.sampled_from(["", " ", "\N{NO-BREAK SPACE}", "\N{NARROW NO-BREAK SPACE}"]),
)
def test_amount_in_groups_is_read_back(minor: int, currency: str, group: str) -> None:
    exact = Decimal(minor).scaleb(-formats.exponent(currency))
    written = f"{exact:,f} {currency}".replace(",", group)
    assert amounts.money("amount", written, "") == Money(minor, currency)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("150 RUB / call", TermValue(money=Money(15000, "RUB"), unit="call")),
        ("150 руб. / звонок", TermValue(money=Money(15000, "RUB"), unit="звонок")),
        ("RUB 150/productive call", TermValue(money=Money(15000, "RUB"), unit="productive call")),
        ("600 RUB", TermValue(money=Money(60000, "RUB"))),
        ("16 GB", TermValue(number="16", unit="GB")),
        ("16 GB / month", TermValue(number="16", unit="GB / month")),
        ("4", TermValue(number="4")),
        ("4,5", TermValue(number="4.5")),
        ("-2.50", TermValue(number="-2.50")),
        ("16 000 звонков", TermValue(number="16000", unit="звонков")),
        ("150 / call", TermValue(number="150", unit="call")),
    ],
)
def test_value_is_money_or_a_number_with_its_unit(text: str, value: TermValue) -> None:
    assert amounts.value("value", text) == value


@pytest.mark.parametrize("text", ["", "cheap", "/ call", "1,000 GB"])
def test_what_is_no_value_is_refused(text: str) -> None:
    with pytest.raises(FieldRefusal):
        amounts.value("value", text)
