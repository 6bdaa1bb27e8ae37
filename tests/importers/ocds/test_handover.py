"""A contract that goes over to another supplier, and one that several have together."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import permutations
from pathlib import Path
from typing import Any

import pytest

from tests.importers.ocds.releases import (
    BUYER,
    OTHER,
    PARTY,
    SUPPLIER,
    Json,
    Store,
    Told,
    contract,
    package,
    release,
    told,
    written,
)
from vendortrail.importers.item import Foreign
from vendortrail.records.parties import Agreement, Vendor
from vendortrail.records.promised import CloseOut, Delivery, Payment, Segment, TermProposal
from vendortrail.records.values import Closing, Money

BELL = {"id": "GB-COH-2", "name": "Bell Ltd"}
START = {"id": "m", "title": "Start", "status": "met", "dateMet": "2026-02-01T00:00:00Z"}
END = {"id": "n", "title": "End", "status": "scheduled", "dueDate": "2026-12-01T00:00:00Z"}


def paid(own: str, payee: Json | None = None, amount: int = 100) -> Json:
    value = {"amount": amount, "currency": "RUB"}
    return {"id": own, "value": value, **({"payee": payee} if payee else {})}


def of(number: int, day: str, supplier: Json | Sequence[Json], **said: Any) -> Json:
    """Return a release of a day in which the contract is somebody's."""
    suppliers = [supplier] if isinstance(supplier, dict) else list(supplier)
    return release(
        number,
        day,
        parties=[PARTY, OTHER, BUYER],
        awards=[{"id": "a", "suppliers": suppliers}],
        contracts=[{"id": "K-2026/1", "awardID": "a", **said}],
    )


FIRST = of(
    1,
    "2026-01-10",
    SUPPLIER,
    **contract(
        milestones=[START, END],
        items=[{"id": "1", "description": "Calls", "quantity": 300}],
        amendments=[{"id": "1", "date": "2026-01-08T00:00:00Z", "rationale": "at night too"}],
        implementation={"transactions": [paid("t1")]},
    ),
)
SECOND = of(
    2,
    "2026-03-10",
    BELL,
    value={"amount": 450000, "currency": "RUB"},
    implementation={"transactions": [paid("t2"), paid("late", SUPPLIER), paid("x", BUYER)]},
)
THIRD = of(3, "2026-05-10", BELL, value={"amount": 500000, "currency": "RUB"})


@pytest.fixture
def both(tmp_path: Path) -> Told:
    return told(tmp_path, package(FIRST, SECOND, THIRD))


def under(found: Told, kind: type[Any]) -> dict[str, list[Any]]:
    """Return the payloads of a kind by the name of the vendor of their agreement."""
    names = {found.keys[number]: "" for number in found.keys}
    for key, draft in found.drafts.items():
        if isinstance(draft.payload, Vendor):
            names[key] = draft.payload.name
    by_name: dict[str, list[Any]] = {}
    for draft in found.drafts.values():
        if isinstance(draft.payload, kind):
            by_name.setdefault(names[found.keys[draft.vendor or 0]], []).append(draft.payload)
    return by_name


def test_the_next_supplier_has_an_agreement_that_names_the_one_before(both: Told) -> None:
    assert under(both, Agreement) == {
        "Ringer Ltd": [
            Agreement(
                "Calls",
                number="K-2026/1",
                starts="2026-01-05",
                ends="2026-12-31",
                value=Money(30000000, "RUB"),
            )
        ],
        "Bell Ltd": [
            Agreement(
                "Calls",
                number="K-2026/1",
                ends="2026-12-31",
                value=Money(45000000, "RUB"),
                note="Taken over from Ringer Ltd",
            )
        ],
    }
    assert both.occurred(Agreement) == ["2026-01-05", "[2026-01-10..2026-03-10]"]
    assert not both.refused


def test_for_the_former_supplier_it_ended_when_it_went_over(both: Told) -> None:
    assert under(both, CloseOut) == {
        "Ringer Ltd": [CloseOut(Closing.TERMINATED, note="Went over to Bell Ltd")]
    }
    assert both.occurred(CloseOut) == ["[2026-01-10..2026-03-10]"]


def test_what_was_met_is_the_formers_and_what_is_open_the_next_ones(both: Told) -> None:
    names = {who: [it.name for it in said] for who, said in under(both, Segment).items()}
    assert names == {"Ringer Ltd": ["Calls", "Start", "End"], "Bell Ltd": ["Calls", "End"]}
    assert list(under(both, Delivery)) == ["Ringer Ltd"]


