"""What of a history the reader of a paper may see.

The vendor sees nothing that is private, nothing that rests on it, and none of what we keep for
ourselves whatever its mark: findings and what we did about them, pulses, expectations, thresholds,
notes on people, the tone we heard, who recommended the vendor and why. Everything else in the
vendor's paper is derived anew from what is left; only the vendor's name is always there.
"""

from __future__ import annotations

from collections.abc import Collection
from enum import StrEnum

from msgspec import Struct
from msgspec.structs import replace

from vendortrail.records.dealings import Claim, Expectation, Pulse, Touchpoint
from vendortrail.records.history import History
from vendortrail.records.housekeeping import Disposition, Threshold
from vendortrail.records.parties import Contact, Departure, Sameness, Vendor
from vendortrail.records.promised import (
    CloseOut,
    Delivery,
    PromiseOutcome,
    Segment,
    TermAnswer,
    TermProposal,
)
from vendortrail.records.record import Payload, Record, references

_INTERNAL = (Disposition, Expectation, Pulse, Sameness, Threshold)
# These say nothing, or something else, without each record that they name.
_REST_ON_ALL = (Claim, CloseOut, Delivery, Departure, PromiseOutcome, TermAnswer)
_REST_ON_AGREEMENT = (CloseOut, Delivery, Segment, TermAnswer, TermProposal)


class Audience(StrEnum):
    """Who a paper is for."""

    INTERNAL = "internal"
    VENDOR = "vendor"


class Shown(Struct, frozen=True):
    """What the reader may see, and how many records about the vendor were withheld."""

    history: History
    left_out: int = 0


def shown(history: History, audience: Audience) -> Shown:
    """Return what of the history its reader may see.

    For the vendor a version of a record is left out when it is private, and when a later version
    of the same thing is: then the thing is private, and the version no longer true.
    """
    if audience is Audience.INTERNAL:
        return Shown(history)
    newest = {record.identity: record for record in history.ledger}
    public = {identity for identity, record in newest.items() if not _withheld(record)}
    visible = _standing(history, public | {history.vendor})
    remaining = {record.identity for record in visible} | {history.vendor}
    ledger = tuple(_redacted(record, remaining) for record in visible)
    name = Vendor(history.name)
    vendor = next(record for record in history.ledger if record.identity == history.vendor)
    numbers = {record.seq for record in ledger}
    return Shown(
        replace(
            history,
            ledger=(replace(vendor, payload=name, supersedes=None, reason=""), *ledger),
            results={k: v for k, v in history.results.items() if k in remaining},
        ),
        sum(r.seq not in numbers and r.vendor == history.vendor for r in history.ledger),
    )


def _withheld(record: Record[Payload]) -> bool:
    return record.private or isinstance(record.payload, (Vendor, *_INTERNAL))


def _standing(history: History, public: Collection[int]) -> list[Record[Payload]]:
    """Return the records, by number, that may be shown and whose later versions all may."""
    found = []
    hidden: set[int] = set()
    for record in reversed(history.ledger):
        if _withheld(record) or not _stands(record, public):
            hidden.add(record.identity)
        elif record.identity not in hidden:
            found.append(record)
    return found[::-1]


def _stands(record: Record[Payload], visible: Collection[int]) -> bool:
    """Say whether a record still says the same when only these things are known."""
    payload = record.payload
    if isinstance(payload, _REST_ON_AGREEMENT) and record.agreement not in visible:
        return False
    return not isinstance(payload, _REST_ON_ALL) or all(
        identity in visible for _, identity, _ in references(payload)
    )


def _redacted(record: Record[Payload], visible: Collection[int]) -> Record[Payload]:
    """Return the record without what it says for our own use or of what is not shown."""
    payload = record.payload
    if isinstance(payload, Contact):
        payload = replace(payload, note="")
    elif isinstance(payload, Touchpoint):
        payload = replace(
            payload, tone=None, purpose_stated=None, prepared=None, question_answered=None
        )
    for field, identity, _ in references(payload):
        if identity not in visible:
            named = getattr(payload, field)
            kept = tuple(i for i in named if i in visible) if isinstance(named, tuple) else None
            payload = replace(payload, **{field: kept})
    return replace(record, payload=payload)
