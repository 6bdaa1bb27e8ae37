"""What counts as a result, edited: the sentence and the figures follow what is ticked."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, ClassVar, Final, cast

from textual import on
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.timer import Timer
from textual.widgets import Static

from vendortrail.definition_wording import definition_sentence
from vendortrail.i18n import N_, _
from vendortrail.records.definition import Definition, Exclusion
from vendortrail.records.parties import Agreement
from vendortrail.records.record import Record
from vendortrail.recounting import Figures
from vendortrail.refusal import FieldRefusal
from vendortrail.service.recounting import Countable
from vendortrail.tui.commands import FIELD_HELP, hidden, shown
from vendortrail.tui.forms.controls.control import Edited
from vendortrail.tui.forms.controls.outcomes import OutcomesControl
from vendortrail.tui.forms.countings import Countings
from vendortrail.tui.forms.dated import Day
from vendortrail.tui.forms.field import Field, Rows
from vendortrail.tui.forms.fields_form import FieldsForm
from vendortrail.tui.forms.place import Place
from vendortrail.tui.forms.typed import Amount, Line, Raw
from vendortrail.tui.messages import OutcomesKnown, RowsRead
from vendortrail.tui.widgets.figures_line import FiguresLine
from vendortrail.tui.work import go_on, in_a_while, in_background

if TYPE_CHECKING:
    from vendortrail.service import Trail

# Seconds from a key to the sentence and the figures.
_PAUSE: Final = 0.3
# How far the sentence is scrolled at once.
_LINES: Final = 3

ABOUT: Final = N_(
    "What counts as a result: the outcomes, ticked, each with its conditions; what is excluded; "
    "what proves a result; what one is called and costs; and for which days that holds. Below "
    "stand the sentence that both sides would sign and what the rows give under it, as it is now. "
    "Nothing is recorded here."
)
FIELDS: Final = (
    Field(
        "counts",
        Countings(),
        N_("Which outcomes of the rows count: space ticks one. All its conditions must be met."),
        called=N_("counts as a result"),
    ),
    Field(
        "excludes",
        Rows(
            fields=(
                Field("what", Line(), required=True, called=N_("what")),
                Field("example", Line(), called=N_("for example")),
            ),
            made=lambda rows: tuple(Exclusion(row["what"], row["example"]) for row in rows),
            taken_apart=lambda excludes: [
                {"what": it.what, "example": it.example} for it in excludes
            ],
        ),
        N_("What is no result although it may look like one, with a case in point."),
        called=N_("does not count"),
    ),
    Field(
        "evidence",
        Rows(
            fields=(Field("proof", Line(), called=N_("proof")),),
            made=lambda rows: tuple(row["proof"] for row in rows),
            taken_apart=lambda owed: [{"proof": it} for it in owed],
        ),
        N_("What the vendor owes as proof of every result, one a line."),
        called=N_("proved with"),
    ),
    Field("unit", Line(), N_("What one result is called: a productive call.")),
    Field("price", Amount(), N_("What one costs; empty: what the agreement's terms say.")),
    Field(
        "starts", Day(), N_("The first day it is valid; empty: no bound."), called=N_("valid from")
    ),
    Field("ends", Day(), N_("The last day it is valid; empty: no bound."), called=N_("valid to")),
)


class DefinitionForm(FieldsForm[Definition | None]):
    """Returns the definition as it was edited, or None when the person left.

    Args:
        place: where it is filled in; its agreement's rows are counted.
        definition: what it says at first.
    """

    BINDINGS: ClassVar = [
        shown("take", "ctrl+s", N_("Take"), N_("go on with the definition as it is now")),
        shown("leave", "escape", N_("Leave"), N_("stop counting and leave it as it was")),
        FIELD_HELP,
        hidden("scroll_sentence(-1)", "pageup", N_("scroll the sentence up")),
        hidden("scroll_sentence(1)", "pagedown", N_("scroll the sentence down")),
    ]

    class Counted(Message):
        """The rows were counted under the definition as it was at first, and as it is."""

        def __init__(self, before: Figures | None, now: Figures) -> None:
            super().__init__()
            self.before = before
            self.now = now

    def __init__(self, place: Place, definition: Definition | None = None) -> None:
        super().__init__()
        self._place = place
        self._definition = definition
        self._told = definition
        self._timer: Timer | None = None
        self._at_first: Mapping[str, Raw] = {}
        self._agreement: Record[Agreement] | None = None

    def about(self) -> str:
        return ABOUT

    def compose(self) -> ComposeResult:
        yield from self.panel(
            _("What counts as a result"),
            FIELDS,
            self._place,
            below=(VerticalScroll(Static(), id="sentence", can_focus=False), FiguresLine()),
        )

    def on_mount(self) -> None:
        self._at_first = {field.name: self._raw(field) for field in FIELDS}
        self.fill(self._at_first)
        self._tell()
        if self._place.agreement is None:
            self.post_message(OutcomesKnown(Countable({}, ())))
            return
        agreement = cast("Record[Agreement]", self._place.speaking(self._place.agreement))
        self._agreement = agreement
        self._read_outcomes(agreement)
        if self._definition is not None:
            self._count(agreement, self._definition)

    def _raw(self, field: Field) -> Raw:
        value = getattr(self._definition, field.name, None)
        return field.typed.write(value, self._place) if value else field.empty

    # What there is to choose from

    @in_background
    def _read_outcomes(self, trail: Trail, agreement: Record[Agreement]) -> None:
        self.post_message(OutcomesKnown(trail.countable(agreement, lambda _share: go_on())))

    def on_outcomes_known(self, message: OutcomesKnown) -> None:
        """Let them be chosen."""
        self.query_one(OutcomesControl).offer(message.countable)

    @on(OutcomesControl.Offered)
    def _begin(self) -> None:
        if self.focused is None:
            next(self.rows()).begin()

    # The sentence and the figures

    @on(Edited)
    def _edited(self) -> None:
        if self._timer is None:
            self._timer = in_a_while(self, _PAUSE, self._look)

    def _look(self) -> None:
        """Let the sentence and the figures follow, unless what is typed cannot be so."""
        self._timer = None
        if self._definition is None and self.raws() == self._at_first:
            return
        try:
            definition = Definition(**{row.field.name: row.read() for row in self.rows()})
        except FieldRefusal as refusal:
            row = self.row(refusal.field)
            if row is not None:
                row.refuse(refusal)
            self._tell(refusal)
            return
        if definition != self._told:
            self._told = definition
            if self._agreement is not None:
                self._count(self._agreement, definition)
        self._tell()

    def _tell(self, refusal: FieldRefusal | None = None) -> None:
        """Say the definition; with a refusal, that what is typed is not what it says."""
        said = Content.styled(_("Tick what counts."), "$quiet")
        if self._told is not None:
            said = Content.styled(
                str(definition_sentence(self._told)), "" if refusal is None else "$faint"
            )
        if refusal is not None:
            said = Content.assemble((f"{refusal}", "$error"), "\n", said)
        self.query_one("#sentence Static", Static).update(said)

    @in_background
    def _count(self, trail: Trail, agreement: Record[Agreement], definition: Definition) -> None:
        def heard(share: float) -> None:
            go_on()
            self.post_message(RowsRead(share))

        first = [] if self._definition is None else [self._definition]
        recounts = trail.recount(agreement, [*first, definition], heard)
        go_on()
        before = recounts[-2].whole if first else None
        self.post_message(self.Counted(before, recounts[-1].whole))

    def on_rows_read(self, message: RowsRead) -> None:
        """Say how far the count is."""
        told = _("Counting: {percent} %").format(percent=int(message.share * 100))
        self.query_one(FiguresLine).say(told)

    def on_definition_form_counted(self, message: Counted) -> None:
        """Show what the rows give."""
        self.query_one(FiguresLine).tell(message.before, message.now)

    # What a person does

    def action_take(self) -> None:
        """Return the definition, if it can be so."""
        values = self.read()
        if values is None:
            return
        try:
            self.dismiss(Definition(**values))
        except FieldRefusal as refusal:
            self.refuse(refusal)

    def action_leave(self) -> None:
        """Return nothing."""
        self.dismiss(None)

    def action_scroll_sentence(self, by: int) -> None:
        """Scroll the sentence, where it has more lines than there is room for."""
        self.query_one("#sentence").scroll_relative(y=by * _LINES, animate=False)
