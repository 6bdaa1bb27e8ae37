"""Prices as they are typed: simple values and tariffs, read back clause by clause."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import ClassVar

from vendortrail import amounts, tariffs, typed_tariffs
from vendortrail.records.tariff import Tariff, Tier
from vendortrail.records.values import TermValue
from vendortrail.refusal import Refusal
from vendortrail.sentences import Sentence, count, listed, say
from vendortrail.tui.forms.place import Place
from vendortrail.tui.forms.typed import Raw, Typed, Value

# So many units beyond the last bound are priced as an example.
_BEYOND = 10


class TariffText(Typed, frozen=True, kw_only=True):
    """A tariff, in clauses."""

    at_once: ClassVar[bool] = True

    def read(self, raw: Raw, place: Place) -> Tariff | None:  # noqa: ARG002
        text = str(raw).strip()
        return typed_tariffs.read("tariff", text) if text else None

    def write(self, value: object, place: Place) -> Raw:  # noqa: ARG002
        return typed_tariffs.write(value) if isinstance(value, Tariff) else ""

    def told(self, value: object, place: Place) -> str:
        return understood(value, place.trail.today) if isinstance(value, Tariff) else ""


class Price(Typed, frozen=True, kw_only=True):
    """A price or a quantity: a value where that says it all, else a tariff."""

    at_once: ClassVar[bool] = True

    def read(self, raw: Raw, place: Place) -> TermValue | Tariff | None:  # noqa: ARG002
        text = str(raw).strip()
        if not text:
            return None
        value = _value(text)
        try:
            tariff = typed_tariffs.read("tariff", text)
        except Refusal:
            if value is None:
                raise
            return value
        return value if value is not None and tariffs.of_value(value) == tariff else tariff

    def write(self, value: object, place: Place) -> Raw:
        way = TariffText() if isinstance(value, Tariff) else Value()
        return way.write(value, place)

    def told(self, value: object, place: Place) -> str:
        way = TariffText() if isinstance(value, Tariff) else Value()
        return way.told(value, place)


def understood(tariff: Tariff, today: date) -> str:
    """Return what a tariff was understood to say, with the bill of one month as an example."""
    return str(listed((*_clauses(tariff), *_example(tariff, today))))


def _value(text: str) -> TermValue | None:
    try:
        return None if ";" in text else amounts.value("value", text)
    except Refusal:
        return None


def _clauses(tariff: Tariff) -> Iterator[Sentence]:
    unit = tariff.unit
    if tariff.fee is not None:
        yield (
            say("{fee} a month", fee=tariff.fee)
            if tariff.months == 1
            else count(
                "{fee} every {count} month",
                "{fee} every {count} months",
                tariff.months,
                fee=tariff.fee,
            )
        )
    if tariff.included:
        yield say("{quantity} a month included ({unit})", quantity=tariff.included, unit=unit)
    for tier in tariff.tiers:
        yield _tier(tier, alone=len(tariff.tiers) == 1, unit=unit)
    if tariff.whole:
        yield say("all of them at the price of the last one")
    if tariff.minimum is not None:
        yield say("at least {amount} a month", amount=tariff.minimum)
    if tariff.one_off is not None:
        yield say("{amount} once, in the first month", amount=tariff.one_off)
    for change in tariff.indexation:
        percent = f"{(Decimal(change.basis_points) / 100).normalize():+f}\N{NO-BREAK SPACE}%"
        day = date.fromisoformat(change.since)
        yield say("prices change by {percent} on {day}", percent=percent, day=day)


def _tier(tier: Tier, *, alone: bool, unit: str) -> Sentence:
    price = (
        tier.price if tier.per == 1 else say("{price} for {per}", price=tier.price, per=tier.per)
    )
    if tier.last is not None:
        return say(
            "number {first} to {last} at {price} ({unit})",
            first=tier.first,
            last=tier.last,
            price=price,
            unit=unit,
        )
    if alone and tier.first == 1:
        return say("each at {price} ({unit})", price=price, unit=unit)
    return say(
        "from number {first} on at {price} ({unit})", first=tier.first, price=price, unit=unit
    )


def _example(tariff: Tariff, today: date) -> Iterator[Sentence]:
    """Yield what a month costs in which the last tier is reached."""
    if not tariff.tiers:
        return
    quantity = tariff.tiers[-1].first - 1 + _BEYOND
    bill = tariffs.price(tariff, quantity, today)
    if bill is not None:
        yield say(
            "for example, a month with {quantity} costs {amount}",
            quantity=quantity,
            amount=bill.amount,
        )
