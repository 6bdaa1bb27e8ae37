"""Where the two sides of an agreement disagree, and who moved how far to get there."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal

from msgspec import Struct

from vendortrail import terms
from vendortrail.records.history import History
from vendortrail.records.values import Money, Side, TermValue
from vendortrail.terms import Standing, TermChange


class Move(Struct, frozen=True):
    """A proposal, held against what its side had said before.

    ``before`` is the side's previous proposal of the term; where it had made none, what was in
    force; None where there was nothing. ``shift`` is how far the value moved, if that is a number.
    """

    change: TermChange
    before: TermChange | None
    shift: TermValue | None


class Point(Struct, frozen=True):
    """A term that is not settled: what each side stands by, and what is agreed until then.

    ``moves`` is everything that was ever proposed of the term, in that order.
    """

    vendor: TermChange | None
    us: TermChange | None
    agreed: TermChange | None
    moves: tuple[Move, ...]

    @property
    def name(self) -> str:
        """The name of the term for a person to read."""
        return self.moves[-1].change.name


def points(history: History, agreement: int, day: date) -> tuple[Point, ...]:
    """Return the unsettled terms of an agreement as of a day, in the order they were raised in.

    A side stands by its last proposal that was neither accepted, rejected nor withdrawn. One that
    was countered before the term was agreed upon is history.
    """
    by_key: dict[str, list[TermChange]] = {}
    for change in terms.changes(history.as_of(day), agreement):
        if change.standing is not Standing.OBSERVED:
            by_key.setdefault(change.key, []).append(change)
    found = (_point(changed) for changed in by_key.values())
    return tuple(sorted(filter(None, found), key=_raised))


def shift(before: TermValue | None, after: TermValue | None) -> TermValue | None:
    """Return by how much a value changed, exactly; None unless both are counted alike."""
    if before is None or after is None or before.unit != after.unit:
        return None
    if before.money and after.money and before.money.currency == after.money.currency:
        moved = Money(after.money.minor - before.money.minor, after.money.currency)
        return TermValue(money=moved, unit=after.unit)
    if before.number and after.number:
        number = Decimal(after.number) - Decimal(before.number)
        return TermValue(number=f"{number:f}", unit=after.unit)
    return None


def _point(changed: Sequence[TermChange]) -> Point | None:
    agreed = [place for place, change in enumerate(changed) if change.holds_from]
    alive = [
        change
        for place, change in enumerate(changed)
        if change.standing is Standing.PROPOSED
        or (change.standing is Standing.COUNTERED and place > max(agreed, default=-1))
    ]
    if not alive:
        return None
    stands = {change.proposal.payload.by: change for change in alive}
    accepted = (change for change in changed if change.standing is Standing.ACCEPTED)
    return Point(
        stands.get(Side.VENDOR), stands.get(Side.US), next(accepted, None), tuple(_moves(changed))
    )


def _moves(changed: Sequence[TermChange]) -> Iterator[Move]:
    said: dict[Side, TermChange] = {}
    for place, change in enumerate(changed):
        proposal = change.proposal
        held = (it for it in changed[:place] if it.holds_on(proposal.day))
        before = said.get(proposal.payload.by) or next(held, None)
        moved = shift(before.proposal.payload.value if before else None, proposal.payload.value)
        yield Move(change, before, moved)
        said[proposal.payload.by] = change


def _raised(point: Point) -> tuple[date, int]:
    first = min(
        (it.proposal for it in (point.vendor, point.us) if it), key=lambda record: record.sort_key
    )
    return first.day, first.seq
