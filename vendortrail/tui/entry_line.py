"""A record on one line: when, what, which way, in a few words, and its number."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import assert_never

from textual.content import Content

from vendortrail import formats
from vendortrail.i18n import _
from vendortrail.labels import label
from vendortrail.papers.wording import definition_text, value_text
from vendortrail.records.dealings import Claim, Expectation, Offer, Pulse, Touchpoint, Usage
from vendortrail.records.housekeeping import Correction, Disposition, Threshold
from vendortrail.records.parties import Agreement, Contact, Departure, Vendor
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
from vendortrail.records.values import Course, Side
from vendortrail.sentences import say
from vendortrail.tui import days, words
from vendortrail.tui.cells import cell, row, said

_MARK = 11
_NUMBER = 6
_SIDES = {Side.VENDOR: "$them", Side.US: "$us", None: "$quiet"}


def entry_line(
    record: Record[Payload], names: Mapping[int, str], width: int, *, superseded: bool = False
) -> Content:
    """Return a record on one line; one that something took the place of is struck out.

    ``names`` has what the things are called that the record names, by their identities.
    """
    payload = record.payload
    style = "strike $quiet" if superseded else ""
    colour = _SIDES[words.speaker(payload)]
    text_width = max(8, width - 1 - days.WIDTH - 2 - _MARK - 1 - 1 - 2 - 2 - 1 - 1 - _NUMBER)
    return row(
        [
            cell(days.when(record.when), days.WIDTH, "$quiet"),
            cell(words.mark(payload), _MARK, colour)
            + said(" ")
            + Content.styled(words.arrow(payload), colour),
            cell(summary(payload, names), text_width, style),
            Content.styled("◌" if record.private else " ", "$faint")
            + Content(" ")
            + cell(f"#{record.seq}", _NUMBER, "$faint", right=True),
        ]
    )


def summary(payload: Payload, names: Mapping[int, str]) -> str:
    """Return what a record says, as short as it can be said beside its mark."""
    match payload:
        case Touchpoint(course=Course.HELD):
            return payload.summary
        case Touchpoint():
            return f"{payload.summary} ({words.value(payload.course)})"
        case Vendor() | Contact() | Segment():
            return payload.name
        case Agreement() | Offer():
            return payload.title
        case TermProposal():
            return _of(payload.key, proposed(payload))
        case TermAnswer():
            return _of(names.get(payload.proposal, ""), payload.note)
        case Promise():
            return str(say("by {day}: {text}", day=_day(payload.due), text=payload.text))
        case PromiseOutcome():
            return _of(_("kept") if payload.kept else _("broken"), names.get(payload.promise, ""))
        case Expectation() | Claim():
            return payload.text
        case Payment():
            amount = formats.money(payload.amount.minor, payload.amount.currency)
            return _of(amount, payload.purpose)
        case Delivery():
            segment = names.get(payload.segment, "")
            return str(say("{segment}: {count} claimed", segment=segment, count=payload.claimed))
        case CloseOut():
            return _of(names.get(payload.segment or 0, ""), label(payload.closing), payload.note)
        case Departure():
            return _of(names.get(payload.contact, ""), payload.note)
        case Pulse():
            asked = f"{label(payload.subject)}, {label(payload.level)}"
            return _of(f"{payload.score}/10", asked, payload.note)
        case Usage():
            used = f"{formats.number(payload.quantity)} {payload.unit}"
            return _of(payload.meter, payload.month, used)
        case Threshold():
            return _of(payload.name, _("off") if payload.days is None else str(payload.days))
        case Disposition():
            return _of(payload.code, label(payload.disposal), payload.note)
        case Correction():
            return ""
        case _:
            assert_never(payload)


def proposed(proposal: TermProposal) -> str:
    """Return what a proposal says: its wording, else its definition, else its value."""
    if proposal.wording:
        return proposal.wording
    if proposal.definition:
        return definition_text(proposal.definition)
    return value_text(proposal.value) if proposal.value else ""


def _of(*parts: str) -> str:
    return " · ".join(filter(None, parts))


def _day(text: str) -> date:
    return date.fromisoformat(text)
