"""A line with a list under it, which has the keys that go up and down."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import Binding
from textual.message import Message
from textual.widgets import Input


class ListingInput(Input):
    """An input that leaves the list under it some keys."""

    BINDINGS: ClassVar = [
        Binding("down", "list(1)", show=False),
        Binding("up", "list(-1)", show=False),
    ]

    class ListAsked(Message):
        """The person wants to see the list, or another line of it."""

        def __init__(self, by: int) -> None:
            super().__init__()
            self.by = by

    def action_list(self, by: int) -> None:
        """Go through the list."""
        self.post_message(self.ListAsked(by))
