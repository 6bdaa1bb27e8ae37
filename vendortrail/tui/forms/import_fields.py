"""What is asked about an import: the fields of its form, and what they come to."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Any, Final

from vendortrail.i18n import N_
from vendortrail.importers.table.columns import Kind
from vendortrail.records.parties import Vendor
from vendortrail.refusal import FieldRefusal
from vendortrail.tui.forms.dated import Day
from vendortrail.tui.forms.field import VENDOR, Field, File, Rows
from vendortrail.tui.forms.named import Named
from vendortrail.tui.forms.typed import Known, Texts
from vendortrail.tui.importing import Chosen, What

if TYPE_CHECKING:
    from vendortrail.service.sources import Period

WHAT: Final = "what"
_CORRESPONDING: Final = frozenset({What.MAIL, What.CALENDAR})
# Fields that only some importers have.
_ONLY: Final[Mapping[str, frozenset[What]]] = {
    "theirs": _CORRESPONDING,
    "ours": _CORRESPONDING,
    "covers_from": _CORRESPONDING | {What.TABLE},
    "covers_to": _CORRESPONDING | {What.TABLE},
    "rows": frozenset({What.TABLE}),
    "as_of": frozenset({What.TABLE}),
}
FIELDS: Final = (
    Field(
        WHAT,
        Known(
            named={
                What.MAIL: N_("mailbox"),
                What.CALENDAR: N_("calendar"),
                What.TABLE: N_("table"),
                What.OCDS: "OCDS",
            }
        ),
        N_(
            "Mailboxes and messages; .ics files; CSV, XLSX or ODS; open contracting data. A table "
            "of usage or of results has a form of its own."
        ),
        str(What.MAIL),
        called=N_("what it is"),
    ),
    Field(
        "rows",
        Known(
            named={
                Kind.TOUCHPOINTS: N_("touchpoints"),
                Kind.PAYMENTS: N_("payments"),
                Kind.CONTRACTS: N_("contracts"),
            }
        ),
        N_("What each row of the table is; contracts are a snapshot of a register."),
        str(Kind.TOUCHPOINTS),
        called=N_("its rows are"),
    ),
    Field(
        "paths",
        Rows(
            fields=(Field("path", File(or_folder=True), called=N_("file or folder")),),
            made=lambda rows: tuple(row["path"] for row in rows),
            taken_apart=lambda paths: [{"path": path} for path in paths],
        ),
        N_("Files and folders, one a line; the originals of what is taken are kept."),
        required=True,
        called=N_("file or folder"),
    ),
    Field(
        VENDOR,
        Named(kind=Vendor),
        N_("Whose dealings these are; contracts and open data may name their vendors themselves."),
    ),
    Field(
        "theirs",
        Texts(),
        N_(
            "Addresses and domains of the vendor beside those on record, for this import only, "
            "with semicolons between them."
        ),
        called=N_("vendor’s addresses"),
    ),
    Field(
        "ours",
        Texts(),
        N_("The same of ours; with any known, what others write is not ours."),
        called=N_("our addresses"),
    ),
    Field(
        "covers_from",
        Day(),
        N_("Since when the source has every word; empty: as far as what is in it tells."),
        called=N_("complete from"),
    ),
    Field("covers_to", Day(), N_("Until when it has every word."), called=N_("complete to")),
    Field(
        "as_of",
        Day(),
        N_("Of contracts: the day of which the register tells; empty: today."),
        called=N_("as of"),
    ),
)


def is_asked(name: str, what: What) -> bool:
    """Say whether an importer has a field."""
    return what in _ONLY.get(name, {what})


def meant(values: Mapping[str, Any]) -> Chosen:
    """Return what is to be imported, by what was meant in the fields; raises FieldRefusal."""
    as_of = values.get("as_of")
    return Chosen(
        What(values[WHAT]),
        values["paths"],
        values[VENDOR],
        values.get("theirs", ()),
        values.get("ours", ()),
        _covers(values.get("covers_from", ""), values.get("covers_to", "")),
        Kind(values.get("rows", Kind.TOUCHPOINTS)),
        date.fromisoformat(as_of) if as_of else None,
    )


def _covers(first: str, last: str) -> Period | None:
    from vendortrail.service.sources import Period

    if not first and not last:
        return None
    for name, day in (("covers_from", first), ("covers_to", last)):
        if not day:
            raise FieldRefusal(name, N_("say both days, or neither"))
    if first > last:
        raise FieldRefusal("covers_to", N_("it ends before it begins"))
    return Period(date.fromisoformat(first), date.fromisoformat(last))
