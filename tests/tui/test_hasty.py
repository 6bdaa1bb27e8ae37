"""Keys that come faster than the screens they are for: each does what it says, or nothing."""

from __future__ import annotations

import asyncio
import random

import pytest
from textual.widgets import Input, OptionList, TabbedContent, TextArea

from tests.tui.looking import press, seen, sees, settle, shown
from tests.tui.typist import Typist
from vendortrail.service import Workspace
from vendortrail.tui.forms import RecordForm
from vendortrail.tui.palette import Palette
from vendortrail.tui.screens.help import HelpScreen
from vendortrail.tui.screens.kinds import KindScreen
from vendortrail.tui.screens.portfolio import PortfolioScreen
from vendortrail.tui.screens.vendor import VendorScreen

KEYS = (
    *"aabcdefghijklmnopqrstuvwxyz123456789",
    *("slash", "question_mark", "at", "space"),
    *("enter", "escape", "tab", "shift+tab", "down", "up", "end", "home", "pagedown", "pageup"),
    *("enter", "escape", "tab", "left", "right", "space", "backspace", "delete"),
    *("ctrl+s", "ctrl+s", "ctrl+z", "ctrl+x", "ctrl+p", "ctrl+n", "ctrl+r", "f1", "f2", "f3"),
)


def hit(typist: Typist, *keys: str) -> None:
    """Press keys without a look at what they do."""
    for key in keys:
        typist.app.simulate_key(key)


async def left(typist: Typist) -> None:
    """Leave the program, whatever it is about, and wait until it has ended."""
    hit(typist, "ctrl+q")
    assert typist.app._task is not None
    await asyncio.wait_for(asyncio.shield(typist.app._task), 30)


async def test_pages_of_nothing_are_turned(empty: Workspace) -> None:
    async with shown(empty) as typist:
        await press(typist, "pagedown", "pageup", "enter", "end", "down")
        assert isinstance(typist.app.screen, PortfolioScreen)
        await press(typist, "/")
        await press(typist, "down", "pagedown")
        assert typist.app.is_running


@pytest.mark.parametrize("key", ["pagedown", "pageup"])
async def test_the_palette_is_paged_before_its_commands_are_there(
    told: Workspace, key: str
) -> None:
    async with shown(told) as typist:
        hit(typist, "ctrl+p", key, key)
        palette = await typist.see(Palette)
        listed = palette.query_one(OptionList)
        await press(typist, "pagedown")
        below = listed.highlighted
        assert below
        await press(typist, "pageup", "pageup")
        above = listed.highlighted
        assert above == 0


