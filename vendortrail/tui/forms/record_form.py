"""The form for any kind of record: its fields below each other, and what becomes of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any, ClassVar, cast

from textual import on, work
from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.screen import ModalScreen
from textual.timer import Timer
from textual.widgets import Static

from vendortrail.i18n import N_, _
from vendortrail.records.promised import Mapping as TableMapping
from vendortrail.records.record import Payload, Record
from vendortrail.refusal import FieldRefusal, Refusal
from vendortrail.service.drafting import Drafts
from vendortrail.tui import words
from vendortrail.tui.commands import shown
from vendortrail.tui.forms.blank import Blank
from vendortrail.tui.forms.controls.control import Edited, WentOn
from vendortrail.tui.forms.field import AGREEMENT, TABLE_FILE, VENDOR
from vendortrail.tui.forms.field_row import FieldRow
from vendortrail.tui.forms.place import Place
from vendortrail.tui.forms.typed import Raw
from vendortrail.tui.forms.writing import Written, write
from vendortrail.tui.recording import Asked
from vendortrail.tui.widgets.key_bar import KeyBar

if TYPE_CHECKING:
    from vendortrail.service import Trail
    from vendortrail.tui.app import VendortrailApp

# Seconds from a key to the draft on the disk: what a crash may cost.
_DRAFT_DELAY = 0.3


class RecordForm(ModalScreen[Record[Payload] | None]):
    """Asks for one record, writes it down, and returns it; None when the person left.

    Args:
        asked: what to ask for.
    """

    CSS_PATH = "forms.tcss"
    AUTO_FOCUS = ""
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
        with Vertical(id="form") as panel:
            panel.border_title = Content(self._heading())
            yield Static(id="trouble")
            with VerticalScroll(id="fields", can_focus=False):
                for field in self.blank.fields:
                    yield FieldRow(field, self._place)
            yield Static(id="field-help")
            yield KeyBar()

    def _heading(self) -> str:
        kind = words.kind(self._asked.kind)
        corrected = self._asked.corrects
        if corrected is None:
            return kind
        return _("{kind}: correct #{seq}").format(kind=kind, seq=corrected.seq)

    def on_mount(self) -> None:
        self._fill(self.blank.raws)
        draft = self._kept_draft()
        if draft:
            self._fill(draft)
            self._say(
                _("This is what you had typed and not recorded; ctrl+n forgets it."), trouble=False
            )
        self.call_after_refresh(self._begin)

    def _kept_draft(self) -> Mapping[str, Raw]:
        """Return what the draft has for fields of this form."""
        kept = self._drafts.load(self.blank.name)
        return {
            name: kept[name]
            for name, raw in self.blank.raws.items()
            if name in kept and isinstance(kept[name], type(raw))
        }

    def _begin(self) -> None:
        """Put the cursor where the first thing is to be typed."""
        rows = list(self._rows())
        untyped = (row for row in rows if row.field.name in self.blank.asked_first and row.is_empty)
        next(untyped, rows[0]).begin()

    def _rows(self) -> Iterator[FieldRow]:
        yield from self.query(FieldRow)

    def _row(self, name: str) -> FieldRow | None:
        return next((row for row in self._rows() if row.field.name == name), None)

    def _raws(self) -> dict[str, Raw]:
        return {row.field.name: row.raw for row in self._rows()}

    def _fill(self, raws: Mapping[str, Raw]) -> None:
        for row in self._rows():
            if row.field.name in raws:
                row.fill(raws[row.field.name])

    def _say(self, text: str, *, trouble: bool) -> None:
        said = self.query_one("#trouble", Static)
        said.update(Content(text))
        said.set_class(trouble, "refused")
        said.display = bool(text)

    # What is typed

    @on(Edited)
    def _edited(self) -> None:
        if self._over:
            return
        # Looked at now: when the program is left, the fields go before the form does.
        self._typed = self._raws()
        if self._timer is None:
            self._timer = self.set_timer(_DRAFT_DELAY, self._keep_draft)

    @on(WentOn)
    def _go_on(self) -> None:
        self.focus_next()

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
            agreement = self._row(AGREEMENT)
            if agreement is not None:
                agreement.fill(self.blank.only_agreement())

    def on_descendant_focus(self) -> None:
        row = self._focused_row()
        help_text = row.field.help if row is not None else ""
        self.query_one("#field-help", Static).update(Content(_(help_text) if help_text else ""))

    def _focused_row(self) -> FieldRow | None:
        above = self.focused.ancestors if self.focused else []
        return next((it for it in above if isinstance(it, FieldRow)), None)

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
        self._say("", trouble=False)
        self._typed = self._raws()
        self._keep_draft()
        for name in (VENDOR, AGREEMENT):
            row = self._row(name)
            if row is not None:
                self._move(row)
        values = self._read()
        if values is None:
            return
        try:
            payload = self.blank.payload(values)
        except Refusal as refusal:
            self._refuse(refusal)
            return
        table = values.get(TABLE_FILE)
        if table is None:
            self._write(payload, values, None)
        else:
            self._confirm_mapping(payload, values)

    def _read(self) -> Mapping[str, Any] | None:
        """Return what was meant in every field; None, and say where, if something is wrong."""
        values = {}
        wrong = []
        for row in self._rows():
            try:
                values[row.field.name] = row.read()
            except FieldRefusal:
                wrong.append(row)
        if wrong:
            wrong[0].begin()
            return None
        return values

    def _confirm_mapping(self, payload: Payload, values: Mapping[str, Any]) -> None:
        from vendortrail.tui.forms.mapping_form import MappingForm

        def confirmed(mapping: TableMapping | None) -> None:
            if mapping is not None:
                self._write(payload, values, mapping)

        try:
            proposal = self._place.trail.propose_mapping(values[TABLE_FILE])
        except Refusal as refusal:
            self._refuse(FieldRefusal(TABLE_FILE, refusal.message, **refusal.places))
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
        self._refuse(message.refusal)

    def _refuse(self, refusal: Refusal) -> None:
        row = self._row(refusal.field) if isinstance(refusal, FieldRefusal) else None
        if row is None:
            self._say(str(refusal), trouble=True)
        else:
            row.begin()
            row.refuse(refusal)

    def action_leave(self) -> None:
        """Go back, and keep what was typed."""
        if self._busy:
            return
        self._typed = self._raws()
        self._keep_draft()
        self._over = True
        if self._typed != self.blank.raws:
            self.notify(_("Kept: the same form has it again."), markup=False)
        self.dismiss(None)

    def action_clear(self) -> None:
        """Forget what was typed."""
        self._say("", trouble=False)
        for row in self._rows():
            row.fill(self.blank.raws[row.field.name])
        self._drop_draft()
        self._begin()

    def action_help(self) -> None:
        """Say what the field with the cursor is for."""
        from vendortrail.tui.forms.field_help import field_help

        row = self._focused_row()
        self.app.push_screen(field_help(self.blank.about, row.field if row else None, self))
