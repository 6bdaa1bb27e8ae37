"""Whose contracts are taken, and under which keys their agreements are on record."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from itertools import count

from msgspec import Struct

from vendortrail.importers.item import Identify
from vendortrail.importers.ocds.facts import Contract, Organisation
from vendortrail.importers.ocds.history import Process
from vendortrail.importers.ocds.holders import Holder, holders
from vendortrail.importers.ocds.keys import key
from vendortrail.importers.ocds.parties import Register, Whose
from vendortrail.names import fold
from vendortrail.records.parties import Vendor

_PENDING = "pending"


class Held(Struct, frozen=True):
    """An agreement on record of a contract: its key, and whose it is.

    ``known_as`` is the key under which the vendor was imported; empty: it was typed.
    """

    key: str
    identity: int
    vendor: Vendor
    known_as: str = ""


class Wanted:
    """Says which contracts are taken, and whose they are.

    Args:
        vendor: identity and record of the only vendor whose contracts are taken, those that name no
            supplier among them; None: every supplier of a contract is a vendor.
        on_record: returns the agreements on record of a contract, by ocid and id.
    """

    def __init__(
        self,
        vendor: tuple[int, Vendor] | None,
        on_record: Callable[[str, str], Iterable[Held]],
    ) -> None:
        self.vendor = vendor
        self._on_record = on_record

    def is_waited_for(self, contract: Contract) -> bool:
        """Say whether a contract is not signed yet: it waits for the release that says so."""
        return contract.status == _PENDING and contract.signed is None

    def holders(
        self, process: Process, contract: Contract, register: Register
    ) -> tuple[Holder, ...]:
        """Return who had a contract, as far as their contracts are taken."""

        def who(organisation: Organisation) -> Hashable:
            return self._is_wanted(organisation) or register.key(organisation)

        def lead(suppliers: tuple[Organisation, ...]) -> Organisation:
            return next(filter(self._is_wanted, suppliers), suppliers[0])

        if self.is_waited_for(contract):
            return ()
        found = holders(process, contract.id, who, lead)
        return tuple(holder for holder in found if self._is_taken(holder))

    def whose(self, register: Register, supplier: Organisation | None) -> Whose:
        """Return what says the vendor who is a supplier, or the one that is meant."""
        if self.vendor is not None or supplier is None:
            return _Fixed(self.vendor[0] if self.vendor else 0)
        return _ByKey(register.key(supplier))

    def keys(
        self, process: Process, contract: str, found: Sequence[Holder], register: Register
    ) -> Iterator[str]:
        """Yield the key of each holder's agreement: that on record, else one that is free."""
        held = list(self._on_record(process.ocid, contract))
        taken = {it.key for it in held}
        free = (own for own in _keys(process.ocid, contract) if own not in taken)
        for holder in found:
            known = next((it for it in held if self._has(it, holder, register)), None)
            if known is None and len(found) == len(held) == 1:
                known = self._renamed(held[0], process, register)
            if known is not None:
                held.remove(known)
            yield known.key if known is not None else next(free)

    def _is_taken(self, holder: Holder) -> bool:
        if self.vendor is None:
            return bool(holder.suppliers)
        return not holder.suppliers or self._is_wanted(holder.suppliers[0])

    def _is_wanted(self, supplier: Organisation) -> bool:
        return self.vendor is not None and is_one(self.vendor[1], supplier)

    def _has(self, held: Held, holder: Holder, register: Register) -> bool:
        if self.vendor is not None:
            return held.identity == self.vendor[0]
        return _of(held, holder.suppliers[0], register)

    def _renamed(self, held: Held, process: Process, register: Register) -> Held | None:
        """Return the only agreement on record, if a person renamed its vendor past recognition."""
        named = any(_of(held, supplier, register) for supplier in process.suppliers_ever)
        return None if named or self.vendor is not None else held


def _of(held: Held, supplier: Organisation, register: Register) -> bool:
    return held.known_as == register.key(supplier) or is_one(held.vendor, supplier)


def _keys(ocid: str, contract: str) -> Iterator[str]:
    yield key(ocid, "contract", contract)
    for number in count(2):
        yield key(ocid, f"contract-{number}", contract)


def is_one(vendor: Vendor, supplier: Organisation) -> bool:
    """Say whether a supplier is a vendor on record, by its numbers or its names."""
    if set(vendor.identifiers) & set(supplier.identifiers or ()):
        return True
    names = {fold(name) for name in (vendor.name, *vendor.aliases)}
    return any(fold(name) in names for name in (supplier.name, supplier.legal_name) if name)


class _Fixed(Struct, frozen=True):
    """Says a vendor that is on record."""

    identity: int

    def __call__(self, _identify: Identify) -> int:
        return self.identity


class _ByKey(Struct, frozen=True):
    """Says a vendor that is recorded by this import."""

    key: str

    def __call__(self, identify: Identify) -> int:
        return identify(self.key)
