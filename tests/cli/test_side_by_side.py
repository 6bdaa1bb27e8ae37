"""Terms side by side at the command line, on the first story of the demo."""

from pathlib import Path

import pytest

from tests.cli.conftest import Typist
from vendortrail.service import Workspace, demo


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    workspace = Workspace(tmp_path_factory.mktemp("demo") / "work")
    demo.build(workspace).close()
    return workspace.folder


@pytest.fixture
def told(built: Path) -> Typist:
    """The demo's workspace, only looked at."""
    return Typist(built)


def test_the_vendors_wishes_stand_beside_what_is_agreed(told: Typist) -> None:
    compared = told.json("term compare Z-25")
    price, definition = compared
    keys = "key name old new words difference for_us rule unanswered"
    assert list(price) == keys.split()
    assert price["old"]["value"]["money"]["minor"] == 15_000
    assert price["new"]["value"]["money"]["minor"] == 18_000
    assert price["difference"]["money"] == {"minor": 3_000, "currency": "RUB"}
    assert price["for_us"] == "worse"
    assert [(it["by"], it["days"]) for it in price["unanswered"]] == [("vendor", 3)]
    assert {"mark": "added", "text": "180"} in price["words"]
    assert (definition["key"], definition["old"]) == ("result definition", None)
    assert definition["for_us"] == "worse"


def test_both_definitions_are_held_against_our_own_calls(told: Typist) -> None:
    said = told("term compare Z-25 --from ours --to proposed").stdout
    assert "worse for us: we pay for what counts" in said
    assert "100 surely count instead of 38" in said
    assert "[-dialogue by the script-] {+full dialogue,+}" in said
    assert "Counts as a result: “full dialogue”, if the key questions were answered" in said
    assert "our proposal #" in said
    better = told("term compare Z-25 --from proposed --to ours").stdout
    assert "better for us: we pay for what counts" in better


def test_a_state_is_a_day_or_what_was_known_on_one(told: Typist) -> None:
    price = told.json("term compare Z-25 --from 2025-10-05 --to 2025-10-06")[0]
    assert price["old"] is None
    assert price["new"]["value"]["money"]["minor"] == 15_000
    unknown = told.json("term compare Z-25 --from agreed --from-known 2020-01-01 --to agreed")[0]
    assert unknown["old"] is None


def test_an_offer_is_a_state(told: Typist) -> None:
    (offer,) = (it["seq"] for it in told.json("search offer") if it["kind"] == "offer")
    compared = told.json(f"term compare NL-318874 --to '#{offer}'")
    fee = next(term for term in compared if term["key"] == "fee")
    assert fee["for_us"] == "worse"
    assert fee["difference"]["money"]["minor"] == 15_000
    internet = next(term for term in compared if term["key"] == "internet")
    assert internet["for_us"] == "same"
    assert "another vendor" in told.refused(f"term compare Z-25 --to '#{offer}'")


def test_what_is_no_state_is_refused(told: Typist) -> None:
    assert "not understood as a date" in told.refused("term compare Z-25 --to sometime")
    assert "#1" in told.refused("term compare Z-25 --to '#1'")
