"""The trail's file as SQLite opens it: by what it is known, and a copy of it as it stands."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from vendortrail.i18n import N_
from vendortrail.refusal import StorageFailure

APPLICATION_ID = 0x5654524C  # "VTRL", for file(1) and for telling a foreign file
SCHEMA = 1
BUSY_SECONDS = 30


def open_file(path: Path) -> sqlite3.Connection:
    """Open a file, whatever it is, for reading and writing in transactions that are asked for."""
    connection = sqlite3.connect(path, isolation_level=None, timeout=BUSY_SECONDS)
    # Rollback journal and the safest sync: SQLite before 3.51.3 can corrupt a file in WAL mode.
    connection.execute("PRAGMA synchronous = EXTRA")
    connection.execute("PRAGMA trusted_schema = OFF")
    connection.execute("PRAGMA cache_size = -65536")
    return connection


def path_of(connection: sqlite3.Connection) -> Path:
    """Return the file that a connection is open on."""
    (_, _, name) = connection.execute("PRAGMA database_list").fetchone()
    return Path(name)


def schema_of(connection: sqlite3.Connection) -> int:
    """Return the number of the schema that a trail's file has; 0: it has none yet.

    Raises:
        StorageFailure: it is not a trail, or is of a newer version.
    """
    path = path_of(connection)
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


def copy_file(path: Path, draft: Path) -> None:
    """Copy a file through a connection of its own: one that writes would wait for itself."""
    with closing(open_file(path)) as read, closing(sqlite3.connect(draft)) as copied:
        read.backup(copied)
