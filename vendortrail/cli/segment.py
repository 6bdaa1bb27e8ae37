"""`vendortrail segment`: the promised quantities of an agreement."""

from __future__ import annotations

from typing import Any

from vendortrail import amounts
from vendortrail.cli import dates, output
from vendortrail.cli.choices import OneOf
from vendortrail.cli.recording import Entry, record, recording
from vendortrail.cli.session import Session, pass_session
from vendortrail.cli.speaking import argument, group, json_option, option
from vendortrail.i18n import N_, _
from vendortrail.labels import label
from vendortrail.records.promised import CloseOut, Segment
from vendortrail.records.values import Closing
from vendortrail.scope import SegmentState, scope
from vendortrail.thresholds import Thresholds


@group("segment", help=N_("What an agreement promises, by segment."))
def segment() -> None:
    """Hold the commands."""


@segment.command(
    "add",
    help=N_("Record a promised quantity."),
    examples=N_('vendortrail segment add Calls "Lapsed customers" 100 call --due 31.12.2025'),
)
@argument("agreement", N_("AGREEMENT"))
@argument("name", N_("NAME"))
@argument("quantity", N_("QUANTITY"), type=int)
@argument("unit", N_("UNIT"))
@option("--due", metavar=N_("DATE"), help=N_("The day it is due; else no day."))
@option("--priority", type=int, default=1, show_default=True, help=N_("1 goes first, then 2, 3 …."))
@option("--price", metavar=N_("AMOUNT"), help=N_("For one unit, where it is not the agreement's."))
@option("--currency", default="RUB", show_default=True, help=N_("For an amount without one."))
@option("--note", metavar=N_("TEXT"), default="", help=N_("Anything else."))
@recording
@pass_session
def add(
    session: Session,
    entry: Entry,
    agreement: str,
    name: str,
    quantity: int,
    unit: str,
    due: str | None,
    priority: int,
    price: str | None,
    currency: str,
    note: str,
) -> None:
    """Print the record."""
    owner = session.agreement(agreement)
    payload = Segment(
        name=name,
        quantity=quantity,
        unit=unit,
        due=dates.day_text(session.trail, "due", due),
        priority=priority,
        price=amounts.money("price", price, currency) if price else None,
        note=note,
    )
    record(session, entry, payload, vendor=owner.vendor, agreement=owner.identity)


@segment.command("list", help=N_("List the segments of an agreement and how far they have come."))
@argument("agreement", N_("AGREEMENT"))
@json_option
@pass_session
def list_(session: Session, agreement: str, as_json: bool) -> None:
    """Print the segments as `described` has them, the most urgent first."""
    owner = session.agreement(agreement)
    today = session.trail.today
    history = session.trail.history(owner.vendor or 0).as_of(today)
    states = scope(history, owner.identity, today, Thresholds(history))
    if as_json:
        output.json([described(state) for state in states])
        return
    output.table(
        (
            N_("#"),
            N_("Segment"),
            N_("State"),
            N_("Due"),
            N_("Promised"),
            N_("Claimed"),
            N_("Counts"),
            N_("Paid"),
            N_("Last activity"),
        ),
        (
            (
                state.segment.identity,
                state.segment.payload.name,
                label(state.condition),
                state.segment.payload.due,
                f"{state.promised} {state.segment.payload.unit}",
                state.claimed,
                counted(state),
                state.paid,
                state.last_activity,
            )
            for state in states
        ),
    )


@segment.command("close", help=N_("Record the act by which both sides end a segment."))
@argument("agreement", N_("AGREEMENT"))
@argument("segment", N_("SEGMENT"))
@argument("closing", type=OneOf(Closing))
@option("--note", metavar=N_("TEXT"), default="", help=N_("What was said about it."))
@recording
@pass_session
def close(
    session: Session, entry: Entry, agreement: str, segment: str, closing: Closing, note: str
) -> None:
    """Print the record."""
    owner = session.agreement(agreement)
    closed = session.segment(segment, owner.identity).identity
    record(
        session,
        entry,
        CloseOut(closing, closed, note),
        vendor=owner.vendor,
        agreement=owner.identity,
    )


def described(state: SegmentState) -> dict[str, Any]:
    """Return a segment as JSON has it: quantities in its unit, days as YYYY-MM-DD or null."""
    payload = state.segment.payload
    return {
        "id": state.segment.identity,
        "name": payload.name,
        "unit": payload.unit,
        "priority": payload.priority,
        "due": payload.due or None,
        "price": payload.price,
        "state": state.condition,
        "promised": state.promised,
        "claimed": state.claimed,
        "counts_at_least": state.counted_least,
        "counts_at_most": state.counted_most,
        "paid": state.paid,
        "last_activity": state.last_activity,
        "closed_by": state.close_out.seq if state.close_out else None,
    }


def line(state: SegmentState) -> str:
    """Return a segment on one line."""
    payload = state.segment.payload
    return f"#{state.segment.identity} {payload.name}: {label(state.condition)}, " + _(
        "{claimed} of {promised} {unit} claimed"
    ).format(claimed=state.claimed, promised=state.promised, unit=payload.unit)


def counted(state: SegmentState) -> str:
    """Return how many surely count, to how many may count."""
    least, most = state.counted_least, state.counted_most
    return str(least) if least == most else f"{least}–{most}"
