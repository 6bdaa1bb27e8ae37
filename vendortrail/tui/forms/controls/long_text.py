"""A text of several lines."""

from __future__ import annotations

from textual import on
from textual.app import ComposeResult
from textual.widgets import TextArea

from vendortrail.tui.forms.controls.control import Control, Edited
from vendortrail.tui.forms.typed import Raw


class LongText(Control):
    """An area that grows with its text; Tab leaves it."""

    def compose(self) -> ComposeResult:
        yield TextArea(compact=True, soft_wrap=True, highlight_cursor_line=False)

    @property
    def raw(self) -> Raw:
        return self.query_one(TextArea).text

    def fill(self, raw: Raw) -> None:
        area = self.query_one(TextArea)
        if area.text != raw:
            area.move_cursor((0, 0))  # a shorter text may not have its line
            area.text = str(raw)

    @on(TextArea.Changed)
    def _edited(self, event: TextArea.Changed) -> None:
        event.stop()
        self.post_message(Edited())
