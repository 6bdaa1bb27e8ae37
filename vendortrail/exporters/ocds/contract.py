"""An agreement as an OCDS contract.

What the standard has no field for stands in fields of our own, which it allows: ``number`` of a
contract, ``priority`` of an item, ``agreed`` of an item or a milestone, ``description`` of a
transaction, ``term`` of an amendment: when it was proposed, what it says, from when it holds. A day
that is not known exactly stands in a field ``edtf``, since the standard knows no other days.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from msgspec import Struct

from vendortrail import scope, terms
from vendortrail.exporters.ocds.values import (
    Json,
    amount,
    begin_of,
    dated,
    end_of,
    when,
    without_nothing,
)
from vendortrail.records.history import History
from vendortrail.records.parties import Agreement
from vendortrail.records.promised import Delivery, Payment, Segment, TermProposal
from vendortrail.records.record import Payload, Record
from vendortrail.terms import TermChange

#: Returns the names by which a record is known in open contracting data that it came from:
#: process, ``contract``, contract, what it is of the contract, its id there.
NamesOf = Callable[[Record[Payload]], tuple[str, ...]]

# How many names lead to a contract, and to a thing of it.
_CONTRACT, _THING = 3, 5


class Sides(Struct, frozen=True):
    """References to the two parties, as contracts have them."""

    supplier: Json
    buyer: Json


class Written(Struct, frozen=True):
    """An agreement's names, its contract, and the records that stand in it, by identity.

    ``turn`` counts those who had the contract, one after another.
    """

    ocid: str
    id: str
    turn: int
    contract: Json
    placed: frozenset[int]


def written(
    history: History, agreement: Record[Agreement], sides: Sides, names: NamesOf
) -> Written:
    """Return an agreement as a contract."""
    return _Writing(history, agreement, sides, names).written()


class _Writing:
    def __init__(
        self, history: History, agreement: Record[Agreement], sides: Sides, names: NamesOf
    ) -> None:
        self._history = history
        self._agreement = agreement
        self._sides = sides
        self._names = names
        self._identity = agreement.identity
        self._segments = history.of(Segment, self._identity)
        self._deliveries = history.of(Delivery, self._identity)
        self._payments = scope.payments(history, self._identity)
        self._placed: set[int] = {self._identity}

    def written(self) -> Written:
        known = self._names(self._agreement)
        payload = self._agreement.payload
        ocid = known[0] if known else f"ocds-000000-{self._agreement.id}"
        own = known[2] if len(known) >= _CONTRACT else payload.number or ocid
        closed = scope.closing_act(self._history, self._identity)
        if closed is not None:
            self._placed.add(closed.identity)
        starts, ends = payload.starts, payload.ends
        contract: Json = {
            "id": own,
            "awardID": own,
            "title": payload.title,
            "description": payload.note,
            "status": "active" if closed is None else "terminated",
            "period": without_nothing(
                {
                    "startDate": begin_of(starts) if starts else None,
                    "endDate": end_of(ends) if ends else None,
                }
            ),
            "value": None if payload.value is None else amount(payload.value),
            **dated("dateSigned", self._agreement),
            "items": [self._item(it) for it in self._segments if not self._is_milestone(it)],
            "milestones": list(self._milestones("milestone")),
            "amendments": list(self._amendments()),
            "implementation": without_nothing(
                {
                    "milestones": list(self._milestones("item", "progress", "")),
                    "transactions": [self._transaction(payment) for payment in self._payments],
                }
            ),
        }
        told = {**without_nothing(contract), "number": payload.number}
        turn = known[1].partition("-")[2] if known else ""
        return Written(ocid, own, int(turn or 1), told, frozenset(self._placed))

    def _id(self, record: Record[Payload]) -> str:
        """Return what a record is called: as in its source, or unlike anything there."""
        known = self._names(record)
        return known[4] if len(known) >= _THING else f"{record.kind}-{record.identity}"

    def _kind(self, segment: Record[Segment]) -> str:
        known = self._names(segment)
        return known[3] if len(known) >= _THING else ""

    def _is_milestone(self, segment: Record[Segment]) -> bool:
        """Say whether a segment is no more than a milestone."""
        said = segment.payload
        plain = said.quantity == 1 and said.price is None and said.priority == 1
        return self._kind(segment) in {"milestone", "progress"} and plain

    def _agreed(self, segment: Record[Segment]) -> str | None:
        """Return when a segment was agreed (EDTF), if that was not with the contract."""
        return None if segment.occurred == self._agreement.occurred else segment.occurred

    def _item(self, segment: Record[Segment]) -> Json:
        self._placed.add(segment.identity)
        said = segment.payload
        price = None if said.price is None else amount(said.price)
        return without_nothing(
            {
                "id": self._id(segment),
                "description": said.name,
                "quantity": said.quantity,
                "unit": without_nothing({"name": said.unit, "value": price}),
                "priority": said.priority if said.priority > 1 else None,
                "agreed": self._agreed(segment),
            }
        )

    def _milestones(self, *kinds: str) -> Iterator[Json]:
        """Yield the segments of some kinds that say what an item has no field for."""
        paid = {payment.payload.segment for payment in self._payments}
        for segment in self._segments:
            said = segment.payload
            delivered = [d for d in self._deliveries if d.payload.segment == segment.identity]
            more = said.due or said.note or delivered or segment.identity in paid
            if self._kind(segment) in kinds and (more or self._is_milestone(segment)):
                self._placed.add(segment.identity)
                self._placed.update(delivery.identity for delivery in delivered)
                yield self._milestone(segment, delivered)

    def _milestone(self, segment: Record[Segment], delivered: list[Record[Delivery]]) -> Json:
        said = segment.payload
        met = sum(it.payload.claimed for it in delivered) >= said.quantity
        last = when(delivered[-1].when) if delivered else None
        begun = "partiallyMet" if delivered else "scheduled"
        return without_nothing(
            {
                "id": self._id(segment),
                "title": said.name,
                "type": "delivery",
                "description": said.note,
                "dueDate": end_of(said.due) if said.due else None,
                "status": "met" if met else begun,
                "dateMet": last if met else None,
                "dateModified": last,
                "agreed": self._agreed(segment),
            }
        )

    def _transaction(self, payment: Record[Payment]) -> Json:
        self._placed.add(payment.identity)
        said = payment.payload
        came_back = said.amount.minor < 0
        supplier, buyer = self._sides.supplier, self._sides.buyer
        told = without_nothing(
            {
                "id": self._id(payment),
                **dated("date", payment),
                "value": amount(
                    said.amount
                    if not came_back
                    else type(said.amount)(-said.amount.minor, said.amount.currency)
                ),
                "payer": supplier if came_back else buyer,
                "payee": buyer if came_back else supplier,
                "relatedImplementationMilestone": self._related(said.segment),
            }
        )
        return {**told, "description": said.purpose}

    def _related(self, segment: int | None) -> Json | None:
        for known in self._segments:
            if known.identity == segment:
                return {"id": self._id(known), "title": known.payload.name}
        return None

    def _amendments(self) -> Iterator[Json]:
        """Yield the terms that were accepted, if OCDS can say them: no definitions, no tariffs."""
        for change in terms.changes(self._history, self._identity):
            said = change.proposal.payload
            if change.holds_from and change.answer and not (said.definition or said.tariff):
                self._placed |= {change.proposal.identity, change.answer.identity}
                yield self._amendment(change, said)

    def _amendment(self, change: TermChange, said: TermProposal) -> Json:
        value = said.value
        money = None if value is None or value.money is None else amount(value.money)
        term = without_nothing(
            {
                "key": said.key,
                "by": said.by.value,
                "wording": said.wording,
                "value": money,
                "number": value.number if value else "",
                "unit": value.unit if value else "",
                "oral": said.oral or None,
                "observed": said.observed or None,
                "proposed": change.proposal.occurred,
                "effective": change.answer and change.answer.payload.effective,
            }
        )
        return without_nothing(
            {
                "id": f"term-{change.proposal.identity}",
                **(dated("date", change.answer) if change.answer else {}),
                "rationale": said.argument,
                "description": f"{change.name}: {_figure(said)}",
                "term": term,
            }
        )


def _figure(said: TermProposal) -> str:
    if said.value is None:
        return said.wording
    money = said.value.money
    figure = said.value.number if money is None else f"{amount(money)['amount']} {money.currency}"
    return " / ".join(filter(None, (figure, said.value.unit)))
