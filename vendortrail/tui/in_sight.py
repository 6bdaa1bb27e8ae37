"""What a vendor's screen is about beyond the vendor: told by the row under the cursor."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from vendortrail import scope
from vendortrail.records.dealings import Claim, Offer
from vendortrail.records.history import History
from vendortrail.records.parties import Agreement
from vendortrail.records.record import Record
from vendortrail.review import Reviewed
from vendortrail.tui.widgets.wrapped_list import WrappedList


def agreement(history: History, rows: WrappedList) -> Record[Agreement] | None:
    """Return the agreement that the row under the cursor belongs to, else the first one."""
    things = (rows.thing(row) for row in range(rows.cursor, -1, -1))
    record = next((thing for thing in things if isinstance(thing, Record)), None)
    agreements = scope.agreements(history)
    meant = (record.agreement, record.identity) if record else ()
    return next(iter([it for it in agreements if it.identity in meant] or agreements), None)


def offers(history: History, thing: object) -> Sequence[Record[Offer]]:
    """Return the offers that a thing is, argues for or is a finding about, else all; newest first.

    Args:
        history: the vendor's.
        thing: what the row under the cursor stands for.
    """
    every = history.of(Offer)[::-1]
    meant = set(_meant(thing))
    return [it for it in every if meant & {it.identity, it.seq}] or every


def _meant(thing: object) -> Iterator[int]:
    if isinstance(thing, Reviewed):
        yield from thing.finding.evidence
    elif isinstance(thing, Record):
        yield thing.identity
        if isinstance(thing.payload, Claim):
            yield thing.payload.offer
