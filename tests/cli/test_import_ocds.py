from __future__ import annotations

import json

from tests.cli.conftest import Typist
from tests.importers.ocds.releases import contract, package, release, written


def test_contracts_are_imported_and_published(typed: Typist) -> None:
    stages = {"items": [{"id": "1", "description": "Calls", "quantity": 300}]}
    broken = contract(id="K-2026/2", value={"amount": 1, "currency": "XXQ"})
    path = written(typed.folder, package(release(contracts=[contract(**stages), broken])))
    assert typed(f"import ocds {path} --dry-run", code=3).stdout.startswith("data.json")
    assert typed.json("vendor list") == []
    done = typed(f"import ocds {path}", code=3)
    assert "releases[0].contracts[1].value.currency: “XXQ” is not the code" in done.stderr
    assert [it["number"] for it in typed.json("agreement list Ringer")] == ["K-2026/1", "K-2026/2"]
    assert typed.json(f"import ocds {path}", code=3)["recorded"] == 0
    written_back = json.loads(typed("export ocds Ringer --publisher Northline --output -").stdout)
    assert written_back["publisher"] == {"name": "Northline"}
    (told,) = written_back["releases"]
    assert [it["id"] for it in told["contracts"]] == ["K-2026/1", "K-2026/2"]


def test_what_open_data_has_no_place_for_is_said(typed: Typist) -> None:
    for line in (
        "vendor add Ringer",
        "agreement add Ringer Calls --on 2026-01-05",
        "term propose Calls price --by vendor --wording dearer",
    ):
        typed(line)
    shown = typed("export ocds Ringer --output -")
    assert shown.stderr == "OCDS has no place for: proposal: 1\n"
    assert json.loads(shown.stdout)["version"] == "1.1"


def test_data_has_no_chronology(typed: Typist) -> None:
    typed("vendor add Ringer")
    assert "no chronology" in typed.refused("export ocds Ringer --from 2026-01-01")
    assert "no agreement to publish" in typed.refused("export ocds Ringer")


def test_what_holds_no_release_is_refused_whole(typed: Typist) -> None:
    path = written(typed.folder, b"PK\x03\x04")
    assert "line 1, column 1 is not JSON" in typed.refused(f"import ocds {path}")


def test_a_vendor_has_numbers_in_registers(typed: Typist) -> None:
    typed("vendor add Ringer --identifier GB-COH-1 --identifier RU-INN-77")
    assert "GB-COH-1, RU-INN-77" in typed("vendor show Ringer").stdout
