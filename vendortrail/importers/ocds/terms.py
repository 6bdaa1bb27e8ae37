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

#: What a term says: its key, its wording, its value.
_Content = tuple[str, str, TermValue | None]

_KEYS: Mapping[str, str] = {"value": AGREEMENT_VALUE, "starts": FIRST_DAY, "ends": LAST_DAY}


def terms(deal: Deal) -> Iterator[Item]:
    """Yield the terms of a contract that changed, and its amendments.

    Of a field that changed every value is a term, the first included: accepted when the contract
    was signed, when an amendment changed it, or only observed. An amendment that changed no field
    is a term in its own words; a term of our own export that a field says already is left.
    """
    explained: set[str] = set()
    said: set[_Content] = set()
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
    """A term to be recorded: its key there, where it stands, when it was; accepted or observed.

    ``since`` is when it was proposed, and ``effective`` from when it holds, where that is known.
    """

    proposed: _Proposed
    own: str
    place: str
    occurred: str
    accepted: bool = True
    since: str | None = None
    effective: str | None = None


def _recorded(deal: Deal, change: _Change | Refused, said: set[_Content]) -> Iterator[Item]:
    if isinstance(change, Refused):
        yield change
        return
    proposed = change.proposed
    content = (proposed.key, proposed.wording, proposed.value)
    if not proposed.exported:
        said.add(content)
    elif content in said:
        return
    yield deal.found(change.place, change.own, proposed, change.since or change.occurred)
    if change.accepted:
        accepted = _Accepted(change.own, proposed.by.other, change.effective or "")
        yield deal.found(change.place, f"{change.own}/accepted", accepted, change.occurred)


def _of_field(deal: Deal, field: str, changed: Sequence[Change]) -> Iterator[_Change | Refused]:
    for number, change in enumerate(changed, 1):
        value = _said(change.after)
        if isinstance(value, Refused):
            yield value
            continue
        first = number == 1
        accepted = first or change.agreed
        proposed = _Proposed(
            _KEYS[field],
            "" if value else str(change.after),
            value,
            (change.amendment and _words(change.amendment)) or "",
            observed=not accepted,
        )
        own = deal.key_of("term", field, str(number))
        when = deal.agreed if first else _when(change)
        yield _Change(proposed, own, _place(deal, change), when, accepted)


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
            term.key,
            term.wording or "",
            value,
            amendment.rationale or "",
            by=by,
            oral=term.oral,
            observed=term.observed,
            exported=True,
        )
    when = amendment.when or on_or_before(_published(deal, amendment)).text
    own = deal.key_of("amendment", amendment.id)
    since, effective = (term.proposed, term.effective) if term else (None, None)
    return _Change(proposed, own, amendment.place, when, since=since, effective=effective)


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
    oral: bool = False
    exported: bool = False

    def __call__(self, _identify: Identify) -> Payload:
        return TermProposal(
            self.key,
            self.by,
            self.wording,
            self.value,
            argument=self.argument,
            oral=self.oral,
            observed=self.observed,
        )


class _Accepted(Struct, frozen=True):
    """Makes the acceptance of a term."""

    proposal: str
    by: Side
    effective: str

    def __call__(self, identify: Identify) -> Payload:
        return TermAnswer(
            identify(self.proposal), Answer.ACCEPTED, self.by, effective=self.effective
        )


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
