"""Snapshots of a contract register on the command line, whatever order they come in."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import permutations
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Typist

HEADER = "number,title,supplier,signed,start,end,amount,currency,items\n"
JANUARY = (
    "17/2026,Calls,Zvonar,2025-12-28,2026-01-01,2026-12-31,45000,RUB,300 calls\n"
    "18/2026,Letters,Zvonar,2025-12-28,2026-01-01,2026-12-31,9000,RUB,90 letters\n"
    "19/2026,Chats,Zvonar,2025-12-28,2026-01-01,2026-12-31,7000,RUB,70 chats\n"
)
# 17 costs more, lasts longer and has other items; 18 is as it was; 19 is not shown; 20 is new.
MARCH = (
    "17/2026,Calls,Zvonar,2025-12-28,2026-02-01,2027-06-30,60000,RUB,300 calls; 50 letters\n"
    "18/2026,Letters,Zvonar,2025-12-28,2026-01-01,2026-12-31,9000,RUB,90 letters\n"
    "20/2026,Mail,Zvonar,2026-02-15,2026-03-01,2026-12-31,5000,RUB,50 mails\n"
)
SNAPSHOTS = {"2026-01-10": JANUARY, "2026-03-10": MARCH}


def take_in(
    typist: Typist, folder: Path, day: str, text: str, more: str = "", code: int = 0
) -> Any:
    path = folder / f"register-{day}.csv"
    path.write_text(HEADER + text, "utf-8")
    return typist.json(f"import table {path} --as contracts --as-of {day} --yes {more}", code=code)


def found(typist: Typist) -> dict[str, dict[str, Any]]:
    """Return the findings of silent changes, by term."""
    review = typist.json("review Zvonar")
    return {it["subject"]: it for it in review if it["code"] == "VT207"}


@pytest.mark.parametrize("order", list(permutations(SNAPSHOTS)))
def test_what_changed_between_two_snapshots_is_found_and_nothing_else(
    typed: Typist, tmp_path: Path, order: Sequence[str]
) -> None:
    for day in order:
        receipt = take_in(typed, tmp_path, day, SNAPSHOTS[day])
        assert receipt["refused"] == 0
    agreements = {it["number"]: it for it in typed.json("agreement list")}
    assert sorted(agreements) == ["17/2026", "18/2026", "19/2026", "20/2026"]
    assert (agreements["17/2026"]["from"], agreements["17/2026"]["to"]) == (
        *("2026-01-01", "2026-12-31"),
    )
    silent = found(typed)
    assert sorted(silent) == ["agreement value", "first day", "items", "last day"]
    for finding in silent.values():
        assert finding["since"] == "2026-03-10"
        assert finding["agreement"] == "Calls"
        assert "no change of it is on record" in finding["message"]
    assert "60,000.00" in silent["agreement value"]["message"]
    assert "30 Jun 2027" in silent["last day"]["message"].replace("\xa0", " ")
    assert "300 calls; 50 letters" in silent["items"]["message"]


AMENDED = {
    "agreement value": '--value "60000 RUB"',
    "first day": "--wording 2026-02-01",
    "last day": "--wording 2027-06-30",
    "items": "--wording '300 calls; 50 letters'",
}


def test_an_amendment_that_is_recorded_later_silences_each(typed: Typist, tmp_path: Path) -> None:
    for day, text in SNAPSHOTS.items():
        take_in(typed, tmp_path, day, text)
    left = set(AMENDED)
    for term, said in AMENDED.items():
        assert set(found(typed)) == left
        proposal = typed.json(f"term propose 17/2026 '{term}' --by vendor {said} --on 2026-02-01")
        typed(f"term accept {proposal['seq']} --by us --on 2026-02-01")
        left.remove(term)
    assert found(typed) == {}


def test_a_register_shows_terms_of_an_agreement_on_record(typed: Typist, tmp_path: Path) -> None:
    typed("vendor add Zvonar")
    typed("agreement add Zvonar Calls --number 17/2026 --value '45000 RUB' --on 2025-12-28")
    receipt = take_in(typed, tmp_path, "2026-03-10", MARCH.splitlines(keepends=True)[0])
    assert (receipt["refused"], receipt["known"]) == (0, 2)
    (agreement,) = typed.json("agreement list")
    assert agreement["title"] == "Calls"
    assert found(typed)["agreement value"]["evidence"][0] == agreement["id"]


OTHER = (
    JANUARY.replace("45000", "50000")
    .replace("Chats", "Chat")
    .replace("2026-12-31,9000", "2026-11-30,9000")
)


def test_a_contract_is_shown_in_one_way_on_a_day(typed: Typist, tmp_path: Path) -> None:
    take_in(typed, tmp_path, "2026-01-10", JANUARY)
    path = tmp_path / "again.csv"
    path.write_text(HEADER + OTHER, "utf-8")
    line = f"import table {path} --as contracts --yes"
    trial = typed.json(f"{line} --as-of 2026-01-10 --dry-run", code=3)
    receipt = typed.json(f"{line} --as-of 2026-01-10", code=3)
    assert trial["refusals"] == receipt["refusals"]
    assert (receipt["recorded"], receipt["changed"], receipt["refused"]) == (0, 0, 3)
    first, other, second = receipt["refusals"]
    assert [it["place"] for it in receipt["refusals"]] == ["line 2", "line 3", "line 4"]
    assert "“last day” is “30 Nov 2026”" in other["reason"].replace("\xa0", " ")
    assert first["reason"].replace("\xa0", " ") == (
        "“agreement value” is “RUB 50,000.00” in “again.csv”, and “RUB 45,000.00” in "
        "“register-2026-01-10.csv” of the same day, #3: if the file tells of another day, say of "
        "which (--as-of); if #3 is wrong, take it back"
    )
    assert "“title” is “Chat” in “again.csv”, and “Chats” in" in second["reason"]
    # Of its own day it is a snapshot like any other.
    assert typed.json(f"{line} --as-of 2026-02-01")["refused"] == 0
    assert typed.json(f"{line} --as-of 2026-01-10", code=3)["refused"] == 3


def test_what_a_person_took_back_makes_room_for_another(typed: Typist, tmp_path: Path) -> None:
    take_in(typed, tmp_path, "2026-01-10", JANUARY)
    typed("correct 3 --take-back --reason 'the draft of the register'")
    take_in(typed, tmp_path, "2026-01-10", JANUARY.replace("45000", "50000"))
    again = take_in(typed, tmp_path, "2026-01-10", JANUARY.replace("45000", "50000"))
    assert (again["recorded"], again["refused"]) == (0, 0)
    assert "50,000.00" in found(typed)["agreement value"]["message"]


def test_what_a_person_corrected_is_not_held_against_its_file(
    typed: Typist, tmp_path: Path
) -> None:
    take_in(typed, tmp_path, "2026-01-10", JANUARY)
    typed('correct 3 --set \'value={"money": {"minor": 1, "currency": "RUB"}}\' --reason typo')
    assert take_in(typed, tmp_path, "2026-01-10", JANUARY)["refused"] == 0


def test_a_contract_stands_on_one_line(typed: Typist, tmp_path: Path) -> None:
    first = JANUARY.splitlines(keepends=True)[0]
    receipt = take_in(
        typed, tmp_path, "2026-01-10", first + first + first.replace("300 calls", "9 mails"), code=3
    )
    (refusal,) = receipt["refusals"]
    assert (refusal["place"], receipt["known"]) == ("line 4", 6)
    assert refusal["reason"] == (
        "contract 17/2026 stands in line 2 already, otherwise; put what holds of it on one line"
    )


CONFLICT = {"a": ("2026-01-10", JANUARY), "b": ("2026-01-10", OTHER), "c": ("2026-03-10", MARCH)}


@pytest.mark.parametrize("order", list(permutations(CONFLICT)))
def test_what_is_not_shown_in_two_ways_is_the_same_in_any_order(
    typed: Typist, tmp_path: Path, order: Sequence[str]
) -> None:
    for name in order:
        take_in(
            typed, tmp_path, *CONFLICT[name], code=3 if name == max("ab", key=order.index) else 0
        )
    told = [
        (it["occurred"], it["kind"], it["payload"])
        for it in typed.json("timeline Zvonar")
        if it["kind"] in ("agreement", "proposal")
    ]
    numbers = {it["number"]: it["id"] for it in typed.json("agreement list")}
    assert sorted(numbers) == ["17/2026", "18/2026", "19/2026", "20/2026"]
    amounts = [
        payload["value"]["money"]["minor"]
        for _, kind, payload in told
        if kind == "proposal" and payload["key"] == "agreement value"
    ]
    first = 4_500_000 if order.index("a") < order.index("b") else 5_000_000
    assert sorted(amounts) == sorted([first, 900_000, 700_000, 6_000_000, 900_000, 500_000])
