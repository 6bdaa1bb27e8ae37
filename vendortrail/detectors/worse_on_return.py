"""VT204: terms worse on return."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from msgspec import Struct

from vendortrail import advantage, scope, terms
from vendortrail.advantage import Judgement, Term, Verdict
from vendortrail.detectors.returned import returns
from vendortrail.findings import Finding, Severity, in_order
from vendortrail.i18n import N_
from vendortrail.records.dealings import Offer
from vendortrail.records.definition import Definition
from vendortrail.records.history import History
from vendortrail.records.parties import Agreement
from vendortrail.records.promised import RESULT_DEFINITION, TermProposal
from vendortrail.records.record import Payload, Record
from vendortrail.records.values import Side
from vendortrail.sentences import Sentence, listed, say
from vendortrail.terms import Standing, TermChange
from vendortrail.thresholds import Thresholds


def worse_on_return(history: History, today: date, thresholds: Thresholds) -> Iterable[Finding]:
    """VT204, medium: a vendor that comes back wants terms worse for us than the last agreed.

    It comes back when it proposes or offers something after the agreement's period or its closing,
    or since a return that VT305 tells of. Of every term the last thing that it proposed and nobody
    settled counts, and every offer that can still be taken; what is worse for us, the rules of
    `advantage` say. A term is held against the one last agreed; a result definition, where none
    ever was, against the last one that we proposed.

    Example: 150 per productive call was agreed, and never what a productive call is. A year later
    the vendor wants 180, and hang-ups to count: 100 of the 160 calls it made, against 38 of ours.
    """
    for agreement in scope.agreements(history):
        since = _back_since(history, agreement, today, thresholds)
        if since is None:
            continue
        worse = list(_worse(history, agreement, since, today))
        if worse:
            yield Finding(
                code="VT204",
                severity=Severity.MEDIUM,
                vendor=history.vendor,
                agreement=agreement.identity,
                key=str(agreement.identity),
                subject=agreement.payload.title,
                since=min(found.proposed.day for found in worse),
                days=None,
                message=say(
                    "What the vendor wants on its return is worse for us than what was last "
                    "agreed: {terms}",
                    terms=listed(found.how for found in worse),
                ),
                evidence=in_order(
                    record for found in worse for record in (found.against, found.proposed)
                ),
            )


class _Worse(Struct, frozen=True):
    """What is worse, and the records of both."""

    how: Sentence
    against: Record[Payload]
    proposed: Record[Payload]


def _back_since(
    history: History, agreement: Record[Agreement], today: date, thresholds: Thresholds
) -> date | None:
    """Return the day since which the vendor is back, the earliest that there is a reason for."""
    closing = scope.closing_act(history, agreement.identity)
    left = [scope.end(agreement), closing.day if closing else None]
    days = [day for day in left if day is not None and day < today]
    days += [
        back.day
        for back in returns(history, today, thresholds)
        if back.day > scope.begin(agreement)
    ]
    return min(days, default=None)


def _worse(
    history: History, agreement: Record[Agreement], since: date, today: date
) -> Iterator[_Worse]:
    changed = terms.changes(history, agreement.identity)
    agreed = {c.key: c for c in sorted((c for c in changed if c.holds_from), key=_held)}
    wanted = {
        change.key: change.proposal
        for change in changed
        if change.proposal.payload.by is Side.VENDOR
        and change.standing in {Standing.PROPOSED, Standing.COUNTERED}
        and change.proposal.day >= since
    }
    facts = advantage.Facts(history, agreement.identity, today)
    against = {**agreed, facts.ours.key: facts.ours} if facts.ours else agreed
    # What is told in the fewest words goes first.
    for key in sorted(wanted, key=lambda key: key == RESULT_DEFINITION):
        if key in against:
            yield from _judged(against[key], wanted[key], wanted[key].payload, facts)
    for offer in history.of(Offer, agreement.identity):
        valid = not offer.payload.valid_until or offer.payload.valid_until >= today.isoformat()
        for term in offer.payload.terms if valid and offer.day >= since else ():
            if terms.same(term.key) in against:
                yield from _judged(against[terms.same(term.key)], offer, term, facts)


def _held(change: TermChange) -> date:
    return change.holds_from or date.min


def _judged(
    against: TermChange, proposed: Record[Payload], term: Term, facts: advantage.Facts
) -> Iterator[_Worse]:
    judgement = advantage.judge(against.proposal.payload, term, facts)
    if judgement.verdict is Verdict.WORSE:
        yield _Worse(_how(against, term, judgement, facts), against.proposal, proposed)


def _how(against: TermChange, term: Term, judgement: Judgement, facts: advantage.Facts) -> Sentence:
    """Return what is worse by its figures, else by the rule that says so."""
    old = against.proposal.payload
    definition = term.definition if isinstance(term, TermProposal) else None
    if old.definition and definition:
        return _wider(against, old.definition, definition, facts)
    before, after = old.value, term.value
    if before and after and before.money and after.money and not (old.tariff or term.tariff):
        return say(
            "“{term}”: {after} instead of {before}",
            term=against.name,
            after=after.money,
            before=before.money,
        )
    return say("“{term}”: {rule}", term=against.name, rule=judgement.rule)


def _wider(
    against: TermChange, old: Definition, new: Definition, facts: advantage.Facts
) -> Sentence:
    message = (
        N_("“{term}”: {more} of the same rows count instead of {fewer}")
        if against.holds_from
        else N_("“{term}”: {more} of the same rows count instead of {fewer} under ours")
    )
    places = {"term": against.name, "more": facts.counted(new), "fewer": facts.counted(old)}
    return Sentence(message, places)
