"""What cannot have happened yet is not recorded as done."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from vendortrail.i18n import N_
from vendortrail.occurred import parse
from vendortrail.records.dealings import Touchpoint, Usage
from vendortrail.records.promised import (
    CloseOut,
    Delivery,
    Payment,
    PromiseOutcome,
    TermAnswer,
    TermProposal,
)
from vendortrail.records.record import Draft, Payload
from vendortrail.records.values import Course
from vendortrail.refusal import FieldRefusal

_AHEAD: Mapping[type[Payload], str] = {
    Touchpoint: N_("{day} is still ahead: a touchpoint to come is recorded as planned"),
    Delivery: N_(
        "{day} is still ahead: a delivery is recorded once it is reported; until then it is a "
        "promise, with that day as its due day"
    ),
    Payment: N_(
        "{day} is still ahead: a payment is recorded once it is made; until then it is a promise "
        "of ours, with that day as its due day"
    ),
    PromiseOutcome: N_(
        "{day} is still ahead: that a promise is kept or broken is recorded once it is so"
    ),
    TermProposal: N_("{day} is still ahead: a proposal is recorded once it is made"),
    TermAnswer: N_(
        "{day} is still ahead: an answer is recorded once it is given; what is accepted may hold "
        "from a later day"
    ),
    CloseOut: N_("{day} is still ahead: a closing act is recorded once both sides agreed to it"),
}


def possible(drafts: Iterable[Draft[Payload]], today: date) -> Iterator[Draft[Payload]]:
    """Yield the drafts, up to one that says that something took place on a day after today.

    Raises:
        FieldRefusal: one does, and is not a touchpoint that is planned or was cancelled; or one
            says what was used in a month to come.
    """
    now = today.isoformat()
    for draft in drafts:
        if draft.occurred > now and type(draft.payload) in _AHEAD:
            _check(draft, today)
        if isinstance(draft.payload, Usage) and draft.payload.month > f"{today:%Y-%m}":
            raise FieldRefusal("month", N_("{month} is still ahead"), month=draft.payload.month)
        yield draft


def _check(draft: Draft[Payload], today: date) -> None:
    payload = draft.payload
    done = not isinstance(payload, Touchpoint) or payload.course is Course.HELD
    if done and parse(draft.occurred).first > today:
        raise FieldRefusal("occurred", _AHEAD[type(payload)], day=draft.occurred)
