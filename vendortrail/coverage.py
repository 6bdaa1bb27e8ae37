"""Coverage: the time of which some source would know a word between the sides.

A trail that is kept by hand knows every word: whoever writes it is the source. Once something that
covers contact was imported about a vendor, a mailbox or a table of touchpoints, the trail is known
to rest on sources that begin and end, and only their periods count; a person may say of others that
nothing is missing in them (a receipt of the importer `BY_HAND`). Of the time between nothing is
known, and no silence is claimed. A vendor of which imports alone tell that cover nothing, contracts
or the meetings of a calendar, is not covered at all until somebody types the first word.

Sources less than a week apart are taken as one: archives by the month begin and end on days on
which somebody wrote, and no silence of less than a week is kept anyway.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta

from msgspec import Struct

from vendortrail.records.capture import Receipt
from vendortrail.records.dealings import Touchpoint
from vendortrail.records.history import History
from vendortrail.records.parties import Vendor

#: The importer of a receipt by which a person says that a period is covered.
BY_HAND = "hand"

_DAY = timedelta(days=1)
_WEEK = timedelta(days=7)


class Span(Struct, frozen=True):
    """Days, both included; without an end, `date.max` is the last."""

    first: date
    last: date


ALWAYS = (Span(date.min, date.max),)


def coverage(history: History) -> tuple[Span, ...]:
    """Return the covered time of a vendor, chronologically, in spans that do not touch."""
    receipts = (receipt.payload for receipt in history.of(Receipt))
    periods = [
        period
        for receipt in receipts
        if receipt.first
        for period in known_of(receipt.first, receipt.last, receipt.without)
    ]
    return () if not periods and _only_imported(history) else spans(periods)


def _only_imported(history: History) -> bool:
    """Return whether imports brought what there is of contact, or the vendor without any."""
    imported = [touchpoint.origin is not None for touchpoint in history.of(Touchpoint)]
    brought = history.named(history.vendor, Vendor).origin is not None
    return all(imported) and (brought or any(imported))


def known_of(
    first: str, last: str, without: Iterable[tuple[str, str]]
) -> Iterator[tuple[str, str]]:
    """Yield what of a receipt's period it knows, as periods of the same kind."""
    for begins, ends in without:
        yield first, str(date.fromisoformat(begins) - _DAY)
        first = str(date.fromisoformat(ends) + _DAY)
    yield first, last


def spans(periods: Iterable[tuple[str, str]]) -> tuple[Span, ...]:
    """Return the time of periods as receipts have them (YYYY-MM-DD, no last day: open), merged.

    Those less than a week apart are one. `ALWAYS` where there are none.
    """
    told = sorted((date.fromisoformat(first), _last(last)) for first, last in periods)
    if not told:
        return ALWAYS
    found: list[Span] = []
    for first, last in told:
        if found and first - found[-1].last < _WEEK:
            found[-1] = Span(found[-1].first, max(found[-1].last, last))
        else:
            found.append(Span(first, last))
    return tuple(found)


def parts(
    covered: Sequence[Span], first: date, last: date | None, today: date
) -> Iterator[tuple[date, date | None]]:
    """Yield the stretches of a time over which a word would be known.

    Args:
        covered: what `coverage` found.
        first: the day on which the time begins.
        last: the day on which it ends; None: it lasts.
        today: the day to which it is looked at. A stretch that reaches it has no end, where the
            time has none.
    """
    end = today if last is None else last
    for span in covered:
        begins, ends = max(first, span.first), min(end, span.last)
        if begins < ends or begins == end == ends:
            yield begins, None if last is None and ends == today else ends


def known_until(history: History, since: date, today: date) -> date:
    """Return the last day, from `since` to `today`, up to which no word can have been missed."""
    stretches = parts(coverage(history), since, None, today)
    first = next((end or today for begin, end in stretches if begin == since), since)
    return min(first, today)


def unknown(history: History, first: date, today: date) -> Iterator[Span]:
    """Yield the spans from a day to today of which no source would know a word."""
    start = first
    for span in coverage(history):
        if span.first > start and start <= today:
            yield Span(start, min(span.first - _DAY, today))
        start = max(start, _after(span.last))
    if start <= today:
        yield Span(start, today)


def _last(text: str) -> date:
    return date.fromisoformat(text) if text else date.max


def _after(day: date) -> date:
    return day if day == date.max else day + _DAY
