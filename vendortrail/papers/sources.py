"""What the record was made from besides what was typed, and of which days that knows."""

from __future__ import annotations

from collections.abc import Iterator

from vendortrail import formats, receipts
from vendortrail.coverage import BY_HAND
from vendortrail.document import Block, Column, Heading, Table, plain
from vendortrail.i18n import _
from vendortrail.papers.view import View
from vendortrail.records.capture import Receipt


def sources(view: View) -> Iterator[Block]:
    """Yield every import, what became of its items, and what it covers."""
    found = view.history.of(Receipt)
    if not found:
        return
    yield Heading(2, plain(_("Sources")))
    titles = ("#", _("Imported"), _("Source"), _("What it holds"))
    rows = (
        (
            f"#{receipt.seq}",
            formats.day(receipt.day),
            _("a person's word") if receipt.payload.importer == BY_HAND else receipt.source,
            str(receipts.said(receipt.payload)),
        )
        for receipt in found
    )
    yield Table(
        tuple(Column(plain(title)) for title in titles),
        tuple(tuple(map(plain, row)) for row in rows),
    )
