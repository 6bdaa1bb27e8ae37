"""Contact: which silences there are, who owed the next word."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from msgspec.structs import replace

from tests.core.telling import Story, day
from vendortrail.contact import SHORTEST_KEPT_DAYS, Gap, Owing, contact, gaps, last_spoken, owings
from vendortrail.records.values import Answer, Channel, Course, Debtor, Direction, Side
from vendortrail.words import Word

US, VENDOR = Side.US, Side.VENDOR
TODAY = day("2026-11-16")


def owed(story: Story, today: date = TODAY) -> Side | None:
    return contact(story.history, today).owes_next


def test_a_silence_is_claimed_only_where_it_is_certain() -> None:
    story = Story()
    story.incoming("2025-03")
    story.incoming("2025-03-05")
    story.incoming("2025-06")
    assert [(gap.start, gap.end) for gap in contact(story.history, TODAY).gaps] == [
        (day("2025-03-31"), day("2025-06-01")),
        (day("2025-06-30"), None),
    ]


@pytest.mark.parametrize(("days", "kept"), [(6, 1), (7, 2)])
def test_less_than_a_week_is_no_silence(days: int, kept: int) -> None:
    story = Story()
    story.incoming("2026-01-01")
    story.incoming(str(day("2026-01-01") + timedelta(days)))
    assert len(contact(story.history, TODAY).gaps) == kept
    assert SHORTEST_KEPT_DAYS == 7


def test_the_open_silence_is_there_from_its_first_day() -> None:
    story = Story()
    mail = story.incoming("2026-11-16")
    (gap,) = contact(story.history, TODAY).gaps
    assert gap == Gap(TODAY, None, None, mail, None)
    assert gap.days(TODAY) == 0
    assert gap.days(day("2026-11-01")) == 0


def test_both_sides_have_a_last_word() -> None:
    story = Story()
    story.meeting("2026-01-10")
    story.incoming("2026-02")
    story.incoming("2026-02-10")
    assert contact(story.history, TODAY).last_word == {
        VENDOR: day("2026-02-28"),
        US: day("2026-01-10"),
    }


def test_people_are_spoken_with_where_the_contact_was_held() -> None:
    story = Story()
    story.incoming("2026-02-01", people=(7, 8))
    story.incoming("2026-03-01", people=(8,), course=Course.CANCELLED)
    story.incoming("2026-01-01", people=(8, 9))
    assert last_spoken(story.history) == {
        7: day("2026-02-01"),
        8: day("2026-02-01"),
        9: day("2026-01-01"),
    }


def the_first_story() -> Story:
    story = Story()
    story.incoming("2025-11-14")
    story.promise("2025-11-14", "2025-11-21")
    story.incoming("2026-11-12")
    story.touchpoint("2026-11-13", Direction.MUTUAL, channel=Channel.CALL)
    story.outgoing("2026-11-16", asks=True)
    return story


def test_a_year_of_silence() -> None:
    found, opened = contact(the_first_story().history, TODAY).gaps
    assert found == Gap(
        day("2025-11-14"),
        day("2026-11-12"),
        VENDOR,
        after=2,
        before=4,
        due=day("2025-11-21"),
        promise=3,
    )
    assert found.days(TODAY) == 363
    assert found.witnesses == {2, 3, 4}
    assert (opened.start, opened.end) == (TODAY, None)


def test_in_the_middle_of_that_year_the_silence_was_open() -> None:
    today = day("2025-12-31")
    state = contact(the_first_story().history.as_of(today), today)
    assert [(gap.end, gap.days(today)) for gap in state.gaps] == [(None, 47)]
    assert state.owes_next is VENDOR


class TestWhoOwes:
    def test_who_is_said_to_owe_owes_whatever_else_is_true(self) -> None:
        for owes, side in ((Debtor.US, US), (Debtor.VENDOR, VENDOR), (Debtor.NOBODY, None)):
            story = Story()
            story.promise("2026-01-01", "2026-02-01")
            mail = story.outgoing("2026-01-01", asks=True, owes=owes)
            (gap,) = contact(story.history, TODAY).gaps
            due = day("2026-01-01") if side else None
            assert gap == Gap(day("2026-01-01"), None, side, mail, None, due)

    def test_a_promise_outweighs_a_question(self) -> None:
        story = Story()
        story.promise("2026-01-01", "2026-02-01", by=US)
        story.outgoing("2026-01-05", asks=True)
        assert owed(story) is US

    def test_a_question_outweighs_a_promise_that_was_overdue_when_it_was_put(self) -> None:
        story = Story()
        story.promise("2026-01-01", "2026-02-01")
        story.incoming("2026-02-01", asks=True)
        assert owed(story) is VENDOR
        story.incoming("2026-02-02", asks=True)
        assert owed(story) is US

    def test_an_overdue_promise_outweighs_a_word_that_asks_nothing(self) -> None:
        story = Story()
        promise = story.promise("2026-01-01", "2026-02-01", by=US)
        mail = story.outgoing("2026-03-01")
        (*_, gap) = contact(story.history, TODAY).gaps
        due = day("2026-02-01")
        assert gap == Gap(day("2026-03-01"), None, US, mail, None, due, promise)

    def test_of_several_promises_the_newest_counts(self) -> None:
        story = Story()
        story.promise("2026-01-02", "2026-02-01", by=US)
        story.promise("2026-01-01", "2026-03-01")
        story.incoming("2026-01-05")
        assert owed(story) is US

    def test_a_promise_made_later_says_nothing_about_the_silence_before(self) -> None:
        story = Story()
        story.incoming("2026-01-01")
        story.promise("2026-02-01", "2026-03-01", touchpoint=story.incoming("2026-02-01"))
        assert [gap.owed_by for gap in contact(story.history, TODAY).gaps] == [None, VENDOR]

    def test_a_settled_promise_is_owed_no_more(self) -> None:
        story = Story()
        another = story.promise("2026-01-01", "2026-02-01")
        story.outcome("2026-01-01", another, kept=False)
        promise = story.promise("2026-01-01", "2026-02-01")
        story.incoming("2026-01-10")
        story.incoming("2026-02-10")
        story.outcome("2026-01-20", promise, kept=True)
        owers = [gap.owed_by for gap in contact(story.history, TODAY).gaps]
        assert owers == [VENDOR, VENDOR, None]

    def test_a_delivery_of_every_promised_segment_settles_a_promise(self) -> None:
        story = Story()
        agreement = story.agreement("2026-01-01")
        b, c = (story.segment("2026-01-01", agreement, name) for name in "BC")
        story.delivery("2026-01-02", agreement, b, 1)
        story.promise("2026-01-03", "2026-02-01", segments=(b, c))
        story.delivery("2026-01-20", agreement, c, 5)
        assert owed(story) is VENDOR
        story.delivery("2026-01-25", agreement, b, 5)
        story.delivery("2026-01-28", agreement, c, 5)
        assert [owing.settled for owing in owings(story.history)] == [day("2026-01-25")]
        assert owed(story) is None

    @pytest.mark.parametrize(
        ("direction", "side"),
        [
            (Direction.OUTGOING, VENDOR),
            (Direction.INCOMING, US),
            (Direction.MUTUAL, VENDOR),
        ],
    )
    def test_a_question_is_owed_by_whom_it_was_put_to(
        self, direction: Direction, side: Side
    ) -> None:
        story = Story()
        story.touchpoint("2026-01-01", direction, asks=True)
        (gap,) = contact(story.history, TODAY).gaps
        assert (gap.owed_by, gap.due) == (side, gap.start)

    def test_a_proposal_asks_and_an_answer_to_it_does_not(self) -> None:
        story = Story()
        agreement = story.agreement("2026-01-01")
        theirs = story.proposal("2026-01-02", agreement, "price", wording="180")
        assert owed(story) is US
        story.proposal("2026-01-03", agreement, "price", US, wording="150", counters=theirs)
        assert owed(story) is VENDOR
        story.answer("2026-01-04", agreement, theirs, Answer.REJECTED, US)
        assert owed(story) is None

    def test_our_word_alone_waits_for_theirs_and_an_answer_of_ours_does_not(self) -> None:
        story = Story()
        asked = story.incoming("2026-01-01")
        assert owed(story) is None
        story.outgoing("2026-01-02", answers=asked)
        assert owed(story) is None
        story.outgoing("2026-01-03")
        (gap,) = contact(story.history, TODAY).gaps
        assert (gap.owed_by, gap.due) == (VENDOR, None)

    def test_nobody_owes_after_a_meeting(self) -> None:
        story = Story()
        story.meeting("2026-01-01")
        assert owed(story) is None


class TestOneDayWithoutHours:
    def test_what_may_have_been_answered_on_the_same_day_is_owed_by_nobody(self) -> None:
        for first, second in ((0, 1), (1, 0)):
            story = Story()
            tell = (
                lambda s: s.outgoing("2026-01-01", asks=True),
                lambda s: s.incoming("2026-01-01"),
            )
            tell[first](story)
            tell[second](story)
            assert owed(story) is None

    def test_an_answer_that_asks_back_came_last(self) -> None:
        story = Story()
        story.outgoing("2026-01-01", asks=True, answers=99)
        story.incoming("2026-01-01")
        assert owed(story) is VENDOR

    def test_hours_tell(self) -> None:
        story = Story()
        story.outgoing("2026-01-01T15:00+03:00", asks=True)
        story.incoming("2026-01-01T09:00+03:00")
        assert owed(story) is VENDOR

    def test_what_may_have_been_answered_within_the_month_is_owed_by_nobody(self) -> None:
        story = Story()
        story.outgoing("2026-01", asks=True)
        assert owed(story) is VENDOR
        story.incoming("2026-01-10")
        assert owed(story) is None


DAYS = st.dates(date(2026, 1, 1), date(2026, 3, 31))
WORDS = st.builds(
    lambda first, more, minute, speakers, asks, owes, answers: Word(
        0, first, first + timedelta(more), minute, speakers, asks, owes, answers
    ),
    DAYS,
    st.sampled_from([0, 0, 0, 2, 30]),
    st.sampled_from([None, None, 540, 900]),
    st.sampled_from([direction.speakers for direction in Direction]),
    st.booleans(),
    st.sampled_from([None, None, None, *Debtor]),
    st.sampled_from([None, None, 1]),
)
OWINGS = st.builds(Owing, st.sampled_from(Side), DAYS, DAYS, st.just(0), st.none() | DAYS)


def by_content(found: tuple[Gap, ...], told: dict[int, Word]) -> Iterator[tuple[object, ...]]:
    """Yield the gaps with what was said around them in place of the numbers of the records."""
    for gap in found:
        around = [
            None if seq is None else (told[seq].first, told[seq].speakers, told[seq].asks)
            for seq in (gap.after, gap.before)
        ]
        yield gap.start, gap.end, gap.owed_by, gap.due, *around


def numbered(told: list[Word]) -> dict[int, Word]:
    return {seq: replace(word, seq=seq) for seq, word in enumerate(told, start=1)}


def found_in(told: list[Word], promises: list[Owing]) -> list[tuple[object, ...]]:
    spoken = numbered(told)
    in_order = sorted(spoken.values(), key=lambda word: word.first)
    return list(by_content(gaps(in_order, promises), spoken))


@given(st.lists(WORDS, max_size=8), st.lists(OWINGS, max_size=3), st.randoms(use_true_random=False))
def test_the_order_of_recording_changes_nothing(
    told: list[Word], promises: list[Owing], random: object
) -> None:
    again, promises_again = list(told), list(promises)
    random.shuffle(again)  # type: ignore[attr-defined]
    random.shuffle(promises_again)  # type: ignore[attr-defined]
    assert found_in(told, promises) == found_in(again, promises_again)


@given(st.lists(WORDS, min_size=1, max_size=12))
@example([Word(0, day("2026-01-01"), day("2026-03-31"), None, (US,))])
def test_gaps_and_words_cover_every_day_between_first_and_last(told: list[Word]) -> None:
    spoken = {
        word.first + timedelta(days)
        for word in told
        for days in range((word.last - word.first).days + 1)
    }
    *ended, opened = gaps(sorted(told, key=lambda word: word.first))
    silent: set[date] = set()
    for gap in ended:
        assert gap.end is not None
        assert gap.start in spoken
        assert gap.end in spoken
        silent |= {gap.start + timedelta(days) for days in range(1, gap.days(TODAY))}
    assert not silent & spoken
    everything = {min(spoken) + timedelta(n) for n in range((max(spoken) - min(spoken)).days)}
    forgiven = sorted(everything - spoken - silent)
    run = longest = 0
    previous = date.min
    for one in forgiven:
        run = run + 1 if one - previous == timedelta(1) else 1
        longest, previous = max(longest, run), one
    assert longest < SHORTEST_KEPT_DAYS - 1
    assert (opened.start, opened.end) == (max(spoken), None)


def test_a_word_of_which_no_day_is_known_leaves_no_silence_certain_before_it() -> None:
    story = Story()
    story.incoming("2026-01-01")
    assert [gap.start for gap in contact(story.history, TODAY).gaps] == [day("2026-01-01")]
    story.incoming("2026-06-01")
    story.incoming("[..2026-10-01]")
    assert [gap.start for gap in contact(story.history, TODAY).gaps] == [day("2026-10-01")]
    assert contact(story.history, TODAY).last_word == {VENDOR: day("2026-06-01")}
    assert contact(story.history, day("2026-09-30")).gaps[0].start == day("2026-01-01")
