"""Amendments of a contract, and changes that have none, as changes of its terms."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from msgspec import Struct

from vendortrail.i18n import _
from vendortrail.importers.item import Identify, Item, Refused
from vendortrail.importers.ocds.deal import Deal, money
from vendortrail.importers.ocds.facts import Amendment, Amount, Term
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
    is a term in its own words; a term of our own export that a field says already is left.
    """
    explained: set[str] = set()
    said: set[tuple[str, str, TermValue | None]] = set()
    for field in CHANGED:
        changed = [change for change in deal.changes if change.field == field]
        explained.update(change.amendment.id for change in changed if change.amendment)
        if len(changed) > 1:
            for item in _of_field(deal, field, changed):
                yield from _recorded(deal, item, said)
    for amendment in deal.contract.amendments.values():
        if amendment.id not in explained:
            yield from _recorded(deal, _of_amendment(deal, amendment), said)


class _Change(Struct, frozen=True):
    """A term to be recorded: its key there, where it stands, when it was; accepted or observed."""

    proposed: _Proposed
    own: str
    place: str
    occurred: str


def _recorded(
    deal: Deal, change: _Change | Refused, said: set[tuple[str, str, TermValue | None]]
) -> Iterator[Item]:
    if isinstance(change, Refused):
        yield change
        return
    proposed = change.proposed
    content = (proposed.key, proposed.wording, proposed.value)
    if proposed.exported and content in said:
        return
    said.add(content)
    yield deal.found(change.place, change.own, proposed, change.occurred)
    if not proposed.observed:
        accepted = _Accepted(change.own, proposed.by.other)
        yield deal.found(change.place, f"{change.own}/accepted", accepted, change.occurred)


def _of_field(deal: Deal, field: str, changed: Sequence[Change]) -> Iterator[_Change | Refused]:
    for number, change in enumerate(changed, 1):
        value = _said(change.after)
        if isinstance(value, Refused):
            yield value
            continue
        first = number == 1
        proposed = _Proposed(
            _KEYS[field],
            "" if value else str(change.after),
            value,
            (change.amendment and _words(change.amendment)) or "",
            observed=not (first or change.agreed),
        )
        own = deal.key_of("term", field, str(number))
        yield _Change(proposed, own, _place(deal, change), deal.agreed if first else _when(change))


def _of_amendment(deal: Deal, amendment: Amendment) -> _Change | Refused:
    term = amendment.term
    if term is None:
        wording = _words(amendment) or _("amended, without saying what")
        proposed = _Proposed(_("amendment {id}").format(id=amendment.id), wording)
    else:
        value = _value(term)
        if isinstance(value, Refused):
            return value
        by = Side.VENDOR if term.by == Side.VENDOR else Side.US
        proposed = _Proposed(
            term.key, term.wording or "", value, amendment.rationale or "", by=by, exported=True
        )
    when = amendment.when or on_or_before(_published(deal, amendment)).text
    own = deal.key_of("amendment", amendment.id)
    return _Change(proposed, own, amendment.place, when)


class _Proposed(Struct, frozen=True):
    """Makes a term. Unless it is known who wished it, we did: the contracting authority tells it.

    ``exported``: it stands in a field of our own export.
    """

    key: str
    wording: str
    value: TermValue | None = None
    argument: str = ""
    observed: bool = False
    by: Side = Side.US
    exported: bool = False

    def __call__(self, _identify: Identify) -> Payload:
        return TermProposal(
            self.key,
            self.by,
            self.wording,
            self.value,
            argument=self.argument,
            observed=self.observed,
        )


class _Accepted(Struct, frozen=True):
    """Makes the acceptance of a term."""

    proposal: str
    by: Side

    def __call__(self, identify: Identify) -> Payload:
        return TermAnswer(identify(self.proposal), Answer.ACCEPTED, self.by)


def _said(after: object) -> TermValue | Refused | None:
    """Return the value of a field; None for a day, which is words."""
    if not isinstance(after, Amount):
        return None
    amount = money(after)
    return amount if isinstance(amount, Refused) else TermValue(money=amount)


def _value(term: Term) -> TermValue | Refused | None:
    unit = term.unit or ""
    if term.value is not None:
        exact = money(term.value)
        return exact if isinstance(exact, Refused) else TermValue(money=exact, unit=unit)
    return TermValue(number=term.number, unit=unit) if term.number else None


def _words(amendment: Amendment) -> str:
    return amendment.rationale or amendment.description or ""


def _when(change: Change) -> str:
    dated = change.amendment and change.amendment.when
    return dated or change.release.date


def _place(deal: Deal, change: Change) -> str:
    if change.amendment is not None:
        return change.amendment.place
    return change.release.contracts.get(deal.contract.id, deal.contract).place


def _published(deal: Deal, amendment: Amendment) -> date:
    return next(
        version.release.when.sort_day
        for version in deal.versions
        if amendment.id in version.contract.amendments
    )
