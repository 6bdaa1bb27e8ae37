"""A file is there whole, for its person alone, or as it was."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from vendortrail.files import beside, chunks, free, put, storage_faults, write
from vendortrail.refusal import FieldRefusal, Refusal, StorageFailure


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_a_file_is_written_and_replaced_for_its_person_alone(tmp_path: Path) -> None:
    target = tmp_path / "new" / "paper.md"
    for data in (b"first", b"second"):
        write(target, data)
        assert target.read_bytes() == data
        assert target.stat().st_mode & 0o777 == 0o600
    assert names(target.parent) == ["paper.md"]


def test_a_file_that_cannot_be_written_stays_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "paper.md"
    write(target, b"first")

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("vendortrail.files.os.fsync", full)
    with pytest.raises(StorageFailure, match=r"paper\.md cannot be used: no space") as failed:
        write(target, b"second")
    assert str(failed.value).endswith("; nothing was changed")
    assert target.read_bytes() == b"first"
    assert names(tmp_path) == ["paper.md"]


def test_a_folder_in_the_way_is_a_storage_failure(tmp_path: Path) -> None:
    (tmp_path / "paper.md").mkdir()
    with pytest.raises(StorageFailure, match="cannot be used"):
        write(tmp_path / "paper.md", b"x")
    assert names(tmp_path) == ["paper.md"]


def test_a_draft_is_hidden_private_and_gone_afterwards(tmp_path: Path) -> None:
    with beside(tmp_path / "paper.md") as draft:
        assert draft.parent == tmp_path
        assert draft.name.startswith(".paper.md.")
        assert draft.stat().st_mode & 0o777 == 0o600
        Path(f"{draft}-journal").touch()
    assert names(tmp_path) == []


def test_a_draft_that_was_put_in_place_stays(tmp_path: Path) -> None:
    with beside(tmp_path / "paper.md") as draft:
        draft.write_bytes(b"x")
        put(draft, tmp_path / "paper.md")
    assert names(tmp_path) == ["paper.md"]


@pytest.mark.parametrize("fault", [sqlite3.OperationalError("disk I/O error"), OSError("gone")])
def test_what_the_storage_raises_names_the_file(fault: Exception, tmp_path: Path) -> None:
    with pytest.raises(StorageFailure, match=f"trail.db cannot be used: {fault}; nothing"):
        _raise_within(tmp_path / "trail.db", fault)


def test_a_refusal_stays_what_it_is(tmp_path: Path) -> None:
    refusal = FieldRefusal("name", "this may not be empty")
    with pytest.raises(FieldRefusal) as refused:
        _raise_within(tmp_path / "trail.db", refusal)
    assert refused.value is refusal


def _raise_within(path: Path, fault: Exception) -> None:
    with storage_faults(path):
        raise fault


def test_a_file_of_others_is_read_in_parts(tmp_path: Path) -> None:
    source = tmp_path / "letter"
    source.write_bytes(b"x" * (2**20 + 1))
    assert list(map(len, chunks(source, 2**21))) == [2**20, 1]


def test_a_file_that_has_more_than_it_says_is_refused_all_the_same() -> None:
    endless = Path("/proc/self/status")
    if not endless.exists():
        pytest.skip("this system shows no files of unknown size")
    with pytest.raises(Refusal, match="is larger than 0 MiB"):
        list(chunks(endless, 10))


def test_a_file_that_cannot_be_read_to_its_end_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "letter").write_bytes(b"x")
    found = chunks(tmp_path / "letter", 10)

    def broken(*_: object) -> None:
        raise OSError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", broken)
    with pytest.raises(Refusal, match="letter cannot be read: you may not read or write it"):
        list(found)


def test_a_name_is_free_that_nothing_has(tmp_path: Path) -> None:
    for name in ("kept", "kept-2", "kept-3"):
        assert free(tmp_path / "kept") == tmp_path / name
        (tmp_path / name).touch()
    assert free(tmp_path / "kept") == tmp_path / "kept-4"
