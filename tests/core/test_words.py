"""Words: what breaks a silence, and who said it when."""

from __future__ import annotations

import pytest

from tests.core.telling import Story, day
from vendortrail.contact import contact
from vendortrail.records.dealings import Expectation, Offer
from vendortrail.records.promised import CloseOut
from vendortrail.records.values import (
    Answer,
    Channel,
    Closing,
    Course,
    Direction,
    Level,
    Manner,
    Side,
)
from vendortrail.words import Word, may_follow, words

US, VENDOR = Side.US, Side.VENDOR
TODAY = day("2026-11-16")


def said(story: Story) -> list[tuple[int, tuple[Side, ...]]]:
    return [(word.seq, word.speakers) for word in words(story.history)]


def test_what_people_say_and_do_to_each_other_is_a_word() -> None:
    story = Story()
    agreement = story.agreement("2026-01-01")
    segment = story.segment("2026-01-01", agreement, "A")
    delivery = story.delivery("2026-01-02", agreement, segment, 5)
    offer = story.tell("2026-01-03", Offer("better"))
    theirs = story.proposal("2026-01-04", agreement, "price", wording="180")
    ours = story.answer("2026-01-05", agreement, theirs, Answer.REJECTED, US)
    promise = story.promise("2026-01-06", "2026-02-01", by=US)
    call = story.touchpoint("2026-01-07", Direction.MUTUAL, channel=Channel.CALL)
    template = story.outgoing("2026-01-08", manner=Manner.TEMPLATE)
    closing = story.tell("2026-01-09", CloseOut(Closing.COMPLETE), agreement=agreement)
    assert said(story) == [
        (agreement, (VENDOR, US)),
        (delivery, (VENDOR,)),
        (offer, (VENDOR,)),
        (theirs, (VENDOR,)),
        (ours, (US,)),
        (promise, (US,)),
        (call, (VENDOR, US)),
        (template, (US,)),
        (closing, (VENDOR, US)),
    ]


def test_what_machines_send_what_was_not_held_and_what_was_taken_back_is_none() -> None:
    story = Story()
    story.incoming("2026-01-01", manner=Manner.AUTOMATIC)
    story.incoming("2026-01-02", manner=Manner.BOUNCE)
    story.meeting("2026-01-03", course=Course.CANCELLED)
    story.meeting("2026-12-03", course=Course.PLANNED)
    story.take_back(story.incoming("2026-01-04"), "2026-01-05")
    story.payment("2026-01-06", 100)
    story.tell("2026-01-07", Expectation("round the clock"))
    assert said(story) == []
    assert contact(story.history, TODAY) == contact(Story().history, TODAY)
    assert contact(story.history, TODAY).gaps == ()
    assert contact(story.history, TODAY).owes_next is None


def test_a_promise_said_in_a_touchpoint_is_no_word_of_its_own() -> None:
    story = Story()
    mail = story.incoming("2026-01-01")
    story.promise("2026-01-01", "2026-02-01", touchpoint=mail)
    assert said(story) == [(mail, (VENDOR,))]


def test_words_of_the_days_to_come_are_not_said_yet() -> None:
    story = Story()
    story.incoming("2026-01-01")
    story.incoming("2026-11-17")
    assert [word.first for word in words(story.history, until=TODAY)] == [day("2026-01-01")]
    assert contact(story.history, TODAY).gaps[-1].end is None


@pytest.mark.parametrize(
    ("occurred", "first", "last"),
    [
        ("2025-03", "2025-03-01", "2025-03-31"),
        ("2025-03-10~", "2025-03-07", "2025-03-13"),
        ("[..2025-03-10]", "0001-01-01", "2025-03-10"),
        ("[2025-03-10..]", "2025-03-10", "2025-03-10"),
        ("2026-11", "2026-11-01", "2026-11-16"),
    ],
)
def test_a_word_covers_the_days_on_which_it_may_have_been_said(
    occurred: str, first: str, last: str
) -> None:
    story = Story()
    story.incoming(occurred)
    (word,) = words(story.history, until=TODAY)
    assert (word.first, word.last) == (day(first), day(last))


def test_words_of_one_side_one_level_or_one_manner_only() -> None:
    story = Story()
    chief = story.contact("Ida", level=Level.EXECUTIVE)
    ours = story.contact("Max", US, level=Level.EXECUTIVE)
    agreement = story.agreement("2026-01-01")
    call = story.meeting("2026-01-02", people=(chief,))
    notice = story.incoming("2026-01-03", manner=Manner.TEMPLATE)
    reply = story.outgoing("2026-01-04", people=(ours,))

    def numbers(**only: object) -> list[int]:
        return [word.seq for word in words(story.history, **only)]  # type: ignore[arg-type]

    assert numbers() == [agreement, call, notice, reply]
    assert numbers(side=VENDOR) == [agreement, call, notice]
    assert numbers(side=US) == [agreement, call, reply]
    assert numbers(level=Level.EXECUTIVE) == [call, reply]
    assert numbers(level=Level.EXECUTIVE, side=VENDOR) == [call]
    assert numbers(level=Level.MANAGEMENT) == []
    assert numbers(personal=True) == [call, reply]


def test_a_word_does_not_follow_itself() -> None:
    word = Word(1, day("2026-01-01"), day("2026-01-31"), None, (US,))
    assert not may_follow(word, word)


def test_a_term_that_was_only_observed_is_no_word() -> None:
    story = Story()
    deal = story.agreement("2026-01-01")
    story.proposal("2026-03-01", deal, "price", wording="9", observed=True)
    assert [word.first for word in words(story.history)] == [day("2026-01-01")]
