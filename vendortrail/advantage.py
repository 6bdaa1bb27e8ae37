"""Whether a term in one state is better or worse for us than in another, by a few plain rules.

1. What says the same in both is the same.
2. A result definition is worse if more of the rows delivered so far surely count under it, because
   we pay for what counts; better if fewer do. Where one state has none, as none ever was agreed,
   the vendor's is held against the last one that we proposed.
3. A price is worse if it is dearer at some usage and cheaper at none, better if it is the other way
   round. A term is known to be a price of ours if it is called so, has a tariff, is money by a time
   (a fee), or is measured by usage of ours on record: any other money may be a penalty.
4. An included quantity makes a difference only if we use it: more is better if we used more than
   the old one in some month, less is worse if we used more than the new one, and as long as we
   never used more than either, they are the same.

What no rule judges cannot be told: wordings above all, which are for a person to read.
"""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from functools import cached_property

from msgspec import Struct

from vendortrail import results, tariffs, terms
from vendortrail.questionnaire import questionnaire
from vendortrail.records.dealings import OfferedTerm, Usage
from vendortrail.records.definition import Definition
from vendortrail.records.history import History
from vendortrail.records.promised import PRICE, RESULT_DEFINITION, Delivery, TermProposal
from vendortrail.records.tariff import Tariff
from vendortrail.records.values import Side
from vendortrail.sentences import Sentence, say
from vendortrail.terms import TermChange

Term = TermProposal | OfferedTerm


class Verdict(StrEnum):
    """What a change of a term is for us."""

    SAME = "same"
    BETTER = "better"
    WORSE = "worse"
    CANNOT_TELL = "cannot tell"


class Judgement(Struct, frozen=True):
    """A verdict, and the rule that says so."""

    verdict: Verdict
    rule: Sentence


class Facts(Struct, frozen=True, dict=True):
    """What rules are held against: our usage, and the rows and proposals of an agreement.

    ``day`` decides about the indexation of prices.
    """

    history: History
    agreement: int
    day: date

    def counted(self, definition: Definition) -> int:
        """Return how many rows surely count under a definition."""
        asked = questionnaire(self.history, self.agreement)
        return sum(
            results.recount(results.rows(self.history, delivery), definition, asked).counts
            for delivery in self.history.of(Delivery, self.agreement)
        )

    def most_used(self, key: str, unit: str) -> int | None:
        """Return the most that we used in a month of a meter, by its name or else its unit."""
        named = [used for used in self._usage if terms.same(used.meter) == key]
        counted = [used for used in self._usage if unit and terms.same(used.unit) == unit]
        if not named and len({terms.same(used.meter) for used in counted}) > 1:
            return None
        return max((used.quantity for used in named or counted), default=None)

    @cached_property
    def ours(self) -> TermChange | None:
        """The result definition that we proposed last; None if any ever was agreed."""
        changed = [
            change
            for change in terms.changes(self.history, self.agreement)
            if change.key == RESULT_DEFINITION
        ]
        if any(change.holds_from for change in changed):
            return None
        proposed = (it for it in reversed(changed) if it.proposal.payload.by is Side.US)
        return next(proposed, None)

    @cached_property
    def _usage(self) -> tuple[Usage, ...]:
        return tuple(
            record.payload
            for record in self.history.of(Usage)
            if record.agreement in (None, self.agreement)
        )


def judge(before: Term | None, after: Term | None, facts: Facts) -> Judgement:
    """Say what a change of a term is for us; None: one of the states does not have it."""
    if before is None or after is None:
        return _of_one(before, after, facts)
    if _contents(before) == _contents(after):
        return Judgement(Verdict.SAME, say("it says the same"))
    definitions = _definition(before), _definition(after)
    if definitions[0] and definitions[1]:
        return _of_definitions(definitions[0], definitions[1], facts)
    old, new = tariffs.of_term(before), tariffs.of_term(after)
    if old and new and old.unit == new.unit and old != new:
        if not (old.currency or new.currency):
            return _of_included(old, new, facts.most_used(terms.same(after.key), _unit(new)))
        if old.currency == new.currency and _is_price(before, after, new, facts):
            return _of_prices(old, new, facts)
    return Judgement(Verdict.CANNOT_TELL, say("no rule judges it: read both"))


def _contents(term: Term) -> tuple[object, ...]:
    return " ".join(term.wording.split()), term.value, term.tariff, _definition(term)


def _definition(term: Term) -> Definition | None:
    return term.definition if isinstance(term, TermProposal) else None


def _unit(tariff: Tariff) -> str:
    return terms.same(tariff.unit)


def _is_price(before: Term, after: Term, tariff: Tariff, facts: Facts) -> bool:
    key = terms.same(after.key)
    return (
        key == PRICE
        or before.tariff is not None
        or after.tariff is not None
        or bool(after.value and tariffs.period(after.value.unit))
        or facts.most_used(key, _unit(tariff)) is not None
    )


def _of_one(before: Term | None, after: Term | None, facts: Facts) -> Judgement:
    said = before or after
    ours = facts.ours.proposal.payload if facts.ours else None
    if ours and isinstance(said, TermProposal) and said.definition and said.by is Side.VENDOR:
        found = judge(before or ours, after or ours, facts)
        if found.verdict in {Verdict.BETTER, Verdict.WORSE}:
            rule = say(
                "none ever was agreed; against the last that we proposed: {rule}", rule=found.rule
            )
            return Judgement(found.verdict, rule)
    return Judgement(
        Verdict.CANNOT_TELL, say("only one of the two has it: there is nothing to compare")
    )


def _of_definitions(before: Definition, after: Definition, facts: Facts) -> Judgement:
    fewer, more = facts.counted(before), facts.counted(after)
    if fewer == more:
        return Judgement(
            Verdict.CANNOT_TELL,
            say("as many of the rows delivered so far surely count: {n}", n=more),
        )
    rule = say(
        "we pay for what counts, and of the rows delivered so far {after} surely count instead of "
        "{before}",
        after=more,
        before=fewer,
    )
    return Judgement(Verdict.WORSE if more > fewer else Verdict.BETTER, rule)


def _of_included(old: Tariff, new: Tariff, most: int | None) -> Judgement:
    if most is None:
        rule = say("whether more is better depends on our usage, and none is on record")
        return Judgement(Verdict.CANNOT_TELL, rule)
    if most <= min(old.included, new.included):
        rule = say("the most that we used in a month is {most}: it is included in both", most=most)
        return Judgement(Verdict.SAME, rule)
    verdict = Verdict.BETTER if new.included > old.included else Verdict.WORSE
    return Judgement(
        verdict, say("we used up to {most} in a month: what is included matters", most=most)
    )


def _of_prices(old: Tariff, new: Tariff, facts: Facts) -> Judgement:
    if tariffs.favours(new, old, facts.day):
        return Judgement(Verdict.BETTER, say("the price falls, and no usage makes it dearer"))
    if tariffs.favours(old, new, facts.day):
        return Judgement(Verdict.WORSE, say("the price rises, and no usage makes it cheaper"))
    rule = say("neither is the cheaper one at every usage: replay an offer on ours")
    return Judgement(Verdict.CANNOT_TELL, rule)
