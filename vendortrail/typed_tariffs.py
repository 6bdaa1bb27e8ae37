"""Tariffs as people type and read them: clauses with semicolons between them, in any order.

    450 RUB / month                  a fee; also for a quarter, a half-year, a year, 2 months
    19 RUB / call                    the price of a unit; 12 RUB / 1000 calls: of so many
    5 GB included                    what costs nothing each month
    1-100: 19 RUB / call; 101+: 15 RUB / call
                                     prices by the number of the unit in the month …
    whole                            … or of all of them, by the tier of the last one
    at least 300 RUB                 the least that is billed a month
    900 RUB / once                   charged in the first month alone
    +8 % from 2026-01-01             how all prices but that one change from a day on

The Russian words are read too, whatever the language; what is written is in the person's.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import TypeVar

from msgspec import Struct, field

from vendortrail import amounts, formats, tariffs
from vendortrail.i18n import N_, _
from vendortrail.records.tariff import Indexation, Tariff, Tier
from vendortrail.records.values import Money
from vendortrail.refusal import FieldRefusal, Refusal

T = TypeVar("T")

_NUMBER = r"[-−]?\d[\d\s]*"
_TIER = re.compile(rf"({_NUMBER})(?:[-–—]\s*({_NUMBER})|(\+))?\s*:\s*(.+)")
_INCLUDED = re.compile(rf"({_NUMBER})(.+?)\s+(?:included|включено)", re.IGNORECASE)
_MINIMUM = re.compile(r"(?:at least|minimum|не менее|минимум)\s+(.+)", re.IGNORECASE)
_CHANGE = re.compile(
    r"([+−-])\s*(\d+(?:[.,]\d{1,2})?)\s*%\s+(?:from|since|с|со)\s+(\S+)", re.IGNORECASE
)
_WHOLE = re.compile(r"whole|whole volume|весь объ[её]м", re.IGNORECASE)
_PRICE = re.compile(r"(.+?)\s*/\s*(\d[\d\s]*)?(\S.*)")

_PERIODS = {1: N_("month"), 3: N_("quarter"), 6: N_("half-year"), 12: N_("year")}


class _Said(Struct):
    """What the clauses said so far."""

    fee: Money | None = None
    months: int = 1
    units: list[str] = field(default_factory=list)
    included: int = 0
    tiers: list[Tier] = field(default_factory=list)
    rate: tuple[Money, int] | None = None
    whole: bool = False
    minimum: Money | None = None
    one_off: Money | None = None
    indexation: list[Indexation] = field(default_factory=list)


def read(place: str, text: str) -> Tariff:
    """Return the tariff that was typed into a field.

    Raises FieldRefusal for a clause that is none of the above, and for clauses that do not fit
    together; it names the field and says how to mend it.
    """
    said = _Said()
    try:
        for clause in filter(None, (part.strip() for part in text.split(";"))):
            _take(said, clause)
        return _tariff(said)
    except Refusal as refusal:
        raise FieldRefusal(place, refusal.message, **refusal.places) from None


def write(tariff: Tariff) -> str:
    """Return a tariff as it can be typed, in the person's language."""
    return "; ".join(_clauses(tariff))


def _take(said: _Said, clause: str) -> None:
    if tier := _TIER.fullmatch(clause):
        first, last, open_end, price = tier.groups()
        amount, per, unit = _rate(price)
        end = None if open_end else _whole_number(last or first)
        said.tiers.append(Tier(amount, _whole_number(first), end, per))
        said.units.append(unit)
    elif included := _INCLUDED.fullmatch(clause):
        said.included = _once(said.included, _whole_number(included[1]), clause)
        said.units.append(included[2].strip())
    elif minimum := _MINIMUM.fullmatch(clause):
        said.minimum = _once(said.minimum, _money(minimum[1]), clause)
    elif change := _CHANGE.fullmatch(clause):
        points = int(Decimal(change[2].replace(",", ".")).scaleb(2))
        said.indexation.append(Indexation(change[3], points if change[1] == "+" else -points))
    elif _WHOLE.fullmatch(clause):
        said.whole = True
    else:
        _take_price(said, clause)


