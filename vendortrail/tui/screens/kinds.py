"""What to write down: a kind of record, chosen by its letter."""

from __future__ import annotations

from functools import partial
from typing import ClassVar, Final

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen

from vendortrail.i18n import N_, _
from vendortrail.tui import words
from vendortrail.tui.cells import cell, row, said
from vendortrail.tui.commands import BACK
from vendortrail.tui.keys import LATIN_OF
from vendortrail.tui.recording import IMPORT, USAGE_TABLE
from vendortrail.tui.screens.leaving import LeftOnce
from vendortrail.tui.widgets.row_list import RowList
from vendortrail.tui.widgets.wrapped_list import Row, WrappedList

_KIND: Final = 22

# The kinds that a person starts from, by the letter that chooses them, the most frequent first.
LETTERS: Final = {
    "t": ("touchpoint", N_("a call, mail, meeting, letter or ticket")),
    "p": ("promise", N_("somebody said that something will be done")),
    "k": ("promise outcome", N_("a promise was kept, or is broken")),
    "o": ("proposal", N_("a term that one side proposes")),
    "n": ("answer", N_("what became of a proposed term")),
    "d": ("delivery", N_("what the vendor reports as done")),
    "m": ("payment", N_("money paid to the vendor")),
    "e": ("expectation", N_("what we assume and no agreement says")),
    "u": ("pulse", N_("how much do you hate us now, 0 to 10")),
    "f": ("offer", N_("terms for new or returning work")),
    "i": ("claim", N_("what the vendor says for an offer")),
    "g": ("usage", N_("what we used in a month")),
    "w": (USAGE_TABLE, N_("a table of what we used, by month")),
    "l": (IMPORT, N_("mail, calendars, tables or open contracting data")),
    "c": ("close-out", N_("an agreement or a segment was ended")),
    "v": ("vendor", N_("a company that works for us")),
    "h": ("contact", N_("a person, on their side or ours")),
    "x": ("departure", N_("a person is not there any more")),
    "a": ("agreement", N_("what was agreed and signed")),
    "s": ("segment", N_("a promised quantity of an agreement")),
    "r": ("question", N_("what operators ask, and since when")),
    "b": ("threshold", N_("how long is too long")),
}


class KindScreen(ModalScreen[str | None], LeftOnce[str | None]):
    """Returns the kind that was chosen, or None."""

    AUTO_FOCUS = "WrappedList"
    BINDINGS: ClassVar = [BACK]

    def compose(self) -> ComposeResult:
        with Vertical(id="kinds") as panel:
            panel.border_title = _("What happened?")
            yield WrappedList()

    def on_mount(self) -> None:
        rows = [
            Row(partial(_drawn, letter, kind, about), kind)
            for letter, (kind, about) in LETTERS.items()
        ]
        self.query_one(WrappedList).show(rows)

    def on_key(self, event: events.Key) -> None:
        letter = LATIN_OF.get(event.character or "", event.character or "")
        if letter in LETTERS:
            event.stop()
            self.dismiss(LETTERS[letter][0])

    @on(RowList.Opened)
    def _chosen(self, event: RowList.Opened) -> None:
        self.dismiss(str(self.query_one(WrappedList).thing(event.row)))

    def action_back(self) -> None:
        """Write down nothing."""
        self.dismiss(None)


def _drawn(letter: str, kind: str, about: str, width: int) -> list[Content]:
    chosen_by = Content.styled(f" {letter} ", "bold $primary")
    line = row([chosen_by, cell(words.kind(kind), _KIND), said(_(about), "$quiet")])
    return [line.truncate(width, ellipsis=True)]
