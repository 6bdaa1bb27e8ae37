"""The schema of a trail's file as text that people review; `python -m tests.storage.schema` it."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory

from vendortrail import database

SCHEMA = Path(__file__).parents[2] / "db" / "schema.sql"


def normalised(sql: str) -> str:
    """Return a statement as it is laid out here: columns indented, no white space at line ends."""
    lines = (line.rstrip().replace("\t", "    ") for line in sql.strip().splitlines())
    return "\n".join(line for line in lines if line).replace(")\n STRICT", ") STRICT")


def dump(path: Path) -> str:
    """Return the tables, indexes and triggers of a file by name, and the marks in its header."""
    with closing(sqlite3.connect(path)) as connection:
        marks = [
            f"PRAGMA {name} = {connection.execute(f'PRAGMA {name}').fetchone()[0]};"
            for name in ("application_id", "user_version")
        ]
        rows = connection.execute(
            "SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL ORDER BY "
            "CASE type WHEN 'table' THEN 1 WHEN 'index' THEN 2 ELSE 3 END, name"
        )
        made = [f"{normalised(sql)};" for _name, sql in rows]
    return "\n\n".join(["\n".join(marks), *made]) + "\n"


def at_head() -> str:
    """Return the schema of a file that is made now."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "db" / "trail.db"
        database.create(path)
        return dump(path)


if __name__ == "__main__":
    SCHEMA.write_text(at_head(), "utf-8")
