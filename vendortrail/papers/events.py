"""What a record says, in a sentence and the words that it cites."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from functools import singledispatch

from msgspec import Struct

from vendortrail import terms
from vendortrail.i18n import N_, _
from vendortrail.labels import label
from vendortrail.papers.changes import brief
from vendortrail.papers.wording import price_text, quotation
from vendortrail.records.dealings import Claim, Expectation, Offer, Pulse, Touchpoint
from vendortrail.records.history import History
from vendortrail.records.parties import Agreement, Departure
from vendortrail.records.promised import (
    CloseOut,
    Delivery,
    Payment,
    Promise,
    PromiseOutcome,
    Segment,
    TermAnswer,
    TermProposal,
)
from vendortrail.records.record import Payload, Record
from vendortrail.records.values import Answer, Channel, Course, Direction, Manner, Money, Side
from vendortrail.sentences import Sentence, say
from vendortrail.words import BY_PEOPLE, word_of

Names = Mapping[int, str]


class Event(Struct, frozen=True):
    """A sentence about what happened, what was literally said, and what is worth knowing aside."""

    sentence: Sentence
    quoted: tuple[str, ...] = ()
    aside: tuple[str, ...] = ()


def names(history: History) -> Names:
    """Return what each thing that speaks is called, by its identity."""
    found = {}
    for record in history.speaking:
        for field in ("name", "title", "summary", "text"):
            if hasattr(record.payload, field):
                found[record.identity] = getattr(record.payload, field)
                break
        if isinstance(record.payload, TermProposal):
            found[record.identity] = terms.name(record.payload.key)
    return found


def is_event(payload: Payload) -> bool:
    """Say whether something happened, rather than who somebody is, what was used, how to judge."""
    return told.dispatch(type(payload)) is not told.dispatch(object)


@singledispatch
def told(payload: Payload, names: Names) -> Event:
    """Return what a payload says, where it is an event; raises TypeError where it is none."""
    raise TypeError(payload, names)


_SAID = {
    (Channel.CALL, Direction.INCOMING): N_("The vendor called: {summary}"),
    (Channel.CALL, Direction.OUTGOING): N_("We called: {summary}"),
    (Channel.CALL, Direction.MUTUAL): N_("Call: {summary}"),
    (Channel.MAIL, Direction.INCOMING): N_("Mail from the vendor: {summary}"),
    (Channel.MAIL, Direction.OUTGOING): N_("Mail to the vendor: {summary}"),
    (Channel.MAIL, Direction.MUTUAL): N_("Mails: {summary}"),
    (Channel.MEETING, Direction.INCOMING): N_("Meeting called by the vendor: {summary}"),
    (Channel.MEETING, Direction.OUTGOING): N_("Meeting called by us: {summary}"),
    (Channel.MEETING, Direction.MUTUAL): N_("Meeting: {summary}"),
    (Channel.LETTER, Direction.INCOMING): N_("Letter from the vendor: {summary}"),
    (Channel.LETTER, Direction.OUTGOING): N_("Letter to the vendor: {summary}"),
    (Channel.LETTER, Direction.MUTUAL): N_("Letters: {summary}"),
    (Channel.TICKET, Direction.INCOMING): N_("Ticket, written by the vendor: {summary}"),
    (Channel.TICKET, Direction.OUTGOING): N_("Ticket, written by us: {summary}"),
    (Channel.TICKET, Direction.MUTUAL): N_("Ticket: {summary}"),
    (Channel.CHAT, Direction.INCOMING): N_("Chat, written by the vendor: {summary}"),
    (Channel.CHAT, Direction.OUTGOING): N_("Chat, written by us: {summary}"),
    (Channel.CHAT, Direction.MUTUAL): N_("Chat: {summary}"),
    (Channel.PORTAL, Direction.INCOMING): N_("Portal, written by the vendor: {summary}"),
    (Channel.PORTAL, Direction.OUTGOING): N_("Portal, written by us: {summary}"),
    (Channel.PORTAL, Direction.MUTUAL): N_("Portal: {summary}"),
}
_COURSES = {Course.PLANNED: N_("planned"), Course.CANCELLED: N_("cancelled")}


@told.register
def _touchpoint(payload: Touchpoint, names: Names) -> Event:
    sentence = Sentence(_SAID[payload.channel, payload.direction], {"summary": payload.summary})
    return Event(sentence, quotation(payload.text), tuple(_touchpoint_aside(payload, names)))


def no_word(payload: Payload) -> Iterable[str]:
    """Yield why a touchpoint breaks no silence: it is planned or cancelled, or a machine's."""
    if isinstance(payload, Touchpoint):
        if payload.course in _COURSES:
            yield _(_COURSES[payload.course])
        if payload.manner not in BY_PEOPLE:
            yield label(payload.manner)


