"""Finding records by words, in whatever form they were written.

The index is derived, and brought up to date when somebody searches: appending never waits for it.
What is indexed is a shadow of each text: case and ё folded, Russian words as their lemmas.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING

import msgspec

from vendortrail.cleaning import clean
from vendortrail.database import transaction
from vendortrail.i18n import N_
from vendortrail.records.record import Payload, Record, decode
from vendortrail.refusal import Refusal

if TYPE_CHECKING:
    from pymorphy3 import MorphAnalyzer

_WORD = re.compile(r"\w+")
_CYRILLIC = re.compile("[а-яё]")
_CHUNK = 5_000


def search(connection: sqlite3.Connection, words: str, limit: int) -> list[int]:
    """Return the numbers of the newest records that have all the words, newest first.

    The last word may be the beginning of one, as while somebody types.

    Raises:
        Refusal: there is no word in what was asked for.
    """
    words = clean(words)
    wanted = list(lemmas(words))
    if not wanted:
        raise Refusal(N_("write at least one word to search for"))
    catch_up(connection)
    typed = [_fold(word) for word in _WORD.findall(words)]
    *whole, last = (f'"{word}"' for word in wanted)
    query = " AND ".join([*whole, f"({last} OR {chr(34)}{typed[-1]}{chr(34)}*)"])
    rows = connection.execute(
        "SELECT rowid FROM search WHERE search MATCH ? ORDER BY rowid DESC LIMIT ?", (query, limit)
    )
    return [seq for (seq,) in rows]


def catch_up(connection: sqlite3.Connection) -> None:
    """Index what was recorded since the last search."""
    (behind,) = connection.execute(
        "SELECT (SELECT max(seq) FROM ledger) > indexed FROM search_state"
    ).fetchone()
    if not behind:
        return
    with transaction(connection):
        (indexed,) = connection.execute("SELECT indexed FROM search_state").fetchone()
        rows = connection.execute("SELECT seq, body FROM ledger WHERE seq > ?", (indexed,))
        while chunk := rows.fetchmany(_CHUNK):
            connection.executemany(
                "INSERT INTO search (rowid, words) VALUES (?, ?)",
                [(seq, " ".join(lemmas(_text(decode(body))))) for seq, body in chunk],
            )
        connection.execute("UPDATE search_state SET indexed = (SELECT max(seq) FROM ledger)")


def clear(connection: sqlite3.Connection) -> None:
    """Empty the index, within the caller's transaction; the next search makes it anew."""
    connection.execute("INSERT INTO search (search) VALUES ('delete-all')")
    connection.execute("DELETE FROM search_state")
    connection.execute("INSERT INTO search_state VALUES (1, 0)")


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
