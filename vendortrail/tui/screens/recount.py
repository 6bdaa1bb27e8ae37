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
from vendortrail.records.parties import Agreement
from vendortrail.records.record import Record
from vendortrail.recounting import Recount
from vendortrail.tui import days
from vendortrail.tui.commands import BACK
from vendortrail.tui.messages import Recounted
from vendortrail.tui.screens.base import TrailScreen
from vendortrail.tui.screens.rows_behind import Number, RowsBehindScreen
from vendortrail.tui.widgets.recount_table import RecountTable
from vendortrail.tui.widgets.row_list import RowList
from vendortrail.tui.work import in_background, outdated

if TYPE_CHECKING:
    from vendortrail.service import Trail


class RecountScreen(TrailScreen):
    """A table of figures, and the definition under the cursor in words."""

    NAME = N_("Recount")
    ABOUT = N_(
        "The same result rows under every definition that was ever proposed, a column each: how "
        "many count, do not, or cannot be told about any more, what that is worth, and how it "
        "differs from what was promised, claimed and paid. The definition under the cursor is "
        "written out below. Enter on a number of rows opens these rows."
    )
    AUTO_FOCUS = "RecountTable"
    BINDINGS: ClassVar = [BACK]

    def __init__(self, agreement: Record[Agreement]) -> None:
        super().__init__()
        self._agreement = agreement
        self._recounts: Sequence[Recount] | None = None

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
        return days.day(trail.today) if trail is not None else ""

    @property
    def vendor_in_sight(self) -> int | None:
        """The vendor of the agreement."""
        return self._agreement.vendor

    @in_background
    def _read(self, trail: Trail) -> None:
        recounts = trail.recount(self._agreement)
        if not outdated():
            self.post_message(Recounted(recounts))

    def on_recounted(self, message: Recounted) -> None:
        """Show the figures."""
        self._recounts = message.recounts
        self._show()

    def _show(self) -> None:
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

    @on(RowList.Opened)
    def _open(self, event: RowList.Opened) -> None:
        table = self.query_one(RecountTable)
        line = table.line(event.row)
        if line.verdict is None or not self._recounts:
            return
        recount = self._recounts[table.column]
        segment = None if line.part is None else recount.segments[line.part].segment
        self.app.push_screen(
            RowsBehindScreen(Number(self._agreement, recount.definition, line.verdict, segment))
        )
