"""What a person can do, with the keys that do it.

Labels and meanings are msgids: they are put into words where they are shown, so that the language
may change while the program runs.
"""

from __future__ import annotations

from typing import Final

from textual.binding import Binding

from vendortrail.i18n import N_
from vendortrail.tui.keys import both


def shown(action: str, keys: str, label: str, meaning: str) -> Binding:
    """Return a command that the bar at the foot of the screen shows.

    ``keys`` are separated by spaces, ``label`` is a word or two, ``meaning`` what help says.
    """
    return Binding(both(keys), action, label, key_display=display(keys), tooltip=meaning)


def hidden(action: str, keys: str, meaning: str) -> Binding:
    """Return a command that only help tells about."""
    return Binding(
        both(keys), action, meaning, key_display=display(keys), show=False, tooltip=meaning
    )


_DISPLAY: Final = {
    "enter": "⏎",
    "escape": "Esc",
    "up": "↑",
    "down": "↓",
    "left": "←",
    "right": "→",
    "pageup": "PgUp",
    "pagedown": "PgDn",
    "home": "Home",
    "end": "End",
    "space": "␣",
    "tab": "Tab",
    "f1": "F1",
    "f2": "F2",
    "f3": "F3",
    "f4": "F4",
    "f5": "F5",
}


def display(keys: str) -> str:
    """Return keys as a person reads them on a keyboard."""
    return " ".join(_DISPLAY.get(key, key.replace("ctrl+", "^")) for key in keys.split())


# On every screen.
HELP: Final = shown("help", "? f1", N_("Help"), N_("say what this screen is and what its keys do"))
PALETTE: Final = hidden("app.command_palette", "ctrl+p", N_("choose a command by its name"))
LANGUAGE: Final = hidden("app.switch_language", "l", N_("change the language"))
THEME: Final = hidden("app.switch_theme", "t", N_("change between light and dark"))
QUIT: Final = shown("quit", "q", N_("Quit"), N_("leave the program"))
BACK: Final = shown("back", "q escape", N_("Back"), N_("go back to where you came from"))

# On the screens that show the trail.
SEARCH: Final = shown("search", "/", N_("Search"), N_("search everything that is on record"))
ADD: Final = shown("add", "a", N_("Add"), N_("write down something that happened"))
# While something is typed, letters are letters: hence a second key.
NOTE: Final = Binding(
    both("w f2"),
    "note",
    N_("Note it"),
    key_display=display("w"),
    tooltip=N_("write down what happened, in one line; F2 does it while you type, too"),
)
IMPORT: Final = hidden(
    "import_files", "f5", N_("take in mail, calendars, tables or open contracting data")
)
EXPORT: Final = shown("export", "e", N_("Export"), N_("make a paper of the vendor's history"))

# Where an agreement is in sight.
RECOUNT: Final = shown(
    "recount",
    "r",
    N_("Recount"),
    N_("hold the result rows of the agreement against every definition"),
)

# Where an offer is in sight.
COMPARE: Final = shown(
    "compare", "o", N_("Compare"), N_("price our usage under the offer and under the terms now")
)
SIDE_BY_SIDE: Final = shown(
    "side_by_side",
    "s",
    N_("Sides"),
    N_("lay two states of the agreement's terms side by side"),
)

# Where a vendor or a person is in sight.
SAME_AS: Final = shown(
    "same_as",
    "m",
    N_("Same as"),
    N_("say that it is another one on record, or that it is not after all"),
)

# Where something is typed.
LEAVE: Final = shown(
    "leave", "escape", N_("Leave"), N_("go back; what is typed is kept for next time")
)
CLEAR: Final = shown("clear", "ctrl+n", N_("Clear"), N_("forget what is typed and begin anew"))
FIELD_HELP: Final = shown("help", "f1", N_("Help"), N_("say what a field is for"))
