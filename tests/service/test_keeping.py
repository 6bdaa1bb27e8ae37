"""The trail is made whole again: rebuilt, backed up, restored; and checked before it is trusted."""

from __future__ import annotations

import os
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from tests import trails
from tests.trails import about
from vendortrail import database, projection
from vendortrail.records.parties import Vendor
from vendortrail.refusal import Refusal, StorageFailure
from vendortrail.service import Trail, Workspace
from vendortrail.service.keeping import read_checkpoint
from vendortrail.service.papering import Paper
from vendortrail.trail_file import APPLICATION_ID

EVERYTHING = ("ledger", *projection.DERIVED_TABLES)


def rest_of(folder: Path, *known: str) -> set[str]:
    return {path.name for path in folder.iterdir()} - set(known)


# Backup.


def test_a_backup_is_the_trail(everything: Workspace, tmp_path: Path) -> None:
    target = tmp_path / "away.db"
    with trails.opened(everything) as trail:
        trail.backup(target)
    assert target.stat().st_mode & 0o777 == 0o600
    copy = Workspace(tmp_path / "copy")
    copy.database.parent.mkdir(parents=True)
    shutil.copy(target, copy.database)
    assert trails.dump(copy, *EVERYTHING) == trails.dump(everything, *EVERYTHING)
    assert rest_of(tmp_path, "away.db", "everything", "copy") == set()


@pytest.mark.parametrize(
    "damage",
    [
        "UPDATE ledger SET hash = x'00' WHERE seq = 3",
        "UPDATE vendor SET name = 'Another'",
        "DELETE FROM silence_gap",
        "DELETE FROM entry WHERE seq = 4",
    ],
)
def test_a_damaged_trail_is_not_backed_up_over_a_sound_one(
    damage: str, everything: Workspace, tmp_path: Path
) -> None:
    target = tmp_path / "backup.db"
    with trails.opened(everything) as trail:
        trail.backup(target)
    before = target.read_bytes()
    trails.change(everything, lambda connection: connection.execute(damage))
    with (
        trails.opened(everything) as trail,
        pytest.raises(StorageFailure, match=r"the copy does not verify: .*; nothing was changed"),
    ):
        trail.backup(target)
    assert target.read_bytes() == before
    assert rest_of(tmp_path, "backup.db", "everything") == set()


def test_a_backup_does_not_take_the_place_of_the_trail_itself(everything: Workspace) -> None:
    with (
        trails.opened(everything) as trail,
        pytest.raises(Refusal, match="is the trail itself"),
    ):
        trail.backup(everything.database)


