"""A vendor's timeline as a list of any length, of which only what is looked at is read."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping, Sequence
from datetime import date
from typing import NamedTuple

from vendortrail import queries
from vendortrail.queries import Place
from vendortrail.records.record import Payload, Record

_STRIDE = 500
# Counting a longer list would take longer than to show its first screen: that is for the survey.
_COUNTED_AT_ONCE = 1_000


class Survey(NamedTuple):
    """How long a list of entries is, and the keys that positions all over it are read from."""

    size: int
    places: Mapping[int, Place]


class Entries:
    """The records of one vendor, newest first. A page is fetched by key, never by counting rows.

    Args:
        connection: the open trail.
        vendor: the vendor's identity.
    """

    def __init__(self, connection: sqlite3.Connection, vendor: int) -> None:
        self._connection = connection
        self._vendor = vendor
        self._size = queries.size(connection, vendor, _COUNTED_AT_ONCE)
        self._known = dict(enumerate(queries.page(connection, vendor, None, 1)))
        self._surveyed = False

    def __len__(self) -> int:
        """How many records there are; of very many, until they are surveyed, the newest alone."""
        return self._size

    def page(self, start: int, size: int) -> tuple[Record[Payload], ...]:
        """Return so many records from a position on (0: the newest), fewer at the end."""
        if not self._known:
            return ()
        anchor = self._anchor(start)
        ahead = start - anchor
        places = queries.page(self._connection, self._vendor, self._known[anchor], ahead + size + 1)
        self._known.update(
            {anchor + n: places[n] for n in (ahead, ahead + size) if n < len(places)}
        )
        seqs = [place.seq for place in places[ahead : ahead + size]]
        records = queries.numbered(self._connection, seqs)
        return tuple(records[seq] for seq in seqs)

    def newer_than(self, days: Sequence[date]) -> list[int]:
        """Return how many records are newer than each of these days."""
        return queries.newer(self._connection, self._vendor, days)

    def superseded(self, records: tuple[Record[Payload], ...]) -> dict[int, int]:
        """Return, of these records, those that do not speak, with the number of what does."""
        return dict(queries.superseded(self._connection, [record.seq for record in records]))

    def survey(self) -> Survey:
        """Return what ``know`` needs, in this thread or another."""
        surveyed = queries.anchors(self._connection, self._vendor, _STRIDE)
        places = {n * _STRIDE: place for n, place in enumerate(surveyed)}
        return Survey(queries.size(self._connection, self._vendor), places)

    def know(self, survey: Survey) -> None:
        """Know the whole list from now on, unless it has begun anew since it was surveyed."""
        if survey.places.get(0) == self._known.get(0):
            self._known.update(survey.places)
            self._size = survey.size
            self._surveyed = True

    def _anchor(self, start: int) -> int:
        """Return a known position not far before one; the first far jump surveys the whole list."""
        nearest = max(position for position in self._known if position <= start)
        if start - nearest > _STRIDE and not self._surveyed:
            self.know(self.survey())
            nearest = max(position for position in self._known if position <= start)
        return nearest
