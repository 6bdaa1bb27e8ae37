"""A note that was typed and not recorded, with the day from which its days count."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from vendortrail.service import Workspace
from vendortrail.service.drafting import Drafts

_LINE, _DAY = "line", "day"


class Unrecorded(NamedTuple):
    """A line, and the day on which it was typed: “yesterday” is the day before that."""

    line: str
    day: date


class NoteDraft:
    """The draft of a note about one vendor (an identity), or about any (None)."""

    def __init__(self, workspace: Workspace, vendor: int | None) -> None:
        self._drafts = Drafts(workspace)
        self._name = f"note-{vendor or 0}"

    def load(self) -> Unrecorded | None:
        """Return what was kept; None where nothing was, or nothing that can be read."""
        kept = self._drafts.load(self._name)
        line, day = kept.get(_LINE), kept.get(_DAY)
        if not isinstance(line, str) or not isinstance(day, str):
            return None
        try:
            return Unrecorded(line, date.fromisoformat(day))
        except ValueError:
            return None

    def keep(self, unrecorded: Unrecorded) -> None:
        """Keep a note.

        Raises:
            StorageFailure: it could not be written; what was kept before is still there.
        """
        line, day = unrecorded
        self._drafts.save(self._name, {_LINE: line, _DAY: day.isoformat()})

    def drop(self) -> None:
        """Forget it.

        Raises:
            StorageFailure: the file cannot be removed.
        """
        self._drafts.drop(self._name)
