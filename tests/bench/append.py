"""One record through the service, beside one row committed by the driver."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from itertools import count
from pathlib import Path

from tests.bench.ledgers import Ledgers, opened, touchpoints
from tests.bench.measuring import Measured, clocked, taking_turns


def measure(ledgers: Ledgers) -> Iterator[Measured]:
    """Yield an append to a trail of 10,000 records.

    Bare: a row of (number, text, hash), the sizes of a record's, inserted and committed into one
    table of as many rows, with the same journal and the same sync.
    """
    with opened(ledgers.small) as trail, closing(sqlite3.connect(trail.workspace.database)) as kept:
        rows = kept.execute("SELECT seq, body, hash FROM ledger").fetchall()
        vendors = [identity for (identity,) in kept.execute("SELECT identity FROM vendor")]
        drafts = touchpoints(ledgers.size, vendors)
        with closing(bare_file(ledgers.folder / "append.db")) as bare:
            bare.execute("CREATE TABLE ledger (seq INTEGER PRIMARY KEY, body TEXT, hash BLOB)")
            bare.execute("BEGIN")
            bare.executemany("INSERT INTO ledger VALUES (?, ?, ?)", rows)
            bare.execute("COMMIT")
            numbers = count(len(rows) + 1)
            _, body, digest = rows[-1]

            def insert() -> None:
                bare.execute("BEGIN IMMEDIATE")
                bare.execute("INSERT INTO ledger VALUES (?, ?, ?)", (next(numbers), body, digest))
                bare.execute("COMMIT")

            taken = taking_turns(
                300,
                {
                    "bare": clocked(insert),
                    "ours": clocked(lambda: trail.record(next(drafts))),
                },
            )
    yield Measured("one append, 10,000 records before it", taken["ours"], taken["bare"], 3)


def bare_file(path: Path) -> sqlite3.Connection:
    """Open a new file with the pragmas of a trail's, and nothing else of it."""
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("PRAGMA journal_mode = DELETE")
    connection.execute("PRAGMA synchronous = EXTRA")
    connection.execute("PRAGMA cache_size = -65536")
    return connection
