"""What is read at most of what others made: said in the README, and kept to."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from tests.importers.calendar.test_calendar import TODAY, calendar, drafts, event, source
from tests.importers.mail.writing import mail
from vendortrail import evidence
from vendortrail.importers import results, separated, sheet, workbook
from vendortrail.importers.calendar import editions, recurrence
from vendortrail.importers.calendar import files as calendars
from vendortrail.importers.item import Refused
from vendortrail.importers.mail import files as mails
from vendortrail.importers.mail import parts
from vendortrail.importers.mail.fields import LONGEST_HEADER, Header
from vendortrail.importers.ocds import documents
from vendortrail.records.capture import MOST_REFUSALS
from vendortrail.refusal import Refusal

README = Path(__file__).parents[2] / "README.md"
MIB, GIB = 2**20, 2**30
SIXTY_FOUR = {
    mails.LONGEST_MESSAGE,
    calendars.LARGEST_FILE,
    documents.LARGEST_FILE,
    workbook.LARGEST_FILE,
    results.LARGEST_FILE,
}


@pytest.mark.parametrize(
    ("what", "limits"),
    [
        ("an original that is kept, a table", [f"{evidence.LARGEST // GIB} GiB"]),
        ("an original that is kept, a table", [f"{sheet.LARGEST_FILE // GIB} GiB"]),
        ("a message, a calendar,", [f"{size // MIB} MiB" for size in SIXTY_FOUR]),
        (
            "a message |",
            [
                f"a header of {LONGEST_HEADER // MIB} MiB",
                f"nested {parts.DEEPEST} deep",
                f"{parts.MOST_PARTS:,} are read",
                f"{parts.LONGEST_TEXT:,} characters",
                f"{parts.MOST_ATTACHMENTS} attachments",
            ],
        ),
        (
            "a calendar |",
            [
                f"{editions.HORIZON_DAYS} days ahead",
                f"{recurrence.MOST_MEETINGS:,} times",
                f"{recurrence.MOST_STEPS:,} steps",
            ],
        ),
        ("open data |", [f"{documents.MOST_VALUES:,} values"]),
        (
            "a table in text form |",
            [f"{separated.LONGEST_CELL:,} characters", f"{separated.LONGEST_ROW:,} in a row"],
        ),
        (
            "a workbook |",
            [
                f"{workbook.LARGEST_UNPACKED // MIB} MiB unpacked",
                f"{workbook.MOST_CELLS:,} cells",
                f"{workbook.FEW_CELLS:,} and {workbook.CELLS_A_BYTE} for each byte",
                f"{workbook.MOST_CHARACTERS:,} characters",
            ],
        ),
        (
            "what reads a workbook",
            [
                f"{workbook.MEMORY // GIB} GiB of memory",
                f"{workbook.SECONDS} seconds",
                f"{workbook.SECONDS_A_MEBIBYTE} more for each MiB",
            ],
        ),
        ("a receipt |", [f"{MOST_REFUSALS:,} refusals"]),
    ],
)
def test_the_readme_says_what_holds(what: str, limits: list[str]) -> None:
    said = README.read_text("utf-8").partition("## Limits")[2].partition("## Measured")[0]
    (line,) = (line for line in said.splitlines() if line.startswith(f"| {what}"))
    assert all(limit in line for limit in limits), limits


def test_a_table_that_is_too_large_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sheet, "LARGEST_FILE", 3)
    (tmp_path / "t.csv").write_bytes(b"a,b\n")
    with pytest.raises(Refusal, match="the file has 4 bytes; at most 3 are read: split it"):
        sheet.open_sheet(tmp_path / "t.csv")


def test_an_original_that_is_too_large_is_not_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(evidence, "LARGEST", 3)
    (tmp_path / "original").write_bytes(b"four")
    with pytest.raises(Refusal, match="the most that is taken"):
        evidence.Evidence(tmp_path / "evidence").keep_file(tmp_path / "original")


@pytest.mark.parametrize(
    ("module", "name", "said"),
    [
        (calendars, "LARGEST_FILE", "at most 7 are read"),
        (recurrence, "MOST_MEETINGS", "recurs more than 7 times"),
        (recurrence, "MOST_STEPS", "take more than 7 steps"),
    ],
)
def test_a_calendar_that_asks_for_too_much_is_refused(
    module: object, name: str, said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "c.ics"
    often = event("DTSTART:20260101T100000Z", "RRULE:FREQ=DAILY")
    path.write_bytes(calendar(often, often.replace("UID:1", "UID:2")))
    assert not any(isinstance(item, Refused) for item in source(path).items())
    monkeypatch.setattr(module, name, 7)
    refused = [it for it in source(path).items() if isinstance(it, Refused)]
    assert refused
    assert all(said in str(it.reason) for it in refused)


def test_meetings_are_read_as_far_as_the_horizon(tmp_path: Path) -> None:
    (tmp_path / "c.ics").write_bytes(
        calendar(event("DTSTART:20260101T100000Z", "RRULE:FREQ=DAILY"))
    )
    last = max(draft.occurred for draft in drafts(list(source(tmp_path / "c.ics").items())))
    assert last[:10] == f"{TODAY + timedelta(editions.HORIZON_DAYS)}"


def test_of_many_attachments_so_many_are_told_of(monkeypatch: pytest.MonkeyPatch) -> None:
    one = b"--b\nContent-Disposition: attachment; filename=a\n\nx\n"
    raw = mail(one * 5, Content_Type="multipart/mixed; boundary=b")

    def told() -> int:
        return len(parts.content(raw, Header(raw)).attachments)

    assert told() == 5
    monkeypatch.setattr(parts, "MOST_ATTACHMENTS", 4)
    assert told() == 4
    monkeypatch.setattr(parts, "MOST_PARTS", 2)
    assert told() == 2
