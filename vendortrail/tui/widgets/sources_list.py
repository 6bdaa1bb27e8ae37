"""What a vendor's history was taken from, and of which days that knows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, ClassVar, Final

from textual.content import Content

from vendortrail import receipts
from vendortrail.coverage import ALWAYS, BY_HAND, Span
from vendortrail.i18n import N_, _
from vendortrail.records.capture import Receipt
from vendortrail.records.record import Record
from vendortrail.sentences import listed
from vendortrail.tui import days
from vendortrail.tui.cells import cell, hanging, row, said, wrapped
from vendortrail.tui.commands import IMPORT, shown
from vendortrail.tui.widgets.coverage_bar import IN_PART, KNOWN, NOT_KNOWN, coverage_bar
from vendortrail.tui.widgets.wrapped_list import Row, WrappedList

if TYPE_CHECKING:
    from vendortrail.service.reading import Digest

_LABEL: Final = 14
_WIDEST_TEXT: Final = 100


class SourcesList(WrappedList):
    """The covered time, then every import, the newest first."""

    BINDINGS: ClassVar = [shown(IMPORT.action, "i", N_("Import"), IMPORT.tooltip)]

    def tell(self, digest: Digest) -> None:
        """Show the sources of a vendor, and what they cover."""
        found = digest.review.history.of(Receipt)
        about = Row(partial(_covered, digest, bool(found)))
        self.show([about, *(Row(partial(_drawn, it), it) for it in reversed(found))])

    def action_import_files(self) -> None:
        """Take in what there is already; the screen knows of which vendor."""
        self.call_later(self.screen.run_action, IMPORT.action)


def _covered(digest: Digest, imported: bool, width: int) -> list[Content]:
    """Return of which time something is known, as a bar and in words."""
    return [Content(), *(Content(" ") + it for it in _told(digest, imported, width - 2)), Content()]


def _told(digest: Digest, imported: bool, width: int) -> Iterator[Content]:
    covered, today = digest.covered, digest.review.today
    if covered == ALWAYS:
        why = (
            _("No import says of which days it knows every word.")
            if imported
            else _("Nothing was imported.")
        )
        by_hand = _("The trail is kept by hand, and therefore known throughout.")
        yield from wrapped(f"{why} {by_hand}", min(width, _WIDEST_TEXT))
    elif not covered:
        unheard = _(
            "What was said is not known: an import brought this vendor, and nobody has written "
            "down a word with it yet."
        )
        yield from wrapped(unheard, min(width, _WIDEST_TEXT))
    else:
        unknown = [Span(it.first, it.last) for it in digest.unknown]
        first = min(it.first for it in (*covered, *unknown))
        if first <= today:
            yield from coverage_bar(covered, first, today, width)
            signs = ((KNOWN, _("known")), (IN_PART, _("in part")), (NOT_KNOWN, _("not known")))
            yield said("  ".join(f"{sign} {word}" for sign, word in signs), "$quiet")
            yield Content()
        yield from _spans(_("Known"), covered, today, width)
        yield from _spans(_("Not known"), unknown, today, width)


def _spans(name: str, spans: Sequence[Span], today: date, width: int) -> Iterator[Content]:
    if spans:
        text = " · ".join(f"{days.day(it.first)} – {_last(it.last, today)}" for it in spans)
        yield from hanging(cell(name, _LABEL, "$quiet"), text, width)


def _last(day: date, today: date) -> str:
    return _("today") if day >= today else days.day(day)


def _drawn(receipt: Record[Receipt], width: int) -> list[Content]:
    told = receipt.payload
    by_hand = told.importer == BY_HAND
    name = _("a person's word") if by_hand else receipt.source
    head = row(
        [
            cell(days.day(receipt.day), days.WIDTH, "$quiet"),
            said(name, "bold"),
            said(f"#{receipt.seq}", "$quiet"),
        ]
    )
    indent = Content(" " * (1 + days.WIDTH + 2))
    lines = [head.truncate(width - 1, ellipsis=True)]
    fates = tuple(receipts.fates(told))
    if fates:
        lines += hanging(indent, str(listed(fates)), width - 1, "$quiet")
    period = receipts.covered(told)
    covers = str(period) if period else _("says nothing of the days that it covers")
    lines += hanging(indent, covers, width - 1, "$quiet")
    if told.refused:
        lines += hanging(indent, _("Enter shows what was refused, and why"), width - 1, "$medium")
    return [*lines, Content()]
