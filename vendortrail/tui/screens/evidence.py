"""The records that prove a finding."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar, cast

from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Static

from vendortrail.findings import Finding
from vendortrail.i18n import N_
from vendortrail.records.dealings import Offer
from vendortrail.records.record import Payload, Record
from vendortrail.tui import signs
from vendortrail.tui.commands import BACK, COMPARE, SEARCH, shown
from vendortrail.tui.screens.listing import ListScreen
from vendortrail.tui.widgets.record_list import Listed, RecordList


class EvidenceScreen(ListScreen):
    """A finding, and its records in the order to read them."""

    NAME = N_("Evidence")
    ABOUT = N_("The records that prove the finding, in the order to read them.")
    BINDINGS: ClassVar = [
        shown("dispose", "d", N_("Dispose"), N_("write down what was done about the finding")),
        SEARCH,
        BACK,
        COMPARE,
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

    def read(self) -> None:
        self.after_recompose()

    def after_recompose(self) -> None:
        self.query_one(RecordList).tell(self._listed)

    def facts(self) -> str:
        return self._finding.subject

    def action_dispose(self) -> None:
        """Write down what was done about the finding."""
        self.trail_app.dispose(self._finding)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action == "compare" and self._offer is None:
            return False
        return super().check_action(action, parameters)

    def action_compare(self) -> None:
        """Hold the newest offer that the finding rests on against what we use and pay."""
        if self._offer is not None:
            self.trail_app.open_comparison(self._offer)

    @property
    def _offer(self) -> Record[Offer] | None:
        records = (it.record for it in reversed(self._listed))
        return next((cast("Record[Offer]", it) for it in records if _is_offer(it)), None)


def _is_offer(record: Record[Payload]) -> bool:
    return isinstance(record.payload, Offer)
