"""One of several things, chosen from a list."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import partial
from typing import ClassVar, Generic, NamedTuple, TypeVar

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widget import Widget

from vendortrail.tui.cells import hanging, said
from vendortrail.tui.commands import BACK
from vendortrail.tui.screens.leaving import LeftOnce
from vendortrail.tui.widgets.row_list import RowList
from vendortrail.tui.widgets.wrapped_list import Row, WrappedList

T = TypeVar("T")

_HIGHEST = 14


class Offered(NamedTuple, Generic[T]):
    """What can be chosen, and how it is called; a ``mark`` stands before the name."""

    thing: T
    name: str
    aside: str = ""
    mark: str = ""


class ChoosingScreen(ModalScreen[T | None], LeftOnce[T | None], Generic[T]):
    """Returns what was chosen, or None.

    Args:
        title: what is to be chosen.
        offered: the things.
        chosen: the one under the cursor at first, if it is among them.
    """

    AUTO_FOCUS = "WrappedList"
    BINDINGS: ClassVar = [BACK]

    def __init__(self, title: str, offered: Sequence[Offered[T]], chosen: T | None = None) -> None:
        super().__init__()
        self._heading = title
        self._offered = offered
        self._chosen = chosen

    def compose(self) -> ComposeResult:
        with Vertical(classes="choosing") as panel:
            panel.border_title = Content(self._heading)
            yield from self.compose_above()
            yield WrappedList()

    def compose_above(self) -> Iterable[Widget]:
        """Yield what stands over the list."""
        return ()

    def on_mount(self) -> None:
        self.offer(self._offered)

    def offer(self, offered: Sequence[Offered[T]]) -> None:
        """Let one of these be chosen."""
        self._offered = offered
        rows = self.query_one(WrappedList)
        rows.show([Row(partial(_drawn, it), it) for it in offered])
        things = [it.thing for it in offered]
        if self._chosen in things:
            rows.cursor = things.index(self._chosen)
        self.call_after_refresh(self._fit)

    def _fit(self) -> None:
        """Be no higher than the list, unless the program has been left by then."""
        for rows in self.query(WrappedList):
            rows.styles.height = min(rows.total_lines(), _HIGHEST)

    @on(RowList.Opened)
    def _opened(self, event: RowList.Opened) -> None:
        if event.row < len(self._offered):  # else others have been offered since
            self.dismiss(self._offered[event.row].thing)

    def action_back(self) -> None:
        """Choose nothing."""
        self.dismiss(None)


def _drawn(offered: Offered[T], width: int) -> list[Content]:
    _thing, name, aside, mark = offered
    text = Content.assemble(said(name), "  " if aside else "", said(aside, "$quiet"))
    return hanging(Content.assemble(" ", (mark, "$primary")), text, width - 1)
