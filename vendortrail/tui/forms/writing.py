"""From what was meant in a form to the ledger."""

from __future__ import annotations

from collections.abc import Mapping as Values
from typing import TYPE_CHECKING, Any, cast

from msgspec import Struct

from vendortrail.i18n import _, ngettext
from vendortrail.records.parties import Departure
from vendortrail.records.promised import Delivery, Mapping
from vendortrail.records.record import Draft, Payload, Record
from vendortrail.tui import words
from vendortrail.tui.forms.blank import Blank
from vendortrail.tui.forms.field import (
    AGREEMENT,
    EVIDENCE,
    OCCURRED,
    PRIVATE,
    REASON,
    TABLE_FILE,
    TAKEN_BACK,
    VENDOR,
)

if TYPE_CHECKING:
    from vendortrail.importers.results import BadRow
    from vendortrail.service import Trail

_BAD_ROWS_TOLD = 3


class Written(Struct, frozen=True):
    """What was written down; of a table, how many rows were taken and which were not."""

    record: Record[Payload]
    rows: int = 0
    refused: tuple[BadRow, ...] = ()

    def told(self) -> str:
        """Return what a person is told about it."""
        kind = words.kind(self.record.kind)
        lines = [_("#{seq} recorded: {kind}").format(seq=self.record.seq, kind=kind)]
        if self.rows:
            taken = ngettext("{count} row taken", "{count} rows taken", self.rows)
            lines.append(taken.format(count=self.rows))
        if self.refused:
            count = len(self.refused)
            left = ngettext("{count} row not taken:", "{count} rows not taken:", count)
            lines.append(left.format(count=count))
            lines += [
                _("line {line}: {reason}").format(line=row.line, reason=row.reason)
                for row in self.refused[:_BAD_ROWS_TOLD]
            ]
        return "\n".join(lines)


def write(
    trail: Trail, blank: Blank, payload: Payload, values: Values[str, Any], mapping: Mapping | None
) -> Written:
    """Write down what a form holds.

    Args:
        trail: the thread's own.
        blank: the form.
        payload: what it says.
        values: what was meant in its fields.
        mapping: how its table is to be read, where it has one.

    Raises:
        Refusal: it cannot be recorded as it stands; nothing was.
        StorageFailure: the storage failed; nothing is half-written.
    """
    if blank.corrects is not None:
        return Written(_correct(trail, blank.corrects, payload, values))
    vendor = values.get(VENDOR)
    if vendor is None and isinstance(payload, Departure):
        vendor = trail.get(payload.contact).vendor
    draft = Draft(
        payload=payload,
        occurred=values[OCCURRED],
        vendor=vendor,
        agreement=values.get(AGREEMENT),
        private=values[PRIVATE],
        evidence=tuple(trail.keep_evidence(path) for path in values[EVIDENCE]),
    )
    if mapping is None:
        return Written(trail.record(draft))
    delivery = cast("Draft[Delivery]", draft)
    receipt = trail.deliver(delivery, values[TABLE_FILE], mapping)
    return Written(receipt.record, receipt.rows, receipt.refused)


def _correct(
    trail: Trail, was: Record[Payload], payload: Payload, values: Values[str, Any]
) -> Record[Payload]:
    if values[TAKEN_BACK]:
        return trail.take_back(was.seq, reason=values[REASON])
    return trail.correct(
        was.seq,
        reason=values[REASON],
        payload=payload,
        occurred=values[OCCURRED],
        private=values[PRIVATE],
    )
