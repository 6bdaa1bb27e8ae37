"""Agreements written as open contracting data, and read back elsewhere."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import ocdsmerge
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from tests.trails import TODAY, about, lasting, opened, workspace
from vendortrail import terms
from vendortrail.papers.audience import Audience
from vendortrail.records.history import History
from vendortrail.records.parties import Agreement, Contact, Vendor
from vendortrail.records.promised import Payment, Segment, TermAnswer, TermProposal
from vendortrail.records.record import Draft, Record
from vendortrail.records.values import Answer, Money, Side, TermValue
from vendortrail.refusal import Refusal
from vendortrail.service import Trail, Workspace, demo

# Of OCDS 1.1's release package and release schemas: what must be there.
REQUIRED = {
    (): ("uri", "publisher", "publishedDate", "releases", "version"),
    ("releases",): ("ocid", "id", "date", "tag", "initiationType"),
    ("releases", "parties"): ("id", "name"),
    ("releases", "awards"): ("id",),
    ("releases", "contracts"): ("id", "awardID"),
    ("releases", "contracts", "items"): ("id",),
    ("releases", "contracts", "milestones"): ("id",),
    ("releases", "contracts", "implementation", "milestones"): ("id",),
    ("releases", "contracts", "implementation", "transactions"): ("id",),
    ("releases", "contracts", "amendments"): ("id",),
}


def told(trail: Trail, vendor: int) -> dict[str, Any]:
    """Return what open contracting data can say of a vendor."""
    history = trail.history(vendor)
    return {it.payload.title: told_of(history, it) for it in history.of(Agreement)}


def told_of(history: History, agreement: Record[Agreement]) -> dict[str, Any]:
    own, identity = agreement.payload, agreement.identity
    names: dict[int | None, str] = {it.identity: it.payload.name for it in history.of(Segment)}
    paid = [(it, it.payload.segment) for it in history.of(Payment) if it.agreement == identity]
    return {
        "agreement": (own.number, own.starts, own.ends, own.value, own.note),
        "signed": exactly(agreement),
        "segments": [segment.payload for segment in history.of(Segment, identity)],
        "payments": sorted(
            (exactly(it), repr(replace(it.payload, segment=None)), str(names.get(of)))
            for it, of in paid
        ),
        "terms": sorted(
            (str(change.holds_from), repr(replace(change.proposal.payload, counters=None)))
            for change in terms.changes(history, identity)
            if change.holds_from
            and not change.proposal.payload.definition
            and not change.proposal.payload.tariff
        ),
    }


def exactly(record: Record[Any]) -> str:
    """Return when something happened, if that is known to the day: OCDS knows nothing less."""
    return record.occurred if record.when.is_exact else ""


def published(trail: Trail, vendor: int, **how: Any) -> Any:
    return json.loads(trail.open_contracting_data(vendor, publisher="Northline", **how).content)


def reread(document: Any, folder: Path) -> dict[str, Any]:
    """Return what another trail says after it took a document in."""
    path = folder / "data.json"
    path.write_text(json.dumps(document))
    with opened(workspace(folder / "other")) as other:
        taken = other.take_in(other.open_contracting([path]))
        assert not taken.receipt.refused
        (vendor,) = other.every(Vendor)
        return told(other, vendor.identity)


def check_required(value: Any, path: tuple[str, ...] = ()) -> None:
    if isinstance(value, dict):
        for name in REQUIRED.get(path, ()):
            assert name in value, (path, name)
        for name, inner in value.items():
            check_required(inner, (*path, name))
    elif isinstance(value, list):
        for inner in value:
            check_required(inner, path)


def test_the_demo_reads_back_as_it_was(tmp_path: Path) -> None:
    with demo.build(Workspace(tmp_path / "demo"), "en") as trail:
        for vendor in trail.every(Vendor):
            before = told(trail, vendor.identity)
            if not before:
                continue
            folder = tmp_path / str(vendor.identity)
            folder.mkdir()
            document = published(trail, vendor.identity)
            check_required(document)
            assert reread(document, folder) == before


def amounts() -> st.SearchStrategy[Money]:
    return st.builds(Money, st.integers(1, 10**12), st.sampled_from(["RUB", "JPY", "KWD"]))


def days() -> st.SearchStrategy[str]:
    return st.dates(TODAY.replace(year=2024), TODAY).map(str)


def words() -> st.SearchStrategy[str]:
    return st.sampled_from(["calls", "звонки, ночь", "300 × “full”", "1"])


@settings(max_examples=10, deadline=None)
@given(st.data())
def test_any_agreement_reads_back_as_it_was(data: st.DataObject) -> None:
    draw = data.draw
    made = lasting()
    with opened(made) as trail:
        vendor = trail.record(about(None, Vendor("Ringer", identifiers=("RU-INN-77",)))).seq
        signed = Agreement(
            draw(words()),
            number=draw(st.sampled_from(["", "7", "K-7/2026"])),
            starts=draw(st.sampled_from(["", "2024-01-01"])),
            ends=draw(st.sampled_from(["", "2026-12-31"])),
            value=draw(st.none() | amounts()),
            note=draw(st.sampled_from(["", "two\nlines"])),
        )
        agreement = trail.record(about(vendor, signed, draw(days()))).seq
        segments = []
        for number in range(draw(st.integers(0, 3))):
            segment = Segment(
                f"{draw(words())} {number}",
                draw(st.integers(1, 500)),
                draw(words()),
                due=draw(st.just("") | days()),
                priority=draw(st.integers(1, 3)),
                price=draw(st.none() | amounts()),
                note=draw(st.sampled_from(["", "as agreed"])),
            )
            segments.append(trail.record(about(vendor, segment, agreement=agreement)).seq)
        for _ in range(draw(st.integers(0, 3))):
            amount = draw(amounts())
            amount = Money(amount.minor * draw(st.sampled_from([1, -1])), amount.currency)
            paid = Payment(
                amount, draw(st.just("") | words()), draw(st.sampled_from([None, *segments]))
            )
            trail.record(about(vendor, paid, draw(days()), agreement=agreement))
        for number in range(draw(st.integers(0, 2))):
            by = draw(st.sampled_from(Side))
            value = draw(
                st.none()
                | st.builds(TermValue, money=amounts(), unit=words())
                | st.builds(TermValue, number=st.just("16.5"), unit=words())
            )
            wording = draw(words()) if value is None else draw(st.just("") | words())
            term = TermProposal(f"term {number}", by, wording, value, argument=draw(words()))
            on = draw(days())
            proposal = trail.record(about(vendor, term, on, agreement=agreement)).seq
            answer = TermAnswer(proposal, Answer.ACCEPTED, by.other)
            trail.record(about(vendor, answer, on, agreement=agreement))
        document = published(trail, vendor)
        check_required(document)
        assert reread(document, made.folder) == told(trail, vendor)


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


def test_what_has_no_place_is_counted(trail: Trail) -> None:
    proposal = TermProposal("price", Side.VENDOR, "dearer")
    trail.record(about(1, proposal, agreement=2))
    assert trail.open_contracting_data(1).unplaced == 1


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
