"""A contract as an agreement, and its end as a close-out."""

from __future__ import annotations

from collections.abc import Iterator

from vendortrail.cleaning import one_line
from vendortrail.i18n import _
from vendortrail.importers.item import Item, Refused
from vendortrail.importers.ocds.deal import Deal, handed_over, money
from vendortrail.importers.ocds.facts import Amount, Organisation, Paper
from vendortrail.importers.ocds.holders import CLOSED, MET
from vendortrail.importers.ocds.parties import display_name
from vendortrail.occurred import between, on_or_before
from vendortrail.records.lengths import LONGEST_NAME, LONGEST_TEXT
from vendortrail.records.parties import Agreement
from vendortrail.records.promised import CloseOut
from vendortrail.records.values import Closing, Money
from vendortrail.sentences import say

_SERIAL = 3


def agreement(deal: Deal) -> Iterator[Item]:
    """Yield the agreement: its value and period are those that were agreed last.

    What a later release shows otherwise, without an amendment, is left to the terms.
    """
    contract = deal.contract
    agreed = {
        change.field: change.after
        for change in deal.changes
        if change.before is None or change.agreed
    }
    value: Money | None = None
    stated = agreed.get("value")
    if isinstance(stated, Amount):
        read = money(stated)
        if isinstance(read, Refused):
            yield read
        elif read.minor < 0:
            less = say("an agreement cannot be worth less than nothing")
            yield Refused(f"{contract.place}.value.amount", less)
        else:
            value = read
    starts, ends = (str(agreed.get(name) or "") for name in ("starts", "ends"))
    if starts and ends and ends < starts:
        reversed_ = say(
            "the period ends on {last}, before it begins on {first}", first=starts, last=ends
        )
        yield Refused(f"{contract.place}.period", reversed_)
        starts = ends = ""
    came = deal.holder.came
    if came is not None and starts <= came.after.release.when.sort_day.isoformat():
        starts = ""  # it began for another
    payload = Agreement(
        _title(deal),
        number=_number(deal),
        starts=starts,
        ends=ends,
        value=value,
        note=_note(deal),
    )
    yield deal.found(
        contract.place,
        deal.key,
        lambda _identify: payload,
        deal.signed,
        originals=deal.originals,
        whole=True,
    )


def close_out(deal: Deal) -> Iterator[Item]:
    """Yield the act that ended a contract: by then, and after the release that did not know of it.

    OCDS calls a contract terminated whatever ended it; it is complete where all milestones are met.
    For who had it before it went over to another supplier it ended by that.
    """
    contract, went = deal.contract, deal.holder.went
    if contract.status not in CLOSED:
        if went is not None:
            gone = CloseOut(Closing.TERMINATED, note=_over(_("Went over to {vendor}"), went.other))
            of = deal.key_of("closed")
            yield deal.found(
                went.by.contract.place, of, lambda _identify: gone, handed_over(went).text
            )
        return
    place = len(deal.versions) - 1
    while place and deal.versions[place - 1].contract.status in CLOSED:
        place -= 1
    known = deal.versions[place].release.when.sort_day
    occurred = on_or_before(known)
    if place:
        occurred = between(deal.versions[place - 1].release.when.sort_day, known)
    stages = (contract.milestones | contract.progress).values()
    complete = bool(stages) and all(stage.status == MET for stage in stages)
    closing = Closing.COMPLETE if complete else Closing.TERMINATED
    payload = CloseOut(closing, note=contract.status or "")
    yield deal.found(
        f"{contract.place}.status",
        deal.key_of("closed"),
        lambda _identify: payload,
        occurred.text,
    )


def _number(deal: Deal) -> str:
    """Return the number of the agreement: the contract's id, where that is more than a serial.

    Ids are unique within a process only: those of all contracts of a vendor may be “1”.
    """
    own, ocid = deal.contract.id, deal.process.ocid
    if deal.contract.number is not None or own == ocid:
        return deal.contract.number or ""
    return own if len(own) > _SERIAL else f"{ocid}/{own}"


def _title(deal: Deal) -> str:
    contract, whole = deal.contract, deal.process.whole
    award = whole.awards.get(contract.award or "")
    known = (contract.title, award.title if award else None, whole.title, contract.description)
    said = next(filter(None, known), None) or _("contract {id}").format(id=contract.id)
    return one_line(said)[:LONGEST_NAME]


def _note(deal: Deal) -> str:
    """Return what the source says more: who had it, a description, who else got it, its papers."""
    contract = deal.contract
    also = ", ".join(display_name(supplier) for supplier in deal.suppliers[1:])
    came = deal.holder.came
    parts = [_over(_("Taken over from {vendor}"), came.other) if came else ""]
    parts.append(contract.description or "")
    if also:
        parts.append(_("Together with: {others}").format(others=also))
    told = (*parts, *map(_reference, contract.papers.values()))
    return "\n".join(filter(None, told))[:LONGEST_TEXT]


def _over(sentence: str, other: Organisation) -> str:
    return sentence.format(vendor=display_name(other))


def _reference(paper: Paper) -> str:
    said = ", ".join(filter(None, (paper.kind, paper.when)))
    named = " ".join(filter(None, (paper.title or paper.id, said and f"({said})")))
    return ": ".join(filter(None, (named, paper.url)))
