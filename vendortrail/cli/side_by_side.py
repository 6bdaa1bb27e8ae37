"""`vendortrail term compare`: the terms of an agreement in two states, side by side."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from vendortrail import side_by_side
from vendortrail.cli import dates, output
from vendortrail.cli.session import Session, pass_session
from vendortrail.cli.speaking import argument, command, json_option, option
from vendortrail.i18n import N_
from vendortrail.labels import label
from vendortrail.papers.wording import shift_text
from vendortrail.records.dealings import Offer
from vendortrail.records.history import History
from vendortrail.records.parties import Agreement
from vendortrail.records.promised import TermProposal
from vendortrail.records.record import Record
from vendortrail.refusal import FieldRefusal
from vendortrail.service.terms_wording import (
    changed_words,
    clause_counted,
    clause_text,
    signed,
    waiting_sentence,
)
from vendortrail.side_by_side import Basis, Choice, Clause, Compared, State

_BY_NAME = (Basis.AGREED, Basis.PROPOSED, Basis.OURS)


@command(
    "compare",
    help=N_(
        "Lay two states of an agreement's terms side by side: what changes, by how much, and "
        "whether that is better or worse for us. A state is “agreed” (what holds today), "
        "“proposed” (what would hold if the vendor had its way), “ours” (if we had ours), a "
        "DATE (what held then), or the #NUMBER of an offer. Wordings are for you to judge."
    ),
    examples=N_(
        "vendortrail term compare Calls\n"
        "vendortrail term compare Calls --from ours --to proposed\n"
        "vendortrail term compare Calls --from 2025-10-06 --to 2026-03-01"
    ),
)
@argument("agreement", N_("AGREEMENT"))
@option(
    "--from", "first", metavar=N_("STATE"), default=Basis.AGREED.value, help=N_("The old state.")
)
@option(
    "--to", "second", metavar=N_("STATE"), default=Basis.PROPOSED.value, help=N_("The new state.")
)
@option(
    "--from-known",
    metavar=N_("DATE"),
    help=N_("The old state by what was on record by the end of that day."),
)
@option(
    "--to-known",
    metavar=N_("DATE"),
    help=N_("The new state by what was on record by the end of that day."),
)
@json_option
@pass_session
def compare(
    session: Session,
    agreement: str,
    first: str,
    second: str,
    from_known: str | None,
    to_known: str | None,
    as_json: bool,
) -> None:
    """Print every term as `described` has it."""
    owner = session.agreement(agreement)
    told = session.trail.history(owner.vendor or 0)
    before = _state(session, "from", owner, _known(session, "from_known", told, from_known), first)
    after = _state(session, "to", owner, _known(session, "to_known", told, to_known), second)
    today = session.trail.today
    compared = side_by_side.compare(told, owner.identity, before, after, today)
    if as_json:
        output.json([described(term, today) for term in compared])
        return
    for place, term in enumerate(compared):
        if place:
            output.line("")
        output.line(term.name)
        output.facts(_facts(term))


def _known(session: Session, field: str, told: History, day: str | None) -> History:
    return told.known_on(dates.day(session.trail, field, day)) if day else told


def _state(
    session: Session, field: str, owner: Record[Agreement], told: History, name: str
) -> State:
    """Return the state of that name; FieldRefusal where it is none."""
    today = session.trail.today
    if name in _BY_NAME:
        choice = Choice(Basis(name), today)
    elif name.startswith("#"):
        offer = session.named(Offer, name)
        if offer.vendor != owner.vendor:
            raise FieldRefusal(field, N_("{offer} is an offer of another vendor"), offer=name)
        choice = Choice(Basis.OFFER, today, offer)
    else:
        choice = Choice(Basis.AGREED, dates.day(session.trail, field, name, future=True))
    return side_by_side.state(told, owner.identity, choice)


def described(term: Compared, today: date) -> dict[str, Any]:
    """Return a term as JSON has it; a state that does not have the term is null."""
    return {
        "key": _key(term),
        "name": term.name,
        "old": _said(term.before),
        "new": _said(term.after),
        "words": [{"mark": span.mark, "text": span.text} for span in changed_words(term)],
        "difference": term.shift,
        "for_us": term.judgement.verdict,
        "rule": str(term.judgement.rule),
        "unanswered": [
            {
                "id": change.proposal.identity,
                "by": change.proposal.payload.by,
                "proposed": change.proposal.occurred,
                "days": (today - change.proposal.day).days,
            }
            for change in term.unanswered
        ],
    }


def _key(term: Compared) -> str:
    said = term.after or term.before
    return said.says.key if said else term.unanswered[0].proposal.payload.key


def _said(clause: Clause | None) -> dict[str, Any] | None:
    if clause is None:
        return None
    says = clause.says
    return {
        "record": clause.record,
        "wording": says.wording,
        "value": says.value,
        "tariff": says.tariff,
        "definition": says.definition if isinstance(says, TermProposal) else None,
    }


def _facts(term: Compared) -> Iterator[tuple[str, object]]:
    for heading, clause in ((N_("Old"), term.before), (N_("New"), term.after)):
        number = f" (#{clause.record})" if clause else ""
        yield heading, clause_text(clause) + number
        yield N_("Definition"), clause_counted(clause)
    if term.before != term.after and changed_words(term):
        yield N_("Words"), "".join(map(signed, changed_words(term)))
    if term.shift:
        yield N_("Difference"), shift_text(term.shift)
    yield N_("For us"), f"{label(term.judgement.verdict)}: {term.judgement.rule}"
    for change in term.unanswered:
        yield N_("Unanswered"), waiting_sentence(change)
