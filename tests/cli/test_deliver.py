"""Deliveries: outcomes that are typed, and tables whose columns a person confirms."""

from pathlib import Path

import pytest

from tests.cli.conftest import Typist

BANK = Path(__file__).parents[3] / "shared" / "cases" / "csv" / "bank-additional.csv"

TABLE = """result,length
done,60
refusal,20
done,5
"""
READ = "--map outcome=result --map seconds=length --short-under 10"


@pytest.fixture
def known(typed: Typist) -> Typist:
    for line in (
        "vendor add Zvonar",
        "agreement add Zvonar Calls",
        "segment add Calls A 100 call",
    ):
        typed(line)
    return typed


@pytest.fixture
def table(tmp_path: Path) -> Path:
    path = tmp_path / "report.csv"
    path.write_text(TABLE, "utf-8")
    return path


def test_outcomes_are_typed(known: Typist) -> None:
    made = known.json("deliver Calls A --claimed 90 --outcome 'full dialogue=48' --outcome no=3")
    assert made["payload"]["outcomes"] == [
        {"outcome": "full dialogue", "count": 48},
        {"outcome": "no", "count": 3},
    ]
    assert known.json("segment list Calls")[0]["claimed"] == 90


def test_unknown_table_is_shown_and_refused(known: Typist, table: Path) -> None:
    said = known.refused(f"deliver Calls A --claimed 2 --file {table} {READ}")
    assert "refusal" in said
    assert "length" in said
    assert "under 10 s: hang-up" in said
    assert "--yes" in said


def test_column_of_the_outcome_is_asked_for(known: Typist, tmp_path: Path) -> None:
    path = tmp_path / "odd.csv"
    path.write_text("a,b\n1,2\n", "utf-8")
    said = known.refused(f"deliver Calls A --claimed 2 --file {path} --yes")
    assert "--map outcome=COLUMN" in said
    assert "a, b" in said


def test_confirmed_mapping_is_used_again(known: Typist, table: Path) -> None:
    first = known.json(f"deliver Calls A --claimed 2 --file {table} {READ} --yes")
    assert first["outcomes"] == {"done": 1, "refusal": 1, "hang-up": 1}
    assert first["rows"] == 3
    assert first["refused"] == []
    assert len(first["evidence"]) == 1
    table.write_text(TABLE + "done,100\n", "utf-8")
    again = known.json(f"deliver Calls A --claimed 3 --file {table}")
    assert again["outcomes"] == {"done": 2, "refusal": 1, "hang-up": 1}


def test_person_at_a_terminal_is_asked(
    known: Typist, table: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("vendortrail.cli.mapping.can_ask", lambda: True)
    line = f"deliver Calls A --claimed 2 --file {table} {READ}"
    assert known(line, keys="n\n", code=3).stdout == ""
    assert "3 rows taken" in known(line, keys="y\n").stdout


def test_bad_rows_are_told_by_line_and_the_rest_is_kept(known: Typist, table: Path) -> None:
    table.write_text(TABLE + "done,long\n\ndone,70,extra\n", "utf-8")
    known("segment add Calls B 100 call")
    line = f"deliver Calls {{}} --claimed 2 --file {table} {READ} --yes"
    made = known.json(line.format("A"), code=3)
    assert made["rows"] == 3
    assert [bad["line"] for bad in made["refused"]] == [5, 7]
    assert made["payload"]["table"]["refused"] == 2
    told = known(f"{line.format('B')} --map outcome=result", code=3)
    assert "line 5 was not taken: “long”" in told.stderr
    assert "3 rows taken, 2 refused" in told.stdout


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ("--map result", "--map"),
        ("--map colour=result", "--map"),
        ("--map outcome=nothing", "the columns are result, length"),
        ("--outcome-name no", "--outcome-name"),
        ("--outcome done=1", "not both"),
        ("--map outcome=result --key-question nothing", "the columns are result, length"),
        ("--map outcome=result --short-under 10", "--map"),
    ],
)
def test_bad_mapping_is_refused(known: Typist, table: Path, options: str, said: str) -> None:
    assert said in known.refused(f"deliver Calls A --claimed 2 --file {table} --yes {options}")


@pytest.mark.skipif(not BANK.exists(), reason="the real cases are not beside the repository")
def test_a_real_table_of_calls(known: Typist) -> None:
    made = known.json(
        f"deliver Calls A --claimed 100 --file {BANK} --map outcome=y --map seconds=duration "
        "--outcome-name no=refusal --outcome-name yes=agreed --short-under 10 "
        "--short-outcome hang-up --yes"
    )
    assert made["rows"] == 4119
    assert set(made["outcomes"]) == {"refusal", "agreed", "hang-up"}
    assert made["payload"]["table"]["mapping"]["delimiter"] == ";"
    assert known.json("verify") == []
