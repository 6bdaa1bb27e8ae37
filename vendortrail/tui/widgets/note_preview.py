"""What a note is understood as, line by line, with the words that say it."""

from __future__ import annotations

from collections.abc import Sequence

from textual.content import Content
from textual.widgets import Static

from vendortrail.i18n import _
from vendortrail.quick_note import Known, Question, Reading, preview
from vendortrail.tui.cells import cell, hanging, said

_HEADING = 22
_LEAST = 20


class NotePreview(Static):
    """What will be recorded, and what is open."""

    def __init__(self) -> None:
        super().__init__(id="note-preview")

    def tell(self, reading: Reading, known: Known, still_open: Sequence[Question]) -> None:
        """Show a note as it was read, and the questions that are not shown elsewhere."""
        lines: list[Content] = []
        width = max(_LEAST, self.content_size.width)
        if reading.line.strip():
            for it in preview(reading, known):
                value = said(str(it.value))
                if it.said:
                    value += Content("  ") + said(f"‹{it.said}›", "$primary")
                lines += hanging(cell(_(it.heading), _HEADING, "$quiet"), value, width)
            for question in still_open:
                head = cell("?", _HEADING, "bold $medium")
                lines += hanging(head, str(question.asks), width, "$medium")
        self.update(Content("\n").join(lines))
