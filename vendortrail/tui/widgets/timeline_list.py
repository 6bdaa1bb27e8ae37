"""The timeline: every entry about a vendor, the silences between them, and what is not known."""

from __future__ import annotations

from bisect import bisect_left
from collections import OrderedDict
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from textual.content import Content

from vendortrail.i18n import _, ngettext
from vendortrail.records.values import Side
from vendortrail.timeline import Unknown
from vendortrail.tui import days
from vendortrail.tui.cells import ruled
from vendortrail.tui.entry_line import entry_line
from vendortrail.tui.names import named
from vendortrail.tui.widgets.row_list import RowList

if TYPE_CHECKING:
    from vendortrail.records.record import Payload, Record
    from vendortrail.service import Trail
    from vendortrail.service.entries import Entries, Survey
    from vendortrail.service.reading import Silence

_PAGE = 64
_PAGES_KEPT = 16


class Placed(NamedTuple):
    """A silence, or days of which nothing is known, and how many entries are newer."""

    newer: int
    stretch: Silence | Unknown


class Shown(NamedTuple):
    """An entry as it is drawn: the record, whether it is superseded, and what it names."""

    record: Record[Payload]
    superseded: bool
    names: Mapping[int, str]


class TimelineList(RowList):
    """One entry a line, the newest first; pages of them are fetched as they come into sight."""

    def __init__(self) -> None:
        super().__init__(id="timeline")
        self._told: tuple[Trail, Entries] | None = None
        self._placed: Sequence[Placed] = ()
        self._rows_of_stretches: list[int] = []
        self._pages: OrderedDict[int, Sequence[Shown]] = OrderedDict()

    def show(self, trail: Trail, entries: Entries) -> None:
        """Show these entries, read from the trail of this thread."""
        self._told = trail, entries
        self._pages.clear()
        self.rows_changed()

    def place(self, stretches: Sequence[Placed], survey: Survey | None = None) -> None:
        """Put stretches in their places between the entries; the cursor stays on its entry."""
        if self._told is not None and survey is not None:
            self._told[1].know(survey)
        entry = self.cursor - bisect_left(self._rows_of_stretches, self.cursor)
        self._placed = sorted(stretches, key=_newest_first)
        self._rows_of_stretches = [placed.newer + k for k, placed in enumerate(self._placed)]
        self.rows_changed()
        if self.cursor > 0:
            self.cursor = entry + sum(placed.newer <= entry for placed in self._placed)

    def row_count(self) -> int:
        return 0 if self._told is None else len(self._told[1]) + len(self._placed)

    def draw(self, row: int, width: int) -> Sequence[Content]:
        found = self.at(row)
        if isinstance(found, Placed):
            return [_ruled(found.stretch, width)]
        if found is None:
            return [Content()]
        return [entry_line(found.record, found.names, width, superseded=found.superseded)]

    def at(self, row: int) -> Placed | Shown | None:
        """Return what stands in a row; None where the trail holds less than it did."""
        before = bisect_left(self._rows_of_stretches, row)
        if before < len(self._placed) and self._rows_of_stretches[before] == row:
            return self._placed[before]
        page, offset = divmod(row - before, _PAGE)
        entries = self._page(page)
        return entries[offset] if offset < len(entries) else None

    def _page(self, number: int) -> Sequence[Shown]:
        if number in self._pages:
            self._pages.move_to_end(number)
            return self._pages[number]
        if self._told is None:
            return ()
        trail, entries = self._told
        records = entries.page(number * _PAGE, _PAGE)
        superseded = entries.superseded(records)
        names = named(trail, records)
        page = [Shown(record, record.seq in superseded, names) for record in records]
        self._pages[number] = page
        if len(self._pages) > _PAGES_KEPT:
            self._pages.popitem(last=False)
        return page


def _newest_first(placed: Placed) -> tuple[int, int]:
    stretch = placed.stretch
    begins = stretch.first if isinstance(stretch, Unknown) else stretch.start
    return placed.newer, -begins.toordinal()


def _ruled(stretch: Silence | Unknown, width: int) -> Content:
    if isinstance(stretch, Unknown):
        return ruled(unknown_sentence(stretch), width, "$quiet")
    return ruled(silence_sentence(stretch), width, "$silent")


def unknown_sentence(unknown: Unknown) -> str:
    """Return in a line of which days nothing is known."""
    return _("not known · {first} – {last} · no source covers these days").format(
        first=days.day(unknown.first), last=days.day(unknown.last)
    )


def silence_sentence(silence: Silence) -> str:
    """Return a silence in a line: how long, from when to when, and who owed the word."""
    lasted = ngettext("{count} day of silence", "{count} days of silence", silence.days)
    until = days.day(silence.end) if silence.end else _("today")
    parts = [lasted.format(count=silence.days), f"{days.day(silence.start)} – {until}"]
    if silence.owed_by is not None:
        parts.append(
            _("the vendor owed a word") if silence.owed_by is Side.VENDOR else _("we owed a word")
        )
    return " · ".join(parts)
