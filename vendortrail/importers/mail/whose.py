"""Whose a message is: the vendor's, ours to the vendor, or somebody else's.

**Theirs**: one of the vendor's addresses or domains wrote it, or a server that could not deliver to
one of them. **Ours**: it went to one of them (To, Cc, Bcc), or answers a message of theirs and did
not stay among ourselves. Where it is known who we are, only what our addresses and their domains
wrote is ours; else all that is not theirs.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from vendortrail.importers.mail.automation import undelivered_to
from vendortrail.importers.mail.fields import Header, normal
from vendortrail.records.parties import Address
from vendortrail.records.values import Direction


class Circle:
    """The mail addresses and domains of one side.

    Args:
        addresses: each with the days on which it was theirs; a domain has no ``@``, and stands for
            its subdomains too.
    """

    def __init__(self, addresses: Iterable[Address]) -> None:
        self._spans: dict[str, list[tuple[str, str]]] = {}
        for one in addresses:
            name = normal(one.address.removeprefix("@"))
            self._spans.setdefault(name, []).append((one.since, one.until or "9999"))

    def __bool__(self) -> bool:
        return bool(self._spans)

    def has(self, address: str, day: date | None) -> bool:
        """Return whether an address (as `normal` has it) was theirs on a day; None: ever."""
        if self._covers(address, day):
            return True
        domain = address.rpartition("@")[2]
        while domain:
            if self._covers(domain, day):
                return True
            domain = domain.partition(".")[2]
        return False

    def _covers(self, name: str, day: date | None) -> bool:
        spans = self._spans.get(name)
        if spans is None:
            return False
        return day is None or any(since <= day.isoformat() <= until for since, until in spans)


class Correspondents:
    """The two sides of a correspondence.

    Args:
        theirs: addresses and domains of the vendor.
        ours: of us; empty: whoever is not the vendor counts as us.
    """

    def __init__(self, theirs: Iterable[Address], ours: Sequence[Address] = ()) -> None:
        self._theirs = Circle(theirs)
        self._ours = Circle(ours)
        # A colleague writes from the same domain.
        self._house = Circle(Address(one.address.rpartition("@")[2]) for one in ours)

    @property
    def know_us(self) -> bool:
        """Whether it is known who we are."""
        return bool(self._ours)

    def direction(self, raw: bytes, header: Header, day: date | None) -> Direction | None:
        """Return who speaks to whom in a message, as far as its own addresses tell."""
        speak = (*authors(header), *undelivered_to(raw, header))
        if any(self._theirs.has(address, day) for address in speak):
            return Direction.INCOMING
        to_them = any(self._theirs.has(address, day) for address in recipients(header))
        return Direction.OUTGOING if to_them and self._may_be_ours(header, day) else None

    def may_answer(self, header: Header, day: date | None) -> bool:
        """Return whether a message that has no direction by itself is ours if it answers theirs."""
        to = recipients(header)
        among_us = bool(to) and all(self._ours.has(address, None) for address in to)
        return not among_us and self._may_be_ours(header, day)

    def _may_be_ours(self, header: Header, day: date | None) -> bool:
        return not self._house or any(self._house.has(one, day) for one in authors(header))


def authors(header: Header) -> tuple[str, ...]:
    """Return who wrote a message; behind a list that writes in its own name, whom it names."""
    wrote = header.addresses(b"from") or header.addresses(b"sender")
    if b"list-post" in header and set(wrote) & set(header.addresses(b"list-post")):
        return header.addresses(b"x-original-from", b"reply-to") or wrote
    return wrote


def recipients(header: Header) -> tuple[str, ...]:
    """Return to whom a message went, as its header says."""
    return header.addresses(b"to", b"cc", b"bcc")
