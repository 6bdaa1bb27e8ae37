"""Days, moments and money as OCDS writes them, and what is left out of an object."""

from __future__ import annotations

from decimal import Decimal

from vendortrail import formats
from vendortrail.occurred import Occurred
from vendortrail.records.record import Payload, Record
from vendortrail.records.values import Money

Json = dict[str, object]


def begin_of(day: str) -> str:
    """Return a day (YYYY-MM-DD) as the date-time on which something begins or happens."""
    return f"{day}T00:00:00Z"


def end_of(day: str) -> str:
    """Return a day (YYYY-MM-DD) as the date-time by which something ends or is due."""
    return f"{day}T23:59:59Z"


def when(occurred: Occurred) -> str | None:
    """Return a day or a moment as a date-time; None for what is known less exactly."""
    if occurred.at is not None:
        return occurred.at.isoformat()
    return begin_of(occurred.first.isoformat()) if occurred.is_exact else None


def dated(name: str, record: Record[Payload]) -> Json:
    """Return when something happened: under a name of the standard, or in a field of our own."""
    exact = when(record.when)
    return {"edtf": record.occurred} if exact is None else {name: exact}


def amount(money: Money) -> Json:
    """Return an amount with its exact decimals."""
    exact = Decimal(money.minor).scaleb(-formats.exponent(money.currency))
    return {"amount": exact, "currency": money.currency}


def without_nothing(told: Json) -> Json:
    """Return an object without what says nothing."""
    return {name: value for name, value in told.items() if value not in (None, "", [], {})}
