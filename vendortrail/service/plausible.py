"""What cannot have happened yet is not recorded as done."""

from __future__ import annotations

from datetime import date

from vendortrail.i18n import N_
from vendortrail.occurred import parse
from vendortrail.records.dealings import Touchpoint
from vendortrail.records.promised import Delivery, Payment, PromiseOutcome
from vendortrail.records.record import Draft, Payload
from vendortrail.records.values import Course
from vendortrail.refusal import FieldRefusal

_DONE = (Touchpoint, Delivery, Payment, PromiseOutcome)


def check(draft: Draft[Payload], today: date) -> Draft[Payload]:
    """Return the draft, unless it says that something took place on a day after today.

    Raises:
        FieldRefusal: it does, and is not a touchpoint that is planned or was cancelled.
    """
    payload = draft.payload
    if isinstance(payload, _DONE) and draft.occurred > today.isoformat():
        ahead = parse(draft.occurred).first > today
        held = not isinstance(payload, Touchpoint) or payload.course is Course.HELD
        if ahead and held:
            raise FieldRefusal(
                "occurred",
                N_("{day} is still ahead: a touchpoint to come is recorded as planned"),
                day=draft.occurred,
            )
    return draft
