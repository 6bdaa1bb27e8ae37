"""What OCDS 1.1 has no place for, in sentences for who publishes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator

from vendortrail.labels import kind_label
from vendortrail.records.history import History
from vendortrail.records.parties import Agreement, Contact, Vendor
from vendortrail.records.promised import CloseOut, Delivery
from vendortrail.records.record import Payload, Record
from vendortrail.records.values import Side
from vendortrail.sentences import Sentence, say

_MOST_NAMED = 20


def unsaid(
    history: History, agreements: Iterable[Record[Agreement]], placed: Collection[int]
) -> tuple[Sentence, ...]:
    """Return what is left out of a release package.

    Args:
        history: what its readers may see.
        agreements: those that are in it.
        placed: the identities of the records that are in it.
    """
    return tuple(_unsaid(history, tuple(agreements), placed))


def _unsaid(
    history: History, agreements: tuple[Record[Agreement], ...], placed: Collection[int]
) -> Iterator[Sentence]:
    about = [r for r in history.speaking if r.vendor == history.vendor]
    told = [r for r in about if r.identity in placed]
    left = Counter(
        kind_label(r.kind)
        for r in about
        if r.identity not in placed and not isinstance(r.payload, (Vendor, Contact))
    )
    if left:
        kinds = ", ".join(f"{kind}: {number}" for kind, number in sorted(left.items()))
        yield say("OCDS has no place for: {kinds}", kinds=kinds)
    vague = [r for r in told if not r.when.is_exact]
    if vague:
        yield say(
            "OCDS knows exact days only; others stand in fields of our own: {records}",
            records=_named(vague),
        )
    terms = [r for r in agreements if _has_service_terms(r.payload)]
    if terms:
        yield say(
            "hours of service, time zone and signatories are left out of {records}",
            records=_named(terms),
        )
    closed = [r for r in told if isinstance(r.payload, CloseOut)]
    if closed:
        yield say(
            "that a contract ended is told, but not when and how: {records}", records=_named(closed)
        )
    delivered = [r for r in told if isinstance(r.payload, Delivery)]
    if delivered:
        yield say(
            "whether all was delivered is told, but not how much and with what outcome: {records}",
            records=_named(delivered),
        )
    yield from _people(history)


def _has_service_terms(agreement: Agreement) -> bool:
    return bool(
        agreement.signatories
        or agreement.zone
        or agreement.hours
        or agreement.answer_hours is not None
    )


def _people(history: History) -> Iterator[Sentence]:
    people = history.of(Contact)
    others = [r for side in Side for r in [it for it in people if it.payload.side is side][1:]]
    if others:
        yield say("one person of each side is named; not {records}", records=_named(others))


def _named(records: Iterable[Record[Payload]]) -> str:
    numbers = [f"#{number}" for number in sorted(record.identity for record in records)]
    more = ["…"] if len(numbers) > _MOST_NAMED else []
    return ", ".join(numbers[:_MOST_NAMED] + more)
