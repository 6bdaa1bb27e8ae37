from pathlib import Path

import pytest
from textual.widgets import Select

from tests.tui.looking import demo_workspace, press, seen, sees, settle, shown, write
from tests.tui.typist import TODAY
from vendortrail.papers.audience import Audience
from vendortrail.records.parties import Agreement, Vendor
from vendortrail.records.promised import TermProposal
from vendortrail.records.record import Draft
from vendortrail.records.values import Side
from vendortrail.service import Trail, Workspace
from vendortrail.tui.screens.export import ExportScreen


def written(workspace: Workspace) -> list[Path]:
    return sorted(workspace.exports.iterdir()) if workspace.exports.exists() else []


async def test_paper_is_looked_at_before_it_is_written(told: Workspace) -> None:
    async with shown(told) as typist:
        await press(typist, "e")
        assert isinstance(typist.app.screen, ExportScreen)
        assert sees(typist, "# Zvonar Contact Centre: timeline")
        assert written(told) == []


async def test_s_writes_the_paper_and_tells_where(told: Workspace) -> None:
    async with shown(told) as typist:
        await press(typist, "e", "s")
        (path,) = written(told)
        assert path.name == "zvonar-contact-centre-timeline-2026-11-16.md"
        assert path.read_text("utf-8").startswith("# Zvonar Contact Centre: timeline")
        assert [note.message for note in typist.app._notifications] == [str(path)]


async def test_paper_for_the_vendor_tells_how_much_it_keeps_back(told: Workspace) -> None:
    async with shown(told) as typist:
        await press(typist, "f", *"poly", "enter", "e")
        assert not sees(typist, "left out")
        await press(typist, "v")
        assert sees(typist, "private records are left out")
        await press(typist, "s")
        (path,) = written(told)
        assert "timeline-vendor" in path.name


async def test_format_changes_by_a_key(told: Workspace) -> None:
    async with shown(told) as typist:
        await press(typist, "e", "m")
        assert sees(typist, "<!DOCTYPE html>")
        await press(typist, "s")
        assert [path.suffix for path in written(told)] == [".html"]


async def test_chronology_is_cut_at_the_days_that_are_typed(told: Workspace) -> None:
    async with shown(told, size=(100, 45)) as typist:
        await press(typist, "e")
        await write(typist, "10 Nov 2025", into="#last")
        await settle(typist)
        await press(typist, "tab", "end")
        text = "\n".join(seen(typist))
        assert "10 Nov 2025" in text
        assert "Segments B and C start" not in text


async def test_day_that_is_none_is_told_and_the_paper_stays(told: Workspace) -> None:
    async with shown(told) as typist:
        await press(typist, "e")
        await write(typist, "32.10.2025", into="#first")
        await settle(typist)
        assert sees(typist, "32.10.2025”")
        assert sees(typist, "# Zvonar Contact Centre: timeline")


async def test_period_that_ends_before_it_begins_is_told(told: Workspace) -> None:
    async with shown(told) as typist:
        await press(typist, "e")
        await write(typist, "2025-11-10", into="#first")
        await press(typist, "tab")
        await write(typist, "2025-11-09")
        await settle(typist)
        assert sees(typist, "before it begins")
        await press(typist, "s")
        assert written(told) == []


@pytest.mark.parametrize(
    ("lang", "key", "title"),
    [
        ("en", "p", "Disagreement protocol"),
        ("ru", "з", "Протокол разногласий"),
    ],
)
async def test_protocol_is_for_the_vendor_unless_it_is_said(
    tmp_path: Path, lang: str, key: str, title: str
) -> None:
    workspace = demo_workspace(tmp_path, lang)
    async with shown(workspace, lang=lang, size=(160, 40)) as typist:
        await press(typist, "e", key)
        text = "\n".join(seen(typist))
        assert title in text
        assert typist.app.screen.query_one("#audience", Select).value is Audience.VENDOR
        assert not typist.app.screen.query_one("#days").display
        await press(typist, "s")
        (path,) = written(workspace)
        assert path.name.endswith("-disagreements-2026-11-16.md")
        await press(typist, key)
        assert typist.app.screen.query_one("#audience", Select).value is Audience.INTERNAL
        assert typist.app.screen.query_one("#days").display


@pytest.mark.parametrize(
    ("lang", "name", "why"),
    [("en", "poly", "every term is settled"), ("ru", "поли", "все условия")],
)
async def test_why_there_is_no_protocol_stands_in_its_place(
    tmp_path: Path, lang: str, name: str, why: str
) -> None:
    workspace = demo_workspace(tmp_path, lang)
    async with shown(workspace, lang=lang) as typist:
        await press(typist, "f", *name, "enter", "e", "p")
        assert sees(typist, why)
        assert not sees(typist, "# ")
        await press(typist, "s")
        assert written(workspace) == []


async def test_of_several_agreements_the_protocol_is_about_the_one_that_is_chosen(
    told: Workspace,
) -> None:
    with Trail.open(told, today=TODAY) as trail:
        zvonar = next(it for it in trail.every(Vendor) if "Zvonar" in it.payload.name).identity
        other = trail.record(
            Draft(payload=Agreement("Letters"), occurred="2026-01-01", vendor=zvonar, private=False)
        )
        trail.record(
            Draft(
                payload=TermProposal("pace", Side.US, "a hundred a day"),
                occurred="2026-02-01",
                vendor=zvonar,
                agreement=other.identity,
                private=False,
            )
        )
    async with shown(told, size=(120, 40)) as typist:
        await press(typist, "e")
        assert not sees(typist, "g Agreement")
        await press(typist, "p")
        assert sees(typist, "g Agreement")
        assert not sees(typist, "a hundred a day")
        await press(typist, "g", "down", "enter")
        assert sees(typist, "a hundred a day")
        await press(typist, "s")
        (path,) = written(told)
        assert "a hundred a day" in path.read_text("utf-8")
        await press(typist, "p")
        assert not typist.app.screen.query_one("#about").display
