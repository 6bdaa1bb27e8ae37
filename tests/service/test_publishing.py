"""Agreements written as open contracting data, and read back elsewhere."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import ocdsmerge
import pytest
from msgspec.structs import replace

from tests.service.releases_schema import check
from tests.trails import TODAY, about, opened, touchpoint, workspace
from vendortrail import scope, terms
from vendortrail.papers.audience import Audience
from vendortrail.records.history import History
from vendortrail.records.parties import Agreement, Contact, Vendor
from vendortrail.records.promised import (
    CloseOut,
    Delivery,
    Payment,
    Segment,
    TermAnswer,
    TermProposal,
)
from vendortrail.records.record import Draft, Payload, Record
from vendortrail.records.values import Answer, Closing, Money, Side
from vendortrail.refusal import Refusal
from vendortrail.service import Trail, Workspace, demo


def told(trail: Trail, vendor: int) -> dict[str, Any]:
    """Return what open contracting data can say of a vendor, by the titles of its agreements."""
    history = trail.history(vendor)
    return {it.payload.title: told_of(history, it) for it in history.of(Agreement)}


def told_of(history: History, agreement: Record[Agreement]) -> dict[str, Any]:
    own, identity = agreement.payload, agreement.identity
    segments = history.of(Segment, identity)
    names: dict[int | None, str] = {it.identity: it.payload.name for it in segments}
    return {
        "agreement": (own.number, own.starts, own.ends, own.value, own.note),
        "signed": agreement.occurred,
        "ended": scope.closing_act(history, identity) is not None,
        "segments": sorted((repr(it.payload), it.occurred) for it in segments),
        "payments": sorted(
            (
                it.occurred,
                repr(replace(it.payload, segment=None)),
                names.get(it.payload.segment, ""),
            )
            for it in scope.payments(history, identity)
        ),
        "terms": sorted(
            (
                repr(replace(change.proposal.payload, counters=None)),
                change.proposal.occurred,
                *(
                    (change.answer.occurred, change.answer.payload.effective)
                    if change.answer
                    else ()
                ),
            )
            for change in terms.changes(history, identity)
            if change.holds_from
            and not change.proposal.payload.definition
            and not change.proposal.payload.tariff
        ),
    }


def published(trail: Trail, vendor: int, **how: Any) -> Any:
    return json.loads(trail.open_contracting_data(vendor, publisher="Northline", **how).content)


def reread(trail: Trail, vendor: int, folder: Path) -> dict[str, Any]:
    """Return what another trail says after it took in what was published of a vendor."""
    made = trail.open_contracting_data(vendor, publisher="Northline")
    check(json.loads(made.content))
    folder.mkdir(exist_ok=True)
    path = folder / "data.json"
    path.write_bytes(made.content)
    with opened(workspace(folder / "other")) as other:
        taken = other.take_in(other.open_contracting([path]))
        assert taken.receipt.refusals == ()
        (read,) = other.every(Vendor)
        return told(other, read.identity)


def test_the_demo_reads_back_as_it_was(tmp_path: Path) -> None:
    with demo.build(Workspace(tmp_path / "demo"), "en") as trail:
        for vendor in trail.every(Vendor):
            before = told(trail, vendor.identity)
            if not before:
                continue
            assert reread(trail, vendor.identity, tmp_path / str(vendor.identity)) == before


@pytest.fixture
def trail(tmp_path: Path) -> Trail:
    made = opened(workspace(tmp_path / "trail"))
    vendor = made.record(about(None, Vendor("Ringer", identifiers=("RU-INN-77", "X-1")))).seq
    shared = Draft(
        payload=Agreement("Shared", number="S-1"), occurred="2026-03", vendor=vendor, private=False
    )
    made.record(shared)
    made.record(about(vendor, Agreement("Private", number="P-1")))
    made.record(about(vendor, Contact("Rob", Side.VENDOR, mails=("rob@ringer.example",))))
    return made


def test_the_vendor_sees_what_is_not_private(trail: Trail) -> None:
    def numbers(audience: Audience) -> list[str]:
        releases = published(trail, 1, audience=audience)["releases"]
        return [release["contracts"][0]["id"] for release in releases]

    assert numbers(Audience.INTERNAL) == ["S-1", "P-1"]
    assert numbers(Audience.VENDOR) == ["S-1"]
    assert trail.open_contracting_data(1, audience=Audience.VENDOR).left_out == 2


def test_one_agreement_can_be_asked_for(trail: Trail) -> None:
    (release,) = published(trail, 1, agreement=3)["releases"]
    assert release["contracts"][0]["title"] == "Private"


def test_it_says_who_and_when(trail: Trail) -> None:
    made = trail.open_contracting_data(1)
    document = json.loads(made.content)
    assert made.name == f"ringer-ocds-{TODAY}.json"
    assert document["publisher"] == {"name": "anna"}
    assert document["publishedDate"] == f"{TODAY}T00:00:00Z"
    supplier, buyer = document["releases"][0]["parties"]
    assert supplier["identifier"] == {"scheme": "RU-INN", "id": "77"}
    assert supplier["additionalIdentifiers"] == [{"scheme": "X", "id": "1"}]
    assert supplier["contactPoint"] == {"name": "Rob", "email": "rob@ringer.example"}
    assert buyer["roles"] == ["buyer", "payer"]
    assert "dateSigned" not in document["releases"][0]["contracts"][0]  # a month is no day


def test_what_has_no_place_is_said(trail: Trail) -> None:
    def tell(payload: Payload, on: str = "2026-03-01", **more: Any) -> int:
        return trail.record(about(1, payload, on, **more)).seq

    ours = trail.record(about(None, Contact("Anna", Side.US))).seq
    boris = trail.record(about(None, Contact("Boris", Side.US))).seq
    deal = tell(Agreement("Full", signatories=(ours,), zone="Europe/Moscow"))
    calls = tell(Segment("Calls", 300, "call", due="2026-05-01"), agreement=deal)
    delivered = tell(Delivery(calls, 200), agreement=deal)
    proposal = tell(TermProposal("price", Side.VENDOR, "dearer"), agreement=deal)
    tell(TermAnswer(proposal, Answer.REJECTED, Side.US), agreement=deal)
    paid = tell(Payment(Money(100, "RUB"), "advance"), "2026-04", agreement=deal)
    ended = tell(CloseOut(Closing.SHORT), "2026-06-01", agreement=deal)
    trail.record(touchpoint(1, "2026-03-03"))
    assert [str(it) for it in trail.open_contracting_data(1).unsaid] == [
        "OCDS has no place for: answer: 1, proposal: 1, touchpoint: 1",
        f"OCDS knows exact days only; others stand in fields of our own: #2, #{paid}",
        f"hours of service, time zone and signatories are left out of #{deal}",
        f"that a contract ended is told, but not when and how: #{ended}",
        f"whether all was delivered is told, but not how much and with what outcome: #{delivered}",
        f"one person of each side is named; not #{boris}",
    ]


def test_where_there_is_no_agreement_nothing_is_published(tmp_path: Path) -> None:
    with opened(workspace(tmp_path / "none")) as trail:
        trail.record(about(None, Vendor("Ringer")))
        with pytest.raises(Refusal, match="no agreement to publish"):
            trail.open_contracting_data(1)


def test_other_readers_of_the_standard_can_merge_it(trail: Trail) -> None:
    releases = published(trail, 1, agreement=2)["releases"]
    merged = ocdsmerge.Merger({"properties": {}}).create_compiled_release(releases)
    assert merged["contracts"][0]["title"] == "Shared"


def test_what_is_read_back_where_it_was_written_changes_nothing(
    trail: Trail, tmp_path: Path
) -> None:
    path = tmp_path / "own.json"
    path.write_bytes(trail.open_contracting_data(1).content)
    before = told(trail, 1)
    with opened(workspace(tmp_path / "other")) as other:
        other.take_in(other.open_contracting([path]))
        again = tmp_path / "again.json"
        again.write_bytes(other.open_contracting_data(1).content)
        taken = other.take_in(other.open_contracting([again]))
        assert taken.receipt.recorded == 0
        assert told(other, 1).keys() == before.keys()
