"""A table of usage: how it is read is shown first, then it is recorded."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar, Final, NamedTuple

from textual import on
from textual.app import ComposeResult
from textual.containers import ScrollableContainer
from textual.content import Content
from textual.message import Message
from textual.widgets import Static

from vendortrail import formats
from vendortrail.i18n import N_, _, ngettext
from vendortrail.records.parties import Agreement, Vendor
from vendortrail.records.record import Payload, Record
from vendortrail.refusal import FieldRefusal, Refusal
from vendortrail.tui import words
from vendortrail.tui.cells import cell, said
from vendortrail.tui.commands import shown
from vendortrail.tui.forms.field import AGREEMENT, PRIVATE, TABLE_FILE, VENDOR, Field, File
from vendortrail.tui.forms.field_row import FieldRow
from vendortrail.tui.forms.fields_form import FieldsForm
from vendortrail.tui.forms.moving import move
from vendortrail.tui.forms.named import Named
from vendortrail.tui.forms.place import Place
from vendortrail.tui.forms.typed import Tick
from vendortrail.tui.work import in_background

if TYPE_CHECKING:
    from vendortrail.importers.usage import Column
    from vendortrail.service import Trail
    from vendortrail.service.comparing import UsageProposal, UsageReceipt

_FIELDS: Final = (
    Field(VENDOR, Named(kind=Vendor), N_("Which vendor."), required=True),
    Field(AGREEMENT, Named(kind=Agreement), N_("Which agreement.")),
    Field(
        TABLE_FILE,
        File(),
        N_(
            "A CSV file: a column “month” and one for each meter, as “net (GB)”; or columns "
            "“month”, “meter”, “quantity” and “unit”."
        ),
        required=True,
        called=N_("table of usage"),
    ),
    Field(PRIVATE, Tick(), N_("Private: no paper that is made for the vendor ever has it."), True),
)
_FIRST = 5
_REFUSED = 3
_METER = 28


class Chosen(NamedTuple):
    """What is to be read: the table of which usage, and whether it is private."""

    path: Path
    vendor: int
    agreement: int | None
    private: bool


class UsageTableForm(FieldsForm[Record[Payload] | None]):
    """Asks for a table of usage and records it; returns the last record, or None.

    Args:
        vendor: the identity of the vendor that is meant, if it is known.
    """

    BINDINGS: ClassVar = [
        shown("record", "ctrl+s", N_("Record"), N_("show how it is read; once more: record it")),
        shown("leave", "escape", N_("Leave"), N_("go back; nothing is recorded")),
    ]

    class Read(Message):
        """It is known how the table would be read."""

        def __init__(self, chosen: Chosen, proposal: UsageProposal) -> None:
            super().__init__()
            self.chosen = chosen
            self.proposal = proposal

    class Taken(Message):
        """The table has been recorded."""

        def __init__(self, receipt: UsageReceipt) -> None:
            super().__init__()
            self.receipt = receipt

    def __init__(self, vendor: int | None) -> None:
        super().__init__()
        self._vendor = vendor
        self._shown: Chosen | None = None
        self._busy = False

    @cached_property
    def _place(self) -> Place:
        return Place(self.trail, self._vendor)

    def compose(self) -> ComposeResult:
        yield from self.panel(
            words.kind("usage table"),
            _FIELDS,
            self._place,
            ScrollableContainer(Static(), id="usage-read", can_focus=False),
        )

    def on_mount(self) -> None:
        raws = {field.name: field.empty for field in _FIELDS}
        if self._vendor is not None:
            raws[VENDOR] = self._place.name(self._place.speaking(self._vendor))
            raws[AGREEMENT] = self._place.only_agreement()
        self.fill(raws)
        first = self.row(VENDOR if self._vendor is None else TABLE_FILE)
        if first is not None:
            self.call_after_refresh(first.begin)

    @on(FieldRow.Left)
    def _left(self, event: FieldRow.Left) -> None:
        move(self, self._place, event.row)

    def action_record(self) -> None:
        """Show how the table is read; when that is shown already, record it."""
        if self._busy:
            return
        self.announce("")
        for row in self.rows():
            move(self, self._place, row)
        values = self.read()
        if values is None:
            return
        chosen = Chosen(values[TABLE_FILE], values[VENDOR], values[AGREEMENT], values[PRIVATE])
        self._busy = True
        self._go_on_with(chosen, record=chosen == self._shown)

    @in_background
    def _go_on_with(self, trail: Trail, chosen: Chosen, *, record: bool) -> None:
        path, vendor, agreement, private = chosen
        if record:
            receipt = trail.import_usage(path, vendor=vendor, agreement=agreement, private=private)
            self.post_message(self.Taken(receipt))
        else:
            proposal = trail.propose_usage(path, vendor=vendor, agreement=agreement)
            self.post_message(self.Read(chosen, proposal))

    def on_usage_table_form_read(self, message: Read) -> None:
        """Show how the table is read."""
        self._busy = False
        self._shown = message.chosen
        lines = Content("\n").join(_told(message.proposal))
        self.query_one("#usage-read Static", Static).update(lines)
        self.query_one("#usage-read").display = True
        self.announce(_("This is how the table is read. ctrl+s once more records it."))

    def on_usage_table_form_taken(self, message: Taken) -> None:
        """Say how much was recorded, and go back."""
        receipt = message.receipt
        self.notify(
            _counted(receipt.recorded, receipt.known, len(receipt.refused)), markup=False, timeout=8
        )
        self.dismiss(next(reversed(receipt.records), None))

    def failed(self, refusal: Refusal) -> None:
        self._busy = False
        super().failed(FieldRefusal(TABLE_FILE, refusal.message, **refusal.places))

    def action_leave(self) -> None:
        """Record nothing."""
        if not self._busy:
            self.dismiss(None)


_READ_AS: Final = {
    "month": N_("the month"),
    "meter": N_("the meter"),
    "quantity": N_("the quantity"),
    "unit": N_("the unit"),
}


def _told(proposal: UsageProposal) -> Iterator[Content]:
    """Yield how much is new, what is not taken, how the columns are read, the first quantities."""
    yield said(_counted(len(proposal.new), proposal.known, len(proposal.refused)), "bold")
    for bad in proposal.refused[:_REFUSED]:
        line = _("line {line}: {reason}").format(line=bad.line, reason=bad.reason)
        yield said(line, "$error")
    for column in proposal.columns:
        yield said(f"{column.header} → {_read_as(column)}", "$quiet")
    for used in proposal.new[:_FIRST]:
        quantity = f"{formats.number(used.quantity)} {used.unit}".rstrip()
        yield Content("  ").join([said(used.month), cell(used.meter, _METER), said(quantity)])
    if len(proposal.new) > _FIRST:
        yield said("…", "$quiet")


def _read_as(column: Column) -> str:
    if not column.meter:
        return _(_READ_AS[column.field])
    if not column.unit:
        return _("the meter “{meter}”").format(meter=column.meter)
    return _("the meter “{meter}”, in {unit}").format(meter=column.meter, unit=column.unit)


def _counted(new: int, known: int, refused: int) -> str:
    """Return how many quantities are new, known, and not taken."""
    counted = (
        ngettext("{n} new quantity", "{n} new quantities", new).format(n=new),
        ngettext("{n} known", "{n} known", known).format(n=known),
        ngettext("{n} not taken", "{n} not taken", refused).format(n=refused),
    )
    return ", ".join(counted)
