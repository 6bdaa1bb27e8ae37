"""What is on record under the keys of its sources, and what answers what among it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

import msgspec


class Known(msgspec.Struct, frozen=True, gc=False):
    """What is on record under a key: its identity, and the edition of it that was imported."""

    identity: int
    edition: int


class LateAnswer(NamedTuple):
    """A touchpoint and the one that it answers, which came to be known after it."""

    identity: int
    answers: int


def known(connection: sqlite3.Connection, keys: Iterable[str]) -> dict[str, Known]:
    """Return what is on record under some keys, taken back or not; of one key, the first."""
    wanted = msgspec.json.encode(sorted(set(keys))).decode()
    rows = connection.execute(
        "SELECT key, identity, edition FROM origin "
        "WHERE key IN (SELECT value FROM json_each(?)) ORDER BY identity DESC",
        (wanted,),
    )
    return {key: Known(identity, edition) for key, identity, edition in rows}


def beneath(connection: sqlite3.Connection, start: str) -> tuple[str, ...]:
    """Return the keys that begin so and whose records speak, the newest record first."""
    rows = connection.execute(
        "SELECT key FROM origin JOIN entry USING (seq) WHERE kind <> 'correction' "
        "AND key >= ?1 AND substr(key, 1, length(?1)) = ?1 ORDER BY origin.identity DESC",
        (start,),
    )
    return tuple(key for (key,) in rows)


def late_answers(connection: sqlite3.Connection, after: int) -> Iterator[LateAnswer]:
    """Yield the touchpoints that answer, as their sources say, what was recorded after a number.

    What they answer is the likeliest of the keys that they name: where a less likely one was
    linked before, it is yielded too; where a person said otherwise, it is not.
    """
    rows = connection.execute(
        "SELECT DISTINCT reply.identity, reply.answers, touchpoint.answers "
        "FROM origin AS reply, json_each(reply.answers) AS named "
        "JOIN origin AS said ON said.key = named.value AND said.seq > ? "
        "JOIN touchpoint ON touchpoint.identity = reply.identity "
        "WHERE reply.answers <> '[]' ORDER BY reply.identity",
        (after,),
    )
    for identity, encoded, linked in rows.fetchall():
        keys = msgspec.json.decode(encoded, type=tuple[str, ...])
        target = answered(keys, known(connection, keys), identity)
        by_import = linked is None or linked in {
            found.identity for found in known(connection, keys).values()
        }
        if by_import and target is not None and target != linked:
            yield LateAnswer(identity, target)


def heard(connection: sqlite3.Connection, vendor: int, key: str) -> bool:
    """Return whether a word of a vendor is on record under a key."""
    row = connection.execute(
        "SELECT 1 FROM origin JOIN touchpoint USING (identity) "
        "WHERE origin.key = ? AND touchpoint.vendor = ? AND direction = 'incoming'",
        (key, vendor),
    ).fetchone()
    return row is not None


def answered(keys: Iterable[str], on_record: Mapping[str, Known], own: int) -> int | None:
    """Return the identity of the likeliest thing on record that something answers; None: none is.

    Args:
        keys: what it may answer, the likeliest first.
        on_record: what is on record under them.
        own: its own identity, which it cannot answer.
    """
    found = (on_record[key].identity for key in keys if key in on_record)
    return next((identity for identity in found if identity != own), None)
