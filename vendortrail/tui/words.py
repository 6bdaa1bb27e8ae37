"""What the records' own words are called on the screen.

The words that stand in the ledger are English names of kinds and values; a person reads these.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Final

from vendortrail import terms
from vendortrail.i18n import N_, _, pgettext
from vendortrail.labels import kind_label, label
from vendortrail.records.dealings import Touchpoint
from vendortrail.records.parties import Contact
from vendortrail.records.promised import (
    Promise,
    PromiseOutcome,
    TermAnswer,
    TermProposal,
)
from vendortrail.records.record import Payload, kind_of
from vendortrail.records.values import Answer, Channel, Course, Debtor, Direction, Side
from vendortrail.tui.recording import IMPORT, USAGE_TABLE

# The same in a word, for a column: only where the name of the kind is longer than that.
_MARKS: Final[Mapping[str, str]] = {
    "contact": N_("person"),
    "proposal": N_("new term"),
    "delivery": N_("delivered"),
    "pulse": N_("pulse taken"),
    "offer": N_("offered"),
    "disposition": N_("disposed"),
    "receipt": N_("imported"),
    "sameness": N_("merged"),
}

# What vendortrail.labels does not name: values that stand in no paper.
_VALUES: Final[Mapping[type[StrEnum], Mapping[str, str]]] = {
    Course: {
        Course.HELD: N_("held"),
        Course.PLANNED: N_("planned"),
        Course.CANCELLED: N_("cancelled"),
    },
    Answer: {
        Answer.ACCEPTED: N_("accepted"),
        Answer.REJECTED: N_("rejected"),
        Answer.WITHDRAWN: N_("withdrawn"),
    },
    Debtor: {
        Debtor.VENDOR: N_("vendor"),
        Debtor.US: N_("us"),
        Debtor.NOBODY: N_("nobody"),
    },
}

_BRINGING: Final[Mapping[str, str]] = {
    USAGE_TABLE: N_("usage table"),
    IMPORT: N_("import of files"),
}

_ARROWS: Final[Mapping[Direction, str]] = {
    Direction.INCOMING: "←",
    Direction.OUTGOING: "→",
    Direction.MUTUAL: "↔",
}


FIELDS: Final[Mapping[str, str]] = {
    "about": N_("about"),
    "acknowledged": N_("acknowledged by the vendor"),
    "agreement": N_("agreement"),
    "aliases": N_("also called"),
    "amount": N_("amount"),
    "answer": N_("answer"),
    "answer_hours": N_("answer within, hours"),
    "answers": N_("answers"),
    "argument": N_("argument"),
    "asks": N_("asks for a reply"),
    "backing": N_("backed by"),
    "by": N_("by"),
    "channel": N_("channel"),
    "claimed": N_("claimed"),
    "closing": N_("closed as"),
    "code": N_("finding"),
    "contact": N_("person"),
    "counters": N_("counters"),
    "course": N_("took place"),
    "days": N_("days"),
    "definition": N_("counts as a result"),
    "direction": N_("direction"),
    "disposal": N_("what was done"),
    "domains": N_("mail domains"),
    "due": N_("due"),
    "effective": N_("holds from"),
    "ends": N_("ends"),
    "handed_over": N_("work handed over"),
    "hours": N_("service hours"),
    "identifiers": N_("numbers in registers"),
    "addresses": N_("addresses for a time"),
    "kept": N_("kept"),
    "level": N_("level"),
    "mails": N_("mail addresses"),
    "manner": N_("manner"),
    "merged": N_("recorded twice"),
    "meter": N_("meter"),
    "month": N_("month"),
    "name": N_("name"),
    "note": N_("note"),
    "number": N_("number"),
    "observed": N_("only shown"),
    "occurred": N_("when"),
    "offer": N_("offer"),
    "oral": N_("by word of mouth"),
    "outcomes": N_("outcomes"),
    "owes": N_("owes the next word"),
    "people": N_("people"),
    "phones": N_("phones"),
    "price": N_("price of one"),
    "priority": N_("priority"),
    "prepared": N_("vendor prepared"),
    "private": N_("private"),
    "promise": N_("promise"),
    "proposal": N_("proposal"),
    "purpose": N_("purpose"),
    "purpose_stated": N_("purpose stated first"),
    "quantity": N_("quantity"),
    "question_answered": N_("question answered"),
    "reason": N_("reason"),
    "referred_by": N_("recommended by"),
    "referrer_interest": N_("their interest"),
    "role": N_("role"),
    "score": N_("score"),
    "same_as": N_("is the same as"),
    "segment": N_("segment"),
    "segments": N_("segments"),
    "side": N_("side"),
    "signatories": N_("signed by"),
    "starts": N_("starts"),
    "subject": N_("subject"),
    "successor": N_("successor"),
    "summary": N_("summary"),
    "table": N_("table of results"),
    "tariff": N_("tariff"),
    "terms": N_("terms"),
    "text": N_("text"),
    "title": N_("title"),
    "told": N_("told to the vendor"),
    "tone": N_("tone"),
    "touchpoint": N_("said in"),
    "unit": N_("unit"),
    "valid_until": N_("valid until"),
    "value": N_("value"),
    "vendor": N_("vendor"),
    "wording": N_("wording"),
    "is_key": N_("key question"),
    "key": N_("term"),
    "since": N_("asked since"),
    "until": N_("asked until"),
    "zone": N_("time zone"),
}


def field(name: str) -> str:
    """Return what a field of a record is called; the reason and the day among them."""
    return _(FIELDS[name])


def kind(name: str) -> str:
    """Return what a kind of record is called, or what brings many of them."""
    return _(_BRINGING[name]) if name in _BRINGING else kind_label(name)


def value(member: StrEnum) -> str:
    """Return what a value of a record is called."""
    own = _VALUES.get(type(member))
    return _(own[member]) if own else label(member)


def term(key: str) -> str:
    """Return what a term is called: the product's own terms in the person's language."""
    return terms.name(key)


def mark(payload: Payload) -> str:
    """Return the word by which an entry is told from others: its channel, outcome or kind."""
    if isinstance(payload, Touchpoint):
        mail = payload.channel is Channel.MAIL
        return pgettext("in a column", "mail") if mail else label(payload.channel)
    if isinstance(payload, TermAnswer):
        return value(payload.answer)
    if isinstance(payload, PromiseOutcome):
        return _("kept") if payload.kept else _("broken")
    name = kind_of(payload)
    return _(_MARKS[name]) if name in _MARKS else kind_label(name)


def speaker(payload: Payload) -> Side | None:
    """Return the side that acted, where it was one side alone."""
    if isinstance(payload, Touchpoint):
        speakers = payload.direction.speakers
        return speakers[0] if len(speakers) == 1 else None
    if isinstance(payload, TermProposal | TermAnswer | Promise):
        return payload.by
    if isinstance(payload, Contact):
        return payload.side
    return None


def arrow(payload: Payload) -> str:
    """Return which way a word went: ← to us, → to the vendor, ↔ both, nothing otherwise."""
    if isinstance(payload, Touchpoint):
        return _ARROWS[payload.direction]
    if isinstance(payload, TermProposal | TermAnswer | Promise):
        return "←" if payload.by is Side.VENDOR else "→"
    return " "
