"""Any files, in any order, any number of times and split: the same trail. Killed: whole or not."""

from __future__ import annotations

import os
import random
import signal
import time
from collections.abc import Callable, Sequence
from contextlib import closing
from datetime import date
from multiprocessing import get_context
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.importers.calendar.test_calendar import calendar, event
from tests.trails import about, lasting, opened, raw, workspace
from vendortrail.importers.sheet import open_sheet
from vendortrail.importers.table.columns import Kind
from vendortrail.records.dealings import Touchpoint
from vendortrail.records.parties import Agreement, Vendor
from vendortrail.records.promised import TermProposal
from vendortrail.service import Trail, Workspace

FORK = get_context("fork")
Take = Callable[[Trail, Path], object]

MAIL = """From: Anna <anna@zvonar.example>
To: us@us.example
Date: Tue, {day:02} Mar 2026 10:00:00 +0300
Message-ID: <{number}@zvonar.example>
In-Reply-To: <{before}@zvonar.example>
Subject: Re: Prices

Number {number}.
"""
FROM = "From a@b Tue Mar  3 10:00:00 2026\n"
SERIES = ("DTSTART;TZID=Europe/Berlin:20260302T100000", "RRULE:FREQ=WEEKLY;COUNT=3")
EVENTS = (
    event(*SERIES, uid="series"),
    event(*SERIES, "SEQUENCE:2", "LOCATION:Room 5", uid="series"),
    event("RECURRENCE-ID:20260309T090000Z", "DTSTART:20260311T090000Z", uid="series"),
    event(
        *("RECURRENCE-ID:20260309T090000Z", "DTSTART:20260312T090000Z", "SEQUENCE:1"), uid="series"
    ),
    event("DTSTART:20260320T090000Z", "LOCATION:of Anna", uid="once"),
    event("DTSTART:20260320T090000Z", "LOCATION:of Boris", uid="once"),
    event("DTSTART:20260325T090000Z", "LAST-MODIFIED:20260319T090000Z", uid="once"),
    event("DTSTART:20260401T090000Z", uid="off"),
    event("DTSTART:20260401T090000Z", "STATUS:CANCELLED", uid="off"),
    event("DTSTART;TZID=Europe/Berlin:20260302T100000", "RRULE:FREQ=DAILY;COUNT=9", uid="short"),
    event(
        *("DTSTART;TZID=Europe/Berlin:20260302T100000", "RRULE:FREQ=DAILY;UNTIL=20260305T235959Z"),
        *("EXDATE;TZID=Europe/Berlin:20260303T100000", "SEQUENCE:1"),
        uid="short",
    ),
)
ROWS = ("2026-03-05,prices,call,in", "2026-03-06,prices again,call,out", "2026-03-07,x,mail,in")
REGISTER = "number,title,starts,ends,amount,currency\n17,{title},2026-01-01,{ends},{amount},RUB\n"
SNAPSHOTS = {
    "2026-01-01": REGISTER.format(title="Calls", ends="2026-12-31", amount=45000),
    "2026-03-01": REGISTER.format(title="Calls and mail", ends="2026-12-31", amount=60000),
    "2026-05-01": REGISTER.format(title="Calls and mail", ends="2027-12-31", amount=60000),
}


def _calendar(trail: Trail, path: Path) -> None:
    vendor = trail.find(Vendor, "Zvonar")
    trail.take_in(trail.open_calendar([path], vendor), vendor=vendor.identity)


def _mail(trail: Trail, path: Path) -> None:
    vendor = trail.find(Vendor, "Zvonar")
    trail.take_in(trail.open_mail([path], vendor), vendor=vendor.identity)


def _table(kind: Kind, day: str = "2026-11-16") -> Take:
    def take(trail: Trail, path: Path) -> None:
        sheet = open_sheet(path)
        told, _ = trail.propose_columns(sheet, kind)
        source = trail.open_table(sheet, told, 1, date.fromisoformat(day))
        trail.take_in(source, vendor=1)

    return take


