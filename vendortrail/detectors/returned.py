"""VT305: returned after silence."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from msgspec import Struct

from vendortrail.contact import gaps, known
from vendortrail.coverage import coverage
from vendortrail.findings import Finding, Severity
from vendortrail.patience import patience
from vendortrail.records.history import History
from vendortrail.records.values import Side
from vendortrail.sentences import count
from vendortrail.thresholds import Limit, Thresholds
from vendortrail.words import words


def returned(history: History, today: date, thresholds: Thresholds) -> Iterable[Finding]:
    """VT305: the vendor speaks again after more than ``Limit.RETURNED`` days without its word.

    It is the vendor's own silence that counts: what we said meanwhile does not shorten it. Where
    silence is off for every agreement in force, nobody waited, and coming back is no return.

    Example: a new manager's mail of 2026-11-12 is the vendor's first word since 2025-11-14. Look up
    what was agreed and what was left undone before answering.

    Severity: medium.
    """
    for back in returns(history, today, thresholds):
        yield Finding(
            code="VT305",
            severity=Severity.MEDIUM,
            vendor=history.vendor,
            agreement=back.agreement,
            key=f"{history.numbered(back.word).identity}",
            subject=f"{back.day}",
            since=back.day,
            days=back.days,
            message=count(
                "The vendor returned on {day}, after {count} day without its word",
                "The vendor returned on {day}, after {count} days without its word",
                back.days,
                day=back.day,
            ),
            evidence=(back.last_word, back.word),
        )


class Return(Struct, frozen=True):
    """A vendor that spoke again on a day, after so many days.

    ``last_word`` and ``word`` are the numbers of the words around its silence; ``agreement`` is the
    identity of the one whose threshold it outlasted.
    """

    day: date
    days: int
    last_word: int
    word: int
    agreement: int | None


def returns(history: History, today: date, thresholds: Thresholds) -> Iterator[Return]:
    """Yield every return of the vendor, chronologically."""
    silent = gaps(words(history, until=today, side=Side.VENDOR))
    covered = coverage(history)
    for gap in (part for whole in silent for part in known(whole, covered, today)):
        if gap.end is None or gap.before is None:
            continue
        awaited = patience(history, thresholds, Limit.SILENCE, gap.start, gap.end)
        allowed = patience(history, thresholds, Limit.RETURNED, gap.start, gap.end)
        days = gap.days(today)
        if awaited is not None and allowed is not None and days > allowed.days:
            yield Return(gap.end, days, gap.after, gap.before, allowed.agreement)
