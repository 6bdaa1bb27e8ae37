import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from textual.command import CommandPalette
from textual.widgets import OptionList

from tests.tui.looking import press, seen, sees, settle, shown
from vendortrail import i18n, settings
from vendortrail.service import Workspace
from vendortrail.tui.forms import RecordForm
from vendortrail.tui.screens.help import HelpScreen
from vendortrail.tui.screens.kinds import KindScreen
from vendortrail.tui.screens.portfolio import PortfolioScreen
from vendortrail.tui.screens.search import SearchScreen
from vendortrail.tui.screens.vendor import VendorScreen
from vendortrail.tui.widgets.row_list import RowList
from vendortrail.tui.widgets.timeline_list import TimelineList

FIRST_PAINT = """
import asyncio, sys
from pathlib import Path
from vendortrail.service import Workspace
from vendortrail.tui.app import VendortrailApp

class Painted(VendortrailApp):
    def on_ready(self):
        print(*sorted(sys.modules))
        self.exit()

async def main():
    async with Painted(Workspace(Path(sys.argv[1])), lang="en").run_test() as pilot:
        await pilot.pause()

asyncio.run(main())
"""


def test_first_paint_waits_neither_for_storage_nor_for_heavy_libraries(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", FIRST_PAINT, str(tmp_path / "new")],
        env={**os.environ, "PYTHONUTF8": "1"},
        capture_output=True,
        text=True,
        check=True,
    )
    loaded = set(done.stdout.split())
    assert "textual" in loaded
    heavy = {"sqlmodel", "sqlalchemy", "alembic", "babel", "sqlite3", "pymorphy3"}
    assert loaded & {*heavy, "vendortrail.service.trail"} == set()
    assert not (tmp_path / "new").exists()


async def test_every_letter_works_on_the_russian_layout(told: Workspace) -> None:
    async with shown(told) as typist:
        await press(typist, ".")
        assert isinstance(typist.app.screen, SearchScreen)
        await press(typist, "escape", "у")
        assert sees(typist, "# Zvonar Contact Centre: timeline")
        await press(typist, "й", "ф")
        assert isinstance(typist.app.screen, KindScreen)
        await press(typist, "й", ",")
        assert isinstance(typist.app.screen, HelpScreen)
        await press(typist, "й", "enter", "л", "о")
        assert isinstance(typist.app.screen, VendorScreen)
        await press(typist, "й", "й")
    assert typist.app.return_code == 0


async def test_language_changes_on_every_screen_and_is_kept(told: Workspace) -> None:
    async with shown(told) as typist:
        await press(typist, "enter", "4", "l")
        assert i18n.language() == "ru"
        assert sees(typist, "Замечания")
        assert sees(typist, "VT201")
        await press(typist, "escape")
        assert sees(typist, "Подрядчик")
        assert sees(typist, "▲6")
        await press(typist, "д")
        assert sees(typist, "Vendor")
        await press(typist, "l")
    assert settings.load(told.folder).lang == "ru"


async def test_theme_changes_and_is_kept(told: Workspace) -> None:
    async with shown(told) as typist:
        assert typist.app.current_theme.dark
        await press(typist, "t")
        assert not typist.app.current_theme.dark
    assert settings.load(told.folder).theme == "light"
    async with shown(told) as typist:
        assert not typist.app.current_theme.dark


@pytest.mark.parametrize(
    ("lang", "about", "key"),
    [
        ("en", "Every vendor on one line", "write down something that happened"),
        ("ru", "Каждый подрядчик", "записать, что произошло"),
    ],
)
async def test_help_says_what_the_screen_is_and_what_its_keys_do(
    told: Workspace, lang: str, about: str, key: str
) -> None:
    async with shown(told, lang=lang) as typist:
        await press(typist, "f1")
        assert sees(typist, about)
        assert sees(typist, key)
        await press(typist, "escape")
        assert isinstance(typist.app.screen, PortfolioScreen)


