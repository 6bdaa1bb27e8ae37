"""Something that is so, or is not."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import Binding
from textual.content import Content
from textual.reactive import reactive

from vendortrail.i18n import _
from vendortrail.tui.forms.controls.control import Control, Edited, WentOn
from vendortrail.tui.forms.typed import Raw


class TickControl(Control, can_focus=True):
    """A box with yes or no beside it."""

    BINDINGS: ClassVar = [
        Binding("space", "change", show=False),
        Binding("enter", "go_on", show=False),
    ]
    ALLOW_SELECT = False

    ticked: reactive[bool] = reactive(False)

    @property
    def raw(self) -> Raw:
        return self.ticked

    def fill(self, raw: Raw) -> None:
        self.ticked = raw is True

    def render(self) -> Content:
        box = Content.styled("■" if self.ticked else "□", "$primary" if self.ticked else "$quiet")
        return Content.assemble(box, " ", _("yes") if self.ticked else _("no"))

    def watch_ticked(self) -> None:
        self.post_message(Edited())

    def on_click(self) -> None:
        self.action_change()

    def action_change(self) -> None:
        """Change yes and no."""
        self.ticked = not self.ticked

    def action_go_on(self) -> None:
        """Go on to the next field."""
        self.post_message(WentOn())
