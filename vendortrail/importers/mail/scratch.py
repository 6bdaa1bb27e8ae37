"""What has to be remembered of a mailbox while it is read, on disk: it may be of any size."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from datetime import datetime
from hashlib import blake2b
from pathlib import Path

from vendortrail.importers.item import Refused
from vendortrail.importers.mail import files
from vendortrail.importers.mail.files import Lying


class Scratch:
    """Ids of the messages that were met, and messages that are looked at again at the end.

    It lies in a temporary database, which SQLite keeps in memory as long as it is small, and
    removes when it is closed.
    """

    def __init__(self) -> None:
        self._connection = sqlite3.connect("", isolation_level=None)
        self._connection.executescript(
            "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;"
            "CREATE TABLE met (id INTEGER PRIMARY KEY, theirs INTEGER NOT NULL);"
            "CREATE TABLE later (place TEXT, noted TEXT, box TEXT, path TEXT, start INTEGER,"
            " length INTEGER, original BLOB);"
            "BEGIN;"
        )

    def close(self) -> None:
        """Forget everything."""
        self._connection.close()

    def meet(self, message_id: str, *, theirs: bool) -> None:
        """Remember that a message is there, and whether it is the vendor's."""
        self._connection.execute(
            "INSERT INTO met VALUES (?, ?) "
            "ON CONFLICT DO UPDATE SET theirs = max(theirs, excluded.theirs)",
            (_short(message_id), theirs),
        )

    def met(self, message_ids: Iterable[str]) -> tuple[bool | None, ...]:
        """Return of each id whether it is the vendor's; None: it was not met."""
        return tuple(self._met(one) for one in message_ids)

    def _met(self, message_id: str) -> bool | None:
        row = self._connection.execute(
            "SELECT theirs FROM met WHERE id = ?", (_short(message_id),)
        ).fetchone()
        return None if row is None else bool(row[0])

    def put_off(self, one: Lying) -> None:
        """Keep where a message lies, to look at it again; one that lies nowhere is kept whole."""
        noted = one.noted.isoformat() if one.noted else None
        lies = str(one.path) if one.path else None
        kept = None if one.path else one.original
        self._connection.execute(
            "INSERT INTO later VALUES (?, ?, ?, ?, ?, ?, ?)",
            (one.place, noted, one.box, lies, one.start, one.length, kept),
        )

    def put_off_so_far(self) -> Iterator[Lying | Refused]:
        """Yield what was put off, in its order, read anew from where it lies."""
        rows = self._connection.execute("SELECT * FROM later ORDER BY rowid")
        for place, noted, box, path, start, length, original in rows:
            at = datetime.fromisoformat(noted) if noted else None
            lies = Path(path) if path else None
            yield files.again(Lying(place, b"", original or b"", at, box, lies, start, length))


def _short(message_id: str) -> int:
    """Return sixty-four bits for an id: of ten million, two have the same once in 400,000 boxes."""
    digest = blake2b(message_id.encode("utf-8", "replace"), digest_size=8).digest()
    return int.from_bytes(digest, "big", signed=True)
