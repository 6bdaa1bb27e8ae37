"""What the things are called that records name by number."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from vendortrail.records.housekeeping import Disposition
from vendortrail.records.record import Payload, Record, references

if TYPE_CHECKING:
    from vendortrail.service import Trail


def named(trail: Trail, records: Iterable[Record[Payload]]) -> Mapping[int, str]:
    """Return the titles of everything that these records name, by identity."""
    from vendortrail.service.naming import title  # not before the first record is shown

    identities = {identity for record in records for identity in _named(trail, record.payload)}
    return {identity: title(trail.get(identity)) for identity in identities}


def _named(trail: Trail, payload: Payload) -> Iterator[int]:
    yield from (identity for _field, identity, _kind in references(payload))
    # A subject may have been typed by hand: then it need not be anything.
    if isinstance(payload, Disposition) and payload.about and trail.versions(payload.about):
        yield payload.about
