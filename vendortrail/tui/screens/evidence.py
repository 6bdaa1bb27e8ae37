"""The records that prove a finding."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Static

from vendortrail.findings import Finding
from vendortrail.i18n import N_
from vendortrail.records.record import Record
from vendortrail.tui import signs
from vendortrail.tui.commands import BACK, SEARCH, shown
from vendortrail.tui.screens.base import TrailScreen
from vendortrail.tui.widgets.record_list import Listed, RecordList
from vendortrail.tui.widgets.row_list import RowList


class EvidenceScreen(TrailScreen):
    """A finding, and its records in the order to read them."""

    NAME = N_("Evidence")
    ABOUT = N_("The records that prove the finding, in the order to read them.")
    BINDINGS: ClassVar = [
        shown("dispose", "d", N_("Dispose"), N_("write down what was done about the finding")),
        SEARCH,
        BACK,
    ]

    def __init__(self, finding: Finding, listed: Sequence[Listed]) -> None:
        super().__init__()
        self._finding = finding
        self._listed = listed

    def compose_body(self) -> ComposeResult:
        mark = signs.SEVERITIES[self._finding.severity]
        yield Static(
            Content.assemble(
                (f"{mark} ", f"${self._finding.severity}"),
                (f"{self._finding.code}  ", "$quiet"),
                Content(str(self._finding.message)),
            ),
            id="finding",
        )
        yield RecordList(id="evidence")

    def on_mount(self) -> None:
        self.after_recompose()

    def after_recompose(self) -> None:
        self.query_one(RecordList).tell(self._listed)

    def facts(self) -> str:
        return self._finding.subject

    @on(RowList.Opened)
    def _open(self, event: RowList.Opened) -> None:
        thing = self.query_one(RecordList).thing(event.row)
        if isinstance(thing, Record):
            self.trail_app.open_record(thing)

    def action_dispose(self) -> None:
        """Write down what was done about the finding."""
        self.trail_app.dispose(self._finding)
