"""The same result rows under every definition that was ever proposed, side by side."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from vendortrail.definition_wording import definition_sentence
from vendortrail.i18n import N_, _
from vendortrail.records.definition import Definition
from vendortrail.records.parties import Agreement
from vendortrail.records.promised import RESULT_DEFINITION
from vendortrail.records.record import Record
from vendortrail.records.values import Side
from vendortrail.recounting import Recount
from vendortrail.terms import Standing, TermChange
from vendortrail.tui import days
from vendortrail.tui.commands import BACK, hidden, shown
from vendortrail.tui.messages import Recounted, RowsRead
from vendortrail.tui.recording import Asked
from vendortrail.tui.screens.base import TrailScreen
from vendortrail.tui.screens.payments import PaymentsScreen
from vendortrail.tui.screens.rows_behind import Number, RowsBehindScreen
from vendortrail.tui.widgets.recount_table import RecountTable
from vendortrail.tui.widgets.row_list import RowList
from vendortrail.tui.work import go_on, in_background

if TYPE_CHECKING:
    from vendortrail.service import Trail

_OF_WHAT_IF = ("propose", "drop")


class RecountScreen(TrailScreen):
    """A table of figures, and the definition under the cursor in words."""

    NAME = N_("Recount")
    ABOUT = N_(
        "The same result rows under every definition that was ever proposed, a column each: how "
        "many count, do not, or cannot be told about any more, what that is worth, and how it "
        "differs from what was promised, claimed and paid. The definition under the cursor is "
        "written out below. Enter on a number opens the rows, or the payments, behind it. What if "
        "changes the definition under the cursor, as another column: nothing is recorded before "
        "you propose it."
    )
    AUTO_FOCUS = "RecountTable"
    BINDINGS: ClassVar = [
        shown(
            "what_if", "i", N_("What if"), N_("change the definition and see what it would give")
        ),
        shown("propose", "p", N_("Propose"), N_("propose the definition that was changed")),
        shown("drop", "x", N_("Drop"), N_("drop the definition that was changed")),
        BACK,
        hidden("scroll_definition(-1)", "[", N_("scroll the definition up")),
        hidden("scroll_definition(1)", "]", N_("scroll the definition down")),
    ]

    def __init__(self, agreement: Record[Agreement]) -> None:
        super().__init__()
        self._agreement = agreement
        self._recounts: Sequence[Recount] | None = None
        # What is only considered, and the proposal that it was made of.
        self._what_if: Definition | None = None
        self._made_of: TermChange | None = None
        self._told = ""

    def compose_body(self) -> ComposeResult:
        yield Static(_("Counting…"), id="definitions")
        yield RecountTable()
        with VerticalScroll(id="definition", can_focus=False):
            yield Static()

    def on_mount(self) -> None:
        self._read()

    def trail_changed(self) -> None:
        self._read()

    def after_recompose(self) -> None:
        self._show()

    def heading(self) -> str:
        return f"{_(self.NAME)}: {self._agreement.payload.title}"

    def facts(self) -> str:
        trail = self.trail_app.trail
        return self._told or (days.day(trail.today) if trail is not None else "")

    @property
    def vendor_in_sight(self) -> int | None:
        """The vendor of the agreement."""
        return self._agreement.vendor

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action in _OF_WHAT_IF and self._what_if is None:
            return False
        if action == "what_if" and self._recounts is None:
            return False
        return super().check_action(action, parameters)

    def _read(self) -> None:
        self._count(self._what_if)

    @in_background
    def _count(self, trail: Trail, what_if: Definition | None) -> None:
        def heard(share: float) -> None:
            go_on()
            self.post_message(RowsRead(share))

        recounts = trail.recount(self._agreement, [what_if] if what_if else [], heard)
        go_on()
        self.post_message(Recounted(recounts))

    def on_rows_read(self, message: RowsRead) -> None:
        """Say how far the recount is."""
        self._told = _("Counting: {percent} %").format(percent=int(message.share * 100))
        self.retitle()

    def on_recounted(self, message: Recounted) -> None:
        """Show the figures; what was proposed in the meantime is not considered any more."""
        self._told = ""
        self._recounts = message.recounts
        if any(one.change and one.definition == self._what_if for one in message.recounts):
            self.action_drop()
        self._show()

    def _show(self) -> None:
        self.retitle()
        if self._recounts is not None:
            self.query_one(RecountTable).tell(self._recounts)

    def on_recount_table_column_moved(self) -> None:
        """Write out the definition under the cursor."""
        if self._recounts is None:
            return
        table = self.query_one(RecountTable)
        heads, sentence = table.heads(), ""
        if self._recounts:
            sentence = str(definition_sentence(self._recounts[table.column].definition))
        else:
            heads = Content(_("No definition was proposed that rows can be held against."))
        self.query_one("#definitions", Static).update(heads)
        self.query_one("#definition Static", Static).update(Content(sentence))

    def _under_cursor(self) -> Recount | None:
        return self._recounts[self.query_one(RecountTable).column] if self._recounts else None

    @on(RowList.Opened)
    def _open(self, event: RowList.Opened) -> None:
        line = self.query_one(RecountTable).line(event.row)
        recount = self._under_cursor()
        if line.figure is None or recount is None:
            return
        segment = None if line.part is None else recount.segments[line.part].segment
        if line.figure.behind is None:
            self.app.push_screen(PaymentsScreen(self._agreement, segment))
            return
        number = Number(self._agreement, recount.definition, line.figure.behind, segment)
        self.app.push_screen(RowsBehindScreen(number))

    def action_what_if(self) -> None:
        """Change the definition under the cursor, as a column of its own."""
        from vendortrail.tui.forms.definition_form import DefinitionForm
        from vendortrail.tui.forms.place import Place

        trail = self.trail_app.trail
        if trail is None:
            return
        recount = self._under_cursor()
        first = recount.definition if recount else None

        def edited(definition: Definition | None) -> None:
            if definition is None or definition == first:
                return
            if recount is not None and recount.change is not None:
                self._made_of = recount.change
            self._what_if = definition
            self._read()

        place = Place(trail, self._agreement.vendor, self._agreement.identity)
        self.app.push_screen(DefinitionForm(place, first), edited)

    def action_propose(self) -> None:
        """Write the changed definition down as our proposal."""
        made_of = self._made_of
        said: dict[str, object] = {
            "key": RESULT_DEFINITION,
            "by": Side.US,
            "definition": self._what_if,
        }
        if made_of is not None and _awaits_us(made_of):
            said["counters"] = made_of.proposal.identity
        self.trail_app.ask(
            Asked(
                "proposal",
                self._agreement.vendor,
                agreement=self._agreement.identity,
                said=said,
            )
        )

    def action_scroll_definition(self, by: int) -> None:
        """Scroll the definition, where it has more lines than there is room for."""
        self.query_one("#definition").scroll_relative(y=by, animate=False)

    def action_drop(self) -> None:
        """Forget the changed definition."""
        self._what_if = self._made_of = None
        self._recounts = [one for one in self._recounts or () if one.change is not None]
        self._show()


def _awaits_us(change: TermChange) -> bool:
    return change.standing is Standing.PROPOSED and change.proposal.payload.by is Side.VENDOR
