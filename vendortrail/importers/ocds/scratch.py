"""The releases that are read, on disk until all of them are there."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Iterator

from msgspec.structs import replace

from vendortrail.importers.ocds.documents import documents
from vendortrail.importers.ocds.facts import Release
from vendortrail.importers.ocds.history import Process
from vendortrail.importers.ocds.reading import read

#: How a place begins in a release that an earlier import kept.
KEPT = "kept release"


class Scratch:
    """The releases by their processes, on disk, so that memory holds one process at a time."""

    def __init__(self) -> None:
        self._rows = sqlite3.connect("")
        self._rows.execute(
            "CREATE TABLE release (ocid TEXT, body BLOB, place TEXT, PRIMARY KEY (ocid, body)) "
            "WITHOUT ROWID"
        )

    def add(self, ocid: str, place: str, body: bytes) -> None:
        """Keep a release, unless it is there already."""
        self._rows.execute("INSERT OR IGNORE INTO release VALUES (?, ?, ?)", (ocid, body, place))

    def add_kept(self, kept: Callable[[str], Iterable[bytes]], waiting: Iterable[bytes]) -> None:
        """Add what is known of the processes, and what waits."""
        for body in waiting:
            self._add_kept(body)
        for (ocid,) in self._rows.execute("SELECT DISTINCT ocid FROM release").fetchall():
            for body in kept(ocid):
                self._add_kept(body)

    def _add_kept(self, body: bytes) -> None:
        release = _reread(body, KEPT)
        if release is not None:
            self.add(release.ocid, f"{KEPT} {release.id}:", body)

    def processes(self) -> Iterator[Process]:
        """Yield every process with its releases."""
        for (ocid,) in self._rows.execute("SELECT DISTINCT ocid FROM release ORDER BY ocid"):
            found = self._rows.execute("SELECT body, place FROM release WHERE ocid = ?", (ocid,))
            releases = (_reread(body, place) for body, place in found)
            yield Process.of(release for release in releases if release is not None)

    def close(self) -> None:
        """Let go of the disk."""
        self._rows.close()


def _reread(body: bytes, place: str) -> Release | None:
    """Return a release that was kept; None for what a person kept beside it."""
    for document in documents(body):
        if isinstance(document.value, dict):
            release, _faults = read(document.value, place)
            return None if release is None else replace(release, body=body)
    return None
