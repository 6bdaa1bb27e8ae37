"""What a month of use costs under a tariff, exactly, and which of two tariffs is the better one.

Amounts are whole minor units. A price of several units (12.00 for 1,000 calls) and an indexed price
may come out between two of them: every part of a bill is then rounded, half of a minor unit up, and
only once. A fee for several months is spread over them evenly by the calendar; what does not divide
falls on the last ones, so that the months of a period always add up to its fee.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from enum import StrEnum
from math import prod

from msgspec import Struct

from vendortrail.records.dealings import OfferedTerm
from vendortrail.records.promised import TermProposal
from vendortrail.records.tariff import BASIS_POINTS, Tariff, Tier
from vendortrail.records.values import Money, TermValue

#: What nothing is priced in (ISO 4217).
NO_CURRENCY = "XXX"

# How many months a unit of time has, in the words that people count a price by.
_PERIODS = {
    **dict.fromkeys(("month", "months", "месяц", "месяца", "месяцев", "мес", "мес."), 1),
    **dict.fromkeys(("quarter", "квартал"), 3),
    **dict.fromkeys(("half-year", "half year", "полугодие"), 6),
    **dict.fromkeys(("year", "год"), 12),
}
_ONCE = {"once", "one-off", "разово", "однократно", "единовременно"}
#: More than anybody uses in a month: nothing is looked for beyond it.
LARGEST_QUANTITY = 10**9


class Kind(StrEnum):
    """What a part of a bill is for."""

    FEE = "fee"
    USE = "use"
    MINIMUM = "minimum"
    ONE_OFF = "one-off"


class Part(Struct, frozen=True):
    """One part of a bill; ``quantity`` are the units it is for, 0 where it is for none."""

    kind: Kind
    amount: Money
    quantity: int = 0


class Bill(Struct, frozen=True):
    """What one month of one term costs, and the parts that it is made of."""

    amount: Money
    parts: tuple[Part, ...]


def period(unit: str) -> int | None:
    """Return how many months a unit of time has, in English or Russian; None for other units."""
    return _PERIODS.get(_folded(unit))


def is_once(unit: str) -> bool:
    """Say whether a price by that unit is charged once, in English or Russian."""
    return _folded(unit) in _ONCE


def of_value(value: TermValue) -> Tariff | None:
    """Read the simple value of a term as a tariff; None where it says no price.

    - Money by a time (450 RUB / month, quarter, year) is a fee, and so is money by nothing: a
      month's. “Once” makes it a one-off charge.
    - Money by anything else (19 RUB / call) is the price of one unit.
    - A whole number with a unit (5 GB) is how much is included a month, at no price beyond.
    """
    money, unit = value.money, _folded(value.unit)
    if money is None:
        number = value.number if value.number.isdecimal() else "0"
        what, _slash, time = value.unit.rpartition("/")
        counted = what.strip() if period(time) == 1 and what else value.unit
        return Tariff(unit=counted, included=int(number)) if counted and int(number) else None
    if money.minor < 0:
        return None
    if is_once(unit):
        return Tariff(one_off=money)
    if not unit or unit in _PERIODS:
        return Tariff(fee=money, months=_PERIODS.get(unit, 1))
    return Tariff(unit=value.unit, tiers=(Tier(money),))


def of_term(term: TermProposal | OfferedTerm) -> Tariff | None:
    """Return the price that a term says: its tariff, else its value read as one."""
    if term.tariff is not None:
        return term.tariff
    return None if term.value is None else of_value(term.value)


def price(tariff: Tariff, quantity: int, month: date, *, first: bool = False) -> Bill | None:
    """Return what a month costs in which so many units were used.

    Args:
        tariff: the price.
        quantity: the units used in the month, 0 or more.
        month: any day of it; its first one decides about indexation.
        first: whether it is the month in which the one-off is charged.

    Returns:
        The bill; None where more was used than is included and no tier says what that costs.
    """
    if tariff.included < quantity and tariff.included and not tariff.tiers:
        return None
    parts = list(_parts(tariff, quantity, month))
    amount = sum(part.amount.minor for part in parts)
    least = _indexed(tariff, tariff.minimum, month)
    if amount < least:
        parts.append(Part(Kind.MINIMUM, Money(least - amount, tariff.currency)))
    if first and tariff.one_off is not None:
        parts.append(Part(Kind.ONE_OFF, tariff.one_off))
    total = sum(part.amount.minor for part in parts)
    return Bill(Money(total, tariff.currency or NO_CURRENCY), tuple(parts))


def kinks(tariff: Tariff, month: date) -> set[int]:
    """Return the quantities between which a month's bill is a straight line, but for rounding."""
    found = {0, tariff.included, *(tier.first for tier in tariff.tiers)}
    found |= {tier.first - 1 for tier in tariff.tiers}
    if tariff.minimum is not None:
        reached = _reaching(tariff, month)
        found |= {reached - 1, reached} if reached else set()
    return found


