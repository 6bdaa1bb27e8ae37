"""What is on record under the keys of its sources, and what answers what among it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

import msgspec

from vendortrail.i18n import N_
from vendortrail.importers.item import GONE
from vendortrail.projection import make_index

CHANGED = N_("changed in its source")
LINKED = N_("what it answers came later")
#: Why a record stands that an import made; for any other reason, a person made it.
BY_IMPORT = frozenset({"", CHANGED, LINKED, GONE})


class Known(msgspec.Struct, frozen=True, gc=False):
    """What is on record under a key: its identity, and the edition of it that was imported.

    ``gone``: it was taken back.
    """

    identity: int
    edition: int
    gone: bool = False


class LateAnswer(NamedTuple):
    """A touchpoint and the one that it answers, which came to be known after it."""

    identity: int
    answers: int


def name(key: str) -> str:
    """Return what others call a thing that is known by a key.

    A source may use one name for several things: what tells them apart stands behind the last
    ``#`` of their keys, and in its order the first is what others mean.
    """
    named, mark, _which = key.rpartition("#")
    return named if mark else key


def known(
    connection: sqlite3.Connection,
    keys: Iterable[str],
    vendor: int | None = None,
    *,
    last: int | None = None,
) -> dict[str, Known]:
    """Return what is on record under some keys: the first, or what was taken back last.

    Args:
        connection: the open trail.
        keys: in any order.
        vendor: whose words are asked for: what was said to several is a word with each. None: no
            words are.
        last: the number up to which identities are asked for; None: all of them.
    """
    early = "" if last is None else f"AND origin.identity <= {last} "
    rows = connection.execute(
        "SELECT key, origin.identity, edition, last.kind = 'correction' AS gone FROM origin "
        "JOIN entry AS first ON first.seq = origin.identity "
        "JOIN entry AS last ON last.seq = origin.seq "
        f"WHERE key IN (SELECT value FROM json_each(?1)) {early}"
        "AND (first.kind <> 'touchpoint' OR ?2 IS NULL OR first.vendor = ?2) "
        "ORDER BY gone DESC, iif(gone, 1, -1) * origin.identity",
        (msgspec.json.encode(list(keys)).decode(), vendor),
    )
    return {key: Known(identity, edition, bool(gone)) for key, identity, edition, gone in rows}


def evidence(connection: sqlite3.Connection, identities: Iterable[int]) -> Iterator[str]:
    """Yield the SHA-256 of every original that some things rest on, in any of their versions."""
    rows = connection.execute(
        "WITH asked AS MATERIALIZED (SELECT value AS identity FROM json_each(?1)) "
        "SELECT DISTINCT original.value FROM ("
        "SELECT identity AS seq FROM asked UNION ALL "
        "SELECT entry.seq FROM asked JOIN entry USING (identity) WHERE entry.seq <> entry.identity"
        ") JOIN ledger USING (seq), json_each(body, '$.evidence') AS original",
        (msgspec.json.encode(list(identities)).decode(),),
    )
    return (name for (name,) in rows)


def within(connection: sqlite3.Connection, key: str, vendor: int) -> dict[str, Known]:
    """Return what is on record of a vendor under a key and under those that add a part to it.

    Keys have their parts between slashes; what was taken back is among them.
    """
    rows = connection.execute(
        "SELECT key, origin.identity, edition FROM origin "
        "CROSS JOIN entry AS first ON first.seq = origin.identity AND +first.vendor = ?2 "
        "WHERE key >= ?1 AND key < ?1 || '0' ORDER BY origin.identity DESC",
        (key, vendor),
    )
    return {
        found: Known(identity, edition)
        for found, identity, edition in rows
        if key in (found, found.rpartition("/")[0])
    }


def named(
    connection: sqlite3.Connection, names: Iterable[str], vendor: int | None
) -> dict[str, list[int]]:
    """Return the identities of a vendor's words that others call so (see ``name``), by name."""
    wanted = msgspec.json.encode(sorted(set(names))).decode()
    rows = connection.execute(
        "SELECT wanted.value, origin.key, origin.identity FROM json_each(?1) AS wanted "
        "CROSS JOIN origin ON origin.key >= wanted.value AND origin.key < wanted.value || '$' "
        "CROSS JOIN entry AS first ON first.seq = origin.identity AND +first.vendor IS ?2 "
        "CROSS JOIN entry AS last ON last.seq = origin.seq AND +last.kind <> 'correction' "
        "ORDER BY origin.key, origin.identity",
        (wanted, vendor),
    )
    found: dict[str, list[int]] = {}
    for called, key, identity in rows:
        if called in (key, name(key)):
            found.setdefault(called, []).append(identity)
    return found


def anything(connection: sqlite3.Connection) -> bool:
    """Return whether anything on record was imported."""
    return connection.execute("SELECT 1 FROM origin LIMIT 1").fetchone() is not None


def look_back(connection: sqlite3.Connection, last: int) -> None:
    """Let only what has an identity up to ``last`` be found by its key, until ``look_around``.

    Keys come in no order, so that keeping up their index is what an imported record costs most.
    Within one transaction, so that nobody ever sees the table without it.
    """
    connection.execute("DROP INDEX origin_by_key")
    connection.execute(f"CREATE INDEX origin_by_early_key ON origin (key) WHERE identity <= {last}")


def look_around(connection: sqlite3.Connection) -> None:
    """Let everything on record be found by its key again."""
    connection.execute("DROP INDEX origin_by_early_key")
    # Word for word as the migrations made it.
    make_index(connection, "origin_by_key", 'origin ("key")')


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
        "SELECT DISTINCT reply.identity, reply.answers, touchpoint.answers, touchpoint.vendor "
        "FROM origin AS reply, json_each(reply.answers) AS named "
        "JOIN origin AS said ON said.key >= named.value AND said.key < named.value || '$' "
        "AND said.seq > ? "
        "JOIN touchpoint ON touchpoint.identity = reply.identity "
        "WHERE reply.answers <> '[]' ORDER BY reply.identity",
        (after,),
    )
    replies = [
        (identity, msgspec.json.decode(encoded, type=tuple[str, ...]), linked, vendor)
        for identity, encoded, linked, vendor in rows
    ]
    wanted: dict[int, set[str]] = {}
    for _, names, _, vendor in replies:
        wanted.setdefault(vendor, set()).update(names)
    on_record = {vendor: named(connection, names, vendor) for vendor, names in wanted.items()}
    for identity, names, linked, vendor in replies:
        found = on_record[vendor]
        target = answered(names, found, identity)
        by_import = linked is None or any(linked in found.get(it, ()) for it in names)
        if by_import and target is not None and target != linked:
            yield LateAnswer(identity, target)


def heard(connection: sqlite3.Connection, vendor: int, called: str) -> bool:
    """Return whether a word of a vendor is on record that others call so (see ``name``)."""
    rows = connection.execute(
        "SELECT key FROM origin JOIN touchpoint USING (identity) "
        "WHERE key >= ?1 AND key < ?1 || '$' AND vendor = ?2 AND direction = 'incoming'",
        (called, vendor),
    )
    return any(called in (key, name(key)) for (key,) in rows)


def answered(names: Iterable[str], on_record: Mapping[str, Iterable[int]], own: int) -> int | None:
    """Return the identity of the likeliest thing on record that something answers; None: none is.

    Args:
        names: what it may answer, the likeliest first.
        on_record: what is on record under them.
        own: its own identity, which it cannot answer.
    """
    found = (identity for called in names for identity in on_record.get(called, ()))
    return next((identity for identity in found if identity != own), None)
