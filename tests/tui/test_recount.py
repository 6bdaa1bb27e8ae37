from pathlib import Path

import pytest

from tests.tui.looking import demo_workspace, press, seen, sees, shown
from tests.tui.typist import Typist
from vendortrail.service import Workspace
from vendortrail.tui.screens.entry import EntryScreen
from vendortrail.tui.screens.payments import PaymentsScreen
from vendortrail.tui.screens.recount import RecountScreen
from vendortrail.tui.screens.rows_behind import RowsBehindScreen
from vendortrail.tui.screens.vendor import VendorScreen


def figures(typist: Typist, name: str) -> list[str]:
    """Return what stands beside a name, where it stands first."""
    line = next(line for line in seen(typist) if line.strip().startswith(name + "  "))
    return line.strip().removeprefix(name).split("  ")


def columns(typist: Typist, name: str) -> list[str]:
    return [figure.strip() for figure in figures(typist, name) if figure.strip()]


@pytest.mark.parametrize(
    ("lang", "key", "names", "sums"),
    [
        (
            "en",
            "r",
            ["counts", "does not", "cannot tell", "amount", "overpaid"],
            (["RUB 15,000.00", "RUB 5,700.00"], ["RUB 7,500.00", "RUB 16,800.00"]),
        ),
        (
            "ru",
            "к",
            ["засчитано", "не засчитано", "неясно", "сумма", "переплата"],
            (["15 000,00 ₽", "5 700,00 ₽"], ["7 500,00 ₽", "16 800,00 ₽"]),
        ),
    ],
)
async def test_definitions_stand_side_by_side(
    tmp_path: Path, lang: str, key: str, names: list[str], sums: tuple[list[str], list[str]]
) -> None:
    workspace = demo_workspace(tmp_path, lang)
    async with shown(workspace, lang=lang, size=(80, 60)) as typist:
        await press(typist, "enter", "3", key)
        assert isinstance(typist.app.screen, RecountScreen)
        found = [columns(typist, name) for name in names]
        assert found[:3] == [["100", "38"], ["60", "101"], ["0", "21"]]
        assert found[3:] == list(sums)


async def test_definition_under_the_cursor_is_written_out(told: Workspace) -> None:
    async with shown(told) as typist:
        await press(typist, "enter", "2", "r")
        assert sees(typist, "if the key questions were answered")
        await press(typist, "left")
        assert sees(typist, "hang-up after")
        assert not sees(typist, "if the key questions were answered")


async def test_rows_are_behind_every_number(told: Workspace) -> None:
    async with shown(told) as typist:
        await press(typist, "enter", "3", "r", "down", "down", "enter")
        assert isinstance(typist.app.screen, RowsBehindScreen)
        assert sees(typist, "21 rows")
        assert sees(typist, "2  20 Oct 2025      400 s  full dialogue")
        assert sees(typist, "uses the plan: never; decides on renewal: –; preferred channel")
        await press(typist, "q", "left", "up", "up", "enter")
        assert sees(typist, "100 rows")
        assert not sees(typist, "No table")
        await press(typist, "end")


async def test_number_without_rows_says_so(told: Workspace) -> None:
    async with shown(told) as typist:
        await press(typist, "enter", "3", "r", *["down"] * 8, "enter")
        assert sees(typist, "B: lapsed customers: counts")
        assert sees(typist, "No table")


@pytest.mark.parametrize("down", [3, 4, 5, 21, 22, 23, 26])
async def test_what_rests_on_the_rows_that_count_opens_them(told: Workspace, down: int) -> None:
    async with shown(told) as typist:
        await press(typist, "enter", "3", "r", *["down"] * down, "enter")
        assert isinstance(typist.app.screen, RowsBehindScreen)
        assert sees(typist, "38 rows")


async def test_what_was_paid_opens_the_payments(told: Workspace) -> None:
    async with shown(told, size=(80, 40)) as typist:
        await press(typist, "enter", "3", "r", *["down"] * 25, "enter")
        assert isinstance(typist.app.screen, PaymentsScreen)
        assert sees(typist, "Calls over three segments of the base: paid")
        assert sees(typist, "22,500")
        await press(typist, "enter")
        assert isinstance(typist.app.screen, EntryScreen)


async def test_recount_is_offered_where_an_agreement_is_in_sight(told: Workspace) -> None:
    async with shown(told) as typist:
        await press(typist, "enter", "r")
        assert isinstance(typist.app.screen, VendorScreen)
        assert not sees(typist, "r Recount")
        await press(typist, "2")
        assert sees(typist, "r Recount")


@pytest.mark.parametrize(
    ("lang", "hints"),
    [
        ("en", ["? Help", "q Back", "r Recount", "o Compare"]),
        ("ru", ["? Справка", "q Назад", "r Пересчёт", "o Сравнить"]),
    ],
)
async def test_bar_spares_what_many_screens_have_where_there_is_no_room(
    tmp_path: Path, lang: str, hints: list[str]
) -> None:
    workspace = demo_workspace(tmp_path, lang)
    name = {"en": "north", "ru": "север"}[lang]
    async with shown(workspace, lang=lang) as typist:
        await press(typist, "f", *name, "enter", "enter", "2")
        bar = seen(typist)[-1]
        assert [hint for hint in hints if hint not in bar] == []
        assert "Export" not in bar
        assert "Экспорт" not in bar
