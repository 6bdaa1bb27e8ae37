"""The command palette: the commands of the screen, by what they do."""

from __future__ import annotations

from typing import ClassVar, Final

from textual import on
from textual.command import CommandPalette, Hit, Hits
from textual.system_commands import SystemCommandsProvider
from textual.widgets import Input, OptionList

from vendortrail.i18n import N_, _
from vendortrail.tui.commands import hidden
from vendortrail.tui.screens.leaving import LeftOnce

# Of a command in the list: what it is called, and its key.
_LINES: Final = 2


class Palette(CommandPalette, LeftOnce[None]):
    """Turns no pages that are not drawn yet, and seeks nothing once it is left: Textual would."""

    BINDINGS: ClassVar = [
        hidden("page(-1)", "pageup", N_("a page up")),
        hidden("page(1)", "pagedown", N_("a page down")),
    ]

    @on(Input.Changed)
    def _still_asked(self, event: Input.Changed) -> None:
        if not self.is_active:
            event.prevent_default()

    def action_page(self, by: int) -> None:
        """Turn a page."""
        listed = self.query_one(OptionList)
        if listed.option_count:
            place = (listed.highlighted or 0) + by * max(1, listed.size.height // _LINES)
            listed.highlighted = max(0, min(place, listed.option_count - 1))


class Commands(SystemCommandsProvider):
    """Says in the person's language that nothing was found, which Textual says in English."""

    async def search(self, query: str) -> Hits:
        found = False
        async for hit in super().search(query):
            found = True
            yield hit
        if not found:
            yield Hit(0.1, _("no command is called that"), _do_nothing)


def _do_nothing() -> None:
    pass
