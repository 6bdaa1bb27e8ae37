"""What a form is to ask for: the seam between screens and forms.

A form is pushed with an ``Asked``, records what was typed, and is dismissed with the record, or
with None when the person left.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from vendortrail.findings import Finding
    from vendortrail.records.record import Payload, Record

#: What can be asked for that is no kind of record, but a table of many.
USAGE_TABLE: Final = "usage table"
#: Likewise: whatever there is in files already.
IMPORT: Final = "import"


class Asked(NamedTuple):
    """What is to be written down.

    Attributes:
        kind: the kind of record, as it stands in the ledger, or `USAGE_TABLE`, or `IMPORT`.
        vendor: the identity of the vendor that was in sight, if one was.
        corrects: the record whose place the new one is to take.
        finding: the finding that a disposition is about.
        agreement: the identity of the agreement that is meant, if it is known.
        said: what is already known of the record, by the names of its fields.
    """

    kind: str
    vendor: int | None = None
    corrects: Record[Payload] | None = None
    finding: Finding | None = None
    agreement: int | None = None
    said: Mapping[str, object] = MappingProxyType({})
