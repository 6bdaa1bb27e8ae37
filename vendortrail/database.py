"""The trail's file: opened, made, upgraded, copied. What is in it is others' business."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from hashlib import sha256
from pathlib import Path
from shutil import copyfile
from typing import cast

from vendortrail.files import beside, free, put, storage_faults
from vendortrail.i18n import N_
from vendortrail.refusal import Refusal, StorageFailure

APPLICATION_ID = 0x5654524C  # "VTRL", for file(1) and for telling a foreign file
SCHEMA = 1
BUSY_SECONDS = 30
MIGRATIONS = "vendortrail:migrations"


class NoTrail(Refusal):
    """There is no trail in the workspace yet."""


def connect(path: Path) -> sqlite3.Connection:
    """Open the trail's file for reading and appending, upgrading an older one first.

    Raises:
        NoTrail: there is no such file.
        StorageFailure: it is not a trail, is of a newer version, or cannot be read.
    """
    with storage_faults(path):
        if not path.exists():
            raise NoTrail(
                N_("there is no trail in {folder} yet; make one with “vendortrail init”"),
                folder=path.parent.parent,
            )
        with closing(_open(path)) as connection:
            version = _version(connection, path)
        if version < SCHEMA:
            with beside(path) as kept:
                _migrate(path, kept)
        return _open(path)


def glance(path: Path) -> sqlite3.Connection:
    """Open a trail's file of this or an older schema for reading alone, as it stands.

    Raises:
        StorageFailure: it is not a trail, is of a newer version, or cannot be read.
    """
    with storage_faults(path):
        connection = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)
        try:
            _version(connection, path)
        except BaseException:
            connection.close()
            raise
        return connection


def create(path: Path) -> None:
    """Make an empty trail, whole or not at all: the file 0600, its folder 0700.

    Raises:
        Refusal: there is a file already.
        StorageFailure: the folder or the file cannot be written.
    """
    with storage_faults(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.parent.chmod(0o700)
        if path.exists():
            raise _taken(path)
        with beside(path) as draft:
            with closing(_open(draft)) as connection:
                connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
            _migrate(draft)
            try:
                put(draft, path, first=True)
            except FileExistsError:  # another process was quicker, and may have recorded since
                raise _taken(path) from None


def _taken(path: Path) -> Refusal:
    return Refusal(N_("there is a trail in {folder} already"), folder=path.parent.parent)


@contextmanager
def transaction(connection: sqlite3.Connection) -> Iterator[None]:
    """Hold the only right to write; commit at the end, undo everything on any exception.

    Raises:
        StorageFailure: the file is locked by another process for BUSY_SECONDS, full or damaged.
    """
    with storage_faults(path_of(connection)):
        connection.execute("BEGIN IMMEDIATE")
        try:
            yield
            connection.execute("COMMIT")
        finally:
            if connection.in_transaction:
                connection.execute("ROLLBACK")


@contextmanager
def rehearsal(connection: sqlite3.Connection) -> Iterator[None]:
    """Hold the only right to write as `transaction` does, and undo everything at the end.

    Raises:
        StorageFailure: the file is locked by another process for BUSY_SECONDS, full or damaged.
    """
    with storage_faults(path_of(connection)):
        connection.execute("BEGIN IMMEDIATE")
        try:
            yield
        finally:
            if connection.in_transaction:
                connection.execute("ROLLBACK")


def backup(connection: sqlite3.Connection, target: Path, check: Callable[[Path], None]) -> None:
    """Copy the trail to a file that is complete, 0600 and passes the check, or is not there.

    Args:
        connection: the open trail.
        target: what to write; replaced if it exists.
        check: raises when the copy is not sound; the target is left as it was.
    """
    with storage_faults(target), beside(target) as draft:
        with closing(sqlite3.connect(draft)) as copy:
            connection.backup(copy)
        check(draft)
        put(draft, target)


def copy(source: Path, draft: Path) -> None:
    """Copy a trail's file of this or an older schema to a draft of this one; the source stays.

    Raises:
        StorageFailure: the source is not a trail, is of a newer version, or cannot be read.
    """
    with storage_faults(source):
        if not source.exists():
            raise StorageFailure(N_("there is no file {path}"), path=source)
        with closing(_open(source)) as connection, closing(sqlite3.connect(draft)) as copied:
            version = _version(connection, source)
            connection.backup(copied)
    if version < SCHEMA:
        with storage_faults(draft):
            _migrate(draft)


def replace(path: Path, draft: Path, kept: Path) -> None:
    """Let a finished file take a trail's place, and keep what stood there under another name.

    Nobody can append in between: who waits to, finds that the file is not the trail any more.
    What stood there is kept byte for byte if it is damaged.

    Raises:
        StorageFailure: one of the files cannot be written, or the trail is busy.
    """
    with storage_faults(path), beside(kept) as aside:
        try:
            with closing(_open(path)) as lock:
                lock.execute("BEGIN IMMEDIATE")
                _copy(path, aside)
                put(aside, kept)
                put(draft, path)
        except sqlite3.OperationalError:
            raise
        except sqlite3.DatabaseError:
            copyfile(path, aside)
            put(aside, kept)
            # SQLite would play it into whatever takes the place of the damaged file.
            Path(f"{path}-journal").unlink(missing_ok=True)
            put(draft, path)


@contextmanager
def snapshot(connection: sqlite3.Connection) -> Iterator[None]:
    """Read one and the same state throughout, whatever other processes append meanwhile."""
    connection.execute("BEGIN")
    try:
        yield
    finally:
        connection.execute("ROLLBACK")


def path_of(connection: sqlite3.Connection) -> Path:
    """Return the file that a connection is open on."""
    (_, _, name) = connection.execute("PRAGMA database_list").fetchone()
    return Path(name)


def _open(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(path, isolation_level=None, timeout=BUSY_SECONDS)
    # Rollback journal and the safest sync: SQLite before 3.51.3 can corrupt a file in WAL mode.
    connection.execute("PRAGMA synchronous = EXTRA")
    connection.execute("PRAGMA trusted_schema = OFF")
    connection.execute("PRAGMA cache_size = -65536")
    return connection


def _version(connection: sqlite3.Connection, path: Path) -> int:
    (application,) = connection.execute("PRAGMA application_id").fetchone()
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    if application != APPLICATION_ID:
        raise StorageFailure(N_("{path} is not a trail of vendortrail"), path=path)
    if version > SCHEMA:
        raise StorageFailure(
            N_(
                "{path} was written by a newer vendortrail (schema {found}; this one knows "
                "{known}); install the newer version to use it"
            ),
            path=path,
            found=version,
            known=SCHEMA,
        )
    return int(version)


def _migrate(path: Path, kept: Path | None = None) -> None:
    """Run Alembic's revisions in one transaction of their own; nothing stays of a failed one.

    Of several processes that come to it at once one does it; the others wait, and find it done.

    Args:
        path: the file of an older schema, or of none yet.
        kept: a draft beside it for a copy of what stood there. It is taken within the transaction,
            and named after its schema once all went well: no copy of before takes its place.
    """
    from alembic import command
    from alembic.config import Config
    from sqlalchemy import create_engine, event
    from sqlalchemy.exc import DBAPIError

    at_hand = {"isolation_level": None, "timeout": BUSY_SECONDS}
    engine = create_engine(f"sqlite:///{path}", connect_args=at_hand)
    # Alembic's batch mode drops and recreates tables: with foreign keys on, that deletes rows.
    event.listen(engine, "connect", lambda raw, _: raw.execute("PRAGMA foreign_keys = OFF"))
    event.listen(engine, "begin", lambda begun: begun.exec_driver_sql("BEGIN IMMEDIATE"))
    config = Config()
    config.set_main_option("script_location", MIGRATIONS)
    config.set_main_option("path_separator", "os")
    try:
        with engine.begin() as connection:
            driver = cast("sqlite3.Connection", connection.connection.driver_connection)
            version = _version(driver, path)
            if version == SCHEMA:
                return
            if kept is not None:
                _copy(path, kept)
                _is_sound(kept)
            said = _fingerprint(driver)
            config.attributes["connection"] = connection
            command.upgrade(config, "head")
            faults = connection.exec_driver_sql("PRAGMA foreign_key_check").all()
            if faults:
                raise StorageFailure(
                    N_("{path} could not be upgraded: rows point to rows that are not there"),
                    path=path,
                )
            _refuse_damage(connection.exec_driver_sql("PRAGMA integrity_check").scalar(), path)
            if said not in {None, _fingerprint(driver)}:
                raise StorageFailure(
                    N_("{path} could not be upgraded: its records would not be as they were"),
                    path=path,
                )
            connection.exec_driver_sql(f"PRAGMA user_version = {SCHEMA}")
            if kept is not None:
                put(kept, free(path.with_name(f"{path.name}.schema-{version}")), first=True)
    except DBAPIError as fault:
        raise StorageFailure(
            N_("{path} could not be upgraded: {fault}; nothing was changed"),
            path=path,
            fault=fault.orig,
        ) from fault
    finally:
        engine.dispose()


def _fingerprint(connection: sqlite3.Connection) -> bytes | None:
    """Return a hash over every record and its hash, as stored; None: there is no ledger yet.

    Where it is the same, the chain is as sound as it was.
    """
    if not connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'ledger'").fetchone():
        return None
    made = sha256()
    for row in connection.execute("SELECT seq, CAST(body AS BLOB), hash FROM ledger ORDER BY seq"):
        made.update(repr(row).encode())
    return made.digest()


def _copy(path: Path, draft: Path) -> None:
    """Copy a file through a connection of its own: one that writes would wait for itself."""
    with closing(_open(path)) as read, closing(sqlite3.connect(draft)) as copied:
        read.backup(copied)


def _is_sound(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        (verdict,) = connection.execute("PRAGMA integrity_check").fetchone()
    _refuse_damage(verdict, path)


def _refuse_damage(verdict: str | None, path: Path) -> None:
    if verdict != "ok":
        raise StorageFailure(N_("{path} is damaged: {verdict}"), path=path, verdict=verdict)
