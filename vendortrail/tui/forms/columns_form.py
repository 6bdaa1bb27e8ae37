"""Which column of a table has what: proposed, shown with the first rows, and confirmed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, ClassVar, Final

from msgspec.structs import replace
from textual import work
from textual.app import ComposeResult
from textual.containers import ScrollableContainer
from textual.content import Content
from textual.message import Message
from textual.widgets import Static

from vendortrail.cleaning import one_line
from vendortrail.i18n import N_, _
from vendortrail.importers.sheet import Sheet
from vendortrail.importers.shown_columns import listed
from vendortrail.importers.table import columns
from vendortrail.importers.table.columns import FIELDS, REQUIRED, Columns
from vendortrail.importers.table.days import Order
from vendortrail.refusal import FieldRefusal, Refusal
from vendortrail.tui.commands import shown
from vendortrail.tui.forms.field import Field, Rows
from vendortrail.tui.forms.field_row import FieldRow
from vendortrail.tui.forms.fields_form import FieldsForm
from vendortrail.tui.forms.first_rows import first_rows
from vendortrail.tui.forms.place import Place
from vendortrail.tui.forms.typed import Known, Line, Option, Raw, matching
from vendortrail.tui.work import failures_posted

_SHOWN_ROWS: Final = 5
_DAYS: Final = "days"
_VALUES: Final = "values"
_ORDERS: Final = {order.value: order.like for order in Order} | {"": "–"}
# What the fields of a row are called that are no fields of a record.
_CALLED: Final[Mapping[str, str]] = {
    "day": N_("day"),
    "time": N_("hour"),
    "person": N_("person"),
    "currency": N_("currency"),
    "signed": N_("signed on"),
    "items": N_("items"),
}
_HELP: Final = N_("A column of the table; or = and what it is in every row, such as = call.")


class FromTable(Line, frozen=True, kw_only=True):
    """A column with one of these headers, or, behind an equals sign, a text for every row."""

    of_list: ClassVar[bool] = True

    headers: tuple[str, ...]

    def read(self, raw: Raw, place: Place) -> str:
        text = super().read(raw, place)
        if text and text not in self.headers and not text.startswith("="):
            raise Refusal(
                N_(
                    "there is no column “{column}”; the columns are {columns}; "
                    "for the same in every row, write = before it"
                ),
                column=text,
                columns=listed(self.headers),
            )
        return text

    def options(self, raw: Raw, place: Place) -> Sequence[Option]:  # noqa: ARG002
        return matching(str(raw), [Option(it) for it in self.headers if it])


class ColumnsForm(FieldsForm[Columns | None]):
    """Shows how a table would be read, to be corrected; returns that once it is confirmed.

    Args:
        sheet: the table.
        proposed: how it would be read.
        known: whether a person settled that before.
        place: where the form is filled in.
    """

    BINDINGS: ClassVar = [
        shown(
            "confirm",
            "ctrl+s",
            N_("Confirm"),
            N_("read the table like this; nothing is recorded yet"),
        ),
        shown("back", "escape", N_("Back"), N_("go back to the form")),
    ]

    class Decided(Message):
        """The whole table was looked at for the order of its days."""

        def __init__(self, told: Columns) -> None:
            super().__init__()
            self.told = told

    def __init__(self, sheet: Sheet, proposed: Columns, place: Place, *, known: bool) -> None:
        super().__init__()
        self._sheet = sheet
        self._proposed = proposed
        self._place = place
        self._known = known
        self._busy = False

    def compose(self) -> ComposeResult:
        shown_rows = columns.first_rows(self._sheet, _SHOWN_ROWS)
        yield from self.panel(
            one_line(self._sheet.path.name),
            _fields(self._sheet, self._proposed),
            self._place,
            Static(Content(self._introduction()), id="introduction"),
            ScrollableContainer(
                Static(first_rows(self._sheet.headers, shown_rows)),
                id="first-rows",
                can_focus=False,
            ),
        )

    def _introduction(self) -> str:
        if self._known:
            return _("A table with these columns was read like this before. Is it right?")
        return _("This is how the columns would be read. Complete it, then confirm with ctrl+s.")

    def on_mount(self) -> None:
        told = self._proposed
        fixed = {name: f"= {value}" for name, value in told.fixed.items()}
        raws: dict[str, Raw] = dict.fromkeys(FIELDS[told.kind], "")
        raws |= {**fixed, **told.columns}
        raws[_DAYS] = str(told.days or "")
        raws[_VALUES] = [{"text": text, "means": it} for text, it in told.values.items()]
        self.fill(raws)
        self.call_after_refresh(self._begin)

    def _begin(self) -> None:
        """Begin where something is missing."""
        rows = list(self.query(FieldRow))
        missing = (it for it in rows if it.field.required and not it.raw)
        next(missing, rows[0]).begin()

    def action_confirm(self) -> None:
        """Return the columns, once the order of the days is known."""
        values = self.read()
        if values is None or self._busy:
            return
        self.announce("")
        told = _columns(self._proposed, values, self._sheet.headers)
        if told.days is None:
            self._busy = True
            self._decide(told)
        else:
            self._leave_with(told)

    @work(thread=True)
    def _decide(self, told: Columns) -> None:
        with failures_posted(self):
            self.post_message(self.Decided(columns.decide_days(self._sheet, told)))

    def on_columns_form_decided(self, message: Decided) -> None:
        """Return the columns, if the table itself tells the order of its days."""
        self._busy = False
        self._leave_with(message.told)

    def failed(self, refusal: Refusal) -> None:
        self._busy = False
        super().failed(refusal)

    def _leave_with(self, told: Columns) -> None:
        try:
            columns.check(self._sheet, told)
        except FieldRefusal as refusal:
            self.refuse(refusal)
        else:
            self.dismiss(told)

    def action_back(self) -> None:
        """Confirm nothing."""
        self.dismiss(None)


def _fields(sheet: Sheet, told: Columns) -> Iterator[Field]:
    column = FromTable(headers=sheet.headers)
    for name in FIELDS[told.kind]:
        required = name in REQUIRED[told.kind]
        yield Field(name, column, _HELP, required=required, called=_CALLED.get(name, ""))
    yield Field(
        _DAYS,
        Known(named=_ORDERS),
        N_("How days are written in the table; 0: as the whole column tells."),
        "",
        called=N_("days are like"),
    )
    yield Field(
        _VALUES,
        Rows(
            fields=(
                Field("text", Line(), required=True, called=N_("in the table")),
                Field("means", Line(), required=True, called=N_("means")),
            ),
            made=lambda rows: {it["text"]: it["means"] for it in rows},
            taken_apart=lambda values: [{"text": it, "means": values[it]} for it in values],
        ),
        N_("What words of the table mean, where it is not plain: inb. means incoming."),
        called=N_("words"),
    )


def _columns(proposed: Columns, values: Mapping[str, Any], headers: Sequence[str]) -> Columns:
    """Return what was settled of a table with these headers."""
    typed = {name: values[name] for name in FIELDS[proposed.kind] if values[name]}
    fixed = {name: it for name, it in typed.items() if it not in headers}
    return replace(
        proposed,
        columns={name: it for name, it in typed.items() if name not in fixed},
        fixed={name: it.removeprefix("=").strip() for name, it in fixed.items()},
        days=Order(values[_DAYS]) if values[_DAYS] else None,
        values=values[_VALUES],
    )
