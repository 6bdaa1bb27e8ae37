"""Open contracting data in a trail, in one import or in several."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import permutations
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import asdict, replace

from tests.importers.ocds.releases import Json, contract, package, release, written
from tests.importers.ocds.test_handover import FIRST, SECOND, THIRD
from tests.trails import about, opened, workspace
from vendortrail import queries
from vendortrail.records.capture import Receipt
from vendortrail.records.housekeeping import Correction
from vendortrail.records.parties import Agreement, Vendor
from vendortrail.records.promised import CloseOut, Delivery, Payment, Segment, TermProposal
from vendortrail.records.record import KINDS, Record, references
from vendortrail.service import Trail

STAGE = {"id": "m", "title": "Start", "status": "met", "dateMet": "2026-02-01T00:00:00Z"}
AWARD = release(1, "2026-01-02")
SIGNED = release(2, "2026-01-10", parties=[], awards=[], contracts=[contract()])
CHANGED = release(
    3,
    "2026-03-10",
    parties=[],
    awards=[],
    contracts=[
        {
            "id": "K-2026/1",
            "value": {"amount": 450000, "currency": "RUB"},
            "implementation": {"milestones": [STAGE]},
        }
    ],
)
ORDERS = [
    [[AWARD, SIGNED, CHANGED]],
    [[AWARD], [SIGNED], [CHANGED]],
    [[CHANGED], [SIGNED], [AWARD]],
    [[SIGNED, CHANGED], [AWARD], [AWARD, CHANGED]],
]


def take_in(trail: Trail, folder: Path, *releases: Json, vendor: int | None = None) -> Receipt:
    path = written(folder, package(*releases))
    return trail.take_in(trail.open_contracting([path], vendor), vendor=vendor).receipt


def said(trail: Trail) -> list[Any]:
    """Return what the trail says, whatever numbers its records have."""
    kinds = [name for name, kind in KINDS.items() if kind not in (Receipt, Correction)]
    records = {it.identity: it for it in queries.speaking(trail._connection, kinds)}
    return sorted(map(repr, (plain(it, records) for it in records.values())))


def plain(record: Record[Any], records: dict[int, Record[Any]]) -> Any:
    named = {
        field: key(records[number], records) for field, number, _ in references(record.payload)
    }
    content = asdict(record.payload) | named
    return key(record, records), record.occurred, content, sorted(record.evidence)


def key(record: Record[Any], records: dict[int, Record[Any]]) -> str:
    """Return what a record is in its source; of agreements of one contract, by whose they are."""
    own = record.origin.key if record.origin else str(record.identity)
    vendor: Any = records.get(record.vendor or 0)
    return re.sub(r"/contract(-\d+)?/", f"/contract of {vendor and vendor.payload.name}/", own)


def test_in_whatever_order_releases_come_the_trail_is_the_same(tmp_path: Path) -> None:
    trails = []
    for number, order in enumerate(ORDERS):
        with opened(workspace(tmp_path / str(number))) as trail:
            for releases in order:
                take_in(trail, tmp_path, *releases)
            assert not trail.verify()
            trails.append(said(trail))
    assert trails[0] == trails[1] == trails[2] == trails[3]
    assert any("observed" in it for it in trails[0])


@pytest.mark.parametrize("order", list(permutations((FIRST, SECOND, THIRD))))
def test_a_contract_goes_over_to_another_supplier_in_any_order(
    trail: Trail, tmp_path: Path, order: Sequence[Json]
) -> None:
    for one in order:
        assert not take_in(trail, tmp_path, one).refused
    again = take_in(trail, tmp_path, *order)
    assert (again.recorded, again.changed, again.refused) == (0, 0, 0)
    assert not trail.verify()
    former, later = sorted(trail.every(Agreement), key=lambda it: it.payload.note)
    names = {it.identity: it.payload.name for it in trail.every(Vendor)}
    assert [names[it.vendor or 0] for it in (former, later)] == ["Ringer Ltd", "Bell Ltd"]
    assert later.payload.note == "Taken over from Ringer Ltd"
    (closed,) = trail.every(CloseOut)
    assert closed.agreement == former.identity
    with opened(workspace(tmp_path / "together")) as together:
        take_in(together, tmp_path, FIRST, SECOND, THIRD)
        assert said(trail) == said(together)


def test_a_vendor_that_a_person_renamed_keeps_its_contract(trail: Trail, tmp_path: Path) -> None:
    take_in(trail, tmp_path, AWARD, SIGNED)
    (vendor,) = trail.every(Vendor)
    trail.correct(vendor.seq, payload=Vendor("Another"), reason="it calls itself so")
    assert not take_in(trail, tmp_path, CHANGED).refused
    assert len(trail.every(Agreement)) == 1


@pytest.fixture
def trail(tmp_path: Path) -> Trail:
    return opened(workspace(tmp_path / "trail"))


def test_a_second_import_records_nothing(trail: Trail, tmp_path: Path) -> None:
    first = take_in(trail, tmp_path, AWARD, SIGNED, CHANGED)
    assert (first.recorded, first.refused) == (first.read, 0)
    again = take_in(trail, tmp_path, AWARD, SIGNED, CHANGED)
    assert (again.recorded, again.changed, again.known) == (0, 0, again.read)


def test_a_release_waits_for_its_contract(trail: Trail, tmp_path: Path) -> None:
    receipt = take_in(trail, tmp_path, AWARD)
    assert (receipt.recorded, receipt.others, len(receipt.waiting)) == (0, 1, 1)
    take_in(trail, tmp_path, SIGNED)
    (agreement,) = trail.every(Agreement)
    assert len(agreement.evidence) == 2
    assert [vendor.payload.name for vendor in trail.every(Vendor)] == ["Ringer Ltd"]


def test_what_a_source_does_not_tell_any_more_is_taken_back(trail: Trail, tmp_path: Path) -> None:
    amendment = {"id": "7", "date": "2026-03-01T00:00:00Z", "rationale": "more"}
    later = release(3, "2026-03-10", contracts=[contract(amendments=[amendment])])
    later["contracts"][0]["value"] = {"amount": 450000, "currency": "RUB"}
    take_in(trail, tmp_path, later)
    assert [it.payload.key for it in trail.every(TermProposal)] == ["amendment 7"]
    take_in(trail, tmp_path, AWARD, SIGNED)
    assert [it.payload.key for it in trail.every(TermProposal)] == ["agreement value"] * 2
    assert not trail.verify()
    receipt = take_in(trail, tmp_path, AWARD, SIGNED, later)
    assert (receipt.recorded, receipt.changed, receipt.refused) == (0, 0, 0)


VALUE = {"amount": 450000, "currency": "RUB"}
WHY = {"id": "7", "date": "2026-03-05T00:00:00Z", "rationale": "more"}
# The amendment explains the new value, unless it is known that the value was new before it.
TOLD_AGAIN = [
    release(1, "2026-01-10", contracts=[contract()]),
    release(2, "2026-02-10", contracts=[{"id": "K-2026/1", "value": VALUE}]),
    release(3, "2026-03-10", contracts=[{"id": "K-2026/1", "value": VALUE, "amendments": [WHY]}]),
]


def assert_settled(
    trail: Trail, folder: Path, order: Sequence[Json], releases: Sequence[Json]
) -> None:
    """Assert that releases told in an order say nothing new again, and what all say together."""
    again = take_in(trail, folder, *order)
    assert (again.recorded, again.changed, again.refused) == (0, 0, 0)
    assert not trail.verify()
    with opened(workspace(folder / "together")) as together:
        take_in(together, folder, *releases)
        assert said(trail) == said(together)


@pytest.mark.parametrize("order", list(permutations(TOLD_AGAIN)))
def test_what_was_taken_back_is_recorded_anew_once_it_is_told_again(
    trail: Trail, tmp_path: Path, order: Sequence[Json]
) -> None:
    for one in order:
        receipt = take_in(trail, tmp_path, one)
        assert not receipt.refused
    assert_settled(trail, tmp_path, order, TOLD_AGAIN)
    assert [it.payload.key for it in trail.every(TermProposal)].count("amendment 7") == 1


def begun(number: int, day: str, name: str) -> Json:
    """Return a release in which a milestone is planned as Start, and was met under a name."""
    done = {"milestones": [STAGE | {"title": name}]}
    plan = {"id": "m", "title": "Start", "status": "scheduled"}
    return release(number, day, contracts=[contract(milestones=[plan], implementation=done)])


# One that is called as it was planned is the planned one; by another name it is another.
DROPPED = [
    begun(1, "2026-01-10", "Begin"),
    begun(2, "2026-02-10", "Start"),
    begun(3, "2026-03-10", "Begin"),
]


@pytest.mark.parametrize("order", list(permutations(DROPPED)))
def test_a_milestone_that_was_dropped_may_come_again(
    trail: Trail, tmp_path: Path, order: Sequence[Json]
) -> None:
    for one in order:
        assert not take_in(trail, tmp_path, one).refused
    assert sorted(it.payload.name for it in trail.every(Segment)) == ["Begin", "Start"]
    assert_settled(trail, tmp_path, order, DROPPED)


def test_a_milestone_that_is_dropped_is_taken_back_until_it_comes_again(
    trail: Trail, tmp_path: Path
) -> None:
    names = []
    for one in DROPPED:
        take_in(trail, tmp_path, one)
        names.append(sorted(it.payload.name for it in trail.every(Segment)))
    assert names == [["Begin", "Start"], ["Start"], ["Begin", "Start"]]


def test_some_order_takes_back_what_is_told_again(trail: Trail, tmp_path: Path) -> None:
    first, second, third = TOLD_AGAIN
    keys = []
    for one in (third, first, second):
        take_in(trail, tmp_path, one)
        keys.append([it.payload.key for it in trail.every(TermProposal)])
    assert ["amendment 7" in known for known in keys] == [True, False, True]


def test_what_a_person_took_back_stays_so_until_its_source_says_something_else(
    trail: Trail, tmp_path: Path
) -> None:
    item = {"id": "1", "description": "Calls", "quantity": 300}
    take_in(trail, tmp_path, AWARD, release(2, "2026-01-10", contracts=[contract(items=[item])]))
    (segment,) = trail.every(Segment)
    trail.take_back(segment.seq, reason="not ours")
    assert not take_in(trail, tmp_path, CHANGED).refused
    assert [it.payload.name for it in trail.every(Segment)] == ["Start"]
    more = {"id": "K-2026/1", "items": [item | {"quantity": 400}]}
    take_in(trail, tmp_path, release(4, "2026-04-10", contracts=[more]))
    assert trail.find(Segment, "Calls").payload.quantity == 400


def test_money_for_what_a_person_took_back_is_recorded(trail: Trail, tmp_path: Path) -> None:
    paid = {"id": "t", "value": VALUE, "relatedImplementationMilestone": {"id": "m"}}
    stage = {"id": "m", "title": "Start", "status": "scheduled"}
    take_in(trail, tmp_path, AWARD, release(2, contracts=[contract(milestones=[stage])]))
    (segment,) = trail.every(Segment)
    trail.take_back(segment.seq, reason="not ours")
    later = {"id": "K-2026/1", "implementation": {"transactions": [paid]}}
    assert not take_in(trail, tmp_path, release(3, "2026-03-10", contracts=[later])).refused
    (payment,) = trail.every(Payment)
    assert payment.payload.segment is None


def test_what_a_person_corrected_stays_until_its_source_says_something_new(
    trail: Trail, tmp_path: Path
) -> None:
    stage = {"items": [{"id": "1", "description": "Calls", "quantity": 300}]}
    take_in(trail, tmp_path, AWARD, release(2, "2026-01-10", contracts=[contract(**stage)]))
    segment = trail.find(Segment, "Calls")
    trail.correct(segment.seq, payload=replace(segment.payload, priority=2), reason="first")
    take_in(trail, tmp_path, CHANGED)
    assert trail.find(Segment, "Calls").payload.priority == 2
    stage["items"][0]["quantity"] = 400
    take_in(trail, tmp_path, release(4, "2026-04-10", contracts=[{"id": "K-2026/1", **stage}]))
    assert trail.find(Segment, "Calls").payload.quantity == 400


@pytest.mark.parametrize(
    "typed", [Vendor("Another", identifiers=("GB-COH-1",)), Vendor("RINGER  ltd")]
)
def test_a_vendor_on_record_is_found_by_number_or_name(
    trail: Trail, tmp_path: Path, typed: Vendor
) -> None:
    typed_one = trail.record(about(None, typed)).seq
    take_in(trail, tmp_path, AWARD, SIGNED)
    assert [it.payload for it in trail.every(Vendor)] == [typed]
    (agreement,) = trail.every(Agreement)
    assert agreement.vendor == typed_one


def test_another_number_in_the_same_register_is_another_vendor(
    trail: Trail, tmp_path: Path
) -> None:
    trail.record(about(None, Vendor("Bell", aliases=("Ringer Ltd",), identifiers=("GB-COH-2",))))
    take_in(trail, tmp_path, AWARD, SIGNED)
    assert {it.payload.name for it in trail.every(Vendor)} == {"Bell", "Ringer Ltd"}


def test_only_one_vendor_may_be_asked_for(trail: Trail, tmp_path: Path) -> None:
    bell = trail.record(about(None, Vendor("Bell"))).seq
    receipt = take_in(trail, tmp_path, AWARD, SIGNED, vendor=bell)
    assert (receipt.recorded, receipt.refused) == (0, 0)


def test_what_is_ahead_is_refused_in_its_place(trail: Trail, tmp_path: Path) -> None:
    ahead = {**STAGE, "dateMet": "2027-02-01T00:00:00Z"}
    said = contract(implementation={"milestones": [ahead]})
    receipt = take_in(trail, tmp_path, AWARD, release(2, "2026-01-10", contracts=[said]))
    (refusal,) = receipt.refusals
    assert refusal.place == (
        "data.json: releases[1].contracts[0].implementation.milestones[0].status"
    )
    assert not trail.every(Delivery)


def test_a_silent_change_is_found(trail: Trail, tmp_path: Path) -> None:
    take_in(trail, tmp_path, AWARD, SIGNED, CHANGED)
    assert [it.payload.observed for it in trail.every(TermProposal)] == [False, True]
    (vendor,) = trail.every(Vendor)
    reviewed = trail.review(vendor.identity).findings
    assert "VT207" in [it.finding.code for it in reviewed]
