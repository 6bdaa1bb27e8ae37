"""A form before anything is typed into it: its fields, and what stands in them from the start."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from msgspec.structs import replace

from vendortrail.i18n import N_
from vendortrail.records.parties import Agreement, Vendor
from vendortrail.records.promised import Delivery
from vendortrail.records.record import Payload, Record
from vendortrail.tui.forms.catalogue import FORMS
from vendortrail.tui.forms.field import (
    AGREEMENT,
    EVIDENCE,
    OCCURRED,
    PRIVATE,
    REASON,
    TABLE_FILE,
    TAKEN_BACK,
    VENDOR,
    Field,
    File,
    Form,
    Rows,
)
from vendortrail.tui.forms.named import Named
from vendortrail.tui.forms.place import Place
from vendortrail.tui.forms.typed import Raw, Text, Tick
from vendortrail.tui.recording import Asked

if TYPE_CHECKING:
    from vendortrail.service import Trail

_PRIVATE = Field(
    PRIVATE, Tick(), N_("Private: no paper that is made for the vendor ever has it."), True
)
_EVIDENCE = Field(
    EVIDENCE,
    Rows(
        fields=(Field("path", File(), called=N_("file")),),
        made=lambda rows: tuple(row["path"] for row in rows),
        taken_apart=lambda paths: [{"path": path} for path in paths],
    ),
    N_("Files that prove it, one a line; a copy of each is kept in the workspace."),
    called=N_("evidence"),
)
_REASON = Field(REASON, Text(), N_("Why the record is wrong."), required=True)
_TAKEN_BACK = Field(
    TAKEN_BACK,
    Tick(),
    N_("It should not have been written down at all: nothing takes its place."),
    called=N_("take it back"),
)


@dataclass
class Blank:
    """A form for what was asked.

    Attributes:
        name: under which its draft is kept.
        about: what the form is for (a msgid).
        fields: what it asks for, in order.
        filled: what stands in its fields from the start, beside their defaults.
        place: where it is filled in.
        corrects: the record that it corrects, as it stands now.
        kind: what it makes.
        asked_first: the fields of which the first empty one gets the cursor.
        said: the fields that were filled by what was asked, which no draft is to change.
    """

    name: str
    about: str
    fields: tuple[Field, ...]
    place: Place
    corrects: Record[Payload] | None = None
    kind: type[Payload] = Vendor
    filled: dict[str, Raw] = field(default_factory=dict)
    asked_first: tuple[str, ...] = ()
    said: tuple[str, ...] = ()

    @classmethod
    def of(cls, asked: Asked, trail: Trail) -> Blank:
        """Return the form for what was asked."""
        form = FORMS[asked.kind]
        if asked.corrects is not None:
            return cls._correcting(form, asked.corrects, trail)
        place = Place(trail, None if form.vendor is None else asked.vendor)
        fields = (*_subject(form), *form.fields, _PRIVATE, _EVIDENCE)
        blank = cls(
            f"{asked.kind}-{asked.vendor or 0}",
            form.about,
            fields,
            place,
            kind=form.kind,
            asked_first=tuple(
                it.name for it in fields if it.required or it.name not in (VENDOR, AGREEMENT)
            ),
        )
        if place.vendor is not None:
            blank.filled[VENDOR] = place.name(place.speaking(place.vendor))
        if form.agreement is not None:
            blank.filled[AGREEMENT] = place.only_agreement()
        agreement = asked.agreement
        if asked.finding is not None:
            finding = asked.finding
            blank.name = f"{asked.kind}-{finding.code}-{finding.key}"
            blank.filled |= {"code": finding.code, "subject": finding.key}
            agreement = finding.agreement
        if agreement is not None:
            place.agreement = agreement
            blank.filled[AGREEMENT] = place.name(place.speaking(agreement))
        if asked.said:
            blank.name = f"{asked.kind}-{asked.vendor or 0}-{' '.join(asked.said)}"
            blank.said = tuple(asked.said)
            for it in fields:
                if it.name in asked.said:
                    blank.filled[it.name] = it.typed.write(asked.said[it.name], place)
        return blank

    @classmethod
    def _correcting(cls, form: Form, wrong: Record[Payload], trail: Trail) -> Blank:
        was = trail.versions(wrong.identity)[-1]
        place = Place(trail, *was.subject)
        own = tuple(it for it in form.fields if not _is_of_table(it, was.payload))
        blank = cls(
            f"correction-{was.identity}",
            form.about,
            (_REASON, _TAKEN_BACK, *own, _PRIVATE),
            place,
            corrects=was,
            kind=form.kind,
            asked_first=(REASON,),
        )
        for it in own:
            value = was.occurred if it.name == OCCURRED else getattr(was.payload, it.name)
            blank.filled[it.name] = it.typed.write(value, place)
        blank.filled[PRIVATE] = was.private
        return blank

    @property
    def raws(self) -> Mapping[str, Raw]:
        """What stands in every field from the start."""
        return {it.name: self.filled.get(it.name, it.empty) for it in self.fields}

    def lasting(self, raws: Mapping[str, Raw]) -> Mapping[str, Raw]:
        """Return what is typed as it will mean the same another day."""
        return {it.name: it.lasting(raws[it.name], self.place) for it in self.fields}

    def payload(self, values: Mapping[str, Any]) -> Payload:
        """Return what is to be recorded, from what was meant in the fields.

        Raises:
            FieldRefusal: it cannot be so.
        """
        own = {name: it for name, it in values.items() if name in self.kind.__struct_fields__}
        if self.corrects is None:
            return self.kind(**own)
        # A record may say more than its form can show: what nobody changed stays as it is.
        for it in self.fields:
            if it.name in own and own[it.name] == it.read(self.raws[it.name], self.place):
                del own[it.name]
        return replace(self.corrects.payload, **own)


def _subject(form: Form) -> tuple[Field, ...]:
    """Return the fields that say which vendor and agreement it is about."""
    vendor = Field(VENDOR, Named(kind=Vendor), N_("Which vendor."), required=bool(form.vendor))
    agreement = Field(
        AGREEMENT,
        Named(kind=Agreement),
        N_("Which agreement."),
        required=bool(form.agreement),
    )
    fields = []
    if form.vendor is not None:
        fields.append(vendor)
    if form.agreement is not None:
        fields.append(agreement)
    return tuple(fields)


def _is_of_table(it: Field, payload: Payload) -> bool:
    """Say whether a correction leaves a field alone, because a kept table says it."""
    has_table = isinstance(payload, Delivery) and payload.table is not None
    return it.name == TABLE_FILE or (has_table and it.name == "outcomes")
