"""A table of usage is shown before it is recorded."""

from __future__ import annotations

from pathlib import Path

from tests.tui.looking import press, sees, settle, shown
from tests.tui.typist import Typist
from vendortrail.records.dealings import Usage
from vendortrail.service import Trail, Workspace
from vendortrail.tui.forms import UsageTableForm

TABLE = "month;internet (GB);seats\n2026-09;0;7\n2026-10;x;8\n2026-08;3;\n"


def usage(workspace: Workspace) -> list[Usage]:
    with Trail.open(workspace) as trail:
        return [record.payload for record in trail.every(Usage)]


async def begin(typist: Typist, path: Path) -> None:
    await press(typist, "f", *"north", "enter", "enter", "a", "w")
    assert isinstance(typist.app.screen, UsageTableForm)
    row = typist.row("table_file")
    assert row is not None
    row.fill(str(path))
    await settle(typist)


async def test_table_is_shown_as_it_is_read_and_then_recorded(
    told: Workspace, tmp_path: Path
) -> None:
    path = tmp_path / "usage.csv"
    path.write_text(TABLE)
    before = usage(told)
    async with shown(told, size=(100, 40)) as typist:
        await begin(typist, path)
        await press(typist, "ctrl+s")
        assert sees(typist, "month → the month")
        assert sees(typist, "internet (GB) → the meter “internet”, in GB")
        assert sees(typist, "2026-09  seats                         7")
        assert sees(typist, "2 new quantities, 1 known, 2 not taken")
        assert sees(typist, "line 3: “x” is not a whole number")
        assert usage(told) == before
        await press(typist, "ctrl+s")
        assert not isinstance(typist.app.screen, UsageTableForm)
        assert [used for used in usage(told) if used not in before] == [
            Usage("seats", "2026-09", 7),
            Usage("seats", "2026-10", 8),
        ]


async def test_what_is_changed_after_it_was_shown_is_shown_again(
    told: Workspace, tmp_path: Path
) -> None:
    path = tmp_path / "usage.csv"
    path.write_text(TABLE)
    before = usage(told)
    async with shown(told, size=(100, 40)) as typist:
        await begin(typist, path)
        await press(typist, "ctrl+s")
        private = typist.row("private")
        assert private is not None
        private.fill(False)
        await press(typist, "ctrl+s")
        assert isinstance(typist.app.screen, UsageTableForm)
        await press(typist, "escape")
    assert usage(told) == before


async def test_what_is_no_such_table_is_told_at_the_file(told: Workspace, tmp_path: Path) -> None:
    path = tmp_path / "usage.csv"
    path.write_text("name;age\nAnna;30\n")
    async with shown(told, size=(100, 40)) as typist:
        await begin(typist, path)
        await press(typist, "ctrl+s")
        assert "there must be “month”" in typist.refusals()[0]