def favours(new: Tariff, old: Tariff, month: date) -> bool:
    """Say whether a tariff is dearer than another at no quantity, and at some cheaper.

    What nobody can price is dearer than any price.
    """
    bounds = kinks(new, month) | kinks(old, month)
    probes = bounds | {quantity + 1 for quantity in bounds} | {2 * max(bounds) + 1_000}
    signs = {_cheaper(new, old, quantity, month) for quantity in probes}
    return 1 in signs and -1 not in signs


def _cheaper(new: Tariff, old: Tariff, quantity: int, month: date) -> int:
    """Return 1 where the new tariff is cheaper, -1 where the old one is, 0 where neither."""
    bills = [price(tariff, quantity, month, first=True) for tariff in (old, new)]
    before, after = (None if bill is None else bill.amount.minor for bill in bills)
    if before is None or after is None:
        return (before is None) - (after is None)
    return (before > after) - (before < after)


def _parts(tariff: Tariff, quantity: int, month: date) -> Iterator[Part]:
    if tariff.fee is not None:
        fee = _indexed(tariff, tariff.fee, month)
        past = (month.year * 12 + month.month - 1) % tariff.months
        share = fee * (past + 1) // tariff.months - fee * past // tariff.months
        yield Part(Kind.FEE, Money(share, tariff.currency))
    for tier, units in _used(tariff, quantity):
        charged = _indexed(tariff, tier.price, month, units, tier.per)
        yield Part(Kind.USE, Money(charged, tariff.currency), units)


def _used(tariff: Tariff, quantity: int) -> Iterable[tuple[Tier, int]]:
    """Return the tiers that a month's use reaches, with how many units are charged by each."""
    reached = [tier for tier in tariff.tiers if tier.first <= quantity]
    if tariff.whole and reached:
        return [(reached[-1], quantity)]
    return [(tier, min(quantity, tier.last or quantity) - tier.first + 1) for tier in reached]


def _indexed(
    tariff: Tariff, amount: Money | None, month: date, units: int = 1, per: int = 1
) -> int:
    """Return what units cost at an amount for so many of them, in minor units, half rounded up."""
    if amount is None:
        return 0
    first = month.replace(day=1).isoformat()
    held = [change.basis_points for change in tariff.indexation if change.since <= first]
    exact = amount.minor * units * prod(BASIS_POINTS + change for change in held)
    divisor = per * BASIS_POINTS ** len(held)
    rounded: int = (2 * exact + divisor) // (2 * divisor)
    return rounded


def _reaching(tariff: Tariff, month: date) -> int | None:
    """Return the least quantity whose price reaches the minimum; None where none does."""
    least = _indexed(tariff, tariff.minimum, month)

    def reaches(quantity: int) -> bool:
        return sum(part.amount.minor for part in _parts(tariff, quantity, month)) >= least

    low, high = 0, 1
    while not reaches(high):
        low, high = high, high * 2
        if high > LARGEST_QUANTITY:
            return None
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (low, middle) if reaches(middle) else (middle, high)
    return high


def _folded(unit: str) -> str:
    return " ".join(unit.casefold().split())
