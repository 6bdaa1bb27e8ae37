"""How long is too long: the thresholds that detectors measure by, in days."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from vendortrail.records.history import History
from vendortrail.records.housekeeping import Threshold


class Limit(StrEnum):
    """What a threshold is for; the value is its name in records and on the command line."""

    SILENCE = "silence"
    RETURNED = "returned"
    UNANSWERED = "unanswered"
    NOT_CHASED = "not-chased"
    ABANDONED = "abandoned"
    NO_CLOSE_OUT = "no-close-out"
    PENDING = "pending"
    OVERDUE = "overdue"


# Chosen for monthly billed services; every one of them can be set, or switched off.
DEFAULTS: Mapping[Limit, int | None] = {
    Limit.SILENCE: 30,
    Limit.RETURNED: 90,
    Limit.UNANSWERED: 7,
    Limit.NOT_CHASED: 14,
    Limit.ABANDONED: 30,
    Limit.NO_CLOSE_OUT: 30,
    Limit.PENDING: 14,
    Limit.OVERDUE: 1,
}


class Thresholds:
    """The thresholds of one vendor: the nearest says, of agreement, vendor, workspace, default.

    A threshold is a count of days, or None where it is off.
    """

    def __init__(self, history: History) -> None:
        self._set = {
            (record.payload.name, record.vendor, record.agreement): record.payload.days
            for record in history.of(Threshold)
        }
        self._vendor = history.vendor

    def days(self, limit: Limit, agreement: int | None = None) -> int | None:
        """Return the threshold in days, for the vendor or for one agreement of it; None: off."""
        for place in ((self._vendor, agreement), (self._vendor, None), (None, None)):
            if (limit, *place) in self._set:
                return self._set[limit, *place]
        return DEFAULTS[limit]
