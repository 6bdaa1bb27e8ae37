"""Recounts over the rows of the file: what counts, and which rows are behind a number."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest

from tests import trails
from tests.trails import about
from vendortrail import result_rows
from vendortrail.records.definition import Counting, Definition
from vendortrail.records.parties import Agreement, Vendor
from vendortrail.records.promised import (
    RESULT_DEFINITION,
    Delivery,
    OnlyRows,
    OutcomeCount,
    Question,
    Segment,
    TermProposal,
)
from vendortrail.records.promised import Mapping as TableMapping
from vendortrail.records.record import Record
from vendortrail.records.values import Side
from vendortrail.recounting import Recount
from vendortrail.refusal import FieldRefusal
from vendortrail.results import Count, Verdict
from vendortrail.service import Trail, Workspace
from vendortrail.service.recounting import Countable

BANK = Path(__file__).parents[3] / "shared" / "cases" / "csv" / "bank-additional.csv"
Row = Mapping[str, str]


@dataclass
class Deal:
    trail: Trail
    folder: Path
    agreement: Record[Agreement]
    segments: dict[str, int]

    def deliver(self, segment: str, path: Path, mapping: TableMapping) -> None:
        draft = about(1, Delivery(self.segments[segment], 0), "2026-03-11", agreement=2)
        self.trail.deliver(draft, path, mapping)

    def table(self, text: str) -> Path:
        path = self.folder / "report.csv"
        path.write_text(text, "utf-8")
        return path

    def propose(self, definition: Definition) -> int:
        proposal = TermProposal(RESULT_DEFINITION, Side.US, definition=definition)
        return self.trail.record(about(1, proposal, agreement=2)).seq

    def considered(self, definition: Definition) -> Recount:
        return self.trail.recount(self.agreement, [definition])[-1]

    def lines(self, definition: Definition, verdict: Verdict) -> list[tuple[int, ...]]:
        behind = self.trail.rows_behind(self.agreement, definition, verdict)
        return [rows.lines for rows in behind]


@pytest.fixture
def deal(empty: Workspace, tmp_path: Path) -> Iterator[Deal]:
    with trails.opened(empty) as trail:
        trail.record(about(None, Vendor("Zvonar")))
        agreement = trail.record(about(1, Agreement("Calls")))
        segments = {
            name: trail.record(about(1, Segment(name, 300, "call"), agreement=2)).seq
            for name in ("cellular", "telephone")
        }
        yield Deal(trail, tmp_path, agreement, segments)  # type: ignore[arg-type]


TABLE = """outcome,day,seconds,why,script
talk,2026-03-01,61,because,yes
talk,2026-03-02,59,,no
talk,2026-03-03,120,-,
refusal,2026-03-03,5,,yes
talk,2026-03-05,,because,yes
"""
MAPPING = TableMapping(
    "outcome", day="day", questions=("why",), key_questions=("why",), script="script"
)


@pytest.mark.parametrize(
    ("counting", "count", "open_lines"),
    [
        (Counting("talk"), Count(4, 1, 0), ()),
        (Counting("talk", questions=("why",)), Count(2, 2, 1), (3,)),
        (Counting("talk", key_questions=True), Count(2, 2, 1), (3,)),
        (Counting("talk", script=True), Count(2, 2, 1), (4,)),
        (Counting("talk", at_least_seconds=60), Count(0, 1, 4), (2, 3, 4, 6)),
    ],
)
def test_every_condition_is_counted_and_opened(
    deal: Deal, counting: Counting, count: Count, open_lines: tuple[int, ...]
) -> None:
    deal.deliver("cellular", deal.table(TABLE), MAPPING)
    definition = Definition((counting,))
    assert deal.considered(definition).whole.count == count
    assert deal.lines(definition, Verdict.CANNOT_TELL) == [open_lines]
    assert len(deal.lines(definition, Verdict.COUNTS)[0]) == count.counts
    assert len(deal.lines(definition, Verdict.DOES_NOT)[0]) == count.does_not


def test_a_row_older_than_a_question_was_not_asked(deal: Deal) -> None:
    deal.deliver("cellular", deal.table(TABLE), MAPPING)
    definition = Definition((Counting("talk", key_questions=True),))
    question = Question("why", "2026-03-03", is_key=True)
    asked = deal.trail.record(about(1, question, agreement=2)).seq
    assert deal.considered(definition).whole.count == Count(2, 2, 1)
    earlier = Question("why", "2026-03-02", is_key=True)
    deal.trail.correct(asked, reason="a day before", payload=earlier)
    assert deal.considered(definition).whole.count == Count(2, 3, 0)


def test_a_delivery_without_a_table_has_no_rows_to_open(deal: Deal) -> None:
    deal.trail.record(about(1, Delivery(3, 5), "2026-03-11", agreement=2))
    assert deal.lines(Definition((Counting("talk"),)), Verdict.COUNTS) == []


def test_rows_are_told_as_their_table_has_them(deal: Deal) -> None:
    deal.deliver("cellular", deal.table(TABLE), MAPPING)
    delivery = deal.trail.history(1).of(Delivery)[0].identity
    first, refused = deal.trail.rows_at(delivery, (2, 5))
    assert (first.line, first.day, first.answers) == (2, date(2026, 3, 1), (("why", "because"),))
    assert (refused.outcome, refused.answers, refused.script) == ("refusal", (("why", ""),), True)


def test_it_is_heard_how_far_a_recount_is_and_reading_by_parts_changes_nothing(
    deal: Deal, monkeypatch: pytest.MonkeyPatch
) -> None:
    deal.deliver("cellular", deal.table(TABLE), MAPPING)
    deal.deliver("telephone", deal.table(TABLE), MAPPING)
    definition = Definition((Counting("talk", key_questions=True),))
    at_once = deal.considered(definition)
    monkeypatch.setattr(result_rows, "_STRETCH", 2)
    shares: list[float] = []
    assert deal.trail.recount(deal.agreement, [definition], shares.append)[-1] == at_once
    assert shares == [0.2, 0.4, 0.5, 0.7, 0.9, 1.0]


def test_who_hears_of_a_recount_may_end_it(deal: Deal) -> None:
    deal.deliver("cellular", deal.table(TABLE), MAPPING)

    def enough(_share: float) -> None:
        raise InterruptedError

    with pytest.raises(InterruptedError):
        deal.trail.recount(deal.agreement, heard=enough)
    assert deal.considered(Definition((Counting("talk"),))).whole.count == Count(4, 1, 0)


def test_what_a_definition_can_be_made_of(deal: Deal) -> None:
    assert deal.trail.countable(deal.agreement) == Countable({}, ())
    deal.deliver("cellular", deal.table(TABLE), MAPPING)
    typed = Delivery(deal.segments["telephone"], 5, (OutcomeCount("no answer", 7),))
    deal.trail.record(about(1, typed, "2026-03-11", agreement=2))
    deal.trail.record(about(1, Question("budget", "2026-03-01"), agreement=2))
    assert deal.trail.countable(deal.agreement) == Countable(
        {"no answer": 7, "talk": 4, "refusal": 1}, ("budget", "why")
    )
    assert list(deal.trail.countable(deal.agreement).outcomes) == ["no answer", "talk", "refusal"]


def test_what_is_proposed_is_recounted_as_of_today(deal: Deal) -> None:
    deal.deliver("cellular", deal.table(TABLE), MAPPING)
    seq = deal.propose(Definition((Counting("talk", at_least_seconds=60),)))
    (found,) = deal.trail.recount(deal.agreement)
    assert found.change is not None
    assert found.change.proposal.seq == seq
    assert found.whole.count == Count(0, 1, 4)


# The real calls, held against counts that the csv module gives.


def seconds(row: Row) -> int:
    return int(row["duration"])


# "unknown" and "nonexistent" stand for questions left open; an empty cell for one not asked.
REAL = TableMapping(
    "y",
    seconds="duration",
    questions=("poutcome", "housing", "default"),
    key_questions=("poutcome",),
    open_marks=("unknown", "nonexistent"),
)
ANY_YES = Definition((Counting("yes"),))
LONG = Definition((Counting("yes", at_least_seconds=120), Counting("no", at_least_seconds=600)))
ASKED = Definition(
    (
        Counting("yes", key_questions=True, questions=("default",)),
        Counting("no", questions=("housing", "default"), at_least_seconds=301),
    )
)
BY_HAND: list[tuple[Definition, Callable[[Row], bool]]] = [
    (ANY_YES, lambda row: row["y"] == "yes"),
    (LONG, lambda row: seconds(row) >= {"yes": 120, "no": 600}[row["y"]]),
    (
        ASKED,
        lambda row: (
            (row["poutcome"] != "nonexistent" and row["default"] != "unknown")
            if row["y"] == "yes"
            else row["housing"] != "unknown" and row["default"] != "unknown" and seconds(row) > 300
        ),
    ),
]


@pytest.mark.skipif(not BANK.exists(), reason="the real calls are not beside the checkout")
def test_real_calls_of_two_segments_under_three_definitions(deal: Deal) -> None:
    for contact in deal.segments:
        mapping = TableMapping(
            **{name: getattr(REAL, name) for name in REAL.__struct_fields__ if name != "only"},
            only=(OnlyRows("contact", (contact,)),),
        )
        deal.deliver(contact, BANK, mapping)
    with BANK.open(newline="", encoding="utf-8") as opened:
        rows = [*enumerate(csv.DictReader(opened, delimiter=";"), start=2)]
    for definition, counts in BY_HAND:
        recount = deal.considered(definition)
        assert recount.whole.count.rows == len(rows) == 4119
        opened_rows = deal.lines(definition, Verdict.COUNTS)
        for part, lines in zip(recount.segments, opened_rows, strict=True):
            name = part.segment.payload.name
            own = [(line, row) for line, row in rows if row["contact"] == name]
            counted = tuple(line for line, row in own if counts(row))
            assert lines == counted
            assert part.figures.count == Count(len(counted), len(own) - len(counted), 0)
        assert 0 < recount.whole.count.counts < 4119


def test_where_no_row_is_meant_nothing_is_recorded(deal: Deal) -> None:
    mapping = TableMapping("outcome", only=(OnlyRows("script", ("perhaps", "maybe")),))
    with pytest.raises(FieldRefusal, match=r"has script=perhaps \| maybe"):
        deal.deliver("cellular", deal.table(TABLE), mapping)


def test_which_rows_are_meant_is_asked_again(deal: Deal) -> None:
    path = deal.table(TABLE)
    deal.deliver("cellular", path, TableMapping("outcome", only=(OnlyRows("script", ("yes",)),)))
    proposal = deal.trail.propose_mapping(path)
    assert not proposal.known
    assert proposal.mapping is not None
    assert proposal.mapping.only == (OnlyRows("script", ("yes",)),)
