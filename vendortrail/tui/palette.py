"""The command palette: the commands of the screen, by what they do."""

from __future__ import annotations

from textual.command import Hit, Hits
from textual.system_commands import SystemCommandsProvider

from vendortrail.i18n import _


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
