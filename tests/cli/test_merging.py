"""Vendors and people that were recorded twice, at the command line."""

from __future__ import annotations

from tests.cli.conftest import Typist
from tests.importers.ocds.releases import contract, package, release, written


def test_two_vendors_are_merged_and_split(typed: Typist) -> None:
    typed("vendor add Zvonar")
    typed('vendor add "Zvonar Ltd" --domain zvonar.example')
    typed('log "Zvonar Ltd" "hello" --channel call --in --on 2026-11-01')
    (pair,) = typed.json("vendor same")
    assert (pair["one"], pair["other"]) == (
        {"id": 1, "name": "Zvonar"},
        {"id": 2, "name": "Zvonar Ltd"},
    )
    assert "are close names" in typed("vendor same").stdout
    done = typed('vendor merge "Zvonar Ltd" Zvonar --reason "one company"')
    assert done.stdout == "#4 recorded: merger: Zvonar Ltd is Zvonar\n"
    (line,) = typed.json("vendor list")
    assert (line["name"], line["last_word"]) == ("Zvonar", {"vendor": "2026-11-01"})
    assert typed.json('vendor show "Zvonar Ltd"')["vendor"]["payload"]["domains"] == [
        "zvonar.example"
    ]
    assert typed("vendor same").stdout == ""
    assert "the same as itself" in typed.refused('vendor merge #2 Zvonar --reason "again"')
    assert "no vendor is called" in typed.refused("vendor split Bellman --reason two")
    done = typed('vendor split "Zvonar Ltd" --reason "two companies"')
    assert done.stdout == "#5 recorded: #4 is taken back [two companies]\n"
    again = typed.refused('vendor split "Zvonar Ltd" --reason again')
    assert "“Zvonar Ltd” is merged into no other" in again
    assert [line["name"] for line in typed.json("vendor list")] == ["Zvonar", "Zvonar Ltd"]
    assert "merger: #2 is Zvonar [taken back by #5: two companies]" in typed("timeline 1").stdout
    assert typed.json("vendor same") == []
    typed("verify")


def test_what_is_put_right_of_a_vendor_is_its_own(typed: Typist) -> None:
    typed("vendor add Zvonar --domain z.example")
    typed("vendor add Bellman --domain b.example")
    typed('vendor merge Bellman Zvonar --reason "one company"')
    typed('correct 1 --set name=Zvonár --reason "so it is written"')
    typed("vendor address Zvonár z.example --until 2026-02-01")
    assert typed.json("vendor show Zvonár")["vendor"]["payload"]["domains"] == ["b.example"]
    typed('vendor split Bellman --reason "two companies"')
    own = typed.json("vendor show Zvonár")["vendor"]["payload"]
    assert (own["domains"], own["aliases"]) == ([], [])


def test_two_people_are_merged_and_split(typed: Typist) -> None:
    typed("vendor add Zvonar")
    typed('contact add "Eve Adams" --vendor Zvonar --alias "E. A."')
    typed('contact add "Adams Eve" --vendor Zvonar --mail eve@zvonar.example')
    assert [it["one"]["id"] for it in typed.json("contact same")] == [2]
    typed('contact merge "Adams Eve" "E. A." --reason "one woman"')
    (person,) = typed.json("contact list")
    assert person["payload"]["mails"] == ["eve@zvonar.example"]
    assert person["payload"]["aliases"] == ["E. A.", "Adams Eve"]
    typed('contact split "Adams Eve" --reason "two"')
    assert len(typed.json("contact list")) == 2


def test_an_import_says_whom_a_new_vendor_resembles(typed: Typist) -> None:
    typed("vendor add Ringers")
    path = written(typed.folder, package(release(contracts=[contract()])))
    assert "vendor merge" not in typed(f"import ocds {path} --dry-run").stderr
    done = typed(f"import ocds {path}")
    assert "#2 Ringer Ltd" in done.stderr
    assert "may be #1 Ringers" in done.stderr
    assert "merge 2 1 --reason" in done.stderr
    assert "vendor merge" not in typed(f"import ocds {path}").stderr
