"""What vendors write is only text on the screen: it fits, it does nothing, it breaks nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Typist as Terminal
from tests.cli.test_hostile import SOURCES
from tests.tui.looking import press, seen, sees, settle, shown, write
from tests.tui.typist import Typist
from vendortrail.cleaning import is_clean
from vendortrail.exporters.width import width
from vendortrail.service import Workspace

# Keys, and what they open; from the vendors on, and back again.
WALK = (
    *(
        "enter",
        "down",
        "enter",
        "r",
        "escape",
        "end",
        "enter",
        "r",
        "escape",
        "2",
        "enter",
        "escape",
    ),
    *("3", "down", "enter", "escape", "4", "enter", "escape", "5", "down", "enter", "escape"),
    *("6", "down", "enter", "down", "down", "enter", "escape"),
)


@pytest.fixture
def hostile(tmp_path: Path) -> Workspace:
    """A trail of everything that was imported from the hostile sources."""
    terminal = Terminal(tmp_path / "w")
    terminal("init")
    terminal("vendor add Zvonar --domain zvonar.example")
    for source, made in SOURCES.items():
        terminal(f"import {made(tmp_path)}", code=3 if source in {"table", "open data"} else 0)
    return Workspace(tmp_path / "w")


def look(typist: Typist) -> None:
    """Assert that a person sees clean lines that fit, on a program that goes on."""
    assert typist.app.is_running
    for line in seen(typist):
        assert is_clean(line)
        assert width(line) <= typist.app.size.width


@pytest.mark.long
@pytest.mark.parametrize("lang", ["en", "ru"])
@pytest.mark.parametrize("size", [(80, 24), (160, 45)])
async def test_imported_text_fits_every_screen(
    hostile: Workspace, size: tuple[int, int], lang: str
) -> None:
    async with shown(hostile, size=size, lang=lang) as typist:
        look(typist)
        for key in WALK:
            await press(typist, key)
            look(typist)
        await press(typist, "slash")
        await write(typist, "quit")
        await typist.until(lambda: sees(typist, "]8;;http"))
        look(typist)


async def test_a_link_in_a_text_is_not_followed(hostile: Workspace) -> None:
    async with shown(hostile, size=(160, 45)) as typist:
        await press(typist, "enter")
        for _ in range(2):  # in the timeline; by then, in the entry that a click opens
            lines = seen(typist)
            y = next(y for y, line in enumerate(lines) if "@click=app.quit" in line)
            await typist.click(typist.app.screen, (lines[y].index("quit[/]"), y))
            await settle(typist)
            look(typist)
            await press(typist, "enter")
