"""What every import has in common on the command line: coverage and receipts."""

from __future__ import annotations

import pytest

from tests.cli.conftest import Typist


@pytest.fixture
def covered(typed: Typist) -> Typist:
    """A vendor that spoke once, in a trail that rests on two periods."""
    typed("vendor add Zvonar")
    typed("log Zvonar first --channel call --in --on 2026-01-10")
    typed("import cover Zvonar 2026-01-01..2026-03-01")
    typed("import cover Zvonar 2026-05-01..")
    return typed


def test_a_silence_is_claimed_only_where_somebody_would_know_a_word(covered: Typist) -> None:
    assert [(s["from"], s["to"]) for s in covered.json("silences")] == [
        ("2026-01-10", "2026-03-01"),
        ("2026-05-01", None),
    ]
    items = covered.json("timeline Zvonar")
    unknown = [item for item in items if item["kind"] == "unknown"]
    assert unknown == [{"kind": "unknown", "from": "2026-03-02", "to": "2026-04-30"}]


def test_receipts_are_listed_and_shown(covered: Typist) -> None:
    assert [receipt["payload"]["first"] for receipt in covered.json("import list Zvonar")] == [
        "2026-01-01",
        "2026-05-01",
    ]
    shown = covered("import show 3").stdout
    assert "covers 1 Jan 2026 to 1 Mar 2026" in shown
    assert covered.json("import show 4")["covers"] == {"from": "2026-05-01", "to": None}


@pytest.mark.parametrize("period", ["2026-01-01", "..2026-01-01", "2026-02-01..2026-01-01", "x..y"])
def test_a_period_that_is_none_is_refused(covered: Typist, period: str) -> None:
    covered.refused(f"import cover Zvonar {period}")
