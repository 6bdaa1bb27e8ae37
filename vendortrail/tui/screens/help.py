"""Help for where you are: what the screen is, and its keys."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from vendortrail.i18n import _
from vendortrail.tui.cells import cell
from vendortrail.tui.commands import BACK
from vendortrail.tui.screens.base import TrailScreen
from vendortrail.tui.screens.leaving import LeftOnce


class HelpScreen(ModalScreen[None], LeftOnce[None]):
    """A panel over the screen that it explains."""

    BINDINGS: ClassVar = [BACK]

    def __init__(self, name: str, about: str, bindings: list[Binding]) -> None:
        super().__init__()
        self._heading = name
        self._about = about
        self._bindings_told = bindings

    @classmethod
    def about(cls, screen: TrailScreen) -> HelpScreen:
        """Return the help for a screen as it is now, with whatever has the focus in it."""
        commands: dict[str, Binding] = {}
        for _namespace, binding, _enabled, _tooltip in screen.active_bindings.values():
            if binding.key_display and binding.tooltip:
                commands.setdefault(binding.action, binding)
        ordered = sorted(commands.values(), key=lambda binding: not binding.show)
        return cls(screen.NAME, screen.ABOUT, ordered)

    def compose(self) -> ComposeResult:
        with VerticalScroll(id="help") as panel:
            panel.border_title = _(self._heading)
            yield Static(Content(_(self._about)), id="about")
            for binding in self._bindings_told:
                keys = cell(binding.key_display or "", 12, "bold $primary")
                yield Static(keys + Content(_(binding.tooltip)))

    def action_back(self) -> None:
        """Go back to the screen."""
        self.dismiss()
