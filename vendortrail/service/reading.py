"""Use cases that read: the history of a vendor and what is derived from it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, timedelta

from msgspec import Struct

from vendortrail import overview, queries, search, timeline
from vendortrail.contact import SHORTEST_KEPT_DAYS
from vendortrail.i18n import N_
from vendortrail.patience import patience
from vendortrail.records.history import History
from vendortrail.records.record import Payload, Record
from vendortrail.records.values import Side
from vendortrail.refusal import Refusal
from vendortrail.review import Review, review
from vendortrail.service.entries import Entries
from vendortrail.service.opened import Opened
from vendortrail.thresholds import Limit, Thresholds

_MONTHS = 12
_A_MONTH = timedelta(days=28)


class Silence(Struct, frozen=True):
    """A silence of a vendor; ``end`` is None while it lasts, ``days`` as of today."""

    vendor: int
    name: str
    start: date
    end: date | None
    days: int
    owed_by: Side | None


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


class Reading(Opened):
    """Everything that looks and changes nothing."""

    def history(self, vendor: int) -> History:
        """Return everything on record about a vendor, by its identity."""
        return queries.history(self._connection, vendor)

    def timeline(
        self, vendor: int, first: date | None = None, last: date | None = None
    ) -> tuple[timeline.Item, ...]:
        """Return a vendor's chronology from one day to another (both included)."""
        return timeline.timeline(self.history(vendor), self.today, first, last)

    def review(self, vendor: int) -> Review:
        """Return what is wrong with a vendor, as of today."""
        return review(self.history(vendor), self.today)

    def reviews(self) -> Iterator[Review]:
        """Yield the review of every vendor, by name."""
        return (self.review(vendor) for vendor, _name in queries.vendors(self._connection))

    def silences(
        self, vendor: int | None = None, at_least: int | None = None
    ) -> tuple[Silence, ...]:
        """Return every silence of so many days, chronologically, of one vendor or all.

        Args:
            vendor: its identity; None: every vendor's.
            at_least: days; None: each vendor's own threshold, where silence is not off.

        Raises:
            Refusal: fewer days were asked for than silences are kept from.
        """
        if at_least is not None and at_least < SHORTEST_KEPT_DAYS:
            raise Refusal(
                N_("silences are kept from {least} days on; ask for {least} or more"),
                least=SHORTEST_KEPT_DAYS,
            )
        least = at_least or max(queries.shortest_patience(self._connection), SHORTEST_KEPT_DAYS)
        rows = queries.gaps(self._connection, self.today, vendor, least)
        found = tuple(
            Silence(
                row.vendor,
                row.name,
                row.start,
                row.end,
                ((row.end or self.today) - row.start).days,
                row.owed_by,
            )
            for row in rows
        )
        if at_least is not None:
            return found
        calendars = queries.calendars(self._connection, {silence.vendor for silence in found})
        return tuple(silence for silence in found if self._too_long(silence, calendars))

    def _too_long(self, silence: Silence, calendars: Mapping[int, History]) -> bool:
        told = calendars[silence.vendor]
        last = silence.end or self.today
        allowed = patience(told, Thresholds(told), Limit.SILENCE, silence.start, last)
        return allowed is not None and silence.days > allowed.days

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

    def entries(self, vendor: int) -> Entries:
        """Return a vendor's timeline as a list that is read page by page, newest first."""
        return Entries(self._connection, vendor)

    def search(self, words: str, limit: int = 50) -> tuple[Record[Payload], ...]:
        """Return the newest records that have all these words, in any of their forms.

        Raises:
            Refusal: there is no word in what was asked for.
        """
        found = search.search(self._connection, self.workspace.index, words, limit)
        records = queries.numbered(self._connection, found)
        return tuple(records[seq] for seq in found)


def _months_before(day: date, back: int) -> date:
    """Return the first day of the month that lies so many months before a day's."""
    years, month = divmod(day.year * 12 + day.month - 1 - back, 12)
    return date(years, month + 1, 1)


def _covered(month: date, today: date, quiet: list[queries.GapRow]) -> bool:
    """Say whether one of the long silences lies over the whole month, as far as it has come."""
    last = min(today, _months_before(month, -1) - timedelta(days=1))
    return any(gap.start < month and (gap.end or today) >= last for gap in quiet)
