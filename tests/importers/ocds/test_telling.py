"""What the parts of a release become."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.importers.ocds.releases import (
    BUYER,
    PARTY,
    SUPPLIER,
    Json,
    Told,
    contract,
    package,
    release,
    told,
)
from vendortrail.importers.item import Foreign
from vendortrail.records.parties import Agreement, Contact, Vendor
from vendortrail.records.promised import (
    CloseOut,
    Delivery,
    Payment,
    Segment,
    TermAnswer,
    TermProposal,
)
from vendortrail.records.values import Closing, Money, Side

PLACE = "data.json: releases[0].contracts[0]"


def tell(folder: Path, **said: Any) -> Told:
    return told(folder, package(release(contracts=[contract(**said)])))


def amended(**said: Any) -> Json:
    """Return a release of March in which the contract is worth 450,000."""
    value = {"amount": 450000, "currency": "RUB"}
    return release(2, "2026-03-10", contracts=[{"id": "K-2026/1", "value": value, **said}])


def history(folder: Path, *later: Json) -> Told:
    return told(folder, package(release(contracts=[contract()]), *later))


def test_a_contract_is_an_agreement_with_its_supplier(tmp_path: Path) -> None:
    found = tell(tmp_path, description="Calls of\nall kinds")
    assert found.of(Vendor) == [
        Vendor("Ringer Ltd", aliases=("Ringer Limited",), identifiers=("GB-COH-1",))
    ]
    assert found.of(Agreement) == [
        Agreement(
            "Calls",
            number="K-2026/1",
            starts="2026-01-05",
            ends="2026-12-31",
            value=Money(30000000, "RUB"),
            note="Calls of\nall kinds",
        )
    ]
    assert found.occurred(Agreement) == ["2026-01-05"]
    assert found.of(Contact) == [
        Contact("Rob Ringer", Side.VENDOR, mails=("rob@ringer.example",), phones=("1",)),
        Contact("Irina", Side.US, mails=("irina@northline.example",)),
    ]
    assert not found.refused


def test_organisations_stand_inline_in_1_0(tmp_path: Path) -> None:
    supplier = {"name": "Ringer Ltd", "identifier": {"scheme": "GB-COH", "id": "1"}}
    old = release(parties=[], awards=[{"id": "a", "suppliers": [supplier]}], buyer={"name": "N"})
    paid = {
        "id": "t",
        "amount": {"amount": 100, "currency": "RUB"},
        "providerOrganization": {"id": "0901", "legalName": "N"},
        "receiverOrganization": {"scheme": "GB-COH", "id": "1", "legalName": "Ringer Limited"},
    }
    old["contracts"] = [contract(implementation={"transactions": [paid]})]
    found = told(tmp_path, package(old))
    assert found.of(Vendor) == [Vendor("Ringer Ltd", identifiers=("GB-COH-1",))]
    assert found.of(Payment) == [Payment(Money(10000, "RUB"), "t")]
    assert found.occurred(Payment) == ["[..2026-01-10]"]


def test_suppliers_with_one_identifier_are_one_vendor(tmp_path: Path) -> None:
    again = {**PARTY, "id": "other", "name": "RINGER"}
    second = release(2, "2026-02-10", "ocds-x-2", parties=[again])
    second["awards"] = [{"id": "a", "suppliers": [{"id": "other"}]}]
    second["contracts"] = [contract(id="K-2026/2")]
    found = history(tmp_path, second)
    assert [it.name for it in found.of(Vendor)] == ["RINGER"]
    assert len({draft.vendor for draft in found.drafts.values() if draft.agreement}) <= 1


def test_suppliers_of_one_name_and_other_numbers_are_two(tmp_path: Path) -> None:
    other = {**PARTY, "id": "o", "identifier": {"scheme": "GB-COH", "id": "2"}}
    second = release(2, "2026-02-10", "ocds-x-2", parties=[other])
    second["awards"] = [{"id": "a", "suppliers": [{"id": "o"}]}]
    second["contracts"] = [contract(id="K-2026/2")]
    names = [it.name for it in history(tmp_path, second).of(Vendor)]
    assert names == ["Ringer Ltd", "Ringer Ltd (GB-COH-2)"]


def test_who_else_got_it_and_where_its_papers_are_is_noted(tmp_path: Path) -> None:
    both = {"id": "a", "suppliers": [SUPPLIER, {"id": "b", "name": "Bell Ltd"}]}
    paper = {"id": "1", "title": "Signed", "documentType": "contractSigned", "url": "https://x/1"}
    said = release(awards=[both], contracts=[contract(documents=[paper])])
    (agreement,) = told(tmp_path, package(said)).of(Agreement)
    assert agreement.note == "Together with: Bell Ltd\nSigned (contractSigned): https://x/1"


def test_an_amendment_changes_terms_for_both_sides(tmp_path: Path) -> None:
    why = {"id": "1", "date": "2026-03-01T00:00:00Z", "rationale": "more", "releaseID": "r2"}
    found = history(tmp_path, amended(amendments=[why]))
    assert [(it.value.money.minor, it.argument) for it in found.of(TermProposal)] == [
        (30000000, ""),
        (45000000, "more"),
    ]
    assert (
        found.occurred(TermProposal) == found.occurred(TermAnswer) == ["2026-01-05", "2026-03-01"]
    )
    (agreement,) = found.of(Agreement)
    assert agreement.value == Money(45000000, "RUB")


def test_a_release_may_call_itself_the_amendment(tmp_path: Path) -> None:
    found = history(tmp_path, {**amended(), "tag": ["contractAmendment"]})
    assert not any(it.observed for it in found.of(TermProposal))


def test_a_change_without_an_amendment_is_observed(tmp_path: Path) -> None:
    found = history(tmp_path, amended())
    assert [it.observed for it in found.of(TermProposal)] == [False, True]
    assert len(found.of(TermAnswer)) == 1
    (agreement,) = found.of(Agreement)
    assert agreement.value == Money(30000000, "RUB")


def test_the_former_value_of_1_0_is_known_without_its_release(tmp_path: Path) -> None:
    change = {"property": "contract/value/amount", "former_value": 300000}
    amendment = {"date": "2026-03-01T00:00:00Z", "rationale": "more", "changes": [change]}
    found = told(tmp_path, package(amended(amendment=amendment)))
    minors = [it.value.money.minor for it in found.of(TermProposal)]
    assert minors == [30000000, 45000000]


def test_an_amendment_that_changes_no_field_speaks_for_itself(tmp_path: Path) -> None:
    amendment = {"id": "7", "date": "2026-03-01T00:00:00Z", "description": "calls at night too"}
    found = tell(tmp_path, amendments=[amendment])
    assert [(it.key, it.wording) for it in found.of(TermProposal)] == [
        ("amendment 7", "calls at night too")
    ]


def test_items_and_milestones_are_segments(tmp_path: Path) -> None:
    price = {"name": "call", "value": {"amount": 150, "currency": "RUB"}}
    items = [{"id": "1", "description": "Calls", "quantity": 300, "unit": price}]
    stage = {"id": "m", "title": "Start", "dueDate": "2026-02-01T00:00:00Z", "status": "scheduled"}
    found = tell(tmp_path, items=items, milestones=[stage])
    assert found.of(Segment) == [
        Segment("Calls", 300, "call", price=Money(15000, "RUB")),
        Segment("Start", 1, "milestone", due="2026-02-01"),
    ]
    assert not found.of(Delivery)


@pytest.mark.parametrize(
    ("stage", "claimed", "occurred"),
    [
        ({"status": "met", "dateMet": "2026-02-03T10:00:00+03:00"}, 1, "2026-02-03T10:00+03:00"),
        ({"status": "met"}, 1, "[..2026-01-10]"),
        ({"status": "partiallyMet", "dateModified": "2026-02-04T00:00:00Z"}, 0, "2026-02-04"),
    ],
)
def test_a_milestone_that_was_met_is_delivered(
    tmp_path: Path, stage: Json, claimed: int, occurred: str
) -> None:
    found = tell(tmp_path, implementation={"milestones": [{"id": "m", "title": "Start", **stage}]})
    assert [it.claimed for it in found.of(Delivery)] == [claimed]
    assert found.occurred(Delivery) == [occurred]


def test_a_milestone_that_is_not_met_any_more_is_delivered_no_more(tmp_path: Path) -> None:
    def stage(status: str) -> Json:
        return {"implementation": {"milestones": [{"id": "m", "title": "S", "status": status}]}}

    first = release(contracts=[contract(**stage("met"))])
    second = release(2, "2026-02-10", contracts=[{"id": "K-2026/1", **stage("notMet")}])
    found = told(tmp_path, package(first, second))
    assert [it.claimed for it in found.of(Delivery)] == [0]


def test_money_that_came_back_is_a_negative_payment(tmp_path: Path) -> None:
    paid = [
        {"id": "1", "value": {"amount": 9.5, "currency": "RUB"}, "payer": BUYER, "payee": SUPPLIER},
        {"id": "2", "value": {"amount": 1, "currency": "RUB"}, "payer": SUPPLIER, "payee": BUYER},
        {"id": "3", "value": {"amount": 2, "currency": "RUB"}, "payer": BUYER, "payee": BUYER},
    ]
    found = tell(tmp_path, implementation={"transactions": paid})
    assert [it.amount.minor for it in found.of(Payment)] == [950, -100]
    assert [it.place for it in found.items if isinstance(it, Foreign)] == [
        f"{PLACE}.implementation.transactions[2]"
    ]


def test_a_contract_that_is_terminated_is_closed(tmp_path: Path) -> None:
    later = release(2, "2026-03-10", contracts=[{"id": "K-2026/1", "status": "terminated"}])
    found = history(tmp_path, later)
    assert found.of(CloseOut) == [CloseOut(Closing.TERMINATED, note="terminated")]
    assert found.occurred(CloseOut) == ["[2026-01-10..2026-03-10]"]


def test_a_contract_that_is_pending_waits(tmp_path: Path) -> None:
    pending = release(contracts=[{"id": "K-2026/1", "awardID": "a", "status": "pending"}])
    found = told(tmp_path, package(pending))
    assert not found.drafts
    assert any(isinstance(it, Foreign) and it.waiting for it in found.items)


@pytest.mark.parametrize(
    ("said", "place", "reason"),
    [
        ({"value": {"amount": 1, "currency": "XXQ"}}, ".value.currency", "not the code"),
        ({"value": {"amount": 1}}, ".value.currency", "an amount has a currency"),
        ({"value": {"amount": 0.005, "currency": "RUB"}}, ".value.amount", "2 digits after"),
        ({"value": {"amount": 1e300, "currency": "RUB"}}, ".value.amount", "too large"),
        ({"value": {"amount": float("nan"), "currency": "RUB"}}, ".value.amount", "not a number"),
        ({"value": {"amount": -1, "currency": "RUB"}}, ".value.amount", "less than nothing"),
        ({"value": 5}, ".value", "an object is expected"),
        ({"title": ["x"]}, ".title", "a text is expected"),
        ({"items": 5}, ".items", "a list is expected"),
        ({"items": [5]}, ".items[0]", "an object is expected"),
        (
            {"implementation": {"transactions": [{"id": "1"}]}},
            ".implementation.transactions[0].value",
            "no amount of money",
        ),
        ({"items": [{"description": "x"}]}, ".items[0].id", "without an id"),
        ({"items": [{"id": "1", "quantity": 1.5}]}, ".items[0].quantity", "not a whole"),
        ({"dateSigned": "yesterday"}, ".dateSigned", "no day or date-time"),
        ({"dateSigned": "2026-02-30"}, ".dateSigned", "no day or date-time"),
        ({"period": {"endDate": "2026"}}, ".period.endDate", "no single day"),
        (
            {"period": {"startDate": "2026-05-01", "endDate": "2026-04-01"}},
            ".period",
            "before it begins",
        ),
    ],
)
def test_what_cannot_be_taken_is_refused_in_its_place(
    tmp_path: Path, said: Json, place: str, reason: str
) -> None:
    found = tell(tmp_path, **said)
    assert [where for where, _ in found.refused] == [f"{PLACE}{place}"]
    assert reason in found.refused[0][1]
    assert len(found.of(Agreement)) == 1


def test_a_release_has_a_process_and_a_date(tmp_path: Path) -> None:
    found = told(tmp_path, package({"ocid": "x", "tag": ["award"]}, {**release(), "ocid": None}))
    assert [place for place, _ in found.refused] == [
        "data.json: releases[0].date",
        "data.json: releases[1].ocid",
    ]


def test_a_contract_of_nobody_is_taken_for_the_vendor_that_is_named(tmp_path: Path) -> None:
    nobody = release(parties=[], awards=[], contracts=[contract()])
    found = told(tmp_path, package(nobody))
    assert found.refused == [
        (f"{PLACE}.awardID", "nobody is named who got this; say whose it is with --vendor")
    ]
    found = told(tmp_path, package(nobody), vendor=(7, Vendor("Ringer")))
    assert [draft.vendor for draft in found.drafts.values()] == [7]


@pytest.mark.parametrize(
    "vendor",
    [Vendor("R.", identifiers=("GB-COH-1",)), Vendor("R.", aliases=("ringer LIMITED",))],
)
def test_only_the_contracts_of_a_vendor_are_taken(tmp_path: Path, vendor: Vendor) -> None:
    other = release(2, ocid="ocds-x-2", parties=[], contracts=[contract(id="K-2026/2")])
    other["awards"] = [{"id": "a", "suppliers": [{"id": "b", "name": "Bell Ltd"}]}]
    both = package(release(contracts=[contract()]), other)
    found = told(tmp_path, both, vendor=(7, vendor))
    assert [it.number for it in found.of(Agreement)] == ["K-2026/1"]
    assert not found.of(Vendor)


def test_ids_that_are_serial_in_their_process_are_told_apart(tmp_path: Path) -> None:
    found = tell(tmp_path, id="1")
    assert [it.number for it in found.of(Agreement)] == ["ocds-x-1/1"]


@pytest.mark.parametrize("own", [12345, 12345.0, "12345"])
def test_an_id_that_is_a_number_is_the_same_as_a_text(tmp_path: Path, own: object) -> None:
    assert [it.number for it in tell(tmp_path, id=own).of(Agreement)] == ["12345"]
