"""What counts as a result: the rows behind deliveries under every definition there ever was."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct

from vendortrail import terms
from vendortrail.records.definition import Definition
from vendortrail.records.history import History, ResultGroup
from vendortrail.records.promised import RESULT_DEFINITION, Delivery
from vendortrail.records.record import Record
from vendortrail.records.values import KeyAnswers


class Count(Struct, frozen=True):
    """How many rows count, do not count, and how many nobody can tell about any more."""

    counts: int
    does_not: int
    cannot_tell: int


class Worth(Struct, frozen=True):
    """How many units of a delivery count, at least and at most, while it is not settled."""

    least: int
    most: int


def recount(groups: Iterable[ResultGroup], definition: Definition) -> Count:
    """Count rows under a definition.

    A row counts when its outcome is named and every condition on it is met, and does not when one
    fails. Where a condition asks for what is not on record (key questions that were not asked, a
    duration that the table has not) and no other one fails, nobody can tell.
    """
    countings = {counting.outcome: counting for counting in definition.counts}
    rows = {True: 0, False: 0, None: 0}
    for group in groups:
        counting = countings.get(group.outcome)
        met: set[bool | None] = {counting is not None}
        if counting and counting.key_questions:
            met.add(_answered(group.key_answers))
        if counting and counting.at_least_seconds:
            met.add(None if group.seconds is None else group.seconds >= counting.at_least_seconds)
        rows[False if False in met else None if None in met else True] += group.count
    return Count(rows[True], rows[False], rows[None])


def _answered(key_answers: KeyAnswers | None) -> bool | None:
    if key_answers in {None, KeyAnswers.NOT_ASKED}:
        return None
    return key_answers is KeyAnswers.ANSWERED


def definitions(history: History, agreement: int) -> tuple[terms.TermChange, ...]:
    """Return the changes of terms that say what counts in a form to hold rows against."""
    return tuple(
        change
        for change in terms.changes(history, agreement)
        if change.proposal.payload.definition is not None
    )


def rows(history: History, delivery: Record[Delivery]) -> tuple[ResultGroup, ...]:
    """Return the result rows behind a delivery; none where only a number was reported."""
    return history.results.get(delivery.identity) or tuple(
        ResultGroup(counted.outcome, None, None, counted.count)
        for counted in delivery.payload.outcomes
    )


def worth(history: History, agreement: int, delivery: Record[Delivery]) -> Worth:
    """Return how much of a delivery counts, at least and at most.

    Under the definition that governs the day of the delivery, rows that nobody can tell about make
    the difference. Where no definition was ever accepted, it lies between the extremes of what the
    vendor claims and of what every definition ever proposed gives. Where there are no rows, or the
    accepted definition is words alone, the claim stands.
    """
    claimed = Worth(delivery.payload.claimed, delivery.payload.claimed)
    groups = rows(history, delivery)
    if not groups:
        return claimed
    changed = terms.changes(history, agreement)
    agreed = terms.governing(changed, RESULT_DEFINITION, delivery.day)
    proposed = [
        definition
        for change in ([agreed] if agreed else changed)
        if (definition := change.proposal.payload.definition)
    ]
    counted = [recount(groups, definition) for definition in proposed]
    found = [Worth(count.counts, count.counts + count.cannot_tell) for count in counted]
    if not (agreed and found):
        found.append(claimed)
    return Worth(min(worth.least for worth in found), max(worth.most for worth in found))
