"""How the kept silences are found in the file."""

from __future__ import annotations

import sqlite3

from tests import trails
from vendortrail import silences
from vendortrail.service import Workspace


def test_words_are_read_from_an_index_alone(empty: Workspace) -> None:
    with trails.opened(empty) as trail:
        connection = trail._connection
        asked: list[str] = []
        connection.set_trace_callback(asked.append)
        silences.found(connection, 1)
        connection.set_trace_callback(None)
        plans = [_plan(connection, sql) for sql in asked if "FROM touchpoint " in sql]
    assert plans == ["SEARCH touchpoint USING COVERING INDEX touchpoint_of_vendor (vendor=?)"]


def _plan(connection: sqlite3.Connection, sql: str) -> str:
    ((_, _, _, step),) = connection.execute(f"EXPLAIN QUERY PLAN {sql}")
    return str(step)
