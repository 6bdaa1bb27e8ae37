"""Use cases that read: the history of a vendor and what is derived from it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from typing import NamedTuple

from msgspec import Struct
from msgspec.structs import replace

from vendortrail import ledger, queries, search, timeline
from vendortrail.contact import SHORTEST_KEPT_DAYS, last_spoken
from vendortrail.coverage import Span, coverage
from vendortrail.i18n import N_
from vendortrail.patience import patience
from vendortrail.records import checks
from vendortrail.records.dealings import Touchpoint
from vendortrail.records.history import History
from vendortrail.records.record import Payload, Record
from vendortrail.records.values import Side
from vendortrail.refusal import Refusal
from vendortrail.review import Review, review
from vendortrail.service.entries import Entries
from vendortrail.service.portfolio import Portfolio
from vendortrail.thresholds import Limit, Thresholds


class Silence(Struct, frozen=True):
    """A silence of a vendor; ``end`` is None while it lasts, ``days`` as of today."""

    vendor: int
    name: str
    start: date
    end: date | None
    days: int
    owed_by: Side | None


class State(NamedTuple):
    """All that an answer depends on: the ledger by its number of records, and the day."""

    size: int
    today: date


class Digest(Struct, frozen=True):
    """What screens tell of a vendor beside its timeline: little, however long the timeline is.

    Attributes:
        review: the review, whose history is without touchpoints.
        last_spoken: the last day on which each person was spoken with, by identity.
        covered: the time of which some source would know a word.
        unknown: the time since the first word of which none would.
        state: what the trail was then, as ``Reading.state`` returns it.
    """

    review: Review
    last_spoken: Mapping[int, date]
    covered: tuple[Span, ...]
    unknown: tuple[timeline.Unknown, ...]
    state: State

    @property
    def vendor(self) -> int:
        """The vendor's identity."""
        return self.review.history.vendor


class Reading(Portfolio):
    """Everything that looks and changes nothing."""

    def history(self, vendor: int) -> History:
        """Return everything on record about a vendor, by its identity."""
        return queries.history(self._connection, vendor)

    def timeline(
        self, vendor: int, first: date | None = None, last: date | None = None
    ) -> tuple[timeline.Item, ...]:
        """Return a vendor's chronology from one day to another (both included).

        Raises:
            FieldRefusal: the last day lies before the first.
        """
        if first and last:
            checks.in_order("last", first.isoformat(), last.isoformat())
        return timeline.timeline(self.history(vendor), self.today, first, last)

    def review(self, vendor: int) -> Review:
        """Return what is wrong with a vendor, as of today."""
        return review(self.history(vendor), self.today)

    def digest(self, vendor: int) -> Digest:
        """Return what is to be told of a vendor as of today."""
        state = self.state()
        full = self.review(vendor)
        told = full.history
        rest = tuple(it for it in told.ledger if not isinstance(it.payload, Touchpoint))
        short = replace(full, history=replace(told, ledger=rest))
        unknown = tuple(timeline.unknown(told, self.today))
        return Digest(short, last_spoken(told), coverage(told), unknown, state)

    def state(self) -> State:
        """Return what the trail is now: while it stays so, so does every answer."""
        return State(ledger.head(self._connection).size, self.today)

    def outweighs(self, vendors: Iterable[int], records: int) -> bool:
        """Say whether there are more than so many records about these vendors."""
        for vendor in vendors:
            records -= queries.size(self._connection, vendor, records + 1)
            if records < 0:
                return True
        return False

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

    def entries(self, vendor: int) -> Entries:
        """Return a vendor's timeline as a list that is read page by page, newest first."""
        return Entries(self._connection, vendor)

    def search(
        self, words: str, limit: int = 50, indexed: Callable[[float], None] = lambda _: None
    ) -> tuple[Record[Payload], ...]:
        """Return the newest records that have all these words, in any of their forms.

        The first search in a long ledger takes a while: ``indexed`` hears what share of it is in
        the index, and may raise to end it; the next search goes on from there.

        Raises:
            Refusal: there is no word in what was asked for.
        """
        found = search.search(self._connection, self.workspace.index, words, limit, indexed)
        records = queries.numbered(self._connection, found)
        return tuple(records[seq] for seq in found)
