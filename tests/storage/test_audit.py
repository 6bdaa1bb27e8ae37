"""Whatever is changed in the file directly, `verify` finds; a sound file passes in silence."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests import trails
from vendortrail import projection
from vendortrail.guards import GUARDS
from vendortrail.records.parties import Vendor
from vendortrail.service import Workspace, keeping

TABLES = ("ledger", *projection.DERIVED_TABLES, "alembic_version")


@dataclass(frozen=True)
class Change:
    """A change of the file in SQL."""

    sql: str
    values: tuple[object, ...] = ()

    def __call__(self, connection: sqlite3.Connection) -> None:
        connection.execute(self.sql, self.values)


class Column(NamedTuple):
    table: str
    name: str
    kind: str
    may_be_null: bool


_FOLDER = TemporaryDirectory()


@cache
def template() -> Workspace:
    """Return a workspace with a checkpoint in it, to be copied and never changed."""
    made = trails.everything(Path(_FOLDER.name) / "template")
    with trails.opened(made) as trail:
        trail.checkpoint(made.folder / "checkpoint.json")
    return made


def verified(made: Workspace) -> list[str]:
    with trails.opened(made) as trail:
        return trails.sentences(trail.verify(made.folder / "checkpoint.json"))


def after(act: Callable[[sqlite3.Connection], object]) -> list[str]:
    """Return what verify says of a copy in which something was changed around the guards."""
    with TemporaryDirectory() as folder:
        made = Workspace(Path(folder) / "workspace")
        shutil.copytree(template().folder, made.folder)
        trails.change(made, act)
        return verified(made)


@cache
def columns(table: str) -> tuple[Column, ...]:
    with closing(trails.raw(template())) as connection:
        found = connection.execute(f"PRAGMA table_info({table})")
        return tuple(Column(table, name, kind, not filled) for _, name, kind, filled, *_ in found)


@cache
def rows(table: str) -> tuple[tuple[object, ...], ...]:
    """Return every row of a table, with its rowid in front."""
    with closing(trails.raw(template())) as connection:
        return tuple(connection.execute(f"SELECT rowid, * FROM {table}"))


def cells() -> list[tuple[Column, object, object]]:
    """Return (column, rowid, value) of every cell in the file."""
    return [
        (column, row[0], value)
        for table in TABLES
        for row in rows(table)
        for column, value in zip(columns(table), row[1:], strict=True)
    ]


def another(column: Column, value: object) -> st.SearchStrategy[object]:
    """Values that the column can hold, other than the one there."""
    near: list[object] = []
    anything: st.SearchStrategy[object]
    match column.kind:
        case "INTEGER":
            anything = st.integers(-(2**63), 2**63 - 1)
            near = [value + 1, value - 1] if isinstance(value, int) else [0]
        case "BLOB":
            anything = st.binary(max_size=64)
            near = [value[::-1]] if isinstance(value, bytes) else []
        case _:
            anything = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
            near = [f"{value} ", str(value)[1:], str(value).upper()]
    if column.may_be_null:
        near.append(None)
    return (anything | st.sampled_from(near)).filter(lambda other: other != value)


@st.composite
def changed_cells(draw: st.DrawFn) -> Change:
    column, rowid, value = draw(st.sampled_from(cells()))
    new = draw(another(column, value))
    return Change(
        f'UPDATE OR REPLACE {column.table} SET "{column.name}" = ? WHERE rowid = ?', (new, rowid)
    )


@st.composite
def removed_rows(draw: st.DrawFn) -> Change:
    table = draw(st.sampled_from([table for table in TABLES if rows(table)]))
    return Change(f"DELETE FROM {table} WHERE rowid = ?", (draw(st.sampled_from(rows(table)))[0],))


@st.composite
def inserted_rows(draw: st.DrawFn) -> Change:
    """A row that is like another but for its key, which no other has."""
    table = draw(st.sampled_from([table for table in TABLES if rows(table)]))
    *others, place = columns(table)[0], draw(st.integers(-(2**62), 2**62))
    row = draw(st.sampled_from(rows(table)))[1:]
    taken = {known[1] for known in rows(table)}
    key = str(place) if others[0].kind.startswith("VARCHAR") else place
    values = (key if key not in taken else -999, *row[1:])
    return Change(f"INSERT INTO {table} VALUES ({', '.join('?' * len(values))})", values)


@st.composite
def swapped_records(draw: st.DrawFn) -> Callable[[sqlite3.Connection], None]:
    last = len(rows("ledger"))
    one, two = draw(st.lists(st.integers(1, last), min_size=2, max_size=2, unique=True).map(sorted))
    chosen = draw(st.sampled_from(["body", "hash", "body, hash"]))

    def act(connection: sqlite3.Connection) -> None:
        first, second = (
            connection.execute(f"SELECT {chosen} FROM ledger WHERE seq = ?", (seq,)).fetchone()
            for seq in (one, two)
        )
        names = chosen.split(", ")
        for seq, values in ((one, second), (two, first)):
            placed = ", ".join(f"{name} = ?" for name in names)
            connection.execute(f"UPDATE ledger SET {placed} WHERE seq = ?", (*values, seq))

    return act


CHANGES = changed_cells() | removed_rows() | inserted_rows() | swapped_records()


def test_a_sound_trail_is_passed_over_in_silence() -> None:
    assert verified(template()) == []
    assert after(lambda _: None) == []


@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(act=CHANGES)
def test_every_single_change_is_found(act: Callable[[sqlite3.Connection], None]) -> None:
    assert after(act)


@pytest.mark.long
@settings(max_examples=4_000, suppress_health_check=[HealthCheck.too_slow])
@given(act=CHANGES)
def test_every_single_change_is_found_of_thousands(
    act: Callable[[sqlite3.Connection], None],
) -> None:
    assert after(act)


@pytest.mark.long
def test_every_cell_is_watched() -> None:
    for column, rowid, value in cells():
        new: object = 41 if value != 41 else 42
        if column.kind != "INTEGER":
            new = b"x" if column.kind == "BLOB" else "x"
        change = Change(
            f'UPDATE OR REPLACE {column.table} SET "{column.name}" = ? WHERE rowid = ?',
            (new, rowid),
        )
        assert after(change), change


@pytest.mark.long
def test_every_row_is_watched() -> None:
    for table in TABLES:
        for rowid, *_ in rows(table):
            change = Change(f"DELETE FROM {table} WHERE rowid = ?", (rowid,))
            assert after(change), change


def test_every_table_has_rows_to_be_watched() -> None:
    assert [table for table in TABLES if not rows(table)] == []


@pytest.mark.parametrize(
    "broken",
    [
        "UPDATE ledger SET body = CAST(x'ff' AS TEXT) WHERE seq = 5",
        "UPDATE ledger SET body = '' WHERE seq = 5",
        "UPDATE ledger SET body = '{}' WHERE seq = 5",
        "UPDATE entry SET kind = CAST(x'ff' AS TEXT) WHERE seq = 5",
        "UPDATE touchpoint SET summary = CAST(x'ff' AS TEXT)",
        "UPDATE touchpoint SET direction = 'sideways'",
        "UPDATE touchpoint SET first_day = 999999999999",
        "UPDATE silence_gap SET owed_by = CAST(x'ff' AS TEXT)",
        "UPDATE result_row SET outcome = CAST(x'ff' AS TEXT)",
        "UPDATE entry SET kind = 'delivery' WHERE kind = 'touchpoint'",
        "UPDATE entry SET identity = 1 WHERE seq = 9",
        "INSERT INTO ledger VALUES (9223372036854775807, '{}', x'00')",
        "INSERT INTO ledger VALUES (0, '{}', x'00')",
        "INSERT INTO ledger VALUES (-5, '{}', x'00')",
        "DELETE FROM ledger",
        "DELETE FROM entry",
        "UPDATE alembic_version SET version_num = '0000'",
        "CREATE TRIGGER own AFTER INSERT ON entry BEGIN SELECT 1; END",
    ],
)
def test_what_cannot_even_be_read_is_a_fault_like_any_other(broken: str) -> None:
    assert after(Change(broken))


@pytest.mark.parametrize("guard", GUARDS)
def test_a_guard_that_is_gone_or_is_another_is_found(guard: str, tmp_path: Path) -> None:
    made = trails.everything(tmp_path / "one")
    with closing(trails.raw(made)) as connection:
        connection.execute(f"DROP TRIGGER {guard}")
        with trails.opened(made) as trail:
            gone = trails.sentences(trail.verify())
        connection.execute(f"CREATE TRIGGER {guard} BEFORE UPDATE ON ledger BEGIN SELECT 1; END")
    with trails.opened(made) as trail:
        other = trails.sentences(trail.verify())
    assert gone == other == [f"the guard {guard} of the ledger is not in place"]


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ("DROP INDEX touchpoint_of_vendor", "the index touchpoint_of_vendor is missing"),
        (
            "DROP INDEX entry_of_vendor; CREATE INDEX entry_of_vendor ON entry (vendor)",
            "the index entry_of_vendor is not as vendortrail made it",
        ),
        ("CREATE INDEX own ON entry (day)", "the index own is not one of vendortrail’s"),
        ("DROP TABLE usage", "the table usage is missing"),
        ("DROP TABLE ledger", "the table ledger is missing"),
        ("DROP TABLE alembic_version", "the table alembic_version is missing"),
        ("CREATE TABLE own (one)", "the table own is not one of vendortrail’s"),
        (
            "ALTER TABLE usage ADD COLUMN own INTEGER",
            "the table usage is not as vendortrail made it",
        ),
        (
            "ALTER TABLE entry RENAME COLUMN day TO days",
            "the table entry is not as vendortrail made it",
        ),
        ("CREATE VIEW own AS SELECT 1", "the view own is not one of vendortrail’s"),
    ],
)
def test_another_schema_is_found_and_named(change: str, said: str, tmp_path: Path) -> None:
    made = trails.everything(tmp_path / "one")
    with closing(trails.raw(made)) as connection:
        connection.executescript(change)
    with trails.opened(made) as trail:
        assert said in trails.sentences(trail.verify())


def test_a_cut_at_the_end_shows_against_a_checkpoint(everything: Workspace) -> None:
    with trails.opened(everything) as trail:
        kept, path = trail.checkpoint()
    assert path.parent == everything.checkpoints

    def cut(connection: sqlite3.Connection) -> None:
        for table in ("ledger", "entry"):
            connection.execute(f"DELETE FROM {table} WHERE seq = {kept.size}")
        connection.execute("UPDATE entry SET speaks = 1 WHERE seq = 25")

    trails.change(everything, cut)
    with trails.opened(everything) as trail:
        trail.rebuild()
        assert trail.verify() == ()
        (fault,) = trail.verify(path)
    assert str(fault.sentence) == (
        f"the checkpoint knows {kept.size} records, the ledger has only {kept.size - 1}"
    )


def test_a_checkpoint_of_another_trail_is_not_met(everything: Workspace, empty: Workspace) -> None:
    with trails.opened(empty) as other:
        for number in range(3):
            other.record(trails.about(None, Vendor(f"Vendor {number}")))
        _, path = other.checkpoint()
    with trails.opened(everything) as trail:
        assert trails.sentences(trail.verify(path)) == [
            "record #3 is not the one the checkpoint was made of"
        ]


def test_a_checkpoint_of_an_older_day_is_met_by_what_grew_since(everything: Workspace) -> None:
    with trails.opened(everything) as trail:
        _, path = trail.checkpoint()
        trail.record(trails.about(None, Vendor("New")))
        assert trail.verify(path) == ()


def test_evidence_that_is_gone_or_changed_is_found(everything: Workspace) -> None:
    kept = sorted(path for path in everything.evidence.rglob("*") if path.is_file())
    assert len(kept) == 2
    kept[0].unlink()
    kept[1].write_bytes(b"other")
    with trails.opened(everything) as trail:
        assert sorted(trails.sentences(trail.verify())) == sorted(
            [
                f"the evidence {kept[0].name[:12]} is not in the workspace",
                f"the evidence {kept[1].name[:12]} was changed since",
            ]
        )


class TestTwoProcesses:
    """A large ledger is verified in two stretches at once; here every ledger is large."""

    @pytest.fixture(autouse=True)
    def _every_ledger_is_large(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(keeping, "_LARGE", 1)

    def test_a_sound_trail_is_passed_over_in_silence(self) -> None:
        assert verified(template()) == []

    @pytest.mark.parametrize("offset", [0, 1])
    def test_a_record_missing_at_the_split_is_named(self, offset: int) -> None:
        place = len(rows("ledger")) // 2 + offset
        assert f"record #{place} is missing" in after(
            Change("DELETE FROM ledger WHERE seq = ?", (place,))
        )

    @pytest.mark.parametrize("part", [0.25, 0.75])
    def test_what_is_no_record_is_named_with_the_reason(self, part: float) -> None:
        place = int(len(rows("ledger")) * part)
        said = after(Change("UPDATE ledger SET body = '{\"seq\":1}' WHERE seq = ?", (place,)))
        assert any(sentence.startswith(f"record #{place}: this is not a rec") for sentence in said)


def test_numbers_of_records_are_written_without_separators() -> None:
    def far(connection: sqlite3.Connection) -> None:
        connection.execute("INSERT INTO ledger VALUES (5000, '{}', x'00')")

    last = len(rows("ledger"))
    assert f"records #{last + 1} to #4999 are missing" in after(far)
