"""The terms of an agreement in two states that a person chooses, side by side."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Input, Label, Static

from vendortrail.advantage import Verdict
from vendortrail.i18n import N_, _
from vendortrail.labels import label
from vendortrail.records.parties import Agreement
from vendortrail.records.record import Record
from vendortrail.refusal import Refusal
from vendortrail.service.terms_wording import choice_sentence
from vendortrail.side_by_side import Basis, Choice, Compared
from vendortrail.tui import days
from vendortrail.tui.cells import cell, said
from vendortrail.tui.commands import BACK, shown
from vendortrail.tui.forms.dated import Day
from vendortrail.tui.forms.place import Place
from vendortrail.tui.screens.base import TrailScreen
from vendortrail.tui.screens.choosing import ChoosingScreen, Offered
from vendortrail.tui.widgets.compared_terms import VERDICTS, ComparedTerms
from vendortrail.tui.widgets.row_list import RowList
from vendortrail.tui.work import in_background, outdated

if TYPE_CHECKING:
    from vendortrail.service import Trail

_NAME = 6


class SideBySideScreen(TrailScreen):
    """The two states above, the terms below."""

    NAME = N_("Side by side")
    ABOUT = N_(
        "The terms of an agreement in two states, such as what is agreed and what is offered now: "
        "what each says of a term, what is taken out and put in from word to word, by how much it "
        "changes, and whether that is better or worse for us and by which rule. A proposal that "
        "waits for an answer stands with its term. Wordings are for you to judge. Enter opens the "
        "record that says it."
    )
    AUTO_FOCUS = "ComparedTerms"
    BINDINGS: ClassVar = [
        shown("choose('before')", "b", N_("Old"), N_("choose the old state")),
        shown("choose('after')", "n", N_("New"), N_("choose the new state")),
        shown("swap", "x", N_("Swap"), N_("change the old and the new state about")),
        BACK,
    ]

    class Laid(Message):
        """Two states have been laid side by side."""

        def __init__(
            self, states: Sequence[Choice], chosen: dict[str, Choice], terms: Sequence[Compared]
        ) -> None:
            super().__init__()
            self.states = states
            self.chosen = chosen
            self.terms = terms

    def __init__(self, agreement: Record[Agreement]) -> None:
        super().__init__()
        self._agreement = agreement
        self._states: Sequence[Choice] = ()
        self._chosen: dict[str, Choice] = {}
        self._terms: Sequence[Compared] | None = None

    def compose_body(self) -> ComposeResult:
        yield Static(id="states")
        yield ComparedTerms(id="compared-terms")

    def on_mount(self) -> None:
        self._read(dict(self._chosen))

    def trail_changed(self) -> None:
        self._read(dict(self._chosen))

    def after_recompose(self) -> None:
        self._show()

    def heading(self) -> str:
        return f"{_(self.NAME)}: {self._agreement.payload.title}"

    def facts(self) -> str:
        return days.day(self._today)

    @property
    def vendor_in_sight(self) -> int | None:
        """The vendor of the agreement."""
        return self._agreement.vendor

    @property
    def _today(self) -> date:
        trail = self.trail_app.trail
        return trail.today if trail is not None else date.min

    @in_background
    def _read(self, trail: Trail, chosen: dict[str, Choice]) -> None:
        states = trail.states(self._agreement)
        # What is wanted or offered now against what is agreed: what people come to see.
        chosen = {"before": states[0], "after": states[min(1, len(states) - 1)], **chosen}
        terms = trail.side_by_side(self._agreement, chosen["before"], chosen["after"])
        if not outdated():
            self.post_message(self.Laid(states, chosen, terms))

    def on_side_by_side_screen_laid(self, message: Laid) -> None:
        """Show the terms."""
        self._states, self._chosen = message.states, message.chosen
        self._terms = message.terms
        self._show()

    def _show(self) -> None:
        if self._terms is None:
            return
        self.query_one("#states", Static).update(Content("\n").join(self._heads(self._terms)))
        self.query_one(ComparedTerms).tell(self._terms)

    def _heads(self, terms: Sequence[Compared]) -> list[Content]:
        counted = Counter(term.judgement.verdict for term in terms)
        verdicts = [
            said(f"{label(verdict)}: {counted[verdict]}", VERDICTS.get(verdict, "$quiet"))
            for verdict in (Verdict.WORSE, Verdict.BETTER, Verdict.CANNOT_TELL, Verdict.SAME)
            if counted[verdict]
        ]
        named = ((_("Old"), "before"), (_("New"), "after"))
        return [
            *(
                Content.assemble(cell(name, _NAME, "$quiet"), said(self._named(which), "bold"))
                for name, which in named
            ),
            Content("  ").join(verdicts),
        ]

    def _named(self, which: str) -> str:
        return str(choice_sentence(self._chosen[which], self._today))

    def action_choose(self, which: str) -> None:
        """Choose a state."""
        trail = self.trail_app.trail
        if trail is None or not self._chosen:
            return
        title = _("Choose the old state") if which == "before" else _("Choose the new state")
        offered = [Offered(it, str(choice_sentence(it, self._today))) for it in self._states]

        def chosen(choice: Choice | None) -> None:
            if choice is not None:
                self._read({**self._chosen, which: choice})

        self.app.push_screen(StateScreen(title, offered, self._chosen[which], trail), chosen)

    def action_swap(self) -> None:
        """Change the old and the new state about."""
        if self._chosen:
            before, after = self._chosen["after"], self._chosen["before"]
            self._read({"before": before, "after": after})

    @on(RowList.Opened)
    def _open(self, event: RowList.Opened) -> None:
        thing = self.query_one(ComparedTerms).thing(event.row)
        trail = self.trail_app.trail
        if isinstance(thing, int) and trail is not None:
            self.trail_app.open_record(trail.get(thing))


class StateScreen(ChoosingScreen[Choice]):
    """A state from the list, or what was agreed on any day that is typed."""

    def __init__(
        self, title: str, offered: Sequence[Offered[Choice]], chosen: Choice, trail: Trail
    ) -> None:
        super().__init__(title, offered, chosen)
        self._place = Place(trail)

    def compose_above(self) -> Sequence[Widget]:
        return (
            Horizontal(
                Label(_("agreed on")),
                Input(
                    placeholder=_("any day"), compact=True, select_on_focus=False, id="state-day"
                ),
                classes="asking",
            ),
            Label(id="state-fault"),
        )

    def on_key(self, event: events.Key) -> None:
        """Begin to type a day with its first digit, wherever the cursor is."""
        line = self.query_one(Input)
        if event.character and event.character.isdigit() and not line.has_focus:
            event.stop()
            line.focus()
            line.insert_text_at_cursor(event.character)

    @on(Input.Submitted)
    def _typed(self, event: Input.Submitted) -> None:
        try:
            day = Day().read(event.value, self._place)
        except Refusal as refusal:
            self.query_one("#state-fault", Label).update(Content(str(refusal)))
            return
        if day:
            self.dismiss(Choice(Basis.AGREED, date.fromisoformat(day)))
