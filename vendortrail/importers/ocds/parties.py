"""Suppliers of contracts as vendors, and who answers for them, or for us, as contacts.

Only who got a contract is a vendor: a tenderer without one is nobody that we deal with. Two
suppliers are one vendor when they share an identifier, or, where one of them has none, the name.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from zlib import crc32

from msgspec import Struct
from msgspec.structs import replace

from vendortrail.importers.item import Found, Identify
from vendortrail.importers.ocds.facts import Organisation
from vendortrail.importers.ocds.history import Process, names
from vendortrail.importers.ocds.keys import key
from vendortrail.names import fold
from vendortrail.occurred import FIRST_YEAR, Occurred
from vendortrail.records.capture import Origin
from vendortrail.records.parties import Contact, Vendor
from vendortrail.records.record import Draft
from vendortrail.records.values import Side

_MAIL = re.compile(r"[^@\s<>]+@[^@\s<>]+")
# How many bits of an edition tell of identifiers, minutes since 1900, releases, and a check sum:
# together the 53 that every reader keeps exactly.
_IDENTIFIERS, _MINUTES, _RELEASES, _CHECK = 4, 28, 9, 12
_EPOCH = date(FIRST_YEAR, 1, 1).toordinal()

Whose = Callable[[Identify], int]
"""Returns the identity of a vendor, once it is on record."""


class Sighting(Struct, frozen=True):
    """An organisation as a process describes it, since and until when, in how many releases."""

    organisation: Organisation
    since: Occurred
    until: Occurred
    releases: int

    @property
    def edition(self) -> int:
        """Which of several sightings holds: the one with the most identifiers, then the latest.

        Of one process it grows with every release. Of several processes at one moment a check sum
        decides, so that the order in which they are read does not.
        """
        days = self.until.sort_day.toordinal() - _EPOCH
        minutes = days * 24 * 60 + max(self.until.minute or 0, 0)
        said = (replace(self.organisation, place=""), self.since.text)
        edition = _most(len(self.organisation.identifiers or ()), _IDENTIFIERS)
        edition = edition << _MINUTES | minutes
        edition = edition << _RELEASES | _most(self.releases, _RELEASES)
        return edition << _CHECK | _most(crc32(repr(said).encode()) >> (32 - _CHECK), _CHECK)


def sighting(process: Process, organisation: Organisation) -> Sighting:
    """Return an organisation as a process describes it."""
    first, last = process.releases[0], process.releases[-1]
    return Sighting(organisation, first.when, last.when, len(process.releases))


def _most(number: int, bits: int) -> int:
    return min(number, (1 << bits) - 1)


class Register:
    """Which sightings are of one vendor."""

    def __init__(self, sightings: Iterable[Sighting]) -> None:
        self._of_mark: dict[str, str] = {}
        self._best: dict[str, Sighting] = {}
        # Those with identifiers come first, and so lend their names to those without.
        for sighting in sorted(sightings, key=lambda it: it.edition, reverse=True):
            own = self.key(sighting.organisation)
            self._best.setdefault(own, sighting)
            for mark in _marks(sighting.organisation):
                self._of_mark.setdefault(mark, own)

    def key(self, organisation: Organisation) -> str:
        """Return the key of the vendor that an organisation is."""
        known = organisation.identifiers or _marks(organisation)
        found = (self._of_mark[mark] for mark in known if mark in self._of_mark)
        return next(found, _own_key(organisation))

    def vendors(self, label: str) -> Iterator[Found]:
        """Yield every vendor as the best sighting has it; of one name, told apart by its number."""
        called: set[str] = set()
        for own, sighting in sorted(self._best.items()):
            name = display_name(sighting.organisation)
            if fold(name) in called:
                name = f"{name} ({next(iter(sighting.organisation.identifiers or ()), own)})"
            called.add(fold(name))
            yield _vendor(own, sighting, name, label)


def contacts(
    sightings: Iterable[Sighting], whose: Callable[[Organisation], Whose | None], label: str
) -> Iterator[Found]:
    """Yield the people whom organisations name, each once.

    Args:
        sightings: the organisations.
        whose: returns the vendor whose people they are; None: they are ours.
        label: where the records come from.
    """
    best: dict[str, Sighting] = {}
    for sighting in sightings:
        organisation = sighting.organisation
        called = _mail(organisation) or organisation.person
        if called:
            own = f"{_own_key(organisation)}/contact/{fold(called)}"
            if own not in best or best[own].edition < sighting.edition:
                best[own] = sighting
    for own, sighting in sorted(best.items()):
        yield _contact(own, sighting, whose(sighting.organisation), label)


def display_name(organisation: Organisation) -> str:
    """Return what an organisation is called."""
    known = (organisation.name, organisation.legal_name, *(organisation.identifiers or ()))
    return next(filter(None, (*known, organisation.id)), "")


def _own_key(organisation: Organisation) -> str:
    return key("party", next(iter(_marks(organisation)), fold(display_name(organisation))))


def _marks(organisation: Organisation) -> tuple[str, ...]:
    """Return by what an organisation is known: its identifiers, then its names."""
    return (*(organisation.identifiers or ()), *sorted(names(organisation)))


def _vendor(own: str, sighting: Sighting, name: str, label: str) -> Found:
    organisation = sighting.organisation
    also = tuple(n for n in (organisation.legal_name,) if n and fold(n) != fold(name))
    payload = Vendor(name, aliases=also, identifiers=organisation.identifiers or ())

    origin = Origin(own, sighting.edition)

    def draft(_identify: Identify) -> Draft[Vendor]:
        return Draft(payload=payload, occurred=sighting.since.text, source=label, origin=origin)

    return Found(organisation.place, origin, draft)


def _mail(organisation: Organisation) -> str:
    mail = organisation.mail or ""
    return mail if _MAIL.fullmatch(mail) else ""


def _contact(own: str, sighting: Sighting, whose: Whose | None, label: str) -> Found:
    organisation = sighting.organisation
    mail = _mail(organisation)
    payload = Contact(
        organisation.person or mail,
        Side.US if whose is None else Side.VENDOR,
        mails=(mail,) if mail else (),
        phones=(organisation.phone,) if organisation.phone else (),
    )

    origin = Origin(own, sighting.edition)

    def draft(identify: Identify) -> Draft[Contact]:
        return Draft(
            payload=payload,
            occurred=sighting.since.text,
            vendor=whose(identify) if whose else None,
            source=label,
            origin=origin,
        )

    return Found(f"{organisation.place}.contactPoint", origin, draft)
