"""What is on record of a vendor's meetings, for calendars that tell of them anew."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from typing import cast

from vendortrail import origins, queries
from vendortrail.records.dealings import Touchpoint
from vendortrail.records.record import Record


class MeetingsOnRecord:
    """See ``importers.calendar.editions.OnRecord``.

    Args:
        connection: the open trail, within the transaction of an import.
        vendor: whose meetings.
    """

    def __init__(self, connection: sqlite3.Connection, vendor: int) -> None:
        self._connection = connection
        self._vendor = vendor

    def editions(self, event: str) -> Mapping[str, int]:
        """Return the editions of an event's meetings by their keys, taken back or not."""
        found = origins.within(self._connection, event, self._vendor)
        return {key: known.edition for key, known in found.items()}

    def meeting(self, key: str) -> Record[Touchpoint] | None:
        """Return what speaks under a key; None: it was taken back, or a person corrected it."""
        known = origins.known(self._connection, [key], self._vendor)[key]
        last = queries.versions(self._connection, known.identity)[-1]
        by_import = last.reason in origins.BY_IMPORT and isinstance(last.payload, Touchpoint)
        return cast("Record[Touchpoint]", last) if by_import else None
