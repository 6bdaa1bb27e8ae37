"""Items and milestones of a contract as segments, and met milestones as deliveries."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from msgspec import Struct

from vendortrail.i18n import _
from vendortrail.importers.item import Identify, Item, Refused
from vendortrail.importers.ocds import facts
from vendortrail.importers.ocds.deal import Deal, money
from vendortrail.occurred import on_or_before
from vendortrail.records.promised import Delivery, Segment
from vendortrail.records.record import Payload
from vendortrail.records.values import LARGEST_INTEGER, Money
from vendortrail.refusal import Refusal
from vendortrail.sentences import Sentence, say

_MET, _PARTIALLY_MET = "met", "partiallyMet"
_BEGUN = frozenset({_MET, _PARTIALLY_MET})


class Stage(NamedTuple):
    """A segment of a contract: an item, a milestone, or an item with its milestone.

    ``key`` is that of its record; ``milestone`` is the id by which payments name it.
    """

    key: str
    item: facts.Item | None
    milestone: facts.Milestone | None


def stages(deal: Deal) -> tuple[Stage, ...]:
    """Return the segments of a contract.

    A milestone stands with the contract, with its implementation, or with both: it is one if both
    call it the same. An item and a milestone of one id and one name are one segment.
    """
    contract = deal.contract
    open_ones = dict(contract.progress)
    milestones = []
    for own, milestone in contract.milestones.items():
        later = open_ones.get(own)
        if later is not None and (later.name or milestone.name) == milestone.name:
            del open_ones[own]
            milestone = facts.over(milestone, later)  # noqa: PLW2901 - the same, as far as it came
        milestones.append((deal.key_of("milestone", own), milestone))
    milestones += [
        (deal.key_of("milestone" if own not in contract.milestones else "progress", own), milestone)
        for own, milestone in open_ones.items()
    ]
    found = []
    for own, item in contract.items.items():
        paired = next((m for _, m in milestones if m.id == own and m.name == item.name), None)
        milestones = [entry for entry in milestones if entry[1] is not paired]
        found.append(Stage(deal.key_of("item", own), item, paired))
    return (*found, *(Stage(own, None, milestone) for own, milestone in milestones))


def segments(deal: Deal) -> Iterator[Item]:
    """Yield the segments of a contract, each with what became of it."""
    for stage in stages(deal):
        said = stage.item or stage.milestone
        payload = _segment(stage)
        if isinstance(payload, Refused):
            yield payload
            continue
        segment = payload
        agreed = (said and said.agreed) or deal.signed
        yield deal.found(said.place if said else "", stage.key, _always(segment), agreed)
        if stage.milestone is not None:
            yield from _delivery(deal, stage, stage.milestone, segment)


def _always(payload: Payload) -> _Always:
    return _Always(payload)


class _Always(Struct, frozen=True):
    """Makes the same content whoever is on record."""

    payload: Payload

    def __call__(self, _identify: Identify) -> Payload:
        return self.payload


def _segment(stage: Stage) -> Segment | Refused:
    item, milestone = stage.item, stage.milestone
    named = item or milestone
    assert named is not None  # noqa: S101 - a stage is one or both
    quantity, price = 1, None
    if item is not None:
        exact = 1 if item.quantity is None else item.quantity
        if exact != int(exact) or not 1 <= exact <= LARGEST_INTEGER:
            return Refused(
                f"{item.place}.quantity",
                say("“{text}” is not a whole quantity from 1 on", text=f"{exact:.20}"),
            )
        quantity = int(exact)
        read = _price(item)
        if isinstance(read, Refused):
            return read
        price = read
    try:
        return Segment(
            named.name or _("item {id}").format(id=named.id),
            quantity,
            (item.unit or _("unit")) if item else _("milestone"),
            due=(milestone and milestone.due) or "",
            priority=int(item.priority) if item and item.priority else 1,
            price=price,
            note=(milestone and milestone.description) or "",
        )
    except Refusal as refusal:
        return Refused(named.place, Sentence(refusal.message, refusal.places))


def _price(item: facts.Item) -> Money | Refused | None:
    return None if item.price is None else money(item.price)


def _delivery(
    deal: Deal, stage: Stage, milestone: facts.Milestone, segment: Segment
) -> Iterator[Item]:
    """Yield what is delivered of a milestone, once any release said that it was begun or met.

    One that is met is delivered whole; one that is met in part is begun, and no more is known.
    """
    begun = [
        version.release.when.sort_day
        for version in deal.versions
        for stated in _statements(version.contract, milestone)
        if stated.status in _BEGUN
    ]
    if not begun:
        return
    met = milestone.status == _MET
    occurred = (milestone.met if met else None) or milestone.modified
    note = "" if met else milestone.status or ""
    payload = _Delivered(stage.key, segment.quantity if met else 0, note)
    when = occurred or on_or_before(begun[0]).text
    yield deal.found(f"{milestone.place}.status", f"{stage.key}/delivered", payload, when)


class _Delivered(Struct, frozen=True):
    """Makes a delivery for a segment."""

    segment: str
    claimed: int
    note: str

    def __call__(self, identify: Identify) -> Payload:
        return Delivery(identify(self.segment), self.claimed, note=self.note)


def _statements(contract: facts.Contract, milestone: facts.Milestone) -> Iterator[facts.Milestone]:
    for listed in (contract.milestones, contract.progress):
        stated = listed.get(milestone.id)
        if stated is not None and stated.name == milestone.name:
            yield stated
