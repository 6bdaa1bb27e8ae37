"""The one door from the command line to the screens."""

from __future__ import annotations

from datetime import date

from vendortrail.service import Workspace


def open_screens(workspace: Workspace, today: date | None, lang: str | None) -> None:
    """Show the workspace's trail on the whole terminal, until the person leaves.

    Without `today` the calendar says the day, without `lang` the settings say the language.
    """
    from vendortrail import tui  # nothing else here waits for its libraries

    tui.run(workspace, today=today, lang=lang)
