"""The payments behind a sum."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult

from vendortrail.i18n import N_, _
from vendortrail.records.parties import Agreement
from vendortrail.records.promised import Segment
from vendortrail.records.record import Record
from vendortrail.tui.commands import BACK
from vendortrail.tui.messages import PaymentsRead
from vendortrail.tui.names import named
from vendortrail.tui.screens.listing import ListScreen
from vendortrail.tui.widgets.record_list import Listed, RecordList
from vendortrail.tui.work import in_background

if TYPE_CHECKING:
    from vendortrail.service import Trail


class PaymentsScreen(ListScreen):
    """Every payment under an agreement, or for one segment of it."""

    NAME = N_("Payments")
    ABOUT = N_("The payments that a sum is made of. Enter opens one.")
    BINDINGS: ClassVar = [BACK]

    def __init__(self, agreement: Record[Agreement], segment: Record[Segment] | None) -> None:
        super().__init__()
        self._agreement = agreement
        self._segment = segment
        self._listed: Sequence[Listed] = ()

    def compose_body(self) -> ComposeResult:
        yield RecordList(id="evidence")

    def after_recompose(self) -> None:
        self.query_one(RecordList).tell(self._listed)

    def heading(self) -> str:
        where = self._segment.payload.name if self._segment else self._agreement.payload.title
        return f"{where}: {_('paid')}"

    @property
    def vendor_in_sight(self) -> int | None:
        """The vendor that was paid."""
        return self._agreement.vendor

    @in_background
    def read(self, trail: Trail) -> None:
        payments = trail.payments(self._agreement, self._segment)
        names = named(trail, payments)
        self.post_message(PaymentsRead([Listed(payment, names) for payment in payments]))

    def on_payments_read(self, message: PaymentsRead) -> None:
        """Show them."""
        self._listed = message.listed
        self.after_recompose()
