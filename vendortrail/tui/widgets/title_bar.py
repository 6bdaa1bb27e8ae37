"""The line at the top: where you are, and what is worth knowing here."""

from __future__ import annotations

from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

from vendortrail.tui.cells import said


class TitleBar(Widget):
    """The product's name, the name of the screen, and a few facts at the right."""

    heading: reactive[str] = reactive("")
    facts: reactive[str] = reactive("")

    def render(self) -> Content:
        width = self.content_size.width
        left = Content.assemble(("vendortrail", "$primary"), ("  ", ""), said(self.heading, "bold"))
        right = said(self.facts, "$quiet")
        left = left.truncate(max(0, width - right.cell_length - 2), ellipsis=True)
        return left + Content(" " * max(0, width - left.cell_length - right.cell_length)) + right
