"""A screen of fields below each other: what every form does, whatever becomes of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Generic, TypeVar

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from vendortrail.i18n import _
from vendortrail.refusal import FieldRefusal, Refusal
from vendortrail.tui.forms.controls.control import WentOn
from vendortrail.tui.forms.field import Field
from vendortrail.tui.forms.field_row import FieldRow
from vendortrail.tui.forms.place import Place
from vendortrail.tui.forms.typed import Doubtful, Raw
from vendortrail.tui.messages import Failed
from vendortrail.tui.screens.panel import TrailPanel
from vendortrail.tui.widgets.key_bar import KeyBar

T = TypeVar("T")


class FieldsForm(TrailPanel[T], Generic[T]):
    """A panel with a heading, room for a word to the person, fields, their help, and the keys."""

    CSS_PATH = "forms.tcss"
    AUTO_FOCUS = ""

    def about(self) -> str:
        """Return what the form is for (a msgid)."""
        return ""

    def panel(
        self,
        heading: str,
        fields: Iterable[Field],
        place: Place,
        *above: Widget,
        below: Iterable[Widget] = (),
    ) -> ComposeResult:
        """Yield the panel, with what stands above the fields and below them."""
        with Vertical(id="form") as panel:
            panel.border_title = Content(heading)
            yield Static(id="trouble")
            yield from above
            with VerticalScroll(id="fields", can_focus=False):
                for field in fields:
                    yield FieldRow(field, place)
            yield from below
            yield Static(id="field-help")
            yield KeyBar()

    def rows(self) -> Iterator[FieldRow]:
        """Yield the fields that are asked for, in order."""
        return (row for row in self.query(FieldRow) if row.display)

    def row(self, name: str) -> FieldRow | None:
        """Return a field by its name, if it is asked for."""
        return next((row for row in self.rows() if row.field.name == name), None)

    def row_with_cursor(self) -> FieldRow | None:
        """Return the field that is typed into."""
        above = self.focused.ancestors if self.focused else []
        return next((it for it in above if isinstance(it, FieldRow)), None)

    def raws(self) -> Mapping[str, Raw]:
        """Return what is typed, by the names of the fields, asked for or not."""
        return {row.field.name: row.raw for row in self.query(FieldRow)}

    def fill(self, raws: Mapping[str, Raw]) -> None:
        """Type into the fields that are named."""
        for row in self.query(FieldRow):
            if row.field.name in raws:
                row.fill(raws[row.field.name])

    def read(self) -> Mapping[str, Any] | None:
        """Return what was meant in every field; None, and say where, if something is wrong."""
        values = {}
        wrong = []
        for row in self.rows():
            try:
                values[row.field.name] = row.read()
            except FieldRefusal as refusal:
                wrong.append((row, refusal))
        if wrong:
            row, why = wrong[0]
            row.begin()
            if isinstance(why.__cause__, Doubtful):
                self.announce(str(why), trouble=True)
            return None
        return values

    def refuse(self, refusal: Refusal) -> None:
        """Say why something is not taken, beside the field if it is about one."""
        row = self.row(refusal.field) if isinstance(refusal, FieldRefusal) else None
        if row is None:
            self.announce(str(refusal), trouble=True)
        else:
            row.begin()
            row.refuse(refusal)

    def on_failed(self, message: Failed) -> None:
        """Say why what was asked for could not be done; everything that was typed stays."""
        message.stop()
        self.failed(message.refusal)

    def failed(self, refusal: Refusal) -> None:
        """Go on after something that was asked for could not be done."""
        self.announce("")
        self.refuse(refusal)

    def announce(self, text: str, *, trouble: bool = False) -> None:
        """Say something above the fields; nothing takes it away."""
        said = self.query_one("#trouble", Static)
        said.update(Content(text))
        said.set_class(trouble, "refused")
        said.display = bool(text)

    @on(WentOn)
    def _go_on(self) -> None:
        self.focus_next()

    def on_descendant_focus(self) -> None:
        row = self.row_with_cursor()
        told = _(row.field.help) if row is not None and row.field.help else ""
        self.query_one("#field-help", Static).update(Content(told))

    def action_help(self) -> None:
        """Say what the field with the cursor is for."""
        from vendortrail.tui.forms.field_help import field_help

        row = self.row_with_cursor()
        self.app.push_screen(field_help(self.about(), row.field if row else None, self))
