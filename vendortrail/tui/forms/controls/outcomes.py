"""The outcomes that the rows have, each with a tick, how many rows it has, and its conditions."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.message import Message
from textual.widgets import Static

from vendortrail import formats
from vendortrail.cleaning import one_line
from vendortrail.i18n import _, ngettext
from vendortrail.tui.cells import cell
from vendortrail.tui.forms.controls.control import Control, Edited, WentOn
from vendortrail.tui.forms.controls.line import LineControl
from vendortrail.tui.forms.controls.tick import TickControl
from vendortrail.tui.forms.controls.ticks import Ticks
from vendortrail.tui.forms.countings import (
    KEY_QUESTIONS,
    OUTCOME,
    QUESTION,
    SCRIPT,
    SECONDS,
    Ticked,
)
from vendortrail.tui.forms.place import Place
from vendortrail.tui.forms.typed import Line, Raw, Whole

if TYPE_CHECKING:
    from vendortrail.service.recounting import Countable

_ROWS = 15


class OutcomeTick(TickControl):
    """A tick before the name of an outcome, with its rows at the right."""

    BINDINGS: ClassVar = [
        Binding("down", "step(1)", show=False),
        Binding("up", "step(-1)", show=False),
    ]

    class Stepped(Message):
        """The person goes to the outcome so many below."""

        def __init__(self, by: int) -> None:
            super().__init__()
            self.by = by

    def __init__(self, outcome: str, rows: int | None, *, ticked: bool) -> None:
        super().__init__()
        self.outcome = outcome
        self.rows = rows
        self.set_reactive(TickControl.ticked, ticked)

    def render(self) -> Content:
        box = Content.styled("■" if self.ticked else "□", "$primary" if self.ticked else "$quiet")
        rows = ""
        if self.rows is not None:
            rows = ngettext("{count} row", "{count} rows", self.rows).format(
                count=formats.number(self.rows)
            )
        name = cell(one_line(self.outcome), max(8, self.content_size.width - _ROWS - 2))
        return Content.assemble(box, " ", name, cell(rows, _ROWS, "$quiet", right=True))

    def action_step(self, by: int) -> None:
        """Go to another outcome."""
        self.post_message(self.Stepped(by))


class OutcomeRow(Vertical):
    """An outcome; once it is ticked, its conditions under it."""

    def __init__(
        self,
        place: Place,
        held: Ticked,
        rows: int | None,
        questions: Sequence[str],
        *,
        ticked: bool,
    ) -> None:
        super().__init__()
        self.tick = OutcomeTick(str(held[OUTCOME]), rows, ticked=ticked)
        own = [name.removeprefix(QUESTION) for name in held if name.startswith(QUESTION)]
        names = {
            KEY_QUESTIONS: _("key questions answered"),
            SCRIPT: _("script followed"),
            **_named([*own, *questions]),
        }
        self._ticks = Ticks(names, [name for name in names if held.get(name) is True])
        self._seconds = LineControl(Whole(), place)
        self._lasting = str(held.get(SECONDS, ""))

    def compose(self) -> ComposeResult:
        yield self.tick
        with Vertical(classes="conditions"):
            with Horizontal():
                yield Static(_("if"), classes="condition")
                yield self._ticks
            with Horizontal():
                yield Static(_("at least, seconds"), classes="condition lasting")
                yield self._seconds

    def on_mount(self) -> None:
        self._seconds.fill(self._lasting)
        self._show_conditions()

    def know(self, rows: int | None, questions: Sequence[str]) -> None:
        """Show how many rows it has, and which questions there are."""
        self.tick.rows = rows
        self.tick.refresh()
        self._ticks.also(_named(questions))

    @property
    def held(self) -> dict[str, str | bool]:
        """What is ticked and typed of it."""
        seconds = self._seconds.raw if self._seconds.is_mounted else self._lasting
        return {
            OUTCOME: self.tick.outcome,
            SECONDS: str(seconds).strip(),
            **{name: name in self._ticks.ticked for name in self._ticks.names},
        }

    @on(Edited)
    def _show_conditions(self) -> None:
        self.query_one(".conditions").display = self.tick.ticked

    @on(Ticks.Changed)
    def _edited(self, event: Ticks.Changed) -> None:
        event.stop()
        self.post_message(Edited())


class OutcomesControl(Control):
    """Every outcome, and a line for one more where the rows have none to choose from."""

    class Offered(Message):
        """All that there is to choose from is shown."""

    def __init__(self, place: Place) -> None:
        super().__init__()
        self._place = place
        self._more = LineControl(Line(), place)
        self._questions: Sequence[str] = ()
        # In the order in which they were ticked, which is how the sentence names them.
        self._ticked: Sequence[str] = ()

    def compose(self) -> ComposeResult:
        with Horizontal(classes="more"):
            yield Static(_("an outcome"), classes="condition lasting")
            yield self._more

    def on_mount(self) -> None:
        self.query_one(".more").display = False

    @property
    def raw(self) -> Raw:
        rows = {row.tick.outcome: row for row in self._rows()}
        held = [rows[outcome].held for outcome in self._ticked if outcome in rows]
        typed = str(self._more.raw).strip() if self._more.is_mounted else ""
        return [*held, {OUTCOME: typed}] if typed else held

    def fill(self, raw: Raw) -> None:
        self.call_later(self._fill, raw if isinstance(raw, list) else [])

    async def _fill(self, held: Iterable[Ticked]) -> None:
        await self.query(OutcomeRow).remove()
        for one in held:
            await self._add(one, None, ticked=True)
        self.post_message(Edited())

    def offer(self, countable: Countable) -> None:
        """Show what there is to choose from, beside what was filled in before."""
        self.call_later(self._offer, countable)

    async def _offer(self, countable: Countable) -> None:
        self._questions = countable.questions
        known = {row.tick.outcome: row for row in self._rows()}
        for outcome, row in known.items():
            row.know(countable.outcomes.get(outcome, 0), countable.questions)
        for outcome, rows in countable.outcomes.items():
            if outcome not in known:
                await self._add({OUTCOME: outcome}, rows, ticked=False)
        self.query_one(".more").display = not countable.outcomes
        self.post_message(self.Offered())

    async def _add(self, held: Ticked, rows: int | None, *, ticked: bool) -> None:
        row = OutcomeRow(self._place, held, rows, self._questions, ticked=ticked)
        await self.mount(row, before=self.query_one(".more"))

    def _rows(self) -> list[OutcomeRow]:
        return list(self.query(OutcomeRow))

    @on(Edited)
    def _keep_order(self) -> None:
        ticked = [row.tick.outcome for row in self._rows() if row.tick.ticked]
        before = [outcome for outcome in self._ticked if outcome in ticked]
        self._ticked = list(dict.fromkeys([*before, *ticked]))

    @on(WentOn)
    async def _went_on(self, event: WentOn) -> None:
        """Make a row of what was typed."""
        typed = str(self._more.raw).strip()
        if not typed:
            return
        event.stop()
        self._more.fill("")
        await self._add({OUTCOME: typed}, None, ticked=True)
        self.post_message(Edited())

    @on(OutcomeTick.Stepped)
    def _step(self, event: OutcomeTick.Stepped) -> None:
        event.stop()
        ticks = [row.tick for row in self._rows()]
        places = [place for place, tick in enumerate(ticks) if tick.has_focus]
        for place in places:
            ticks[max(0, min(place + event.by, len(ticks) - 1))].focus()


def _named(questions: Iterable[str]) -> Mapping[str, str]:
    return {
        f"{QUESTION}{question}": _("“{text}”").format(text=one_line(question))
        for question in questions
    }
