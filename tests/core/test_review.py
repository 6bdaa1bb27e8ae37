from __future__ import annotations

import pytest

from tests.core.telling import Story, day
from tests.core.zvonar import TODAY, zvonar
from vendortrail.detectors import DETECTORS
from vendortrail.findings import Finding, Severity
from vendortrail.records.housekeeping import Disposition
from vendortrail.records.promised import Segment
from vendortrail.records.values import Disposal
from vendortrail.review import Review, review
from vendortrail.thresholds import Thresholds


def abandoned() -> tuple[Story, int]:
    """Tell of one segment, abandoned from 31 January 2026 on, and return its identity too."""
    story = Story()
    story.threshold("silence", None)
    agreement = story.agreement("2026-01-01")
    return story, story.segment("2026-01-01", agreement, "A")


def dispose(story: Story, on: str, subject: int, disposal: Disposal, code: str = "VT101") -> int:
    return story.tell(on, Disposition(code, str(subject), disposal, note="so it is"))


def of_code(reviewed: Review, code: str) -> list[Finding]:
    return [r.finding for r in reviewed.findings if r.finding.code == code]


def test_every_detector_is_named_once_and_states_its_rule() -> None:
    assert len(set(DETECTORS)) == len(DETECTORS)
    for detector in DETECTORS:
        assert (detector.__doc__ or "").startswith("VT")
        assert "Example" in (detector.__doc__ or "")


def test_story_of_the_call_centre() -> None:
    told = zvonar()
    findings = review(told.story.history, TODAY).open
    scope_and_terms = [f for f in findings if f.code < "VT300"]
    a, b, c = map(str, told.segments)
    agreement = str(told.agreement)
    assert sorted((f.code, f.key) for f in scope_and_terms) == [
        ("VT101", b),
        ("VT101", c),
        ("VT103", agreement),
        ("VT104", agreement),
        ("VT201", agreement),
        ("VT202", str(told.theirs)),
        ("VT204", agreement),
    ]
    assert {f.agreement for f in scope_and_terms} == {told.agreement}
    assert {f.vendor for f in findings} == {told.story.history.vendor}
    assert a not in {f.key for f in scope_and_terms}


@pytest.mark.parametrize(
    ("on", "codes"),
    [
        ("2025-10-07", []),
        ("2025-10-08", ["VT201"]),
        ("2025-11-10", ["VT201"]),
        ("2025-12-20", ["VT201"]),
        ("2025-12-21", ["VT101", "VT101", "VT104", "VT201"]),
        ("2026-01-05", ["VT101", "VT101", "VT104", "VT201"]),
        ("2026-01-30", ["VT101", "VT101", "VT103", "VT104", "VT201"]),
    ],
)
def test_past_days_of_the_call_centre(on: str, codes: list[str]) -> None:
    found = review(zvonar().story.history, day(on)).findings
    assert sorted(r.finding.code for r in found if r.finding.code < "VT300") == codes


def test_gravest_and_then_oldest_come_first() -> None:
    found = [r.finding for r in review(zvonar().story.history, TODAY).findings]
    order = [(finding.severity.rank, finding.since) for finding in found]
    assert order == sorted(order)
    assert found[0].severity is Severity.HIGH


def test_evidence_is_on_record() -> None:
    told = zvonar()
    numbers = {record.seq for record in told.story.history.ledger}
    for reviewed in review(told.story.history, TODAY).findings:
        assert reviewed.finding.evidence
        assert set(reviewed.finding.evidence) <= numbers
        assert str(reviewed.finding.message)


def test_keys_are_stable_from_day_to_day() -> None:
    history = zvonar().story.history
    one, other = (review(history, day(on)) for on in ("2026-02-01", "2026-11-16"))
    assert {f.key for f in of_code(one, "VT101")} == {f.key for f in of_code(other, "VT101")}


def test_thresholds_are_those_on_record_or_those_given() -> None:
    story, _ = abandoned()
    today = day("2026-01-10")
    assert of_code(review(story.history, today), "VT101") == []
    strict = Story()
    strict.threshold("abandoned", 5)
    given = Thresholds(strict.history)
    assert len(of_code(review(story.history, today, given), "VT101")) == 1


def test_threshold_set_later_holds_for_past_days() -> None:
    story, _ = abandoned()
    story.threshold("abandoned", 5)
    assert len(of_code(review(story.history, day("2026-01-10")), "VT101")) == 1


class TestDisposition:
    @pytest.mark.parametrize(
        ("disposal", "is_open"),
        [
            (Disposal.ACKNOWLEDGED, True),
            (Disposal.RAISED, True),
            (Disposal.RESOLVED, False),
            (Disposal.WAIVED, False),
        ],
    )
    def test_finding_is_kept_with_what_was_done(self, disposal: Disposal, is_open: bool) -> None:
        story, segment = abandoned()
        done = dispose(story, "2026-02-10", segment, disposal)
        (reviewed,) = review(story.history, day("2026-02-10")).findings
        assert reviewed.disposition is not None
        assert reviewed.disposition.identity == done
        assert reviewed.is_open is is_open
        assert len(review(story.history, day("2026-02-10")).open) == is_open

    def test_before_it_was_made_the_finding_was_open(self) -> None:
        story, segment = abandoned()
        dispose(story, "2026-02-10", segment, Disposal.WAIVED)
        (reviewed,) = review(story.history, day("2026-02-09")).findings
        assert reviewed.disposition is None
        assert reviewed.is_open

    def test_the_last_one_speaks(self) -> None:
        story, segment = abandoned()
        dispose(story, "2026-02-10", segment, Disposal.WAIVED)
        dispose(story, "2026-02-11", segment, Disposal.RAISED)
        assert len(review(story.history, day("2026-02-11")).open) == 1

    def test_it_speaks_of_its_own_subject_and_code(self) -> None:
        story, segment = abandoned()
        dispose(story, "2026-02-10", segment + 1, Disposal.WAIVED)
        dispose(story, "2026-02-10", segment, Disposal.WAIVED, code="VT102")
        (reviewed,) = review(story.history, day("2026-02-10")).findings
        assert reviewed.disposition is None

    def test_the_same_problem_anew_is_open_again(self) -> None:
        story, segment = abandoned()
        dispose(story, "2026-02-10", segment, Disposal.RESOLVED)
        agreement = story.history.named(segment, Segment).agreement
        assert agreement is not None
        story.delivery("2026-03-01", agreement, segment, 1)
        assert of_code(review(story.history, day("2026-03-30")), "VT101") == []
        findings = review(story.history, day("2026-03-31")).open
        assert [(f.code, f.key) for f in findings if f.code == "VT101"] == [("VT101", str(segment))]
