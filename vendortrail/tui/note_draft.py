"""A note that was typed and not recorded, with the day from which its days count."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from vendortrail.service.drafting import Typed

_LINE, _DAY = "line", "day"


class Unrecorded(NamedTuple):
    """A line, and the day on which it was typed: “yesterday” is the day before that."""

    line: str
    day: date

    @classmethod
    def of(cls, kept: Mapping[str, Typed]) -> Unrecorded | None:
        """Return the note that a draft holds; None where it holds none that can be read."""
        line, day = kept.get(_LINE), kept.get(_DAY)
        if not isinstance(line, str) or not isinstance(day, str):
            return None
        try:
            return cls(line, date.fromisoformat(day))
        except ValueError:
            return None

    def kept(self) -> Mapping[str, Typed]:
        """Return it as a draft holds it."""
        return {_LINE: self.line, _DAY: self.day.isoformat()}
