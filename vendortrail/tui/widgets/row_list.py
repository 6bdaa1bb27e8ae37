"""A list that draws only the rows that are on the screen."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from rich.segment import Segment
from textual import events
from textual.content import Content
from textual.geometry import Region, Size
from textual.message import Message
from textual.reactive import reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip

from vendortrail.i18n import N_
from vendortrail.tui.commands import hidden, shown


class _OfARow(Message):
    """Something happened to a row of a list."""

    def __init__(self, rows: RowList, row: int) -> None:
        super().__init__()
        self.rows = rows
        self.row = row

    @property
    def control(self) -> RowList:
        """The list, for ``@on`` selectors."""
        return self.rows


class RowList(ScrollView, can_focus=True):
    """Rows of one line each, one of them under the cursor.

    Whoever derives from it says how many rows there are and draws one when it is asked for; a list
    of a million rows costs what the rows on the screen cost. Rows of several lines are
    ``WrappedList``'s.
    """

    ALLOW_SELECT = False
    COMPONENT_CLASSES: ClassVar[set[str]] = {"row-list--cursor"}
    BINDINGS: ClassVar = [
        shown("open", "enter", N_("Open"), N_("open what is under the cursor")),
        hidden("move(-1)", "up k", N_("one up")),
        hidden("move(1)", "down j", N_("one down")),
        hidden("page(-1)", "pageup", N_("a page up")),
        hidden("page(1)", "pagedown space", N_("a page down")),
        hidden("first", "home", N_("to the first")),
        hidden("last", "end", N_("to the last")),
    ]

    cursor: reactive[int] = reactive(0)

    class Opened(_OfARow):
        """A row was chosen, by Enter or by a click on the row under the cursor."""

    class CursorMoved(_OfARow):
        """Another row is under the cursor."""

    def row_count(self) -> int:
        """Return how many rows there are."""
        raise NotImplementedError

    def draw(self, row: int, width: int) -> Sequence[Content]:
        """Return the lines of a row, at most `width` cells wide."""
        raise NotImplementedError

    # Where rows are: one line each, unless a derived list says otherwise.

    def total_lines(self) -> int:
        """Return the height of all rows, in lines."""
        return self.row_count()

    def row_at(self, line: int) -> tuple[int, int]:
        """Return the row that a line belongs to, and which of its lines it is."""
        return line, 0

    def extent(self, row: int) -> tuple[int, int]:
        """Return the first line of a row and how many it has."""
        return row, 1

    @property
    def row_width(self) -> int:
        """The width of a row in cells: the scrollbar has its own."""
        return self.scrollable_content_region.width

    def rows_changed(self) -> None:
        """Draw anew after rows have come, gone or changed."""
        self.virtual_size = Size(0, self.total_lines())
        self.cursor = max(0, min(self.cursor, self.row_count() - 1))
        self.refresh()

    def on_mount(self) -> None:
        self.rows_changed()

    def on_resize(self) -> None:
        self.rows_changed()
        self.show_cursor()

    def render_line(self, y: int) -> Strip:
        width = self.row_width
        line = y + self.scroll_offset.y
        if line >= self.total_lines():
            return Strip.blank(width, self.rich_style)
        row, part = self.row_at(line)
        content = self.draw(row, width)[part]
        # The empty line that keeps rows apart belongs to neither.
        chosen = row == self.cursor and self.shows_cursor and bool(content)
        style = self.get_visual_style("row-list--cursor") if chosen else self.visual_style
        content = content.truncate(width, ellipsis=True, pad=True)
        parse = self.app.stylesheet.parse_style
        return Strip(
            [
                Segment(text, part_style.rich_style)
                for text, part_style in content.render(style, end="", parse_style=parse)
            ],
            width,
        )

    @property
    def shows_cursor(self) -> bool:
        """Whether a row can be chosen at all."""
        return True

    def watch_cursor(self, before: int, after: int) -> None:
        for row in (before, after):
            if row < self.row_count():
                self.refresh_lines(*self.extent(row))
        self.show_cursor()
        self.post_message(self.CursorMoved(self, after))

    def show_cursor(self) -> None:
        """Scroll just as far as it takes to see the row under the cursor."""
        if self.row_count():
            line, height = self.extent(self.cursor)
            self.scroll_to_region(
                Region(0, line, 1, height), animate=False, force=True, immediate=True, x_axis=False
            )

    def action_move(self, by: int) -> None:
        """Move the cursor by rows."""
        self._put_cursor(self.cursor + by)

    def action_page(self, by: int) -> None:
        """Move the cursor by screens."""
        if not self.row_count():
            return
        line, _height = self.extent(self.cursor)
        line = max(0, min(line + by * self.size.height, self.total_lines() - 1))
        self.scroll_relative(y=by * self.size.height, animate=False, immediate=True)
        self._put_cursor(self.row_at(line)[0])

    def action_first(self) -> None:
        """Move the cursor to the first row."""
        self._put_cursor(0)

    def action_last(self) -> None:
        """Move the cursor to the last row."""
        self._put_cursor(self.row_count() - 1)

    def action_open(self) -> None:
        """Open the row under the cursor."""
        if self.row_count():
            self.post_message(self.Opened(self, self.cursor))

    def on_click(self, event: events.Click) -> None:
        line = event.y + self.scroll_offset.y
        if line >= self.total_lines():
            return
        row, _part = self.row_at(line)
        if row == self.cursor:
            self.action_open()
        self._put_cursor(row)

    def _put_cursor(self, row: int) -> None:
        if self.row_count():
            self.cursor = max(0, min(row, self.row_count() - 1))
