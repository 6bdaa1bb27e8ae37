"""The shapes in which releases are published, told apart.

Release packages, record packages, single records and releases, and arrays of any of these (OCDS 1.0
and 1.1). Of a record its releases are read; where it has none, or only links to them, the release
that was compiled from them, or the versioned one taken apart. Nothing is fetched from the network.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from enum import StrEnum
from typing import cast

from msgspec import Struct

from vendortrail.importers.ocds.versions import is_versioned, taken_apart

Json = Mapping[str, object]


class Kind(StrEnum):
    """What a part of a document is."""

    RELEASE = "release"
    LINK = "link"
    UNKNOWN = "unknown"


class Part(Struct, frozen=True):
    """A part of a document: where it stands (“records[2].releases[0]”), what it is, its content."""

    place: str
    kind: Kind
    body: Json


def parts(value: object, place: str = "") -> Iterator[Part]:
    """Yield the releases in a JSON value, and what there is in their place."""
    if isinstance(value, list):
        for number, entry in enumerate(value):
            yield from parts(entry, f"{place}[{number}]")
    elif not isinstance(value, dict):
        yield Part(place, Kind.UNKNOWN, {})
    elif "records" in value:
        yield from _listed(value, "records", place)
    elif "compiledRelease" in value or "versionedRelease" in value:
        yield from _record(value, place)
    elif "releases" in value:
        yield from _listed(value, "releases", place)
    elif is_versioned(value):
        yield from _versioned(value, place)
    elif "ocid" in value:
        yield Part(place, Kind.RELEASE, value)
    elif "url" in value and "tag" in value:
        yield Part(place, Kind.LINK, value)
    else:
        yield Part(place, Kind.UNKNOWN, value)


def _listed(package: Json, name: str, place: str) -> Iterator[Part]:
    listed = package[name]
    below = within(place, name)
    if isinstance(listed, list):
        yield from parts(listed, below)
    else:
        yield Part(below, Kind.UNKNOWN, {})


def _record(record: Json, place: str) -> Iterator[Part]:
    """Yield a record's releases; what was made of them is left, unless they are not there."""
    found = list(_listed(record, "releases", place)) if "releases" in record else []
    yield from found
    if any(part.kind is Kind.RELEASE for part in found):
        return
    compiled = record.get("compiledRelease")
    if isinstance(compiled, dict):
        yield from parts(compiled, within(place, "compiledRelease"))
        return
    versioned = record.get("versionedRelease")
    if isinstance(versioned, dict):
        yield from _versioned(versioned, within(place, "versionedRelease"))


def _versioned(versioned: Json, place: str) -> Iterator[Part]:
    for release in taken_apart(cast("dict[str, object]", versioned)):
        yield Part(place, Kind.RELEASE, release)


def within(place: str, name: str) -> str:
    """Return the place of what an object at a place has under a name."""
    if place.endswith(":"):
        return f"{place} {name}"
    return f"{place}.{name}" if place else name
