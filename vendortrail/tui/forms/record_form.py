"""The form for any kind of record: its fields below each other, and what becomes of them."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import TYPE_CHECKING, Any, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.message import Message

from vendortrail.i18n import N_, _
from vendortrail.records.promised import Mapping as TableMapping
from vendortrail.records.record import Payload, Record
from vendortrail.refusal import FieldRefusal, Refusal
from vendortrail.tui import words
from vendortrail.tui.commands import CLEAR, FIELD_HELP, LEAVE, shown
from vendortrail.tui.forms.blank import Blank
from vendortrail.tui.forms.field import TABLE_FILE
from vendortrail.tui.forms.field_row import FieldRow
from vendortrail.tui.forms.kept_form import KeptForm
from vendortrail.tui.forms.moving import move
from vendortrail.tui.forms.place import Place
from vendortrail.tui.forms.typed import Raw
from vendortrail.tui.forms.writing import Written, write
from vendortrail.tui.recording import Asked
from vendortrail.tui.work import in_background

if TYPE_CHECKING:
    from vendortrail.service import Trail


class RecordForm(KeptForm[Record[Payload] | None]):
    """Asks for one record, writes it down, and returns it; None when the person left.

    Args:
        asked: what to ask for.
    """

    BINDINGS: ClassVar = [
        shown("record", "ctrl+s", N_("Record"), N_("write down what is typed")),
        LEAVE,
        CLEAR,
        FIELD_HELP,
    ]

    class Taken(Message):
        """The record has been written down."""

        def __init__(self, written: Written) -> None:
            super().__init__()
            self.written = written

    def __init__(self, asked: Asked) -> None:
        super().__init__()
        self._asked = asked
        self._busy = False

    @cached_property
    def blank(self) -> Blank:
        """The form as it is before anything is typed."""
        return Blank.of(self._asked, self.trail)

    @property
    def _place(self) -> Place:
        return self.blank.place

    def about(self) -> str:
        return self.blank.about

    def draft_name(self) -> str:
        return self.blank.name

    def at_first(self) -> Mapping[str, Raw]:
        return self.blank.raws

    def lasting(self, raws: Mapping[str, Raw]) -> Mapping[str, Raw]:
        return self.blank.lasting(raws)

    def restored(self, kept: Mapping[str, Raw]) -> Mapping[str, Raw]:
        restored = super().restored(kept)
        return {name: restored[name] for name in restored if name not in self.blank.said}

    def compose(self) -> ComposeResult:
        yield from self.panel(self._heading(), self.blank.fields, self._place)

    def _heading(self) -> str:
        kind = words.kind(self._asked.kind)
        corrected = self._asked.corrects
        if corrected is None:
            return kind
        return _("{kind}: correct #{seq}").format(kind=kind, seq=corrected.seq)

    def begin(self) -> None:
        rows = list(self.rows())
        untyped = (row for row in rows if row.field.name in self.blank.asked_first and row.is_empty)
        for first in [*untyped, *rows][:1]:  # there is none in a form that is being left
            first.begin()

    @on(FieldRow.Left)
    def _left(self, event: FieldRow.Left) -> None:
        move(self, self._place, event.row)

    def action_record(self) -> None:
        """Write it down."""
        if self._busy:
            return
        self.announce("")
        self.keep_draft()
        for row in self.rows():
            move(self, self._place, row)
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

    @in_background
    def _write_in_background(
        self,
        trail: Trail,
        payload: Payload,
        values: Mapping[str, Any],
        mapping: TableMapping | None,
    ) -> None:
        self.post_message(self.Taken(write(trail, self.blank, payload, values, mapping)))

    def on_record_form_taken(self, message: Taken) -> None:
        """Return the record."""
        told = message.written.told()
        self.notify(told, markup=False, timeout=12 if message.written.refused else 4)
        self.finish(message.written.record)

    def failed(self, refusal: Refusal) -> None:
        self._busy = False
        super().failed(refusal)

    def action_leave(self) -> None:
        if not self._busy:
            super().action_leave()
