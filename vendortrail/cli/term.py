"""`vendortrail term`: what was proposed for an agreement, and what became of it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from vendortrail import amounts, terms, typed_tariffs
from vendortrail.cli import dates, output
from vendortrail.cli.choices import OneOf
from vendortrail.cli.defining import defined, definition_options
from vendortrail.cli.recording import Entry, record, recording
from vendortrail.cli.session import Session, pass_session
from vendortrail.cli.side_by_side import compare
from vendortrail.cli.speaking import argument, group, json_option, option
from vendortrail.definition_wording import definition_sentence
from vendortrail.i18n import N_, _
from vendortrail.labels import label
from vendortrail.papers.wording import price_text
from vendortrail.records.promised import TermAnswer, TermProposal
from vendortrail.records.record import Record
from vendortrail.records.values import Answer, Side
from vendortrail.terms import TermChange


@group("term", help=N_("Terms of an agreement: only what both sides accepted holds."))
def term() -> None:
    """Hold the commands."""


@term.command(
    "propose",
    help=N_(
        "Record a term that a side proposes. KEY names it: “price” and “result definition” are "
        "read by the findings, any other name is your own."
    ),
    examples=N_(
        'vendortrail term propose Calls price --by vendor --value "150 RUB / call"\n'
        'vendortrail term propose Calls "result definition" --by us \\\n'
        '    --wording "A talk of a minute or more" --counts talk --at-least talk=60'
    ),
)
@argument("agreement", N_("AGREEMENT"))
@argument("key", N_("KEY"))
@option("--by", type=OneOf(Side), required=True, help=N_("Which side proposes it."))
@option("--wording", metavar=N_("TEXT"), default="", help=N_("The wording."))
@option("--value", metavar=N_("VALUE"), help=N_("The value, as “150 RUB / call” or “16 GB”."))
@definition_options
@option(
    "--tariff",
    metavar=N_("TARIFF"),
    help=N_(
        "A price of several parts, with semicolons between them: “450 RUB / month; 5 GB included; "
        "90 RUB / GB”, “1-100: 19 RUB / call; 101+: 15 RUB / call; at least 300 RUB”, “900 RUB / "
        "once; +8 %\N{NO-BREAK SPACE}from 2027-01-01”."
    ),
)
@option("--argument", metavar=N_("TEXT"), default="", help=N_("What they say for it."))
@option("--oral", is_flag=True, help=N_("It was only said: it waits for paper."))
@option(
    "--counters",
    metavar=N_("PROPOSAL"),
    help=N_("The number of the proposal that this one answers."),
)
@option(
    "--observed",
    is_flag=True,
    help=N_("Nobody proposed it: a source, such as a register or an invoice, shows it so."),
)
@recording
@pass_session
def propose(
    session: Session,
    /,
    entry: Entry,
    agreement: str,
    key: str,
    by: Side,
    wording: str,
    value: str | None,
    tariff: str | None,
    argument: str,
    oral: bool,
    counters: str | None,
    observed: bool,
    **said: Any,
) -> None:
    """Print the record."""
    owner = session.agreement(agreement)
    countered = session.number(TermProposal, counters)
    payload = TermProposal(
        key=terms.key(key),
        by=by,
        wording=wording,
        value=amounts.value("value", value) if value else None,
        definition=defined(session, **said),
        argument=argument,
        oral=oral,
        counters=countered,
        tariff=typed_tariffs.read("tariff", tariff) if tariff else None,
        observed=observed,
    )
    record(session, entry, payload, vendor=owner.vendor, agreement=owner.identity)


def _answering(name: str, answer: Answer, about: str) -> None:
    """Add the command that records one kind of answer."""

    @term.command(name, help=about)
    @argument("proposal", N_("PROPOSAL"))
    @option(
        "--by",
        type=OneOf(Side),
        help=N_("Which side answers; else the one that did not propose, or, to withdraw, did."),
    )
    @option("--oral", is_flag=True, help=N_("It was only said: it waits for paper."))
    @option("--effective", metavar=N_("DATE"), help=N_("From when it holds; else from that day."))
    @option("--note", metavar=N_("TEXT"), default="", help=N_("What was said about it."))
    @recording
    @pass_session
    def answering(
        session: Session,
        entry: Entry,
        proposal: str,
        by: Side | None,
        oral: bool,
        effective: str | None,
        note: str,
    ) -> None:
        proposed = session.named(TermProposal, proposal)
        own = answer is Answer.WITHDRAWN
        proposer = proposed.payload.by
        payload = TermAnswer(
            proposal=proposed.identity,
            answer=answer,
            by=by or (proposer if own else proposer.other),
            oral=oral,
            effective=dates.day_text(session.trail, "effective", effective),
            note=note,
        )
        record(session, entry, payload, vendor=proposed.vendor, agreement=proposed.agreement)
        if answer is Answer.ACCEPTED and not _settled(session, proposed):
            output.line(
                _(
                    "#{proposal} does not hold yet: what is said by word of mouth waits for paper. "
                    "Record the acceptance again once it is written, or its paper with --evidence."
                ).format(proposal=proposed.identity),
                err=True,
            )


def _settled(session: Session, proposed: Record[TermProposal]) -> bool:
    history = session.trail.history(proposed.vendor or 0)
    changes = terms.changes(history, proposed.agreement or 0)
    (change,) = (it for it in changes if it.proposal.identity == proposed.identity)
    return change.holds_from is not None


_answering("accept", Answer.ACCEPTED, N_("Record that the other side accepted a proposal."))
_answering("reject", Answer.REJECTED, N_("Record that the other side rejected a proposal."))
_answering("withdraw", Answer.WITHDRAWN, N_("Record that a side withdrew its own proposal."))


@term.command(
    "show",
    help=N_("Show the terms of an agreement that hold on a day, and what is proposed by then."),
)
@argument("agreement", N_("AGREEMENT"))
@option("--as-of", metavar=N_("DATE"), help=N_("The day to ask about; else today."))
@option("--known-on", metavar=N_("DATE"), help=N_("By what was on record by the end of that day."))
@json_option
@pass_session
def show(
    session: Session, agreement: str, as_of: str | None, known_on: str | None, as_json: bool
) -> None:
    """Print the changes as `described` has them: those in force, then the open proposals."""
    owner = session.agreement(agreement)
    trail = session.trail
    told = trail.history(owner.vendor or 0)
    day = dates.day(trail, "as_of", as_of) if as_of else trail.today
    if known_on:
        told = told.known_on(dates.day(trail, "known_on", known_on))
    held = terms.in_force(told, owner.identity, day).values()
    _print((*held, *terms.open_proposals(told, owner.identity, day)), as_json)


@term.command("history", help=N_("List every change of the terms of an agreement."))
@argument("agreement", N_("AGREEMENT"))
@json_option
@pass_session
def history(session: Session, agreement: str, as_json: bool) -> None:
    """Print the changes as `described` has them, in the order in which they were proposed."""
    owner = session.agreement(agreement)
    told = session.trail.history(owner.vendor or 0)
    _print(terms.changes(told, owner.identity), as_json)


term.add_command(compare)


def _print(changed: Sequence[TermChange], as_json: bool) -> None:
    if as_json:
        output.json([described(change) for change in changed])
        return
    output.table(
        (N_("#"), N_("Term"), N_("State"), N_("By"), N_("On"), N_("From"), N_("To"), N_("Says")),
        (
            (
                change.proposal.identity,
                change.name,
                label(change.standing),
                label(change.proposal.payload.by),
                change.proposal.occurred,
                change.holds_from,
                change.holds_until,
                says(change.proposal.payload),
            )
            for change in changed
        ),
    )


def described(change: TermChange) -> dict[str, Any]:
    """Return a change of terms as JSON has it; days as YYYY-MM-DD or null."""
    payload = change.proposal.payload
    return {
        "id": change.proposal.identity,
        "key": payload.key,
        "status": change.standing,
        "by": payload.by,
        "proposed": change.proposal.occurred,
        "wording": payload.wording,
        "value": payload.value,
        "tariff": payload.tariff,
        "definition": payload.definition,
        "argument": payload.argument,
        "oral": payload.oral,
        "counters": payload.counters,
        "answered": change.answer.occurred if change.answer else None,
        "answer": change.answer.seq if change.answer else None,
        "from": change.holds_from,
        "to": change.holds_until,
    }


def line(change: TermChange) -> str:
    """Return a term on one line."""
    return f"#{change.proposal.identity} {change.name}: {says(change.proposal.payload)}"


def says(payload: TermProposal) -> str:
    """Return what a proposal says, value first."""
    price = price_text(payload)
    counting = str(definition_sentence(payload.definition)) if payload.definition else ""
    return "; ".join(part for part in (price, payload.wording, counting) if part)
