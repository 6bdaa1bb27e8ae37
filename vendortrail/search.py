"""Finding records by words, in whatever form they were written.

The index is a file of its own beside the trail: nothing rests on it, and it may be thrown away. It
is brought up to date when somebody searches, so that appending never waits for it, and made anew
when it is not of this ledger. What is indexed is a shadow of each text: case and ё folded, Russian
words as their lemmas.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from vendortrail import ledger
from vendortrail.cleaning import clean
from vendortrail.files import storage_faults
from vendortrail.i18n import N_
from vendortrail.records.record import Payload, Record, decode
from vendortrail.refusal import Refusal

if TYPE_CHECKING:
    from pymorphy3 import MorphAnalyzer

_WORD = re.compile(r"\w+")
_CYRILLIC = re.compile("[а-яё]")
_CHUNK = 5_000
_SCHEMA = (
    "CREATE VIRTUAL TABLE found USING fts5(words, content='', tokenize='unicode61')",
    "CREATE TABLE reach (size INTEGER NOT NULL, hash BLOB NOT NULL) STRICT",
    "INSERT INTO reach VALUES (0, zeroblob(32))",
)


def search(
    connection: sqlite3.Connection,
    index: Path,
    words: str,
    limit: int,
    indexed: Callable[[float], None] = lambda _: None,
) -> list[int]:
    """Return the numbers of the newest records that have all the words, newest first.

    The last word may be the beginning of one, as while somebody types.

    Args:
        connection: the open trail.
        index: the file of its index; made if it is not there.
        words: what to search for.
        limit: how many numbers at the most.
        indexed: hears the share of the ledger, 0 to 1, that is in the index, as long as that is not
            all. What it raises is raised here; the next search goes on where this one ended.

    Raises:
        Refusal: there is no word in what was asked for.
        StorageFailure: the index cannot be written.
    """
    words = clean(words)
    wanted = list(lemmas(words))
    if not wanted:
        raise Refusal(N_("write at least one word to search for"))
    typed = [_fold(word) for word in _WORD.findall(words)]
    *whole, last = (f'"{word}"' for word in wanted)
    query = " AND ".join([*whole, f'({last} OR "{typed[-1]}"*)'])
    with storage_faults(index), _opened(index) as shadow:
        _catch_up(connection, shadow, indexed)
        rows = shadow.execute(
            "SELECT rowid FROM found WHERE found MATCH ? ORDER BY rowid DESC LIMIT ?",
            (query, limit),
        )
        return [seq for (seq,) in rows]


@contextmanager
def _opened(index: Path) -> Iterator[sqlite3.Connection]:
    """Open the index; one that is none, or was left damaged, is begun anew."""
    index.touch(mode=0o600)
    with closing(sqlite3.connect(index, isolation_level=None, timeout=30)) as shadow:
        shadow.execute("PRAGMA synchronous = OFF")
        shadow.execute("BEGIN IMMEDIATE")
        if not _is_whole(shadow):
            _begin_anew(shadow)
        try:
            yield shadow
        except sqlite3.Error:
            shadow.rollback()  # half a chunk would be indexed twice
            raise
        finally:
            if shadow.in_transaction:
                shadow.execute("COMMIT")


def _is_whole(shadow: sqlite3.Connection) -> bool:
    made = shadow.execute("SELECT count(*) FROM sqlite_master WHERE name IN ('found', 'reach')")
    return bool(made.fetchone() == (2,))


def _begin_anew(shadow: sqlite3.Connection) -> None:
    shadow.execute("DROP TABLE IF EXISTS found")
    shadow.execute("DROP TABLE IF EXISTS reach")
    for statement in _SCHEMA:
        shadow.execute(statement)


def _catch_up(
    connection: sqlite3.Connection, shadow: sqlite3.Connection, indexed: Callable[[float], None]
) -> None:
    """Index what was recorded since the last search, or everything if this is another ledger."""
    size, kept = shadow.execute("SELECT size, hash FROM reach").fetchone()
    if ledger.hash_of(connection, size) != kept:
        _begin_anew(shadow)
        size = 0
    head = ledger.head(connection)
    rows = connection.execute(
        "SELECT seq, body, hash FROM ledger WHERE seq > ? AND seq <= ?", (size, head.size)
    )
    while chunk := rows.fetchmany(_CHUNK):
        shadow.executemany(
            "INSERT INTO found (rowid, words) VALUES (?, ?)",
            [(seq, " ".join(lemmas(_text(decode(body))))) for seq, body, _ in chunk],
        )
        done, _, digest = chunk[-1]
        shadow.execute("UPDATE reach SET size = ?, hash = ?", (done, digest))
        if done < head.size:
            indexed(done / head.size)


def lemmas(text: str) -> Iterator[str]:
    """Yield the words of a text as they are indexed."""
    for word in _WORD.findall(text):
        folded = word.casefold()
        yield _lemma(folded) if _CYRILLIC.search(folded) else _fold(folded)


def _text(record: Record[Payload]) -> str:
    """Return every text that a person wrote into a record."""
    return " ".join((record.reason, *_texts(msgspec.to_builtins(record.payload))))


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, dict):
        value = value.values()
    if isinstance(value, str):
        yield value
    elif not isinstance(value, int | None):
        for part in value:  # type: ignore[attr-defined]
            yield from _texts(part)


@cache
def _lemma(word: str) -> str:
    return _fold(_morphology().parse(word)[0].normal_form)


def _fold(word: str) -> str:
    return word.casefold().replace("ё", "е")


@cache
def _morphology() -> MorphAnalyzer:
    from pymorphy3 import MorphAnalyzer  # its dictionaries take a moment to load

    return MorphAnalyzer(lang="ru")
