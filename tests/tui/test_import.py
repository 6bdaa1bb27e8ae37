"""Taking in files on the screen: tried, shown, and only then recorded."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from time import sleep
from typing import Any

import pytest

from tests.trails import opened
from tests.tui.looking import press, seen, sees, settle, shown, write
from tests.tui.mailboxes import mailbox, zvonar
from tests.tui.typist import Typist
from vendortrail.records.capture import Receipt
from vendortrail.records.dealings import Touchpoint
from vendortrail.records.parties import Vendor
from vendortrail.records.record import Record
from vendortrail.service import Workspace
from vendortrail.tui.forms import ImportForm, import_form
from vendortrail.tui.forms.columns_form import ColumnsForm
from vendortrail.tui.screens.entry import EntryScreen
from vendortrail.tui.screens.vendor import VendorScreen

MAY, JUNE = date(2026, 5, 4), date(2026, 6, 30)
CALLS = "Date;Topic;Who;By\n{}"
RELEASE = (
    '{"ocid":"ocds-x-1","id":"1","date":"2026-01-02T00:00:00Z","tag":["contract"],'
    '"initiationType":"tender","parties":[{"id":"s","name":"Supplier Ltd","roles":["supplier"]}],'
    '"awards":[{"id":"a","suppliers":[{"id":"s","name":"Supplier Ltd"}]}],'
    '"contracts":[{"id":"c","awardID":"a","title":"Cleaning","dateSigned":"2026-01-02T00:00:00Z"}]}'
)


def touchpoints(workspace: Workspace) -> list[str]:
    with opened(workspace) as trail:
        return [it.payload.summary for it in trail.every(Touchpoint)]


def imports(workspace: Workspace) -> tuple[Record[Receipt], ...]:
    with opened(workspace) as trail:
        return trail.receipts()


async def begin(typist: Typist, *keys: str, path: Path | None = None) -> None:
    """Open the form from the vendor's screen, choose by digits, and type the path."""
    await press(typist, "enter", "f5", *keys)
    assert isinstance(typist.app.screen, ImportForm)
    if path is not None:
        await write(typist, str(path))


async def fill(typist: Typist, **raws: Any) -> None:
    for name, raw in raws.items():
        row = typist.row(name)
        assert row is not None
        row.fill(raw)
    await settle(typist)


async def test_mailbox_is_tried_first_then_recorded_with_its_receipt(tmp_path: Path) -> None:
    made = zvonar(tmp_path)
    async with shown(made) as typist:
        await begin(typist, "1", path=mailbox(tmp_path, MAY, JUNE))
        await press(typist, "ctrl+s")
        assert sees(typist, "Nothing is recorded yet")
        assert sees(typist, "2 recorded")
        assert sees(typist, "1 not the vendor’s")
        assert touchpoints(made) == []
        assert imports(made) == ()
        await press(typist, "ctrl+s")
        assert isinstance(typist.app.screen, EntryScreen)
        assert sees(typist, "mail: inbox.mbox")
        assert sees(typist, "covers 4 May 2026 to 30 Jun 2026")
        assert touchpoints(made) == ["Letter 1", "Letter 2"]
        await press(typist, "escape")
        assert isinstance(typist.app.screen, VendorScreen)
        assert seen(typist)[0].endswith("known until 30 Jun 2026 · 16 Nov 2026")


async def test_what_cannot_be_read_at_all_is_told_and_nothing_is_recorded(tmp_path: Path) -> None:
    made = zvonar(tmp_path)
    (tmp_path / "notes.eml").write_text("we called")
    async with shown(made) as typist:
        await begin(typist, "1", path=tmp_path / "notes.eml")
        await press(typist, "ctrl+s")
        assert isinstance(typist.app.screen, ImportForm)
        assert "notes.eml: this is no mail" in typist.refusals()[0]
        assert imports(made) == ()


