"""Transactions of a contract as payments: money to its supplier, or back from it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from msgspec import Struct

from vendortrail.importers.item import Foreign, Identify, Item, Refused
from vendortrail.importers.ocds.deal import Deal, money
from vendortrail.importers.ocds.facts import Organisation, Transaction
from vendortrail.importers.ocds.history import same
from vendortrail.importers.ocds.work import stages
from vendortrail.occurred import on_or_before
from vendortrail.records.promised import Payment
from vendortrail.records.record import Payload
from vendortrail.records.values import Money
from vendortrail.sentences import say


def payments(deal: Deal) -> Iterator[Item]:
    """Yield the payments of a contract; one between others is not the vendor's."""
    segments = {stage.milestone.id: stage.key for stage in stages(deal) if stage.milestone}
    for transaction in deal.contract.transactions.values():
        sign = _sign(deal, transaction)
        if not sign:
            yield Foreign(transaction.place)
        else:
            yield _payment(deal, transaction, sign, segments)


def _payment(deal: Deal, transaction: Transaction, sign: int, segments: Mapping[str, str]) -> Item:
    if transaction.value is None:
        return Refused(f"{transaction.place}.value", say("no amount of money is given"))
    amount = money(transaction.value)
    if isinstance(amount, Refused):
        return amount
    purpose = transaction.description
    if purpose is None:
        purpose = transaction.title or transaction.id
    paid = _Paid(
        Money(sign * amount.minor, amount.currency),
        purpose,
        segments.get(transaction.milestone or ""),
    )
    own = deal.key_of("transaction", transaction.id)
    return deal.found(transaction.place, own, paid, transaction.when or _known(deal, transaction))


class _Paid(Struct, frozen=True):
    """Makes a payment, for a segment if that is on record."""

    amount: Money
    purpose: str
    segment: str | None

    def __call__(self, identify: Identify) -> Payload:
        try:
            segment = identify(self.segment) if self.segment else None
        except KeyError:  # the segment was refused, the money went
            segment = None
        return Payment(self.amount, self.purpose, segment)


def _sign(deal: Deal, transaction: Transaction) -> int:
    """Return 1 for what was paid to the supplier, -1 for what came back, 0 for neither.

    Where the two sides are not named, or only we are, the money went to the supplier.
    """
    payer, payee = transaction.payer, transaction.payee
    if _is_supplier(deal, payee):
        return 1
    if _is_supplier(deal, payer):
        return -1
    return 0 if payee is not None and deal.suppliers and _named(payee) else 1


def _is_supplier(deal: Deal, organisation: Organisation | None) -> bool:
    if organisation is None:
        return False
    known = deal.process.known(organisation)
    return any(same(known, supplier) for supplier in deal.suppliers)


def _named(organisation: Organisation) -> bool:
    return bool(organisation.id or organisation.name or organisation.identifiers)


def _known(deal: Deal, transaction: Transaction) -> str:
    own = deal.contract.id
    first = next(
        release
        for release in deal.process.releases
        if own in release.contracts and transaction.id in release.contracts[own].transactions
    )
    return on_or_before(first.when.sort_day).text
