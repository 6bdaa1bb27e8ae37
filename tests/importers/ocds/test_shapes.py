from __future__ import annotations

from pathlib import Path
from typing import Any

import ocdsmerge
import pytest

from tests.importers.ocds.releases import Told, contract, package, release, told, written
from vendortrail.importers.ocds.shapes import Kind, parts
from vendortrail.importers.ocds.source import OcdsSource
from vendortrail.records.parties import Agreement

FIRST = release(1, contracts=[contract(title="Calls")])
SECOND = release(2, "2026-02-10", contracts=[contract(title="Calls and letters")])
COMPILED = {**SECOND, "tag": ["compiled"]}
# As much of the standard's schema as the merger needs.
OMITTED = {name: {"omitWhenMerged": True, "type": "string"} for name in ("id", "date", "tag")}
VERSIONED = ocdsmerge.Merger({"properties": OMITTED}).create_versioned_release([FIRST, SECOND])
LINK = {"url": "https://data.example/r1.json", "date": FIRST["date"], "tag": ["contract"]}


def record(**said: Any) -> dict[str, Any]:
    return {"version": "1.1", "records": [{"ocid": "ocds-x-1", **said}]}


@pytest.mark.parametrize(
    "document",
    [
        package(FIRST, SECOND),
        [FIRST, SECOND],
        [package(FIRST), package(SECOND)],
        record(releases=[FIRST, SECOND], compiledRelease=COMPILED, versionedRelease=VERSIONED),
        record(compiledRelease=COMPILED),
        record(releases=[LINK, LINK], compiledRelease=COMPILED),
        record(versionedRelease=VERSIONED),
        record(releases=[FIRST, SECOND])["records"][0],
        VERSIONED,
        SECOND,
    ],
)
def test_every_shape_tells_of_the_contract(tmp_path: Path, document: object) -> None:
    found = told(tmp_path, document)
    (agreement,) = found.of(Agreement)
    assert (agreement.title, agreement.number) == ("Calls and letters", "K-2026/1")
    assert agreement.ends == "2026-12-31"
    assert not found.refused


def test_a_versioned_release_is_taken_apart_into_its_releases() -> None:
    first, second = (dict(part.body) for part in parts(VERSIONED))
    assert (first["id"], first["date"], second["id"]) == ("r1", FIRST["date"], "r2")
    assert first["contracts"] == [contract(title="Calls")]
    assert second["contracts"] == [{"id": "K-2026/1", "title": "Calls and letters"}]


def test_parts_say_where_they_stand() -> None:
    document = [record(releases=[FIRST, LINK]), "no object", {"releases": 7}]
    assert [(part.place, part.kind) for part in parts(document, "x.json:")] == [
        ("x.json:[0].records[0].releases[0]", Kind.RELEASE),
        ("x.json:[0].records[0].releases[1]", Kind.LINK),
        ("x.json:[1]", Kind.UNKNOWN),
        ("x.json:[2].releases", Kind.UNKNOWN),
    ]


def test_links_are_counted_and_left(tmp_path: Path) -> None:
    found = told(tmp_path, record(releases=[LINK]))
    assert len(found.items) == 1
    assert not found.refused


def test_a_package_of_nothing_is_no_trouble(tmp_path: Path) -> None:
    assert told(tmp_path, package()).items == ()


def test_folders_are_read_with_all_that_is_in_them(tmp_path: Path) -> None:
    (tmp_path / "deep").mkdir()
    (tmp_path / "deep" / "notes.txt").write_text("not this")
    written(tmp_path, FIRST, "a.json")
    written(tmp_path / "deep", SECOND, "b.jsonl")
    source = OcdsSource([tmp_path])
    (agreement,) = Told(source.items()).of(Agreement)
    assert agreement.title == "Calls and letters"
    assert [file.name for file in source.files()] == ["a.json", "b.jsonl"]
    assert source.label == "ocds: a.json, b.jsonl"
