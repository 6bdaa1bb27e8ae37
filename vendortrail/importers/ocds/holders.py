"""Who had a contract, one after another: it may go over to another supplier (novation).

OCDS has no word for that: a release names another supplier than the one before it. Each of them had
the contract as the releases tell that name this one, and what was known of it when it went over.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence

from msgspec import Struct
from msgspec.structs import replace

from vendortrail.importers.ocds.facts import (
    Contract,
    Organisation,
    Release,
    Transaction,
    over,
)
from vendortrail.importers.ocds.history import Process, Version, same

#: What a contract that ended is called.
CLOSED = frozenset({"terminated", "cancelled"})
MET = "met"


class Handover(Struct, frozen=True):
    """A contract went over to another supplier, or came from one.

    ``after`` is how it stood last with the former, ``by`` how it stood first with the next.
    """

    other: Organisation
    after: Version
    by: Version


class Holder(Struct, frozen=True):
    """One who had a contract: as it stood meanwhile, from whom it came, to whom it went.

    ``suppliers`` are who had it, the vendor first; none: nobody is named.
    """

    suppliers: tuple[Organisation, ...]
    versions: tuple[Version, ...]
    came: Handover | None = None
    went: Handover | None = None


class _State(Struct, frozen=True):
    """A contract as it stood after a release, and who had it then, the one whose it was first."""

    version: Version
    suppliers: tuple[Organisation, ...]
    ids: tuple[Hashable, ...]


def holders(
    process: Process,
    contract: str,
    who: Callable[[Organisation], Hashable],
    lead: Callable[[tuple[Organisation, ...]], Organisation],
) -> tuple[Holder, ...]:
    """Return who had a contract, the earliest first.

    Of several who have it together it is one's, until that one has it no more. Whom a release names
    who had it before another, of a contract that is over by then, has it no more than before.

    Args:
        process: the contracting process.
        contract: the id of the contract.
        who: says which vendor an organisation is.
        lead: says whose of several a contract is.
    """
    told: list[_State] = []
    of_former: list[_State] = []
    for release, said, suppliers in _named(process, contract):
        first = (lead(suppliers),) if suppliers else ()
        ids = tuple(map(who, (*first, *suppliers)))
        if said is not None and said.status in CLOSED and _is_former(ids[:1], told):
            before = next(it for it in reversed(told) if ids[0] in it.ids)
            version = Version(release, over(before.version.contract, said))
            of_former.append(_State(version, suppliers, ids))
        elif said is not None:
            known = over(told[-1].version.contract if told else None, said)
            told.append(_State(Version(release, known), suppliers, ids))
        elif told and ids != told[-1].ids:
            told.append(_State(Version(release, told[-1].version.contract), suppliers, ids))
    leads = dict.fromkeys(state.ids[0] if state.ids else None for state in told)
    found = [_holder(own, told, of_former, who) for own in leads]
    return tuple(found if len(found) == 1 else _parted(process, found))


def _named(
    process: Process, contract: str
) -> Iterator[tuple[Release, Contract | None, tuple[Organisation, ...]]]:
    """Yield what is said of a contract, and who has it: from the start, who is named first."""
    statements = list(process.statements(contract))
    named = next((it.suppliers for it in statements if it.suppliers), None)
    if named is None:
        named = process.suppliers(process.whole.contracts[contract])
    for statement in statements:
        suppliers = tuple(map(process.known, statement.suppliers or named))
        yield statement.release, statement.said, suppliers


def _is_former(ids: tuple[Hashable, ...], told: Sequence[_State]) -> bool:
    """Say whether one had a contract that is another's by now."""
    if not told or not ids or ids[0] in told[-1].ids:
        return False
    return any(ids[0] in state.ids for state in told)


def _holder(
    own: Hashable,
    told: Sequence[_State],
    of_former: Iterable[_State],
    who: Callable[[Organisation], Hashable],
) -> Holder:
    places = [place for place, it in enumerate(told) if own is None or own in it.ids]
    first, last = places[0], places[-1]
    came = went = None
    if first and told[first - 1].ids[0] not in told[first].ids:
        came = _handover(told[first - 1], told[first - 1], told[first])
    if last + 1 < len(told):
        went = _handover(told[last + 1], told[last], told[last + 1])
    later = [it.version for it in of_former if it.ids[0] == own]
    suppliers = sorted(told[last].suppliers, key=lambda it: who(it) != own)
    versions = (*(told[place].version for place in places), *later)
    return Holder(tuple(suppliers), versions, came, went)


def _handover(other: _State, after: _State, by: _State) -> Handover:
    return Handover(other.suppliers[0], after.version, by.version)


def _parted(process: Process, found: Iterable[Holder]) -> Iterator[Holder]:
    """Yield the holders, each with its own: what was settled before it came is the former's."""
    found = list(found)
    paid: dict[str, Transaction] = {}
    for holder in found:
        paid = over(paid, holder.versions[-1].contract.transactions)
    owners = {own: _owner(process, transaction, found) for own, transaction in paid.items()}
    for holder in found:
        before = Contract("", "") if holder.came is None else holder.came.after.contract
        *earlier, last = (
            replace(it, contract=_since(before, it.contract)) for it in holder.versions
        )
        own = {key: it for key, it in paid.items() if owners[key] is holder}
        last = replace(last, contract=replace(last.contract, transactions=own))
        yield replace(holder, versions=(*earlier, last))


def _owner(process: Process, transaction: Transaction, found: Iterable[Holder]) -> Holder:
    """Return with whom a transaction was made; where nobody is named, who had the contract."""
    for side in filter(None, (transaction.payee, transaction.payer)):
        known = process.known(side)
        for holder in found:
            if any(same(known, supplier) for supplier in holder.suppliers[:1]):
                return holder
    return next(
        holder
        for holder in found
        if any(transaction.id in it.contract.transactions for it in holder.versions)
    )


def _since(before: Contract, contract: Contract) -> Contract:
    """Return of a contract what is not settled with the one who had it before."""
    met = {
        own
        for listed in (before.milestones, before.progress)
        for own, milestone in listed.items()
        if milestone.status == MET
    }
    return replace(
        contract,
        milestones={own: it for own, it in contract.milestones.items() if own not in met},
        progress={own: it for own, it in contract.progress.items() if own not in met},
        amendments={
            own: it for own, it in contract.amendments.items() if own not in before.amendments
        },
    )
