"""VT207: silent term change."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal

from msgspec import Struct

from vendortrail import scope, tariffs, terms
from vendortrail.findings import Finding, Severity, in_order
from vendortrail.records.history import History
from vendortrail.records.parties import Agreement
from vendortrail.records.promised import AGREEMENT_VALUE, FIRST_DAY, LAST_DAY, TermProposal
from vendortrail.records.record import Payload, Record
from vendortrail.records.values import Side, TermValue
from vendortrail.sentences import Sentence, say
from vendortrail.terms import Standing, TermChange
from vendortrail.thresholds import Thresholds


def silent_change(history: History, today: date, _thresholds: Thresholds) -> Iterable[Finding]:
    """VT207, medium: two sources say different values, and no change of the term lies between them.

    What a source merely shows (`TermProposal.observed`) is held against the term in force on that
    day; where none was, against what the record of the agreement says of its value and period; else
    against the first that a source showed. Values are compared without the unit that only one of
    them names, and wordings only where there is no value. It holds since the first showing of the
    value that is shown last, and is over once that is agreed, answered, countered, or shown as it
    was before. Sums that were paid say no price: whether they are too high is asked by VT104.

    Example: an agreement was signed for 45,000. On 1 March the register shows 60,000 for it, and
    has no amendment.
    """
    for agreement in scope.agreements(history):
        changed = terms.changes(history, agreement.identity)
        for key, shown in _shown(changed).items():
            last = shown[-1].proposal
            base = _base(agreement, changed, key, shown)
            if base is None or not _differ(base.says, last.payload):
                continue
            if any(it.holds_on(today) and _agree(it, last) for it in changed if it.key == key):
                continue
            first = _first_showing(shown)
            yield Finding(
                code="VT207",
                severity=Severity.MEDIUM,
                vendor=history.vendor,
                agreement=agreement.identity,
                key=str(first.identity),
                subject=shown[-1].name,
                since=first.day,
                days=(today - first.day).days,
                message=_message(shown[-1].name, base, first),
                evidence=in_order([*base.records, first, last]),
            )


class _Base(Struct, frozen=True):
    """What a showing is held against: what it says, since when, and the records that prove it."""

    says: TermProposal
    records: tuple[Record[Payload], ...]
    agreed: bool


def _shown(changed: Iterable[TermChange]) -> Mapping[str, Sequence[TermChange]]:
    """Return what was only shown, by the name of the term, in the order of showing."""
    shown: dict[str, list[TermChange]] = {}
    for change in changed:
        if change.standing is Standing.OBSERVED:
            shown.setdefault(change.key, []).append(change)
    return shown


def _first_showing(shown: Sequence[TermChange]) -> Record[TermProposal]:
    """Return since when sources have shown what is shown last."""
    first = last = shown[-1].proposal
    for change in reversed(shown):
        if not _agree(change, last):
            break
        first = change.proposal
    return first


def _base(
    agreement: Record[Agreement],
    changed: Iterable[TermChange],
    key: str,
    shown: Sequence[TermChange],
) -> _Base | None:
    day = shown[-1].proposal.day
    for change in changed:
        if change.key == key and change.holds_on(day):
            answers = [change.answer] if change.answer else []
            return _Base(change.proposal.payload, (change.proposal, *answers), agreed=True)
    signed = {said.key: said for said in _signed(agreement.payload)}
    if key in signed:
        return _Base(signed[key], (agreement,), agreed=True)
    if len(shown) == 1:
        return None
    return _Base(shown[0].proposal.payload, (shown[0].proposal,), agreed=False)


def _signed(agreement: Agreement) -> Iterator[TermProposal]:
    """Yield what the record of an agreement says of its value and period, as terms."""
    if agreement.value is not None:
        yield TermProposal(AGREEMENT_VALUE, Side.US, value=TermValue(money=agreement.value))
    for key, day in ((FIRST_DAY, agreement.starts), (LAST_DAY, agreement.ends)):
        if day:
            yield TermProposal(key, Side.US, wording=day)


def _agree(change: TermChange, shown: Record[TermProposal]) -> bool:
    return not _differ(change.proposal.payload, shown.payload)


def _differ(one: TermProposal, other: TermProposal) -> bool:
    """Say whether two say different things, as far as both say anything of the same kind."""
    if one.value and other.value:
        units = {terms.same(it.unit) for it in (one.value, other.value) if it.unit}
        return _amount(one.value) != _amount(other.value) or len(units) > 1
    prices = tariffs.of_term(one), tariffs.of_term(other)
    if all(prices):
        return prices[0] != prices[1]
    if one.definition and other.definition:
        return one.definition != other.definition
    words = {terms.same(it.wording) for it in (one, other)}
    return "" not in words and len(words) > 1


def _amount(value: TermValue) -> object:
    return value.money or Decimal(value.number)


def _message(term: str, base: _Base, shown: Record[TermProposal]) -> Sentence:
    places = {"term": term, "day": shown.when}
    before, after = _figure(base.says), _figure(shown.payload)
    if before is None or after is None:
        return say(
            "“{term}”: what is shown on {day} is not what was known before, and no change of it is "
            "on record",
            **places,
        )
    places |= {"before": before, "after": after}
    if base.agreed:
        return say(
            "“{term}”: {after} is shown on {day}, agreed was {before}, and no change of it is on "
            "record",
            **places,
        )
    return say(
        "“{term}”: {after} is shown on {day}, before it was {before}, and no change of it is on "
        "record",
        **places,
    )


def _figure(said: TermProposal) -> object | None:
    """Return what a term says as a sentence can name it; None for what takes more words."""
    if said.value:
        number = f"{said.value.number} {said.value.unit}".rstrip()
        return said.value.money or number
    if said.tariff or said.definition:
        return None
    return terms.day_of(said) or said.wording
