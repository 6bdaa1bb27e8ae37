"""The timeline paper: two pages of substance, then the dated chronology that proves them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from vendortrail import i18n
from vendortrail.document import Block, Document, Paragraph, quiet
from vendortrail.papers.agreements import agreements
from vendortrail.papers.audience import Audience
from vendortrail.papers.chronology import chronology
from vendortrail.papers.closing import CheckpointLine, evidence, foundation
from vendortrail.papers.parties import parties
from vendortrail.papers.silences import silences
from vendortrail.papers.sources import sources
from vendortrail.papers.standing_out import standing_out
from vendortrail.papers.view import View
from vendortrail.records.history import History
from vendortrail.review import Review
from vendortrail.sentences import say


def timeline(
    history: History,
    review: Review,
    today: date,
    *,
    checkpoint: CheckpointLine | None = None,
    audience: Audience = Audience.INTERNAL,
    first: date | None = None,
    last: date | None = None,
) -> Document:
    """Return the timeline paper of one vendor, in the language spoken now.

    Args:
        history: all that is on record about the vendor.
        review: what is found in it as of ``today``; not shown to the vendor.
        today: the day of the paper.
        checkpoint: where the ledger stands; not shown to the vendor.
        audience: who reads it; what is kept from the vendor is told in `papers.audience`.
        first: the earliest day of the chronology, included; nothing else is cut.
        last: the latest day of the chronology, included.
    """
    view = View.of(history, today, audience)
    return Document(
        str(say("{vendor}: timeline", vendor=history.name)),
        i18n.language(),
        tuple(_blocks(view, review, checkpoint, first, last)),
        view.left_out,
    )


def _blocks(
    view: View,
    review: Review,
    checkpoint: CheckpointLine | None,
    first: date | None,
    last: date | None,
) -> Iterator[Block]:
    items = tuple(view.items(first, last))
    yield Paragraph(quiet(_imprint(view)))
    if view.internal:
        yield from standing_out(review)
    yield from parties(view)
    yield from agreements(view)
    yield from silences(view)
    yield from chronology(items, first, last, view.names, internal=view.internal)
    if view.internal:
        yield from sources(view)
        yield from evidence(items)
        yield from foundation(items, checkpoint)


def _imprint(view: View) -> str:
    if view.internal:
        return str(
            say("As of {day}. For internal use only: it holds private records.", day=view.today)
        )
    return str(say("As of {day}. Numbers such as #1 are those of our records.", day=view.today))
