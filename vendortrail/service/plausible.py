"""What cannot have happened yet is not recorded as done."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from vendortrail.i18n import N_
from vendortrail.occurred import parse
from vendortrail.records.dealings import Touchpoint
from vendortrail.records.promised import Delivery, Payment, PromiseOutcome
from vendortrail.records.record import Draft, Payload
from vendortrail.records.values import Course
from vendortrail.refusal import FieldRefusal

_DONE = (Touchpoint, Delivery, Payment, PromiseOutcome)


def possible(drafts: Iterable[Draft[Payload]], today: date) -> Iterator[Draft[Payload]]:
    """Yield the drafts, up to one that says that something took place on a day after today.

    Raises:
        FieldRefusal: one does, and is not a touchpoint that is planned or was cancelled.
    """
    now = today.isoformat()
    for draft in drafts:
        if draft.occurred > now and isinstance(draft.payload, _DONE):
            _check(draft, today)
        yield draft


def _check(draft: Draft[Payload], today: date) -> None:
    payload = draft.payload
    done = not isinstance(payload, Touchpoint) or payload.course is Course.HELD
    if done and parse(draft.occurred).first > today:
        raise FieldRefusal(
            "occurred",
            N_("{day} is still ahead: a touchpoint to come is recorded as planned"),
            day=draft.occurred,
        )