def _take_price(said: _Said, clause: str) -> None:
    """Take a fee, a one-off, or the price of a unit: what stands after the slash tells."""
    amount, count, unit = _rate(clause)
    months = tariffs.period(unit)
    if tariffs.is_once(unit):
        said.one_off = _once(said.one_off, amount, clause)
    elif months:
        said.fee = _once(said.fee, amount, clause)
        said.months = months * count
    else:
        said.rate = _once(said.rate, (amount, count), clause)
        said.units.append(unit)


def _tariff(said: _Said) -> Tariff:
    units = list(dict.fromkeys(said.units))
    if len(units) > 1:
        raise Refusal(
            N_("one tariff counts one unit, not {units}; write a term for each"),
            units=", ".join(f"“{unit}”" for unit in units),
        )
    tiers = sorted(said.tiers, key=lambda tier: tier.first)
    if said.rate is not None:
        amount, per = said.rate
        after = (tiers[-1].last or tiers[-1].first) if tiers else said.included
        tiers.append(Tier(amount, max(after, 0) + 1, None, per))
    return Tariff(
        said.fee,
        said.months,
        "".join(units),
        said.included,
        tuple(tiers),
        said.whole,
        said.minimum,
        said.one_off,
        tuple(sorted(said.indexation, key=lambda change: change.since)),
    )


def _once(before: T | None, now: T, clause: str) -> T:
    if before:
        raise Refusal(N_("“{clause}” says again what was said already; leave one"), clause=clause)
    return now


def _rate(text: str) -> tuple[Money, int, str]:
    """Return the amount, for how many, of what."""
    found = _PRICE.fullmatch(text)
    if found is None:
        raise Refusal(
            N_(
                "“{text}” is no clause of a tariff; write for example 450 RUB / month; "
                "5 GB included; 6+: 19 RUB / GB"
            ),
            text=text,
        )
    return _money(found[1]), _whole_number(found[2] or "1"), found[3].strip()


def _money(text: str) -> Money:
    return amounts.money("tariff", text, "")


def _whole_number(text: str) -> int:
    return int("".join(text.split()).replace("−", "-"))


def _clauses(tariff: Tariff) -> Iterator[str]:
    if tariff.fee is not None:
        yield f"{_plain(tariff.fee)} / {_period(tariff.months)}"
    if tariff.included:
        yield _("{quantity} {unit} included").format(quantity=tariff.included, unit=tariff.unit)
    beyond = tariff.included + 1
    for tier in tariff.tiers:
        bounds = f"{tier.first}-{tier.last}: " if tier.last else f"{tier.first}+: "
        alone = tier.first == beyond and tier.last is None
        per = f"{tier.per} " if tier.per > 1 else ""
        yield f"{'' if alone else bounds}{_plain(tier.price)} / {per}{tariff.unit}"
    if tariff.whole:
        yield _("whole")
    if tariff.minimum is not None:
        yield _("at least {amount}").format(amount=_plain(tariff.minimum))
    if tariff.one_off is not None:
        yield _plain(tariff.one_off) + " / " + _("once")
    for change in tariff.indexation:
        percent = f"{Decimal(change.basis_points).scaleb(-2):+.2f}".rstrip("0").rstrip(".")
        yield _("{change} from {day}").format(change=f"{percent} %", day=change.since)


def _period(months: int) -> str:
    if months in _PERIODS:
        return _(_PERIODS[months])
    return _("{count} months").format(count=months)


def _plain(money: Money) -> str:
    exact = Decimal(money.minor).scaleb(-formats.exponent(money.currency))
    return f"{exact:f} {money.currency}".replace(".00 ", " ")
