from pathlib import Path

import pytest

from tests.tui.looking import demo_workspace, press, seen, sees, shown, write
from tests.tui.typist import Typist
from vendortrail.service import Workspace
from vendortrail.tui.screens.entry import EntryScreen
from vendortrail.tui.screens.side_by_side import SideBySideScreen, StateScreen
from vendortrail.tui.screens.vendor import VendorScreen

NO_BREAK = "\u00a0"


def text(typist: Typist) -> str:
    """Return the screen, each run of spaces as one."""
    return " ".join("\n".join(seen(typist)).replace(NO_BREAK, " ").split())


@pytest.mark.parametrize(
    ("lang", "key", "told"),
    [
        (
            "en",
            "s",
            [
                "Old agreed today New what would hold if the vendor had its way",
                "worse for us: 2",
                "price worse for us: the price rises, and no usage makes it cheaper",
                "[-150.00-] {+180.00+}",
                "Difference +RUB 30.00 per productive call",
                "Unanswered the vendor's proposal #",
            ],
        ),
        ("ru", "ы", ["хуже для нас: 2", "{+180,00", "Разница +30,00 ₽"]),
    ],
)
async def test_what_is_wanted_stands_beside_what_is_agreed(
    tmp_path: Path, lang: str, key: str, told: list[str]
) -> None:
    async with shown(demo_workspace(tmp_path, lang), lang=lang, size=(80, 40)) as typist:
        await press(typist, "enter", "2", key)
        assert isinstance(typist.app.screen, SideBySideScreen)
        assert [it for it in told if it not in text(typist)] == []


async def test_both_states_are_chosen_by_keys(told: Workspace) -> None:
    async with shown(told, size=(80, 90)) as typist:
        await press(typist, "enter", "2", "s", "b")
        assert isinstance(typist.app.screen, StateScreen)
        await press(typist, "down", "down", "enter")
        assert "Old what would hold if we had ours" in text(typist)
        assert "100 surely count instead of 38" in text(typist)
        assert "Counts as a result: “" in text(typist)
        assert "worse for us: 2" in text(typist)
        await press(typist, "x")
        assert "better for us: 2" in text(typist)
        await press(typist, "n", "q")
        assert "better for us: 2" in text(typist)


async def test_state_is_also_any_day_that_is_typed(told: Workspace) -> None:
    async with shown(told) as typist:
        await press(typist, "enter", "2", "s", "n", *"31.02.", "enter")
        assert isinstance(typist.app.screen, StateScreen)
        assert sees(typist, "31.02.")
        await press(typist, *["backspace"] * 6)
        await write(typist, "2025-10-05", into="#state-day")
        await press(typist, "enter")
        assert "New agreed on 5 Oct 2025" in text(typist)
        assert "only one of the two has it" in text(typist)


async def test_wide_screen_has_old_and_new_beside_each_other(told: Workspace) -> None:
    async with shown(told, size=(160, 45)) as typist:
        await press(typist, "enter", "2", "s")
        assert any(
            "Old" in line and "New" in line and "150.00" in line and "180.00" in line
            for line in seen(typist)
        )


async def test_enter_opens_the_record_that_says_it(told: Workspace) -> None:
    async with shown(told) as typist:
        await press(typist, "enter", "2", "s", "enter")
        assert isinstance(typist.app.screen, SideBySideScreen)
        await press(typist, "down", "enter")
        assert isinstance(typist.app.screen, EntryScreen)


async def test_what_is_agreed_and_offered_now(told: Workspace) -> None:
    async with shown(told, size=(80, 40)) as typist:
        await press(typist, "f", *"north", "enter", "enter", "2", "s")
        assert "New offer #" in text(typist)
        assert "worse for us: 1" in text(typist)


async def test_side_by_side_is_offered_with_the_terms(told: Workspace) -> None:
    async with shown(told) as typist:
        await press(typist, "enter", "s")
        assert isinstance(typist.app.screen, VendorScreen)
        await press(typist, "2")
        assert sees(typist, "s Sides")
