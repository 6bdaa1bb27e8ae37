"""What an import tells again: whether it is news, beside what it told before and what people did.

What a person corrected or took back stands until the source says something else.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence

from vendortrail import projection, queries, sameness
from vendortrail.origins import BY_IMPORT, Known
from vendortrail.records.record import Draft, Payload, Record, decode

# What of a record its source says.
_SAID = ("payload", "occurred", "vendor", "agreement", "evidence")


def is_old(before: Known, edition: int) -> bool:
    """Say whether an edition was imported before; what was taken back is looked at once more."""
    return edition < before.edition or (edition == before.edition and not before.gone)


def stays_gone(
    connection: sqlite3.Connection, before: Known, edition: int, draft: Draft[Payload]
) -> bool:
    """Say whether what was taken back stays so; else it is recorded anew, as another thing.

    What an import took back is told again by a newer edition; what a person took back, only if the
    source says something else of it now.
    """
    *earlier, last = queries.versions(connection, before.identity)
    if last.reason in BY_IMPORT:
        return edition <= before.edition
    return _said_last(connection, earlier, draft)


def said_before(connection: sqlite3.Connection, identity: int, draft: Draft[Payload]) -> bool:
    """Say whether the source said just this when it was imported last.

    Then nothing changed, and what a person corrected since then stays.
    """
    return _said_last(connection, queries.versions(connection, identity), draft)


def told_under(connection: sqlite3.Connection, start: str) -> dict[str, Record[Payload]]:
    """Return what speaks under the keys that begin with a part and its slash, by its key.

    Each as its source told it last, whatever a person corrected since.
    """
    rows = connection.execute(
        "SELECT key, origin.identity, origin.seq, body FROM origin "
        "JOIN entry AS last ON last.seq = origin.seq AND last.kind <> 'correction' "
        "JOIN ledger ON ledger.seq = origin.identity WHERE key >= ?1 AND key < ?2",
        (start, f"{start.removesuffix('/')}0"),
    )
    found = {}
    for key, identity, seq, body in rows.fetchall():
        versions = (decode(body),) if seq == identity else queries.versions(connection, identity)
        found[key] = next(_told(versions))
    return found


def _told(versions: Sequence[Record[Payload]]) -> Iterator[Record[Payload]]:
    """Yield what the source told of a thing, the last first; not what a person said of it."""
    return (it for it in reversed(versions) if it.reason in BY_IMPORT)


def _said_last(
    connection: sqlite3.Connection, versions: Sequence[Record[Payload]], draft: Draft[Payload]
) -> bool:
    last = next(_told(versions), None)
    if last is None:
        return False
    same = projection.same(connection)
    before, now = sameness.told(last, same), sameness.told(draft, same)
    return all(getattr(before, name) == getattr(now, name) for name in _SAID)
