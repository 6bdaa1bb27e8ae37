"""What there is already, taken in: tried first, with a receipt, and then recorded."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import TYPE_CHECKING, ClassVar, Final

from textual import on, work
from textual.app import ComposeResult
from textual.message import Message
from textual.worker import Worker

from vendortrail import formats
from vendortrail.i18n import N_, _, ngettext
from vendortrail.records.capture import Receipt
from vendortrail.records.record import Record
from vendortrail.refusal import FieldRefusal, Refusal
from vendortrail.tui import words
from vendortrail.tui.commands import CLEAR, FIELD_HELP, shown
from vendortrail.tui.forms.columns_form import ColumnsForm
from vendortrail.tui.forms.controls.control import Edited
from vendortrail.tui.forms.field import VENDOR
from vendortrail.tui.forms.field_row import FieldRow
from vendortrail.tui.forms.import_fields import FIELDS, WHAT, is_asked, meant
from vendortrail.tui.forms.kept_form import KeptForm
from vendortrail.tui.forms.place import Place
from vendortrail.tui.forms.typed import Raw
from vendortrail.tui.importing import Chosen, What, take_in
from vendortrail.tui.recording import IMPORT
from vendortrail.tui.widgets.receipt_rows import ReceiptList
from vendortrail.tui.work import failures_posted, outdated

if TYPE_CHECKING:
    from vendortrail.importers.sheet import Sheet
    from vendortrail.importers.table.columns import Columns
    from vendortrail.service.taking import Taken

ABOUT: Final = N_(
    "Takes in what there is already, nothing twice. The first ctrl+s reads everything and shows "
    "the receipt: what would be recorded, and every item that cannot be, with the reason. The "
    "second one records it, in one go or not at all."
)


class ImportForm(KeptForm[Record[Receipt] | None]):
    """Asks what to import, tries it, records it; returns the receipt, or None.

    Args:
        vendor: the identity of the vendor that is meant, if it is known.
    """

    BINDINGS: ClassVar = [
        shown("take", "ctrl+s", N_("Import"), N_("try it and show the receipt; once more: do it")),
        shown("columns", "ctrl+t", N_("Columns"), N_("say which column of the table has what")),
        shown("leave", "escape", N_("Leave"), N_("stop; else go back, and keep what is typed")),
        CLEAR,
        FIELD_HELP,
    ]

    class Proposed(Message):
        """It is known how a table would be read, and whether a person settled that before."""

        def __init__(self, chosen: Chosen, sheet: Sheet, columns: Columns, *, known: bool) -> None:
            super().__init__()
            self.chosen = chosen
            self.sheet = sheet
            self.columns = columns
            self.known = known

    class Read(Message):
        """So many items were read so far."""

        def __init__(self, count: int) -> None:
            super().__init__()
            self.count = count

    class Done(Message):
        """The import is over; or its trial is, and nothing was recorded."""

        def __init__(self, chosen: Chosen, taken: Taken) -> None:
            super().__init__()
            self.chosen = chosen
            self.taken = taken

    def __init__(self, vendor: int | None) -> None:
        super().__init__()
        self._vendor = vendor
        self._columns: tuple[Chosen, Columns] | None = None
        self._tried: tuple[Chosen, Columns | None] | None = None
        self._at_work: Worker[None] | None = None

    @cached_property
    def _place(self) -> Place:
        return Place(self.trail, self._vendor)

    def about(self) -> str:
        return ABOUT

    def draft_name(self) -> str:
        return f"{IMPORT} {self._vendor or ''}"

    def at_first(self) -> Mapping[str, Raw]:
        raws = {field.name: field.empty for field in FIELDS}
        if self._vendor is not None:
            raws[VENDOR] = self._place.name(self._place.speaking(self._vendor))
        return raws

    def compose(self) -> ComposeResult:
        yield from self.panel(
            words.kind(IMPORT), FIELDS, self._place, below=[ReceiptList(id="receipt")]
        )

    def begin(self) -> None:
        self.query(FieldRow).first().begin()

    @on(Edited)
    def _edited(self) -> None:
        self._show_fields()

    def _show_fields(self) -> None:
        """Show what the chosen importer asks for."""
        what = self._what
        for row in self.query(FieldRow):
            row.display = is_asked(row.field.name, what)
        self.refresh_bindings()

    @property
    def _what(self) -> What:
        return What(str(self.query_one(f"#field-{WHAT}", FieldRow).raw))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action == "columns" and self.is_mounted and self._what is not What.TABLE:
            return False
        return super().check_action(action, parameters)

    # What a person does

    def action_take(self) -> None:
        """Try it; when just this was tried already, record it."""
        chosen = self._chosen()
        if chosen is None:
            return
        if chosen.what is not What.TABLE:
            self._try_or_record(chosen, None)
        elif self._columns is not None and self._columns[0] == chosen:
            self._try_or_record(*self._columns)
        else:
            self._propose(chosen)

    def action_columns(self) -> None:
        """Say which column has what."""
        chosen = self._chosen()
        if chosen is not None:
            self._propose(chosen)

    def _chosen(self) -> Chosen | None:
        """Return what is typed; None, and say why, if it cannot be so or another is on its way."""
        if self._at_work is not None:
            return None
        self.announce("")
        values = self.read()
        self.keep_draft()
        if values is None:
            return None
        try:
            return meant(values)
        except FieldRefusal as refusal:
            self.refuse(refusal)
            return None

    def action_leave(self) -> None:
        """Stop what is on its way; if nothing is, go back and keep what was typed."""
        if self._at_work is not None:
            self._at_work.cancel()
            self.announce(_("Stopping…"))
            return
        super().action_leave()

    def action_clear(self) -> None:
        if self._at_work is None:
            self._show_receipt(None)
            super().action_clear()

    # The columns of a table

    def _propose(self, chosen: Chosen) -> None:
        self.announce(_("Reading the table…"))
        self._at_work = self._look_at_table(chosen)

    @work(thread=True)
    def _look_at_table(self, chosen: Chosen) -> None:
        with failures_posted(self), self.trail_app.trail_of_thread() as trail:
            sheet = chosen.sheet()
            columns, known = trail.propose_columns(sheet, chosen.rows)
            self._stop_if_left()
            self.post_message(self.Proposed(chosen, sheet, columns, known=known))

    def on_import_form_proposed(self, message: Proposed) -> None:
        """Let the person correct the columns; then try the import."""
        self._at_work = None
        self.announce("")
        chosen, settled = message.chosen, message.columns
        if self._columns is not None and _same_table(self._columns[0], chosen):
            settled = self._columns[1]

        def confirmed(columns: Columns | None) -> None:
            if columns is not None:
                self._columns = chosen, columns
                self._try_or_record(chosen, columns)

        form = ColumnsForm(message.sheet, settled, self._place, known=message.known)
        self.app.push_screen(form, confirmed)

    # The import

    def _try_or_record(self, chosen: Chosen, columns: Columns | None) -> None:
        """Try what was chosen; record it if just this was tried."""
        tried = self._tried == (chosen, columns)
        self._tried = chosen, columns
        self.announce(_("Recording…") if tried else _("Reading…"))
        self._at_work = self._take_in(chosen, columns, dry_run=not tried)

    @work(thread=True)
    def _take_in(self, chosen: Chosen, columns: Columns | None, *, dry_run: bool) -> None:
        with failures_posted(self), self.trail_app.trail_of_thread() as trail:
            taken = take_in(trail, chosen, columns, dry_run=dry_run, progress=self._heard)
            self.post_message(self.Done(chosen, taken))

    def _stop_if_left(self) -> None:
        if outdated():
            raise Refusal(N_("stopped; nothing is recorded"))

    def _heard(self, count: int) -> None:
        self._stop_if_left()
        self.post_message(self.Read(count))

    def on_import_form_read(self, message: Read) -> None:
        """Say how far it is."""
        if self._at_work is not None and not self._at_work.is_cancelled:
            read = ngettext("{n} item read…", "{n} items read…", message.count)
            self.announce(read.format(n=formats.number(message.count)))

    def on_import_form_done(self, message: Done) -> None:
        """Show the receipt of a trial; go back with that of an import."""
        self._at_work = None
        if message.taken.record is not None:
            self.finish(message.taken.record)
            return
        self._show_receipt(message.taken.receipt)
        self.announce(_("Nothing is recorded yet: ctrl+s once more records what is told below."))

    def failed(self, refusal: Refusal) -> None:
        self._at_work = None
        self._tried = None
        self._show_receipt(None)
        super().failed(refusal)

    def _show_receipt(self, receipt: Receipt | None) -> None:
        rows = self.query_one(ReceiptList)
        rows.tell(receipt)
        if receipt is not None:
            rows.focus()


def _same_table(one: Chosen, other: Chosen) -> bool:
    return (one.paths, one.rows) == (other.paths, other.rows)
