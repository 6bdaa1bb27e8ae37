"""A note: what happened in one line, read while it is typed, recorded by Enter."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, ClassVar, Final

from textual import on
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.widgets import Input, Static

from vendortrail import quick_note
from vendortrail.cleaning import one_line
from vendortrail.i18n import N_, _
from vendortrail.quick_note import Known, Reading
from vendortrail.service.drafting import Typed
from vendortrail.tui import words
from vendortrail.tui.commands import CLEAR, LEAVE, shown
from vendortrail.tui.draft_keeper import DraftKeeper
from vendortrail.tui.messages import Failed
from vendortrail.tui.note_draft import Unrecorded
from vendortrail.tui.screens.panel import TrailPanel
from vendortrail.tui.widgets.key_bar import KeyBar, shown_bindings
from vendortrail.tui.widgets.note_choices import NoteChoices
from vendortrail.tui.widgets.note_line import NoteLine
from vendortrail.tui.widgets.note_preview import NotePreview
from vendortrail.tui.work import in_background

if TYPE_CHECKING:
    from vendortrail.records.record import Payload, Record
    from vendortrail.service import Trail

NAME: Final = N_("What happened, in one line")
HOW_TO: Final = N_(
    "@ names a vendor or a person, # a segment or an agreement. Before the colon stand channel, "
    "who spoke (from them, to them, both, or < > <>) and the day; behind it what was said. "
    "Understood are also: they promised … by DAY, we promised …, tone -1, re #12 (what it "
    "answers), purpose not stated, came unprepared, question evaded, and a question mark at the "
    "end. What is not understood stays text; what stands in quotation marks is not looked at. "
    "What is open is asked: ↑ and ↓ choose, Tab takes."
)
SOURCE = "typed"


class NoteScreen(TrailPanel["Sequence[Record[Payload]]"]):
    """Asks for a note and records it; returns what was recorded, nothing when the person left.

    Args:
        vendor: the vendor in sight, whose name stands in the line from the start.
    """

    CSS_PATH = "note.tcss"
    AUTO_FOCUS = "#note-line"
    BINDINGS: ClassVar = [
        shown("take", "tab", N_("Take"), N_("take what is marked in the list into the line")),
        shown("turn", "f3", N_("Who spoke"), N_("change who spoke: they, we, both")),
        shown("form", "f4", N_("Form"), N_("go on in the form, with what is understood")),
        CLEAR,
        shown("help", "f1", N_("Help"), N_("say how a note is typed")),
        LEAVE,
    ]

    class NamesKnown(Message):
        """It is known what a note may name."""

        def __init__(self, known: Known) -> None:
            super().__init__()
            self.known = known

    class Taken(Message):
        """The note has been written down."""

        def __init__(self, records: Sequence[Record[Payload]]) -> None:
            super().__init__()
            self.records = records

    def __init__(self, vendor: int | None) -> None:
        super().__init__()
        self._vendor = vendor
        self._known: Known | None = None
        self._reading: Reading | None = None
        self._day = date.min
        self._busy = False

    @cached_property
    def _draft(self) -> DraftKeeper:
        return DraftKeeper(self, f"note-{self._vendor or 0}")

    @property
    def _line(self) -> NoteLine:
        return self.query_one(NoteLine)

    def compose(self) -> ComposeResult:
        with VerticalScroll(id="note", can_focus=False) as panel:
            panel.border_title = Content(_(NAME))
            placeholder = _("@vendor call from them yesterday 15:30: what was said")
            yield NoteLine(placeholder=placeholder)
            yield NoteChoices()
            yield Static(id="note-trouble")
            yield NotePreview()
            yield KeyBar()

    def on_mount(self) -> None:
        self._day = self.trail.today
        kept = Unrecorded.of(self._draft.load())
        if kept is not None:
            self._restore(kept)
        self._learn()

    def _restore(self, kept: Unrecorded) -> None:
        with self.prevent(Input.Changed):
            self._line.value = kept.line
        told = _("This is what you had typed and not recorded; ctrl+n forgets it.")
        if kept.day != self._day:
            told += " " + _("Its days count from {day}.").format(day=kept.day.isoformat())
        self._day = kept.day
        self._announce(told)

    @in_background
    def _learn(self, trail: Trail) -> None:
        self.post_message(self.NamesKnown(trail.known()))

    def on_note_screen_names_known(self, message: NamesKnown) -> None:
        """Begin, now that names can be read; what was typed by then follows the vendor's."""
        self._known = message.known
        typed = self._line.value
        self._type(typed if Unrecorded.of(self._draft.load()) else self._first_words + typed)

    @property
    def _first_words(self) -> str:
        """What stands in the line from the start."""
        known = self._known or Known()
        own = (it for it in known.vendors if it.identity == self._vendor)
        return next((f"@{quick_note.handle(it, known.parties)} " for it in own), "")

    def _type(self, line: str, cursor: int | None = None) -> None:
        """Put a line in the place of what was typed, and read it."""
        field = self._line
        with self.prevent(Input.Changed):
            field.value = line
        field.cursor_position = len(line) if cursor is None else cursor
        self._read()

    @on(Input.Changed, "#note-line")
    def _edited(self) -> None:
        self._announce("")
        self._read()

    @on(NoteLine.CursorMoved)
    def _cursor_moved(self) -> None:
        if self._reading is not None and self._reading.line == self._line.value:
            self._offer()

    # What is understood

    def _read(self) -> None:
        if self._known is None:
            return
        self._reading = quick_note.read(self._line.value, self._known, self._day, self.trail.zone)
        self._line.mark(self._reading)
        self._offer()
        self._draft.keep_soon(self._unrecorded())

    def _offer(self) -> None:
        if self._reading is not None and self._known is not None:
            choices = self.query_one(NoteChoices)
            choices.offer(self._line.cursor_position, self._reading, self._known)
            elsewhere = self._reading.questions[choices.asks :]
            self.query_one(NotePreview).tell(self._reading, self._known, elsewhere)

    def _announce(self, text: str, *, trouble: bool = False) -> None:
        told = self.query_one("#note-trouble", Static)
        told.update(Content(one_line(text)))
        told.set_class(trouble, "refused")
        told.display = bool(text)

    # The draft

    def _unrecorded(self) -> Mapping[str, Typed]:
        """Return the line, if there is more in it than what stood there from the start."""
        line = self._line.value
        begun = line.strip() not in {"", self._first_words.strip()}
        return Unrecorded(line, self._day).kept() if begun else {}

    def on_unmount(self) -> None:
        self._draft.close()

    # What a person does

    @on(NoteLine.ListAsked)
    def _move_in_list(self, event: NoteLine.ListAsked) -> None:
        self.query_one(NoteChoices).move(event.by)

    def action_take(self) -> None:
        """Take what is marked in the list into the line."""
        self.query_one(NoteChoices).take()

    @on(NoteChoices.Taken)
    def _taken(self, event: NoteChoices.Taken) -> None:
        self._announce("")
        self._type(event.line, event.cursor)

    def action_turn(self) -> None:
        """Change who spoke."""
        if self._reading is not None:
            self._type(quick_note.turned(self._reading))

    @on(Input.Submitted, "#note-line")
    def record(self) -> None:
        """Write it down, unless something is open."""
        if self._busy or self._reading is None:
            return
        if not self._reading.is_settled:
            self._announce(str(quick_note.Unsettled(self._reading)), trouble=True)
            return
        self._busy = True
        self._write(self._reading)

    @in_background
    def _write(self, trail: Trail, reading: Reading) -> None:
        self.post_message(self.Taken(trail.note(reading, source=SOURCE)))

    def on_note_screen_taken(self, message: Taken) -> None:
        """Return what was recorded."""
        self._finish(message.records)

    def on_failed(self, message: Failed) -> None:
        """Say why; nothing was recorded."""
        message.stop()
        self._busy = False
        self._announce(str(message.refusal), trouble=True)

    def action_form(self) -> None:
        """Go on in the form of a touchpoint, and after it in that of each promise."""
        from vendortrail.tui.noting import go_on_in_forms

        if self._reading is not None and not self._busy:
            go_on_in_forms(self.app, self._reading, self._finish)

    def _finish(self, records: Sequence[Record[Payload]]) -> None:
        self._draft.end()
        self._draft.drop()
        for record in records:
            told = _("#{seq} recorded: {kind}").format(seq=record.seq, kind=words.kind(record.kind))
            self.notify(told, markup=False)
        self.dismiss(records)

    def action_help(self) -> None:
        """Say how a note is typed."""
        from vendortrail.tui.screens.help import HelpScreen

        self.app.push_screen(HelpScreen(NAME, HOW_TO, shown_bindings(self._line.screen)))

    def action_leave(self) -> None:
        """Go back, and keep what was typed."""
        if self._busy:
            return
        unrecorded = self._unrecorded()
        self._draft.keep(unrecorded)
        self._draft.end()
        if unrecorded:
            self.notify(_("Kept: the next note begins with it."), markup=False)
        self.dismiss(())

    def action_clear(self) -> None:
        """Forget what was typed."""
        self._announce("")
        self._day = self.trail.today
        self._type(self._first_words)
