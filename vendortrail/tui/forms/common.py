"""The fields that many forms have."""

from __future__ import annotations

from typing import Final

from vendortrail.i18n import N_
from vendortrail.records.values import Side
from vendortrail.tui.forms.dated import When
from vendortrail.tui.forms.field import OCCURRED, Field
from vendortrail.tui.forms.typed import OneOf, Text

TODAY: Final = N_("today")
WHEN: Final = Field(
    OCCURRED,
    When(),
    N_(
        "When it happened: 14.11.2025, 14 Nov 15:30, yesterday, March 2025, about 10 Nov, before "
        "5 May, between 3 and 5 May."
    ),
    TODAY,
)
NOTE: Final = Field("note", Text(), N_("Anything else that is worth keeping."))
BY: Final = Field("by", OneOf(values=Side), N_("Which side."), required=True)