def test_each_is_paid_what_was_paid_to_it(both: Told) -> None:
    purposes = {who: [it.purpose for it in said] for who, said in under(both, Payment).items()}
    assert purposes == {"Ringer Ltd": ["t1", "late"], "Bell Ltd": ["t2"]}
    assert sum(isinstance(it, Foreign) for it in both.items) == 1


def test_terms_are_agreed_with_whoever_had_it(both: Told) -> None:
    terms = under(both, TermProposal)
    assert [it.wording for it in terms["Ringer Ltd"]] == ["at night too"]
    assert [(it.value.money.minor, it.observed) for it in terms["Bell Ltd"]] == [
        (45000000, False),
        (50000000, True),
    ]


def test_an_award_alone_can_name_the_next(tmp_path: Path) -> None:
    later = SECOND | {"contracts": []}
    found = told(tmp_path, package(FIRST, later, THIRD))
    assert found.occurred(CloseOut) == ["[2026-01-10..2026-03-10]"]
    assert list(under(found, Agreement)) == ["Ringer Ltd", "Bell Ltd"]


def test_it_may_come_back(tmp_path: Path) -> None:
    back = of(4, "2026-06-10", SUPPLIER)
    found = told(tmp_path, package(FIRST, SECOND, THIRD, back))
    assert under(found, CloseOut) == {
        "Bell Ltd": [CloseOut(Closing.TERMINATED, note="Went over to Ringer Ltd")]
    }
    assert [it.note for it in found.of(Agreement)] == ["", "Taken over from Ringer Ltd"]


def test_that_it_is_over_for_the_former_does_not_bring_it_back(tmp_path: Path) -> None:
    over = of(4, "2026-06-10", SUPPLIER, status="terminated")
    found = told(tmp_path, package(FIRST, SECOND, THIRD, over))
    closed = under(found, CloseOut)
    assert list(closed) == ["Ringer Ltd"]
    assert [it.note for it in found.of(Agreement)] == ["", "Taken over from Ringer Ltd"]


def test_one_who_is_still_among_them_has_it_still(tmp_path: Path) -> None:
    joined = of(2, "2026-03-10", [BELL, SUPPLIER])
    found = told(tmp_path, package(FIRST, joined))
    assert not found.of(CloseOut)
    assert {who: [it.note for it in said] for who, said in under(found, Agreement).items()} == {
        "Ringer Ltd": ["Together with: Bell Ltd"],
        "Bell Ltd": ["Together with: Ringer Ltd"],
    }


def test_only_the_time_of_the_vendor_that_is_meant_is_taken(tmp_path: Path) -> None:
    bell = Vendor("Bell", identifiers=("GB-COH-2",))
    found = told(tmp_path, package(FIRST, SECOND, THIRD), vendor=(7, bell))
    (agreement,) = found.of(Agreement)
    assert agreement.note == "Taken over from Ringer Ltd"
    assert {draft.vendor for draft in found.drafts.values()} == {7, None}
    assert not any("Rob" in str(draft.payload) for draft in found.drafts.values())


@pytest.mark.parametrize("order", list(permutations((FIRST, SECOND, THIRD))))
def test_the_order_of_the_releases_makes_no_difference(
    tmp_path: Path, order: Sequence[Json]
) -> None:
    one_by_one, together = Store(), Store()
    for number, one in enumerate(order):
        one_by_one.take_in(written(tmp_path, package(one), f"{number}.json"))
    together.take_in(written(tmp_path, package(FIRST, SECOND, THIRD)))
    assert one_by_one.said() == together.said()


@pytest.mark.parametrize("again", [{}, {"id": "7"}], ids=["no id", "another id"])
def test_a_supplier_of_one_name_is_one_however_it_is_referred_to(
    again: Json, tmp_path: Path
) -> None:
    """It was found to be one only after it had been left out as another."""
    later = [{"id": "a", "suppliers": [{"name": "Ringer Ltd", **again}]}]
    found = told(
        tmp_path,
        package(
            release(contracts=[contract()]),
            release(2, "2026-03-10", awards=later, contracts=[contract()]),
        ),
    )
    assert found.refused == []
    assert [vendor.name for vendor in found.of(Vendor)] == ["Ringer Ltd"]
    assert len(found.of(Agreement)) == 1
