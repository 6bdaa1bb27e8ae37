"""How the columns of a table of results are to be read: proposed, shown, and confirmed."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.containers import ScrollableContainer
from textual.content import Content
from textual.widgets import Static

from vendortrail.cleaning import one_line
from vendortrail.i18n import N_, _
from vendortrail.records.promised import Mapping, OutcomeName, only_rows
from vendortrail.refusal import FieldRefusal
from vendortrail.tui.commands import shown
from vendortrail.tui.forms.columns import Column, Columns
from vendortrail.tui.forms.field import Field, Rows
from vendortrail.tui.forms.field_row import FieldRow
from vendortrail.tui.forms.fields_form import FieldsForm
from vendortrail.tui.forms.first_rows import first_rows
from vendortrail.tui.forms.place import Place
from vendortrail.tui.forms.typed import Known, Line, Texts, Whole

if TYPE_CHECKING:
    from vendortrail.service.delivering import MappingProposal

_KEPT_AS_WRITTEN = ("delimiter", "encoding", "script_marks")


class MappingForm(FieldsForm[Mapping | None]):
    """Shows the first rows of a table and how they are read; returns that once it is confirmed.

    Args:
        path: the table's file.
        proposal: how it would be read.
        place: where the form is filled in.
    """

    BINDINGS: ClassVar = [
        shown("confirm", "ctrl+s", N_("Confirm"), N_("read the table like this and record it")),
        shown("back", "escape", N_("Back"), N_("go back to the form; nothing is recorded")),
    ]

    def __init__(self, path: Path, proposal: MappingProposal, place: Place) -> None:
        super().__init__()
        self._path = path
        self._proposal = proposal
        self._place = place

    def compose(self) -> ComposeResult:
        headers, first = self._proposal.headers, self._proposal.first_rows
        yield from self.panel(
            one_line(self._path.name),
            fields(headers),
            self._place,
            Static(Content(self._introduction()), id="introduction"),
            ScrollableContainer(
                Static(first_rows(headers, first)), id="first-rows", can_focus=False
            ),
        )

    def _introduction(self) -> str:
        if self._proposal.known:
            return _("A table with these columns was read like this before. Is it right?")
        if self._proposal.mapping is None:
            return _("Which column says how it ended? Complete it, then confirm with ctrl+s.")
        return _("This is how the columns would be read. Complete it, then confirm with ctrl+s.")

    def on_mount(self) -> None:
        for row in self.rows():
            value = getattr(self._proposal.mapping, row.field.name, None)
            row.fill(row.field.typed.write(value, self._place) if value else row.field.empty)
        self.call_after_refresh(self.query(FieldRow).first().begin)

    def action_confirm(self) -> None:
        """Return the mapping, if it can be so."""
        values = self.read()
        if values is None:
            return
        said = {name: value for name, value in values.items() if value is not None}
        proposed = self._proposal.mapping
        as_written = {it: getattr(proposed, it) for it in _KEPT_AS_WRITTEN} if proposed else {}
        try:
            self.dismiss(Mapping(**said, **as_written))
        except FieldRefusal as refusal:
            self.refuse(refusal)

    def action_back(self) -> None:
        """Confirm nothing."""
        self.dismiss(None)


def fields(headers: tuple[str, ...]) -> tuple[Field, ...]:
    """Return what is asked about a table with these headers."""
    column = Column(headers=headers)
    columns = Columns(headers=headers)
    return (
        Field(
            "outcome",
            column,
            N_("The column that says how it ended."),
            required=True,
            called=N_("outcome column"),
        ),
        Field("day", column, N_("The column with the day; empty: none."), called=N_("day column")),
        Field(
            "day_order",
            Known(named={"iso": "2026-11-16", "dmy": "16.11.2026", "mdy": "11/16/2026"}),
            N_("How its days are written."),
            "iso",
            called=N_("days are like"),
        ),
        Field(
            "seconds",
            column,
            N_("The column with the duration in seconds; empty: none."),
            called=N_("duration column"),
        ),
        Field(
            "short_under",
            Whole(),
            N_("A shorter call counts as not held, whatever its outcome says; 0: never."),
            "0",
            called=N_("too short under, s"),
        ),
        Field(
            "short_outcome",
            Line(),
            N_("What the outcome of such a short call is called."),
            "hang-up",
            called=N_("a short one is"),
        ),
        Field(
            "questions",
            columns,
            N_("The columns with the answers to questions, with semicolons between them."),
            called=N_("question columns"),
        ),
        Field(
            "key_questions",
            columns,
            N_("Which of them are the key questions, as the result definition means them."),
            called=N_("key questions"),
        ),
        Field(
            "open_marks",
            Texts(),
            N_("What stands in a cell when a question was asked and left open."),
            "-; ?",
            called=N_("left open"),
        ),
        Field(
            "script",
            column,
            N_("The column that says whether the script was followed; empty: none."),
            called=N_("script column"),
        ),
        Field(
            "only",
            Rows(
                fields=(
                    Field("column", column, required=True, called=N_("column")),
                    Field("value", Line(), called=N_("value")),
                ),
                made=lambda rows: only_rows((it["column"], it["value"]) for it in rows),
                taken_apart=lambda chosen: [
                    {"column": it.column, "value": value} for it in chosen for value in it.values
                ],
            ),
            N_("Which rows are this segment's, where the table has those of several."),
            called=N_("only rows with"),
        ),
        Field(
            "outcomes",
            Rows(
                fields=(
                    Field("value", Line(), required=True, called=N_("in the table")),
                    Field("outcome", Line(), required=True, called=N_("called here")),
                ),
                made=lambda rows: tuple(OutcomeName(it["value"], it["outcome"]) for it in rows),
                taken_apart=lambda named: [
                    {"value": it.value, "outcome": it.outcome} for it in named
                ],
            ),
            N_("What the values of the outcome column are called here, where that differs."),
            called=N_("other names"),
        ),
    )
