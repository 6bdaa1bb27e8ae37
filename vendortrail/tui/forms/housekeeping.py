"""The forms for records about the records."""

from __future__ import annotations

from vendortrail.i18n import N_
from vendortrail.records.housekeeping import Disposition, Threshold
from vendortrail.records.values import Disposal
from vendortrail.thresholds import NAMES
from vendortrail.tui.forms.common import WHEN
from vendortrail.tui.forms.field import Field, Form
from vendortrail.tui.forms.typed import Known, Line, OneOf, Text, Whole

THRESHOLD = Form(
    Threshold,
    N_("How many days are too long, for everybody, a vendor or an agreement."),
    (
        Field("name", Known(named=NAMES), N_("What for."), required=True),
        Field("days", Whole(), N_("How many days; empty: switched off.")),
        WHEN,
    ),
    vendor=False,
)

DISPOSITION = Form(
    Disposition,
    N_("What was done about a finding. It stays in the history."),
    (
        Field("code", Line(), N_("The code of the finding, such as VT101."), required=True),
        Field("subject", Line(), N_("What the finding is about."), required=True),
        Field("disposal", OneOf(values=Disposal), N_("What was done."), required=True),
        Field("note", Text(), N_("What was said about it; to waive a finding, say why.")),
        WHEN,
    ),
)
