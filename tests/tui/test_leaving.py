"""Whoever leaves leaves at once: nothing is still done to what is gone, or waits for it."""

from __future__ import annotations

from textual.app import App, ComposeResult
from textual.screen import Screen
from textual.widgets import Static

from tests.tui.typist import typing
from vendortrail.service import Workspace
from vendortrail.tui.forms import RecordForm
from vendortrail.tui.forms.controls.rows import RowsControl
from vendortrail.tui.recording import Asked
from vendortrail.tui.work import in_a_while


async def test_a_form_that_is_left_before_its_rows_are_drawn_is_gone(told: Workspace) -> None:
    async with typing(told) as typist:
        typist.app.ask(Asked("vendor"))
        form = await typist.see(RecordForm)
        rows = form.query(RowsControl).first()
        several: dict[str, str | bool] = {column.name: "x" for column in rows._rows.fields}
        rows.fill([several] * 3)
        form.dismiss(None)
        await typist.until(lambda: form not in typist.app.screen_stack)
        assert typist.app.is_running


class Leaving(Screen[None]):
    """Two timers: one runs out in time, one when what is on the screen is gone already."""

    acted = 0

    def compose(self) -> ComposeResult:
        yield Static("still there")

    def on_mount(self) -> None:
        in_a_while(self, 0.01, self._act)
        self.late = in_a_while(self, 100, self._act)

    def _act(self) -> None:
        self.query_one(Static).update("acted")
        self.acted += 1

    async def on_unmount(self) -> None:
        assert not self.query(Static)
        await self.late._tick(next_timer=0, count=0)


async def test_what_was_to_be_done_in_a_while_is_not_done_to_what_is_gone() -> None:
    app: App[None] = App()
    async with app.run_test() as pilot:
        screen = Leaving()
        await app.push_screen(screen)
        for _ in range(400):
            await pilot.pause(0.01)
            if screen.acted:
                break
        await app.pop_screen()
        assert not screen.is_running
    assert screen.acted == 1