def undated(record: Record[Payload]) -> Iterable[str]:
    """Yield what follows where nobody knows on which day something was said."""
    word = word_of(record)
    if word is not None and word.undated:
        yield _("no silence before it is certain")


def _touchpoint_aside(payload: Touchpoint, names: Names) -> Iterable[str]:
    people = ", ".join(names[person] for person in payload.people if person in names)
    if people:
        yield people
    yield from no_word(payload)
    if payload.manner is Manner.TEMPLATE:
        yield label(payload.manner)
    if payload.answers is not None:
        yield str(say("answers #{number}", number=str(payload.answers)))
    if payload.asks:
        yield _("asks for a reply")


@told.register
def _agreement(payload: Agreement, names: Names) -> Event:
    people = ", ".join(names[person] for person in payload.signatories if person in names)
    sentence = say("Agreement signed: {title}", title=payload.title)
    return Event(sentence, (), (people,) if people else ())


@told.register
def _departure(payload: Departure, names: Names) -> Event:
    sentence = say("{person} is not there any more", person=names.get(payload.contact, "?"))
    aside = [_("work handed over") if payload.handed_over else _("no hand-over")]
    if payload.successor is not None and payload.successor in names:
        aside.append(str(say("followed by {person}", person=names[payload.successor])))
    return Event(sentence, quotation(payload.note), tuple(aside))


@told.register
def _segment(payload: Segment, names: Names) -> Event:
    del names
    sentence = say(
        "Segment agreed: “{name}”, {quantity} × {unit}",
        name=payload.name,
        quantity=payload.quantity,
        unit=payload.unit,
    )
    due = [str(say("due {day}", day=date.fromisoformat(payload.due)))] if payload.due else []
    return Event(sentence, quotation(payload.note), tuple(due))


_PROPOSED = {
    Side.VENDOR: N_("The vendor proposes a term: {key}"),
    Side.US: N_("We propose a term: {key}"),
}
_COUNTERED = {
    Side.VENDOR: N_("The vendor answers #{number} with another proposal: {key}"),
    Side.US: N_("We answer #{number} with another proposal: {key}"),
}
_OBSERVED = {
    Side.VENDOR: N_("A source of the vendor's shows a term: {key}"),
    Side.US: N_("A source of ours shows a term: {key}"),
}


@told.register
def _proposal(payload: TermProposal, names: Names) -> Event:
    del names
    proposed = _PROPOSED if payload.counters is None else _COUNTERED
    messages = _OBSERVED if payload.observed else proposed
    # Its words stand whole with the terms of the agreement, marked against what they replace.
    key = f"{terms.name(payload.key)} · {brief(payload)}"
    places = {"key": key, "number": str(payload.counters)}
    aside = (_("by word of mouth"),) if payload.oral else ()
    return Event(Sentence(messages[payload.by], places), (), aside)


_ANSWERED = {
    (Answer.ACCEPTED, Side.VENDOR): N_("The vendor accepts #{number}: {key}"),
    (Answer.ACCEPTED, Side.US): N_("We accept #{number}: {key}"),
    (Answer.REJECTED, Side.VENDOR): N_("The vendor rejects #{number}: {key}"),
    (Answer.REJECTED, Side.US): N_("We reject #{number}: {key}"),
    (Answer.WITHDRAWN, Side.VENDOR): N_("The vendor withdraws #{number}: {key}"),
    (Answer.WITHDRAWN, Side.US): N_("We withdraw #{number}: {key}"),
}


