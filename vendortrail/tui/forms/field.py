"""What a form is made of: its fields, and how they become a record."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any, ClassVar

from msgspec import Struct

from vendortrail.i18n import N_, _
from vendortrail.records.record import Payload
from vendortrail.refusal import FieldRefusal, Refusal
from vendortrail.tui import words
from vendortrail.tui.forms.dated import When
from vendortrail.tui.forms.place import Place
from vendortrail.tui.forms.typed import Option, Raw, Typed

# What lies beside what a record says of its own; the form itself knows what to do with it.
VENDOR = "vendor"
AGREEMENT = "agreement"
OCCURRED = "occurred"
PRIVATE = "private"
EVIDENCE = "evidence"
REASON = "reason"
TAKEN_BACK = "taken_back"
TABLE_FILE = "table_file"


class Field(Struct, frozen=True):
    """One field of a form.

    ``name`` is that of the record's field, ``default`` what stands in it at first, ``help`` a
    msgid; so is ``called``, where the field is called other than in the trail. A ``required`` field
    is refused while nothing is typed.
    """

    name: str
    typed: Typed
    help: str = ""
    default: Raw | None = None
    required: bool = False
    called: str = ""

    @property
    def label(self) -> str:
        """What it is called, in the person's language."""
        return _(self.called) if self.called else words.field(self.name)

    @property
    def empty(self) -> Raw:
        """What it holds before anything is typed."""
        if self.default is None:
            return self.typed.empty
        # A day is typed in the person's language.
        return _(str(self.default)) if isinstance(self.typed, When) else self.default

    def lasting(self, raw: Raw, place: Place) -> Raw:
        """Return what was typed as it will mean the same tomorrow: a day without “today” in it."""
        if isinstance(self.typed, When):
            with suppress(Refusal):
                return self.typed.read(raw, place)
        return raw

    def read(self, raw: Raw, place: Place) -> Any:
        """Return what was meant.

        Raises:
            FieldRefusal: of this field, whatever was refused in it.
        """
        try:
            value = self.typed.read(raw, place)
        except Refusal as refusal:
            raise FieldRefusal(self.name, refusal.message, **refusal.places) from refusal
        if self.required and value in (None, "", ()):
            raise FieldRefusal(self.name, N_("this may not be empty"))
        return value


class Rows(Typed, frozen=True, kw_only=True):
    """Any number of rows of several fields each; ``made`` makes a value of the rows.

    A row in which nothing is typed is none.
    """

    empty: ClassVar[Raw] = []
    at_once: ClassVar[bool] = True

    fields: tuple[Field, ...]
    made: Callable[[Sequence[Mapping[str, Any]]], object]
    taken_apart: Callable[[Any], Sequence[Mapping[str, Any]]]

    def read(self, raw: Raw, place: Place) -> object:
        return self.made(
            [
                {it.name: self._cell(it, number, row, place) for it in self.fields}
                for number, row in enumerate(filled(raw, self.fields), 1)
            ]
        )

    def _cell(
        self, column: Field, number: int, row: Mapping[str, str | bool], place: Place
    ) -> object:
        try:
            return column.read(row.get(column.name, column.empty), place)
        except FieldRefusal as refusal:
            if len(self.fields) == 1:
                raise
            raise Refusal(
                N_("row {number}, {column}: {reason}"),
                number=number,
                column=column.label,
                reason=refusal,
            ) from refusal

    def write(self, value: object, place: Place) -> Raw:
        rows: list[dict[str, str | bool]] = []
        for row in self.taken_apart(value):
            written = {it.name: it.typed.write(row[it.name], place) for it in self.fields}
            rows.append({name: it for name, it in written.items() if not isinstance(it, list)})
        return rows

    def told(self, value: object, place: Place) -> str:
        lines = []
        for row in self.taken_apart(value):
            told = (it.typed.told(row[it.name], place) for it in self.fields)
            lines.append("; ".join(filter(None, told)))
        return "\n  ".join(filter(None, lines))


def filled(raw: Raw, fields: Sequence[Field]) -> list[dict[str, str | bool]]:
    """Return the rows in which something is typed."""
    rows = raw if isinstance(raw, list) else []
    return [row for row in rows if any(row.get(it.name, it.empty) != it.empty for it in fields)]


class File(Typed, frozen=True, kw_only=True):
    """The path of a file that is there; the value is None where nothing was typed.

    With ``or_folder``, a folder will do.
    """

    or_folder: bool = False

    def read(self, raw: Raw, place: Place) -> Path | None:  # noqa: ARG002
        if not str(raw).strip():
            return None
        path = Path(str(raw).strip()).expanduser()
        if self.or_folder and path.is_dir():
            return path
        if not path.is_file():
            raise Refusal(N_("there is no file {path}"), path=path)
        return path

    def write(self, value: object, place: Place) -> Raw:  # noqa: ARG002
        return str(value)

    def options(self, raw: Raw, place: Place) -> Sequence[Option]:  # noqa: ARG002
        typed = Path(str(raw)).expanduser()
        folder = typed if str(raw).endswith("/") else typed.parent
        start = "" if str(raw).endswith("/") else typed.name
        try:
            found = sorted(folder.iterdir())
        except OSError:
            return ()
        return [
            Option(f"{it}/" if it.is_dir() else str(it), it.name)
            for it in found
            if it.name.startswith(start) and (start.startswith(".") or not it.name.startswith("."))
        ]


class Form(Struct, frozen=True):
    """A form for one kind of record: a title and an explanation (msgids), and its fields.

    ``vendor`` and ``agreement`` say whether it asks for them: None if not, else whether it must.
    """

    kind: type[Payload]
    about: str
    fields: tuple[Field, ...]
    vendor: bool | None = True
    agreement: bool | None = False
