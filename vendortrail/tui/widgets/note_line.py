"""The line of a note, in which what was understood is underlined."""

from __future__ import annotations

from typing import Any, ClassVar

from rich.highlighter import Highlighter
from rich.text import Text
from textual.message import Message

from vendortrail.i18n import N_
from vendortrail.quick_note import Reading
from vendortrail.tui.commands import shown
from vendortrail.tui.widgets.listing_input import ListingInput

# Of characters: more is a letter, and letters are imported or kept as evidence.
LONGEST = 2_000


class _Marks(Highlighter):
    """Underlines what was understood of the line that was read."""

    reading: Reading | None = None
    colour = ""

    def highlight(self, text: Text) -> None:
        if self.reading is not None and self.reading.line == text.plain:
            for span in self.reading.spans:
                text.stylize(f"underline {self.colour}", span.start, span.end)


class NoteLine(ListingInput):
    """The input of a note."""

    BINDINGS: ClassVar = [shown("submit", "enter", N_("Record"), N_("write down what is typed"))]

    class CursorMoved(Message):
        """The cursor is elsewhere in the line."""

    def __init__(self, placeholder: str) -> None:
        self._marks = marks = _Marks()
        super().__init__(
            placeholder=placeholder,
            highlighter=marks,
            max_length=LONGEST,
            select_on_focus=False,
            compact=True,
            id="note-line",
        )

    def mark(self, reading: Reading) -> None:
        """Underline what was understood."""
        self._marks.reading = reading
        self._marks.colour = self.app.theme_variables["primary"]
        self.refresh()

    def _watch_selection(self, *selections: Any) -> None:
        super()._watch_selection(*selections)
        self.post_message(self.CursorMoved())
