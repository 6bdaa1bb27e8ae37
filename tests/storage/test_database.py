"""The trail's file is made whole or not at all, and nothing but a sound trail is opened."""

from __future__ import annotations

import os
import resource
import shutil
import signal
import sqlite3
import stat
from collections.abc import Callable
from contextlib import closing
from multiprocessing import get_context
from pathlib import Path

import pytest

from tests import trails
from tests.storage import schema
from vendortrail import database, migrations, trail_file, upgrade
from vendortrail.database import NoTrail
from vendortrail.records.dealings import Expectation
from vendortrail.records.parties import Vendor
from vendortrail.refusal import Refusal, StorageFailure
from vendortrail.service import Trail, Workspace
from vendortrail.trail_file import APPLICATION_ID


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def listing(folder: Path) -> list[str]:
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*"))


# Making.


def test_a_trail_is_for_its_person_alone(tmp_path: Path) -> None:
    path = tmp_path / "db" / "trail.db"
    before = os.umask(0)
    try:
        database.create(path)
    finally:
        os.umask(before)
    assert (mode(path), mode(path.parent)) == (0o600, 0o700)
    assert listing(tmp_path) == ["db", "db/trail.db"]


def test_the_file_says_whose_it_is(empty: Workspace) -> None:
    assert empty.database.read_bytes()[68:72] == b"VTRL"
    with closing(trails.raw(empty)) as connection:
        assert connection.execute("PRAGMA user_version").fetchone() == (trail_file.SCHEMA,)


def test_there_is_one_trail_in_a_workspace(empty: Workspace) -> None:
    before = empty.database.read_bytes()
    with pytest.raises(Refusal, match=r"there is a trail in .*empty already"):
        database.create(empty.database)
    assert empty.database.read_bytes() == before


def test_a_trail_that_cannot_be_made_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(database, "put", full)
    with pytest.raises(StorageFailure, match="no space is left on the disk; nothing was changed"):
        database.create(tmp_path / "db" / "trail.db")
    assert listing(tmp_path) == ["db"]


def test_a_folder_that_is_a_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "db").write_text("mine")
    with pytest.raises(StorageFailure, match="cannot be used"):
        database.create(tmp_path / "db" / "trail.db")
    assert (tmp_path / "db").read_text() == "mine"


def _as_a_stranger(folder: Path) -> None:
    """Try to make and open trails where one may not write or look; exit with the refusals."""
    if os.geteuid() == 0:
        os.seteuid(65_534)
    refused = 0
    for act in (database.create, database.connect):
        for name in ("read-only", "closed"):
            try:
                act(folder / name / "db" / "trail.db")
            except StorageFailure as failure:
                refused += "you may not" in str(failure)
            except NoTrail:
                refused += 1
    os._exit(refused)


def test_a_folder_that_may_not_be_written_or_looked_into_is_refused(tmp_path: Path) -> None:
    for name, access in (("read-only", 0o555), ("closed", 0)):
        (tmp_path / name).mkdir()
        (tmp_path / name).chmod(access)
    for folder in (tmp_path, *tmp_path.parents[:2]):
        folder.chmod(0o755)
    child = get_context("fork").Process(target=_as_a_stranger, args=(tmp_path,))
    child.start()
    child.join(60)
    (tmp_path / "closed").chmod(0o700)
    assert child.exitcode == 4
    assert listing(tmp_path) == ["closed", "read-only"]


# Opening.


def test_no_trail_says_how_to_make_one(tmp_path: Path) -> None:
    with pytest.raises(NoTrail, match="make one with “vendortrail init”"):
        database.connect(tmp_path / "db" / "trail.db")
    assert listing(tmp_path) == []


