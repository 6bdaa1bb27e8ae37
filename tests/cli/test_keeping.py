"""Keeping the trail beyond doubt, from the command line."""

import json
import sqlite3
from pathlib import Path

from tests.cli.conftest import Typist


def test_locate_needs_no_trail(empty: Typist) -> None:
    assert empty("locate").stdout == f"{empty.folder}\n"
    located = empty.json("locate")
    assert located["trail"] == str(empty.folder / "db" / "trail.db")
    assert located["exists"] is False


def test_init_makes_one_trail_once(empty: Typist) -> None:
    assert empty("init").stdout == f"{empty.folder / 'db' / 'trail.db'}\n"
    assert empty("init", code=3).stdout == ""
    assert empty.json("locate")["exists"] is True


def test_untouched_trail_verifies(typed: Typist) -> None:
    typed("vendor add A")
    assert typed("verify").stdout == "All is as it was recorded.\n"
    assert typed.json("verify") == []


def test_fault_is_found_and_named(typed: Typist) -> None:
    typed("vendor add A")
    with sqlite3.connect(typed.folder / "db" / "trail.db") as connection:
        connection.execute("UPDATE vendor SET name = 'B'")
    result = typed("verify", code=1)
    assert "vendor" in result.stdout
    assert "1 fault is found." in result.stderr
    (fault,) = typed.json("verify", code=1)
    assert set(fault) == {"place", "message"}


def test_cut_is_noticed_with_a_checkpoint(typed: Typist, tmp_path: Path) -> None:
    typed("vendor add A")
    copy = tmp_path / "copy.db"
    typed(f"backup {copy}")
    typed("vendor add B")
    path = tmp_path / "checkpoint.json"
    made = typed.json(f"checkpoint --output {path}")
    assert made["path"] == str(path)
    assert made["size"] == 2
    assert json.loads(path.read_text("utf-8"))["hash"] == made["hash"]
    typed(f"verify --checkpoint {path}")
    typed(f"restore {copy}")
    assert [vendor["name"] for vendor in typed.json("vendor list")] == ["A"]
    typed("verify")
    typed(f"verify --checkpoint {path}", code=1)


def test_rebuild_derives_the_same(typed: Typist) -> None:
    typed("vendor add A")
    with sqlite3.connect(typed.folder / "db" / "trail.db") as connection:
        connection.execute("UPDATE vendor SET name = 'B'")
    typed("rebuild")
    assert typed.json("verify") == []


def test_what_is_no_copy_is_not_restored(typed: Typist, tmp_path: Path) -> None:
    typed("vendor add A")
    foreign = tmp_path / "foreign.db"
    foreign.write_bytes(b"nothing of the kind" * 1000)
    assert typed(f"restore {foreign}", code=4).stdout == ""
    assert typed.json("verify") == []
    assert len(typed.json("vendor list")) == 1


def test_what_was_in_the_place_of_a_copy_is_kept_each_time(typed: Typist, tmp_path: Path) -> None:
    typed(f"backup {tmp_path / 'copy.db'}")
    for name in ("first", "second"):
        typed(f"vendor add {name}")
        said = typed(f"restore {tmp_path / 'copy.db'}").stderr
        kept = Path(said.removeprefix("What was there is kept in ").rstrip())
        with sqlite3.connect(kept) as connection:
            assert connection.execute("SELECT name FROM vendor").fetchall() == [(name,)]
    assert typed.json("vendor list") == []


def test_a_folder_that_is_not_there_is_not_made(typed: Typist, tmp_path: Path) -> None:
    typed("vendor add A")
    target = tmp_path / "mistyped" / "file"
    for command in (
        f"backup {target}",
        f"checkpoint --output {target}",
        f"export timeline A --output {target}",
    ):
        result = typed(command, code=3)
        assert result.stdout == ""
        assert f"there is no folder {target.parent}; make it first" in result.stderr
    assert not target.parent.exists()


def test_a_backup_replaces_an_older_one_and_nothing_else(typed: Typist, tmp_path: Path) -> None:
    typed("vendor add A")
    letter = tmp_path / "letter.txt"
    letter.write_text("Dear Sir or Madam")
    for command in (f"backup {letter}", f"checkpoint --output {letter}"):
        assert f"{letter} is there, and is no older" in typed(command, code=3).stderr
    assert letter.read_text() == "Dear Sir or Madam"
    for name in ("B", "C"):
        typed(f"backup {tmp_path / 'nightly.db'}")
        typed(f"checkpoint --output {tmp_path / 'nightly.json'}")
        typed(f"vendor add {name}")
