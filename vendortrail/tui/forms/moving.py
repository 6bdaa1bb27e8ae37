"""Whose vendor and agreement a form is about, as the person types it."""

from __future__ import annotations

from typing import Any

from vendortrail.refusal import Refusal
from vendortrail.tui.forms.field import AGREEMENT, VENDOR
from vendortrail.tui.forms.field_row import FieldRow
from vendortrail.tui.forms.fields_form import FieldsForm
from vendortrail.tui.forms.place import Place


def move(form: FieldsForm[Any], place: Place, row: FieldRow) -> None:
    """Let the other fields of a form know which vendor or agreement was typed into one of them.

    What cannot be read moves nothing, and nor does any other field. A vendor's only agreement is
    typed for the person.
    """
    name = row.field.name
    if name not in (VENDOR, AGREEMENT):
        return
    try:
        identity = row.field.read(row.raw, place)
    except Refusal:
        return
    if name == AGREEMENT:
        place.agreement = identity
    elif place.vendor != identity:
        place.vendor = identity
        place.agreement = None
        agreement = form.row(AGREEMENT)
        if agreement is not None:
            agreement.fill(place.only_agreement())
