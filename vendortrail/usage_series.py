"""Our usage as a series of months, and what is missing in it.

A term is measured by the meter that has its name, else by the only one that is counted in its unit.
Of two records of one month and meter the newer speaks. A series ends with the last full month on
record.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Protocol

from vendortrail import terms
from vendortrail.records.dealings import Usage
from vendortrail.records.history import History
from vendortrail.records.parties import Agreement
from vendortrail.records.record import Record
from vendortrail.sentences import Sentence, say


class Measured(Protocol):
    """A term that may be measured by usage."""

    @property
    def name(self) -> str:
        """What it is called, for a person to read."""

    @property
    def unit(self) -> str:
        """What it is counted in; empty: that is not known."""

    @property
    def meter(self) -> str | None:
        """As `UsageSeries.meter` has it; empty where its price does not depend on usage."""


class UsageSeries:
    """Our usage under an agreement, by meter and month, of months that were full by a day.

    Args:
        history: what is on record about the vendor.
        agreement: the one that was used; None: only usage that names none counts.
        today: the day; its month is not full yet.
    """

    def __init__(self, history: History, agreement: Record[Agreement] | None, today: date) -> None:
        self._this_month = today.replace(day=1)
        self._by_meter: dict[str, dict[str, Record[Usage]]] = {}
        about = {None, agreement.identity if agreement else None}
        for record in sorted(history.of(Usage), key=lambda record: record.seq):
            used = record.payload
            if record.agreement in about and used.month < f"{today:%Y-%m}":
                self._by_meter.setdefault(terms.same(used.meter), {})[used.month] = record

    def meter(self, key: str, unit: str) -> str | None:
        """Return the meter of a term, by its key or else its unit; None: there is none."""
        if key in self._by_meter:
            return key
        counted = [
            meter
            for meter, months in self._by_meter.items()
            if unit and any(terms.same(r.payload.unit) == terms.same(unit) for r in months.values())
        ]
        return counted[0] if len(counted) == 1 else None

    def quantity(self, meter: str | None, first: date) -> int | None:
        """Return what was used by a meter in a month, 0 where that makes no difference."""
        if meter == "":
            return 0
        record = self._by_meter.get(meter or "", {}).get(f"{first:%Y-%m}")
        return None if record is None else record.payload.quantity

    def window(self, measured: Iterable[Measured], span: int) -> tuple[date, ...]:
        """Return the first days of so many months, up to the last one on record."""
        recorded = [
            month for term in measured if term.meter for month in self._by_meter[term.meter]
        ]
        recorded = recorded or [month for months in self._by_meter.values() for month in months]
        if not recorded:
            return ()
        last = date.fromisoformat(f"{max(recorded)}-01")
        return tuple(_months_before(last, back) for back in reversed(range(span)))

    def missing(self, measured: Sequence[Measured], window: tuple[date, ...]) -> Iterator[Sentence]:
        """Yield what usage to ask for, in words."""
        if measured and not window:
            last = f"{_months_before(self._this_month, 1):%Y-%m}"
            meters = ", ".join(term.name for term in measured if term.meter != "")
            if meters:
                yield say("our usage by month, up to {month}: {meters}", month=last, meters=meters)
            else:
                yield say("our usage by month, up to {month}", month=last)
            return
        for term in measured:
            if term.meter is None:
                yield say(
                    "our usage of “{meter}” from {first} to {last}",
                    meter=term.name,
                    first=f"{window[0]:%Y-%m}",
                    last=f"{window[-1]:%Y-%m}",
                )
            elif term.meter:
                yield from self._holes(term, term.meter, window)

    def _holes(self, term: Measured, meter: str, window: tuple[date, ...]) -> Iterator[Sentence]:
        known = self._by_meter[meter]
        months = [f"{first:%Y-%m}" for first in window]
        holes = [first for first in window if f"{first:%Y-%m}" not in known]
        if holes:
            yield say("our usage of “{meter}” in {months}", meter=term.name, months=_spans(holes))
        units = {known[month].payload.unit for month in months if month in known} - {""}
        for unit in sorted(units):
            if term.unit and not _alike(unit, term.unit):
                yield say(
                    "our usage of “{meter}” in {unit}: it is recorded in {other}",
                    meter=term.name,
                    unit=term.unit,
                    other=unit,
                )

    def records(self, measured: Sequence[Measured], window: tuple[date, ...]) -> tuple[int, ...]:
        """Return the numbers of the records behind the months of a window."""
        meters = {term.meter for term in measured if term.meter}
        found = (
            self._by_meter[meter].get(f"{first:%Y-%m}") for meter in meters for first in window
        )
        return tuple(sorted(record.seq for record in found if record is not None))


def _months_before(first: date, back: int) -> date:
    years, month = divmod(first.year * 12 + first.month - 1 - back, 12)
    return date(years, month + 1, 1)


def _spans(months: Iterable[date]) -> str:
    """Return months as YYYY-MM, those that follow each other as one span."""
    spans: list[list[date]] = []
    for first in months:
        if spans and _months_before(first, 1) == spans[-1][-1]:
            spans[-1].append(first)
        else:
            spans.append([first])
    return ", ".join(
        "–".join(f"{end:%Y-%m}" for end in dict.fromkeys([span[0], span[-1]])) for span in spans
    )


def _alike(unit: str, other: str) -> bool:
    """Say whether two words may be one unit: calls and call, звонка and звонков."""
    a, b = terms.same(unit), terms.same(other)
    return a[:3].startswith(b[:3]) or b[:3].startswith(a[:3])
