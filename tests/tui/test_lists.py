"""The lists that draw only what is in sight."""

from collections.abc import Sequence
from datetime import date
from typing import Any, cast

from textual.app import App, ComposeResult
from textual.content import Content

from vendortrail.records.dealings import Touchpoint
from vendortrail.records.record import Record
from vendortrail.records.values import Channel, Direction, Side
from vendortrail.service.reading import Silence
from vendortrail.tui import themes
from vendortrail.tui.widgets.row_list import RowList
from vendortrail.tui.widgets.timeline_list import Placed, Shown, TimelineList, silence_sentence
from vendortrail.tui.widgets.wrapped_list import Row, WrappedList

MILLION = 1_000_000
# The entries of these tests name nothing that a trail would be asked about.
NO_TRAIL: Any = None


class Numbers(RowList):
    """So many rows with their numbers."""

    def __init__(self, count: int) -> None:
        super().__init__()
        self.count = count
        self.drawn: set[int] = set()

    def row_count(self) -> int:
        return self.count

    def draw(self, row: int, width: int) -> Sequence[Content]:
        del width
        self.drawn.add(row)
        return [Content(f"row {row}")]


class Screened(App[None]):
    """A screen with one list on it."""

    def __init__(self, rows: RowList) -> None:
        super().__init__()
        self.rows = rows

    def on_load(self) -> None:
        self.register_theme(themes.DARK)
        self.theme = themes.DARK.name

    def compose(self) -> ComposeResult:
        yield self.rows


async def test_a_million_rows_are_drawn_as_they_come_into_sight() -> None:
    rows = Numbers(MILLION)
    async with Screened(rows).run_test(size=(40, 10)) as pilot:
        await pilot.press("end")
        await pilot.press("pageup")
        await pilot.press("home")
        await pilot.pause()
        assert rows.cursor == 0
        assert MILLION - 1 in rows.drawn
        assert len(rows.drawn) < 100


async def test_cursor_moves_by_rows_and_pages_and_stays_within() -> None:
    rows = Numbers(25)
    async with Screened(rows).run_test(size=(40, 10)) as pilot:
        await pilot.press("up")
        assert rows.cursor == 0
        await pilot.press("down", "j")
        assert rows.cursor == 2
        await pilot.press("pagedown")
        assert rows.cursor == 12
        await pilot.press("pagedown", "pagedown", "pagedown")
        assert rows.cursor == 24
        assert rows.scroll_offset.y == 15


async def test_empty_list_opens_nothing() -> None:
    rows = Numbers(0)
    async with Screened(rows).run_test(size=(40, 10)) as pilot:
        await pilot.press("enter", "down", "end", "pagedown")
        await pilot.click(RowList, offset=(1, 1))
        assert rows.cursor == 0


async def test_rows_of_several_lines_are_one_under_the_cursor() -> None:
    rows = WrappedList()
    async with Screened(rows).run_test(size=(20, 6)) as pilot:
        text = Content("a text that takes a few lines at this width")
        rows.show([Row(text.wrap, number) for number in range(5)])
        await pilot.press("down", "down")
        assert (rows.cursor, rows.thing(rows.cursor)) == (2, 2)
        first, height = rows.extent(2)
        assert height == 3
        assert rows.row_at(first + 2) == (2, 2)
        assert rows.scroll_offset.y == first + height - rows.size.height


class Book:
    """Entries of a day each, from the newest; counts the pages that are fetched."""

    def __init__(self, size: int) -> None:
        self.size = size
        self.fetched: list[int] = []

    def __len__(self) -> int:
        return self.size

    def page(self, start: int, size: int) -> tuple[Record[Touchpoint], ...]:
        self.fetched.append(start)
        return tuple(told(self.size - n) for n in range(start, min(start + size, self.size)))

    def superseded(self, records: Sequence[object]) -> dict[int, int]:
        del records
        return {}


def told(seq: int) -> Record[Touchpoint]:
    return Record(
        payload=Touchpoint(Channel.MAIL, Direction.INCOMING, f"letter {seq}"),
        occurred="2026-01-01",
        vendor=1,
        seq=seq,
        id=str(seq),
        recorded_at="2026-01-01T00:00:00Z",
        recorded_by="anna",
        host="desk",
    )


def silence(days: int, owed_by: Side | None = Side.VENDOR) -> Silence:
    return Silence(1, "Zvonar", date(2026, 1, 1), date(2026, 3, 2), days, owed_by)


async def test_only_the_pages_in_sight_are_fetched() -> None:
    rows = TimelineList()
    book = Book(MILLION)
    async with Screened(rows).run_test(size=(80, 24)) as pilot:
        rows.show(NO_TRAIL, cast("Any", book))
        await pilot.pause()
        assert set(book.fetched) == {0}
        await pilot.press("end")
        await pilot.pause()
        assert len(set(book.fetched)) <= 3
        last = rows.at(MILLION - 1)
        assert isinstance(last, Shown)
        assert last.record.seq == 1


async def test_silences_stand_between_entries_and_shift_what_follows() -> None:
    rows = TimelineList()
    async with Screened(rows).run_test(size=(80, 24)) as pilot:
        rows.show(NO_TRAIL, cast("Any", Book(10)))
        await pilot.press("down", "down", "down")
        rows.place([Placed(5, silence(9)), Placed(2, silence(60))])
        await pilot.pause()
        assert rows.row_count() == 12
        found = [rows.at(row) for row in range(12)]
        numbers = [
            it.record.seq if isinstance(it, Shown) else -cast("Silence", it.stretch).days
            for it in found
            if it is not None
        ]
        assert numbers == [10, 9, -60, 8, 7, 6, -9, 5, 4, 3, 2, 1]
        under = rows.at(rows.cursor)
        assert isinstance(under, Shown)
        assert under.record.seq == 7


def test_silence_tells_who_owed_the_word() -> None:
    assert silence_sentence(silence(60)) == (
        "60 days of silence · 01 Jan 2026 – 02 Mar 2026 · the vendor owed a word"
    )
    assert silence_sentence(silence(1, Side.US)).endswith("we owed a word")
    assert silence_sentence(silence(1, None)).endswith("02 Mar 2026")
