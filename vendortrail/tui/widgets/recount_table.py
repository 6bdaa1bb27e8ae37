"""The figures of an agreement: a line a figure, a column a definition."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import ClassVar, Final, NamedTuple

from textual.content import Content
from textual.message import Message
from textual.reactive import reactive

from vendortrail import formats
from vendortrail.i18n import N_, _
from vendortrail.labels import label
from vendortrail.records.values import Money
from vendortrail.recounting import Figures, Recount
from vendortrail.results import Verdict
from vendortrail.sentences import worded
from vendortrail.terms import TermChange
from vendortrail.tui import signs
from vendortrail.tui.cells import GAP, cell, row, said
from vendortrail.tui.commands import hidden
from vendortrail.tui.widgets.row_list import RowList

_NAME = 30
_COLUMN = 21

#: What the classes of rows are called.
VERDICTS: Final = {
    Verdict.COUNTS: N_("counts"),
    Verdict.DOES_NOT: N_("does not"),
    Verdict.CANNOT_TELL: N_("cannot tell"),
}

Value = Callable[[Figures], int | Money | None]


class Figure(NamedTuple):
    """A figure of a recount: what it is called, where it stands, and what it is made of.

    ``behind`` is the class of the rows behind it; None: the payments.
    """

    name: str
    value: Value
    behind: Verdict | None


_ROWS: Mapping[Verdict, Value] = {
    Verdict.COUNTS: lambda it: it.count.counts,
    Verdict.DOES_NOT: lambda it: it.count.does_not,
    Verdict.CANNOT_TELL: lambda it: it.count.cannot_tell,
}
# What they are worth comes from the rows that count, but for what was paid.
_AMOUNTS = (
    Figure(N_("amount"), lambda it: it.amount, Verdict.COUNTS),
    Figure(N_("at the price asked"), lambda it: it.asked, Verdict.COUNTS),
    Figure(N_("paid"), lambda it: it.paid, None),
    Figure(N_("overpaid"), lambda it: it.overpaid, Verdict.COUNTS),
)


def figures(found: Sequence[Figures]) -> Iterator[Figure]:
    """Yield every figure of definitions over the same rows, but none that there is not."""
    for verdict, value in _ROWS.items():
        yield Figure(_(VERDICTS[verdict]), value, verdict)
    if promised := found[0].promised:
        short = _("short of {count} promised").format(count=formats.number(promised))
        yield Figure(short, lambda it: it.short_of_promised, Verdict.COUNTS)
    if claimed := found[0].claimed:
        short = _("short of {count} claimed").format(count=formats.number(claimed))
        yield Figure(short, lambda it: it.short_of_claimed, Verdict.COUNTS)
    for amount in _AMOUNTS:
        if any(amount.value(one) is not None for one in found):
            yield amount._replace(name=_(amount.name))


class Line(NamedTuple):
    """One line: a figure under each definition, or the heading of a segment, which has none.

    ``part`` is the place of the segment among the segments; None: all of them.
    """

    name: str
    part: int | None = None
    figure: Figure | None = None
    cells: tuple[int | Money | None, ...] = ()


class RecountTable(RowList):
    """Every definition side by side; one figure is under the cursor."""

    BINDINGS: ClassVar = [
        hidden("across(-1)", "left", N_("the definition before")),
        hidden("across(1)", "right", N_("the next definition")),
    ]

    column: reactive[int] = reactive(0)

    class ColumnMoved(Message):
        """Another definition is under the cursor, or the columns are others."""

    def __init__(self) -> None:
        super().__init__(id="recount")
        self._recounts: Sequence[Recount] = ()
        self._lines: list[Line] = []

    def tell(self, recounts: Sequence[Recount]) -> None:
        """Show these recounts; where there are others than before, with the cursor on the last."""
        if len(recounts) != len(self._recounts):
            self.column = max(0, len(recounts) - 1)
        self._recounts = recounts
        self._lines = list(_lines(recounts)) if recounts else []
        self.cursor = self.cursor or 1
        self.rows_changed()

    def rows_changed(self) -> None:
        super().rows_changed()
        self.post_message(self.ColumnMoved())

    def watch_column(self) -> None:
        self.refresh()
        self.post_message(self.ColumnMoved())

    def row_count(self) -> int:
        return len(self._lines)

    def line(self, row: int) -> Line:
        """Return a line by its place."""
        return self._lines[row]

    def heads(self) -> Content:
        """Return two lines over the columns: the definition and whose it is; how it stands."""
        upper, lower = [Content(" " * _NAME)], [Content(" " * _NAME)]
        for place in self._shown():
            style = "bold $primary" if place == self.column else "$quiet"
            named, standing = _head(self._recounts[place].change)
            upper.append(cell(named, _COLUMN, style, right=True))
            lower.append(cell(standing, _COLUMN, style, right=True))
        return Content("\n").join([row(upper), row(lower)])

    def draw(self, row_: int, width: int) -> Sequence[Content]:
        line = self._lines[row_]
        if not line.cells:
            return [row([said(line.name, "bold")]).truncate(width, ellipsis=True)]
        drawn = [cell(line.name, _NAME - 2, "$quiet").pad_left(2)]
        for place in self._shown():
            figure = line.cells[place]
            text = "–" if figure is None else worded(figure)
            under_cursor = place == self.column and row_ == self.cursor
            drawn.append(cell(text, _COLUMN, "reverse" if under_cursor else "", right=True))
        return [row(drawn)]

    def action_across(self, by: int) -> None:
        """Go to the definition beside this one."""
        if self._recounts:
            self.column = (self.column + by) % len(self._recounts)

    def _shown(self) -> range:
        """Return the places of the columns that there is room for, the one under the cursor too."""
        room = max(1, (self.row_width - 1 - _NAME) // (_COLUMN + len(GAP)))
        first = max(0, min(self.column - room // 2, len(self._recounts) - room))
        return range(first, min(len(self._recounts), first + room))


def _head(change: TermChange | None) -> tuple[str, str]:
    """Return what a definition is called and how it stands; None: nobody has proposed it."""
    if change is None:
        return _("what if"), _("not proposed")
    proposal = change.proposal
    return f"#{proposal.identity} {signs.side(proposal.payload.by)}", label(change.standing)


def _lines(recounts: Sequence[Recount]) -> Iterator[Line]:
    for place, part in enumerate(recounts[0].segments):
        yield Line(part.segment.payload.name)
        yield from _part([one.segments[place].figures for one in recounts], place)
    yield Line(_("In all"))
    yield from _part([one.whole for one in recounts], None)


def _part(found: Sequence[Figures], part: int | None) -> Iterator[Line]:
    for figure in figures(found):
        yield Line(figure.name, part, figure, tuple(map(figure.value, found)))
