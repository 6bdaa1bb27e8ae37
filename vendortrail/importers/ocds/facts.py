"""What one release says, read and typed; None is what it does not say.

Facts of several releases are laid over each other: what a later one says stands, what it leaves out
stays as it was (OCDS 1.1, “merging”).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import TypeVar, cast

from msgspec import Struct, field

from vendortrail.occurred import Occurred, parse


class Amount(Struct, frozen=True):
    """An amount of money before it is known to be one; ``place`` is where it stands."""

    amount: Decimal | None = None
    currency: str | None = None
    place: str = ""


class Organisation(Struct, frozen=True):
    """A party, or a reference to one.

    ``identifiers`` are scheme and number, as in GB-COH-00395826, its own first.
    """

    place: str
    id: str | None = None
    name: str | None = None
    legal_name: str | None = None
    identifiers: tuple[str, ...] | None = None
    roles: tuple[str, ...] | None = None
    person: str | None = None
    mail: str | None = None
    phone: str | None = None


class Item(Struct, frozen=True):
    """Goods or services of a contract. ``agreed`` (EDTF) is a field of our own export."""

    place: str
    id: str
    name: str | None = None
    quantity: Decimal | None = None
    unit: str | None = None
    price: Amount | None = None
    priority: Decimal | None = None
    agreed: str | None = None


class Milestone(Struct, frozen=True):
    """Something due, and whether it was met.

    ``due`` is a day; ``met``, ``modified`` and, a field of our own export, ``agreed`` are EDTF.
    """

    place: str
    id: str
    name: str | None = None
    description: str | None = None
    due: str | None = None
    status: str | None = None
    met: str | None = None
    modified: str | None = None
    agreed: str | None = None


class Transaction(Struct, frozen=True):
    """A payment; ``milestone`` is the id of the one that it is for.

    ``description`` is a field of our own export.
    """

    place: str
    id: str
    when: str | None = None
    value: Amount | None = None
    payer: Organisation | None = None
    payee: Organisation | None = None
    milestone: str | None = None
    title: str | None = None
    description: str | None = None


class Term(Struct, frozen=True):
    """A term of our own export, which OCDS has no field for.

    ``proposed`` is EDTF; ``effective`` is the day from which it holds, if not that of the answer.
    """

    key: str
    by: str | None = None
    wording: str | None = None
    value: Amount | None = None
    number: str | None = None
    unit: str | None = None
    oral: bool = False
    observed: bool = False
    proposed: str | None = None
    effective: str | None = None


class Amendment(Struct, frozen=True):
    """A change that both sides agreed to. ``release`` is the id of the release that has it.

    ``former`` are the old values of 1.0, by `CHANGED` field of the contract.
    """

    place: str
    id: str
    when: str | None = None
    description: str | None = None
    rationale: str | None = None
    release: str | None = None
    former: Mapping[str, object] | None = None
    term: Term | None = None


class Paper(Struct, frozen=True):
    """A document that is referred to."""

    place: str
    id: str
    title: str | None = None
    kind: str | None = None
    when: str | None = None
    url: str | None = None


class Award(Struct, frozen=True):
    """What led to a contract: who got it."""

    place: str
    id: str
    title: str | None = None
    suppliers: tuple[Organisation, ...] | None = None


class Contract(Struct, frozen=True):
    """One contract. ``starts`` and ``ends`` are days, ``signed`` is EDTF.

    ``number`` is a field of our own export: the number of the agreement where the id is not.
    """

    place: str
    id: str
    number: str | None = None
    award: str | None = None
    title: str | None = None
    description: str | None = None
    status: str | None = None
    starts: str | None = None
    ends: str | None = None
    signed: str | None = None
    value: Amount | None = None
    suppliers: tuple[Organisation, ...] | None = None
    items: dict[str, Item] = field(default_factory=dict)
    milestones: dict[str, Milestone] = field(default_factory=dict)
    progress: dict[str, Milestone] = field(default_factory=dict)
    transactions: dict[str, Transaction] = field(default_factory=dict)
    amendments: dict[str, Amendment] = field(default_factory=dict)
    papers: dict[str, Paper] = field(default_factory=dict)


class Release(Struct, frozen=True):
    """One release: all that is said at a moment of one contracting process.

    ``date`` is EDTF; ``body`` is the release as it is kept (JSON).
    """

    place: str
    ocid: str
    id: str
    date: str
    body: bytes = b""
    tags: tuple[str, ...] = ()
    title: str | None = None
    parties: dict[str, Organisation] = field(default_factory=dict)
    buyers: tuple[Organisation, ...] | None = None
    awards: dict[str, Award] = field(default_factory=dict)
    contracts: dict[str, Contract] = field(default_factory=dict)

    @property
    def when(self) -> Occurred:
        """When it was published."""
        return parse(self.date)

    @property
    def amends(self) -> bool:
        """Whether it calls itself an amendment of a contract."""
        return "contractAmendment" in self.tags

    @property
    def tells(self) -> bool:
        """Whether it says anything of who got or does the work."""
        supplied = any("supplier" in (party.roles or ()) for party in self.parties.values())
        return bool(self.awards or self.contracts or supplied)


F = TypeVar("F")


def over(earlier: F | None, later: F) -> F:
    """Return the later facts over the earlier ones: what they do not say stays as it was."""
    if earlier is None or type(earlier) is not type(later):
        return later
    if isinstance(later, dict):
        before = cast("dict[str, object]", earlier)
        laid = before | {name: over(before.get(name), value) for name, value in later.items()}
        return cast("F", laid)
    if not isinstance(later, Struct):
        return later
    fields = {}
    for name in later.__struct_fields__:
        old, new = getattr(earlier, name), getattr(later, name)
        fields[name] = old if new is None else over(old, new)
    return cast("F", type(later)(**fields))


def laid(facts: Iterable[F]) -> F | None:
    """Return facts, the earliest first, laid over each other; None of none."""
    whole: F | None = None
    for later in facts:
        whole = over(whole, later)
    return whole
