"""Who is who: what is on record, read as it is once two vendors or two people are known to be one.

Records stay as they were made and go on naming whom they named. Whoever reads them reads them
through here, so that a sameness is undone by taking back the one record that says it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, TypeVar, cast

from msgspec.structs import replace

from vendortrail.records.parties import Contact, Vendor
from vendortrail.records.record import REFERENCES, Draft, Payload

P = TypeVar("P", bound=Payload)
D = TypeVar("D", bound=Draft[Any])
T = TypeVar("T")

Same = Mapping[int, int]
"""Whom each merged vendor or person is in the end, by identities."""


def whole(pairs: Mapping[int, int]) -> dict[int, int]:
    """Return whom each merged one is in the end, from whom each was said to be."""
    return {merged: _end(pairs, merged) for merged in pairs}


def _end(pairs: Mapping[int, int], identity: int) -> int:
    passed = set()
    while identity in pairs and identity not in passed:  # in a damaged file it may go round
        passed.add(identity)
        identity = pairs[identity]
    return identity


def told(record: D, same: Same) -> D:
    """Return a record or a draft as it is read: what it names is whom they are in the end."""
    payload: Payload = record.payload
    changes = {}
    for field in REFERENCES.get(type(payload), ()):
        named = getattr(payload, field)
        is_now = _now(named, same)
        if is_now != named:
            changes[field] = is_now
    vendor = _now(record.vendor, same)
    if vendor == record.vendor and not changes:
        return record
    return replace(record, vendor=vendor, payload=replace(payload, **changes))


def _now(named: int | tuple[int, ...] | None, same: Same) -> int | tuple[int, ...] | None:
    if isinstance(named, tuple):
        return tuple(dict.fromkeys(same.get(one, one) for one in named))
    return None if named is None else same.get(named, named)


def joined(payload: P, others: Iterable[Payload]) -> P:
    """Return what is said of a vendor or person with what was said of those who are the same.

    Their names become other names, their addresses and numbers are added; of what there is only
    one, its own comes first.
    """
    one: Payload = payload
    for other in others:
        if isinstance(one, Vendor) and isinstance(other, Vendor):
            one = _vendor(one, other)
        elif isinstance(one, Contact) and isinstance(other, Contact):
            one = _person(one, other)
    return cast("P", one)


def _vendor(one: Vendor, other: Vendor) -> Vendor:
    return replace(
        one,
        aliases=_other_names(one, other),
        domains=_all(one.domains, other.domains),
        identifiers=_all(one.identifiers, other.identifiers),
        addresses=_all(one.addresses, other.addresses),
        referred_by=one.referred_by or other.referred_by,
        referrer_interest=one.referrer_interest or other.referrer_interest,
        note=one.note or other.note,
    )


def _person(one: Contact, other: Contact) -> Contact:
    return replace(
        one,
        aliases=_other_names(one, other),
        mails=_all(one.mails, other.mails),
        phones=_all(one.phones, other.phones),
        role=one.role or other.role,
        note=one.note or other.note,
    )


def _all(own: tuple[T, ...], others: tuple[T, ...]) -> tuple[T, ...]:
    return tuple(dict.fromkeys((*own, *others)))


def _other_names(one: Vendor | Contact, other: Vendor | Contact) -> tuple[str, ...]:
    names = _all(one.aliases, (other.name, *other.aliases))
    return tuple(name for name in names if name != one.name)
