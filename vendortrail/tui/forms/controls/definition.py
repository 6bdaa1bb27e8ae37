"""A definition as the sentence that it makes; it is edited in a form of its own."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import Binding
from textual.content import Content
from textual.reactive import reactive

from vendortrail.definition_wording import definition_sentence
from vendortrail.i18n import _
from vendortrail.records.definition import Definition
from vendortrail.refusal import Refusal
from vendortrail.tui.forms.controls.control import Control, Edited, WentOn
from vendortrail.tui.forms.countings import Defined
from vendortrail.tui.forms.place import Place
from vendortrail.tui.forms.typed import Raw


class DefinitionControl(Control, can_focus=True):
    """Enter opens the form, Delete forgets what it made."""

    BINDINGS: ClassVar = [
        Binding("enter,space", "edit", show=False),
        Binding("delete,backspace", "forget", show=False),
    ]
    ALLOW_SELECT = False

    typed: reactive[str] = reactive("", layout=True)

    def __init__(self, defined: Defined, place: Place) -> None:
        super().__init__()
        self._defined = defined
        self._place = place

    @property
    def raw(self) -> Raw:
        return self.typed

    def fill(self, raw: Raw) -> None:
        self.typed = raw if isinstance(raw, str) else ""

    def render(self) -> Content:
        try:
            definition = self._defined.read(self.typed, self._place)
        except Refusal as refusal:
            return Content(str(refusal))
        if definition is None:
            return Content.styled(_("⏎ say what counts"), "$faint")
        return Content(str(definition_sentence(definition)))

    def watch_typed(self) -> None:
        self.post_message(Edited())

    def action_edit(self) -> None:
        """Show the form of the definition."""
        from vendortrail.tui.forms.definition_form import DefinitionForm

        try:
            definition = self._defined.read(self.typed, self._place)
        except Refusal:
            definition = None
        self.app.push_screen(DefinitionForm(self._place, definition), self._taken)

    def _taken(self, definition: Definition | None) -> None:
        if definition is not None:
            self.fill(self._defined.write(definition, self._place))
            self.post_message(WentOn())

    def action_forget(self) -> None:
        """Forget the definition."""
        self.fill("")
