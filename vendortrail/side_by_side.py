"""The terms of an agreement in two states, side by side.

A state is what held on a day, what would hold if a side had its way, or what an offer says; what
was known of it on a day is asked of `History.known_on`.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

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