def test_a_backup_that_cannot_be_written_is_refused(everything: Workspace, tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    with trails.opened(everything) as trail, pytest.raises(StorageFailure, match="cannot be used"):
        trail.backup(tmp_path / "folder")
    assert rest_of(tmp_path, "everything") == {"folder"}
    assert rest_of(tmp_path / "folder") == set()


@pytest.mark.parametrize("folder", ["file", "nowhere"])
def test_no_folder_is_made_for_what_a_person_names(
    folder: str, everything: Workspace, tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("mine")
    with trails.opened(everything) as trail:
        paper = trail.export(Paper.TIMELINE, 1)
        writers = (trail.backup, trail.checkpoint, lambda target: trail.save(paper, target))
        for write in writers:
            with pytest.raises(Refusal) as refused:
                write(tmp_path / folder / "copy")
            assert str(refused.value) == (
                f"there is no folder {tmp_path / folder}; make it first, or name another for copy"
            )
    assert rest_of(tmp_path, "everything") == {"file"}


def test_the_workspace_makes_its_own_folders(everything: Workspace) -> None:
    with trails.opened(everything) as trail:
        paper = trail.export(Paper.TIMELINE, 1)
        assert trail.save(paper, everything.exports / "ours.md").read_bytes() == paper.content
        trail.checkpoint(everything.checkpoints / "ours.json")


def test_a_backup_that_fails_half_way_leaves_what_was_there(
    everything: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "backup.db"
    with trails.opened(everything) as trail:
        trail.backup(target)
    before = target.read_bytes()

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(database, "put", full)
    with (
        trails.opened(everything) as trail,
        pytest.raises(StorageFailure, match="no space is left"),
    ):
        trail.backup(target)
    assert target.read_bytes() == before
    assert rest_of(tmp_path, "backup.db", "everything") == set()


def test_a_backup_of_before_is_replaced(everything: Workspace, tmp_path: Path) -> None:
    target = tmp_path / "backup.db"
    with trails.opened(everything) as trail:
        trail.backup(target)
        trail.record(trails.about(None, Vendor("New")))
        trail.backup(target)
    with closing(sqlite3.connect(target)) as copy:
        assert copy.execute("SELECT name FROM vendor WHERE name = 'New'").fetchall() == [("New",)]


def test_no_other_file_is_replaced_by_a_backup_or_a_checkpoint(
    everything: Workspace, empty: Workspace, tmp_path: Path
) -> None:
    letter, database_of_others = tmp_path / "letter.txt", tmp_path / "others.db"
    letter.write_text("Dear Sir or Madam")
    with closing(sqlite3.connect(database_of_others)) as others:
        others.execute("CREATE TABLE things (name TEXT)")
    with trails.opened(everything) as trail:
        trail.backup(tmp_path / "longer.db")
        trail.checkpoint(tmp_path / "longer.json")
    places = [letter, database_of_others, tmp_path / "longer.db", tmp_path / "longer.json"]
    before = [place.read_bytes() for place in places]
    with trails.opened(empty) as trail:
        trail.record(trails.about(None, Vendor("Zvonar")))
        for place in places:
            with pytest.raises(Refusal, match="is there, and is no older copy of this trail"):
                trail.backup(place)
            with pytest.raises(Refusal, match="is there, and is no older checkpoint of this trail"):
                trail.checkpoint(place)
    assert [place.read_bytes() for place in places] == before


def test_a_checkpoint_of_before_is_replaced(everything: Workspace, tmp_path: Path) -> None:
    with trails.opened(everything) as trail:
        trail.checkpoint(tmp_path / "ours.json")
        trail.record(trails.about(None, Vendor("New")))
        made, path = trail.checkpoint(tmp_path / "ours.json")
    assert read_checkpoint(path) == made


# Restore.


@pytest.fixture
def backed_up(everything: Workspace, tmp_path: Path) -> Path:
    """Return a backup of everything."""
    with trails.opened(everything) as trail:
        trail.backup(tmp_path / "backup.db")
    return tmp_path / "backup.db"


def test_a_restored_trail_is_the_backup_and_the_other_is_kept(
    everything: Workspace, backed_up: Path
) -> None:
    before = trails.dump(everything, *EVERYTHING)
    with trails.opened(everything) as trail:
        trail.record(about(None, Vendor("Since then")))
    replaced = trails.dump(everything, *EVERYTHING)
    Trail.restore(everything, backed_up)
    assert trails.dump(everything, *EVERYTHING) == before
    kept = everything.database.with_name("trail.db.before-restore")
    assert kept.stat().st_mode & 0o777 == 0o600
    assert rest_of(kept.parent) == {"trail.db", "trail.db.before-restore"}
    Trail.restore(everything, kept)
    assert trails.dump(everything, *EVERYTHING) == replaced


def test_a_trail_is_restored_where_there_is_none(backed_up: Path, tmp_path: Path) -> None:
    fresh = Workspace(tmp_path / "fresh")
    Trail.restore(fresh, backed_up)
    assert fresh.database.stat().st_mode & 0o777 == 0o600
    assert fresh.database.parent.stat().st_mode & 0o777 == 0o700
    assert rest_of(fresh.database.parent) == {"trail.db"}
    with trails.opened(fresh) as trail:
        assert trails.sentences(trail.verify()) != []  # the evidence was not copied
        shutil.copytree(tmp_path / "everything" / "evidence", fresh.evidence)
        assert trail.verify() == ()


@pytest.mark.parametrize(
    "damage",
    [
        lambda _: b"",
        lambda whole: b"no database" + whole,
        lambda whole: whole[: len(whole) // 2],
        lambda whole: whole[:4096] + bytes(8192) + whole[12288:],
    ],
    ids=["empty", "no database", "cut short", "two pages of zeros"],
)
def test_a_damaged_trail_is_kept_and_replaced(
    damage: Callable[[bytes], bytes], everything: Workspace, backed_up: Path
) -> None:
    before = trails.dump(everything, *EVERYTHING)
    damaged = damage(everything.database.read_bytes())
    everything.database.write_bytes(damaged)
    everything.database.with_name("trail.db-journal").write_bytes(b"left by a crash")
    Trail.restore(everything, backed_up)
    assert trails.dump(everything, *EVERYTHING) == before
    with trails.opened(everything) as trail:
        assert trail.verify() == ()
    kept = everything.database.with_name("trail.db.before-restore")
    assert rest_of(kept.parent) == {"trail.db", "trail.db.before-restore"}
    # But for the counters in its header, which a copy of SQLite's own may set.
    assert not damaged or kept.read_bytes()[100:] == damaged[100:]


def test_an_interrupted_write_is_undone_before_the_trail_is_set_aside(
    everything: Workspace, backed_up: Path
) -> None:
    before = trails.dump(everything, *EVERYTHING)
    child = os.fork()
    if child == 0:
        connection = sqlite3.connect(everything.database, isolation_level=None)
        connection.execute("PRAGMA cache_spill = 1")
        connection.execute("PRAGMA cache_size = 1")
        connection.execute("BEGIN IMMEDIATE")
        connection.execute("UPDATE touchpoint SET summary = hex(randomblob(50000))")
        os._exit(0)
    os.waitpid(child, 0)
    assert everything.database.with_name("trail.db-journal").exists()
    Trail.restore(everything, backed_up)
    assert trails.dump(everything, *EVERYTHING) == before
    assert rest_of(everything.database.parent) == {"trail.db", "trail.db.before-restore"}
    with closing(sqlite3.connect(f"{everything.database}.before-restore")) as kept:
        assert kept.execute("PRAGMA integrity_check").fetchall() == [("ok",)]


@pytest.mark.parametrize(
    "damage",
    ["UPDATE ledger SET hash = x'00' WHERE seq = 3", "UPDATE vendor SET name = 'Another'"],
)
def test_a_damaged_backup_is_refused(
    damage: str, everything: Workspace, backed_up: Path, tmp_path: Path
) -> None:
    before = everything.database.read_bytes()
    bad = Workspace(tmp_path / "bad")
    bad.database.parent.mkdir(parents=True)
    shutil.copy(backed_up, bad.database)
    trails.change(bad, lambda connection: connection.execute(damage))
    with pytest.raises(StorageFailure, match="does not verify"):
        Trail.restore(everything, bad.database)
    assert everything.database.read_bytes() == before
    assert rest_of(everything.database.parent) == {"trail.db"}


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"Dear Sir or Madam" * 1000, "file is not a database"),
        (b"", "is not a trail of vendortrail"),
    ],
)
def test_what_is_no_backup_is_refused(
    content: bytes, said: str, everything: Workspace, tmp_path: Path
) -> None:
    before = everything.database.read_bytes()
    source = tmp_path / "source.db"
    source.write_bytes(content)
    with pytest.raises(StorageFailure, match=said) as refused:
        Trail.restore(everything, source)
    assert str(source) in str(refused.value)
    assert everything.database.read_bytes() == before
    assert rest_of(everything.database.parent) == {"trail.db"}


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ("nothing.db", "cannot be read: there is no such file"),
        (".", "is not an ordinary file"),
        ("/dev/zero", "is not an ordinary file"),
    ],
)
def test_what_is_no_file_is_not_restored(
    source: str, said: str, everything: Workspace, tmp_path: Path
) -> None:
    before = everything.database.read_bytes()
    with pytest.raises(Refusal, match=said):
        Trail.restore(everything, tmp_path / source)
    with trails.opened(everything) as trail, pytest.raises(Refusal, match=said):
        trail.verify(tmp_path / source)
    assert everything.database.read_bytes() == before


