"""What of the things in a source is on record, while an import of it goes on."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping, Sequence

from vendortrail import origins
from vendortrail.importers.item import Found
from vendortrail.origins import Known
from vendortrail.service.appending import Appending
from vendortrail.service.sources import Source


class OnRecord:
    """What is on record of the things of one source.

    Args:
        connection: the open trail, within the import's transaction.
        source: what is imported.
        vendor: whose it is; None: each thing says so.
        appending: what the import records.
    """

    def __init__(
        self,
        connection: sqlite3.Connection,
        source: Source,
        vendor: int | None,
        appending: Appending,
    ) -> None:
        self._connection = connection
        self._independent = source.independent
        self._vendor = vendor
        self._appending = appending
        self._before = appending.next - 1
        self._first_import = not origins.anything(connection)
        self._looks_back = False
        self._others: dict[str, int] = {}

    def under_keys(self, chunk: Sequence[Found]) -> dict[str, Known]:
        """Return what is on record under the keys of some things."""
        if self._independent:
            return self._before_the_import(found.origin.key for found in chunk)
        keys = {found.origin.key for found in chunk}
        known = origins.known(self._connection, keys, self._vendor)
        others = {key: Known(self._others[key], 0) for key in keys & self._others.keys()}
        return others | known

    def named(self, chunk: Sequence[Found]) -> dict[str, list[int]]:
        """Return the identities of what is called so in the sources that some things answer."""
        names = {name for found in chunk for name in found.origin.answers}
        return origins.named(self._connection, names, self._vendor)

    def is_another(self, key: str, identity: int) -> None:
        """Remember that the thing of a key is on record already, as something else brought it."""
        self._others[key] = identity

    def identify(self, key: str, on_record: Mapping[str, Known]) -> int:
        """Return the identity of the thing of a key.

        Args:
            key: of anything in the source.
            on_record: what is known so far under the keys of a chunk.

        Raises:
            KeyError: it is not on record, or gone.
        """
        if key in self._others and key not in on_record:
            return self._others[key]
        found = on_record.get(key) or origins.known(self._connection, [key])[key]
        if found.gone:
            raise KeyError(key)
        return found.identity

    def look_around(self) -> None:
        """Look among all that is on record again, once everything is recorded."""
        if self._looks_back:
            origins.look_around(self._connection)
            self._looks_back = False

    def _before_the_import(self, keys: Iterable[str]) -> dict[str, Known]:
        if self._appending.in_bulk and not self._looks_back:
            origins.look_back(self._connection, self._before)
            self._looks_back = True
        if self._first_import:
            return {}
        return origins.known(self._connection, keys, self._vendor, last=self._before)
