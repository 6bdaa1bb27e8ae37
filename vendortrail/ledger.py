"""The ledger: the only write path, and the proof that nothing in it was touched since.

A record's hash is SHA-256 over the hash of the record before it and the record's stored bytes
(RFC 8785 canonical JSON), so a later version of the product can never change an old hash.
"""

from __future__ import annotations

import secrets
import sqlite3
from collections.abc import Container, Iterable, Iterator, Sequence
from datetime import UTC, datetime
from hashlib import sha256
from itertools import count
from typing import cast

from msgspec import Struct

from vendortrail.i18n import N_
from vendortrail.records.record import Draft, Payload, Record, Sealed, decode, seal
from vendortrail.records.values import LARGEST_INTEGER
from vendortrail.refusal import Refusal, StorageFailure
from vendortrail.sentences import Sentence, say

GENESIS = bytes(32)


class Author(Struct, frozen=True):
    """Who records, and on which host."""

    name: str
    host: str


class Head(Struct, frozen=True):
    """The newest record's number and hash; 0 and zeros while the ledger is empty."""

    size: int
    hash: bytes


class Fault(Struct, frozen=True):
    """Something that is not as it was recorded, and where."""

    place: str
    sentence: Sentence


def head(connection: sqlite3.Connection) -> Head:
    """Return the newest record's number and hash."""
    row = connection.execute("SELECT seq, hash FROM ledger ORDER BY seq DESC LIMIT 1").fetchone()
    return Head(*row) if row else Head(0, GENESIS)


def hash_of(connection: sqlite3.Connection, seq: int) -> bytes | None:
    """Return the hash of a record, zeros before the first; None: there is no such record."""
    row = connection.execute("SELECT hash FROM ledger WHERE seq = ?", (seq,)).fetchone()
    return GENESIS if seq == 0 else cast("bytes | None", row and row[0])


def stamp(drafts: Iterable[Draft[Payload]], after: int, author: Author) -> Iterator[Sealed]:
    """Make drafts into records numbered from ``after`` + 1, recorded now (UTC).

    Raises:
        FieldRefusal: a text is empty once what is harmful in it is gone.
    """
    now = datetime.now(UTC)
    recorded_at = now.strftime("%Y-%m-%dT%H:%M:%SZ")
    # Time first, so that ids sort by it and an index grows at its end; then chance, then a count.
    stem = f"{int(now.timestamp() * 1000):012x}{secrets.token_hex(4)}"
    for number, draft in zip(count(1), drafts):
        record = Record(
            payload=draft.payload,
            occurred=draft.occurred,
            vendor=draft.vendor,
            agreement=draft.agreement,
            private=draft.private,
            source=draft.source,
            origin=draft.origin,
            evidence=draft.evidence,
            supersedes=draft.supersedes,
            reason=draft.reason,
            seq=after + number,
            id=f"{stem}{number:06x}",
            recorded_at=recorded_at,
            recorded_by=author.name,
            host=author.host,
        )
        yield seal(record)


def append(connection: sqlite3.Connection, sealed: Sequence[Sealed]) -> None:
    """Write records behind the newest one, within the caller's transaction, and read them back.

    Raises:
        StorageFailure: what was read back is not what was written.
    """
    last = head(connection)
    rows = []
    previous = last.hash
    for record, body in sealed:
        previous = sha256(previous + body).digest()
        rows.append((record.seq, body.decode(), previous))
    connection.executemany("INSERT INTO ledger (seq, body, hash) VALUES (?, ?, ?)", rows)
    written = connection.execute("SELECT seq, body, hash FROM ledger WHERE seq > ?", (last.size,))
    if written.fetchall() != rows:
        raise StorageFailure(N_("what was written to the ledger does not read back the same"))


def read(connection: sqlite3.Connection, seq: int) -> Record[Payload]:
    """Return the record of that number.

    Raises:
        Refusal: there is none.
    """
    row = None
    if 0 < seq <= LARGEST_INTEGER:
        row = connection.execute(
            "SELECT CAST(body AS BLOB) FROM ledger WHERE seq = ?", (seq,)
        ).fetchone()
    if row is None:
        raise Refusal(N_("there is no record #{seq}"), seq=seq)
    return decode(row[0])


def verify(
    connection: sqlite3.Connection,
    first: int = 1,
    last: int | None = None,
    wanted: Container[int] | None = None,
) -> Iterator[Fault | Record[Payload]]:
    """Recompute the chain over a stretch of the ledger; yield each sound record, or what is wrong.

    Args:
        connection: the open trail.
        first: the number to begin with; the hash before it is taken from the file, so stretches
            that follow each other prove the whole.
        last: the number to end with; None: the newest there is.
        wanted: the numbers of the records to decode and yield; the others are only proved by their
            hashes. None: all of them.
    """
    previous = hash_of(connection, first - 1) or b""
    expected = first
    rows = connection.execute(
        "SELECT seq, CAST(body AS BLOB), hash FROM ledger WHERE seq >= ? AND seq <= ? ORDER BY seq",
        (first, 2**62 if last is None else last),
    )
    for seq, body, kept in rows:
        if expected < seq:
            yield _missing(expected, seq - 1)
        expected = seq + 1
        sound = sha256(previous + body).digest() == kept
        previous = kept
        if sound and wanted is not None and seq not in wanted:
            continue
        try:
            record = decode(body)
        except Refusal as refusal:
            reason = Sentence(refusal.message, refusal.places)
            yield Fault(f"#{seq}", say(N_("record #{seq}: {fault}"), seq=str(seq), fault=reason))
            continue
        if not sound:
            yield Fault(
                f"#{seq}",
                say(
                    N_("record #{seq}: the hash does not belong to what stands there"), seq=str(seq)
                ),
            )
        elif record.seq != seq:
            yield Fault(
                f"#{seq}",
                say(N_("record #{seq} calls itself #{own}"), seq=str(seq), own=str(record.seq)),
            )
        else:
            yield record
    if last is not None and expected <= last:
        yield _missing(expected, last)


def since(connection: sqlite3.Connection, then: Head) -> Iterator[Fault]:
    """Yield what is missing or changed of the ledger of which this was the head."""
    found = hash_of(connection, then.size)
    place = f"#{then.size}"
    if found is None:
        message = N_("the checkpoint knows {size} records, the ledger has only {newest}")
        yield Fault(place, say(message, size=then.size, newest=head(connection).size))
    elif found != then.hash:
        message = N_("record #{seq} is not the one the checkpoint was made of")
        yield Fault(place, say(message, seq=str(then.size)))


def _missing(first: int, last: int) -> Fault:
    place = f"#{first}"
    if first == last:
        return Fault(place, say(N_("record #{seq} is missing"), seq=str(first)))
    return Fault(
        place,
        say(N_("records #{first} to #{last} are missing"), first=str(first), last=str(last)),
    )
