"""A note on the screen: read while it is typed, settled by keys, kept until it is recorded."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from textual.pilot import Pilot

from tests.tui.looking import demo_workspace, press, sees, settle, shown, write
from tests.tui.typist import TODAY, Typist, typing
from vendortrail.records.dealings import Touchpoint
from vendortrail.records.promised import Promise
from vendortrail.records.values import Channel, Direction, Side
from vendortrail.service import Workspace
from vendortrail.tui.app import VendortrailApp
from vendortrail.tui.forms import RecordForm
from vendortrail.tui.screens.note import NoteScreen
from vendortrail.tui.widgets.note_line import NoteLine

NOTE = "@zvonar call from them yesterday 15:30: promised segment B by Friday #segment-b tone -1"


async def begin(typist: Typist, *keys: str) -> NoteLine:
    """Open a note, and wait until names can be read in it."""
    await press(typist, *(keys or ("w",)))
    screen = await typist.see(NoteScreen)
    await settle(typist)
    return screen.query_one(NoteLine)


async def recorded(typist: Typist) -> None:
    await press(typist, "enter")
    await typist.until(lambda: not isinstance(typist.app.screen, NoteScreen))


def last_touchpoint(typist: Typist) -> Touchpoint:
    return max(typist.trail.every(Touchpoint), key=lambda it: it.seq).payload


async def test_note_is_recorded_as_it_was_shown(told: Workspace) -> None:
    async with shown(told) as typist:
        await begin(typist)
        await write(typist, NOTE)
        assert sees(typist, "from the vendor  ‹from them›")
        assert sees(typist, "promised “segment B” by 20 Nov 2026")
        await recorded(typist)
        touchpoint = last_touchpoint(typist)
        assert touchpoint.summary == "promised segment B by Friday"
        assert touchpoint.tone == -1
        promise = max(typist.trail.every(Promise), key=lambda it: it.seq)
        assert promise.payload.due == "2026-11-20"
        assert promise.payload.touchpoint == promise.seq - 1


async def test_names_are_completed_and_what_is_open_is_chosen(told: Workspace) -> None:
    async with shown(told) as typist:
        line = await begin(typist)
        await write(typist, "@nor")
        assert sees(typist, "Northline Mobile")
        await press(typist, "tab")
        assert line.value == "@northline-mobile "
        await write(typist, "hello")
        assert sees(typist, "? by which channel")
        await press(typist, "down", "tab")
        assert line.value == "@northline-mobile mail hello"
        assert sees(typist, "? who spoke")
        await press(typist, "down", "down", "up", "tab")
        assert line.value == "@northline-mobile mail to them hello"
        await recorded(typist)
        assert last_touchpoint(typist).direction is Direction.OUTGOING


async def test_open_note_is_not_recorded(told: Workspace) -> None:
    async with shown(told) as typist:
        before = len(typist.trail.every(Touchpoint))
        await begin(typist)
        await write(typist, "@zvonar call: hello")
        await press(typist, "enter")
        assert sees(typist, "still open: who spoke: write “from them”")
        assert len(typist.trail.every(Touchpoint)) == before
        await press(typist, "tab")
        assert not sees(typist, "still open")


async def test_refusal_is_shown_and_the_note_stays(told: Workspace) -> None:
    async with shown(told) as typist:
        line = await begin(typist)
        await write(typist, "@zvonar call < re #1: hello")
        await press(typist, "enter")
        assert sees(typist, "#1")
        assert isinstance(typist.app.screen, NoteScreen)
        assert line.value == "@zvonar call < re #1: hello"


async def test_key_turns_who_spoke(told: Workspace) -> None:
    async with shown(told) as typist:
        line = await begin(typist)
        await write(typist, "@zvonar call: hello")
        for said in ("from them", "to them", "both", "from them"):
            await press(typist, "f3")
            assert line.value == f"@zvonar call {said}: hello"


async def test_screen_of_a_vendor_names_it(told: Workspace) -> None:
    async with shown(told) as typist:
        await press(typist, "enter")
        line = await begin(typist, "f2")
        assert line.value == "@zvonar "
        await press(typist, "escape")
        line = await begin(typist, "ц")
        assert line.value == "@zvonar "


async def test_note_can_be_begun_while_something_else_is_typed(told: Workspace) -> None:
    async with shown(told) as typist:
        await press(typist, "/")
        await begin(typist, "f2")


async def test_draft_is_kept_with_the_day_from_which_it_counts(told: Workspace) -> None:
    async with typing(told) as typist:
        await begin(typist)
        await write(typist, "@zvonar call < yesterday: hello")
        await press(typist, "escape")
    async with typing(told, today=date(2026, 11, 20)) as typist:
        line = await begin(typist)
        assert line.value == "@zvonar call < yesterday: hello"
        assert sees(typist, "from 2026-11-16.")
        assert sees(typist, "15 Nov 2026")
        await press(typist, "ctrl+n")
        assert line.value == ""
        await press(typist, "escape")
        assert (await begin(typist)).value == ""


async def test_draft_survives_the_end_of_the_program(told: Workspace) -> None:
    async with typing(told) as typist:
        await begin(typist)
        await write(typist, "@zvonar call: hello")
    async with typing(told) as typist:
        line = await begin(typist)
        assert line.value == "@zvonar call: hello"
        await write(typist, " again <")
        await press(typist, "f3")
        await recorded(typist)
        assert (await begin(typist)).value == ""


@pytest.mark.parametrize("kept", ["{", '{"line": 1}', '{"line": "a", "day": "b"}'])
async def test_broken_draft_is_no_draft(told: Workspace, kept: str) -> None:
    told.drafts.mkdir(parents=True, exist_ok=True)
    (told.drafts / "note-0.json").write_text(kept, "utf-8")
    async with typing(told) as typist:
        assert (await begin(typist)).value == ""


async def test_form_goes_on_with_what_was_understood(told: Workspace) -> None:
    async with shown(told) as typist:
        line = await begin(typist)
        await write(typist, "@zvonar call yesterday: they promised segment B by Friday #segment-b")
        await press(typist, "f4")
        form = await typist.see(RecordForm)
        row = typist.row("summary")
        assert row is not None
        assert row.raw == "they promised segment B by Friday"
        await press(typist, "escape")
        assert line.value.startswith("@zvonar call yesterday")
        await press(typist, "f4")
        form = await typist.see(RecordForm)
        await typist.fill({"direction": "incoming"})
        await typist.confirm(form)
        promise = await typist.see(RecordForm)
        await typist.until(lambda: typist.app.screen is not form)
        await settle(typist)
        await typist.confirm(promise)
        await settle(typist)
        assert not isinstance(typist.app.screen, NoteScreen)
        touchpoint = last_touchpoint(typist)
        assert (touchpoint.channel, touchpoint.direction) == (Channel.CALL, Direction.INCOMING)
        made = max(typist.trail.every(Promise), key=lambda it: it.seq).payload
        assert (made.text, made.by, made.due) == ("segment B", Side.VENDOR, "2026-11-20")
        assert made.touchpoint is not None
        assert made.segments


async def test_help_says_how_a_note_is_typed(told: Workspace) -> None:
    async with shown(told) as typist:
        await begin(typist)
        await press(typist, "f1")
        assert sees(typist, "@ names a vendor or a person")
        await press(typist, "escape")
        assert isinstance(typist.app.screen, NoteScreen)


async def test_text_of_a_note_is_no_markup(told: Workspace) -> None:
    async with shown(told) as typist:
        await begin(typist)
        await write(typist, "@zvonar call <: [/b] [TODO] [red]x[/red]")
        assert sees(typist, "[/b] [TODO] [red]x[/red]")
        await recorded(typist)
        assert last_touchpoint(typist).summary == "[/b] [TODO] [red]x[/red]"


async def test_note_in_russian(tmp_path: Path) -> None:
    async with shown(demo_workspace(tmp_path, "ru"), lang="ru") as typist:
        line = await begin(typist, "ц")
        await write(typist, "@звон")
        await press(typist, "tab")
        assert line.value == "@звонарь "
        await write(typist, "звонок вчера: обещали сегмент Б к пятнице #сегмент-б")
        await press(typist, "f3")
        assert line.value.startswith("@звонарь звонок от них вчера")
        await recorded(typist)
        assert last_touchpoint(typist).direction is Direction.INCOMING


@pytest.mark.parametrize("size", [(80, 24), (160, 45)], ids=["80x24", "160x45"])
@pytest.mark.parametrize(
    ("lang", "line"),
    [
        ("en", "@zvonar call yesterday: they promised segment B by Friday #segment-b tone -1"),
        ("ru", "@звонарь звонок вчера: они обещали сегмент Б к пятнице #сегмент-б тон -1"),
    ],
    ids=["en", "ru"],
)
def test_note_is_drawn_as_it_was_accepted(
    tmp_path: Path,
    snap_compare: Callable[..., bool],
    lang: str,
    line: str,
    size: tuple[int, int],
) -> None:
    async def look(pilot: Pilot[None]) -> None:
        typist = Typist(app, pilot)
        await typist.until(lambda: app.trail is not None)
        await settle(typist)
        field = await begin(typist)
        field.cursor_blink = False
        await write(typist, line)

    app = VendortrailApp(demo_workspace(tmp_path, lang), today=TODAY, lang=lang)
    app.animation_level = "none"
    assert snap_compare(app, terminal_size=size, run_before=look)
