"""The file's schema is what people reviewed, what the tables say, and what projection writes."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import create_engine
from sqlalchemy.dialects import sqlite
from sqlalchemy.schema import CreateIndex, CreateTable
from sqlalchemy.sql.ddl import ExecutableDDLElement as DDLElement
from sqlmodel import SQLModel

from tests import trails
from tests.storage import schema
from vendortrail import projection, tables
from vendortrail.records.parties import Agreement, Vendor
from vendortrail.records.promised import Payment, Segment
from vendortrail.records.record import KINDS, Payload
from vendortrail.schema import laid_out
from vendortrail.service import Workspace, appending
from vendortrail.trail_file import SCHEMA

METADATA = {table.name: table for table in SQLModel.metadata.tables.values()}
MONEY = {(Agreement, "value"), (Segment, "price"), (Payment, "amount")}


def test_the_reviewed_schema_is_that_of_a_new_file(empty: Workspace) -> None:
    # `python -m tests.storage.schema` writes it anew, to be read before it is committed.
    assert schema.SCHEMA.read_text("utf-8") == schema.dump(empty.database)


def test_the_reviewed_schema_can_be_run(tmp_path: Path) -> None:
    path = tmp_path / "made.db"
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript(schema.SCHEMA.read_text("utf-8"))
    assert schema.dump(path) == schema.SCHEMA.read_text("utf-8")


def test_alembic_sees_no_difference_to_the_tables(empty: Workspace) -> None:
    engine = create_engine(f"sqlite:///{empty.database}")
    with engine.connect() as connection:
        context = MigrationContext.configure(
            connection,
            opts={
                "compare_type": True,
            },
        )
        assert compare_metadata(context, SQLModel.metadata) == []


@pytest.mark.parametrize("name", METADATA)
def test_every_table_is_made_as_it_is_declared(name: str) -> None:
    table = METADATA[name]
    reviewed = schema.SCHEMA.read_text("utf-8")
    dialect = sqlite.dialect()
    made: list[DDLElement] = [
        CreateTable(table),
        *(CreateIndex(index) for index in table.indexes),
    ]
    for statement in made:
        assert f"{laid_out(str(statement.compile(dialect=dialect)))};" in reviewed


def test_every_table_of_the_file_is_declared() -> None:
    made = {line.split()[2] for line in schema.SCHEMA.read_text("utf-8").splitlines()
            if line.startswith("CREATE TABLE")}  # fmt: skip
    assert made - METADATA.keys() == {"alembic_version"}
    assert METADATA.keys() <= made


@pytest.mark.parametrize(
    "kind", [kind for kind in KINDS.values() if kind in projection.TABLES], ids=str
)
def test_projection_writes_the_columns_in_their_order(kind: type[Payload]) -> None:
    columns = [column.name for column in METADATA[projection.TABLES[kind]].columns]
    shared = [column.name for column in METADATA["claim"].columns][:7]
    assert shared == ["identity", "seq", "vendor", "agreement", "first_day", "last_day", "minute"]
    own = []
    for field in kind.__struct_fields__:
        if (kind, field) in MONEY:
            own += [f"{field}_minor", f"{field}_currency"]
        else:
            own.append(field)
    assert columns == shared + own


def test_every_kind_but_a_correction_has_a_table() -> None:
    assert {"correction"} == KINDS.keys() - {
        kind.__struct_config__.tag for kind in projection.TABLES
    }
    assert METADATA.keys() == {"ledger", *projection.DERIVED_TABLES}


def test_what_is_written_stands_in_the_column_of_its_name(everything: Workspace) -> None:
    with closing(trails.raw(everything)) as connection:
        connection.row_factory = sqlite3.Row
        vendor = connection.execute("SELECT * FROM vendor ORDER BY identity").fetchone()
        deal = connection.execute("SELECT * FROM agreement").fetchone()
        segment = connection.execute("SELECT * FROM segment").fetchone()
        payment = connection.execute("SELECT * FROM payment").fetchone()
        call = connection.execute("SELECT * FROM touchpoint WHERE minute > 0").fetchone()
        line = connection.execute("SELECT * FROM result_row ORDER BY line").fetchone()
        entry = connection.execute("SELECT * FROM entry WHERE kind = 'correction'").fetchone()
    assert (vendor["name"], vendor["aliases"]) == ("Звонарь", '["Zvonar"]')
    assert (deal["value_minor"], deal["value_currency"]) == (30_000_00, "RUB")
    assert (segment["quantity"], segment["price_minor"]) == (300, 100_00)
    assert (payment["amount_minor"], payment["segment"]) == (15_000_00, segment["identity"])
    assert (call["direction"], call["minute"], call["tone"]) == ("outgoing", 600, 1)
    assert (line["outcome"], line["line"], line["seconds"]) == ("побеседовали", 2, 61)
    assert (entry["speaks"], entry["private"]) == (1, 1)


def test_days_are_counted_from_1970() -> None:
    day = trails.TODAY
    assert projection.from_unix_day(projection.unix_day(day)) == day
    with closing(sqlite3.connect(":memory:")) as connection:
        (told,) = connection.execute(
            "SELECT date(? * 86400, 'unixepoch')", (projection.unix_day(day),)
        ).fetchone()
    assert told == day.isoformat()


def test_the_newest_revision_has_the_number_of_the_schema(empty: Workspace) -> None:
    with closing(trails.raw(empty)) as connection:
        assert connection.execute("SELECT version_num FROM alembic_version").fetchall() == [
            (f"{SCHEMA:04}",)
        ]
    assert tables.LedgerRow.__tablename__ == "ledger"


def test_a_bulk_append_leaves_the_schema_as_it_was(
    empty: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = schema.dump(empty.database)
    monkeypatch.setattr(appending, "_BULK", 2)
    dropped: list[str] = []
    drop = projection.drop_indexes

    def dropping(connection: sqlite3.Connection) -> None:
        drop(connection)
        dropped.append(schema.dump(empty.database))

    monkeypatch.setattr(projection, "drop_indexes", dropping)
    with trails.opened(empty) as trail:
        trail.record_many(trails.about(None, Vendor(f"Vendor {n}")) for n in range(5))
        assert trail.verify() == ()
    assert len(dropped) == 1
    assert schema.dump(empty.database) == before
