"""Words beside each other, on as many lines as they take."""

from __future__ import annotations

from collections.abc import Sequence

from textual import events
from textual.content import Content
from textual.geometry import Size

from vendortrail.tui.flowing import flowed
from vendortrail.tui.forms.controls.control import Control

_DIGITS = 9


class Beside(Control, can_focus=True):
    """Whoever derives from it says which words, asked for whenever they are drawn."""

    ALLOW_SELECT = False

    def drawn(self) -> Sequence[Content]:
        """Return the words."""
        raise NotImplementedError

    def render(self) -> Content:
        drawn = self.drawn()
        return Content("\n").join(
            Content(" ").join(drawn[place] for place in line)
            for line in flowed(drawn, self.content_size.width)
        )

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002
        return len(flowed(self.drawn(), width))

    def place_under(self, event: events.Click) -> int | None:
        """Return the place of the word under the mouse."""
        drawn = self.drawn()
        lines = flowed(drawn, self.content_size.width)
        offset = event.get_content_offset(self)
        if offset is None or offset.y >= len(lines):
            return None
        end = 0
        for place in lines[offset.y]:
            end += drawn[place].cell_length + 1
            if offset.x < end:
                return place
        return None


def digit(place: int) -> str:
    """Return the digit that is the key of a place; there are no more than nine."""
    return str(place + 1) if place < _DIGITS else ""
