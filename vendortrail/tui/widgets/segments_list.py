"""What was promised by segment, and how much of it was claimed, counted and paid for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date
from functools import partial

from textual.content import Content

from vendortrail import formats, scope
from vendortrail.i18n import _
from vendortrail.labels import label
from vendortrail.records.history import History
from vendortrail.records.values import Money
from vendortrail.scope import Condition, SegmentState
from vendortrail.thresholds import Thresholds
from vendortrail.tui import days
from vendortrail.tui.cells import cell, row, said
from vendortrail.tui.widgets.wrapped_list import Row, WrappedList, fixed

_CONDITIONS = {
    Condition.ABANDONED: "bold $high",
    Condition.STALLED: "$medium",
    Condition.NOT_STARTED: "$medium",
    Condition.COMPLETE: "$success",
}
_LABEL = 12
_LONGEST_BAR = 50
_AFTER_BAR = 18
_EIGHTHS = " ▏▎▍▌▋▊▉"


class SegmentsList(WrappedList):
    """The segments of every agreement, the most urgent first."""

    def tell(self, history: History, today: date) -> None:
        """Show the scope of a history as of a day."""
        rows = list(_rows(history, today))
        nothing = fixed(row([said(_("No segment is on record."), "$quiet")]))
        self.show(rows or [nothing])


def _rows(history: History, today: date) -> Iterator[Row]:
    thresholds = Thresholds(history)
    for agreement in scope.agreements(history):
        states = scope.scope(history, agreement.identity, today, thresholds)
        if states:
            title = agreement.payload.title
            paid = _paid(
                payment.payload.amount for payment in scope.payments(history, agreement.identity)
            )
            yield Row(partial(_heading, title, paid), agreement)
        for state in states:
            yield Row(partial(_drawn, state), state.segment)


def _paid(amounts: Iterable[Money]) -> str:
    """Return what was paid, by currency."""
    sums: Counter[str] = Counter()
    for amount in amounts:
        sums[amount.currency] += amount.minor
    return ", ".join(formats.money(minor, currency) for currency, minor in sums.items())


def _heading(title: str, paid: str, width: int) -> list[Content]:
    parts = [said(title, "bold")]
    if paid:
        parts.append(said(_("paid: {amount}").format(amount=paid), "$quiet"))
    return [row(parts).truncate(width, ellipsis=True), Content()]


def _drawn(state: SegmentState, width: int) -> list[Content]:
    segment = state.segment.payload
    condition = Content.styled(label(state.condition), _CONDITIONS.get(state.condition, "$quiet"))
    promised = f"{formats.number(state.promised)} × {segment.unit}"
    facts = [promised, _("priority {priority}").format(priority=segment.priority)]
    if state.due is not None:
        facts.append(_("due {day}").format(day=days.day(state.due)))
    if state.last_activity is not None:
        facts.append(_("last activity {day}").format(day=days.day(state.last_activity)))
    head = Content.assemble("   ", said(segment.name, "bold"), "  ", condition)
    bar = max(8, min(width - 3 - _LABEL - 2 - _AFTER_BAR, _LONGEST_BAR))
    lines = [
        head.truncate(width - 1, ellipsis=True),
        said(" · ".join(facts), "$quiet").pad_left(3).truncate(width - 1, ellipsis=True),
        _bar(_("claimed"), state, state.claimed, state.claimed, bar, "$them"),
        _bar(_("counts"), state, state.counted_least, state.counted_most, bar, "$success"),
    ]
    if state.paid is not None:
        paid = formats.money(state.paid.minor, state.paid.currency)
        lines.append(row([cell(_("paid"), _LABEL, "$quiet"), said(paid)]).pad_left(2))
    return [*lines, Content()]


def _bar(name: str, state: SegmentState, least: int, most: int, width: int, colour: str) -> Content:
    """Return a bar of what is sure, shaded on to what may be, out of what was promised."""
    sure = filled(least, state.promised, width)
    maybe = "▒" * (len(filled(most, state.promised, width)) - len(sure))
    rest = "─" * (width - len(sure) - len(maybe))
    count = formats.number(least)
    if most > least:
        count = f"{count}–{formats.number(most)}"
    of = _("{count} of {promised}").format(count=count, promised=formats.number(state.promised))
    bar = Content.assemble((sure, colour), (maybe, colour), (rest, "$faint"))
    return row([cell(name, _LABEL, "$quiet"), bar, said(of)]).pad_left(2)


def filled(part: int, whole: int, width: int) -> str:
    """Return a bar of eighths of a cell: as much of the width as the part is of the whole."""
    eighths = min(width * 8, part * width * 8 // whole)
    full, rest = divmod(eighths, 8)
    return "█" * full + (_EIGHTHS[rest] if rest else "")
