"""To which of two vendors that are one a new record is told: to the one that what it names is of.

So that a record is where it belongs if the two turn out to be two.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from typing import cast

from msgspec.structs import replace

from vendortrail import projection
from vendortrail.records.record import Draft, Payload, references
from vendortrail.sameness import Same


def told(
    connection: sqlite3.Connection, drafts: Iterable[Draft[Payload]], first: int
) -> Iterator[Draft[Payload]]:
    """Yield the drafts; where the vendor was merged, told of whom the first thing they name is.

    Args:
        connection: the open trail, within the transaction that will append them.
        drafts: what is to be recorded.
        first: the number that the first of them will have.
    """
    same = projection.same(connection)
    if not same:
        yield from drafts
        return
    moved: dict[int, int] = {}

    def told_of(identity: int) -> int | None:
        return moved.get(identity) or _told_of(connection, identity)

    for number, draft in enumerate(drafts, first):
        vendors = (vendor for it in _named(draft) if (vendor := told_of(it)) is not None)
        closest = next((it for it in vendors if _one(it, draft.vendor, same)), draft.vendor)
        if closest is not None and closest != draft.vendor:
            moved[number] = closest
        yield replace(draft, vendor=closest)


def _one(vendor: int, other: int | None, same: Same) -> bool:
    return other is not None and same.get(vendor, vendor) == same.get(other, other)


def _named(draft: Draft[Payload]) -> Iterator[int]:
    """Yield what a draft belongs to, the closest first; a word that it answers is anybody's."""
    for identity in (draft.supersedes, draft.agreement):
        if identity is not None:
            yield identity
    for field, identity, _kind in references(draft.payload):
        if field != "answers":
            yield identity


def _told_of(connection: sqlite3.Connection, identity: int) -> int | None:
    row = connection.execute(
        "SELECT json_extract(body, '$.vendor') FROM ledger WHERE seq = ?", (identity,)
    ).fetchone()
    return None if row is None else cast("int | None", row[0])
