"""Every vendor in one line: what the first screen shows, and all that it waits for."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

from msgspec import Struct

from vendortrail import overview, queries
from vendortrail.records.values import Side
from vendortrail.service.opened import Opened

_MONTHS = 12
_A_MONTH = timedelta(days=28)


class Month(Struct, frozen=True):
    """One month of contact: how many words there were; ``silent``: a silence covers all of it."""

    year: int
    month: int
    words: int
    silent: bool


class VendorLine(Struct, frozen=True):
    """One vendor in the portfolio. ``months`` are the last twelve, the oldest first."""

    vendor: int
    name: str
    last_word: Mapping[Side, date]
    owes_next: Side | None
    unfinished: int
    months: tuple[Month, ...]


class Portfolio(Opened):
    """What is known of all vendors at once; it loads little, for a first screen waits for it."""

    def portfolio(self) -> tuple[VendorLine, ...]:
        """Return one line a vendor, by name, without findings: quick whatever the number."""
        first = _months_before(self.today, _MONTHS - 1)
        months = [_months_before(self.today, back) for back in reversed(range(_MONTHS))]
        last_words = overview.last_words(self._connection, self.today)
        words = overview.words_by_month(self._connection, first, self.today)
        unfinished = overview.unfinished(self._connection, self.today)
        owed_by = overview.owed_now(self._connection, self.today)
        silences: dict[int, list[queries.GapRow]] = {}
        for gap in queries.gaps(self._connection, self.today, None, _A_MONTH.days):
            silences.setdefault(gap.vendor, []).append(gap)
        lines = []
        for vendor, name in queries.vendors(self._connection):
            quiet = silences.get(vendor, [])
            lines.append(
                VendorLine(
                    vendor,
                    name,
                    {s: last_words[vendor, s] for s in Side if (vendor, s) in last_words},
                    owed_by.get(vendor),
                    unfinished.get(vendor, 0),
                    tuple(
                        Month(
                            month.year,
                            month.month,
                            words.get((vendor, month.year, month.month), 0),
                            _covered(month, self.today, quiet),
                        )
                        for month in months
                    ),
                )
            )
        return tuple(lines)


def _months_before(day: date, back: int) -> date:
    """Return the first day of the month that lies so many months before a day's."""
    years, month = divmod(day.year * 12 + day.month - 1 - back, 12)
    return date(years, month + 1, 1)


def _covered(month: date, today: date, quiet: list[queries.GapRow]) -> bool:
    """Say whether one of the long silences lies over the whole month, as far as it has come."""
    last = min(today, _months_before(month, -1) - timedelta(days=1))
    return any(gap.start < month and (gap.end or today) >= last for gap in quiet)
