"""An older trail's file made into one of this version, with what stood there kept."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from hashlib import sha256
from pathlib import Path
from typing import cast

from vendortrail import trail_file
from vendortrail.files import free, put
from vendortrail.i18n import N_
from vendortrail.refusal import StorageFailure
from vendortrail.trail_file import BUSY_SECONDS, copy_file, schema_of

MIGRATIONS = "vendortrail:migrations"


def migrate(path: Path, kept: Path | None = None) -> None:
    """Run Alembic's revisions in one transaction of their own; nothing stays of a failed one.

    Of several processes that come to it at once one does it; the others wait, and find it done.

    Args:
        path: the file of an older schema, or of none yet.
        kept: a draft beside it for a copy of what stood there. It is taken within the transaction,
            and named after its schema once all went well: no copy of before takes its place.

    Raises:
        StorageFailure: it is damaged, of a newer version, or a record would not stay as it is.
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
            version = schema_of(driver)
            if version == trail_file.SCHEMA:
                return
            if kept is not None:
                copy_file(path, kept)
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
            connection.exec_driver_sql(f"PRAGMA user_version = {trail_file.SCHEMA}")
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


def _is_sound(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        (verdict,) = connection.execute("PRAGMA integrity_check").fetchone()
    _refuse_damage(verdict, path)


def _refuse_damage(verdict: str | None, path: Path) -> None:
    if verdict != "ok":
        raise StorageFailure(N_("{path} is damaged: {verdict}"), path=path, verdict=verdict)
