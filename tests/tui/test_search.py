from collections.abc import Callable
from threading import Event
from time import sleep

import pytest

from tests.tui.looking import press, seen, sees, settle, shown, write
from tests.tui.typist import Typist
from vendortrail.records.record import Payload, Record
from vendortrail.service import Trail, Workspace
from vendortrail.tui.screens.entry import EntryScreen
from vendortrail.tui.screens.portfolio import PortfolioScreen
from vendortrail.tui.screens.search import SearchScreen
from vendortrail.tui.screens.vendor import VendorScreen
from vendortrail.tui.widgets.record_list import RecordList


async def look_for(typist: Typist, words: str) -> None:
    await press(typist, "/")
    assert isinstance(typist.app.screen, SearchScreen)
    await write(typist, words)
    await typist.until(lambda: typist.app.screen.query_one(RecordList).row_count())
    await settle(typist)


async def test_what_has_all_the_words_is_listed_newest_first(told: Workspace) -> None:
    async with shown(told) as typist:
        await look_for(typist, "segments start")
        found = [line for line in seen(typist) if "#" in line]
        assert [line.split("  ")[0].strip() for line in found] == [
            "14 Nov 2025",
            "14 Nov 2025",
            "01 Oct 2025",
        ]
        assert sees(typist, "Zvonar Contact Centre")


async def test_enter_goes_to_the_list_and_opens_the_entry(told: Workspace) -> None:
    async with shown(told) as typist:
        await look_for(typist, "segments start")
        await press(typist, "enter", "enter")
        assert isinstance(typist.app.screen, EntryScreen)
        assert sees(typist, "The vendor promises by 21 Nov 2025")


async def test_v_goes_to_the_vendor(told: Workspace) -> None:
    async with shown(told) as typist:
        await look_for(typist, "segments start")
        await press(typist, "enter", "v")
        assert isinstance(typist.app.screen, VendorScreen)
        assert typist.app.screen.heading() == "Zvonar Contact Centre"


async def test_nothing_found_is_told(told: Workspace) -> None:
    async with shown(told) as typist:
        await look_for(typist, "segments")
        await write(typist, " nowhere")
        await typist.until(lambda: not typist.app.screen.query_one(RecordList).row_count())
        assert sees(typist, "0 records")


async def test_words_without_a_letter_are_no_crash(told: Workspace) -> None:
    async with shown(told) as typist:
        await look_for(typist, "segments")
        await typist.press("ctrl+u")
        await write(typist, "—!")
        await settle(typist)
        assert isinstance(typist.app.screen, SearchScreen)


async def test_the_first_search_says_what_it_does_until_the_person_leaves(
    told: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    ended = Event()

    def slow(
        _trail: Trail, _words: str, _limit: int, indexed: Callable[[float], None]
    ) -> tuple[Record[Payload], ...]:
        try:
            while True:
                indexed(0.42)
                sleep(0.01)
        finally:
            ended.set()

    monkeypatch.setattr(Trail, "search", slow)
    async with shown(told) as typist:
        await press(typist, "/")
        await typist.press("a")
        await typist.until(lambda: sees(typist, "indexing words, once: 42 of 100"))
        await typist.press("escape")
        await typist.until(ended.is_set)
        assert isinstance(typist.app.screen, PortfolioScreen)
