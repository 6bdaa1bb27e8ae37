"""The figures of one definition in a few lines, and how they differ from those of another."""

from __future__ import annotations

from collections.abc import Sequence

from textual.content import Content
from textual.geometry import Size
from textual.widget import Widget

from vendortrail.records.values import Money
from vendortrail.recounting import Figures
from vendortrail.sentences import worded
from vendortrail.tui.flowing import flowed
from vendortrail.tui.widgets.recount_table import Figure, figures

_DOT = Content(" · ")


class FiguresLine(Widget):
    """All figures of a definition beside each other; of what moved, by how much."""

    ALLOW_SELECT = False

    def __init__(self) -> None:
        super().__init__(id="figures")
        self._told: Sequence[Content] = ()

    def say(self, text: str) -> None:
        """Show a word in the place of the figures."""
        self._told = [Content.styled(text, "$quiet")]
        self.refresh(layout=True)

    def tell(self, before: Figures | None, now: Figures) -> None:
        """Show the figures under a definition, beside those under it as it was before."""
        self._told = [_told(figure, before, now) for figure in figures([now])]
        self.refresh(layout=True)

    def render(self) -> Content:
        lines = flowed(self._told, self.content_size.width, _DOT.cell_length)
        return Content("\n").join(_DOT.join(self._told[place] for place in line) for line in lines)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002
        return len(flowed(self._told, width, _DOT.cell_length))


def _told(figure: Figure, before: Figures | None, now: Figures) -> Content:
    value = figure.value(now)
    text = "–" if value is None else worded(value)
    told = Content.assemble((figure.name, "$quiet"), " ", (text, "bold"))
    moved = "" if before is None else _difference(figure.value(before), value)
    return told + Content.styled(f" ({moved})", "$medium") if moved else told


def _difference(before: int | Money | None, now: int | Money | None) -> str:
    """Return by how much a figure moved, with its sign; nothing where it did not, or cannot."""
    if isinstance(before, Money) and isinstance(now, Money) and before.currency == now.currency:
        return _signed(now.minor - before.minor, now.currency)
    if isinstance(before, int) and isinstance(now, int):
        return _signed(now - before)
    return ""


def _signed(by: int, currency: str = "") -> str:
    told = worded(Money(by, currency) if currency else by)
    return "" if not by else f"+{told}" if by > 0 else told
