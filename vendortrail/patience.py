"""How long a silence may last with a vendor, by the agreements that were in force during it."""

from __future__ import annotations

from datetime import date

from msgspec import Struct

from vendortrail.contact import Gap, contact
from vendortrail.records.history import History
from vendortrail.records.parties import Agreement
from vendortrail.records.promised import CloseOut
from vendortrail.records.record import Record
from vendortrail.thresholds import Limit, Thresholds


class Patience(Struct, frozen=True):
    """A threshold in days, and the identity of the agreement that has the say; None: the vendor."""

    days: int
    agreement: int | None


class Silence(Struct, frozen=True):
    """A gap that lasted longer than it may, by today."""

    gap: Gap
    days: int
    patience: Patience


def patience(
    history: History, thresholds: Thresholds, limit: Limit, first: date, last: date
) -> Patience | None:
    """Return the threshold that holds from one day to another (both included); None: it is off.

    The shortest of the agreements in force on any of these days counts; one that has the threshold
    off does not. Where no agreement was in force, the vendor's threshold holds.
    """
    identities: list[int | None] = [
        agreement.identity
        for agreement in history.of(Agreement)
        if in_force(history, agreement, first, last)
    ]
    found = [
        Patience(days, identity)
        for identity in identities or [None]
        if (days := thresholds.days(limit, identity)) is not None
    ]
    return min(found, key=lambda each: each.days, default=None)


def in_force(history: History, agreement: Record[Agreement], first: date, last: date) -> bool:
    """Return whether an agreement was in force on any day from ``first`` to ``last``.

    It is from its start (else the day it was signed) to its end or its close-out, both included.
    """
    starts = agreement.payload.starts or agreement.day.isoformat()
    closed = (
        closing.day.isoformat()
        for closing in history.of(CloseOut, agreement.identity)
        if closing.payload.segment is None
    )
    ends = min((day for day in (agreement.payload.ends, *closed) if day), default="")
    return starts <= last.isoformat() and (not ends or ends >= first.isoformat())


def silences(history: History, today: date, thresholds: Thresholds) -> tuple[Silence, ...]:
    """Return every gap that lasted longer than ``Limit.SILENCE`` by today, chronologically."""
    found = []
    for gap in contact(history, today).gaps:
        days = gap.days(today)
        allowed = patience(history, thresholds, Limit.SILENCE, gap.start, gap.end or today)
        if allowed is not None and days > allowed.days:
            found.append(Silence(gap, days, allowed))
    return tuple(found)
