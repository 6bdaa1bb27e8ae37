from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path

import pytest

from tests.importers.ocds.releases import contract, package, release, told
from vendortrail.importers.ocds import documents
from vendortrail.records.parties import Agreement
from vendortrail.refusal import Refusal

TITLE = "Señal y звонки"


def read(data: bytes) -> list[object]:
    return [it.value for it in documents.documents(data)]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-32-be"])
def test_unicode_is_read_in_all_its_forms(encoding: str) -> None:
    assert read(json.dumps({"a": TITLE}, ensure_ascii=False).encode(encoding)) == [{"a": TITLE}]


def test_what_is_not_unicode_is_iso_8859_1() -> None:
    assert read('{"a": "Señal"}'.encode("iso-8859-1")) == [{"a": "Señal"}]


def test_documents_stand_one_after_another() -> None:
    assert read(b'{"a": 1}{"b": 2}\n[3]\n\x1e{"c": 4}\n') == [{"a": 1}, {"b": 2}, [3], {"c": 4}]


def test_a_document_that_is_broken_does_not_stop_the_rest() -> None:
    first, broken, last = read(b'{"a": 1}\n{"b": }\n{"c": 3}\n')
    assert (first, last) == ({"a": 1}, {"c": 3})
    assert isinstance(broken, Refusal)
    assert str(broken) == "line 2, column 7 is not JSON: Expecting value"


def test_numbers_stay_exact() -> None:
    assert read(b"[0.1, 1e2, 12345678901234567890.01]") == [
        [Decimal("0.1"), Decimal("1e2"), Decimal("12345678901234567890.01")]
    ]


@pytest.mark.parametrize("deep", ["[" * 100_000, '{"a":' * 100_000])
def test_what_is_nested_too_deeply_is_refused(deep: str) -> None:
    (refused,) = read(deep.encode())
    assert isinstance(refused, Refusal)
    assert "nested" in str(refused)


def test_a_number_of_any_length_is_no_trouble() -> None:
    (value,) = read(b'{"a": ' + b"9" * 10_000 + b"}")
    assert isinstance(value, dict)


def test_a_file_that_is_too_large_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(documents, "LARGEST_FILE", 3)
    with pytest.raises(Refusal, match="the file has 4 bytes; at most 3 are read"):
        read(b"[10]")


def test_a_file_of_too_many_values_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """An empty object takes two bytes of a file, and a hundred times as many of the memory."""
    monkeypatch.setattr(documents, "MOST_VALUES", 4)
    assert len(read(b'[{"a": 1, "b": 2}]')) == 1
    with pytest.raises(Refusal, match="the file has more than 4 values; split it"):
        read(b"[{},{}, 3]")


def test_a_release_that_says_a_thing_twice_is_refused_and_the_others_are_taken(
    tmp_path: Path,
) -> None:
    text = json.dumps(package(release(contracts=[contract()]), release(2, ocid="ocds-x-2")))
    twice = text.replace('"ocid": "ocds-x-2"', '"ocid": "ocds-x-2", "ocid": "ocds-x-3"')
    found = told(tmp_path, twice.encode())
    assert found.refused == [("data.json: releases[1]", "“ocid” is there twice in one object")]
    assert len(found.of(Agreement)) == 1


def test_nothing_that_can_be_read_is_a_refusal_of_the_whole(tmp_path: Path) -> None:
    with pytest.raises(Refusal, match=r"data\.json: line 1, column 1 is not JSON"):
        told(tmp_path, b"PK\x03\x04")
    with pytest.raises(Refusal, match="neither a release nor a package"):
        told(tmp_path, {"extensions": []})


def test_half_a_character_is_refused(tmp_path: Path) -> None:
    broken = package(release(contracts=[contract(title="\ud800")]), release(2, ocid="ocds-x-2"))
    found = told(tmp_path, broken)
    assert [place for place, _ in found.refused] == ["data.json: releases[0]"]
