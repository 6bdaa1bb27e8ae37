"""Amendments of a contract, and changes that have none, as changes of its terms."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from msgspec import Struct

from vendortrail.i18n import _
from vendortrail.importers.item import Identify, Item, Refused
from vendortrail.importers.ocds.deal import Deal, money
from vendortrail.importers.ocds.facts import Amendment, Amount
from vendortrail.importers.ocds.history import CHANGED, Change
from vendortrail.occurred import on_or_before
from vendortrail.records.promised import (
    AGREEMENT_VALUE,
    FIRST_DAY,
    LAST_DAY,
    TermAnswer,
    TermProposal,
)
from vendortrail.records.record import Payload
from vendortrail.records.values import Answer, Side, TermValue

_KEYS: Mapping[str, str] = {"value": AGREEMENT_VALUE, "starts": FIRST_DAY, "ends": LAST_DAY}


def terms(deal: Deal) -> Iterator[Item]:
    """Yield the terms of a contract that changed, and its amendments.

    Of a field that changed every value is a term, the first included: accepted when the contract
    was signed, when an amendment changed it, or only observed. An amendment that changed no field
    is a term in its own words.
    """
    explained: set[str] = set()
    for field in CHANGED:
        changed = [change for change in deal.changes if change.field == field]
        explained.update(change.amendment.id for change in changed if change.amendment)
        if len(changed) > 1:
            yield from _of_field(deal, field, changed)
    for amendment in deal.contract.amendments.values():
        if amendment.id not in explained:
            yield from _of_amendment(deal, amendment)


def _of_field(deal: Deal, field: str, changed: Sequence[Change]) -> Iterator[Item]:
    for number, change in enumerate(changed, 1):
        said = _said(change.after)
        if isinstance(said, Refused):
            yield said
            continue
        value, wording = said
        first = number == 1
        why = (change.amendment and _words(change.amendment)) or ""
        yield from _change(
            deal,
            _Proposed(_KEYS[field], wording, value, why, not (first or change.agreed)),
            deal.key_of("term", field, str(number)),
            _place(deal, change),
            deal.agreed if first else _when(change),
        )


def _of_amendment(deal: Deal, amendment: Amendment) -> Iterator[Item]:
    key, wording, value = _("amendment {id}").format(id=amendment.id), _words(amendment), None
    term = amendment.term
    if term is not None:
        key, wording = term.key, term.wording or ""
        said = _value(term.value, term.number, term.unit or "")
        if isinstance(said, Refused):
            yield said
            return
        value = said
    why = (amendment.rationale or "") if term else ""
    silent = not wording and value is None
    proposed = _Proposed(key, _("amended, without saying what") if silent else wording, value, why)
    when = amendment.when or on_or_before(_published(deal, amendment)).text
    own = deal.key_of("amendment", amendment.id)
    yield from _change(deal, proposed, own, amendment.place, when)


def _change(deal: Deal, proposed: _Proposed, key: str, place: str, occurred: str) -> Iterator[Item]:
    """Yield a term, and, unless it was merely seen, that it was accepted on paper."""
    yield deal.found(place, key, proposed, occurred)
    if not proposed.observed:
        yield deal.found(place, f"{key}/accepted", _Accepted(key), occurred)


class _Proposed(Struct, frozen=True):
    """Makes a term: whoever wished it, the contracting authority published it."""

    key: str
    wording: str
    value: TermValue | None = None
    argument: str = ""
    observed: bool = False

    def __call__(self, _identify: Identify) -> Payload:
        return TermProposal(
            self.key,
            Side.US,
            self.wording,
            self.value,
            argument=self.argument,
            observed=self.observed,
        )


class _Accepted(Struct, frozen=True):
    """Makes the acceptance of a term."""

    proposal: str

    def __call__(self, identify: Identify) -> Payload:
        return TermAnswer(identify(self.proposal), Answer.ACCEPTED, Side.VENDOR)


def _said(after: object) -> tuple[TermValue | None, str] | Refused:
    if not isinstance(after, Amount):
        return None, str(after)
    amount = money(after)
    return amount if isinstance(amount, Refused) else (TermValue(money=amount), "")


def _value(amount: Amount | None, number: str | None, unit: str) -> TermValue | Refused | None:
    if amount is not None:
        exact = money(amount)
        return exact if isinstance(exact, Refused) else TermValue(money=exact, unit=unit)
    return TermValue(number=number, unit=unit) if number else None


def _words(amendment: Amendment) -> str:
    return amendment.rationale or amendment.description or ""


def _when(change: Change) -> str:
    dated = change.amendment and change.amendment.when
    return dated or change.release.date


def _place(deal: Deal, change: Change) -> str:
    if change.amendment is not None:
        return change.amendment.place
    return change.release.contracts[deal.contract.id].place


def _published(deal: Deal, amendment: Amendment) -> date:
    return next(
        version.release.when.sort_day
        for version in deal.versions
        if amendment.id in version.contract.amendments
    )
