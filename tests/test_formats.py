import re
from datetime import date

import pytest

from vendortrail import formats, i18n, occurred


def plainly(written: str) -> str:
    return re.sub("[\N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}]", " ", written)


@pytest.mark.parametrize(
    ("lang", "minor", "currency", "written"),
    [
        ("en", 2_250_000, "RUB", "RUB 22,500.00"),
        ("ru", 2_250_000, "RUB", "22 500,00 ₽"),
        ("en", -5, "EUR", "-EUR 0.05"),
        ("ru", -5, "EUR", "-0,05 €"),
        ("en", 1_500, "JPY", "JPY 1,500"),
        ("en", 1_500, "KWD", "KWD 1.500"),
        # Shops in Baghdad and Belgrade do not use the minor unit, a ledger does.
        ("en", 1_500, "IQD", "IQD 1.500"),
        ("en", 1_550, "RSD", "RSD 15.50"),
        ("en", 12_345_678_901_234_567_890, "RUB", "RUB 123,456,789,012,345,678.90"),
    ],
)
def test_money_is_exact_to_the_minor_unit(
    lang: str, minor: int, currency: str, written: str
) -> None:
    i18n.use(lang)
    assert plainly(formats.money(minor, currency)) == written


@pytest.mark.parametrize(
    ("lang", "day", "month"),
    [
        ("en", "14 Nov 2025", "November 2025"),
        ("ru", "14 нояб. 2025 г.", "ноябрь 2025 г."),
    ],
)
def test_days_and_months_cannot_be_misread(lang: str, day: str, month: str) -> None:
    i18n.use(lang)
    assert plainly(formats.day(date(2025, 11, 14))) == day
    assert plainly(formats.month(date(2025, 11, 14))) == month


@pytest.mark.parametrize(("lang", "written"), [("en", "42,000"), ("ru", "42 000")])
def test_numbers_are_grouped(lang: str, written: str) -> None:
    i18n.use(lang)
    assert plainly(formats.number(42_000)) == written


def test_a_number_of_any_size_is_written() -> None:
    assert formats.number(-(10**23)) == "-100,000,000,000,000,000,000,000"
    assert formats.number(10**400) == "1" + "0" * 400


@pytest.mark.parametrize(
    ("edtf", "written"),
    [
        ("2025", "2025"),
        ("2025-11", "November 2025"),
        ("2025-11-14", "14 Nov 2025"),
        ("2025-11-14T15:30+03:00", "14 Nov 2025, 15:30 UTC+03:00"),
        ("2025-11-14T15:30Z", "14 Nov 2025, 15:30 UTC"),
        ("2025~", "about 2025"),
        ("2025-11~", "about November 2025"),
        ("2025-11-14~", "about 14 Nov 2025"),
        ("[..2025-11-14]", "not later than 14 Nov 2025"),
        ("[2025-11-14..]", "not before 14 Nov 2025"),
        ("[2025-11-10..2025-11-14]", "between 10 Nov 2025 and 14 Nov 2025"),
    ],
)
def test_what_is_known_of_a_time_is_said_and_no_more(edtf: str, written: str) -> None:
    assert plainly(formats.occurred_text(occurred.parse(edtf))) == written
