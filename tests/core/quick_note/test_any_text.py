"""Whatever is typed is read: nothing raises, nothing gets lost, and it is read the same twice."""

from hypothesis import given
from hypothesis import strategies as st

from tests.core.quick_note.told import KNOWN, MOSCOW, TODAY, understood
from vendortrail.cleaning import clean
from vendortrail.quick_note import (
    completions,
    preview,
    promises,
    read,
    touchpoint,
    turned,
    vocabulary,
)
from vendortrail.quick_note.lexemes import lexemes

_TABLES = (vocabulary.SPOKEN, vocabulary.PROMISED, vocabulary.FLAGS, vocabulary.ANSWERS)
_WORDS = sorted(
    {" ".join(phrase).replace("@", "@zvonar") for table in _TABLES for phrase in table}
    | {"@zvonar", "@zvon", "@roman", "@irina", "@nobody", "#b", "#12", "#nothing", "tone", "-1"}
    | {"by", "к", "до", "Friday", "yesterday", "12.10", "10/11/2025", "in 3 days", "15:30", "May"}
    | {":", ",", ".", "?", '"', "«", "»", "hello", "привет", "segment B"}
)

# Every choice settles something: no note asks for ever.
_MOST_QUESTIONS = 60

phrased = st.lists(st.sampled_from(_WORDS), max_size=14).map(" ".join)
anything = st.text(max_size=80) | phrased | st.tuples(phrased, st.text(max_size=20)).map(" ".join)


@given(anything)
def test_any_text_is_read_shown_turned_and_completed(line: str) -> None:
    reading = understood(line)
    preview(reading, KNOWN)
    understood(turned(reading))
    completions(reading.line, len(reading.line), KNOWN, reading.vendor)
    for question in reading.questions:
        for choice in question.choices:
            understood(choice.line)


@given(anything)
def test_every_word_is_in_the_text_or_was_understood(line: str) -> None:
    reading = understood(line)
    explained = [(span.start, span.end) for span in reading.spans]
    kept = (reading.text or reading.summary).split()
    left = "".join(kept)
    for piece in lexemes(reading.line):
        within = any(start <= piece.start and piece.end <= end for start, end in explained)
        assert within or piece.text.strip(" ,;:–—-") in left or "".join(piece.text.split()) in left


@given(anything)
def test_text_keeps_the_order_of_what_was_not_understood(line: str) -> None:
    reading = understood(line)
    explained = [(span.start, span.end) for span in reading.spans]
    left = "".join((reading.text or reading.summary).split())
    at = 0
    for piece in lexemes(reading.line):
        if piece.kind == "word" and not any(s <= piece.start < e for s, e in explained):
            place = left.find("".join(piece.text.split()), at)
            assert place >= at
            at = place + len(piece.text)


@given(anything)
def test_same_line_reads_the_same(line: str) -> None:
    assert understood(line) == understood(line)
    assert read(clean(line), KNOWN, TODAY, MOSCOW) == understood(line)


@given(anything)
def test_spans_lie_in_the_line_one_behind_the_other(line: str) -> None:
    reading = understood(line)
    end = 0
    for span in reading.spans:
        assert end <= span.start < span.end <= len(reading.line)
        end = span.end


@given(anything, st.sampled_from([0, -1]))
def test_any_note_can_be_settled_by_choices_and_is_recorded_with_its_words(
    line: str, place: int
) -> None:
    reading = understood(line)
    for _ in range(_MOST_QUESTIONS):
        if reading.is_settled:
            break
        choices = reading.questions[0].choices
        reading = understood(choices[place].line if choices else f"{reading.line} hello")
    recorded = touchpoint(reading)
    assert (recorded.text or recorded.summary) == (reading.text or reading.summary)
    assert len(promises(reading)) == len(reading.promises)
