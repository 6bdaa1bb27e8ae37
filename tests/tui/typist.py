"""A person at the keyboard, who has the screen and nothing else."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from datetime import date
from typing import Any, TypeVar, cast

from textual import events
from textual.pilot import Pilot
from textual.screen import Screen
from textual.widget import Widget
from textual.widgets import Static

from vendortrail.records.definition import Counting, Definition
from vendortrail.service import Trail, Workspace
from vendortrail.tui.app import VendortrailApp
from vendortrail.tui.forms import RecordForm
from vendortrail.tui.forms.controls.outcomes import OutcomeTick
from vendortrail.tui.forms.controls.ticks import Ticks
from vendortrail.tui.forms.countings import KEY_QUESTIONS, QUESTION, SCRIPT
from vendortrail.tui.forms.definition_form import DefinitionForm
from vendortrail.tui.forms.field_row import FieldRow
from vendortrail.tui.forms.mapping_form import MappingForm
from vendortrail.tui.forms.typed import Known, OneOf, Tick, YesNo, plain
from vendortrail.tui.screens.kinds import LETTERS

TODAY = date(2026, 11, 16)
_LETTER_OF = {kind: letter for letter, (kind, _about) in LETTERS.items()}
_PATIENCE = 400

S = TypeVar("S", bound="Screen[Any]")
W = TypeVar("W", bound=Widget)


class Typist:
    """Presses keys, and waits until what they do can be seen."""

    def __init__(self, app: VendortrailApp, pilot: Pilot[None]) -> None:
        self.app = app
        self._pilot = pilot

    @property
    def trail(self) -> Trail:
        """The open trail, to look at and not to write to."""
        assert self.app.trail is not None
        return self.app.trail

    async def until(self, seen: Callable[[], object]) -> None:
        """Wait until something is to be seen."""
        for _ in range(_PATIENCE):
            await self._pilot.pause()
            if seen():
                return
            await self._pilot.pause(0.01)
        raise AssertionError("it never came")

    async def press(self, *keys: str) -> None:
        """Press keys one after the other."""
        await self._pilot.press(*keys)

    async def paste(self, text: str) -> None:
        """Paste a text where the cursor is, as a terminal does."""
        row = self.row()
        assert row is not None
        before = row.raw
        self.app.post_message(events.Paste(text))
        await self.until(lambda: row.raw != before or before == text)

    async def click(self, widget: Widget, offset: tuple[int, int]) -> None:
        """Click so many cells right of and below the corner of a widget."""
        await self._pilot.click(widget, offset=offset)

    async def see(self, kind: type[S]) -> S:
        """Wait for a screen, and return it."""
        await self.until(lambda: isinstance(self.app.screen, kind) and self.app.screen.is_mounted)
        return cast("S", self.app.screen)

    async def begin(self, kind: str) -> RecordForm:
        """Open the form for a kind of record."""
        await self.press("a", _LETTER_OF[kind])
        form = await self.see(RecordForm)
        await self.until(lambda: form.focused is not None)
        return form

    async def go_to(self, name: str) -> FieldRow:
        """Press Tab until the cursor is in a field."""
        for _ in range(80):
            row = self.row()
            if row is not None and row.field.name == name:
                return row
            await self.press("tab")
        raise AssertionError(f"there is no field {name}")

    def row(self, name: str | None = None) -> FieldRow | None:
        """Return a field by its name, or the one with the cursor."""
        rows = self.app.screen.query(FieldRow)
        if name is not None:
            return next(row for row in rows if row.field.name == name)
        focused = self.app.focused
        return next((row for row in rows if focused and row in focused.ancestors), None)

    async def fill(self, values: Mapping[str, Any]) -> None:
        """Type into fields; True and False mean a tick, a list the rows of a field of rows."""
        for name, value in values.items():
            row = await self.go_to(name)
            typed = row.field.typed
            if isinstance(typed, OneOf | YesNo | Known):
                place = list(typed.choices()).index(value)
                await self.press(str(place + 1))
            elif isinstance(typed, Tick):
                if row.raw is not value:
                    await self.press("space")
            elif isinstance(value, Definition):
                await self.define(value)
            elif isinstance(value, list):
                await self._fill_rows(value)
            else:
                await self.paste(value)

    async def define(self, definition: Definition) -> None:
        """Make a definition in the form that Enter opens, and come back with it."""
        await self.press("enter")
        form = await self.see(DefinitionForm)
        await self.until(lambda: form.focused is not None)
        for counting in definition.counts:
            await self.count(counting)
        fields = {
            "excludes": [[it.what, it.example] for it in definition.excludes],
            "evidence": [[it] for it in definition.evidence],
            "unit": definition.unit,
            "price": plain(definition.price) if definition.price else "",
            "starts": definition.starts,
            "ends": definition.ends,
        }
        await self.fill({name: value for name, value in fields.items() if value})
        await self.confirm(form)

    async def count(self, counting: Counting) -> None:
        """Tick an outcome with its conditions."""
        tick = await self._reach(OutcomeTick, lambda it: it.outcome == counting.outcome)
        if not tick.ticked:
            await self.press("space")
        await self.press("tab")
        ticks = await self._reach(Ticks, lambda _: True)
        wanted = {QUESTION + question for question in counting.questions}
        wanted |= {KEY_QUESTIONS} if counting.key_questions else set()
        wanted |= {SCRIPT} if counting.script else set()
        for place, name in enumerate(ticks.names, 1):
            if (name in wanted) != (name in ticks.ticked):
                await self.press(str(place))
        await self.press("tab")
        if counting.at_least_seconds:
            await self.paste(str(counting.at_least_seconds))

    async def _reach(self, kind: type[W], meant: Callable[[W], bool]) -> W:
        """Press Tab until the cursor is where it is meant to be."""
        for _ in range(80):
            focused = self.app.focused
            if isinstance(focused, kind) and meant(focused):
                return focused
            await self.press("tab")
        raise AssertionError(f"there is no such {kind}")

    async def _fill_rows(self, rows: list[list[str | bool]]) -> None:
        for cells in rows:
            for cell in cells:
                if cell is True:
                    await self.press("space")
                elif cell:
                    await self.paste(str(cell))
                await self.press("tab")

    async def confirm(self, form: Screen[Any]) -> None:
        """Press ctrl+s, and wait until the form is gone."""
        await self.press("ctrl+s")
        await self.until(
            lambda: (
                form not in self.app.screen_stack
                or isinstance(self.app.screen, MappingForm)
                or self.refusals()
            )
        )
        assert not self.refusals(), self.refusals()

    async def record(self, kind: str, **values: Any) -> None:
        """Open a form, fill it in, and record it."""
        form = await self.begin(kind)
        await self.fill(values)
        await self.confirm(form)

    def refusals(self) -> list[str]:
        """Return every refusal that is on the screen."""
        return [str(it.content) for it in self.app.screen.query(Static) if it.has_class("refused")]


@asynccontextmanager
async def typing(
    workspace: Workspace,
    *,
    lang: str = "en",
    today: date = TODAY,
    size: tuple[int, int] = (80, 24),
) -> AsyncIterator[Typist]:
    """Run the program on a workspace until its trail is open."""
    app = VendortrailApp(workspace, today=today, lang=lang)
    async with app.run_test(size=size) as pilot:
        typist = Typist(app, pilot)
        await typist.until(lambda: app.trail is not None)
        yield typist
