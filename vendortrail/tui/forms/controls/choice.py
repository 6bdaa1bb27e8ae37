"""One of a few words, each a single key away."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import ClassVar

from textual import events
from textual.binding import Binding
from textual.content import Content
from textual.reactive import reactive

from vendortrail.tui.forms.controls.beside import Beside, digit
from vendortrail.tui.forms.controls.control import Edited, WentOn
from vendortrail.tui.forms.typed import Raw


class Choice(Beside):
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

    chosen: reactive[str] = reactive("", layout=True)

    def __init__(self, choices: Callable[[], Mapping[str, str]]) -> None:
        super().__init__()
        self._choices = choices

    @property
    def raw(self) -> Raw:
        return self.chosen

    def fill(self, raw: Raw) -> None:
        self.chosen = raw if isinstance(raw, str) and raw in self._choices() else ""

    def drawn(self) -> Sequence[Content]:
        return [self._drawn(place, *it) for place, it in enumerate(self._choices().items())]

    def _drawn(self, place: int, kept: str, word: str) -> Content:
        style = "bold $primary on $under-cursor" if kept == self.chosen else ""
        return Content.styled(self._digit(place, kept), "$quiet") + Content.styled(
            f" {word} ", style
        )

    def _digit(self, place: int, kept: str) -> str:
        return "0" if kept == "" else digit(place)

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
        place = self.place_under(event)
        if place is not None:
            self.chosen = list(self._choices())[place]

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
