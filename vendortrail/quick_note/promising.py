"""Promises in a note: who gave them, what, and by when."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Final

from msgspec import Struct

from vendortrail import occurred
from vendortrail.occurred import Occurred
from vendortrail.quick_note import days
from vendortrail.quick_note.head import Head
from vendortrail.quick_note.known import Named
from vendortrail.quick_note.marks import Names
from vendortrail.quick_note.reading import Choice, Part, Promised, plain
from vendortrail.quick_note.sheet import Sheet
from vendortrail.quick_note.vocabulary import BY, NEGATIONS, PROMISED
from vendortrail.records.values import Direction, Side
from vendortrail.sentences import say

Range = tuple[int, int]

_BY_WHICH_DAY: Final = say("by which day was it promised")
_ENDS: Final = frozenset(";.!?")
_LONGEST: Final = 40


class Said(Struct, frozen=True):
    """Where a promise is given: its pieces from ``first`` to the one before ``end``."""

    first: int
    end: int
    by: Side | None
    contact: int | None


def sayings(sheet: Sheet, names: Names) -> tuple[Said, ...]:
    """Return where promises are given, before anything but names is taken."""
    found = []
    at = 0
    while at < len(sheet):
        promised = sheet.phrase(PROMISED, at)
        if promised is None or (at and sheet.words[at - 1] in NEGATIONS):
            at += 1
            continue
        by, end = promised
        giver = names.people.get(at)
        if names.is_ours(at):
            by = Side.US
        found.append(Said(at, end, by, giver.identity if giver else None))
        at = end
    return tuple(found)


def promises(sheet: Sheet, said: Sequence[Said], names: Names, head: Head) -> tuple[Promised, ...]:
    """Take the promises; ask who gave one, what, and by when, where that is open."""
    clauses = [_clause(sheet, it, said[place + 1 :]) for place, it in enumerate(said)]
    inside = {at for clause in clauses for at in clause if at in names.segments}
    beside = [at for at in names.segments if at not in inside]
    return tuple(
        _promise(
            sheet,
            one,
            clause,
            head,
            [names.segments[at] for at in names.segments if at in clause or at in beside],
        )
        for one, clause in zip(said, clauses, strict=True)
    )


def _clause(sheet: Sheet, one: Said, later: Sequence[Said]) -> range:
    """Return the pieces in which a promise is worded."""
    limit = min([len(sheet), one.end + _LONGEST, *(it.first for it in later[:1])])
    ends = (at for at in range(one.end, limit) if sheet.words[at] in _ENDS)
    return range(one.end, next(ends, limit))


def _promise(
    sheet: Sheet, one: Said, clause: range, head: Head, segments: Sequence[Named]
) -> Promised:
    own = [at for at in range(one.first, one.end) if sheet.words[at] != "@"]
    sheet.take(own[0], own[-1] + 1, Part.PROMISE, None)
    dated = _dated(sheet, clause, head)
    text = _text(sheet, clause, *dated[:1]) or ", ".join(it.name for it in segments)
    if not text:
        sheet.ask(Part.PROMISE, say("what was promised"), _no_promise(sheet, own))
    return Promised(
        text,
        _giver(sheet, one, own, head),
        _due(sheet, own, dated, head),
        one.contact,
        tuple(it.identity for it in segments),
    )


def _giver(sheet: Sheet, one: Said, own: Sequence[int], head: Head) -> Side | None:
    """Return who promised: who is said to have, else the vendor where it alone spoke."""
    if one.by is None and head.direction is Direction.INCOMING:
        return Side.VENDOR
    if one.by is None:
        words = sheet.wording.promised
        choices = (
            sheet.choice(means, (own[0], own[-1] + 1, words[side]))
            for side, means in ((Side.VENDOR, say("the vendor")), (Side.US, say("we")))
        )
        sheet.ask(Part.PROMISE, say("who promised"), *choices, _no_promise(sheet, own))
    return one.by


def _dated(sheet: Sheet, clause: range, head: Head) -> Sequence[Range]:
    """Return the pieces that say by when, nothing where none do.

    They are all days after “by”, else the first day, else the first span after “by”.
    """

    def is_day(dated: Range) -> bool:
        return all(it.is_exact for it in _meant(sheet, dated, head))

    after_by = list(_dates(sheet, clause, BY))
    days_after_by = list(filter(is_day, after_by))
    return days_after_by or [*filter(is_day, _dates(sheet, clause, None)), *after_by][:1]


def _dates(sheet: Sheet, clause: range, begun: frozenset[str] | None) -> Iterator[Range]:
    """Yield the pieces of every date, one behind the other; ``begun``: that begins with a word."""
    at = clause.start
    while at < clause.stop:
        may_begin = begun is None or sheet.words[at] in begun
        behind = days.run(sheet, at, clause.stop) if may_begin else None
        if behind is not None:
            yield at, behind
        at = behind or at + 1


def _meant(sheet: Sheet, dated: Range, head: Head) -> tuple[Occurred, ...]:
    said = head.when.first if head.when is not None and head.when.is_exact else None
    return days.due(sheet.said(*dated), sheet.now, said)


def _due(sheet: Sheet, own: Sequence[int], dated: Sequence[Range], head: Head) -> date | None:
    """Return the day by which it was promised; ask where there is none, or not one alone."""
    if not dated:
        asks = say("by when was it promised; write “by” and a day")
        sheet.ask(Part.DUE, asks, _no_promise(sheet, own))
        return None
    for place in dated:
        sheet.take(*place, Part.DUE, None)
    first, *_others = dated
    meant = _meant(sheet, first, head)
    if any(_meant(sheet, place, head) != meant for place in dated):
        sheet.ask(Part.DUE, _BY_WHICH_DAY, *(_one_of(sheet, place, dated) for place in dated))
        return None
    if len(meant) == 1 and meant[0].is_exact:
        return meant[0].first
    ends = dict.fromkeys(it.last if it.last != date.max else it.first for it in meant)
    choices = (
        sheet.choice(plain(occurred.day(it)), (*first, f"{sheet.wording.by} {it.isoformat()}"))
        for it in ends
    )
    sheet.ask(Part.DUE, _BY_WHICH_DAY, *choices)
    return None


def _one_of(sheet: Sheet, place: Range, dated: Sequence[Range]) -> Choice:
    """Return the choice by which it was promised by that day, and the other days stay text."""
    return sheet.quoting(plain(sheet.said(*place)), *(it for it in dated if it != place))


def _text(sheet: Sheet, clause: range, dated: Range | None = None) -> str:
    """Return what was promised: what stands before the day, else what stands behind it."""
    if dated is None:
        return sheet.text(clause.start, clause.stop)
    before = sheet.text(clause.start, dated[0])
    return before or sheet.text(dated[1], clause.stop)


def _no_promise(sheet: Sheet, own: Sequence[int]) -> Choice:
    return sheet.quoting(say("no promise: it stays text"), (own[0], own[-1] + 1))
