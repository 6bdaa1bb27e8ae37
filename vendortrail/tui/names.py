"""What the things are called that records name by number."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from vendortrail.records.record import Payload, Record, references

if TYPE_CHECKING:
    from vendortrail.service import Trail


def named(trail: Trail, records: Iterable[Record[Payload]]) -> Mapping[int, str]:
    """Return the titles of everything that these records name, by identity."""
    from vendortrail.service.naming import title  # not before the first record is shown

    identities = {
        identity for record in records for _field, identity, _kind in references(record.payload)
    }
    return {identity: title(trail.get(identity)) for identity in identities}
