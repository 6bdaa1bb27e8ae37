"""Receipts of tables that are not taken in item by item."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import cast

from vendortrail import receipts
from vendortrail.cleaning import one_line
from vendortrail.importers.results import BadRow
from vendortrail.records.capture import MOST_REFUSALS, Receipt, SourceFile
from vendortrail.records.record import Draft, Payload, Record
from vendortrail.sentences import say
from vendortrail.service.taking import Taken


def table_receipt(
    path: Path,
    data: bytes,
    *,
    vendor: int | None,
    today: date,
    recorded: int,
    known: int = 0,
    refused: Sequence[BadRow],
) -> Draft[Receipt]:
    """Return the receipt of a table: what became of its rows, and why some were not taken.

    Args:
        path: the table's file; only its name is kept.
        data: its bytes.
        vendor: the identity of the vendor that it is about.
        today: the day (local) on which it was read.
        recorded: how many rows or quantities were recorded.
        known: how many were on record already.
        refused: those that were not taken.
    """
    name = one_line(path.name)
    receipt = Receipt(
        importer="table",
        files=(SourceFile(name, sha256(data).hexdigest(), len(data)),),
        read=recorded + known + len(refused),
        recorded=recorded,
        known=known,
        refused=len(refused),
        refusals=tuple(
            receipts.refused(str(say("line {line}", line=str(bad.line))), bad.reason)
            for bad in refused[:MOST_REFUSALS]
        ),
    )
    return Draft(
        payload=receipt, occurred=today.isoformat(), vendor=vendor, source=f"table: {name}"
    )


def taken(receipt: Record[Payload], *, dry_run: bool) -> Taken:
    """Return what an import came to whose last record is the receipt; a trial has no record."""
    record = cast("Record[Receipt]", receipt)
    return Taken(record.payload, None if dry_run else record)
