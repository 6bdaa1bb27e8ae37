"""The terminal front end: screens over the service, in the person's language.

Importing this package is free; Textual is loaded when the program is run.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from vendortrail.service import Workspace


def run(workspace: Workspace, *, today: date | None = None, lang: str | None = None) -> None:
    """Open the workspace's trail on the screen, until the person leaves; make one if there is none.

    Args:
        workspace: the folder to work in.
        today: the day to count from; the clock's, in the workspace's zone, if None.
        lang: one of i18n.LANGUAGES; that of the settings, else of the locale, if None.
    """
    import sys

    from vendortrail.tui.app import VendortrailApp

    # Words are indexed and papers made in a thread: it hands over ten times as often as Python's
    # default, so that the screen answers at once.
    sys.setswitchinterval(0.0005)

    VendortrailApp(workspace, today=today, lang=lang).run()
