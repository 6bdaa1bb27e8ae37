"""Which letter answers which, where no letter says so: by subject and people.

A letter whose subject says that it is a reply (“Re:”, «Отв:» …), and which names nothing that it
answers or nothing that is on record, answers the latest one before it with the same subject, said
by the other side; where people of both are known, somebody took part in both.
"""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, time
from typing import cast

from vendortrail import origins, queries
from vendortrail.importers.mail.subjects import bare, is_reply
from vendortrail.origins import LateAnswer
from vendortrail.records.dealings import Touchpoint
from vendortrail.records.record import Record


def by_subject(connection: sqlite3.Connection, vendor: int) -> Iterator[LateAnswer]:
    """Yield the letters of a vendor that answer another by subject and people, and do not say so.

    It depends on what is on record alone, not on the order in which it came.
    """
    rows = connection.execute(
        "SELECT seq, summary FROM touchpoint WHERE vendor = ? AND channel = 'mail'", (vendor,)
    )
    conversations: defaultdict[str, list[int]] = defaultdict(list)
    replied_to: set[str] = set()
    for seq, summary in rows:
        subject = bare(summary)
        conversations[subject].append(seq)
        if is_reply(summary):
            replied_to.add(subject)
    for subject in sorted(replied_to):
        letters = queries.numbered(connection, conversations[subject]).values()
        yield from _linked(connection, vendor, cast("Iterable[Record[Touchpoint]]", letters))


def _linked(
    connection: sqlite3.Connection, vendor: int, letters: Iterable[Record[Touchpoint]]
) -> Iterator[LateAnswer]:
    in_order = sorted((one for one in letters if one.origin is not None), key=_moment)
    for place, one in enumerate(in_order):
        if not is_reply(one.payload.summary) or one.origin is None:
            continue
        names = one.origin.answers
        said = origins.answered(names, origins.named(connection, names, vendor), one.identity)
        if said is None:
            earlier = (it for it in reversed(in_order[:place]) if _answerable(it, one))
            said = next((it.identity for it in earlier), None)
        if said is not None and said != one.payload.answers:
            yield LateAnswer(one.identity, said)


def _answerable(one: Record[Touchpoint], by: Record[Touchpoint]) -> bool:
    people, others = set(one.payload.people), set(by.payload.people)
    together = bool(people & others) or not people or not others
    return together and one.payload.direction is not by.payload.direction and _before(one, by)


def _before(one: Record[Touchpoint], other: Record[Touchpoint]) -> bool:
    return _moment(one)[0] < _moment(other)[0]


def _moment(one: Record[Touchpoint]) -> tuple[datetime, str]:
    """Return when a letter was sent, of a day without an hour its beginning; and its key."""
    at = one.when.at or datetime.combine(one.day, time(), UTC)
    return at.astimezone(UTC), one.origin.key if one.origin else ""
