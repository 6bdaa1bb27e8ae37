"""The line at the foot: the keys that work here, in the person's language."""

from __future__ import annotations

from textual import events
from textual.binding import Binding
from textual.content import Content
from textual.screen import Screen
from textual.widget import Widget

from vendortrail.i18n import _


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
        for binding in shown_bindings(self.screen):
            command = Content.assemble(
                (f" {binding.key_display}", "bold $primary"),
                (f" {_(binding.description)} ", "$quiet"),
            )
            if bar.cell_length + command.cell_length > self.content_size.width:
                break
            bar += command
            self._ends.append((bar.cell_length, binding))
        return bar

    def on_click(self, event: events.Click) -> None:
        for end, binding in self._ends:
            if event.x < end:
                self.app.simulate_key(binding.key)
                return


def shown_bindings(screen: Screen[object]) -> list[Binding]:
    """Return one binding of every command that is active and shown, in the order of their keys."""
    commands: dict[str, Binding] = {}
    for _namespace, binding, enabled, _tooltip in screen.active_bindings.values():
        if binding.show and enabled and binding.key_display:
            commands.setdefault(binding.action, binding)
    return list(commands.values())
