"""Who is who on the screen: told, chosen, shown, recorded, and taken back."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from textual.pilot import Pilot
from textual.widgets import Input, TextArea

from tests import trails
from tests.trails import about, opened
from tests.tui.looking import press, seen, sees, settle, shown
from tests.tui.typist import TODAY, Typist
from vendortrail.records.dealings import Touchpoint
from vendortrail.records.parties import Contact, Sameness, Vendor
from vendortrail.records.values import Channel, Direction, Side
from vendortrail.service import Workspace
from vendortrail.tui.app import VendortrailApp
from vendortrail.tui.forms.sameness_form import MergeForm, SplitForm
from vendortrail.tui.screens.entry import EntryScreen
from vendortrail.tui.screens.portfolio import PortfolioScreen
from vendortrail.tui.screens.same import SameScreen
from vendortrail.tui.screens.vendor import VendorScreen

ZVONAR, LTD, NORTHLINE = 1, 2, 3


NAMES = {
    "en": ("Zvonar", "Zvonar Ltd", "Northline", "Petr Orlov", "P. Orlov", "Anna Serova"),
    "ru": ("Звонарь", "ООО «Звонарь»", "Северная линия", "Пётр Орлов", "П. Орлов", "Анна Серова"),
}


def told_twice(made: Workspace, lang: str = "en") -> Workspace:
    """Record a vendor twice, with a person who is there twice, and another of each."""
    one, other, third, *people = NAMES[lang]
    mails = ("p@zvonar.example",)
    with opened(made) as trail:
        trail.record_all(
            [
                about(None, Vendor(one, identifiers=("RU-INN-7707083893",))),
                about(None, Vendor(other)),
                about(None, Vendor(third)),
                about(ZVONAR, Contact(people[0], Side.VENDOR, role="foreman", mails=mails)),
                about(ZVONAR, Contact(people[1], Side.VENDOR, mails=mails)),
                about(ZVONAR, Contact(people[2], Side.VENDOR)),
                trails.touchpoint(LTD, "2026-11-10"),
                trails.touchpoint(LTD, "2026-11-11"),
            ]
        )
    return made


@pytest.fixture
def twice(empty: Workspace) -> Workspace:
    return told_twice(empty)


def vendors(workspace: Workspace) -> list[str]:
    with opened(workspace) as trail:
        return [it.payload.name for it in trail.every(Vendor)]


def listed(typist: Typist) -> list[str]:
    """Return the first words of the vendors in the list."""
    names = ("Zvonar Ltd", "Zvonar", "Northline")
    lines = [line for line in seen(typist)[3:9] if line.strip().startswith(names)]
    return [" ".join(line.split()[:3]) for line in lines]


async def record(typist: Typist) -> None:
    await press(typist, "ctrl+s")
    assert typist.refusals() == []


async def test_vendors_that_may_be_one_are_told_and_nothing_is_merged(twice: Workspace) -> None:
    async with shown(twice) as typist:
        await typist.until(lambda: "≈ 1 pair alike" in seen(typist)[0])
        marked = [line.split("≈")[0].strip() for line in seen(typist)[3:9] if "≈" in line]
        assert sorted(marked) == ["Zvonar", "Zvonar Ltd"]
        await to(typist, "Zvonar Ltd")
        assert sees(typist, "≈ may be “Zvonar”")
        assert sees(typist, "(press m): “Zvonar” and “Zvonar Ltd” are close")
    assert vendors(twice) == ["Zvonar", "Zvonar Ltd", "Northline"]


async def to(typist: Typist, name: str) -> None:
    """Put the cursor of the portfolio on a vendor."""
    screen = typist.app.screen
    assert isinstance(screen, PortfolioScreen)
    for key in ("home", "down", "down"):
        await press(typist, key)
        found = typist.trail.get(screen.vendor_in_sight or 0)
        if isinstance(found.payload, Vendor) and found.payload.name == name:
            return
    raise AssertionError(f"there is no {name}")


async def test_merged_from_the_portfolio_one_is_listed_and_split_both_are(
    twice: Workspace,
) -> None:
    async with shown(twice) as typist:
        await to(typist, "Zvonar Ltd")
        await press(typist, "m")
        assert isinstance(typist.app.screen, SameScreen)
        lines = [line.strip(" │") for line in seen(typist) if "#" in line]
        assert lines[0].startswith("≈ Zvonar  #1 · “Zvonar” and “Zvonar Ltd” are close names")
        assert lines[1].startswith("Northline  #3")
        await press(typist, "enter")
        assert isinstance(typist.app.screen, MergeForm)
        assert sees(typist, "“Zvonar Ltd” #2 will be read as “Zvonar” #1")
        await typist.until(lambda: sees(typist, "concerns 3 records"))
        assert vendors(twice) == ["Zvonar", "Zvonar Ltd", "Northline"]
        await record(typist)
        assert isinstance(typist.app.screen, PortfolioScreen)
        assert vendors(twice) == ["Zvonar", "Northline"]
        await typist.until(lambda: len(listed(typist)) == 2)
        assert sorted(line.split()[0] for line in listed(typist)) == ["Northline", "Zvonar"]
        await typist.until(lambda: "alike" not in seen(typist)[0])

        await to(typist, "Zvonar")
        await press(typist, "m")
        line = next(line for line in seen(typist) if "= Zvonar Ltd" in line)
        assert "merged in #9" in line
        await press(typist, "enter")
        assert isinstance(typist.app.screen, SplitForm)
        assert sees(typist, "“Zvonar Ltd” #2 will stand for itself again: #9 is taken back.")
        await typist.paste("two companies")
        await record(typist)
        assert vendors(twice) == ["Zvonar", "Zvonar Ltd", "Northline"]
        await typist.until(lambda: len(listed(typist)) == 3)
        # It is known now that they are two.
        await settle(typist)
        assert "alike" not in seen(typist)[0]


async def test_the_name_that_stays_is_chosen_and_the_reason_is_asked_for(twice: Workspace) -> None:
    async with shown(twice) as typist:
        await to(typist, "Northline")
        await press(typist, "m", *"ltd", "enter")
        assert isinstance(typist.app.screen, MergeForm)
        assert sees(typist, "“Northline” #3 will be read as “Zvonar Ltd” #2")
        await press(typist, "ctrl+s")
        assert typist.refusals() == ["this may not be empty"]
        await press(typist, "shift+tab", "2")
        assert sees(typist, "“Zvonar Ltd” #2 will be read as “Northline” #3")
        await typist.paste("bought it")
        await record(typist)
    with opened(twice) as trail:
        (merger,) = trail.every(Sameness)
        assert (merger.payload.merged, merger.payload.same_as) == (LTD, NORTHLINE)
        assert merger.payload.reason == "bought it"


async def test_escape_records_nothing_wherever_it_is_pressed(twice: Workspace) -> None:
    async with shown(twice) as typist:
        await to(typist, "Zvonar Ltd")
        await press(typist, "m", "enter", "escape", "m", "escape")
        assert isinstance(typist.app.screen, PortfolioScreen)
    assert len(vendors(twice)) == 3


async def test_people_are_told_merged_and_split_on_their_tab(twice: Workspace) -> None:
    async with shown(twice) as typist:
        await to(typist, "Zvonar")
        await press(typist, "enter", "m")
        assert isinstance(typist.app.screen, VendorScreen)
        await press(typist, "5")
        await typist.until(lambda: "5 People ≈1" in seen(typist)[1])
        assert sees(typist, "≈ may be “P. Orlov” (press m): both have the address p@zvonar.example")
        await press(typist, "home", "down")
        person = typist.app.screen._person_in_sight()
        assert person is not None
        assert person.payload.name == "Petr Orlov"
        await press(typist, "m")
        lines = [line for line in seen(typist) if "#" in line and "│" in line]
        assert "≈ P. Orlov  #5 · both have the address p@zvonar.example" in lines[0]
        assert "Anna Serova  #6" in lines[1]
        await press(typist, "enter")
        assert sees(typist, "“P. Orlov” #5 will be read as “Petr Orlov” #4")
        await record(typist)
        await typist.until(lambda: "≈" not in seen(typist)[1])
        await typist.until(lambda: not sees(typist, "P. Orlov"))
        await press(typist, "m", "enter")
        await typist.paste("his brother")
        await record(typist)
        await typist.until(lambda: sees(typist, "P. Orlov"))
    with opened(twice) as trail:
        assert trail.every(Sameness) == ()


async def test_what_holds_two_together_is_told_in_the_form(twice: Workspace) -> None:
    with opened(twice) as trail:
        other = trail.record(about(LTD, Contact("Boris", Side.VENDOR))).seq
        trail.merge(trail.find(Vendor, "#2"), trail.find(Vendor, "#1"), reason="one company")
        met = Touchpoint(Channel.MEETING, Direction.MUTUAL, "all met", people=(4, other))
        meeting = trail.record(about(ZVONAR, met, "2026-03-01")).seq
    async with shown(twice) as typist:
        await to(typist, "Zvonar")
        await press(typist, "m", "enter")
        await typist.paste("two companies")
        await press(typist, "ctrl+s")
        assert isinstance(typist.app.screen, SplitForm)
        assert f"#{meeting}, recorded since, names" in typist.refusals()[0]
        await press(typist, "escape")
    assert vendors(twice) == ["Zvonar", "Northline"]


async def test_a_merger_is_taken_back_from_its_own_entry_once(twice: Workspace) -> None:
    with opened(twice) as trail:
        merger = trail.merge(trail.find(Vendor, "#2"), trail.find(Vendor, "#1"), reason="one")
    async with shown(twice) as typist:
        typist.app.open_record(merger)
        await press(typist, "m")
        assert isinstance(typist.app.screen, SplitForm)
        await typist.paste("two companies")
        await record(typist)
        assert isinstance(typist.app.screen, EntryScreen)
        await press(typist, "m")
        assert isinstance(typist.app.screen, EntryScreen)
        told = [note.message for note in typist.app._notifications]
        assert told[-1] == f"record #{merger.seq} was taken back in #{merger.seq + 1}"
    assert vendors(twice) == ["Zvonar", "Zvonar Ltd", "Northline"]


async def test_a_vendor_is_merged_from_its_own_entry_and_nothing_else_is(twice: Workspace) -> None:
    async with shown(twice) as typist:
        typist.app.open_record(typist.trail.get(LTD))
        await press(typist, "m")
        assert isinstance(typist.app.screen, SameScreen)
        await press(typist, "escape")
        typist.app.open_record(next(iter(typist.trail.every(Touchpoint))))
        await press(typist, "m")
        assert isinstance(typist.app.screen, EntryScreen)


async def test_who_is_alone_is_told_so(empty: Workspace) -> None:
    with opened(empty) as trail:
        trail.record(about(None, Vendor("Zvonar")))
    async with shown(empty) as typist:
        await press(typist, "m")
        assert sees(typist, "There is no other one on record.")
        await press(typist, "enter", "escape")
        assert isinstance(typist.app.screen, PortfolioScreen)


@pytest.mark.parametrize("keys", [("m",), ("m", "enter")], ids=["choice", "form"])
@pytest.mark.parametrize("size", [(80, 24), (160, 45)], ids=["80x24", "160x45"])
@pytest.mark.parametrize("lang", NAMES)
def test_who_is_who_is_drawn_as_it_was_accepted(
    empty: Workspace,
    snap_compare: Callable[..., bool],
    lang: str,
    size: tuple[int, int],
    keys: tuple[str, ...],
) -> None:
    async def look(pilot: Pilot[None]) -> None:
        typist = Typist(app, pilot)
        await typist.until(lambda: app.trail is not None)
        await typist.until(lambda: "≈" in seen(typist)[0])
        await to(typist, NAMES[lang][1])
        await press(typist, *keys)
        await typist.until(lambda: sees(typist, " #1"))
        for line in app.screen.query(Input):
            line.cursor_blink = False
        for text in app.screen.query(TextArea):
            text.cursor_blink = False
        await settle(typist)

    app = VendortrailApp(told_twice(empty, lang), today=TODAY, lang=lang)
    app.animation_level = "none"
    assert snap_compare(app, terminal_size=size, run_before=look)
