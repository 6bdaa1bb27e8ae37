"""The terms of an agreement in two states, side by side.

A state is what held on a day, what would hold if a side had its way or one proposal were accepted,
or what an offer says; what was known of it on a day is asked of `History.known_on`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from enum import StrEnum

from msgspec import Struct

from vendortrail import advantage, disagreements, terms
from vendortrail.advantage import Judgement
from vendortrail.disagreements import shift
from vendortrail.records.dealings import Offer, OfferedTerm
from vendortrail.records.history import History
from vendortrail.records.promised import TermProposal
from vendortrail.records.record import Record
from vendortrail.records.values import Side, TermValue
from vendortrail.terms import TermChange


class Clause(Struct, frozen=True):
    """What one state says of a term, and the number of the record that says it."""

    says: TermProposal | OfferedTerm
    record: int

    @property
    def key(self) -> str:
        """The name of the term, the same however its letters and spaces were typed."""
        return terms.same(self.says.key)


State = Mapping[str, Clause]


class Basis(StrEnum):
    """What decides which terms a state has."""

    AGREED = "agreed"
    PROPOSED = "proposed"
    OURS = "ours"
    PROPOSAL = "proposal"
    OFFER = "offer"


class Choice(Struct, frozen=True):
    """A state by its name: what is agreed, on a ``day``, and what would hold beside it.

    ``record`` is the proposal or the offer that it is about, where it is about one.
    """

    basis: Basis
    day: date
    record: Record[TermProposal] | Record[Offer] | None = None


class Compared(Struct, frozen=True):
    """A term in two states; None: that state does not have it.

    ``shift`` is how far the value moved, where that is a number. ``unanswered`` are the proposals
    of the term, by either side, that wait for an answer.
    """

    before: Clause | None
    after: Clause | None
    shift: TermValue | None
    judgement: Judgement
    unanswered: tuple[TermChange, ...]

    @property
    def name(self) -> str:
        """The name of the term for a person to read."""
        said = self.after or self.before
        return terms.name(said.says.key) if said else self.unanswered[0].name


def choices(history: History, agreement: int, today: date) -> tuple[Choice, ...]:
    """Return the states that are worth laying beside each other.

    They are what is agreed now, what each side wants if it wants anything, the offers that may be
    for this agreement, every open proposal, and what was agreed from each day of a change on; of
    several, the newest first.
    """
    return tuple(_choices(history, agreement, today))


def state(history: History, agreement: int, choice: Choice) -> State:
    """Return the state of a name."""
    held = agreed(history, agreement, choice.day)
    record = choice.record
    if choice.basis is Basis.PROPOSED:
        return wanted(history, agreement, choice.day, Side.VENDOR)
    if choice.basis is Basis.OURS:
        return wanted(history, agreement, choice.day, Side.US)
    if record is None:
        return held
    if isinstance(record.payload, Offer):
        return offered(record)
    clause = Clause(record.payload, record.seq)
    return {**held, clause.key: clause}


def agreed(history: History, agreement: int, day: date) -> State:
    """Return what held on a day."""
    held = terms.in_force(history, agreement, day)
    return {key: _clause(change) for key, change in held.items()}


def wanted(history: History, agreement: int, day: date, side: Side) -> State:
    """Return what would hold if a side got everything that it stands by."""
    stands = (
        point.vendor if side is Side.VENDOR else point.us
        for point in disagreements.points(history, agreement, day)
    )
    wishes = {change.key: _clause(change) for change in stands if change}
    return {**agreed(history, agreement, day), **wishes}


def offered(offer: Record[Offer]) -> State:
    """Return what an offer says, and nothing else: what it does not name, it leaves open."""
    clauses = (Clause(term, offer.seq) for term in offer.payload.terms)
    return {clause.key: clause for clause in clauses}


def compare(
    history: History, agreement: int, before: State, after: State, day: date
) -> tuple[Compared, ...]:
    """Return every term that either state has, or that a proposal is open for.

    Args:
        history: what decides which state is better for us, and what is not answered.
        agreement: the identity of the agreement.
        before: one state.
        after: the other.
        day: the day of the comparison.
    """
    facts = advantage.Facts(history.as_of(day), agreement, day)
    waiting: dict[str, list[TermChange]] = {}
    for change in terms.open_proposals(history, agreement, day):
        waiting.setdefault(change.key, []).append(change)
    return tuple(
        _compared(before.get(key), after.get(key), tuple(waiting.get(key, ())), facts)
        for key in {**before, **after, **waiting}
    )


def _choices(history: History, agreement: int, today: date) -> Iterator[Choice]:
    yield Choice(Basis.AGREED, today)
    points = disagreements.points(history, agreement, today)
    if any(point.vendor for point in points):
        yield Choice(Basis.PROPOSED, today)
    if any(point.us for point in points):
        yield Choice(Basis.OURS, today)
    for offer in reversed(history.of(Offer)):
        if offer.agreement in (None, agreement):
            yield Choice(Basis.OFFER, today, offer)
    for change in reversed(terms.open_proposals(history, agreement, today)):
        yield Choice(Basis.PROPOSAL, today, change.proposal)
    begins = {change.holds_from for change in terms.changes(history, agreement)}
    for day in sorted((day for day in begins if day and day < today), reverse=True):
        yield Choice(Basis.AGREED, day)


def _compared(
    before: Clause | None,
    after: Clause | None,
    unanswered: tuple[TermChange, ...],
    facts: advantage.Facts,
) -> Compared:
    old = before.says if before else None
    new = after.says if after else None
    moved = shift(old.value if old else None, new.value if new else None)
    return Compared(before, after, moved, advantage.judge(old, new, facts), unanswered)


def _clause(change: TermChange) -> Clause:
    return Clause(change.proposal.payload, change.proposal.seq)
