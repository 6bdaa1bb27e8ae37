"""What a record says, as short as it can be said beside the word for its kind."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import singledispatch

from vendortrail import formats, receipts, thresholds
from vendortrail.definition_wording import definition_sentence
from vendortrail.i18n import _
from vendortrail.labels import label
from vendortrail.papers.events import no_word
from vendortrail.papers.wording import price_text
from vendortrail.records.capture import Receipt
from vendortrail.records.dealings import Claim, Expectation, Offer, Pulse, Touchpoint, Usage
from vendortrail.records.housekeeping import Disposition, Threshold
from vendortrail.records.parties import Agreement, Contact, Departure, Sameness, Vendor
from vendortrail.records.promised import (
    CloseOut,
    Delivery,
    Payment,
    Promise,
    PromiseOutcome,
    Question,
    Segment,
    TermAnswer,
    TermProposal,
)
from vendortrail.records.record import Payload
from vendortrail.sentences import say
from vendortrail.tui import words

Names = Mapping[int, str]


@singledispatch
def summary(payload: Payload, names: Names) -> str:
    """Return a payload in a few words; nothing where the word for its kind says all.

    ``names`` has what the things are called that the payload names, by their identities.
    """
    del payload, names
    return ""


def proposed(proposal: TermProposal) -> str:
    """Return what a proposal says: its wording, else its definition, else its price."""
    if proposal.wording:
        return proposal.wording
    if proposal.definition:
        return str(definition_sentence(proposal.definition))
    return price_text(proposal)


@summary.register
def _receipt(payload: Receipt, names: Names) -> str:
    del names
    return str(receipts.said(payload))


@summary.register
def _touchpoint(payload: Touchpoint, names: Names) -> str:
    del names
    aside = ", ".join(no_word(payload))
    return f"{payload.summary} ({aside})" if aside else payload.summary


@summary.register
def _named(payload: Vendor | Contact | Segment | Question, names: Names) -> str:
    del names
    return payload.name


@summary.register
def _titled(payload: Agreement | Offer, names: Names) -> str:
    del names
    return payload.title


@summary.register
def _said(payload: Expectation | Claim, names: Names) -> str:
    del names
    return payload.text


@summary.register
def _proposal(payload: TermProposal, names: Names) -> str:
    del names
    return _joined(words.term(payload.key), proposed(payload))


@summary.register
def _answer(payload: TermAnswer, names: Names) -> str:
    return _joined(words.term(names.get(payload.proposal, "")), payload.note)


@summary.register
def _promise(payload: Promise, names: Names) -> str:
    del names
    return str(say("by {day}: {text}", day=date.fromisoformat(payload.due), text=payload.text))


@summary.register
def _promise_outcome(payload: PromiseOutcome, names: Names) -> str:
    return _joined(names.get(payload.promise, ""), payload.note)


@summary.register
def _payment(payload: Payment, names: Names) -> str:
    del names
    amount = formats.money(payload.amount.minor, payload.amount.currency)
    return _joined(amount, payload.purpose)


@summary.register
def _delivery(payload: Delivery, names: Names) -> str:
    segment = names.get(payload.segment, "")
    return str(say("{segment}: {count} claimed", segment=segment, count=payload.claimed))


@summary.register
def _close_out(payload: CloseOut, names: Names) -> str:
    return _joined(names.get(payload.segment or 0, ""), label(payload.closing), payload.note)


@summary.register
def _departure(payload: Departure, names: Names) -> str:
    return _joined(names.get(payload.contact, ""), payload.note)


@summary.register
def _sameness(payload: Sameness, names: Names) -> str:
    merged, kept = (names.get(it, f"#{it}") for it in (payload.merged, payload.same_as))
    return _joined(_("{merged} is {kept}").format(merged=merged, kept=kept), payload.reason)


@summary.register
def _pulse(payload: Pulse, names: Names) -> str:
    del names
    asked = f"{label(payload.subject)}, {label(payload.level)}"
    return _joined(f"{payload.score}/10", asked, payload.note)


@summary.register
def _usage(payload: Usage, names: Names) -> str:
    del names
    used = f"{formats.number(payload.quantity)} {payload.unit}"
    return _joined(payload.meter, payload.month, used)


@summary.register
def _threshold(payload: Threshold, names: Names) -> str:
    del names
    days = _("switched off") if payload.days is None else str(payload.days)
    return _joined(thresholds.name(payload.name), days)


@summary.register
def _disposition(payload: Disposition, names: Names) -> str:
    about = names.get(payload.about or 0, payload.subject)
    return _joined(payload.code, about, label(payload.disposal), payload.note)


def _joined(*parts: str) -> str:
    return " · ".join(filter(None, parts))
