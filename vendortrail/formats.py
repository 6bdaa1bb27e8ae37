"""Money, days and numbers as they are written in the person's language.

The forms are those of CLDR, through Babel, which is imported when the first one is asked for. It
puts no-break spaces, wide and narrow, between groups of digits and before units: right on screen
and on paper, while `--json` and CSV carry plain values and never come here.
"""

from __future__ import annotations

from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING

from vendortrail import occurred
from vendortrail.i18n import ENGLISH, RUSSIAN, _, language

if TYPE_CHECKING:
    from datetime import date

    from babel import Locale
    from babel.numbers import NumberPattern

# British English writes the day before the month, as the product does everywhere.
_LOCALES = {ENGLISH: "en_GB", RUSSIAN: "ru_RU"}

# CLDR's pattern for English wants a space after a code and none after a sign, which Babel does not
# tell apart: English has the code always.
_MONEY = {
    ENGLISH: "¤¤\N{NO-BREAK SPACE}#,##0.00",
    RUSSIAN: "#,##0.00\N{NO-BREAK SPACE}¤",
}

# ISO 4217, list one: currencies whose minor unit is not a hundredth. CLDR's own digits tell what is
# customary in shops, and would hide minor units of some currencies that the ledger does hold.
_EXPONENTS = {
    **dict.fromkeys(
        (
            *("BIF", "CLP", "DJF", "GNF", "ISK", "JPY", "KMF", "KRW", "PYG"),
            *("RWF", "UGX", "UYI", "VND", "VUV", "XAF", "XOF", "XPF"),
        ),
        0,
    ),
    **dict.fromkeys(("BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND"), 3),
    **dict.fromkeys(("CLF", "UYW"), 4),
}


def exponent(currency: str) -> int:
    """Return how many digits the minor unit of `currency` (ISO 4217 code) has: 2 for RUB."""
    return _EXPONENTS.get(currency, 2)


def is_currency(code: str) -> bool:
    """Say whether there is or was a currency of that ISO 4217 code."""
    from babel.core import get_global  # reads its data when it is first asked

    return code in get_global("all_currencies")


def money(minor: int, currency: str) -> str:
    """Return an exact sum of `minor` units of `currency` (ISO 4217 code), as in `RUB 22,500.00`."""
    digits = exponent(currency)
    pattern = _money_pattern(language(), digits)
    written: str = pattern.apply(
        Decimal(minor).scaleb(-digits),
        _locale(language()),
        currency=currency,
        currency_digits=False,
    )
    return written


def day(when: date) -> str:
    """Return a day with its month in letters: `14 Nov 2025`, `14 нояб. 2025 г.`."""
    from babel.dates import format_date

    return format_date(when, "medium", _locale(language()))


def month(when: date) -> str:
    """Return the month that `when` lies in: `November 2025`, `ноябрь 2025 г.`."""
    from babel.dates import format_skeleton

    return format_skeleton("yMMMM", when, locale=_locale(language()))


def occurred_text(when: occurred.Occurred) -> str:
    """Return when something happened, as well as it is known: `about November 2025`."""
    if when.is_about:
        return _("about {when}").format(when=occurred_text(occurred.parse(when.text[:-1])))
    if when.text.startswith("[.."):
        return _("not later than {day}").format(day=day(when.last))
    if when.text.endswith("..]"):
        return _("not before {day}").format(day=day(when.first))
    if when.text.startswith("["):
        bounds = {"first": day(when.first), "last": day(when.last)}
        return _("between {first} and {last}").format(**bounds)
    if when.at:
        return f"{day(when.first)}, {when.at:%H:%M} {when.at.tzname()}"
    return _WHOLE[len(when.text)](when.first)


def year(when: date) -> str:
    """Return the year that `when` lies in: `2025`."""
    return str(when.year)


def number(count: int) -> str:
    """Return a whole number with its digits in groups: `4,119`."""
    from babel.numbers import format_decimal

    # A refusal may cite what no record could hold, nor Babel round.
    if abs(count) >= _UNREADABLE:
        return str(count)
    written: str = format_decimal(count, locale=_locale(language()))
    return written


_UNREADABLE = 10**24

# By the length of the ISO 8601 text.
_WHOLE = {len("2025"): year, len("2025-11"): month, len("2025-11-14"): day}


@cache
def _locale(lang: str) -> Locale:
    from babel import Locale

    return Locale.parse(_LOCALES[lang])


@cache
def _money_pattern(lang: str, exponent: int) -> NumberPattern:
    from babel.numbers import parse_pattern

    pattern = parse_pattern(_MONEY[lang])
    pattern.frac_prec = (exponent, exponent)
    return pattern