def test_an_older_backup_is_upgraded_in_its_copy(empty: Workspace, tmp_path: Path) -> None:
    older = tmp_path / "older.db"
    with closing(sqlite3.connect(older)) as connection:
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    before = older.read_bytes()
    Trail.restore(empty, older)
    with trails.opened(empty) as trail:
        assert trail.verify() == ()
    assert older.read_bytes() == before
    assert rest_of(tmp_path, "empty", "older.db") == set()
    assert rest_of(empty.database.parent) == {"trail.db", "trail.db.before-restore"}


# Rebuild.


def test_a_rebuild_equals_what_stood_there(everything: Workspace) -> None:
    before = trails.dump(everything, *EVERYTHING)
    with trails.opened(everything) as trail:
        trail.rebuild()
        assert trail.verify() == ()
    assert trails.dump(everything, *EVERYTHING) == before


@pytest.mark.parametrize("table", projection.DERIVED_TABLES)
def test_a_rebuild_brings_back_whatever_was_lost(table: str, everything: Workspace) -> None:
    before = trails.dump(everything, *EVERYTHING)
    with trails.opened(everything) as trail:
        found = trail.search("звонарь")
    trails.change(everything, lambda connection: connection.execute(f"DELETE FROM {table}"))
    with trails.opened(everything) as trail:
        assert trail.verify()
        trail.rebuild()
        assert trail.verify() == ()
        assert trail.search("звонарь") == found
        assert trail.verify() == ()
    assert trails.dump(everything, *EVERYTHING) == before


