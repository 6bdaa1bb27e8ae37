"""An offer on our own usage, against what we pay now."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult

from vendortrail.i18n import N_
from vendortrail.records.dealings import Offer
from vendortrail.records.record import Record
from vendortrail.refusal import Refusal
from vendortrail.tui import days
from vendortrail.tui.commands import BACK
from vendortrail.tui.messages import Compared
from vendortrail.tui.screens.listing import ListScreen
from vendortrail.tui.widgets.comparison_list import ComparisonList
from vendortrail.tui.work import in_background, outdated

if TYPE_CHECKING:
    from vendortrail.service import Trail
    from vendortrail.service.comparing import Comparison


class ComparisonScreen(ListScreen):
    """The verdict, the terms and the months behind it, and the claims made for the offer."""

    NAME = N_("Comparison")
    ABOUT = N_(
        "The last twelve months of our usage, priced under the terms in force and under the offer: "
        "the verdict, the best, the typical and the worst month, term by term, month by month, and "
        "what was said for the offer with what the facts say of it. Enter on a claim opens it. "
        "Without usage an offer cannot be shown to be better."
    )
    BINDINGS: ClassVar = [BACK]

    def __init__(self, offer: Record[Offer]) -> None:
        super().__init__()
        self._offer = offer
        self._compared: Comparison | Refusal | None = None

    def compose_body(self) -> ComposeResult:
        yield ComparisonList(id="comparison")

    def after_recompose(self) -> None:
        if self._compared is not None:
            self.query_one(ComparisonList).tell(self._compared)

    def heading(self) -> str:
        return self._offer.payload.title

    def facts(self) -> str:
        return days.when(self._offer.when)

    @property
    def vendor_in_sight(self) -> int | None:
        """The vendor that made the offer."""
        return self._offer.vendor

    @in_background
    def read(self, trail: Trail) -> None:
        compared: Comparison | Refusal
        try:
            compared = trail.compare(self._offer)
        except Refusal as refusal:
            compared = refusal
        if not outdated():
            self.post_message(Compared(compared))

    def on_compared(self, message: Compared) -> None:
        """Show the comparison, or why there is none."""
        self._compared = message.compared
        self.after_recompose()
