"""Amounts as people type them, in exact minor units: 22500, 22 500,00 руб., 22,500.50 RUB."""

from __future__ import annotations

import re
from decimal import Decimal

from vendortrail import formats
from vendortrail.i18n import N_
from vendortrail.records.values import Money, TermValue
from vendortrail.refusal import FieldRefusal

# What people write for a currency instead of its ISO 4217 code. A dollar is an American one.
_CUSTOMARY = {
    **dict.fromkeys(("₽", "р", "руб", "рубль", "рубля", "рублей"), "RUB"),
    **dict.fromkeys(("€", "евро"), "EUR"),
    **dict.fromkeys(("$", "долл", "доллар", "доллара", "долларов"), "USD"),
}

_CURRENCY = r"[A-Za-z]{3}|[₽€$]|[А-Яа-я]+\.?"
_AMOUNT = re.compile(
    rf"(?:(?P<before>{_CURRENCY})\s*)?(?P<number>[-−]?\d[\d\s.,]*?)"
    rf"(?:\s*(?P<after>{_CURRENCY}))?"
)
# No amount and no unit is longer, and what is takes the patterns long to see through.
_LONGEST = 200
_GROUPED = re.compile(r"\d{1,3}([\s.,])\d{3}(?:\1\d{3})*")
_PLAIN = re.compile(
    r"(?P<number>[-−]?\d(?:[\d\s.,]*\d)?)(?:\s*/\s*(?P<per>\S.*)|\s*(?P<unit>[^\W\d].*))?"
)


def money(field: str, text: str, currency: str) -> Money:
    """Read an amount; `currency` (ISO 4217) is meant where the text names none.

    Raises FieldRefusal for what is no amount, has more digits than the currency has minor units, or
    can be read in two ways (22,500 may be twenty-two and a half).
    """
    found = _AMOUNT.fullmatch(text.strip()) if len(text) <= _LONGEST else None
    if found is None or (found["before"] and found["after"]):
        raise FieldRefusal(
            field, N_("“{text}” is not an amount; write it as 22500.50 RUB"), text=text
        )
    named = found["before"] or found["after"] or currency
    if not named:
        raise FieldRefusal(
            field,
            N_("“{text}” does not say its currency; write it as {text} RUB"),
            text=text.strip(),
        )
    code = _known(field, _code(named))
    exact = _decimal(field, text, found["number"]).scaleb(formats.exponent(code))
    if exact != exact.to_integral_value():
        raise FieldRefusal(
            field,
            N_("“{text}”: {currency} has {digits} digits after the point"),
            text=text,
            currency=code,
            digits=formats.exponent(code),
        )
    return Money(int(exact), code)


def value(field: str, text: str) -> TermValue:
    """Read the value of a term, with the unit it is counted by: `150 RUB / call`, `16 GB`, `4.5`.

    What names a currency is money; anything else begins with a plain number.
    """
    quantity, _slash, unit = (part.strip() for part in text.partition("/"))
    if _names_money(quantity):
        return TermValue(money=money(field, quantity, ""), unit=unit)
    plain = _PLAIN.fullmatch(text.strip()) if len(text) <= _LONGEST else None
    if plain is None:
        raise FieldRefusal(
            field, N_("“{text}” is not a value; write it as 150 RUB / call, or as 16 GB"), text=text
        )
    number = _decimal(field, text, plain["number"])
    return TermValue(number=f"{number:f}", unit=plain["unit"] or plain["per"] or "")


def _names_money(text: str) -> bool:
    found = _AMOUNT.fullmatch(text) if len(text) <= _LONGEST else None
    return found is not None and formats.is_currency(_code(found["before"] or found["after"] or ""))


def _code(named: str) -> str:
    return _CUSTOMARY.get(named.casefold().rstrip("."), named.upper())


def _known(field: str, code: str) -> str:
    if not formats.is_currency(code):
        raise FieldRefusal(
            field,
            N_("“{code}” is not the code of a currency (ISO 4217), such as RUB or EUR"),
            code=code,
        )
    return code


def _decimal(field: str, text: str, number: str) -> Decimal:
    """Return the number; the last of two kinds of separators is the point."""
    sign = "-" if number[0] in "-−" else ""
    digits = number.lstrip("-−").strip()
    marks = re.findall(r"[.,]", digits)
    point = marks[-1] if len(set(marks)) > 1 or len(marks) == 1 else ""
    whole, _point, fraction = digits.rpartition(point) if point else (digits, "", "")
    sound = whole.isdigit() or _GROUPED.fullmatch(whole)
    if not sound or (point and not fraction.isdigit()):
        raise FieldRefusal(
            field, N_("“{text}” is not an amount; write it as 22500.50 RUB"), text=text
        )
    if len(marks) == 1 and len(fraction) == 3 and re.fullmatch(r"[1-9]\d{0,2}", whole):
        short = fraction.rstrip("0") or "0"
        raise FieldRefusal(
            field,
            N_(
                "“{text}” can be read in two ways; write it as {whole}{fraction} or {whole}.{short}"
            ),
            text=text,
            whole=whole,
            fraction=fraction,
            # Three digits would be read in two ways again.
            short=f"{fraction}0" if short == fraction else short,
        )
    return Decimal(sign + re.sub(r"\D", "", whole) + (f".{fraction}" if fraction else ""))
