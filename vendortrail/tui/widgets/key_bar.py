"""The line at the foot: the keys that work here, in the person's language."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from textual import events
from textual.binding import Binding
from textual.content import Content
from textual.screen import Screen
from textual.widget import Widget

from vendortrail.i18n import _

# What is said elsewhere too, or many screens have; the most easily spared first.
_SPARE: Final = ("same_as", "export", "search", "note", "add")


class KeyBar(Widget):
    """Shows the active commands that are meant to be shown; a click runs one."""

    ALLOW_SELECT = False

    def __init__(self) -> None:
        super().__init__()
        self._ends: list[tuple[int, Binding]] = []

    def on_mount(self) -> None:
        self.screen.bindings_updated_signal.subscribe(self, self._update)

    def _update(self, _screen: Screen[object]) -> None:
        self.refresh()

    def render(self) -> Content:
        bar = Content()
        self._ends = []
        for binding, command in self._fitting():
            bar += command
            self._ends.append((bar.cell_length, binding))
        return bar

    def _fitting(self) -> list[tuple[Binding, Content]]:
        """Return the commands that there is room for, as they are drawn.

        Where there is no room for all, first every command has one key alone, then those that are
        spared are left out; help tells of them.
        """
        width = self.content_size.width
        shown = shown_bindings(self.screen)
        drawn = [(binding, _drawn(binding, binding.key_display or "")) for binding in shown]
        if _length(drawn) > width:
            drawn = [(it, _drawn(it, (it.key_display or "").split()[0])) for it in shown]
        for spare in _SPARE:
            if _length(drawn) > width:
                drawn = [it for it in drawn if it[0].action != spare]
        while _length(drawn) > width:
            drawn.pop()
        return drawn

    def on_click(self, event: events.Click) -> None:
        for end, binding in self._ends:
            if event.x < end:
                self.app.simulate_key(binding.key)
                return


def _drawn(binding: Binding, keys: str) -> Content:
    return Content.assemble(
        (f" {keys}", "bold $primary"), (f" {_(binding.description)} ", "$quiet")
    )


def _length(drawn: Sequence[tuple[Binding, Content]]) -> int:
    return sum(command.cell_length for _binding, command in drawn)


def shown_bindings(screen: Screen[object]) -> list[Binding]:
    """Return one binding of every command that is active and shown, in the order of their keys."""
    commands: dict[str, Binding] = {}
    for _namespace, binding, enabled, _tooltip in screen.active_bindings.values():
        if binding.show and enabled and binding.key_display:
            commands.setdefault(binding.action, binding)
    return list(commands.values())
