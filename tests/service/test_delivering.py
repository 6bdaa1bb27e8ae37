"""A delivery's table becomes evidence and rows, and its mapping is asked for once."""

from __future__ import annotations

import csv
import os
import sqlite3
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from tests import trails
from tests.trails import about
from vendortrail.records.history import ResultGroup
from vendortrail.records.parties import Agreement, Vendor
from vendortrail.records.promised import Delivery, Mapping, Segment
from vendortrail.records.record import Draft
from vendortrail.refusal import FieldRefusal, Refusal, StorageFailure
from vendortrail.service import Trail, Workspace

BANK = Path(__file__).parents[3] / "shared" / "cases" / "csv" / "bank-additional.csv"
TABLE = "outcome;seconds\ntalk;61\nrefusal;5\ntalk;x\ntalk;30\n"


@dataclass
class Deal:
    trail: Trail
    folder: Path

    def draft(self, claimed: int = 3) -> Draft[Any]:
        return about(1, Delivery(3, claimed), "2026-03-11", agreement=2)

    def table(self, text: str = TABLE, name: str = "report.csv") -> Path:
        path = self.folder / name
        path.write_text(text, "utf-8")
        return path

    def rows(self) -> list[tuple[Any, ...]]:
        with closing(sqlite3.connect(self.trail.workspace.database)) as connection:
            return connection.execute("SELECT * FROM result_row ORDER BY 1, 2").fetchall()


@pytest.fixture
def deal(empty: Workspace, tmp_path: Path) -> Iterator[Deal]:
    with trails.opened(empty) as trail:
        trail.record(about(None, Vendor("Zvonar")))
        trail.record(about(1, Agreement("Calls")))
        trail.record(about(1, Segment("All", 300, "call"), agreement=2))
        yield Deal(trail, tmp_path)


MAPPING = Mapping("outcome", seconds="seconds")


def test_rows_are_taken_and_bad_ones_named(deal: Deal) -> None:
    path = deal.table()
    receipt = deal.trail.deliver(deal.draft(), path, MAPPING)
    assert receipt.outcomes == {"talk": 2, "refusal": 1}
    assert receipt.rows == 3
    assert [(bad.line, str(bad.reason)) for bad in receipt.refused] == [
        (4, "“x” in column “seconds” is not a whole number of seconds")
    ]
    assert [row[:5] for row in deal.rows()] == [
        (4, 2, "talk", None, 61),
        (4, 3, "refusal", None, 5),
        (4, 5, "talk", None, 30),
    ]
    kept = receipt.record.payload.table
    assert kept is not None
    assert (kept.rows, kept.refused, kept.mapping.delimiter) == (3, 1, ";")
    assert kept.sha256 == sha256(path.read_bytes()).hexdigest()
    assert receipt.record.evidence == (kept.sha256,)
    assert deal.trail.verify() == ()


def test_rows_are_counted_in_the_history(deal: Deal) -> None:
    deal.trail.deliver(
        deal.draft(), deal.table("outcome\ntalk\ntalk\nrefusal\n"), Mapping("outcome")
    )
    assert deal.trail.history(1).results == {
        4: (ResultGroup("talk", None, None, 2), ResultGroup("refusal", None, None, 1))
    }


def test_a_table_of_which_nothing_can_be_taken_is_refused(deal: Deal) -> None:
    before = trails.dump(deal.trail.workspace, "ledger")
    with pytest.raises(Refusal, match=r"no row of .*report.csv can be taken; line 2: “x” in"):
        deal.trail.deliver(deal.draft(), deal.table("outcome;seconds\ntalk;x\n"), MAPPING)
    assert trails.dump(deal.trail.workspace, "ledger") == before
    assert not deal.trail.workspace.evidence.exists()


def test_a_mapping_that_does_not_fit_is_refused(deal: Deal) -> None:
    with pytest.raises(FieldRefusal, match="there is no column “seconds”"):
        deal.trail.deliver(deal.draft(), deal.table("outcome\ntalk\n"), MAPPING)


def test_a_delivery_that_is_refused_leaves_no_rows(deal: Deal) -> None:
    draft = about(1, Delivery(2, 3), "2026-03-11", agreement=2)
    with pytest.raises(FieldRefusal, match="#2, named here, is no segment"):
        deal.trail.deliver(draft, deal.table(), MAPPING)
    assert deal.rows() == []
    assert deal.trail.verify() == ()


@pytest.mark.parametrize("name", ["nowhere.csv", "."])
def test_a_file_that_cannot_be_read_is_refused_by_name(name: str, deal: Deal) -> None:
    with pytest.raises(Refusal, match=r"cannot be read: there is no such|is not an ordinary file"):
        deal.trail.deliver(deal.draft(), deal.folder / name, MAPPING)


def test_a_mapping_is_guessed_then_known_from_the_last_table_of_these_columns(deal: Deal) -> None:
    path = deal.table()
    proposed = deal.trail.propose_mapping(path)
    assert (proposed.known, proposed.headers) == (False, ("outcome", "seconds"))
    assert proposed.first_rows[0] == ("talk", "61")
    confirmed = Mapping("outcome", seconds="seconds", short_under=10)
    deal.trail.deliver(deal.draft(), path, confirmed)
    later = deal.table("outcome,seconds\ntalk,7\n", "later.csv")
    again = deal.trail.propose_mapping(later)
    assert again.known
    assert again.mapping == Mapping(
        "outcome", seconds="seconds", short_under=10, delimiter=",", encoding="utf-8-sig"
    )
    other = deal.trail.propose_mapping(deal.table("result\ntalk\n", "other.csv"))
    assert (other.known, other.mapping and other.mapping.outcome) == (False, "result")