def a_foreign_file(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE things (name TEXT)")


def a_text(path: Path) -> None:
    path.write_text("Dear Sir or Madam, " * 500)


def an_empty_file(path: Path) -> None:
    path.touch()


def a_folder(path: Path) -> None:
    path.mkdir()


def a_newer_trail(path: Path) -> None:
    shutil.copy(trails.workspace(path.parent.parent / "other").database, path)
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA user_version = 99")


def a_trail_cut_short(path: Path) -> None:
    whole = trails.workspace(path.parent.parent / "other").database.read_bytes()
    path.write_bytes(whole[: len(whole) // 2])


@pytest.mark.parametrize(
    ("made", "said"),
    [
        (a_foreign_file, "is not a trail of vendortrail"),
        (a_text, "the file is not a database"),
        (an_empty_file, "is not a trail of vendortrail"),
        (a_folder, "unable to open database file"),
        (a_newer_trail, r"written by a newer vendortrail \(schema 99; this one knows \d+\)"),
        (a_trail_cut_short, "the file is damaged"),
    ],
)
def test_what_is_no_trail_is_refused_and_left_alone(
    made: Callable[[Path], None], said: str, tmp_path: Path
) -> None:
    path = tmp_path / "db" / "trail.db"
    path.parent.mkdir()
    made(path)
    before = path.read_bytes() if path.is_file() else None
    with pytest.raises(StorageFailure, match=said) as refused:
        Trail.open(Workspace(tmp_path), settings=trails.SETTINGS)
    assert str(path) in str(refused.value)
    assert (path.read_bytes() if path.is_file() else None) == before
    assert listing(path.parent) == ["trail.db"]


# Upgrading: no schema was released yet, so the later revision is made up.

LATER = """
import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade():
    with op.batch_alter_table("claim", table_kwargs={"sqlite_strict": True}) as table:
        table.add_column(sa.Column("weight", sa.Integer(), nullable=True))
    op.create_table("later", sa.Column("one", sa.Integer(), primary_key=True))
    THEN
"""


@pytest.fixture
def later(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Let this be the vendortrail of a later schema, whose revision ends with a statement."""

    def begin(then: str = "pass") -> None:
        chain = tmp_path / "migrations"
        shutil.copytree(Path(str(migrations.__file__)).parent, chain)
        (chain / "versions" / "r0002_later.py").write_text(LATER.replace("THEN", then))
        monkeypatch.setattr(upgrade, "MIGRATIONS", str(chain))
        monkeypatch.setattr(trail_file, "SCHEMA", 2)

    return begin


def test_an_older_trail_is_backed_up_and_upgraded(
    everything: Workspace, later: Callable[..., None]
) -> None:
    before = trails.dump(everything, "ledger", "entry", "touchpoint")
    claims = trails.dump(everything, "claim")["claim"]
    old = schema.dump(everything.database)
    later()
    with trails.opened(everything) as trail:
        assert trail.record(trails.about(None, Vendor("New"))).seq == len(before["ledger"]) + 1
    with closing(database.connect(everything.database)) as connection:
        assert connection.execute("SELECT * FROM claim").fetchall() == [
            (*claim, None) for claim in claims
        ]
        assert connection.execute("PRAGMA user_version").fetchone() == (2,)
    kept = everything.database.with_name("trail.db.schema-1")
    assert schema.dump(kept) == old
    assert mode(kept) == 0o600
    copy = Workspace(everything.folder / "copy")
    copy.database.parent.mkdir(parents=True)
    shutil.copy(kept, copy.database)
    assert trails.dump(copy, "ledger", "entry", "touchpoint") == before


def test_an_upgraded_trail_has_the_schema_of_a_new_one(
    everything: Workspace, later: Callable[..., None], tmp_path: Path
) -> None:
    later()
    database.connect(everything.database).close()
    database.create(tmp_path / "new" / "trail.db")
    assert schema.dump(everything.database) == schema.dump(tmp_path / "new" / "trail.db")


def test_an_empty_state_is_upgraded_to_exactly_the_reviewed_schema(tmp_path: Path) -> None:
    path = tmp_path / "trail.db"
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    database.connect(path).close()
    assert schema.dump(path) == schema.SCHEMA.read_text("utf-8")


REWRITES = (
    "op.execute('DROP TRIGGER ledger_never_changed'); "
    "op.execute('UPDATE ledger SET body = replace(body, 1, 2) WHERE seq = 9')"
)
POINTS_NOWHERE = (
    "op.execute('CREATE TABLE a (b INTEGER REFERENCES ledger (seq))'); "
    "op.execute('INSERT INTO a VALUES (999)')"
)


@pytest.mark.parametrize(
    ("then", "said"),
    [
        ("op.execute('INSERT INTO nowhere VALUES (1)')", "no such table: nowhere"),
        (
            "op.execute('CREATE TABLE a AS SELECT 1'); op.execute('DROP TABLE b')",
            "no such table: b",
        ),
        (REWRITES, "its records would not be as they were"),
        (
            POINTS_NOWHERE,
            "rows point to rows that are not there",
        ),
    ],
)
def test_a_failed_upgrade_leaves_the_trail_as_it_was(
    then: str, said: str, everything: Workspace, later: Callable[..., None]
) -> None:
    before = everything.database.read_bytes()
    later(then)
    with pytest.raises(StorageFailure, match=said):
        database.connect(everything.database)
    assert everything.database.read_bytes() == before
    assert listing(everything.database.parent) == ["trail.db"]


def test_a_copy_that_an_upgrade_kept_before_stays(
    everything: Workspace, later: Callable[..., None]
) -> None:
    kept = everything.database.with_name("trail.db.schema-1")
    kept.write_text("of before")
    old = schema.dump(everything.database)
    later()
    database.connect(everything.database).close()
    assert kept.read_text() == "of before"
    assert schema.dump(everything.database.with_name("trail.db.schema-1-2")) == old
    assert listing(everything.database.parent) == [
        "trail.db", "trail.db.schema-1", "trail.db.schema-1-2"
    ]  # fmt: skip


def _open_and_record(made: Workspace, number: int) -> None:
    with trails.opened(made) as trail:
        trail.record(trails.about(None, Vendor(f"Vendor {number}")))


def test_processes_that_upgrade_at_once_do_it_once(
    everything: Workspace, later: Callable[..., None], monkeypatch: pytest.MonkeyPatch
) -> None:
    fork = get_context("fork")
    all_found_it_old = fork.Barrier(3)
    migrate = upgrade.migrate

    def migrate_together(*paths: Path) -> None:
        all_found_it_old.wait(60)
        migrate(*paths)

    before = trails.dump(everything, "ledger")["ledger"]
    old = schema.dump(everything.database)
    later()
    monkeypatch.setattr(upgrade, "migrate", migrate_together)
    children = [fork.Process(target=_open_and_record, args=(everything, n)) for n in range(3)]
    for child in children:
        child.start()
    for child in children:
        child.join(60)
    assert [child.exitcode for child in children] == [0, 0, 0]
    assert listing(everything.database.parent) == ["trail.db", "trail.db.schema-1"]
    assert schema.dump(everything.database.with_name("trail.db.schema-1")) == old
    after = trails.dump(everything, "ledger")["ledger"]
    assert set(before) <= set(after)
    assert len(after) == len(before) + 3


def test_a_damaged_older_trail_is_not_upgraded(
    everything: Workspace, later: Callable[..., None]
) -> None:
    damaged = bytearray(everything.database.read_bytes())
    page = damaged.index("Звонарь".encode()) // 4096
    damaged[page * 4096 : page * 4096 + 100] = bytes(100)
    everything.database.write_bytes(damaged)
    later()
    with pytest.raises(StorageFailure, match=r"is damaged|malformed"):
        database.connect(everything.database)
    assert everything.database.read_bytes() == damaged
    assert listing(everything.database.parent) == ["trail.db"]


# A full disk.


def _append_until_full(folder: Path, room: int) -> None:
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    with trails.opened(Workspace(folder)) as trail:
        size = trail.workspace.database.stat().st_size
        resource.setrlimit(resource.RLIMIT_FSIZE, (size + room, size + room))
        try:
            while True:
                trail.record_all(trails.about(1, Expectation("Больше " * 100)) for _ in range(20))
        except StorageFailure as failure:
            os._exit(40 if "nothing was changed" in str(failure) else 41)
    os._exit(42)


@pytest.mark.parametrize("room", [0, 4096, 300_000])
def test_a_full_disk_fails_with_a_sentence_and_loses_nothing(room: int, empty: Workspace) -> None:
    with trails.opened(empty) as trail:
        trail.record(trails.about(None, Vendor("First")))
    child = get_context("fork").Process(target=_append_until_full, args=(empty.folder, room))
    child.start()
    child.join(60)
    assert child.exitcode == 40
    with trails.opened(empty) as trail:
        assert trail.verify() == ()
        assert trail.get(1).payload == Vendor("First")
        trail.record(trails.about(None, Vendor("Last")))
        assert trail.verify() == ()


# Transactions.


def test_whatever_is_raised_undoes_all(empty: Workspace) -> None:
    class Odd(BaseException):
        pass

    with closing(database.connect(empty.database)) as connection:

        def write_and_fail() -> None:
            with database.transaction(connection):
                connection.execute("INSERT INTO ledger VALUES (1, 'x', x'00')")
                raise Odd

        with pytest.raises(Odd):
            write_and_fail()
        assert connection.execute("SELECT * FROM ledger").fetchall() == []
        assert not connection.in_transaction


def test_a_file_in_use_for_too_long_is_a_storage_failure(
    empty: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(trail_file, "BUSY_SECONDS", 0)
    with (
        closing(database.connect(empty.database)) as one,
        closing(database.connect(empty.database)) as two,
        database.transaction(one),
        pytest.raises(StorageFailure, match="another program is writing"),
        database.transaction(two),
    ):
        pass


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE ledger SET body = 'x' WHERE seq = 1",
        "DELETE FROM ledger WHERE seq = 1",
        "INSERT OR REPLACE INTO ledger VALUES (1, 'x', x'00')",
        "REPLACE INTO ledger VALUES (1, 'x', x'00')",
        "INSERT INTO ledger VALUES (1, 'x', x'00') ON CONFLICT DO UPDATE SET body = 'x'",
        "UPDATE OR REPLACE ledger SET seq = 2 WHERE seq = 1",
        "INSERT INTO ledger VALUES (4000, 'x', x'00')",
        "INSERT INTO ledger VALUES (-1, 'x', x'00')",
        "INSERT INTO ledger VALUES (NULL, 'x', x'00')",
    ],
)
def test_the_guards_refuse_every_way_to_rewrite(statement: str, everything: Workspace) -> None:
    before = trails.dump(everything, "ledger")
    with (
        closing(trails.raw(everything)) as connection,
        pytest.raises(sqlite3.IntegrityError, match=r"append-only|only the next"),
        connection,
    ):
        connection.execute(statement)
    assert trails.dump(everything, "ledger") == before
