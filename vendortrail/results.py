"""What counts as a result: the rows behind deliveries under every definition there ever was."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from enum import StrEnum

from msgspec import Struct

from vendortrail import terms
from vendortrail.questionnaire import Questionnaire, all_met, questionnaire
from vendortrail.records.definition import Counting, Definition
from vendortrail.records.history import History, ResultGroup
from vendortrail.records.promised import RESULT_DEFINITION, Delivery, Question, TermProposal
from vendortrail.records.record import Record

NO_QUESTIONS = Questionnaire()


class Verdict(StrEnum):
    """Whether a row is a result under a definition."""

    COUNTS = "counts"
    DOES_NOT = "does-not"
    CANNOT_TELL = "cannot-tell"


_VERDICTS = {True: Verdict.COUNTS, False: Verdict.DOES_NOT, None: Verdict.CANNOT_TELL}


class Count(Struct, frozen=True):
    """How many rows count, do not count, and how many nobody can tell about any more."""

    counts: int
    does_not: int
    cannot_tell: int

    @property
    def rows(self) -> int:
        """All of them."""
        return self.counts + self.does_not + self.cannot_tell


class Worth(Struct, frozen=True):
    """How many units of a delivery count, at least and at most, while it is not settled."""

    least: int
    most: int


class Cuts(Struct, frozen=True):
    """The durations and days, ascending, at which some definition or question begins to differ.

    Rows between two neighbours are alike: so a million rows make a few hundred groups.
    """

    seconds: tuple[int, ...] = ()
    days: tuple[date, ...] = ()


def cuts(history: History, considered: Iterable[Definition] = ()) -> Cuts:
    """Return where any definition or question on record, or one only considered, differs."""
    said = [record.payload for record in history.ledger]
    proposed = (it.definition for it in said if isinstance(it, TermProposal) and it.definition)
    seconds = {
        counting.at_least_seconds
        for definition in (*proposed, *considered)
        for counting in definition.counts
    }
    asked = Questionnaire(tuple(it for it in said if isinstance(it, Question)))
    return Cuts(tuple(sorted(seconds - {0})), tuple(sorted(set(asked.turns))))


def verdict(
    group: ResultGroup, definition: Definition, asked: Questionnaire = NO_QUESTIONS
) -> Verdict:
    """Say whether rows are results under a definition.

    A row counts when its outcome is named and every condition on it is met, and does not when one
    fails. Where a condition asks for what is not on record (a question that was not asked, a
    duration that the table has not) and no other one fails, nobody can tell.
    """
    for counting in definition.counts:
        if counting.outcome == group.outcome:
            return _VERDICTS[all_met(_conditions(group, counting, asked))]
    return Verdict.DOES_NOT


def _conditions(
    group: ResultGroup, counting: Counting, asked: Questionnaire
) -> Iterator[bool | None]:
    if counting.script:
        yield group.script
    if counting.key_questions:
        yield asked.key_answered(group)
    for question in counting.questions:
        yield asked.answered(group, question)
    if counting.at_least_seconds:
        yield None if group.seconds is None else group.seconds >= counting.at_least_seconds


def recount(
    groups: Iterable[ResultGroup], definition: Definition, asked: Questionnaire = NO_QUESTIONS
) -> Count:
    """Count rows under a definition; the three classes add up to the rows."""
    rows = dict.fromkeys(Verdict, 0)
    for group in groups:
        rows[verdict(group, definition, asked)] += group.count
    return Count(rows[Verdict.COUNTS], rows[Verdict.DOES_NOT], rows[Verdict.CANNOT_TELL])


def rows(history: History, delivery: Record[Delivery]) -> tuple[ResultGroup, ...]:
    """Return the result rows behind a delivery; none where only a number was reported."""
    return history.results.get(delivery.identity) or tuple(
        ResultGroup(counted.outcome, None, None, counted.count)
        for counted in delivery.payload.outcomes
    )


def outcomes(history: History, agreement: int) -> Mapping[str, int]:
    """Return how many rows of an agreement's deliveries ended in each outcome, the most first."""
    rows_of: Counter[str] = Counter()
    for delivery in history.of(Delivery, agreement):
        for group in rows(history, delivery):
            rows_of[group.outcome] += group.count
    return dict(rows_of.most_common())


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
    asked = questionnaire(history, agreement)
    counted = [recount(groups, definition, asked) for definition in proposed]
    found = [Worth(count.counts, count.counts + count.cannot_tell) for count in counted]
    if not (agreed and found):
        found.append(claimed)
    return Worth(min(worth.least for worth in found), max(worth.most for worth in found))
