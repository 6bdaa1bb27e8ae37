"""The form of every kind of record that is typed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from vendortrail.records.record import kind_name
from vendortrail.tui.forms import dealings, housekeeping, parties, promised
from vendortrail.tui.forms.field import Form

FORMS: Final[Mapping[str, Form]] = {
    kind_name(form.kind): form
    for form in (
        parties.VENDOR,
        parties.CONTACT,
        parties.DEPARTURE,
        parties.AGREEMENT,
        promised.SEGMENT,
        promised.PROPOSAL,
        promised.ANSWER,
        promised.QUESTION,
        promised.DELIVERY,
        promised.PROMISE,
        promised.PROMISE_OUTCOME,
        promised.PAYMENT,
        promised.CLOSE_OUT,
        dealings.TOUCHPOINT,
        dealings.EXPECTATION,
        dealings.PULSE,
        dealings.OFFER,
        dealings.CLAIM,
        dealings.USAGE,
        housekeeping.THRESHOLD,
        housekeeping.DISPOSITION,
    )
}
