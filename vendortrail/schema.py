"""What a trail's file is made of, object by object, and the reviewed schema that it must have."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from contextlib import closing
from functools import cache
from typing import NamedTuple

from vendortrail.shipped import db_folder


class Object(NamedTuple):
    """A table, index, trigger or view (``kind``) by its name."""

    kind: str
    name: str


def objects(connection: sqlite3.Connection) -> Mapping[Object, str]:
    """Return the statement that makes each object, laid out alike: tables, indexes, then others."""
    rows = connection.execute(
        "SELECT type, name, sql FROM sqlite_master "
        "WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' "
        "ORDER BY CASE type WHEN 'table' THEN 1 WHEN 'index' THEN 2 ELSE 3 END, name"
    )
    return {Object(kind, name): laid_out(sql) for kind, name, sql in rows}


@cache
def reviewed() -> Mapping[Object, str]:
    """Return the objects of a file that this version makes."""
    with closing(sqlite3.connect(":memory:")) as made:
        made.executescript((db_folder() / "schema.sql").read_text("utf-8"))
        return objects(made)


def laid_out(sql: str) -> str:
    """Return a statement with its columns indented and no white space at the ends of its lines."""
    lines = (line.rstrip().replace("\t", "    ") for line in sql.strip().splitlines())
    return "\n".join(line for line in lines if line).replace(")\n STRICT", ") STRICT")
