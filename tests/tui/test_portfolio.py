from datetime import timedelta
from pathlib import Path

from tests.tui.looking import press, seen, sees, settle, shown
from tests.tui.typist import TODAY, Typist
from vendortrail.records.dealings import Touchpoint
from vendortrail.records.parties import Vendor
from vendortrail.records.record import Draft
from vendortrail.records.values import Channel, Direction
from vendortrail.service import Trail, Workspace
from vendortrail.tui.app import VendortrailApp
from vendortrail.tui.widgets.portfolio_list import PortfolioList


def named(workspace: Workspace, *names: str) -> Workspace:
    """Make a trail with vendors of these names."""
    with Trail.create(workspace, today=TODAY) as trail:
        trail.record_all(Draft(payload=Vendor(name), occurred="2026-01-01") for name in names)
    return workspace


async def test_gravest_vendor_comes_first_and_its_line_tells_all(told: Workspace) -> None:
    async with shown(told) as typist:
        heads, first, second = seen(typist)[2:5]
        columns = "Vendor Findings they we owes open DJFMAMJJASON"
        assert heads.split() == columns.split()
        assert first.split()[0] == "Zvonar"
        assert first.split()[3:] == [
            "▲6",
            "●5",
            "○1",
            "3",
            "d",
            "today",
            "they",
            "2",
            "╌" * 11 + "▂",
        ]
        assert "▲" not in second


async def test_what_stands_out_is_told_of_the_vendor_under_the_cursor(told: Workspace) -> None:
    async with shown(told) as typist:
        assert sees(typist, "it was never agreed what counts as a result")
        await press(typist, "down")
        assert not sees(typist, "it was never agreed what counts as a result")


async def test_of_a_vendor_without_findings_it_is_said_that_nothing_stands_out(
    tmp_path: Path,
) -> None:
    async with shown(named(Workspace(tmp_path), "Zvonar")) as typist:
        assert sees(typist, "Nothing stands out.")


async def test_letters_narrow_the_list_and_escape_widens_it(told: Workspace) -> None:
    async with shown(told) as typist:
        await press(typist, "f", *"poly")
        assert sees(typist, "Polyphon")
        assert not sees(typist, "Zvonar")
        await press(typist, "enter", "escape")
        assert sees(typist, "Zvonar")


async def test_filter_takes_cyrillic_letters_whatever_their_case(tmp_path: Path) -> None:
    async with shown(named(Workspace(tmp_path), "Актёры", "Звонарь")) as typist:
        await press(typist, "а", *"КТЕР")
        assert typist.app.screen.query_one(PortfolioList).row_count() == 1
        assert sees(typist, "Актёры")


async def test_empty_portfolio_says_what_to_press(tmp_path: Path) -> None:
    async with shown(Workspace(tmp_path / "new")) as typist:
        assert sees(typist, "There is nothing on record yet.")
        assert sees(typist, "Press a")
        assert (tmp_path / "new" / "db" / "trail.db").exists()


async def test_vendor_text_is_never_markup_nor_obeyed_by_the_terminal(tmp_path: Path) -> None:
    names = ["[b]Bold[/x] & Co", "[TODO] Ltd", "Bell\x1b[2J\u202eevil"]
    async with shown(named(Workspace(tmp_path), *names)) as typist:
        assert sees(typist, "[b]Bold[/x] & Co")
        assert sees(typist, "[TODO] Ltd")
        assert sees(typist, "Bell[2Jevil")


async def test_only_the_vendors_in_sight_are_drawn(tmp_path: Path) -> None:
    workspace = named(Workspace(tmp_path), *(f"Vendor {n:04}" for n in range(300)))
    async with shown(workspace) as typist:
        rows = typist.app.screen.query_one(PortfolioList)
        assert rows.row_count() == 300
        await press(typist, "end")
        assert sees(typist, "Vendor 0299")
        assert len([it for it in seen(typist) if it.startswith(" Vendor 0")]) == rows.size.height


async def test_cursor_stays_on_its_vendor_when_the_order_changes(tmp_path: Path) -> None:
    workspace = named(Workspace(tmp_path), "Anvil", "Bellows", "Crucible")
    async with shown(workspace) as typist:
        await press(typist, "down")
        with typist.trail.reopen() as trail:
            asked = (TODAY - timedelta(days=60)).isoformat()
            question = Touchpoint(Channel.MAIL, Direction.OUTGOING, "where are you?", asks=True)
            crucible = trail.find(Vendor, "Crucible").identity
            trail.record(Draft(payload=question, occurred=asked, vendor=crucible))
        typist.app.screen.trail_changed()  # type: ignore[attr-defined]
        await settle(typist)
        rows = typist.app.screen.query_one(PortfolioList)
        assert seen(typist)[3].startswith(" Crucible")
        assert rows.chosen is not None
        assert rows.chosen.line.name == "Bellows"


async def test_damaged_storage_is_told_and_not_a_traceback(tmp_path: Path) -> None:
    workspace = Workspace(tmp_path)
    workspace.database.parent.mkdir(parents=True)
    workspace.database.write_bytes(b"this is no database at all, whatever its name may say" * 40)
    app = VendortrailApp(workspace, today=TODAY, lang="en")
    async with app.run_test(size=(80, 24)) as pilot:
        typist = Typist(app, pilot)
        await typist.until(lambda: "cannot be used" in " ".join(" ".join(seen(typist)).split()))
        assert not sees(typist, "Export")
        await pilot.press("a", "slash", "e", "question_mark", "escape", "q")
    assert app.return_code == 0
