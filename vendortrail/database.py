"""The trail's file: opened, made, copied, replaced. What is in it is others' business."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from shutil import copyfile

from vendortrail import trail_file, upgrade
from vendortrail.files import beside, put, storage_faults
from vendortrail.i18n import N_
from vendortrail.refusal import Refusal, StorageFailure
from vendortrail.trail_file import APPLICATION_ID, copy_file, open_file, path_of, schema_of


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
        with closing(open_file(path)) as connection:
            version = schema_of(connection)
        if version < trail_file.SCHEMA:
            with beside(path) as kept:
                upgrade.migrate(path, kept)
        return open_file(path)


def glance(path: Path) -> sqlite3.Connection:
    """Open a trail's file of this or an older schema for reading alone, as it stands.

    Raises:
        StorageFailure: it is not a trail, is of a newer version, or cannot be read.
    """
    with storage_faults(path):
        connection = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)
        try:
            schema_of(connection)
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
            with closing(open_file(draft)) as connection:
                connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
            upgrade.migrate(draft)
            try:
                put(draft, path, first=True)
            except FileExistsError:  # another process was quicker, and may have recorded since
                raise _taken(path) from None


def _taken(path: Path) -> Refusal:
    return Refusal(N_("there is a trail in {folder} already"), folder=path.parent.parent)


@contextmanager
def transaction(connection: sqlite3.Connection, *, rehearsed: bool = False) -> Iterator[None]:
    """Hold the only right to write; commit at the end, undo everything on any exception.

    Args:
        connection: the open trail.
        rehearsed: undo everything at the end too.

    Raises:
        StorageFailure: the file is locked by another process for BUSY_SECONDS, full or damaged.
    """
    with storage_faults(path_of(connection)):
        connection.execute("BEGIN IMMEDIATE")
        try:
            yield
            if not rehearsed:
                connection.execute("COMMIT")
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
        with closing(open_file(source)) as connection, closing(sqlite3.connect(draft)) as copied:
            version = schema_of(connection)
            connection.backup(copied)
    if version < trail_file.SCHEMA:
        with storage_faults(draft):
            upgrade.migrate(draft)


def replace(path: Path, draft: Path, kept: Path) -> None:
    """Let a finished file take a trail's place, and keep what stood there under another name.

    Nobody can append in between: who waits to, finds that the file is not the trail any more.
    What stood there is kept byte for byte if it is damaged.

    Raises:
        StorageFailure: one of the files cannot be written, or the trail is busy.
    """
    with storage_faults(path), beside(kept) as aside:
        try:
            with closing(open_file(path)) as lock:
                lock.execute("BEGIN IMMEDIATE")
                copy_file(path, aside)
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
