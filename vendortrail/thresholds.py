"""How long is too long: the thresholds that detectors measure by, in days."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from vendortrail.i18n import N_, _
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

#: What each is called, for a person to read.
NAMES: Mapping[str, str] = {
    Limit.SILENCE: N_("silence"),
    Limit.RETURNED: N_("returned after silence"),
    Limit.UNANSWERED: N_("unanswered"),
    Limit.NOT_CHASED: N_("not chased"),
    Limit.ABANDONED: N_("abandoned"),
    Limit.NO_CLOSE_OUT: N_("no close-out"),
    Limit.PENDING: N_("proposal pending"),
    Limit.OVERDUE: N_("overdue"),
}

#: What is too long about each, for a person to read behind its days; without a full stop.
MEANINGS: Mapping[Limit, str] = {
    Limit.SILENCE: N_("neither side has said a word for longer (VT301)"),
    Limit.RETURNED: N_("the vendor speaks again after it has said nothing for longer (VT305)"),
    Limit.UNANSWERED: N_("a reply that was asked for has not come for longer (VT302, VT303)"),
    Limit.NOT_CHASED: N_("the vendor owes a word, and we have not asked for it for longer (VT311)"),
    Limit.ABANDONED: N_("nothing has been done about an unfinished segment for as long (VT101)"),
    Limit.NO_CLOSE_OUT: N_(
        "an agreement has been over for as long, and nobody has closed it (VT103)"
    ),
    Limit.PENDING: N_("a proposed term has waited as long to be settled (VT203)"),
    Limit.OVERDUE: N_("a segment is past its due day by as much (VT102)"),
}


def name(limit: str) -> str:
    """Return what a threshold is called for a person to read; its own name where it has none."""
    return _(NAMES[limit]) if limit in NAMES else limit


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
