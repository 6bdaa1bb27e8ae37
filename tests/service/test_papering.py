from collections.abc import Iterator

import pytest

from tests import trails
from tests.trails import about
from vendortrail.papers.audience import Audience
from vendortrail.records.parties import Agreement, Vendor
from vendortrail.records.promised import TermAnswer, TermProposal
from vendortrail.records.values import Answer, Side
from vendortrail.refusal import Refusal
from vendortrail.service import Trail, Workspace
from vendortrail.service.papering import Paper


@pytest.fixture
def trail(empty: Workspace) -> Iterator[Trail]:
    with trails.opened(empty) as trail:
        yield trail


@pytest.fixture
def vendor(trail: Trail) -> int:
    return trail.record(about(None, Vendor("Zvonar"))).seq


def agree(trail: Trail, vendor: int, title: str = "Calls", *, private: bool = False) -> int:
    return trail.record(about(vendor, Agreement(title), private=private)).seq


def propose(trail: Trail, vendor: int, agreement: int, *, private: bool = False) -> int:
    proposal = TermProposal("pace", Side.VENDOR, "slow")
    return trail.record(about(vendor, proposal, agreement=agreement, private=private)).seq


def refused(trail: Trail, vendor: int, **options: object) -> str:
    with pytest.raises(Refusal) as refusal:
        trail.export(Paper.DISAGREEMENTS, vendor, **options)  # type: ignore[arg-type]
    return str(refusal.value)


def test_a_protocol_is_for_the_vendor_unless_it_is_said(trail: Trail, vendor: int) -> None:
    agreement = agree(trail, vendor)
    propose(trail, vendor, agreement)
    theirs = trail.export(Paper.DISAGREEMENTS, vendor)
    ours = trail.export(Paper.DISAGREEMENTS, vendor, audience=Audience.INTERNAL)
    assert theirs.name == "zvonar-disagreements-2026-11-16.md"
    assert ours.name == "zvonar-disagreements-internal-2026-11-16.md"
    assert b"Concession" in ours.content
    assert b"Concession" not in theirs.content
    assert trail.export(Paper.TIMELINE, vendor).name == "zvonar-timeline-2026-11-16.md"


def test_who_exports_a_protocol_is_told_what_is_missing_in_it(trail: Trail, vendor: int) -> None:
    agreement = agree(trail, vendor)
    propose(trail, vendor, agreement)
    private = propose(trail, vendor, agreement, private=True)
    assert trail.export(Paper.DISAGREEMENTS, vendor).withheld == (private,)
    ours = trail.export(Paper.DISAGREEMENTS, vendor, audience=Audience.INTERNAL)
    assert ours.withheld == ()


def test_of_several_agreements_one_is_to_be_named(trail: Trail, vendor: int) -> None:
    first = agree(trail, vendor, "Calls")
    propose(trail, vendor, first)
    second = agree(trail, vendor, "Letters")
    propose(trail, vendor, second)
    said = refused(trail, vendor)
    assert f"Calls (#{first}), Letters (#{second})" in said
    paper = trail.export(Paper.DISAGREEMENTS, vendor, agreement=second)
    assert b"Agreement: Letters" in paper.content


def test_where_everything_is_settled_there_is_no_protocol(trail: Trail, vendor: int) -> None:
    first = agree(trail, vendor, "Calls")
    second = agree(trail, vendor, "Letters")
    settled = propose(trail, vendor, first)
    answer = TermAnswer(settled, Answer.ACCEPTED, Side.US)
    trail.record(about(vendor, answer, agreement=first, private=False))
    assert "every term is settled" in refused(trail, vendor)
    propose(trail, vendor, second)
    assert "every term is settled" in refused(trail, vendor, agreement=first)


def test_a_protocol_of_nothing_but_private_records_is_refused(trail: Trail, vendor: int) -> None:
    agreement = agree(trail, vendor, private=True)
    proposal = propose(trail, vendor, agreement)
    assert f"is private: #{agreement}, #{proposal};" in refused(trail, vendor)
    ours = trail.export(Paper.DISAGREEMENTS, vendor, audience=Audience.INTERNAL)
    assert ours.left_out == 0


def test_each_paper_is_asked_for_what_it_has(trail: Trail, vendor: int) -> None:
    assert "no chronology" in refused(trail, vendor, first=trails.TODAY)
    with pytest.raises(Refusal, match="all agreements"):
        trail.export(Paper.TIMELINE, vendor, agreement=1)
