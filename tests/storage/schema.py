"""The schema of a trail's file as text that people review; `python -m tests.storage.schema` it."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory

from vendortrail import database, schema

SCHEMA = Path(__file__).parents[2] / "db" / "schema.sql"


def dump(path: Path) -> str:
    """Return the tables, indexes and triggers of a file by name, and the marks in its header."""
    with closing(sqlite3.connect(path)) as connection:
        marks = [
            f"PRAGMA {name} = {connection.execute(f'PRAGMA {name}').fetchone()[0]};"
            for name in ("application_id", "user_version")
        ]
        made = [f"{sql};" for sql in schema.objects(connection).values()]
    return "\n\n".join(["\n".join(marks), *made]) + "\n"


def at_head() -> str:
    """Return the schema of a file that is made now."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "db" / "trail.db"
        database.create(path)
        return dump(path)


if __name__ == "__main__":
    SCHEMA.write_text(at_head(), "utf-8")
