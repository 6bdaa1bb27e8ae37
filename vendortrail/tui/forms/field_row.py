"""A field on the screen: its name, what is typed into it, and what is thought of that."""

from __future__ import annotations

from typing import Any

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.message import Message
from textual.widgets import Static

from vendortrail.refusal import FieldRefusal, Refusal
from vendortrail.tui.forms.controls import Control, control
from vendortrail.tui.forms.controls.control import Edited
from vendortrail.tui.forms.controls.line import LineControl
from vendortrail.tui.forms.dated import When
from vendortrail.tui.forms.field import Field
from vendortrail.tui.forms.place import Place
from vendortrail.tui.forms.typed import Doubtful, Raw


class FieldRow(Vertical):
    """A field of a form."""

    class Left(Message):
        """The person has left the field."""

        def __init__(self, row: FieldRow) -> None:
            super().__init__()
            self.row = row

    def __init__(self, field: Field, place: Place) -> None:
        super().__init__(id=f"field-{field.name.replace('_', '-')}")
        self.field = field
        self._place = place
        self._control = control(field, place)

    def compose(self) -> ComposeResult:
        with Horizontal():
            yield Static(Content(self.field.label), classes="label")
            yield self._control
        yield Static(classes="told")

    @property
    def raw(self) -> Raw:
        """What is typed."""
        return self._control.raw

    @property
    def is_empty(self) -> bool:
        """Whether it holds what it held at first, or nothing."""
        return self.raw in (self.field.empty, "", [])

    @property
    def control(self) -> Control:
        """What it is typed into."""
        return self._control

    def fill(self, raw: Raw) -> None:
        """Type something into it."""
        self._control.fill(raw)

    def begin(self) -> None:
        """Let the person type here."""
        first = next((it for it in self.query("*") if it.focusable), None)
        if first is not None:
            self.screen.set_focus(first)  # at once: the next key goes there
        if isinstance(self._control, LineControl) and isinstance(self.field.typed, When):
            self._control.offer()
            # The list would cover it in part.
            self.query_one(".told").display = not self._control.is_listing

    def read(self) -> Any:
        """Return what was meant; say so, or what is wrong, under it.

        Raises:
            FieldRefusal: it cannot be taken.
        """
        try:
            value = self.field.read(self.raw, self._place)
        except FieldRefusal as refusal:
            self.refuse(refusal)
            raise
        typed = self.field.typed
        as_understood = not typed.at_once and typed.write(value, self._place) == self.raw
        self._tell("" if as_understood else typed.told(value, self._place))
        return value

    def refuse(self, refusal: Refusal) -> None:
        """Say what is wrong; where there are several meanings, which."""
        said = str(refusal)
        if isinstance(refusal.__cause__, Doubtful):
            said += "".join(f"\n  {it.text}  {it.shown}" for it in refusal.__cause__.options)
        told = self.query_one(".told", Static)
        told.update(Content(said))
        told.set_class(True, "refused")
        told.display = True

    def _tell(self, understood: str) -> None:
        told = self.query_one(".told", Static)
        told.update(Content(f"= {understood}" if understood else ""))
        told.set_class(False, "refused")
        told.display = bool(understood)

    @on(Edited)
    def _edited(self) -> None:
        self._tell("")
        if self.field.typed.at_once and self.raw:
            try:
                value = self.field.read(self.raw, self._place)
            except Refusal:
                return
            self._tell(self.field.typed.told(value, self._place))

    def on_resize(self) -> None:
        """Keep in sight what is said under the line that is typed into."""
        if self.has_focus_within:
            self.scroll_visible(animate=False)

    def on_descendant_blur(self) -> None:
        self.call_after_refresh(self._look_if_left)

    def _look_if_left(self) -> None:
        """Say what was understood; an empty field is let be until the form is recorded."""
        if not (self.is_attached and self.screen.is_current):
            return
        focused = self.screen.focused
        if focused is not None and self in focused.ancestors:
            return
        self.post_message(self.Left(self))
        if self.raw not in ("", []):
            try:
                self.read()
            except FieldRefusal:
                return
