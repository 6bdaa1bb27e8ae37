"""VT302 and VT303: a message that asked, and no reply by the vendor, or by us."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from vendortrail.coverage import known_until
from vendortrail.findings import Finding, Severity
from vendortrail.patience import silences
from vendortrail.records.dealings import Touchpoint
from vendortrail.records.history import History
from vendortrail.records.record import Record
from vendortrail.records.values import Side
from vendortrail.sentences import Sentence, count
from vendortrail.thresholds import Limit, Thresholds
from vendortrail.words import Word, awaited_from, may_follow, word_of, words

_CODES = {Side.VENDOR: "VT302", Side.US: "VT303"}


def unanswered(history: History, today: date, thresholds: Thresholds) -> Iterable[Finding]:
    """VT302, VT303: a touchpoint asked, and for over ``Limit.UNANSWERED`` days came no reply.

    A reply is a touchpoint that says it answers, or any later word of the side that was asked; it
    ends the finding, however late it comes. Only days count of which some source would know one.
    What was asked again meanwhile is one finding, about the first that waits too long. Once the
    silence after it is too long in itself, and owed by the side that was asked, VT301 speaks
    instead.

    Example: on 2026-10-20 we ask by mail when segment B starts; on 2026-10-28, the eighth day, the
    vendor has not said a word: VT302.

    Severity: medium.
    """
    silent = {
        found.gap.owed_by
        for found in silences(history, today, thresholds)[-1:]
        if found.gap.end is None
    }
    for side, code in _CODES.items():
        asked = () if side in silent else tuple(_open_questions(history, today, side))
        late = [
            (question, word.last, days)
            for question, word in asked
            if (allowed := thresholds.days(Limit.UNANSWERED, question.agreement)) is not None
            and (days := (known_until(history, word.last, today) - word.last).days) > allowed
        ]
        for question, asked_on, days in late[:1]:
            yield Finding(
                code=code,
                severity=Severity.MEDIUM,
                vendor=history.vendor,
                agreement=question.agreement,
                key=f"{question.identity}",
                subject=question.payload.summary,
                since=asked_on,
                days=days,
                message=_message(side, question, days),
                evidence=tuple(record.seq for record, _ in asked),
            )


def _open_questions(
    history: History, today: date, side: Side
) -> Iterator[tuple[Record[Touchpoint], Word]]:
    """Yield, chronologically, the touchpoints that wait for a reply of that side."""
    replies = words(history, until=today, side=side)
    linked = {reply.answers for reply in replies}
    last = max((reply.last for reply in replies), default=date.min)
    # No other may follow what was asked on that day or later.
    newest = tuple(reply for reply in replies if reply.last == last)
    for record in history.of(Touchpoint):
        if (
            record.payload.asks
            and (word := word_of(record, today)) is not None
            and awaited_from(word) is side
            and word.first >= last
            and record.identity not in linked
            and not any(may_follow(reply, word) for reply in newest if reply.seq != word.seq)
        ):
            yield record, word


def _message(side: Side, question: Record[Touchpoint], days: int) -> Sentence:
    if side is Side.VENDOR:
        return count(
            "We asked for a reply to “{summary}” ({day}); the vendor gave none in {count} day",
            "We asked for a reply to “{summary}” ({day}); the vendor gave none in {count} days",
            days,
            summary=question.payload.summary,
            day=question.when,
        )
    return count(
        "The vendor asked for a reply to “{summary}” ({day}); we gave none in {count} day",
        "The vendor asked for a reply to “{summary}” ({day}); we gave none in {count} days",
        days,
        summary=question.payload.summary,
        day=question.when,
    )
