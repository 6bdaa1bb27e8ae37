"""Where a vendor's history comes from, and what nobody can know, on the screen."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tests.trails import about, opened
from tests.tui.looking import press, seen, sees, shown
from tests.tui.mailboxes import imported, zvonar
from vendortrail.coverage import Span
from vendortrail.records.capture import MOST_REFUSALS, Receipt, RefusedItem, SourceFile
from vendortrail.records.parties import Vendor
from vendortrail.sentences import say
from vendortrail.service import Workspace
from vendortrail.service.sources import Period
from vendortrail.tui.screens.entry import EntryScreen
from vendortrail.tui.widgets.coverage_bar import coverage_bar
from vendortrail.tui.widgets.receipt_rows import receipt_rows

MAY, JUNE = date(2026, 5, 4), date(2026, 6, 30)


def bar(*covered: Span, first: date, today: date, width: int = 80) -> list[str]:
    return [line.plain for line in coverage_bar(covered, first, today, width)]


def told(receipt: Receipt, width: int = 60) -> list[str]:
    return [line.plain.rstrip() for row in receipt_rows(receipt) for line in row.draw(width)]


def test_bar_tells_known_months_from_others_by_its_signs() -> None:
    covered = (Span(date(2025, 11, 1), date(2026, 1, 31)), Span(date(2026, 3, 10), date.max))
    years, months = bar(*covered, first=date(2025, 10, 5), today=date(2026, 4, 2), width=8)
    assert years == "2025"
    assert months == "·███·▒█"


def test_bar_has_wide_months_where_there_is_room_and_quarters_or_years_where_not() -> None:
    known = Span(date(2024, 1, 1), date(2024, 12, 31))
    assert bar(known, first=date(2024, 11, 1), today=date(2025, 2, 1)) == [
        "2024    2025",
        "████████········",
    ]
    assert bar(known, first=date(2024, 1, 1), today=date(2025, 12, 1), width=23) == [
        "2024    2025",
        "████████········",
    ]
    assert bar(known, first=date(2000, 1, 1), today=date(2025, 12, 1), width=3)[1] == "·█·"


async def test_timeline_and_header_say_where_knowledge_ends(tmp_path: Path) -> None:
    async with shown(imported(tmp_path, MAY, JUNE), size=(90, 24)) as typist:
        await press(typist, "enter")
        lines = seen(typist)
        assert lines[0].endswith("known until 30 Jun 2026 · 16 Nov 2026")
        unknown = next(n for n, line in enumerate(lines) if "not known · 01 Jul 2026" in line)
        assert "16 Nov 2026 · no source covers these days" in lines[unknown]
        assert "Letter 2" in lines[unknown + 1]
        assert not any("days of silence" in line and "today" in line for line in lines)


async def test_what_is_known_to_this_day_has_no_such_note(tmp_path: Path) -> None:
    covered = Period(MAY, date(2026, 11, 14))
    async with shown(imported(tmp_path, MAY, JUNE, covers=covered)) as typist:
        await press(typist, "enter")
        assert seen(typist)[0].split("  ")[-1].strip() == "16 Nov 2026"
        assert not sees(typist, "not known")
        assert sees(typist, "days of silence · 30 Jun 2026")


async def test_sources_tell_what_was_imported_and_what_it_covers(tmp_path: Path) -> None:
    async with shown(imported(tmp_path, MAY, JUNE)) as typist:
        await press(typist, "enter", "6")
        assert sees(typist, "Known         04 May 2026 – 30 Jun 2026")
        assert sees(typist, "Not known     01 Jul 2026 – today")
        assert sees(typist, "16 Nov 2026   mail: inbox.mbox")
        assert sees(typist, "3 items read; 2 recorded; 1 not the vendor’s")
        await press(typist, "end", "enter")
        assert isinstance(typist.app.screen, EntryScreen)
        assert sees(typist, "covers 4 May 2026 to 30 Jun 2026")


@pytest.mark.parametrize(
    ("receipt", "says"),
    [
        (None, "Nothing was imported. The trail is kept by hand"),
        (Receipt("ocds", ()), "No import says of which days it knows every word."),
    ],
)
async def test_trail_that_is_kept_by_hand_says_that_it_is(
    tmp_path: Path, receipt: Receipt | None, says: str
) -> None:
    made: Workspace = zvonar(tmp_path)
    with opened(made) as trail:
        vendor = trail.every(Vendor)[0].identity
        if receipt is not None:
            trail.record(about(vendor, receipt))
    async with shown(made) as typist:
        await press(typist, "enter", "6")
        assert sees(typist, says)
        assert not sees(typist, "Not known")


def test_receipt_shows_every_refusal_with_its_place_and_how_many_are_not_kept() -> None:
    reason = say("“{text}” is not a day", text="32.04.2026")
    item = RefusedItem("calls.csv, line 4", reason.message, (("text", "32.04.2026"),))
    receipt = Receipt(
        "table",
        (SourceFile("calls.csv", "a" * 64, 9),),
        people=("olga@buyer.example",),
        read=MOST_REFUSALS + 4,
        recorded=2,
        refused=MOST_REFUSALS + 2,
        refusals=(item,) * MOST_REFUSALS,
    )
    lines = told(receipt)
    assert lines.count("   calls.csv, line 4") == MOST_REFUSALS
    assert lines.count("     “32.04.2026” is not a day") == MOST_REFUSALS
    assert lines[-3:-1] == ["   … and 2 more refused", ""]
    assert any("olga@buyer.example" in line for line in lines)
    assert lines[-1].endswith("calls.csv · aaaaaaaaaaaa…")
