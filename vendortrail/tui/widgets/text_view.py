"""A plain text of any length, line by line."""

from __future__ import annotations

from collections.abc import Sequence

from textual.content import Content

from vendortrail.cleaning import clean
from vendortrail.tui.widgets.row_list import RowList


class TextView(RowList):
    """Shows a text as it is: nothing in it is markup, and only the lines in sight are drawn.

    Lines are wrapped once a width; a line of the text that is longer takes several rows.
    """

    def __init__(self) -> None:
        super().__init__()
        self._text = ""
        self._wrapped: list[Content] = []

    def show(self, text: str) -> None:
        """Show this text from its beginning."""
        self._text = clean(text).expandtabs(4)
        self.rows_changed()

    def rows_changed(self) -> None:
        width = self.row_width - 1
        self._wrapped = Content(self._text).wrap(width) if width > 0 and self._text else []
        super().rows_changed()

    def row_count(self) -> int:
        return len(self._wrapped)

    def draw(self, row: int, width: int) -> Sequence[Content]:
        del width
        return [Content(" ") + self._wrapped[row]]

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
