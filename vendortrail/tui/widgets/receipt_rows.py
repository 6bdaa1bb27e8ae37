"""The receipt of an import as rows of a list: what was read, what of it, and every refusal."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Final

from textual.content import Content

from vendortrail import receipts
from vendortrail.i18n import _, ngettext
from vendortrail.records.capture import Receipt, RefusedItem
from vendortrail.tui.cells import cell, hanging, said, wrapped
from vendortrail.tui.widgets.wrapped_list import Row, WrappedList, fixed

_NAME: Final = 18
_HASH: Final = 12


class ReceiptList(WrappedList):
    """A receipt to be read and scrolled; nothing in it opens."""

    def tell(self, receipt: Receipt | None) -> None:
        """Show a receipt; without one, be out of sight."""
        self.display = receipt is not None
        self.show([] if receipt is None else list(receipt_rows(receipt)))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        return action != "open" and super().check_action(action, parameters)


def receipt_rows(receipt: Receipt) -> Iterator[Row]:
    """Yield the rows of a receipt: what is to be mended comes before what was read."""
    fates = "\n".join(str(fate) for fate in receipts.fates(receipt))
    covers = receipts.covered(receipt)
    yield from _field(_("became of it"), fates)
    yield from _field(_("known time"), str(covers) if covers else _("covers none"))
    yield from _field(_("our addresses"), ", ".join(receipt.people))
    if receipt.refused:
        count = ngettext("{n} refused:", "{n} refused:", receipt.refused).format(n=receipt.refused)
        yield fixed(Content(), Content(" ") + said(count, "bold $medium"))
        yield from (Row(partial(_refusal, item)) for item in receipt.refusals)
        left = receipt.refused - len(receipt.refusals)
        if left:
            unsaid = ngettext("… and {n} more refused", "… and {n} more refused", left)
            yield fixed(Content("   ") + said(unsaid.format(n=left), "$quiet"))
        yield fixed(Content())
    files = "\n".join(f"{it.name} · {it.sha256[:_HASH]}…" for it in receipt.files)
    yield from _field(_("files"), files)


def _field(name: str, value: str) -> Iterator[Row]:
    if value:
        yield Row(partial(_beside, name, value))


def _beside(name: str, value: str, width: int) -> list[Content]:
    head = Content(" ") + cell(name, _NAME, "$quiet") + Content(" ")
    return hanging(head, value, width - 1)


def _refusal(item: RefusedItem, width: int) -> list[Content]:
    """Return the place, and under it why and how to mend it."""
    indent = Content("     ")
    reason = hanging(indent, str(receipts.reason(item)), width - 1)
    place = [Content("   ") + it for it in wrapped(item.place, width - 4, "$quiet")]
    return [*place, *reason]
