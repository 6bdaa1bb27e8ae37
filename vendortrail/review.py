"""The review of one vendor: every finding as of a day, and what was done about each."""

from __future__ import annotations

from datetime import date

from msgspec import Struct

from vendortrail.detectors import DETECTORS
from vendortrail.findings import Finding
from vendortrail.records.history import History
from vendortrail.records.housekeeping import Disposition
from vendortrail.records.record import Record
from vendortrail.records.values import Disposal
from vendortrail.thresholds import Thresholds

_CLOSING = (Disposal.RESOLVED, Disposal.WAIVED)


class Reviewed(Struct, frozen=True):
    """A finding, and the last thing that a person did about it."""

    finding: Finding
    disposition: Record[Disposition] | None = None

    @property
    def is_open(self) -> bool:
        """True until somebody resolves or waives it."""
        return self.disposition is None or self.disposition.payload.disposal not in _CLOSING


class Review(Struct, frozen=True):
    """The findings about a vendor as of ``today``, the gravest and then the oldest first.

    ``history`` is the part of the history that had happened by then.
    """

    history: History
    today: date
    findings: tuple[Reviewed, ...]

    @property
    def open(self) -> tuple[Finding, ...]:
        """The findings that nobody has resolved or waived."""
        return tuple(reviewed.finding for reviewed in self.findings if reviewed.is_open)


def review(history: History, today: date, thresholds: Thresholds | None = None) -> Review:
    """Return what is wrong as of a day, by all that the history knows of it.

    A disposition speaks of what was there when it was made: a problem of the same kind that began
    after it, such as a segment left again, is open again. Without ``thresholds``, those on record.
    """
    by_then = history.as_of(today)
    measured = thresholds or Thresholds(history)
    found = [finding for detector in DETECTORS for finding in detector(by_then, today, measured)]
    found.sort(key=lambda finding: (finding.severity.rank, finding.since, finding.code))
    done = {
        (disposition.payload.code, disposition.payload.subject): disposition
        for disposition in by_then.of(Disposition)
    }
    return Review(by_then, today, tuple(_reviewed(finding, done) for finding in found))


def _reviewed(finding: Finding, done: dict[tuple[str, str], Record[Disposition]]) -> Reviewed:
    disposition = done.get((finding.code, finding.key))
    if disposition is None or disposition.day < finding.since:
        return Reviewed(finding)
    return Reviewed(finding, disposition)
