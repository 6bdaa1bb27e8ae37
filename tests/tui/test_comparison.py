from pathlib import Path

import pytest

from tests.trails import about, opened
from tests.tui.looking import demo_workspace, press, seen, sees, settle, shown
from tests.tui.typist import TODAY, Typist
from vendortrail.amounts import value as read
from vendortrail.records.dealings import Offer, OfferedTerm
from vendortrail.records.parties import Agreement, Vendor
from vendortrail.records.record import Draft
from vendortrail.service import Trail, Workspace
from vendortrail.tui.screens.choosing import ChoosingScreen
from vendortrail.tui.screens.comparison import ComparisonScreen
from vendortrail.tui.screens.entry import EntryScreen
from vendortrail.tui.screens.vendor import VendorScreen
from vendortrail.tui.widgets.findings_list import FindingsList

NO_BREAK = "\u00a0"


@pytest.mark.parametrize(
    ("lang", "name", "key", "told"),
    [
        (
            "en",
            "north",
            "o",
            [
                "worse for us on 12 months of usage",
                "In all                  RUB 5,590.00    RUB 7,200.00    RUB 1,610.00",
                "best month                RUB 640.00      RUB 600.00      -RUB 40.00  2026-09",
                "worst month               RUB 450.00      RUB 600.00      RUB 150.00  2026-10",
                "450 RUB / month → 600 RUB / month",
                "confirmed             no long-distance charges",
                "refuted               you would pay less",
                "costs us RUB 1,610.00 more",
            ],
        ),
        (
            "ru",
            "север",
            "щ",
            [
                "хуже для нас",
                "лучший месяц",
                "обычный месяц",
                "худший месяц",
                "опровергнут",
            ],
        ),
    ],
)
async def test_offer_is_held_against_what_we_use(
    tmp_path: Path, lang: str, name: str, key: str, told: list[str]
) -> None:
    workspace = demo_workspace(tmp_path, lang)
    async with shown(workspace, lang=lang, size=(80, 60)) as typist:
        await press(typist, "f", *name, "enter", "enter", "2", key)
        assert isinstance(typist.app.screen, ComparisonScreen)
        text = "\n".join(seen(typist)).replace(NO_BREAK, " ")
        assert [it for it in told if it not in text] == []


async def test_without_usage_it_is_said_what_to_ask_for(told: Workspace) -> None:
    with Trail.open(told, today=TODAY) as trail:
        zvonar = next(it for it in trail.every(Agreement) if it.payload.number == "Z-25/10-06")
        price = read("value", "120 RUB / productive call")
        offer = Offer("Back", (OfferedTerm("price", value=price),))
        trail.record(
            Draft(
                payload=offer,
                occurred="2026-11-15",
                vendor=zvonar.vendor,
                agreement=zvonar.identity,
            )
        )
    async with shown(told) as typist:
        await press(typist, "enter", "2", "o")
        assert sees(typist, "Back: cannot be shown to be better")
        assert sees(typist, "missing: our usage by month, up to 2026-10: price")
        assert not sees(typist, "best month")


async def test_of_several_offers_one_is_chosen(told: Workspace) -> None:
    with Trail.open(told, today=TODAY) as trail:
        (offer,) = trail.every(Offer)
        again = Offer("Even better", offer.payload.terms)
        trail.record(
            Draft(
                payload=again, occurred="2026-11-15", vendor=offer.vendor, agreement=offer.agreement
            )
        )
    async with shown(told) as typist:
        await press(typist, "f", *"north", "enter", "enter", "2", "o")
        assert isinstance(typist.app.screen, ChoosingScreen)
        await press(typist, "q", "o", "down", "enter")
        assert isinstance(typist.app.screen, ComparisonScreen)
        assert sees(typist, offer.payload.title[:30])


async def test_comparison_is_a_key_away_from_the_offer_and_leads_to_its_claims(
    told: Workspace,
) -> None:
    async with shown(told, size=(100, 60)) as typist:
        await press(typist, "f", *"north", "enter", "enter")
        offer = next(place for place, line in enumerate(seen(typist)) if " offered " in line)
        first = next(place for place, line in enumerate(seen(typist)) if " #" in line)
        await press(typist, *["down"] * (offer - first), "enter")
        assert isinstance(typist.app.screen, EntryScreen)
        await press(typist, "o")
        assert isinstance(typist.app.screen, ComparisonScreen)
        claim = next(place for place, line in enumerate(seen(typist)) if "you would pay" in line)
        await typist.click(typist.app.screen.query_one("ComparisonList"), (30, claim - 1))
        await typist.click(typist.app.screen.query_one("ComparisonList"), (30, claim - 1))
        await press(typist)
        assert isinstance(typist.app.screen, EntryScreen)


async def open_northline(typist: Typist) -> None:
    typist.app.open_vendor(typist.trail.find(Vendor, "Northline").identity)
    await settle(typist)


@pytest.mark.parametrize("tab", ["1", "3", "4", "5"])
async def test_an_offer_is_compared_from_any_tab(told: Workspace, tab: str) -> None:
    async with shown(told) as typist:
        await open_northline(typist)
        await press(typist, tab, "o")
        assert isinstance(typist.app.screen, ComparisonScreen)


async def test_the_offer_under_the_cursor_is_the_one_that_is_compared(told: Workspace) -> None:
    with opened(told) as trail:
        northline = trail.find(Vendor, "Northline").identity
        trail.record(about(northline, Offer("More for less"), "2026-11-16"))
    async with shown(told) as typist:
        await open_northline(typist)
        await press(typist, "end", "o")
        assert isinstance(typist.app.screen, ChoosingScreen)
        await press(typist, "escape")
        await press(typist, "home")
        while typist.app.screen._thing_in_sight().payload != Offer("More for less"):  # type: ignore[attr-defined]
            await press(typist, "down")
        await press(typist, "o")
        assert isinstance(typist.app.screen, ComparisonScreen)
        assert seen(typist)[0].split()[1:4] == ["More", "for", "less"]


async def test_without_an_offer_there_is_no_key_to_compare_one(told: Workspace) -> None:
    async with shown(told) as typist:
        typist.app.open_vendor(typist.trail.find(Vendor, "Zvonar").identity)
        await settle(typist)
        await press(typist, "o")
        assert isinstance(typist.app.screen, VendorScreen)
        assert "Compare" not in seen(typist)[-1]


async def test_the_offer_that_a_finding_rests_on_is_compared(told: Workspace) -> None:
    async with shown(told) as typist:
        await open_northline(typist)
        await press(typist, "4")
        rows = typist.app.screen.query_one(FindingsList)
        while rows.chosen is None or rows.chosen.finding.code != "VT406":
            await press(typist, "down")
        await press(typist, "enter", "o")
        assert isinstance(typist.app.screen, ComparisonScreen)
