"""A record in a few words, as lists show it."""

import pytest

from vendortrail.records.dealings import Touchpoint
from vendortrail.records.values import Channel, Course, Direction, Manner
from vendortrail.tui.summaries import summary


@pytest.mark.parametrize(
    ("course", "manner", "shown"),
    [
        (Course.HELD, Manner.PERSONAL, "a word"),
        (Course.HELD, Manner.TEMPLATE, "a word"),
        (Course.HELD, Manner.AUTOMATIC, "a word (automatic)"),
        (Course.HELD, Manner.BOUNCE, "a word (undeliverable)"),
        (Course.CANCELLED, Manner.PERSONAL, "a word (cancelled)"),
        (Course.PLANNED, Manner.AUTOMATIC, "a word (planned, automatic)"),
    ],
)
def test_what_breaks_no_silence_says_why(course: Course, manner: Manner, shown: str) -> None:
    said = Touchpoint(Channel.MAIL, Direction.INCOMING, "a word", course=course, manner=manner)
    assert summary(said, {}) == shown
