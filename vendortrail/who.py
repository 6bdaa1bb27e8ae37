"""Records read from the trail's file as who is who stands now (see ``vendortrail.sameness``)."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from functools import cached_property
from typing import TypeVar

from msgspec.structs import replace

from vendortrail import sameness
from vendortrail.projection import same
from vendortrail.records.record import Payload, Record, decode

P = TypeVar("P", bound=Payload)


class Who:
    """Who is who at one moment, for reading any number of records.

    Args:
        connection: the open trail.
    """

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self.same = same(connection)

    def read(self, body: bytes | str) -> Record[Payload]:
        """Return a record from its stored bytes; what it names is whom they are in the end."""
        return self.told(decode(body))

    def told(self, record: Record[P]) -> Record[P]:
        """Return a record as it is read: what it names is whom they are in the end."""
        return sameness.told(record, self.same) if self.same else record

    def with_names(self, record: Record[P]) -> Record[P]:
        """Return the record of a vendor or person with the names and numbers of all that it is."""
        if not self.same or record.identity not in self._others:
            return record
        others = self._others[record.identity]
        return replace(record, payload=sameness.joined(record.payload, others))

    @cached_property
    def _others(self) -> dict[int, list[Payload]]:
        """What is said of those that were merged, by whom they are."""
        rows = self._connection.execute(
            "SELECT body FROM entry JOIN ledger USING (seq) WHERE speaks "
            "AND kind IN ('vendor', 'contact') AND kind <> 'touchpoint' "
            "AND identity IN (SELECT merged FROM sameness) ORDER BY identity"
        )
        others: defaultdict[int, list[Payload]] = defaultdict(list)
        for record in (decode(body) for (body,) in rows):
            others[self.same[record.identity]].append(record.payload)
        return others