def _files(folder: Path) -> list[tuple[Take, Path]]:
    """Write mail, a calendar with each event alone and with all, tables and a register."""
    folder.mkdir()

    def written(name: str, text: str | bytes) -> Path:
        data = text if isinstance(text, bytes) else text.encode()
        (folder / name).write_bytes(data)
        return folder / name

    letters = [MAIL.format(day=n + 3, number=n, before=n - 1) for n in range(4)]
    # Another one under the id of one of them, and a copy through a list.
    letters.append(MAIL.format(day=2, number=1, before=7))
    letters.append(letters[2].replace("Subject: ", "List-Id: <l>\nSubject: [l] ") + "\nQuestions?")
    header = "date,subject,channel,direction\n"
    return [
        *((_calendar, written(f"{n}.ics", calendar(one))) for n, one in enumerate(EVENTS)),
        (_calendar, written("all.ics", calendar(*EVENTS))),
        *((_mail, written(f"{n}.eml", letter)) for n, letter in enumerate(letters)),
        (
            _mail,
            written(
                "all.mbox",
                "".join(f"From a@b Tue Mar  3 10:00:00 2026\n{one}\n" for one in letters),
            ),
        ),
        (_table(Kind.TOUCHPOINTS), written("one.csv", header + "\n".join(ROWS[:2]))),
        (_table(Kind.TOUCHPOINTS), written("two.csv", header + "\n".join(ROWS[1:]))),
        *(
            (_table(Kind.CONTRACTS, day), written(f"{day}.csv", text))
            for day, text in SNAPSHOTS.items()
        ),
    ]


def _made() -> tuple[Workspace, list[tuple[Take, Path]]]:
    made = lasting()
    with opened(made) as trail:
        trail.record(about(None, Vendor("Zvonar", domains=("zvonar.example",))))
    return made, _files(made.folder / "given")


def _told(trail: Trail) -> object:
    """Return what the trail says, without numbers and originals, and its silences."""
    names = {
        record.identity: record.origin.key if record.origin else ""
        for kind in (Touchpoint, Agreement, TermProposal)
        for record in trail.every(kind, vendor=1)
    }
    said = [
        (
            names[record.identity],
            record.occurred,
            str(record.payload).replace(f"answers={getattr(record.payload, 'answers', None)}", ""),
            names.get(getattr(record.payload, "answers", None) or 0),
            names.get(record.agreement or 0),
        )
        for kind in (Touchpoint, Agreement, TermProposal)
        for record in trail.every(kind, vendor=1)
    ]
    with closing(raw(trail.workspace)) as connection:
        gaps = connection.execute("SELECT start_day, end_day, owed_by FROM silence_gap").fetchall()
    return sorted(said, key=str), sorted(gaps, key=str)


def _all_taken(order: Sequence[int]) -> object:
    made, files = _made()
    with opened(made) as trail:
        for place in order:
            take, path = files[place % len(files)]
            take(trail, path)
        assert trail.verify() == ()
        return _told(trail)


WHOLE = range(24)


@pytest.fixture(scope="module")
def expected() -> object:
    return _all_taken(WHOLE)


@pytest.mark.long
@settings(max_examples=40)
@given(order=st.permutations([*WHOLE, *WHOLE[:6]]))
def test_files_in_any_order_and_again_are_the_same_trail(
    expected: object, order: list[int]
) -> None:
    assert _all_taken(order) == expected


def test_files_from_the_last_to_the_first_are_the_same_trail(expected: object) -> None:
    assert len(_made()[1]) == len(WHOLE)
    assert _all_taken([*reversed(WHOLE), *WHOLE]) == expected


def _take_for_ever(folder: Path, files: Sequence[tuple[Take, Path]]) -> None:
    with opened(Workspace(folder)) as trail:
        for take, path in files:
            take(trail, path)


@pytest.mark.long
@pytest.mark.parametrize("seed", range(20))
def test_an_import_that_is_killed_is_whole_or_not_there(tmp_path: Path, seed: int) -> None:
    """A table and a calendar of some thousand records, killed at any moment, and taken again."""
    made = workspace(tmp_path / "w")
    rows = (f"2026-{n % 9 + 1:02}-{n % 27 + 1:02},call {n},call,in" for n in range(3_000))
    table = tmp_path / "calls.csv"
    table.write_text("date,subject,channel,direction\n" + "\n".join(rows))
    many = tmp_path / "many.ics"
    many.write_bytes(
        calendar(
            *(event(f"DTSTART;VALUE=DATE:202603{n % 27 + 1:02}", uid=f"{n}") for n in range(2_000))
        )
    )
    files = [(_calendar, many), (_table(Kind.TOUCHPOINTS), table)]
    with opened(made) as trail:
        trail.record(about(None, Vendor("Zvonar", domains=("zvonar.example",))))
    child = FORK.Process(target=_take_for_ever, args=(made.folder, files))
    child.start()
    time.sleep(random.Random(seed).uniform(0.05, 3))
    assert child.pid is not None
    os.kill(child.pid, signal.SIGKILL)
    child.join()
    with opened(made) as trail:
        assert trail.verify() == ()
        taken = sum(receipt.payload.recorded for receipt in trail.receipts(1))
        assert taken == sum(1 for _ in trail.every(Touchpoint, vendor=1))
        assert taken in {0, 2_000, 5_000}
        _take_for_ever(made.folder, files)
        assert sum(1 for _ in trail.every(Touchpoint, vendor=1)) == 5_000
        assert trail.verify() == ()
