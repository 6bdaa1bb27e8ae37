"""Records about the records: thresholds, dispositions, corrections."""

from __future__ import annotations

import re

from msgspec import Struct

from vendortrail.i18n import N_
from vendortrail.records import checks
from vendortrail.records.values import Disposal
from vendortrail.refusal import FieldRefusal


class Threshold(Struct, frozen=True, omit_defaults=True, tag_field="kind", tag="threshold"):
    """A threshold in days, for the workspace, a vendor or an agreement; no days: it is off."""

    name: str
    days: int | None = None

    def __post_init__(self) -> None:
        """Refuse a threshold without a name or of less than a day."""
        checks.said("name", self.name)
        if self.days is not None:
            checks.at_least("days", self.days, 1)


class Disposition(Struct, frozen=True, omit_defaults=True, tag_field="kind", tag="disposition"):
    """What a person did about a finding, named by its code and its subject, the finding's key."""

    code: str
    subject: str
    disposal: Disposal
    note: str = ""

    @property
    def about(self) -> int | None:
        """The identity of what the finding is about, where its key is one."""
        return int(self.subject) if self.subject.isdecimal() else None

    def __post_init__(self) -> None:
        """Refuse a code that is none, and a waiver without a reason."""
        if not re.fullmatch("VT[0-9]{3}", self.code):
            raise FieldRefusal(
                "code", N_("“{code}” is not the code of a finding, such as VT101"), code=self.code
            )
        if self.disposal is Disposal.WAIVED and not self.note.strip():
            raise FieldRefusal("note", N_("to waive a finding, say why"))


class Correction(Struct, frozen=True, omit_defaults=True, tag_field="kind", tag="correction"):
    """The record that is superseded was recorded in error, and nothing takes its place.

    A mistake that has a right version is corrected by a record of the same kind instead.
    """
