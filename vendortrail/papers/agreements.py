"""What was agreed, how its terms changed, and what was done of it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from vendortrail import formats, scope, terms
from vendortrail.document import (
    Block,
    Column,
    Entries,
    Entry,
    Heading,
    Paragraph,
    Table,
    plain,
    quiet,
)
from vendortrail.i18n import _
from vendortrail.labels import label
from vendortrail.papers.changes import told
from vendortrail.papers.view import View
from vendortrail.papers.wording import capital, unbroken
from vendortrail.records.parties import Agreement
from vendortrail.records.promised import CloseOut, Delivery
from vendortrail.records.record import Payload, Record
from vendortrail.records.values import Money
from vendortrail.scope import SegmentState
from vendortrail.sentences import Sentence, say, worded
from vendortrail.terms import TermChange
from vendortrail.thresholds import Thresholds


def agreements(view: View) -> Iterator[Block]:
    """Yield each agreement with its facts, its terms and its segments."""
    for agreement in scope.agreements(view.now):
        yield Heading(2, plain(_title(agreement.payload)))
        yield Entries(tuple(Entry(plain(str(fact))) for fact in _facts(view, agreement)))
        yield from _segments(view, agreement)
        yield from _terms(view, agreement)


def _title(agreement: Agreement) -> str:
    if agreement.number:
        return str(
            say("Agreement {number}: {title}", number=agreement.number, title=agreement.title)
        )
    return str(say("Agreement: {title}", title=agreement.title))


def _facts(view: View, record: Record[Agreement]) -> Iterator[Sentence]:
    agreement = record.payload
    people = [view.names[person] for person in agreement.signatories if person in view.names]
    places = {"when": record.when, "number": str(record.seq), "people": ", ".join(people)}
    if people:
        yield say("Signed: {when}, by {people} (#{number})", **places)
    else:
        yield say("Signed: {when} (#{number})", **places)
    if agreement.starts or agreement.ends:
        yield _period(agreement)
    if agreement.value is not None:
        yield say("Value: {value}", value=agreement.value)
    if view.shows(scope.payments(view.happened, record.identity)):
        for money in _paid(view, record):
            yield say("Paid: {money}", money=money)
    if agreement.hours:
        yield say("Service hours: {hours}", hours=agreement.hours)
    if agreement.answer_hours is not None:
        yield say("First answer due in hours of service: {hours}", hours=agreement.answer_hours)
    yield from _closing(view, record)
    if agreement.note:
        yield say("Note: {note}", note=agreement.note)


def _closing(view: View, agreement: Record[Agreement]) -> Iterator[Sentence]:
    closing = scope.closing_act(view.now, agreement.identity)
    ended = scope.end(agreement)
    if closing is not None:
        how, number = label(closing.payload.closing), str(closing.seq)
        yield say("Closed: {when}, {how} (#{number})", when=closing.when, how=how, number=number)
    elif ended and ended < view.today and view.shows(_closings(view, agreement.identity)):
        yield say("Closed: no closing act is on record")


def _closings(view: View, agreement: int) -> tuple[Record[CloseOut], ...]:
    return view.happened.of(CloseOut, agreement)


def _progress(view: View, agreement: int) -> Iterator[Record[Payload]]:
    """Yield every record that says how far the segments of an agreement have come."""
    yield from view.happened.of(Delivery, agreement)
    yield from scope.payments(view.happened, agreement)
    yield from _closings(view, agreement)


def _period(agreement: Agreement) -> Sentence:
    starts = date.fromisoformat(agreement.starts) if agreement.starts else None
    ends = date.fromisoformat(agreement.ends) if agreement.ends else None
    if starts and ends:
        return say("Period: {first} to {last}", first=starts, last=ends)
    return (
        say("Period: from {first}", first=starts)
        if starts
        else say("Period: until {last}", last=ends)
    )


def _paid(view: View, agreement: Record[Agreement]) -> Iterator[Money]:
    """Yield what was paid in all, a sum for each currency."""
    sums: dict[str, int] = {}
    for payment in scope.payments(view.now, agreement.identity):
        amount = payment.payload.amount
        sums[amount.currency] = sums.get(amount.currency, 0) + amount.minor
    return (Money(minor, currency) for currency, minor in sums.items())


def _segments(view: View, agreement: Record[Agreement]) -> Iterator[Block]:
    states = scope.scope(view.now, agreement.identity, view.today, Thresholds(view.now))
    if not states:
        return
    units = {state.segment.payload.unit for state in states}
    unit = units.pop() if len(units) == 1 else ""
    heading = (
        say("Promised and done (unit: {unit})", unit=unit) if unit else say("Promised and done")
    )
    yield Heading(3, plain(str(heading)))
    if not view.shows(_progress(view, agreement.identity)):
        yield _side_by_side([_promised(state, with_unit=not unit) for state in states])
        return
    yield _side_by_side(
        [_segment(state, with_unit=not unit, internal=view.internal) for state in states]
    )
    if any(state.counted_least < state.counted_most for state in states):
        uncertain = _("What counts is given from the least to the most, while it is not settled.")
        yield Paragraph(quiet(uncertain))


def _side_by_side(facts: list[dict[Column, str]]) -> Table:
    """Return the table of facts, without the columns in which nobody has anything to say."""
    columns = tuple(c for c in facts[0] if any(fact[c] for fact in facts))
    return Table(columns, tuple(tuple(plain(fact[c] or "–") for c in columns) for fact in facts))


def _promised(state: SegmentState, *, with_unit: bool) -> dict[Column, str]:
    segment = state.segment.payload
    promised = formats.number(state.promised)
    return {
        Column(plain(_("Segment"))): f"{segment.name} (#{state.segment.seq})",
        Column(plain(_("Due"))): _day(state.due),
        Column(plain(_("Promised")), numeric=True): (
            f"{promised} × {segment.unit}" if with_unit else promised
        ),
    }


def _segment(state: SegmentState, *, with_unit: bool, internal: bool) -> dict[Column, str]:
    facts = {
        **_promised(state, with_unit=with_unit),
        Column(plain(_("Claimed")), numeric=True): formats.number(state.claimed),
        Column(plain(_("Counts")), numeric=True): _range(state.counted_least, state.counted_most),
        Column(plain(_("Paid for it")), numeric=True): worded(state.paid) if state.paid else "",
    }
    # How long is too long is our own business, and the state follows from it.
    if internal:
        facts[Column(plain(_("Last activity")))] = _day(state.last_activity)
        facts[Column(plain(_("State")))] = label(state.condition)
    return facts


def _day(day: date | None) -> str:
    return unbroken(formats.day(day)) if day else ""


def _range(least: int, most: int) -> str:
    if least == most:
        return formats.number(least)
    return f"{formats.number(least)}–{formats.number(most)}"


def _terms(view: View, agreement: Record[Agreement]) -> Iterator[Block]:
    changes = terms.changes(view.now, agreement.identity)
    if not changes:
        return
    yield Heading(3, plain(_("Terms as they changed")))
    by_key: dict[str, list[TermChange]] = {}
    for change in changes:
        by_key.setdefault(change.key, []).append(change)
    for of_key in by_key.values():
        yield Heading(4, plain(capital(of_key[0].name)))
        yield Entries(
            tuple(told(change, _base(change, of_key[:at])) for at, change in enumerate(of_key))
        )


def _base(change: TermChange, earlier: list[TermChange]) -> TermChange | None:
    """Return what a proposal is held against: the one it counters, else what held at its time."""
    countered = [e for e in earlier if e.proposal.identity == change.proposal.payload.counters]
    in_force = [e for e in earlier if e.holds_on(change.proposal.day)]
    return next(iter([*countered, *in_force]), None)
