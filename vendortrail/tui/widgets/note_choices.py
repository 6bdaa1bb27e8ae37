"""What may be taken into a note: names for the mark at the cursor, else ways to settle it."""

from __future__ import annotations

from collections.abc import Sequence

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.widgets import OptionList, Static

from vendortrail.quick_note import Choice, Completion, Known, Reading, completions
from vendortrail.tui.cells import said


class NoteChoices(Vertical):
    """The first question that is open, and a list; the line keeps the focus."""

    class Taken(Message):
        """A line of the list was chosen: the note becomes ``line``, its cursor goes to a place."""

        def __init__(self, line: str, cursor: int) -> None:
            super().__init__()
            self.line = line
            self.cursor = cursor

    def __init__(self) -> None:
        super().__init__(id="note-choices")
        self._offered: Sequence[Completion | Choice] = ()
        self.asks = False

    def compose(self) -> ComposeResult:
        yield Static(id="note-open")
        listed = OptionList(markup=False, compact=True)
        listed.can_focus = False
        yield listed

    def offer(self, cursor: int, reading: Reading, known: Known) -> None:
        """List what may be taken into the line with the cursor there.

        ``asks`` says afterwards whether the first question is shown here.
        """
        self._offered = completions(reading.line, cursor, known, reading.vendor)
        self.asks = bool(not self._offered and reading.line.strip() and reading.questions)
        if self.asks:
            self._offered = reading.questions[0].choices
            question = Content(f"? {reading.questions[0].asks}")
            self.query_one("#note-open", Static).update(question)
        self.query_one("#note-open").display = self.asks
        self.display = self.asks or bool(self._offered)
        listed = self._list
        listed.clear_options()
        listed.add_options([_drawn(it) for it in self._offered])
        listed.display = bool(self._offered)
        listed.highlighted = 0 if self._offered else None

    @property
    def _list(self) -> OptionList:
        return self.query_one(OptionList)

    def move(self, by: int) -> None:
        """Mark another line of the list."""
        if by > 0:
            self._list.action_cursor_down()
        else:
            self._list.action_cursor_up()

    def take(self) -> None:
        """Take the marked line, if there is one."""
        if self._list.highlighted is not None:
            self._take(self._list.highlighted)

    @on(OptionList.OptionSelected)
    def _clicked(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        self._take(event.option_index)

    def _take(self, place: int) -> None:
        taken = self._offered[place]
        cursor = taken.cursor if isinstance(taken, Completion) else len(taken.line)
        self.post_message(self.Taken(taken.line, cursor))


def _drawn(offered: Completion | Choice) -> Content:
    means = offered.name if isinstance(offered, Completion) else str(offered.means)
    return said(means) + Content("  ") + said(offered.words, "$primary")
