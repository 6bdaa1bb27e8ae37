"""Releases for the tests, as publishers would write them, and what is recorded of them."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from vendortrail.importers.item import Foreign, Found, Identify, Item, Refused
from vendortrail.importers.ocds import keys
from vendortrail.importers.ocds.source import OcdsSource
from vendortrail.importers.ocds.whose import Held
from vendortrail.records.housekeeping import Correction
from vendortrail.records.parties import Agreement, Vendor
from vendortrail.records.record import Draft, Payload, references

Json = dict[str, Any]

_COUNTED = re.compile(r"^(ocds:[^/]+/)contract(?:-\d+)?(?=/)")

CASES = Path(__file__).parents[4] / "shared" / "cases" / "ocds"
SUPPLIER = {"id": "GB-COH-1", "name": "Ringer Ltd"}
PARTY = {
    **SUPPLIER,
    "identifier": {"scheme": "GB-COH", "id": "1", "legalName": "Ringer Limited"},
    "contactPoint": {"name": "Rob Ringer", "email": "rob@ringer.example", "telephone": "1"},
    "roles": ["supplier"],
}
OTHER = {
    "id": "GB-COH-2",
    "name": "Bell Ltd",
    "identifier": {"scheme": "GB-COH", "id": "2"},
    "roles": ["supplier"],
}
BUYER = {
    "id": "us",
    "name": "Northline",
    "roles": ["buyer"],
    "contactPoint": {"name": "Irina", "email": "irina@northline.example"},
}


def release(number: int = 1, day: str = "2026-01-10", ocid: str = "ocds-x-1", **said: Any) -> Json:
    """Return a release of 1.1 with an award to the supplier, and what is said more."""
    return {
        "ocid": ocid,
        "id": f"r{number}",
        "date": f"{day}T00:00:00Z",
        "tag": ["contract"],
        "initiationType": "tender",
        "parties": [PARTY, BUYER],
        "buyer": {"id": "us", "name": "Northline"},
        "awards": [{"id": "a", "suppliers": [SUPPLIER]}],
        **said,
    }


def contract(**said: Any) -> Json:
    """Return a contract of 300,000 roubles for a year, and what is said more."""
    return {
        "id": "K-2026/1",
        "awardID": "a",
        "title": "Calls",
        "dateSigned": "2026-01-05T00:00:00+03:00",
        "period": {"startDate": "2026-01-05T00:00:00Z", "endDate": "2026-12-31T23:59:59Z"},
        "value": {"amount": 300000, "currency": "RUB"},
        **said,
    }


def package(*releases: Json) -> Json:
    return {
        "uri": "https://data.example/1",
        "version": "1.1",
        "publishedDate": "2026-02-01T00:00:00Z",
        "publisher": {"name": "Northline"},
        "releases": list(releases),
    }


def written(folder: Path, value: object, name: str = "data.json") -> Path:
    """Write bytes as they are, anything else as JSON."""
    path = folder / name
    path.write_bytes(value if isinstance(value, bytes) else json.dumps(value).encode())
    return path


class Told:
    """What a source told: its items, and the drafts they make, named by their keys."""

    def __init__(self, items: Iterable[Item]) -> None:
        self.items = tuple(items)
        numbers: dict[str, int] = {}
        self.drafts: dict[str, Draft[Payload]] = {}
        self.places: dict[str, str] = {}
        for found in self.found():
            self.drafts[found.origin.key] = found.made(_known(numbers))
            self.places[found.origin.key] = found.place
            numbers.setdefault(found.origin.key, len(numbers) + 1)
        self.keys = {number: key for key, number in numbers.items()}

    def found(self) -> Iterator[Found]:
        return (item for item in self.items if isinstance(item, Found))

    @property
    def refused(self) -> list[tuple[str, str]]:
        return [(it.place, str(it.reason)) for it in self.items if isinstance(it, Refused)]

    def of(self, kind: type[Payload]) -> list[Any]:
        return [draft.payload for draft in self.drafts.values() if isinstance(draft.payload, kind)]

    def occurred(self, kind: type[Payload]) -> list[str]:
        return [draft.occurred for draft in self.drafts.values() if isinstance(draft.payload, kind)]


def _known(numbers: dict[str, int]) -> Identify:
    return lambda key: numbers[key]


def told(folder: Path, value: object, **how: Any) -> Told:
    """Return what is told of a JSON value in a file."""
    return Told(OcdsSource([written(folder, value)], **how).items())


class Store:
    """What a trail keeps of imports, by key: as much of the service as the importer relies on."""

    def __init__(self) -> None:
        self._drafts: dict[str, tuple[int, Draft[Payload], tuple[bytes, ...]]] = {}
        self._numbers: dict[str, int] = {}
        self._waiting: tuple[bytes, ...] = ()

    def take_in(self, *paths: Path) -> None:
        source = OcdsSource(
            paths,
            on_record=self._on_record,
            agreements=self._agreements,
            kept=self._kept,
            waiting=self._waiting,
        )
        items = tuple(source.items())
        self._waiting = tuple(it.waiting for it in items if isinstance(it, Foreign) and it.waiting)
        for found in items:
            if not isinstance(found, Found):
                continue
            own, edition = found.origin.key, found.origin.edition
            if own in self._drafts and self._drafts[own][0] >= edition:
                continue
            draft = found.made(_known(self._numbers))
            self._drafts[own] = edition, draft, found.originals
            self._numbers.setdefault(own, len(self._numbers) + 1)

    def _kept(self, ocid: str) -> Iterator[bytes]:
        start = keys.key(ocid, "contract")
        for own, (_edition, draft, originals) in self._drafts.items():
            if own.startswith(start) and isinstance(draft.payload, Agreement):
                yield from originals

    def _agreements(self, ocid: str, contract: str) -> list[Held]:
        called = {number: own for own, number in self._numbers.items()}
        held = []
        for own, (_edition, draft, _originals) in self._drafts.items():
            path = keys.path(own)
            if path[0] == keys.short(ocid) and path[2:] == (keys.short(contract),):
                vendor = called[draft.vendor or 0]
                whose = self._drafts[vendor][1].payload
                assert isinstance(whose, Vendor)
                held.append(Held(own, draft.vendor or 0, whose, vendor))
        return held

    def _on_record(self, start: str) -> list[str]:
        return [own for own in reversed(self._speaking()) if own.startswith(start)]

    def _speaking(self) -> list[str]:
        return [
            own
            for own, (_edition, draft, _originals) in self._drafts.items()
            if not isinstance(draft.payload, Correction)
        ]

    def said(self) -> dict[str, object]:
        """Return what is on record, without the numbers that its records happen to have.

        Nor that of an agreement among those that one contract came to.
        """
        called = {number: own for own, number in self._numbers.items()}
        plain = {
            own: _COUNTED.sub(rf"\1contract of {called.get(self._drafts[own][1].vendor or 0)}", own)
            for own in self._drafts
        }
        named = {number: plain[own] for number, own in called.items() if own in plain}
        return {
            plain[own]: (
                draft.occurred,
                _named(draft.payload, named),
                called.get(draft.vendor or 0),
            )
            for own in self._speaking()
            for _edition, draft, _originals in [self._drafts[own]]
        }


def _named(payload: Payload, called: dict[int, str]) -> Json:
    fields = {name: getattr(payload, name) for name in payload.__struct_fields__}
    return fields | {field: called[number] for field, number, _kind in references(payload)}