async def test_what_is_changed_after_the_trial_is_tried_again(tmp_path: Path) -> None:
    made = zvonar(tmp_path)
    async with shown(made) as typist:
        await begin(typist, "1", path=mailbox(tmp_path, MAY, JUNE))
        await press(typist, "ctrl+s")
        await fill(typist, covers_from="2026-05-01", covers_to="2026-11-16")
        await press(typist, "ctrl+s")
        assert isinstance(typist.app.screen, ImportForm)
        assert sees(typist, "covers 1 May 2026 to 16 Nov 2026")
        assert imports(made) == ()


@pytest.mark.parametrize(
    ("raws", "field", "why"),
    [
        ({"paths": [{"path": "nowhere.mbox"}]}, "paths", "there is no file nowhere.mbox"),
        ({"vendor": ""}, "vendor", "say whose dealings these are"),
        ({"covers_from": "2026-05-01"}, "covers_to", "say both days, or neither"),
        (
            {"covers_from": "2026-05-01", "covers_to": "2026-04-01"},
            "covers_to",
            "it ends before it begins",
        ),
    ],
)
async def test_what_cannot_be_is_told_at_its_field_and_nothing_is_lost(
    tmp_path: Path, raws: dict[str, Any], field: str, why: str
) -> None:
    made = zvonar(tmp_path)
    path = mailbox(tmp_path, MAY)
    async with shown(made) as typist:
        await begin(typist, "1", path=path)
        await fill(typist, ours="buyer.example", **raws)
        await press(typist, "ctrl+s")
        assert why in typist.refusals()[0]
        at = typist.row()
        assert at is not None
        assert at.field.name == field
        await press(typist, "escape")
        await press(typist, "f5")
        assert sees(typist, "This is what you had typed and not recorded")
        ours = typist.row("ours")
        assert ours is not None
        assert ours.raw == "buyer.example"
    assert imports(made) == ()


async def test_file_that_is_no_calendar_leaves_what_was_typed(tmp_path: Path) -> None:
    made = zvonar(tmp_path)
    path = tmp_path / "team.ics"
    path.write_bytes(b"BEGIN:VCALENDAR\nnonsense")
    async with shown(made) as typist:
        await begin(typist, "2", path=path)
        await press(typist, "ctrl+s")
        assert isinstance(typist.app.screen, ImportForm)
        row = typist.row("paths")
        assert row is not None
        assert row.raw == [{"path": str(path)}]
        assert sees(typist, "1 refused") or typist.refusals()


async def test_columns_are_proposed_corrected_and_kept_for_next_time(tmp_path: Path) -> None:
    made = zvonar(tmp_path)
    path = tmp_path / "calls.csv"
    path.write_text(CALLS.format("03/04/2026;Segment B;out;phone\n32/04/2026;Lunch;in;phone\n"))
    async with shown(made, size=(100, 40)) as typist:
        await begin(typist, "3", "1", path=path)
        await press(typist, "ctrl+s")
        assert isinstance(typist.app.screen, ColumnsForm)
        assert sees(typist, "03/04/2026  Segment B  out  phone")
        await press(typist, "ctrl+s")
        assert "this may not be empty" in typist.refusals()[0]
        await fill(typist, channel="= call", values=[{"text": "out", "means": "outgoing"}])
        await press(typist, "ctrl+s")
        assert "with its day or its month first" in typist.refusals()[0]
        await press(typist, "2", "ctrl+s")
        assert isinstance(typist.app.screen, ImportForm)
        assert sees(typist, "1 recorded")
        assert sees(typist, "line 3")
        await press(typist, "ctrl+s")
        assert isinstance(typist.app.screen, EntryScreen)
        assert touchpoints(made) == ["Segment B"]
        await press(typist, "escape", "f5", "3", "1")
        await write(typist, str(path))
        await press(typist, "ctrl+s")
        assert sees(typist, "was read like this before")
        channel = typist.row("channel")
        assert channel is not None
        assert channel.raw == "= call"