async def test_palette_offers_the_commands_of_the_screen_in_the_persons_language(
    told: Workspace,
) -> None:
    async with shown(told, lang="ru") as typist:
        await press(typist, "ctrl+p")
        assert isinstance(typist.app.screen, CommandPalette)
        offered = typist.app.screen.query_one(OptionList)
        await typist.until(lambda: offered.option_count)
        assert sees(typist, "искать во всех записях")
        said = [str(offered.get_option_at_index(at).prompt) for at in range(offered.option_count)]
        assert [command for command in said if not re.search("[а-я]", command)] == []
        await typist.press(*"ъъъ")
        await typist.until(lambda: sees(typist, "такой команды нет"))
        await typist.press("ctrl+u")
        await typist.press(*"искать")
        await typist.until(lambda: offered.option_count == 1)
        await press(typist, "enter")
        await typist.until(lambda: isinstance(typist.app.screen, SearchScreen))


async def test_mouse_moves_opens_and_presses_the_keys_of_the_bar(told: Workspace) -> None:
    async with shown(told) as typist:
        pilot = typist._pilot
        await pilot.click(RowList, offset=(5, 2))
        await settle(typist)
        assert typist.app.screen.query_one(RowList).cursor == 2
        await pilot.click(RowList, offset=(5, 2))
        await settle(typist)
        assert isinstance(typist.app.screen, VendorScreen)
        bar = seen(typist)[-1]
        await pilot.click("KeyBar", offset=(bar.index("Search"), 0))
        await settle(typist)
        assert isinstance(typist.app.screen, SearchScreen)


@pytest.mark.parametrize("lang", i18n.LANGUAGES)
async def test_everything_can_be_used_at_80_by_24(told: Workspace, lang: str) -> None:
    async with shown(told, lang=lang) as typist:
        for keys in (["enter"], ["2"], ["3"], ["4"], ["5"], ["1", "enter"], ["escape", "e"]):
            await press(typist, *keys)
            lines = seen(typist)
            assert len(lines) == 24
            assert lines[0].startswith(" vendortrail  ")
            assert i18n.gettext("Back") in lines[-1]
            assert max(map(len, lines)) <= 80


async def test_screen_follows_the_terminal_when_it_grows(told: Workspace) -> None:
    async with shown(told) as typist:
        await press(typist, "enter")
        short = next(line for line in seen(typist) if "A new manager" in line)
        await typist._pilot.resize_terminal(160, 45)
        await settle(typist)
        long = next(line for line in seen(typist) if "A new manager" in line)
        assert "…" in short
        assert "…" not in long
        assert typist.app.screen.query_one(TimelineList).size.width == 160


async def test_what_is_recorded_is_seen_at_once_on_every_screen(told: Workspace) -> None:
    async with shown(told) as typist:
        await press(typist, "enter", "4", "d")
        form = await typist.see(RecordForm)
        await typist.until(lambda: form.focused is not None)
        await typist.fill({"disposal": "resolved"})
        await typist.confirm(form)
        await settle(typist)
        assert "4 Findings 11 " in seen(typist)[1]
        await press(typist, "end")
        assert sees(typist, "✓ VT201")
        assert sees(typist, "resolved")
        await press(typist, "escape")
        assert sees(typist, "▲5")


async def test_first_vendor_comes_into_the_empty_portfolio(tmp_path: Path) -> None:
    async with shown(Workspace(tmp_path / "new")) as typist:
        await typist.record("vendor", name="[b]Zvonar[/x]")
        await settle(typist)
        assert sees(typist, "[b]Zvonar[/x]")
        assert not sees(typist, "nothing on record")
        await press(typist, "enter")
        assert isinstance(typist.app.screen, VendorScreen)
        for tab, nothing in (("2", "no agreement"), ("3", "No segment"), ("5", "Nobody")):
            await press(typist, tab)
            assert sees(typist, nothing)
