"""VT204: terms worse on return."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from msgspec import Struct

from vendortrail import results, scope, tariffs, terms
from vendortrail.detectors.returned import returns
from vendortrail.findings import Finding, Severity, in_order
from vendortrail.i18n import N_
from vendortrail.questionnaire import questionnaire
from vendortrail.records.dealings import Offer, OfferedTerm
from vendortrail.records.history import History
from vendortrail.records.parties import Agreement
from vendortrail.records.promised import RESULT_DEFINITION, Delivery, TermProposal
from vendortrail.records.record import Payload, Record
from vendortrail.records.values import Side
from vendortrail.sentences import Sentence, listed, say
from vendortrail.terms import Standing, TermChange
from vendortrail.thresholds import Thresholds


def worse_on_return(history: History, today: date, thresholds: Thresholds) -> Iterable[Finding]:
    """VT204, medium: a vendor that comes back wants terms worse for us than the last agreed.

    It comes back when it proposes or offers something after the agreement's period or its closing,
    or since a return that VT305 tells of. Of every term the last thing that it proposed and nobody
    settled counts, and every offer that can still be taken:

    - a price is worse when it is nowhere cheaper than the one last agreed, and somewhere dearer;
    - a result definition is worse when more of the rows delivered so far count under it than under
      the one last agreed or, where none ever was, under the last one that we proposed.

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
    for key, proposal in wanted.items():
        if key in agreed:
            yield from _dearer(agreed[key], proposal, proposal.payload, today)
    yield from _wider(history, agreement, changed, agreed.get(RESULT_DEFINITION), wanted)
    for offer in history.of(Offer, agreement.identity):
        valid = not offer.payload.valid_until or offer.payload.valid_until >= today.isoformat()
        for term in offer.payload.terms if valid and offer.day >= since else ():
            if terms.same(term.key) in agreed:
                yield from _dearer(agreed[terms.same(term.key)], offer, term, today)


def _held(change: TermChange) -> date:
    return change.holds_from or date.min


def _dearer(
    agreed: TermChange, proposed: Record[Payload], term: TermProposal | OfferedTerm, today: date
) -> Iterator[_Worse]:
    old, new = tariffs.of_term(agreed.proposal.payload), tariffs.of_term(term)
    if old is None or new is None or old.currency != new.currency:
        return
    if not tariffs.favours(old, new, today):
        return
    before, after = agreed.proposal.payload.value, term.value
    if before and after and before.money and after.money:
        how = say(
            "“{term}”: {after} instead of {before}",
            term=agreed.name,
            after=after.money,
            before=before.money,
        )
    else:
        how = say("“{term}” is dearer", term=agreed.name)
    yield _Worse(how, agreed.proposal, proposed)


def _wider(
    history: History,
    agreement: Record[Agreement],
    changed: Iterable[TermChange],
    agreed: TermChange | None,
    wanted: dict[str, Record[TermProposal]],
) -> Iterator[_Worse]:
    ours = [c for c in changed if c.key == RESULT_DEFINITION and c.proposal.payload.by is Side.US]
    against = agreed or (ours[-1] if ours else None)
    theirs = wanted.get(RESULT_DEFINITION)
    if against is None or theirs is None:
        return
    before, after = against.proposal.payload.definition, theirs.payload.definition
    if before is None or after is None:
        return
    groups = [
        group
        for delivery in history.of(Delivery, agreement.identity)
        for group in results.rows(history, delivery)
    ]
    asked = questionnaire(history, agreement.identity)
    fewer, more = (results.recount(groups, each, asked).counts for each in (before, after))
    if more > fewer:
        message = (
            N_("“{term}”: {more} of the same rows count instead of {fewer}")
            if agreed
            else N_("“{term}”: {more} of the same rows count instead of {fewer} under ours")
        )
        how = Sentence(message, {"term": against.name, "more": more, "fewer": fewer})
        yield _Worse(how, against.proposal, theirs)
