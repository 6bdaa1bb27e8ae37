"""A plain text of any length, line by line."""

from __future__ import annotations

from collections.abc import Sequence

from textual.content import Content

from vendortrail.cleaning import clean
from vendortrail.tui.folding import folded
from vendortrail.tui.widgets.row_list import RowList


class TextView(RowList):
    """Shows a text as it is: nothing in it is markup, and only the lines in sight are drawn.

    Where its lines are too long for the width, its paragraphs are folded anew.
    """

    def __init__(self) -> None:
        super().__init__()
        self._text = ""
        self._prose = True
        self._folded: list[Content] = []

    def show(self, text: str, *, prose: bool = True) -> None:
        """Show this text from its beginning; lines of ``prose``, as of markdown, may be joined."""
        self._prose = prose
        self._text = clean(text).expandtabs(4)
        self.rows_changed()

    def rows_changed(self) -> None:
        width = self.row_width - 1
        self._folded = folded(self._text, width, prose=self._prose) if width > 0 else []
        super().rows_changed()

    def row_count(self) -> int:
        return len(self._folded)

    def draw(self, row: int, width: int) -> Sequence[Content]:
        del width
        return [Content(" ") + self._folded[row]]

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """There is nothing to open in a text."""
        return action != "open" and super().check_action(action, parameters)

    @property
    def shows_cursor(self) -> bool:
        return False

    def action_move(self, by: int) -> None:
        self.scroll_relative(y=by, animate=False)

    def action_page(self, by: int) -> None:
        self.scroll_relative(y=by * self.size.height, animate=False)

    def action_first(self) -> None:
        self.scroll_home(animate=False)

    def action_last(self) -> None:
        self.scroll_end(animate=False)
