"""Several things that are so, or are not, each a single key away."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import ClassVar

from textual import events
from textual.binding import Binding
from textual.content import Content
from textual.message import Message
from textual.reactive import reactive

from vendortrail.tui.forms.controls.beside import Beside, digit


class Ticks(Beside):
    """Boxes beside each other, with a digit before each.

    Args:
        names: what the boxes are called, by how they are kept.
        ticked: which of them are ticked, by how they are kept.
    """

    BINDINGS: ClassVar = [
        Binding("right", "step(1)", show=False),
        Binding("left", "step(-1)", show=False),
        Binding("space", "change", show=False),
    ]

    at: reactive[int] = reactive(0)
    ticked: reactive[frozenset[str]] = reactive(frozenset)

    class Changed(Message):
        """A box was ticked, or is not any more."""

    def __init__(self, names: Mapping[str, str], ticked: Iterable[str]) -> None:
        super().__init__()
        self.names = dict(names)
        self.set_reactive(Ticks.ticked, frozenset(ticked))

    def also(self, names: Mapping[str, str]) -> None:
        """Have more boxes after those that there are."""
        self.names = {**self.names, **names}
        self.refresh(layout=True)

    def drawn(self) -> Sequence[Content]:
        return [self._drawn(place, *it) for place, it in enumerate(self.names.items())]

    def _drawn(self, place: int, kept: str, name: str) -> Content:
        is_ticked = kept in self.ticked
        under_cursor = self.has_focus and place == self.at
        return Content.assemble(
            (digit(place), "$quiet"),
            " ",
            ("■" if is_ticked else "□", "$primary" if is_ticked else "$quiet"),
            (f" {name} ", "reverse" if under_cursor else ""),
        )

    def on_key(self, event: events.Key) -> None:
        """Change the box with this digit."""
        digits = {digit(place): place for place in range(len(self.names))}
        if event.character and event.character in digits:
            event.stop()
            self._change(digits[event.character])

    def on_click(self, event: events.Click) -> None:
        """Change the box under the mouse."""
        place = self.place_under(event)
        if place is not None:
            self._change(place)

    def action_step(self, by: int) -> None:
        """Go to the box beside this one."""
        self.at = (self.at + by) % len(self.names)

    def action_change(self) -> None:
        """Tick the box, or take the tick away."""
        self._change(self.at)

    def _change(self, place: int) -> None:
        self.at = place
        self.ticked ^= {list(self.names)[place]}
        self.post_message(self.Changed())
