"""The form for any kind of record: its fields below each other, and what becomes of them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, ClassVar, cast

from textual import on, work
from textual.app import ComposeResult
from textual.message import Message
from textual.timer import Timer

from vendortrail.i18n import N_, _
from vendortrail.records.promised import Mapping as TableMapping
from vendortrail.records.record import Payload, Record
from vendortrail.refusal import FieldRefusal, Refusal
from vendortrail.service.drafting import Drafts
from vendortrail.tui import words
from vendortrail.tui.commands import shown
from vendortrail.tui.forms.blank import Blank
from vendortrail.tui.forms.controls.control import Edited
from vendortrail.tui.forms.field import AGREEMENT, TABLE_FILE, VENDOR
from vendortrail.tui.forms.field_row import FieldRow
from vendortrail.tui.forms.fields_form import FieldsForm
from vendortrail.tui.forms.place import Place
from vendortrail.tui.forms.typed import Raw
from vendortrail.tui.forms.writing import Written, write
from vendortrail.tui.recording import Asked

if TYPE_CHECKING:
    from vendortrail.service import Trail
    from vendortrail.tui.app import VendortrailApp

# Seconds from a key to the draft on the disk: what a crash may cost.
_DRAFT_DELAY = 0.3


class RecordForm(FieldsForm[Record[Payload] | None]):
    """Asks for one record, writes it down, and returns it; None when the person left.

    Args:
        asked: what to ask for.
    """

    BINDINGS: ClassVar = [
        shown("record", "ctrl+s", N_("Record"), N_("write down what is typed")),
        shown("leave", "escape", N_("Leave"), N_("go back; what is typed is kept for next time")),
        shown("clear", "ctrl+n", N_("Clear"), N_("forget what is typed and begin anew")),
        shown("help", "f1", N_("Help"), N_("say what a field is for")),
    ]

    class Taken(Message):
        """The record has been written down."""

        def __init__(self, written: Written) -> None:
            super().__init__()
            self.written = written

    class NotTaken(Message):
        """The service refused it; nothing has been written down."""

        def __init__(self, refusal: Refusal) -> None:
            super().__init__()
            self.refusal = refusal

    def __init__(self, asked: Asked) -> None:
        super().__init__()
        self._asked = asked
        self._blank: Blank | None = None
        self._timer: Timer | None = None
        self._typed: Mapping[str, Raw] = {}
        self._busy = False
        self._over = False

    @property
    def _trail_app(self) -> VendortrailApp:
        return cast("VendortrailApp", self.app)

    @property
    def blank(self) -> Blank:
        """The form as it is before anything is typed."""
        if self._blank is None:
            # Screens ask for a form only once the trail is open.
            trail = cast("Trail", self._trail_app.trail)
            self._blank = Blank.of(self._asked, trail)
        return self._blank

    @property
    def _place(self) -> Place:
        return self.blank.place

    @property
    def _drafts(self) -> Drafts:
        return Drafts(self._trail_app.workspace)

    def compose(self) -> ComposeResult:
        yield from self.panel(self._heading(), self.blank.fields, self._place)

    def _heading(self) -> str:
        kind = words.kind(self._asked.kind)
        corrected = self._asked.corrects
        if corrected is None:
            return kind
        return _("{kind}: correct #{seq}").format(kind=kind, seq=corrected.seq)

    def on_mount(self) -> None:
        self.fill(self.blank.raws)
        draft = self._kept_draft()
        if draft:
            self.fill(draft)
            self.announce(_("This is what you had typed and not recorded; ctrl+n forgets it."))
        self.call_after_refresh(self._begin)

    def _kept_draft(self) -> Mapping[str, Raw]:
        """Return what the draft has for fields of this form."""
        kept = self._drafts.load(self.blank.name)
        return {
            name: kept[name]
            for name, raw in self.blank.raws.items()
            if name in kept and isinstance(kept[name], type(raw)) and name not in self.blank.said
        }

    def _begin(self) -> None:
        """Put the cursor where the first thing is to be typed."""
        rows = list(self.rows())
        untyped = (row for row in rows if row.field.name in self.blank.asked_first and row.is_empty)
        next(untyped, rows[0]).begin()

    # What is typed

    @on(Edited)
    def _edited(self) -> None:
        if self._over:
            return
        # Looked at now: when the program is left, the fields go before the form does.
        self._typed = self.raws()
        if self._timer is None:
            self._timer = self.set_timer(_DRAFT_DELAY, self._keep_draft)

    @on(FieldRow.Left)
    def _left(self, event: FieldRow.Left) -> None:
        if event.row.field.name in (VENDOR, AGREEMENT):
            self._move(event.row)

    def _move(self, row: FieldRow) -> None:
        """Let the other fields know which vendor and agreement they are about now."""
        try:
            identity = row.field.read(row.raw, self._place)
        except Refusal:
            return
        if row.field.name == AGREEMENT:
            self._place.agreement = identity
        elif self._place.vendor != identity:
            self._place.vendor = identity
            self._place.agreement = None
            agreement = self.row(AGREEMENT)
            if agreement is not None:
                agreement.fill(self.blank.only_agreement())

    # The draft

    def _keep_draft(self) -> None:
        self._timer = None
        if self._over:
            return
        try:
            if self._typed == self.blank.raws:
                self._drafts.drop(self.blank.name)
            else:
                self._drafts.save(self.blank.name, self.blank.lasting(self._typed))
        except Refusal as refusal:
            self._trail_app.tell(refusal)

    def _drop_draft(self) -> None:
        try:
            self._drafts.drop(self.blank.name)
        except Refusal as refusal:
            self._trail_app.tell(refusal)

    def on_unmount(self) -> None:
        """Keep what was typed, when the program is left in the middle of a form."""
        if self._timer is not None:
            self._keep_draft()

    # What a person does

    def action_record(self) -> None:
        """Write it down."""
        if self._busy:
            return
        self.announce("")
        self._typed = self.raws()
        self._keep_draft()
        for name in (VENDOR, AGREEMENT):
            row = self.row(name)
            if row is not None:
                self._move(row)
        values = self.read()
        if values is None:
            return
        try:
            payload = self.blank.payload(values)
        except Refusal as refusal:
            self.refuse(refusal)
            return
        table = values.get(TABLE_FILE)
        if table is None:
            self._write(payload, values, None)
        else:
            self._confirm_mapping(payload, values)

    def _confirm_mapping(self, payload: Payload, values: Mapping[str, Any]) -> None:
        from vendortrail.tui.forms.mapping_form import MappingForm

        def confirmed(mapping: TableMapping | None) -> None:
            if mapping is not None:
                self._write(payload, values, mapping)

        try:
            proposal = self._place.trail.propose_mapping(values[TABLE_FILE])
        except Refusal as refusal:
            self.refuse(FieldRefusal(TABLE_FILE, refusal.message, **refusal.places))
            return
        self.app.push_screen(MappingForm(values[TABLE_FILE], proposal, self._place), confirmed)

    def _write(
        self, payload: Payload, values: Mapping[str, Any], mapping: TableMapping | None
    ) -> None:
        self._busy = True
        self._write_in_background(payload, values, mapping)

    @work(thread=True)
    def _write_in_background(
        self, payload: Payload, values: Mapping[str, Any], mapping: TableMapping | None
    ) -> None:
        try:
            with self._trail_app.trail_of_thread() as trail:
                written = write(trail, self.blank, payload, values, mapping)
        except Refusal as refusal:
            self.post_message(self.NotTaken(refusal))
        else:
            self.post_message(self.Taken(written))

    def on_record_form_taken(self, message: Taken) -> None:
        """Return the record; its draft is not needed any more."""
        self._over = True
        self._drop_draft()
        told = message.written.told()
        self.notify(told, markup=False, timeout=12 if message.written.refused else 4)
        self.dismiss(message.written.record)

    def on_record_form_not_taken(self, message: NotTaken) -> None:
        """Say why, beside the field if it is about one."""
        self._busy = False
        self.refuse(message.refusal)

    def action_leave(self) -> None:
        """Go back, and keep what was typed."""
        if self._busy:
            return
        self._typed = self.raws()
        self._keep_draft()
        self._over = True
        if self._typed != self.blank.raws:
            self.notify(_("Kept: the same form has it again."), markup=False)
        self.dismiss(None)

    def action_clear(self) -> None:
        """Forget what was typed."""
        self.announce("")
        self.fill(self.blank.raws)
        self._drop_draft()
        self._begin()

    def action_help(self) -> None:
        """Say what the field with the cursor is for."""
        from vendortrail.tui.forms.field_help import field_help

        row = self.row_with_cursor()
        self.app.push_screen(field_help(self.blank.about, row.field if row else None, self))
