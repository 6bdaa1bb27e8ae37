"""The terms of an agreement: what was proposed, what became of it, and what held on which day."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from contextlib import suppress
from datetime import date, timedelta
from enum import StrEnum

from msgspec import Struct
from msgspec.structs import replace

from vendortrail.i18n import N_, _, everywhere
from vendortrail.records.history import History
from vendortrail.records.promised import (
    AGREEMENT_VALUE,
    FIRST_DAY,
    LAST_DAY,
    PRICE,
    RESULT_DEFINITION,
    TermAnswer,
    TermProposal,
)
from vendortrail.records.record import Record
from vendortrail.records.values import Answer


class Standing(StrEnum):
    """What became of a proposed term."""

    PROPOSED = "proposed"
    ACCEPTED = "accepted"
    REJECTED = "rejected"
    WITHDRAWN = "withdrawn"
    COUNTERED = "countered"
    SUPERSEDED = "superseded"
    OBSERVED = "observed"


# The terms that the product itself reads have a name in every language.
_NAMES = {
    RESULT_DEFINITION: N_("result definition"),
    PRICE: N_("price"),
    AGREEMENT_VALUE: N_("agreement value"),
    FIRST_DAY: N_("first day"),
    LAST_DAY: N_("last day"),
}

_STANDINGS = {Answer.REJECTED: Standing.REJECTED, Answer.WITHDRAWN: Standing.WITHDRAWN}


def same(key: str) -> str:
    """Return the name of a term, the same however its letters and spaces were typed."""
    return " ".join(key.casefold().split())


def key(typed: str) -> str:
    """Return the key of a term as records have it; one that the product reads in any language."""
    for known, named in _NAMES.items():
        if same(typed) in map(same, everywhere(named)):
            return known
    return typed


def name(key: str) -> str:
    """Return the name of a term for a person to read."""
    return _(_NAMES[same(key)]) if same(key) in _NAMES else key


def day_of(said: TermProposal) -> date | None:
    """Return the day that a term says where it is the first or the last one of an agreement."""
    with suppress(ValueError):
        return date.fromisoformat(said.wording) if said.key in {FIRST_DAY, LAST_DAY} else None
    return None


class TermChange(Struct, frozen=True):
    """A proposal and what became of it.

    ``answer`` is the one that settled it, or, as long as it is proposed, what was said by word of
    mouth. An accepted term holds from ``holds_from`` to ``holds_until``, both included; without
    ``holds_until`` it holds still. One that ends before it begins never held: a later agreement
    took its place first. It is superseded as soon as its end is agreed, even if that day is ahead.
    A definition holds no longer than it is valid. What was merely observed, and neither answered
    nor countered, is neither proposed nor in force.
    """

    proposal: Record[TermProposal]
    answer: Record[TermAnswer] | None
    standing: Standing
    holds_from: date | None = None
    holds_until: date | None = None

    @property
    def key(self) -> str:
        """The name of the term, the same however its letters and spaces were typed."""
        return same(self.proposal.payload.key)

    @property
    def name(self) -> str:
        """The name of the term for a person to read."""
        return name(self.proposal.payload.key)

    def holds_on(self, day: date) -> bool:
        """Say whether it was in force on that day."""
        return _begin(self) <= day <= (self.holds_until or date.max)


def changes(history: History, agreement: int) -> tuple[TermChange, ...]:
    """Return every change of terms of an agreement, in the order in which they were proposed.

    Only acceptance by the other side, on paper, puts a term in force: an answer with evidence, or
    one that is not oral to a proposal that is not oral either. An oral proposal without evidence
    takes a second acceptance that is not oral. Acceptance on paper settles a proposal whatever else
    was answered; otherwise the last answer does, or a proposal that counters it.
    """
    answers: dict[int, list[Record[TermAnswer]]] = {}
    for answer in history.of(TermAnswer, agreement):
        answers.setdefault(answer.payload.proposal, []).append(answer)
    proposals = history.of(TermProposal, agreement)
    countered = {proposal.payload.counters for proposal in proposals}
    return _with_ends(
        _settled(proposal, answers.get(proposal.identity, []), proposal.identity in countered)
        for proposal in proposals
    )


def in_force(history: History, agreement: int, day: date) -> Mapping[str, TermChange]:
    """Return the terms that held on a day, by `TermChange.key`, by all that the history knows.

    For what was known on a day, ask ``history.known_on(day)``.
    """
    return {change.key: change for change in changes(history, agreement) if change.holds_on(day)}


def governing(changed: Iterable[TermChange], key: str, day: date) -> TermChange | None:
    """Return the change of a term that governs what was done on a day.

    That is the one in force; where there was none yet, the first that came into force afterwards.
    """
    ahead = [
        change
        for change in changed
        if change.key == key
        and change.holds_from
        and max(day, change.holds_from) <= (change.holds_until or date.max)
    ]
    return min(ahead, key=_begin, default=None)


def open_proposals(history: History, agreement: int, day: date) -> tuple[TermChange, ...]:
    """Return what was proposed by the end of a day and neither settled nor countered by then."""
    return tuple(
        change
        for change in changes(history.as_of(day), agreement)
        if change.standing is Standing.PROPOSED
    )


def _settled(
    proposal: Record[TermProposal], answers: list[Record[TermAnswer]], countered: bool
) -> TermChange:
    told = [
        answer
        for answer in answers
        if answer.payload.answer in _STANDINGS or answer.payload.by is proposal.payload.by.other
    ]
    accepted = False
    for answer in told:
        if answer.payload.answer is not Answer.ACCEPTED:
            continue
        if _on_paper(proposal, answer, repeated=accepted):
            effective = answer.payload.effective
            begin = date.fromisoformat(effective) if effective else answer.day
            starts, ends = _validity(proposal.payload)
            begin = max(begin, starts or begin)
            return TermChange(proposal, answer, Standing.ACCEPTED, begin, ends)
        accepted = True
    last = told[-1] if told else None
    if last and last.payload.answer in _STANDINGS:
        return TermChange(proposal, last, _STANDINGS[last.payload.answer])
    unsettled = Standing.OBSERVED if proposal.payload.observed else Standing.PROPOSED
    return TermChange(proposal, last, Standing.COUNTERED if countered else unsettled)


def _validity(proposal: TermProposal) -> tuple[date | None, date | None]:
    """Return the first and the last day for which a definition was made, where it has them."""
    definition = proposal.definition
    first, last = (definition.starts, definition.ends) if definition else ("", "")
    return (
        date.fromisoformat(first) if first else None,
        date.fromisoformat(last) if last else None,
    )


def _on_paper(
    proposal: Record[TermProposal], answer: Record[TermAnswer], *, repeated: bool
) -> bool:
    if answer.evidence:
        return True
    written = not proposal.payload.oral or bool(proposal.evidence)
    return not answer.payload.oral and (written or repeated)


def _with_ends(settled: Iterable[TermChange]) -> tuple[TermChange, ...]:
    """Let what was agreed later replace what was agreed before, from its own day on."""
    ended = list(settled)
    begins: dict[str, date] = {}
    for place in sorted(range(len(ended)), key=lambda place: _agreed(ended[place]), reverse=True):
        change = ended[place]
        if change.standing is not Standing.ACCEPTED:
            continue
        begin = _begin(change)
        if change.key in begins:
            replaced = begins[change.key] - timedelta(days=1)
            ended[place] = replace(
                change,
                standing=Standing.SUPERSEDED,
                holds_until=min(replaced, change.holds_until or replaced),
            )
        begins[change.key] = min(begin, begins.get(change.key, begin))
    return tuple(ended)


def _begin(change: TermChange) -> date:
    return change.holds_from or date.max


def _agreed(change: TermChange) -> tuple[date, date]:
    answer = change.answer
    return answer.day if answer else date.min, _begin(change)
