"""What a note was read as: its values, the places that say them, and what is still open."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Final

from msgspec import Struct

from vendortrail.occurred import Occurred
from vendortrail.records.values import Channel, Course, Direction, Side
from vendortrail.sentences import Sentence

#: Between words that stand apart in a line.
ELLIPSIS: Final = " … "


class Part(StrEnum):
    """What a piece of a note says."""

    VENDOR = "vendor"
    PEOPLE = "people"
    CHANNEL = "channel"
    DIRECTION = "direction"
    WHEN = "when"
    SUMMARY = "summary"
    PROMISE = "promise"
    DUE = "due"
    SEGMENT = "segment"
    AGREEMENT = "agreement"
    TONE = "tone"
    ASKS = "asks"
    ANSWERS = "answers"
    PURPOSE = "purpose_stated"
    PREPARED = "prepared"
    QUESTION = "question_answered"


class Span(Struct, frozen=True):
    """A piece of the line (characters ``start`` to ``end``) that was understood as something."""

    start: int
    end: int
    part: Part


class Choice(Struct, frozen=True):
    """One way to settle what is open: what it means, the words, and the line that has them."""

    means: Sentence
    words: str
    line: str


class Question(Struct, frozen=True):
    """What a note leaves open; without ``choices`` it is settled by typing on."""

    part: Part
    asks: Sentence
    choices: tuple[Choice, ...] = ()


class Promised(Struct, frozen=True):
    """A promise in a note; None where it is open who gave it, or by which day."""

    text: str
    by: Side | None
    due: date | None
    contact: int | None = None
    segments: tuple[int, ...] = ()


def plain(value: object) -> Sentence:
    """Return a value alone as a sentence: a day as the language writes it, text as it is."""
    return Sentence("{value}", {"value": value})


class Reading(Struct, frozen=True):
    """A note as it was understood. Things are named by their identities.

    ``line`` is the note cleaned, in which the spans lie; ``directed`` are the characters that say
    the direction. ``when`` is today where nothing is said.
    ``summary`` and ``text`` have all the words that no span explains; ``text`` only where they are
    too many for a summary.
    """

    line: str
    spans: tuple[Span, ...]
    questions: tuple[Question, ...]
    when: Occurred
    summary: str
    text: str = ""
    vendor: int | None = None
    channel: Channel | None = None
    direction: Direction | None = None
    directed: tuple[int, int] | None = None
    course: Course = Course.HELD
    people: tuple[int, ...] = ()
    agreement: int | None = None
    segments: tuple[int, ...] = ()
    promises: tuple[Promised, ...] = ()
    tone: int | None = None
    asks: bool = False
    answers: int | None = None
    purpose_stated: bool | None = None
    prepared: bool | None = None
    question_answered: bool | None = None

    @property
    def is_settled(self) -> bool:
        """Whether nothing is open: it can be recorded as it was understood."""
        return not self.questions

    def said(self, *parts: Part) -> str:
        """Return the words of the line that say these things, with an ellipsis between."""
        return ELLIPSIS.join(
            self.line[span.start : span.end] for span in self.spans if span.part in parts
        )