def test_a_rebuild_without_its_evidence_changes_nothing(everything: Workspace) -> None:
    before = trails.dump(everything, *EVERYTHING)
    shutil.rmtree(everything.evidence)
    with trails.opened(everything) as trail, pytest.raises(StorageFailure, match="the evidence"):
        trail.rebuild()
    assert trails.dump(everything, *EVERYTHING) == before


def test_a_rebuild_of_a_damaged_ledger_changes_nothing(everything: Workspace) -> None:
    def damage(connection: sqlite3.Connection) -> None:
        connection.execute("UPDATE ledger SET body = '{}' WHERE seq = 4")

    trails.change(everything, damage)
    before = trails.dump(everything, *EVERYTHING)
    with trails.opened(everything) as trail, pytest.raises(Refusal, match="not a record"):
        trail.rebuild()
    assert trails.dump(everything, *EVERYTHING) == before


# Checkpoints.


def test_a_checkpoint_is_read_back(everything: Workspace, tmp_path: Path) -> None:
    with trails.opened(everything) as trail:
        made, path = trail.checkpoint(tmp_path / "checkpoint.json")
        assert read_checkpoint(path) == made
        assert trail.verify(path) == ()
    assert path.stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"[]",
        b"\xff",
        b'{"size":1}',
        b'{"size":-1,"hash":"","made":""}',
        b'{"size":1000000000000000000000000000000,"hash":"' + b"0" * 64 + b'","made":""}',
        b'{"size":1,"hash":"xyz","made":""}',
    ],
)
def test_what_is_no_checkpoint_is_refused(
    content: bytes, everything: Workspace, tmp_path: Path
) -> None:
    path = tmp_path / "checkpoint.json"
    path.write_bytes(content)
    with (
        trails.opened(everything) as trail,
        pytest.raises(Refusal, match="is not a checkpoint, as “vendortrail checkpoint” writes one"),
    ):
        trail.verify(path)
