"""One of a few words, each a single key away."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import ClassVar

from textual import events
from textual.binding import Binding
from textual.content import Content
from textual.geometry import Size
from textual.reactive import reactive

from vendortrail.tui.forms.controls.control import Control, Edited, WentOn
from vendortrail.tui.forms.typed import Raw


class Choice(Control, can_focus=True):
    """Words beside each other, with a digit before each; 0 is for none of them.

    Args:
        choices: what may be chosen: what the words are, by how they are kept; asked for each time
            it is drawn, because the language may change.
    """

    BINDINGS: ClassVar = [
        Binding("right", "step(1)", show=False),
        Binding("left", "step(-1)", show=False),
        Binding("space", "step(1)", show=False),
        Binding("enter", "go_on", show=False),
    ]
    ALLOW_SELECT = False

    chosen: reactive[str] = reactive("", layout=True)

    def __init__(self, choices: Callable[[], Mapping[str, str]]) -> None:
        super().__init__()
        self._choices = choices

    @property
    def raw(self) -> Raw:
        return self.chosen

    def fill(self, raw: Raw) -> None:
        self.chosen = raw if isinstance(raw, str) and raw in self._choices() else ""

    def render(self) -> Content:
        return Content("\n").join(
            Content(" ").join(self._drawn(place) for place in line)
            for line in self._lines(self.content_size.width)
        )

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002
        return len(self._lines(width))

    def _lines(self, width: int) -> list[list[int]]:
        """Return which words, by their places, stand on each line of a width."""
        lines: list[list[int]] = [[]]
        left = width
        for place in range(len(self._choices())):
            needed = self._drawn(place).cell_length + 1
            if needed > left and lines[-1]:
                lines.append([])
                left = width
            lines[-1].append(place)
            left -= needed
        return lines

    def _drawn(self, place: int) -> Content:
        kept, word = list(self._choices().items())[place]
        style = "bold $primary on $under-cursor" if kept == self.chosen else ""
        return Content.styled(f"{self._digit(place, kept)}", "$quiet") + Content.styled(
            f" {word} ", style
        )

    def _digit(self, place: int, kept: str) -> str:
        if kept == "":
            return "0"
        return str(place + 1) if place < 9 else ""

    def watch_chosen(self) -> None:
        self.post_message(Edited())

    def on_key(self, event: events.Key) -> None:
        """Choose by the digit, and go on; or by the first letter of a word."""
        choices = self._choices()
        by_digit = {self._digit(place, kept): kept for place, kept in enumerate(choices)}
        character = event.character or ""
        if character and character in by_digit:
            event.stop()
            self.chosen = by_digit[character]
            self.post_message(WentOn())
        elif character.isalpha():
            event.stop()
            self._choose_by_letter(character.casefold())

    def _choose_by_letter(self, letter: str) -> None:
        """Choose the next word that begins with a letter."""
        kept = list(self._choices())
        after = kept.index(self.chosen) + 1 if self.chosen in kept else 0
        words = self._choices()
        for name in (*kept[after:], *kept[:after]):
            if words[name].casefold().startswith(letter):
                self.chosen = name
                return

    def on_click(self, event: events.Click) -> None:
        """Choose the word under the mouse."""
        lines = self._lines(self.content_size.width)
        offset = event.get_content_offset(self)
        if offset is None or offset.y >= len(lines):
            return
        end = 0
        for place in lines[offset.y]:
            end += self._drawn(place).cell_length + 1
            if offset.x < end:
                self.chosen = list(self._choices())[place]
                return

    def action_step(self, by: int) -> None:
        """Choose the word beside the one that is chosen."""
        kept = list(self._choices())
        if self.chosen in kept:
            self.chosen = kept[(kept.index(self.chosen) + by) % len(kept)]
        else:
            self.chosen = kept[0 if by > 0 else -1]

    def action_go_on(self) -> None:
        """Go on to the next field."""
        self.post_message(WentOn())
