"""The same result rows under ten definitions, beside one aggregate over them."""

from __future__ import annotations

import csv
import random
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from io import StringIO
from pathlib import Path

from tests.bench.ledgers import DAYS, Ledgers, begin, opened
from tests.bench.measuring import Measured, clocked, taking_turns
from vendortrail.records.definition import Counting, Definition
from vendortrail.records.parties import Agreement
from vendortrail.records.promised import (
    RESULT_DEFINITION,
    Delivery,
    Mapping,
    Segment,
    TermProposal,
)
from vendortrail.records.record import Draft, Payload
from vendortrail.records.values import Side
from vendortrail.service import Trail, Workspace

_OUTCOMES = ("dialogue", "call-back", "hang-up", "refusal", "no answer")
_QUESTIONS = ("plan", "renewal", "channel")
_MAPPING = Mapping(
    "outcome",
    day="day",
    seconds="seconds",
    questions=_QUESTIONS,
    key_questions=_QUESTIONS[:2],
    script="script",
)
# Each counts more outcomes, on more conditions, from a longer call on than the one before.
_DEFINITIONS = tuple(
    Definition(
        tuple(
            Counting(
                outcome,
                key_questions=place == 0 and n > 2,
                at_least_seconds=30 * n,
                questions=_QUESTIONS[2:] if n > 6 else (),
                script=n > 4,
            )
            for place, outcome in enumerate(_OUTCOMES[: 1 + n % 4])
        )
    )
    for n in range(10)
)


def measure(ledgers: Ledgers) -> Iterator[Measured]:
    """Yield the recount of an agreement with one delivery, every definition on record.

    Bare: one query that counts the same rows by their outcome.
    """
    workspace, agreement = _told(ledgers.folder / "counted", ledgers.size)
    with (
        opened(workspace) as trail,
        closing(sqlite3.connect(workspace.database)) as raw,
    ):
        deal = trail.find(Agreement, f"#{agreement}")

        def aggregate() -> None:
            raw.execute("SELECT outcome, count(*) FROM result_row GROUP BY outcome").fetchall()

        def recount() -> None:
            found = trail.recount(deal)
            if {one.whole.count.rows for one in found} != {ledgers.size}:
                raise AssertionError("rows were lost")

        taken = taking_turns(5, {"bare": clocked(aggregate), "ours": clocked(recount)})
    what = f"`recount` of {ledgers.size:,} rows under {len(_DEFINITIONS)} definitions"
    yield Measured(what, taken["ours"], taken["bare"], 3)


def _told(folder: Path, size: int) -> tuple[Workspace, int]:
    """Make a workspace with so many result rows; return it with the agreement's identity."""
    workspace = Workspace(folder)
    trail, (vendor,) = begin(workspace, 1)

    def record(trail: Trail, payload: Payload, agreement: int | None = None) -> int:
        draft = Draft(
            payload=payload, occurred=DAYS[-1].isoformat(), vendor=vendor, agreement=agreement
        )
        return trail.record(draft).seq

    with trail:
        agreement = record(trail, Agreement("Calls"))
        segment = record(trail, Segment("all", size, "call"), agreement)
        table = folder / "report.csv"
        table.write_text(_rows(size), "utf-8")
        delivery = Draft(
            payload=Delivery(segment, size),
            occurred=DAYS[-1].isoformat(),
            vendor=vendor,
            agreement=agreement,
        )
        trail.deliver(delivery, table, _MAPPING)
        for definition in _DEFINITIONS:
            proposal = TermProposal(RESULT_DEFINITION, Side.US, definition=definition)
            record(trail, proposal, agreement)
    return workspace, agreement


def _rows(size: int) -> str:
    chance = random.Random(7)
    days = [day.isoformat() for day in DAYS]
    written = StringIO()
    table = csv.writer(written)
    table.writerow(("outcome", "day", "seconds", *_QUESTIONS, "script"))
    for start in range(0, size, 1_000):
        count = min(1_000, size - start)
        table.writerows(
            zip(
                chance.choices(_OUTCOMES, k=count),
                chance.choices(days, k=count),
                chance.choices(range(600), k=count),
                *(chance.choices(("yes", "-", ""), k=count) for _ in _QUESTIONS),
                chance.choices(("yes", "no", ""), k=count),
                strict=True,
            )
        )
    return written.getvalue()
