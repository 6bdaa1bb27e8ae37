"""What a detector says, and the records that prove it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING

from msgspec import Struct

from vendortrail.sentences import Sentence

if TYPE_CHECKING:  # the first screen waits for this module
    from vendortrail.records.record import Payload, Record


class Severity(StrEnum):
    """How much a finding matters."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"

    @property
    def rank(self) -> int:
        """0 for the gravest; sorts findings."""
        return list(Severity).index(self)


class Finding(Struct, frozen=True):
    """One thing that is wrong between us and one vendor.

    Attributes:
        code: the stable code of the detector, such as VT101.
        vendor: the vendor's identity; ``agreement`` the agreement's, where there is one.
        key: what the finding is about, stable from day to day: a disposition names it by this.
        subject: the same, for a person to read.
        since: the day from which it holds; ``days`` how long it has lasted or lasted, where that
            means something.
        message: the whole finding in one sentence.
        evidence: the numbers of the records that prove it, in the order to read them.
    """

    code: str
    severity: Severity
    vendor: int
    agreement: int | None
    key: str
    subject: str
    since: date
    days: int | None
    message: Sentence
    evidence: tuple[int, ...]


def in_order(records: Iterable[Record[Payload]]) -> tuple[int, ...]:
    """Return the numbers of records in chronological order, each once, as a finding cites them."""
    told = {record.seq: record for record in records}
    return tuple(record.seq for record in sorted(told.values(), key=lambda r: r.sort_key))
