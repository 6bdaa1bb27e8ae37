"""The result rows behind a number of a recount."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar, NamedTuple

from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Static

from vendortrail.definition_wording import definition_sentence
from vendortrail.i18n import N_, _, ngettext
from vendortrail.records.definition import Definition
from vendortrail.records.parties import Agreement
from vendortrail.records.promised import Segment
from vendortrail.records.record import Record
from vendortrail.results import Verdict
from vendortrail.tui.commands import BACK
from vendortrail.tui.messages import RowsCounted
from vendortrail.tui.screens.base import TrailScreen
from vendortrail.tui.widgets.recount_table import VERDICTS
from vendortrail.tui.widgets.result_rows import ResultRows
from vendortrail.tui.work import in_background, outdated

if TYPE_CHECKING:
    from vendortrail.service import Trail
    from vendortrail.service.recounting import RowsBehind


class Number(NamedTuple):
    """What a number of rows is: a class under a definition, in a segment or in all of them."""

    agreement: Record[Agreement]
    definition: Definition
    verdict: Verdict
    segment: Record[Segment] | None


class RowsBehindScreen(TrailScreen):
    """The definition above, the rows of the class below."""

    NAME = N_("Rows")
    ABOUT = N_(
        "The rows of the vendor's tables that are behind a number: the line in the file, the day, "
        "the outcome, how many seconds it took, and the answers as they stand there."
    )
    AUTO_FOCUS = "ResultRows"
    BINDINGS: ClassVar = [BACK]

    def __init__(self, number: Number) -> None:
        super().__init__()
        self._number = number
        self._behind: Sequence[RowsBehind] | None = None

    def compose_body(self) -> ComposeResult:
        yield Static(Content(str(definition_sentence(self._number.definition))), id="finding")
        yield ResultRows()
        yield Static(_("No table that was handed in has such rows."), id="no-rows")

    def on_mount(self) -> None:
        self.query_one("#no-rows").display = False
        self._read()

    def after_recompose(self) -> None:
        self._show()

    def heading(self) -> str:
        segment = self._number.segment
        where = segment.payload.name if segment else _("In all")
        return f"{where}: {_(VERDICTS[self._number.verdict])}"

    def facts(self) -> str:
        if self._behind is None:
            return ""
        rows = sum(len(it.lines) for it in self._behind)
        return ngettext("{count} row", "{count} rows", rows).format(count=rows)

    @property
    def vendor_in_sight(self) -> int | None:
        """The vendor of the agreement."""
        return self._number.agreement.vendor

    @in_background
    def _read(self, trail: Trail) -> None:
        agreement, definition, verdict, segment = self._number
        behind = [
            rows
            for rows in trail.rows_behind(agreement, definition, verdict)
            if segment is None or rows.delivery.payload.segment == segment.identity
        ]
        if not outdated():
            self.post_message(RowsCounted(behind))

    def on_rows_counted(self, message: RowsCounted) -> None:
        """Show the rows."""
        self._behind = message.behind
        self._show()

    def _show(self) -> None:
        trail = self.trail_app.trail
        if trail is not None and self._behind is not None:
            rows = self.query_one(ResultRows)
            rows.tell(trail, self._behind)
            rows.display = bool(rows.row_count())
            self.query_one("#no-rows").display = not rows.row_count()
            self.retitle()