async def test_the_palette_seeks_nothing_once_it_is_left(
    told: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with shown(told) as typist:
        await press(typist, "ctrl+p")
        palette = await typist.see(Palette)
        typed = palette.query_one(Input)
        sought: list[str] = []
        monkeypatch.setattr(palette, "_gather_commands", sought.append)
        typed.value = "vendor"
        await settle(typist)
        palette.post_message(Input.Changed(typed, "vendors"))
        palette.dismiss()
        await settle(typist)
        assert sought == ["vendor"]
        assert isinstance(typist.app.screen, PortfolioScreen)


async def test_a_long_text_is_forgotten_with_the_cursor_at_its_end(
    told: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with shown(told) as typist:
        await press(typist, "a", "e")
        form = await typist.see(RecordForm)
        area = form.query_one(TextArea)
        area.text = "a line\n" * 50
        area.move_cursor(area.document.end)
        cursors = []
        monkeypatch.setattr(area, "load_text", lambda _: cursors.append(area.cursor_location))
        form.action_clear()
        assert cursors == [(0, 0)]


async def test_a_letter_pressed_twice_opens_one_form(told: Workspace) -> None:
    async with shown(told) as typist:
        await press(typist, "a")
        hit(typist, "t", "t", "t")
        await typist.see(RecordForm)
        kinds = [type(screen) for screen in typist.app.screen_stack]
        assert kinds == [PortfolioScreen, RecordForm]


async def test_what_is_typed_while_a_form_opens_goes_into_it(told: Workspace) -> None:
    async with shown(told) as typist:
        await press(typist, "a")
        typist.app.simulate_key("v")
        await typist.until(lambda: isinstance(typist.app.screen, RecordForm))
        hit(typist, *"hello")
        await settle(typist)
        form = await typist.see(RecordForm)
        assert form.raws()["name"] == "hello"


async def test_a_form_takes_a_screen_along_that_is_not_drawn_yet(told: Workspace) -> None:
    async with shown(told) as typist:
        await press(typist, "a", "t")
        form = await typist.see(RecordForm)
        typist.app.action_command_palette()
        form.dismiss(None)
        await typist.until(lambda: len(typist.app.screen_stack) == 1)
        assert typist.app.is_running


async def test_a_screen_is_left_once(told: Workspace) -> None:
    async with shown(told) as typist:
        await press(typist, "enter", "a")
        choosing = typist.app.screen
        assert isinstance(choosing, KindScreen)
        choosing.dismiss(None)
        choosing.dismiss(None)
        vendor = await typist.see(VendorScreen)
        assert vendor.is_current


async def test_a_form_that_is_done_takes_its_help_with_it(told: Workspace) -> None:
    async with shown(told) as typist:
        await press(typist, "a", "t")
        form = await typist.see(RecordForm)
        await press(typist, "f1")
        assert isinstance(typist.app.screen, HelpScreen)
        form.dismiss(None)
        await typist.see(PortfolioScreen)
        assert len(typist.app.screen_stack) == 1


async def test_what_was_chosen_on_a_form_that_is_left_by_then_is_not_done(told: Workspace) -> None:
    async with shown(told) as typist:
        await press(typist, "a", "t")
        form = await typist.see(RecordForm)
        commands = list(typist.app.get_system_commands(typist.app.screen))
        assert len(commands) > 3
        form.dismiss(None)
        for command in commands:
            command.callback()
        await settle(typist)
        assert isinstance(typist.app.screen, PortfolioScreen)
        assert not typist.app._notifications


@pytest.mark.parametrize("lang", ["en", "ru"])
async def test_tabs_changed_at_once_come_to_rest_at_the_last(told: Workspace, lang: str) -> None:
    async with shown(told, lang=lang) as typist:
        await press(typist, "enter")
        hit(typist, "3", "5", "2", "right", "4", "left", *["right"] * 8)
        await settle(typist)
        vendor = await typist.see(VendorScreen)
        assert vendor.query_one(TabbedContent).active == "people"
        assert vendor.focused is vendor.query_one("#people RowList")


async def test_a_tab_is_clicked_and_its_list_begun(told: Workspace) -> None:
    async with shown(told) as typist:
        await press(typist, "enter")
        await typist.click(typist.app.screen, (seen(typist)[1].index("Findings"), 1))
        await settle(typist)
        vendor = await typist.see(VendorScreen)
        assert vendor.query_one(TabbedContent).active == "findings"
        assert vendor.focused is vendor.query_one("#findings RowList")


async def test_a_language_is_spoken_whatever_is_pressed_meanwhile(told: Workspace) -> None:
    async with shown(told, size=(160, 45)) as typist:
        await press(typist, "enter")
        hit(typist, "l", "3", "l", "5", "l", "2", "right", "4")
        await typist.until(lambda: sees(typist, "4 Замечания") and sees(typist, "VT1"))
        assert "Звонарь" in seen(typist)[0] or "Zvonar" in seen(typist)[0]


async def test_the_program_is_left_while_a_form_opens(told: Workspace) -> None:
    async with shown(told) as typist:
        hit(typist, "a", "t")
        await left(typist)
        assert typist.app.return_code == 0


@pytest.mark.long
@pytest.mark.parametrize("seed", range(12))
async def test_hasty_fingers_break_nothing(told: Workspace, seed: int) -> None:
    chance = random.Random(seed)
    size = chance.choice([(80, 24), (160, 45), (40, 12)])
    async with shown(told, size=size, lang=chance.choice(["en", "ru"])) as typist:
        for _ in range(chance.randrange(20, 80)):
            hit(typist, chance.choice(KEYS))
            for _ in range(chance.choice([0, 1, 60])):
                await asyncio.sleep(0)
            await asyncio.sleep(chance.choice([0, 0, 0.05]))
        if typist.app.is_running:
            await left(typist)
        assert typist.app.return_code == 0
