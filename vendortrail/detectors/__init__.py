"""The detectors: a pure function for every code of finding, in a module of its own."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date

from vendortrail.detectors.abandoned import abandoned
from vendortrail.detectors.drift import drift
from vendortrail.detectors.exposed import exposed
from vendortrail.detectors.interested_referral import interested_referral
from vendortrail.detectors.no_close_out import no_close_out
from vendortrail.detectors.not_better import not_better
from vendortrail.detectors.not_chased import not_chased
from vendortrail.detectors.overdue import overdue
from vendortrail.detectors.pending import pending
from vendortrail.detectors.promises import promises
from vendortrail.detectors.returned import returned
from vendortrail.detectors.silence import silence
from vendortrail.detectors.silent_change import silent_change
from vendortrail.detectors.unanswered import unanswered
from vendortrail.detectors.undefined import undefined
from vendortrail.detectors.unprepared import unprepared
from vendortrail.detectors.worse_on_return import worse_on_return
from vendortrail.findings import Finding
from vendortrail.records.history import History
from vendortrail.thresholds import Thresholds

#: Takes the history of one vendor as of today, today, and how long is too long.
Detector = Callable[[History, date, Thresholds], Iterable[Finding]]

DETECTORS: tuple[Detector, ...] = (
    abandoned,
    overdue,
    no_close_out,
    exposed,
    undefined,
    drift,
    pending,
    worse_on_return,
    silent_change,
    interested_referral,
    silence,
    unanswered,
    returned,
    promises,
    not_chased,
    unprepared,
    not_better,
)
