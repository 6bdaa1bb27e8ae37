"""From a reading to what is recorded."""

from __future__ import annotations

from vendortrail.i18n import N_
from vendortrail.quick_note.reading import Choice, Question, Reading
from vendortrail.records.dealings import Touchpoint
from vendortrail.records.promised import Promise
from vendortrail.refusal import Refusal
from vendortrail.sentences import Sentence, listed, say


class Unsettled(Refusal):
    """A note that leaves something open; nothing of it is recorded."""

    def __init__(self, reading: Reading) -> None:
        self.questions = reading.questions
        super().__init__(
            N_("still open: {questions}"), questions=listed(map(_asked, self.questions))
        )


def _asked(question: Question) -> Sentence:
    words = ", ".join(map(_words, question.choices))
    if not words:
        return question.asks
    return say("{question}: write {words}", question=question.asks, words=words)


def _words(choice: Choice) -> str:
    """Return what to type; of a quotation, which is no word of its own, also what it is for."""
    quoted = choice.words.startswith('"')
    return f"“{choice.words}” ({choice.means})" if quoted else f"“{choice.words}”"


def touchpoint(reading: Reading) -> Touchpoint:
    """Return the touchpoint that a note tells of.

    Raises:
        Unsettled: something is open.
    """
    if reading.channel is None or reading.direction is None or not reading.is_settled:
        raise Unsettled(reading)
    return Touchpoint(
        channel=reading.channel,
        direction=reading.direction,
        summary=reading.summary,
        text=reading.text,
        people=reading.people,
        course=reading.course,
        asks=reading.asks,
        answers=reading.answers,
        tone=reading.tone,
        purpose_stated=reading.purpose_stated,
        prepared=reading.prepared,
        question_answered=reading.question_answered,
    )


def promises(reading: Reading) -> tuple[Promise, ...]:
    """Return the promises that a note tells of, without those of which something is open."""
    return tuple(
        Promise(it.text, it.by, it.due.isoformat(), contact=it.contact, segments=it.segments)
        for it in reading.promises
        if it.text and it.by is not None and it.due is not None
    )