@told.register
def _answer(payload: TermAnswer, names: Names) -> Event:
    key = names.get(payload.proposal, "?")
    places = {"number": str(payload.proposal), "key": key}
    aside = (_("by word of mouth"),) if payload.oral else ()
    sentence = Sentence(_ANSWERED[payload.answer, payload.by], places)
    return Event(sentence, quotation(payload.note), aside)


@told.register
def _delivery(payload: Delivery, names: Names) -> Event:
    sentence = say(
        "Delivery reported for “{segment}”: {claimed} claimed",
        segment=names.get(payload.segment, "?"),
        claimed=payload.claimed,
    )
    rows = () if payload.table is None else (str(say("rows: {rows}", rows=payload.table.rows)),)
    return Event(sentence, quotation(payload.note), rows)


_PROMISED = {
    Side.VENDOR: N_("The vendor promises by {due}: {text}"),
    Side.US: N_("We promise by {due}: {text}"),
}


@told.register
def _promise(payload: Promise, names: Names) -> Event:
    places = {"due": date.fromisoformat(payload.due), "text": payload.text}
    person = names.get(payload.contact or 0)
    return Event(Sentence(_PROMISED[payload.by], places), (), (person,) if person else ())


@told.register
def _promise_outcome(payload: PromiseOutcome, names: Names) -> Event:
    message = N_("Promise kept: {text}") if payload.kept else N_("Promise broken: {text}")
    sentence = Sentence(message, {"text": names.get(payload.promise, "?")})
    aside = str(say("promised in #{number}", number=str(payload.promise)))
    return Event(sentence, quotation(payload.note), (aside,))


@told.register
def _payment(payload: Payment, names: Names) -> Event:
    returned = payload.amount.minor < 0
    message = N_("Paid to the vendor: {amount}") if not returned else N_("Came back: {amount}")
    aside = [text for text in (payload.purpose, names.get(payload.segment or 0)) if text]
    amount = Money(abs(payload.amount.minor), payload.amount.currency)
    return Event(Sentence(message, {"amount": amount}), (), tuple(aside))


@told.register
def _close_out(payload: CloseOut, names: Names) -> Event:
    closing = label(payload.closing)
    if payload.segment is None:
        sentence = say("The agreement is closed: {closing}", closing=closing)
    else:
        segment = names.get(payload.segment, "?")
        sentence = say("Segment closed: “{segment}”, {closing}", segment=segment, closing=closing)
    return Event(sentence, quotation(payload.note))


@told.register
def _expectation(payload: Expectation, names: Names) -> Event:
    del names
    aside = _("the vendor was told") if payload.told else _("the vendor was not told")
    if payload.acknowledged:
        aside = _("acknowledged by the vendor")
    return Event(say("We expect: {text}", text=payload.text), (), (aside,))


@told.register
def _pulse(payload: Pulse, names: Names) -> Event:
    del names
    sentence = say(
        "“How much do you hate us now?”: {score} of 10 ({subject}, {level})",
        score=payload.score,
        subject=label(payload.subject),
        level=label(payload.level),
    )
    aside = _("we were asked") if payload.by is Side.US else _("the vendor was asked")
    return Event(sentence, quotation(payload.note), (aside,))


@told.register
def _offer(payload: Offer, names: Names) -> Event:
    del names
    aside = []
    if payload.valid_until:
        until = date.fromisoformat(payload.valid_until)
        aside.append(str(say("valid until {day}", day=until)))
    offered = (f"{term.key}: {term.wording or price_text(term)}" for term in payload.terms)
    sentence = say("Offer: {title}", title=payload.title)
    return Event(sentence, (*offered, *quotation(payload.note)), tuple(aside))


@told.register
def _claim(payload: Claim, names: Names) -> Event:
    del names
    aside = payload.backing or _("nothing backed it")
    number = str(payload.offer)
    return Event(
        say("Claimed for the offer #{number}: {text}", number=number, text=payload.text),
        (),
        (aside,),
    )
