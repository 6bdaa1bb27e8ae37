"""What is asked of the large ledger of many vendors."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from hashlib import sha256

from tests.bench.ledgers import Ledgers, name, opened
from tests.bench.measuring import Measured, clocked, taking_turns
from tests.bench.reading import reading

_SILENT_DAYS = 30


def measure(ledgers: Ledgers) -> Iterator[Measured]:
    """Yield verification, the review of one vendor, and all silences."""
    yield _verify(ledgers)
    yield _review(ledgers)
    yield _silences(ledgers)


def _verify(ledgers: Ledgers) -> Measured:
    """Bare: read the same bytes and hash them, one after the other, comparing nothing."""
    with opened(ledgers.large) as trail, closing(_raw(ledgers)) as raw:

        def verify() -> None:
            if faults := trail.verify():
                raise AssertionError(faults[0])

        def read() -> None:
            for (body,) in raw.execute("SELECT CAST(body AS BLOB) FROM ledger ORDER BY seq"):
                sha256(body).digest()

        taken = taking_turns(3, {"bare": clocked(read), "ours": clocked(verify)})
    return Measured(f"verify {ledgers.size:,} records", taken["ours"], taken["bare"], 3)


def _review(ledgers: Ledgers) -> Measured:
    """Bare: the same command on the small ledger, where a vendor has as many records."""
    taken = taking_turns(
        11,
        {
            "bare": reading(ledgers.small, "review", name(0), "--json"),
            "ours": reading(ledgers.large, "review", name(0), "--json"),
        },
    )
    what = f"`review` of one vendor among {ledgers.size:,} records; bare: among 10,000"
    return Measured(what, taken["ours"], taken["bare"], 1.5)


def _silences(ledgers: Ledgers) -> Measured:
    """Bare: one query that finds them over the touchpoints' index, without who owed a word."""
    with opened(ledgers.large) as trail, closing(_raw(ledgers)) as raw:

        def lag() -> None:
            raw.execute(
                "SELECT vendor, before, last_day FROM (SELECT vendor, last_day, "
                "lag(last_day) OVER (PARTITION BY vendor ORDER BY last_day) AS before "
                "FROM touchpoint) WHERE last_day - before >= ?",
                (_SILENT_DAYS,),
            ).fetchall()

        taken = taking_turns(
            7,
            {
                "bare": clocked(lag),
                "ours": clocked(lambda: trail.silences(at_least=_SILENT_DAYS)),
            },
        )
    what = f"all silences of 30 days and more, {ledgers.size:,} records"
    return Measured(what, taken["ours"], taken["bare"], 0.2)


def _raw(ledgers: Ledgers) -> sqlite3.Connection:
    connection = sqlite3.connect(ledgers.large.database)
    connection.execute("PRAGMA cache_size = -65536")
    return connection