async def test_column_that_is_not_there_is_refused_at_its_field(tmp_path: Path) -> None:
    path = tmp_path / "calls.csv"
    path.write_text(CALLS.format("2026-04-03;Segment B;out;phone\n"))
    async with shown(zvonar(tmp_path), size=(100, 40)) as typist:
        await begin(typist, "3", "1", path=path)
        await press(typist, "ctrl+t")
        await fill(typist, channel="Way")
        await press(typist, "ctrl+s")
        assert "there is no column “Way”; the columns are Date, Topic" in typist.refusals()[0]
        await press(typist, "escape")
        assert isinstance(typist.app.screen, ImportForm)


async def test_tables_are_taken_one_at_a_time_and_are_no_folders(tmp_path: Path) -> None:
    async with shown(zvonar(tmp_path)) as typist:
        await begin(typist, "3", "1", path=tmp_path)
        await press(typist, "ctrl+s")
        assert "a table is a file" in typist.refusals()[0]
        assert not sees(typist, "Reading the table")
        await fill(typist, paths=[{"path": str(tmp_path)}, {"path": str(mailbox(tmp_path, MAY))}])
        await press(typist, "ctrl+s")
        assert typist.refusals() == ["tables are imported one at a time"]


async def test_open_data_brings_its_vendors(tmp_path: Path) -> None:
    made = zvonar(tmp_path)
    path = tmp_path / "release.json"
    path.write_text(RELEASE)
    async with shown(made) as typist:
        await begin(typist, "4", path=path)
        await fill(typist, vendor="")
        assert typist.row("theirs") not in list(typist.app.screen.query("FieldRow:focus-within"))
        await press(typist, "ctrl+s", "ctrl+s")
        assert isinstance(typist.app.screen, EntryScreen)
    with opened(made) as trail:
        assert "Supplier Ltd" in [it.payload.name for it in trail.every(Vendor)]


async def test_escape_stops_what_is_read_and_nothing_is_recorded(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def endless(*_: object, progress: Callable[[int], None], **__: object) -> None:
        count = 0
        while True:
            count += 1000
            progress(count)
            sleep(0.01)

    monkeypatch.setattr(import_form, "take_in", endless)
    async with shown(zvonar(tmp_path)) as typist:
        await begin(typist, "1", path=mailbox(tmp_path, MAY))
        await typist.press("ctrl+s")
        await typist.until(lambda: sees(typist, "items read…"))
        await typist.press("escape")
        await typist.until(lambda: sees(typist, "stopped; nothing is recorded"))
        assert isinstance(typist.app.screen, ImportForm)
        paths = typist.row("paths")
        assert paths is not None
        assert str(tmp_path) in str(paths.raw)


async def test_import_is_offered_among_what_can_be_written_down(tmp_path: Path) -> None:
    async with shown(zvonar(tmp_path)) as typist:
        await press(typist, "enter", "a", "l")
        assert isinstance(typist.app.screen, ImportForm)
        await press(typist, "escape", "6", "i")
        assert isinstance(typist.app.screen, ImportForm)


async def test_form_in_which_nothing_was_typed_is_not_kept(tmp_path: Path) -> None:
    async with shown(zvonar(tmp_path)) as typist:
        await press(typist, "enter", "f5", "escape", "f5")
        assert isinstance(typist.app.screen, ImportForm)
        assert not sees(typist, "had typed")


async def test_what_is_typed_survives_a_program_that_ends(tmp_path: Path) -> None:
    made = zvonar(tmp_path)
    path = mailbox(tmp_path, MAY)
    async with shown(made) as typist:
        await begin(typist, "1", path=path)
    async with shown(made) as typist:
        await begin(typist)
        await typist.until(lambda: sees(typist, "This is what you had typed and not recorded"))
        paths = typist.row("paths")
        assert paths is not None
        assert paths.raw == [{"path": str(path)}]
