"""The same rows under every definition: what counts, what it costs, and the rows behind it."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Typist
from vendortrail.cli import progress
from vendortrail.service import Workspace, demo

DEAL = "'Calls over three'"


@pytest.fixture
def told(tmp_path: Path) -> Typist:
    workspace = Workspace(tmp_path / "demo")
    demo.build(workspace).close()
    return Typist(workspace.folder)


def figures(found: list[dict[str, Any]]) -> list[tuple[object, ...]]:
    keys = ("status", "counts", "does_not", "cannot_tell", "amount")
    return [tuple(one[key] for key in keys) for one in found]


def roubles(amount: int) -> dict[str, object]:
    return {"minor": amount * 100, "currency": "RUB"}


def test_json_is_the_contract(told: Typist) -> None:
    found = told.json(f"recount {DEAL}")
    assert {tuple(one) for one in found} == {
        ("definition", "status", "counts", "does_not", "cannot_tell", "amount")
    }
    assert figures(found) == [
        ("countered", 100, 60, 0, roubles(15_000)),
        ("proposed", 38, 101, 21, roubles(5_700)),
    ]
    assert found[1]["definition"] == (
        "#262: Counts as a result: “full dialogue”, if the key questions were answered; or "
        "“call-back agreed”, if the key questions were answered."
    )


def test_as_text_it_stands_beside_what_was_promised_claimed_and_paid(told: Typist) -> None:
    said = told(f"recount {DEAL}").stdout.replace("\N{NO-BREAK SPACE}", " ")
    theirs = next(line.split("  ") for line in said.splitlines() if line.startswith("In all"))
    assert [cell.strip() for cell in theirs if cell.strip()] == [
        *("In all", "100", "60", "0", "300", "200", "100", "0"),
        *("RUB 15,000.00", "RUB 18,000.00", "RUB 22,500.00", "RUB 7,500.00"),
    ]
    assert "(countered, by: vendor)" in said


def test_every_column_has_its_own_heading_and_something_in_it(told: Typist) -> None:
    headings = told(f"recount {DEAL}").stdout.splitlines()[1].split("  ")
    named = [heading.strip() for heading in headings if heading.strip()]
    assert {"Short of promised", "Claimed", "Short of claimed", "Overpaid"} <= set(named)
    assert len(set(named)) == len(named)


def test_more_than_was_promised_is_not_short_of_it(tmp_path: Path) -> None:
    typist = Typist(tmp_path / "trail")
    typist("init")
    typist("vendor add Acme")
    typist("agreement add Acme Calls --on 2026-01-01")
    typist("segment add Calls All 1 call")
    path = tmp_path / "rows.csv"
    path.write_text("outcome\ntalk\ntalk\ntalk\n", "utf-8")
    typist(f"deliver Calls All --claimed 0 --file {path} --map outcome=outcome --yes")
    headings, figures_of_all = typist("recount Calls --counts talk").stdout.splitlines()[1:3]
    assert figures_of_all.split() == ["All", "3", "0", "0", "1", "2", "more"]
    assert "Claimed" not in headings
    assert "Overpaid" not in headings


def test_what_if_is_counted_and_not_recorded(told: Typist) -> None:
    before = told.size()
    found = told.json(
        f"recount {DEAL} --counts 'full dialogue' --answered 'full dialogue=uses the plan' "
        "--at-least 'full dialogue=120' --unit-price '200 RUB'"
    )
    (what_if,) = (one for one in found if one["status"] == "what-if")
    assert what_if["counts"] + what_if["does_not"] + what_if["cannot_tell"] == 160
    assert what_if["amount"] == roubles(200 * what_if["counts"])
    assert told.size() == before
    assert "(only considered)" in told(f"recount {DEAL} --counts refusal").stdout


def test_what_takes_long_says_how_far_it_is(told: Typist, monkeypatch: pytest.MonkeyPatch) -> None:
    quick = told(f"recount {DEAL} --json")
    assert quick.stderr == ""
    monkeypatch.setattr(progress, "_PATIENCE", 0)
    slow = told(f"recount {DEAL} --json")
    assert (slow.stdout, slow.stderr) == (quick.stdout, "Counting: 100 %\n")


@pytest.mark.parametrize(
    ("which", "rows"),
    [("262 counts", 38), ("#262 does-not", 101), ("262 cannot-tell", 21), ("258 counts", 100)],
)
def test_every_number_opens_its_rows(told: Typist, which: str, rows: int) -> None:
    (behind,) = told.json(f"recount {DEAL} --rows {which}")
    assert (behind["delivery"], behind["segment"]) == (91, "A: existing customers")
    assert len(set(behind["lines"])) == rows
    evidence = told.folder / "evidence" / behind["evidence"][:2] / behind["evidence"]
    table = evidence.read_text("utf-8").splitlines()
    if which == "262 counts":
        outcomes = {table[line - 1].split(",")[4] for line in behind["lines"]}
        assert outcomes == {"full dialogue", "call-back agreed"}


def test_rows_of_a_what_if_are_opened_too(told: Typist) -> None:
    said = told(f"recount {DEAL} --counts 'no answer' --rows what-if counts").stdout
    assert said.splitlines()[1].split()[:2] == ["#91", "A:"]
    assert "38" in said
    assert "5-6" in said


def test_a_definition_that_there_is_not_is_refused(told: Typist) -> None:
    assert "none of the definitions: #258, #262" in told.refused(
        f"recount {DEAL} --rows 999 counts"
    )
    assert "none was proposed" in told.refused("recount NL-318874 --rows what-if counts")


def test_without_a_definition_it_says_so(told: Typist) -> None:
    assert "No definition was proposed" in told("recount NL-318874").stdout
    assert told.json("recount NL-318874") == []


def test_everything_in_a_definition_is_said_by_options(told: Typist) -> None:
    made = told.json(
        f"term propose {DEAL} 'result definition' --by us --counts refusal "
        "--counts-answered 'full dialogue' --answered 'full dialogue=preferred channel' "
        "--by-script 'full dialogue' --at-least refusal=5 --excludes 'a hang-up=they hang up' "
        "--excludes silence --proof 'the recording' --unit call --unit-price 150 "
        "--valid-from 1.12.2026 --valid-to 2027-11-30"
    )
    assert made["payload"]["definition"] == {
        "counts": [
            {"outcome": "refusal", "at_least_seconds": 5},
            {
                "outcome": "full dialogue",
                "key_questions": True,
                "questions": ["preferred channel"],
                "script": True,
            },
        ],
        "excludes": [{"what": "a hang-up", "example": "they hang up"}, {"what": "silence"}],
        "evidence": ["the recording"],
        "unit": "call",
        "price": roubles(150),
        "starts": "2026-12-01",
        "ends": "2027-11-30",
    }
    shown = told(f"term show {DEAL}").stdout.replace("\N{NO-BREAK SPACE}", " ")
    assert "Does not count: a hang-up (for example: they hang up); silence." in shown
    assert "One costs RUB 150.00. Valid from 1 Dec 2026 to 30 Nov 2027." in shown


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ("--unit call", "--counts OUTCOME"),
        ("--counts refusal --answered refusal", "“refusal” is not OUTCOME=QUESTION"),
        ("--counts refusal --answered no=why", "“no=why” is not OUTCOME=QUESTION"),
        ("--counts refusal --by-script no", "“no” is none of the outcomes that count: refusal"),
        ("--counts refusal --at-least refusal=x", "is not OUTCOME=SECONDS"),
        ("--counts refusal --valid-from 2026-02-30", "2026-02-30"),
    ],
)
def test_options_that_do_not_fit_are_refused(told: Typist, options: str, said: str) -> None:
    assert said in told.refused(f"recount {DEAL} {options}")


def test_an_outcome_that_no_row_has_is_refused_at_the_proposal(told: Typist) -> None:
    said = told.refused(f"term propose {DEAL} 'result definition' --by us --counts visit")
    assert "“visit”" in said
    assert "call-back agreed, full dialogue" in said


def test_questions_are_added_and_listed(told: Typist) -> None:
    told(f"question add {DEAL} 'decides on renewal' --key --since 24.10.2025")
    told(f"question add {DEAL} 'uses the plan' --since 2025-10-20 --until 2025-11-06")
    found = told.json(f"question list {DEAL}")
    assert [list(one) for one in found] == [["id", "name", "key", "since", "until"]] * 2
    assert [(one["name"], one["key"], one["since"], one["until"]) for one in found] == [
        ("decides on renewal", True, "2025-10-24", None),
        ("uses the plan", False, "2025-10-20", "2025-11-06"),
    ]
    assert "decides on renewal" in told(f"question list {DEAL}").stdout
    assert figures(told.json(f"recount {DEAL}"))[1] == ("proposed", 38, 101, 21, roubles(5_700))


def test_rows_of_several_segments_lie_in_one_table(told: Typist, tmp_path: Path) -> None:
    path = tmp_path / "both.csv"
    path.write_text("outcome,segment\nrefusal,B\nrefusal,C\nno answer,C\n", "utf-8")
    for name, rows in (("B", 1), ("C", 2)):
        made = json.loads(
            told(
                f"deliver {DEAL} {name}: --claimed 1 --file {path} --map outcome=outcome "
                f"--only segment={name} --yes --json"
            ).stdout
        )
        assert made["rows"] == rows
    assert told.json(f"recount {DEAL}")[0]["does_not"] == 63
    assert "segment: C" in told.refused(f"deliver {DEAL} B: --claimed 1 --file {path}")
    assert "“segment” is not COLUMN=VALUE" in told.refused(
        f"deliver {DEAL} B: --claimed 1 --file {path} --only segment --yes"
    )