def test_a_mapping_whose_evidence_is_gone_is_not_known(deal: Deal) -> None:
    path = deal.table()
    receipt = deal.trail.deliver(deal.draft(), path, MAPPING)
    (name,) = receipt.record.evidence
    (deal.trail.workspace.evidence / name[:2] / name).unlink()
    assert not deal.trail.propose_mapping(path).known


def test_a_delivery_typed_by_hand_has_no_mapping(deal: Deal) -> None:
    deal.trail.record(deal.draft())
    assert not deal.trail.propose_mapping(deal.table()).known


def test_rows_go_with_a_delivery_that_is_taken_back(deal: Deal) -> None:
    receipt = deal.trail.deliver(deal.draft(), deal.table(), MAPPING)
    deal.trail.correct(receipt.record.seq, reason="a day later", occurred="2026-03-12")
    assert len(deal.rows()) == 3
    deal.trail.take_back(receipt.record.seq, reason="another vendor's")
    assert deal.rows() == []
    assert deal.trail.verify() == ()


@pytest.mark.skipif(not BANK.exists(), reason="the real calls are not beside the checkout")
def test_real_calls_become_the_delivery_of_a_segment(deal: Deal) -> None:
    mapping = Mapping("y", seconds="duration", short_under=10)
    receipt = deal.trail.deliver(deal.draft(451), BANK, mapping)
    with BANK.open(newline="", encoding="utf-8") as opened:
        rows = list(csv.DictReader(opened, delimiter=";"))
    told = Counter("hang-up" if int(row["duration"]) < 10 else row["y"] for row in rows)
    assert receipt.outcomes == told
    assert (receipt.rows, receipt.refused) == (4119, ())
    assert Counter(row[2] for row in deal.rows()) == told
    assert sum(row[4] for row in deal.rows()) == sum(int(row["duration"]) for row in rows)
    assert deal.trail.verify() == ()
    before = deal.rows()
    deal.trail.rebuild()
    assert deal.rows() == before


# Evidence.


def test_evidence_is_kept_once_and_for_its_person_alone(deal: Deal) -> None:
    path = deal.table("a letter", "letter.txt")
    name = deal.trail.keep_evidence(path)
    assert deal.trail.keep_evidence(path) == name == sha256(b"a letter").hexdigest()
    evidence = deal.trail.evidence
    assert evidence.read(name) == b"a letter"
    kept = deal.trail.workspace.evidence / name[:2] / name
    assert [kept.stat().st_mode & 0o777, kept.parent.stat().st_mode & 0o777] == [0o600, 0o700]
    assert kept.parent.parent.stat().st_mode & 0o777 == 0o700
    kept.write_bytes(b"another")
    assert deal.trail.keep_evidence(path) == name
    assert evidence.read(name) == b"a letter"


def test_evidence_that_cannot_be_kept_is_a_storage_failure(deal: Deal) -> None:
    deal.trail.workspace.evidence.write_text("a file in the way")
    with pytest.raises(StorageFailure, match="cannot be used"):
        deal.trail.deliver(deal.draft(), deal.table(), MAPPING)
    assert deal.rows() == []


def test_a_file_that_is_too_large_for_a_table_is_refused(
    deal: Deal, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("vendortrail.importers.results.LARGEST_FILE", 2**20)
    with pytest.raises(Refusal, match=r"large\.csv is larger than 1 MiB, the most that is taken"):
        deal.trail.propose_mapping(deal.table("x" * 2**20 + "y", "large.csv"))


def test_evidence_may_be_larger_than_a_table_and_is_kept_whole(
    deal: Deal, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("vendortrail.importers.results.LARGEST_FILE", 10)
    monkeypatch.setattr("vendortrail.evidence.LARGEST", 2**21)
    large = "x" * 2**21
    name = deal.trail.keep_evidence(deal.table(large, "large.txt"))
    assert deal.trail.evidence.read(name) == large.encode()
    with pytest.raises(Refusal, match=r"larger\.txt is larger than 2 MiB"):
        deal.trail.keep_evidence(deal.table(large + "y", "larger.txt"))


@pytest.mark.parametrize("kind", ["device", "pipe", "folder", "nothing"])
def test_what_is_no_file_is_refused_before_it_is_opened(kind: str, deal: Deal) -> None:
    place = deal.trail.workspace.folder / kind
    if kind == "device":
        place = Path("/dev/zero")
    elif kind == "pipe":
        os.mkfifo(place)
    elif kind == "folder":
        place.mkdir()
    said = "there is no such file" if kind == "nothing" else "is not an ordinary file"
    for ask in (deal.trail.keep_evidence, deal.trail.propose_mapping):
        with pytest.raises(Refusal, match=said):
            ask(place)
    assert not deal.trail.workspace.evidence.exists()
