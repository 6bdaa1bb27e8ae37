"""Words: what is said between the sides, and so breaks a silence.

A **word** is a touchpoint that was held, by a person or by a template (what a machine sends and
what bounces breaks no silence, nor does a meeting that is planned or cancelled); a delivery or an
offer, by which the vendor speaks; a proposed term, unless it was only observed, or the answer to
one; a promise that names no touchpoint; the signing of an agreement or a close-out, in which both
sides speak.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from operator import attrgetter

from msgspec import Struct

from vendortrail.records.dealings import Offer, Touchpoint
from vendortrail.records.history import History
from vendortrail.records.parties import Agreement, Contact
from vendortrail.records.promised import CloseOut, Delivery, Promise, TermAnswer, TermProposal
from vendortrail.records.record import Payload, Record
from vendortrail.records.values import Course, Debtor, Level, Manner, Side

_BOTH = (Side.VENDOR, Side.US)
#: The manners of a touchpoint that breaks a silence.
BY_PEOPLE = (Manner.PERSONAL, Manner.TEMPLATE)


class Word(Struct, frozen=True):
    """What breaks a silence, some day from ``first`` to ``last`` (local days, both included).

    ``seq`` is the number of its record, ``minute`` counts from local midnight where the hour is
    known. ``answers`` is the identity of the record that it replies to. Nobody knows the first day
    of one that is ``undated``: no silence before its last day is certain.
    """

    seq: int
    first: date
    last: date
    minute: int | None
    speakers: tuple[Side, ...]
    asks: bool = False
    owes: Debtor | None = None
    answers: int | None = None

    @property
    def undated(self) -> bool:
        """Whether it may have been said on any day up to its last."""
        return self.first == date.min


def words(
    history: History,
    *,
    until: date | None = None,
    side: Side | None = None,
    level: Level | None = None,
    personal: bool = False,
) -> tuple[Word, ...]:
    """Return the words, chronologically; those of which no day is known come first.

    Args:
        history: of one vendor.
        until: leave out what is not said to have happened by the end of that day.
        side: only words in which that side spoke.
        level: only touchpoints in which somebody of that level took part, on that side if one is
            given.
        personal: only touchpoints made by a person, not by a template.
    """
    # Asked for by nearly every detector.
    said = history.derive(("words", until), lambda: tuple(_every(history, until)))
    if side is not None:
        said = tuple(word for word in said if side in word.speakers)
    if level is None and not personal:
        return said
    people = {
        person.identity
        for person in history.of(Contact)
        if person.payload.level is level and side in (None, person.payload.side)
    }
    return tuple(
        word
        for word in said
        for payload in (history.numbered(word.seq).payload,)
        if (level is None or not people.isdisjoint(getattr(payload, "people", ())))
        and (not personal or getattr(payload, "manner", None) is Manner.PERSONAL)
    )


def _every(history: History, until: date | None) -> Iterable[Word]:
    told = (word_of(record, until) for record in history.speaking)
    return sorted(filter(None, told), key=attrgetter("first"))


def word_of(record: Record[Payload], until: date | None = None) -> Word | None:
    """Return the word that a record is, or None: it is none, or not yet by the end of that day.

    Of a day that is bounded on one side only, the bound counts as the day: nothing else is known.
    But a touchpoint that was no later than some day, such as a mail without a date that can be
    believed, may have been on any day before: its ``first`` is `date.min`, and it is *undated*.
    """
    payload = record.payload
    speakers = _speakers(payload)
    if not speakers:
        return None
    when = record.when
    first, last = known_bounds(when.first, when.last)
    if until is not None:
        if first > until:
            return None
        last = min(last, until)
    match payload:
        case Touchpoint():
            first = when.first
            said = (payload.asks, payload.owes, payload.answers)
        case TermProposal():
            said = (True, None, payload.counters)
        case TermAnswer():
            said = (False, None, payload.proposal)
        case _:
            said = (False, None, None)
    return Word(record.seq, first, last, when.minute, speakers, *said)


def _speakers(payload: Payload) -> tuple[Side, ...]:
    match payload:
        case Touchpoint(course=Course.HELD, manner=manner) if manner in BY_PEOPLE:
            return payload.direction.speakers
        case Delivery() | Offer():
            return (Side.VENDOR,)
        case TermProposal(observed=True):
            return ()
        case TermProposal() | TermAnswer() | Promise(touchpoint=None):
            return (payload.by,)
        case Agreement() | CloseOut():
            return _BOTH
        case _:
            return ()


def known_bounds(first: date, last: date) -> tuple[date, date]:
    """Return the days that something is bounded by; of an open side, the other bound."""
    first = last if first == date.min else first
    return first, first if last == date.max else last


def awaited_from(word: Word) -> Side | None:
    """Return the side whose reply a word waits for by itself, whatever was promised."""
    if word.asks:
        return Side.US if word.speakers == (Side.VENDOR,) else Side.VENDOR
    if word.speakers == (Side.US,) and word.answers is None:
        return Side.VENDOR
    return None


def may_follow(word: Word, other: Word) -> bool:
    """Return whether one word may have been said after another, as far as their times tell."""
    if word is other or word.last != other.first:
        return word is not other and word.last > other.first
    if word.minute is not None and other.minute is not None:
        return word.minute > other.minute
    return other.answers is None or word.answers is not None
