"""A result definition in words that a person can read aloud and both sides can sign."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from functools import reduce

from vendortrail.records.definition import Counting, Definition, Exclusion
from vendortrail.sentences import Sentence, count, say


def definition_sentence(definition: Definition) -> Sentence:
    """Return all that a definition says, as sentences in a row."""
    return _one_after_another(_sentences(definition))


def counting_sentence(counting: Counting) -> Sentence:
    """Return one outcome with its conditions: “call-back”, if the key questions were answered."""
    conditions = [*_conditions(counting)]
    if not conditions:
        return say("“{name}”", name=counting.outcome)
    return say(
        "“{outcome}”, if {conditions}", outcome=counting.outcome, conditions=_all_of(conditions)
    )


def _sentences(definition: Definition) -> Iterator[Sentence]:
    countings = [counting_sentence(counting) for counting in definition.counts]
    if definition.unit:
        yield say(
            "Counts as one {unit}: {outcomes}.", unit=definition.unit, outcomes=_any(countings)
        )
    else:
        yield say("Counts as a result: {outcomes}.", outcomes=_any(countings))
    if definition.excludes:
        excluded = _listed(_exclusion(exclusion) for exclusion in definition.excludes)
        yield say("Does not count: {excluded}.", excluded=excluded)
    if definition.evidence:
        yield say("The vendor proves each with: {evidence}.", evidence=_listed(definition.evidence))
    if definition.price is not None:
        yield say("One costs {price}.", price=definition.price)
    yield from _validity(definition)


def _conditions(counting: Counting) -> Iterator[Sentence]:
    if counting.script:
        yield say("the script was followed")
    if counting.key_questions:
        yield say("the key questions were answered")
    if counting.questions:
        named = _all_of(say("“{name}”", name=name) for name in counting.questions)
        yield count(
            "the question {questions} was answered",
            "the questions {questions} were answered",
            len(counting.questions),
            questions=named,
        )
    if counting.at_least_seconds:
        yield count(
            "it lasted {count} second or more",
            "it lasted {count} seconds or more",
            counting.at_least_seconds,
        )


def _exclusion(exclusion: Exclusion) -> Sentence | str:
    if not exclusion.example:
        return exclusion.what
    return say("{what} (for example: {example})", what=exclusion.what, example=exclusion.example)


def _validity(definition: Definition) -> Iterator[Sentence]:
    first = date.fromisoformat(definition.starts) if definition.starts else None
    last = date.fromisoformat(definition.ends) if definition.ends else None
    if first and last:
        yield say("Valid from {first} to {last}.", first=first, last=last)
    elif first:
        yield say("Valid from {first}.", first=first)
    elif last:
        yield say("Valid until {last}.", last=last)


def _one_after_another(parts: Iterable[Sentence]) -> Sentence:
    return reduce(lambda said, more: say("{said} {more}", said=said, more=more), parts)


def _listed(parts: Iterable[object]) -> object:
    return reduce(lambda said, more: say("{said}; {more}", said=said, more=more), parts)


def _any(parts: Iterable[object]) -> object:
    return reduce(lambda said, more: say("{said}; or {more}", said=said, more=more), parts)


def _all_of(parts: Iterable[object]) -> object:
    return reduce(lambda said, more: say("{said} and {more}", said=said, more=more), parts)
