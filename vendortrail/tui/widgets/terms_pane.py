"""The terms of every agreement: what holds on a day, and everything that was ever proposed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from functools import partial
from zoneinfo import ZoneInfo

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Input, Label

from vendortrail import scope, terms
from vendortrail.i18n import _
from vendortrail.labels import label
from vendortrail.occurred import Occurred
from vendortrail.papers import changes
from vendortrail.papers.wording import price_text
from vendortrail.records.history import History
from vendortrail.records.values import Side
from vendortrail.terms import Standing, TermChange
from vendortrail.tui import days, signs, words
from vendortrail.tui.cells import hanging, row, said
from vendortrail.tui.widgets.compared_terms import marked
from vendortrail.tui.widgets.wrapped_list import Row, WrappedList, fixed
from vendortrail.typed_dates import TypedDateError, read

_STANDINGS = {
    Standing.ACCEPTED: "$success",
    Standing.PROPOSED: "$medium",
    Standing.REJECTED: "$high",
}
_SIDES = {Side.VENDOR: "$them", Side.US: "$us"}
_KEY = 22


class TermsPane(Vertical):
    """A day to ask about, and the terms."""

    def __init__(self) -> None:
        super().__init__()
        self._history: History | None = None
        self._today = date.min
        self._zone = ZoneInfo("UTC")

    def compose(self) -> ComposeResult:
        with Horizontal(classes="asking"):
            yield Label(_("In force on"))
            yield Input(compact=True, id="as-of")
        yield Label("", id="as-of-fault")
        yield WrappedList(id="terms")

    def tell(self, history: History, today: date, zone: ZoneInfo) -> None:
        """Show the terms of a history; ``zone`` is the person's."""
        self._history = history
        self._today = today
        self._zone = zone
        asked = self.query_one("#as-of", Input)
        if not asked.value:
            asked.placeholder = days.day(today)
        self._show(self._asked_day(asked.value) or today)

    @on(Input.Changed, "#as-of")
    def _ask(self, event: Input.Changed) -> None:
        day = self._asked_day(event.value)
        if day is not None:
            self._show(day)

    def _asked_day(self, text: str) -> date | None:
        """Return the day that was typed, today for nothing; None, and say so, if it is no day."""
        fault = self.query_one("#as-of-fault", Label)
        fault.update("")
        if not text.strip():
            return self._today
        try:
            meant = read(text, self._today, self._zone)
        except TypedDateError as error:
            fault.update(Content(str(error)))
            return None
        if isinstance(meant, Occurred):
            return meant.last
        either = _("this may be {days}").format(days=", ".join(days.day(m.first) for m in meant))
        fault.update(Content(either))
        return None

    def _show(self, day: date) -> None:
        if self._history is not None:
            rows = list(_rows(self._history, day))
            nothing = fixed(row([said(_("There is no agreement on record."), "$quiet")]))
            self.query_one(WrappedList).show(rows or [nothing])


def _rows(history: History, day: date) -> Iterator[Row]:
    for agreement in scope.agreements(history):
        title = " ".join(filter(None, [agreement.payload.title, agreement.payload.number]))
        yield Row(partial(_heading, title), agreement)
        told = terms.changes(history, agreement.identity)
        holding = [change for change in told if change.holds_on(day)]
        yield fixed(row([said(_("In force on {day}").format(day=days.day(day)), "$primary")]))
        if not holding:
            nothing = said(_("nothing that both sides accepted"), "$quiet")
            yield fixed(row([Content(" "), nothing]))
        for change in holding:
            yield Row(partial(_held, change), change.proposal)
        if told:
            yield fixed(Content(), row([said(_("Proposed and answered"), "$primary")]))
        for place, change in enumerate(told):
            before = _before(told[:place], change)
            yield Row(partial(_changed, change, before), change.proposal)
        yield fixed(Content())


def _before(earlier: Sequence[TermChange], change: TermChange) -> TermChange | None:
    """Return what a proposal is to be compared with: what it counters, else the one before it."""
    countered = change.proposal.payload.counters
    same = [it for it in earlier if it.key == change.key]
    named = [it for it in same if it.proposal.identity == countered]
    return next(reversed(named or same), None)


def _heading(title: str, width: int) -> list[Content]:
    return [row([said(title, "bold")]).truncate(width, ellipsis=True)]


def _held(change: TermChange, width: int) -> list[Content]:
    since = change.holds_from
    head = said(words.term(change.proposal.payload.key)).truncate(_KEY, ellipsis=True, pad=True)
    proposal = change.proposal.payload
    text = " · ".join(
        filter(
            None,
            [
                changes.wording(proposal),
                price_text(proposal),
                _("since {day}").format(day=days.day(since)) if since else "",
            ],
        )
    )
    lines = hanging(Content("   ") + head + Content("  "), text, width - 1)
    if counted := changes.counted(proposal):
        lines += hanging(Content(" " * (3 + _KEY + 2)), counted, width - 1)
    return lines


def _changed(change: TermChange, before: TermChange | None, width: int) -> list[Content]:
    proposal = change.proposal
    head = Content("   ") + said(days.when(proposal.when), "$quiet").truncate(
        days.WIDTH, ellipsis=True, pad=True
    )
    standing = label(change.standing)
    facts = Content.assemble(
        (signs.side(proposal.payload.by), _SIDES[proposal.payload.by]),
        "  ",
        said(words.term(proposal.payload.key)),
        "  ",
        (standing, _STANDINGS.get(change.standing, "$quiet")),
        (f"  #{proposal.seq}", "$faint"),
    )
    lines = [(head + Content("  ") + facts).truncate(width - 1, ellipsis=True)]
    indent = Content(" " * (3 + days.WIDTH + 2))
    for text in changes.marked(proposal.payload, before.proposal.payload if before else None):
        lines += hanging(indent, marked(text), width - 1)
    if proposal.payload.argument:
        argument = _("“{text}”").format(text=proposal.payload.argument)
        lines += hanging(indent, argument, width - 1, "italic $quiet")
    return lines
