"""The releases of one contracting process in the order of their dates, and what changed in them.

Everything is derived from all releases that are known, whatever order they came in.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from functools import cached_property

from msgspec import Struct
from msgspec.structs import replace

from vendortrail.importers.ocds.facts import (
    Amendment,
    Amount,
    Contract,
    Organisation,
    Release,
    laid,
)
from vendortrail.names import fold

#: The fields of a contract whose changes are changes of its terms.
CHANGED = ("value", "starts", "ends")


class Statement(Struct, frozen=True):
    """What a release says of a contract, if anything, and who has it by then, as far as is known.

    ``suppliers`` are references as they are written; none: nobody was named so far.
    """

    release: Release
    said: Contract | None
    suppliers: tuple[Organisation, ...]


class Version(Struct, frozen=True):
    """A contract as it stood after a release."""

    release: Release
    contract: Contract


class Change(Struct, frozen=True):
    """What a field of a contract was from a release on.

    ``before`` is None for the first value that is known. ``amendment`` is the one that made it;
    ``agreed``: there is one, even if only its release calls itself so.
    """

    field: str
    before: object | None
    after: object
    release: Release
    amendment: Amendment | None = None
    agreed: bool = False


class Process(Struct, frozen=True, dict=True):
    """A contracting process: its releases, the earliest first; at least one."""

    releases: tuple[Release, ...]

    @classmethod
    def of(cls, releases: Iterable[Release]) -> Process:
        """Return the process that releases of one ocid tell of."""
        return cls(tuple(sorted(releases, key=_moment)))

    @property
    def ocid(self) -> str:
        """Its identifier."""
        return self.releases[0].ocid

    @cached_property
    def whole(self) -> Release:
        """All that is known of it by its last release."""
        merged = laid(self.releases)
        assert merged is not None  # noqa: S101 - there is at least one
        return merged

    def statements(self, contract: str) -> Iterator[Statement]:
        """Yield what each release says that speaks of a contract, or of an award that led to it."""
        speaking = self._speaking[contract]
        only = next(iter(self.whole.awards)) if len(self.whole.awards) == 1 else None
        awards = {self.releases[number].contracts[contract].award or only for number in speaking}
        numbers = {*speaking, *(n for award in awards for n in self._awarding.get(award or "", ()))}
        of_award: dict[str | None, tuple[Organisation, ...]] = {}
        own: tuple[Organisation, ...] | None = None
        award = only
        for number in sorted(numbers):
            release = self.releases[number]
            for name in awards & release.awards.keys():
                of_award[name] = release.awards[name or ""].suppliers or of_award.get(name, ())
            said = release.contracts.get(contract)
            if said is not None:
                own = said.suppliers or own
                award = said.award or award
            yield Statement(release, said, own or of_award.get(award, ()))

    @cached_property
    def _speaking(self) -> Mapping[str, list[int]]:
        """The numbers of the releases that speak of each contract."""
        return _numbers(release.contracts for release in self.releases)

    @cached_property
    def _awarding(self) -> Mapping[str, list[int]]:
        """The numbers of the releases that speak of each award."""
        return _numbers(release.awards for release in self.releases)

    def suppliers(self, contract: Contract) -> tuple[Organisation, ...]:
        """Return who got a contract: named by it, its award, the only award, or a party's role."""
        awards = self.whole.awards
        named = contract.suppliers
        if named is None and contract.award in awards:
            named = awards[contract.award].suppliers
        if named is None and len(awards) == 1:
            (only,) = awards.values()
            named = only.suppliers
        if named is None:
            named = self.having("supplier")
        return tuple(map(self.known, named))

    @property
    def suppliers_ever(self) -> Iterator[Organisation]:
        """Everyone whom any release names as a supplier, with all that is known of them."""
        for release in self.releases:
            for award in release.awards.values():
                yield from map(self.known, award.suppliers or ())
            for contract in release.contracts.values():
                yield from map(self.known, contract.suppliers or ())
        yield from self.having("supplier")

    def having(self, *roles: str) -> tuple[Organisation, ...]:
        """Return the parties that have one of these roles."""
        return tuple(
            party for party in self.whole.parties.values() if set(roles) & set(party.roles or ())
        )

    @property
    def buyers(self) -> tuple[Organisation, ...]:
        """Who buys: ours."""
        named = tuple(map(self.known, self.whole.buyers or ()))
        return named + self.having("buyer", "procuringEntity")

    def known(self, reference: Organisation) -> Organisation:
        """Return a party with all that is known of it."""
        party = self.whole.parties.get(reference.id or "")
        return reference if party is None else laid((reference, party)) or reference


def _numbers(named: Iterable[Iterable[str]]) -> Mapping[str, list[int]]:
    found: dict[str, list[int]] = {}
    for number, names in enumerate(named):
        for name in names:
            found.setdefault(name, []).append(number)
    return found


def same(one: Organisation, other: Organisation) -> bool:
    """Say whether two references are to one organisation."""
    if one.id and other.id:
        return one.id == other.id or bool(set(one.identifiers or ()) & set(other.identifiers or ()))
    if one.identifiers and other.identifiers:
        return bool(set(one.identifiers) & set(other.identifiers))
    return bool(names(one) & names(other))


def names(organisation: Organisation) -> frozenset[str]:
    """Return the names of an organisation, as names are compared."""
    return frozenset(fold(name) for name in (organisation.name, organisation.legal_name) if name)


def changes(versions: Sequence[Version]) -> Iterator[Change]:
    """Yield every value of a contract's fields, the first known one among them, field by field."""
    amendments = versions[-1].contract.amendments if versions else {}
    for field in CHANGED:
        current: object | None = None
        for place, version in enumerate(versions):
            after = getattr(version.contract, field)
            if after is None or _equal(current, after):
                continue
            amendment = _amendment(amendments.values(), versions, place)
            former = _former(amendment, field, after)
            if current is None and former is not None and not _equal(former, after):
                current = former
                yield Change(field, None, former, versions[0].release)
            if current is None:
                yield Change(field, None, after, version.release)
            else:
                agreed = amendment is not None or version.release.amends
                yield Change(field, current, after, version.release, amendment, agreed)
            current = after


def _moment(release: Release) -> tuple[datetime, str, bytes]:
    when = release.when
    at = when.at or datetime.combine(when.sort_day, datetime.min.time(), UTC)
    return at.astimezone(UTC), release.id, release.body


def _equal(one: object, other: object) -> bool:
    """Compare values apart from where they stand."""
    if isinstance(one, Amount) and isinstance(other, Amount):
        return replace(one, place="") == replace(other, place="")
    return one == other


def _amendment(
    amendments: Iterable[Amendment], versions: Sequence[Version], place: int
) -> Amendment | None:
    """Return the amendment that a release brought: one that names it, else one of its time."""
    release = versions[place].release
    since = versions[place - 1].release.when.last.isoformat() if place else ""
    of_time = None
    for amendment in amendments:
        if amendment.term is not None:
            continue
        if amendment.release == release.id:
            return amendment
        dated = amendment.release is None and amendment.when
        if dated and since < amendment.when[:10] <= release.when.last.isoformat():  # type: ignore[index]
            of_time = of_time or amendment
    return of_time


def _former(amendment: Amendment | None, field: str, after: object) -> object | None:
    former = (amendment.former or {}).get(field) if amendment else None
    if isinstance(former, Amount) and former.currency is None and isinstance(after, Amount):
        return replace(former, currency=after.currency)
    return former
