"""VT301, VT302, VT303, VT305, VT309, VT311: each rule, its edges, what it does not say."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.core.telling import Story, day
from tests.core.zvonar import zvonar
from vendortrail.detectors.not_chased import not_chased
from vendortrail.detectors.promises import promises
from vendortrail.detectors.returned import returned
from vendortrail.detectors.silence import silence
from vendortrail.detectors.unanswered import unanswered
from vendortrail.findings import Finding, Severity
from vendortrail.records.values import Channel, Debtor, Direction, Manner, Side
from vendortrail.thresholds import Thresholds

US, VENDOR = Side.US, Side.VENDOR
HIGH, MEDIUM, LOW = Severity.HIGH, Severity.MEDIUM, Severity.LOW
DETECTORS = (silence, unanswered, returned, promises, not_chased)


def found(story: Story, today: str = "2026-11-16") -> list[Finding]:
    return list(findings(story, today))


def findings(story: Story, today: str) -> Iterator[Finding]:
    history = story.history.as_of(day(today))
    for detector in DETECTORS:
        yield from detector(history, day(today), Thresholds(history))


def codes(story: Story, today: str = "2026-11-16") -> list[str]:
    return [finding.code for finding in found(story, today)]


def the(code: str, story: Story, today: str = "2026-11-16") -> Finding:
    (finding,) = (each for each in found(story, today) if each.code == code)
    return finding


ZVONAR = zvonar()
STORY, PROMISE = ZVONAR.story, ZVONAR.promise
LAST_MAIL, RETURN = PROMISE - 1, PROMISE + 1


class TestTheFirstStory:
    def test_it_has_these_findings_and_no_others(self) -> None:
        assert [
            (each.code, each.severity, each.key, each.since, each.days, each.evidence)
            for each in found(STORY)
        ] == [
            ("VT301", MEDIUM, f"{LAST_MAIL}", day("2025-11-14"), 363, (LAST_MAIL, PROMISE, RETURN)),
            ("VT305", MEDIUM, f"{RETURN}", day("2026-11-12"), 363, (LAST_MAIL, RETURN)),
            ("VT309", HIGH, f"{PROMISE}", day("2025-11-21"), 360, (LAST_MAIL, PROMISE)),
            ("VT311", LOW, f"{LAST_MAIL}", day("2025-11-21"), 356, (LAST_MAIL, PROMISE, RETURN)),
        ]

    def test_at_the_end_of_its_first_year_the_silence_was_open(self) -> None:
        assert [
            (each.code, each.severity, each.key, each.since, each.days, each.evidence)
            for each in found(STORY, "2025-12-31")
        ] == [
            ("VT301", HIGH, f"{LAST_MAIL}", day("2025-11-14"), 47, (LAST_MAIL, PROMISE)),
            ("VT309", HIGH, f"{PROMISE}", day("2025-11-21"), 40, (LAST_MAIL, PROMISE)),
            ("VT311", MEDIUM, f"{LAST_MAIL}", day("2025-11-21"), 40, (LAST_MAIL, PROMISE)),
        ]

    def test_on_the_day_of_the_return_the_silence_has_ended(self) -> None:
        assert codes(STORY, "2026-11-11") == ["VT301", "VT309", "VT311"]
        assert codes(STORY, "2026-11-12") == ["VT301", "VT305", "VT309", "VT311"]
        assert the("VT301", STORY, "2026-11-11").subject == "2025-11-14 – …"
        assert the("VT301", STORY, "2026-11-12").subject == "2025-11-14 – 2026-11-12"

    def test_a_corrected_mail_leaves_the_key_and_moves_the_evidence(self) -> None:
        story = zvonar().story
        again = story.records[LAST_MAIL - 1]
        story.tell("2025-11-14", again.payload, supersedes=LAST_MAIL, known="2026-11-16")
        corrected = len(story.records)
        assert the("VT301", story).key == f"{LAST_MAIL}"
        assert corrected in the("VT301", story).evidence
        assert the("VT309", story).evidence == (corrected, PROMISE)

    def test_it_reads_well(self) -> None:
        silent, back, broken, unasked = (str(each.message) for each in found(STORY))
        assert silent == (
            "Silence from 14 Nov 2025 to 12 Nov 2026, 363 days; "
            "the vendor owed the next word: a promise due on 21 Nov 2025"
        )
        assert back == "The vendor returned on 12 Nov 2026, after 363 days without its word"
        assert broken == "The vendor promised “they start” by 21 Nov 2025; silence followed"
        assert unasked == (
            "The vendor owed us a word from 21 Nov 2025 to 12 Nov 2026; "
            "in those 356 days we did not ask for it"
        )


class TestSilence:
    @pytest.mark.parametrize(("today", "expected"), [("2026-01-31", []), ("2026-02-01", ["VT301"])])
    def test_it_is_found_on_the_day_after_the_threshold(
        self, today: str, expected: list[str]
    ) -> None:
        story = Story()
        story.incoming("2026-01-01")
        assert codes(story, today) == expected

    def test_who_owed_the_word_is_named_and_weighs(self) -> None:
        for owes, open_weight, ended_weight, debt in (
            (Debtor.VENDOR, HIGH, MEDIUM, "the vendor owed the next word"),
            (Debtor.US, MEDIUM, LOW, "we owed the next word"),
            (Debtor.NOBODY, MEDIUM, LOW, "nobody owed the other a word"),
        ):
            story = Story()
            story.incoming("2026-01-01", owes=owes)
            story.meeting("2026-06-01")
            opened, ended = the("VT301", story, "2026-05-31"), the("VT301", story, "2026-06-01")
            assert (opened.severity, ended.severity) == (open_weight, ended_weight)
            assert str(opened.message) == f"Silence since 1 Jan 2026, 150 days so far; {debt}"
            assert str(ended.message) == (
                f"Silence from 1 Jan 2026 to 1 Jun 2026, 151 days; {debt}"
            )

    def test_our_own_promise_is_named_too(self) -> None:
        story = Story()
        story.promise("2026-01-01", "2026-01-15", by=US)
        assert str(the("VT301", story, "2026-02-01").message).endswith(
            "we owed the next word: a promise due on 15 Jan 2026"
        )

    @pytest.mark.parametrize(("back", "stays"), [("2026-04-01", False), ("2026-04-02", True)])
    def test_one_that_nobody_was_kept_waiting_in_is_forgotten_unless_it_was_long(
        self, back: str, stays: bool
    ) -> None:
        story = Story()
        story.meeting("2026-01-01")
        story.meeting(back)
        assert ("VT301" in codes(story, back)) is stays
        story.threshold("returned", None)
        assert "VT301" not in codes(story, back)

    def test_every_silence_is_a_finding_of_its_own(self) -> None:
        story = Story()
        for on in ("2026-01-01", "2026-03-01", "2026-05-01"):
            story.outgoing(on, asks=True)
        assert [each.key for each in found(story, "2026-07-01") if each.code == "VT301"] == [
            "2",
            "3",
            "4",
        ]

    def test_the_agreement_with_the_shortest_threshold_has_the_say(self) -> None:
        story = Story()
        agreement = story.agreement("2026-01-01")
        story.agreement("2026-01-01")
        story.threshold("silence", 10, agreement)
        assert the("VT301", story, "2026-01-12").agreement == agreement
        assert codes(story, "2026-01-11") == []


class TestUnanswered:
    @pytest.mark.parametrize(
        ("direction", "code"),
        [
            (Direction.OUTGOING, "VT302"),
            (Direction.INCOMING, "VT303"),
            (Direction.MUTUAL, "VT302"),
        ],
    )
    def test_a_question_waits_a_week(self, direction: Direction, code: str) -> None:
        story = Story()
        agreement = story.agreement("2025-12-20")
        question = story.touchpoint(
            "2026-01-01", direction, asks=True, summary="When?", agreement=agreement
        )
        assert codes(story, "2026-01-08") == []
        finding = the(code, story, "2026-01-09")
        assert (finding.severity, finding.since, finding.days) == (MEDIUM, day("2026-01-01"), 8)
        assert (finding.key, finding.subject, finding.agreement) == (
            f"{question}",
            "When?",
            agreement,
        )
        assert finding.evidence == (question,)

    def test_it_says_who_asked_whom(self) -> None:
        for tell, sentence in (
            (
                Story.outgoing,
                "We asked for a reply to “When?” (1 Jan 2026); the vendor gave none in 8 days",
            ),
            (
                Story.incoming,
                "The vendor asked for a reply to “When?” (1 Jan 2026); we gave none in 8 days",
            ),
        ):
            story = Story()
            tell(story, "2026-01-01", asks=True, summary="When?")
            assert [str(each.message) for each in found(story, "2026-01-09")] == [sentence]

    def test_any_later_word_of_the_other_side_is_a_reply_however_late(self) -> None:
        story = Story()
        story.outgoing("2026-01-01", asks=True)
        story.incoming("2026-01-12")
        assert codes(story, "2026-01-11") == ["VT302"]
        assert codes(story, "2026-01-12") == []

    def test_our_own_words_the_words_of_machines_and_earlier_ones_are_none(self) -> None:
        story = Story()
        story.incoming("2025-12-31")
        story.outgoing("2026-01-01", asks=True)
        story.outgoing("2026-01-02")
        story.incoming("2026-01-03", manner=Manner.AUTOMATIC)
        assert codes(story, "2026-01-12") == ["VT302"]

    def test_what_did_not_reach_anybody_asked_nothing(self) -> None:
        story = Story()
        story.outgoing("2026-01-01", asks=True, manner=Manner.BOUNCE)
        assert codes(story, "2026-01-12") == []

    def test_on_the_same_day_hours_or_a_link_tell_what_is_a_reply(self) -> None:
        for asked, replied, link, answered in (
            ("2026-01-01", "2026-01-01", False, True),
            ("2026-01-01T10:00Z", "2026-01-01T09:00Z", False, False),
            ("2026-01-01T10:00Z", "2026-01-01T11:00Z", False, True),
            ("2026-01-01T10:00Z", "2026-01-01T09:00Z", True, True),
        ):
            story = Story()
            question = story.outgoing(asked, asks=True)
            story.incoming(replied, answers=question if link else None)
            assert codes(story, "2026-01-12") == ([] if answered else ["VT302"])

    def test_asking_again_is_the_same_question(self) -> None:
        story = Story()
        first = story.outgoing("2026-01-01", asks=True)
        second = story.outgoing("2026-01-10", asks=True)
        finding = the("VT302", story, "2026-01-20")
        assert (finding.key, finding.days) == (f"{first}", 19)
        assert finding.evidence == (first, second)

    def test_once_the_silence_is_too_long_only_the_silence_speaks(self) -> None:
        story = Story()
        story.outgoing("2026-01-01", asks=True)
        assert codes(story, "2026-01-31") == ["VT302", "VT311"]
        assert codes(story, "2026-02-01") == ["VT301", "VT311"]

    def test_a_silence_that_the_other_side_owes_does_not_cover_a_question(self) -> None:
        story = Story()
        story.promise("2026-01-01", "2026-12-01")
        story.incoming("2026-01-02", asks=True)
        assert codes(story, "2026-02-10") == ["VT301", "VT303"]

    def test_a_question_that_may_wait_does_not_cover_one_that_may_not(self) -> None:
        story = Story()
        first, second = (story.agreement("2025-12-31", title) for title in ("A", "B"))
        story.threshold("unanswered", None, first)
        story.outgoing("2026-01-01", asks=True, agreement=first)
        about_b = story.outgoing("2026-01-02", asks=True, agreement=second)
        assert codes(story, "2026-01-09") == []
        finding = the("VT302", story, "2026-01-10")
        assert (finding.key, finding.agreement) == (f"{about_b}", second)
        assert (finding.since, finding.days) == (day("2026-01-02"), 8)

    def test_a_threshold_that_is_off_finds_nothing(self) -> None:
        story = Story()
        story.threshold("unanswered", None)
        story.outgoing("2026-01-01", asks=True)
        assert codes(story, "2026-01-10") == []


class TestReturned:
    @pytest.mark.parametrize(("back", "expected"), [("2026-04-01", 0), ("2026-04-02", 1)])
    def test_it_takes_more_than_the_threshold_to_return_from(
        self, back: str, expected: int
    ) -> None:
        story = Story()
        story.incoming("2026-01-01")
        story.incoming(back)
        assert codes(story, back).count("VT305") == expected

    def test_our_words_do_not_shorten_their_silence(self) -> None:
        story = Story()
        last = story.incoming("2026-01-01")
        for on in ("2026-01-20", "2026-02-10", "2026-03-01", "2026-03-20"):
            story.outgoing(on)
        back = story.incoming("2026-04-05")
        assert the("VT305", story, "2026-04-06").evidence == (last, back)

    def test_we_do_not_return(self) -> None:
        story = Story()
        story.incoming("2026-01-01")
        story.outgoing("2026-06-01")
        assert "VT305" not in codes(story, "2026-06-01")

    @pytest.mark.parametrize("name", ["silence", "returned"])
    def test_nobody_returns_to_where_no_word_is_expected(self, name: str) -> None:
        story = Story()
        agreement = story.agreement("2024-02-01")
        story.threshold(name, None, agreement)
        story.touchpoint("2026-11-10", Direction.INCOMING, channel=Channel.CALL)
        assert "VT305" not in codes(story)


class TestPromises:
    @pytest.mark.parametrize("by", list(Side))
    def test_it_is_overdue_from_the_day_after_its_day(self, by: Side) -> None:
        story = Story()
        promise = story.promise("2026-01-01", "2026-01-10", by=by)
        assert codes(story, "2026-01-10") == []
        finding = the("VT309", story, "2026-01-11")
        assert (finding.severity, finding.since, finding.days) == (MEDIUM, day("2026-01-10"), 1)
        assert (finding.evidence, finding.subject) == ((promise,), "they start")
        who = "The vendor" if by is VENDOR else "We"
        assert str(finding.message) == (
            f"{who} promised “they start” by 10 Jan 2026; that is 1 day overdue"
        )

    @pytest.mark.parametrize("by", list(Side))
    def test_it_is_broken_when_silence_of_its_maker_followed(self, by: Side) -> None:
        story = Story()
        story.promise("2026-01-01", "2026-01-10", by=by)
        finding = the("VT309", story, "2026-02-01")
        assert finding.severity is HIGH
        who = "The vendor" if by is VENDOR else "We"
        assert str(finding.message) == (
            f"{who} promised “they start” by 10 Jan 2026; silence followed"
        )

    @pytest.mark.parametrize("by", list(Side))
    def test_it_is_broken_when_that_is_known_be_it_early(self, by: Side) -> None:
        story = Story()
        promise = story.promise("2026-01-01", "2026-01-10", by=by)
        outcome = story.outcome("2026-01-05", promise, kept=False)
        assert codes(story, "2026-01-04") == []
        finding = the("VT309", story, "2026-01-06")
        assert (finding.severity, finding.since, finding.days) == (HIGH, day("2026-01-05"), 1)
        assert finding.evidence == (promise, outcome)
        who = "The vendor" if by is VENDOR else "We"
        assert str(finding.message) == (
            f"{who} promised “they start” by 10 Jan 2026 and broke the promise"
        )

    def test_a_late_confession_dates_from_the_day_that_was_promised(self) -> None:
        story = Story()
        story.outcome("2026-01-20", story.promise("2026-01-01", "2026-01-10"), kept=False)
        assert the("VT309", story, "2026-01-21").since == day("2026-01-10")

    def test_silence_that_began_after_its_day_or_ended_before_it_breaks_nothing(self) -> None:
        story = Story()
        story.promise("2026-01-01", "2026-02-20")
        story.incoming("2026-02-10")
        story.incoming("2026-02-22")
        assert the("VT309", story, "2026-02-23").severity is MEDIUM
        assert the("VT309", story, "2026-04-01").severity is MEDIUM

    def test_silence_owed_by_the_other_side_breaks_nothing(self) -> None:
        story = Story()
        story.promise("2026-01-01", "2026-01-10")
        story.incoming("2026-01-02", owes=Debtor.US)
        assert the("VT309", story, "2026-03-01").severity is MEDIUM

    def test_a_kept_one_is_no_finding_and_the_last_outcome_counts(self) -> None:
        story = Story()
        promise = story.promise("2026-01-01", "2026-01-10")
        another = story.promise("2026-01-01", "2026-12-10")
        story.outcome("2026-01-11", promise, kept=False)
        story.outcome("2026-01-12", promise, kept=True)
        story.outcome("2026-01-12", another, kept=True)
        assert codes(story, "2026-01-11") == ["VT309"]
        assert codes(story, "2026-01-12") == []

    def test_a_delivery_of_every_segment_it_names_keeps_it(self) -> None:
        story = Story()
        agreement = story.agreement("2026-01-01")
        b, c = (story.segment("2026-01-01", agreement, name) for name in "BC")
        story.promise("2026-01-01", "2026-01-10", segments=(b, c))
        story.delivery("2026-01-08", agreement, b, 1)
        story.delivery("2026-01-12", agreement, c, 1)
        assert codes(story, "2026-01-11") == ["VT309"]
        assert codes(story, "2026-01-12") == []


class TestNotChased:
    @pytest.mark.parametrize(
        ("today", "expected"), [("2026-01-24", 0), ("2026-01-25", 1), ("2026-03-01", 1)]
    )
    def test_the_days_are_counted_from_the_day_of_the_promise(
        self, today: str, expected: int
    ) -> None:
        story = Story()
        story.promise("2026-01-01", "2026-01-10")
        assert codes(story, today).count("VT311") == expected

    def test_or_from_the_start_of_the_silence_if_that_is_later(self) -> None:
        story = Story()
        story.promise("2026-01-01", "2026-01-02")
        story.incoming("2026-01-10")
        assert "VT311" not in codes(story, "2026-01-24")
        finding = the("VT311", story, "2026-01-25")
        assert (finding.since, finding.days, finding.severity) == (day("2026-01-10"), 15, MEDIUM)
        assert finding.subject == "2026-01-10 – …"
        assert str(finding.message) == (
            "The vendor has owed us a word since 10 Jan 2026; for 15 days we have not asked for it"
        )

    def test_asking_ends_the_days_that_are_counted(self) -> None:
        story = Story()
        story.promise("2026-01-01", "2026-01-10")
        story.outgoing("2026-01-24")
        assert "VT311" not in codes(story, "2026-02-07")
        assert the("VT311", story, "2026-02-08").since == day("2026-01-24")

    def test_a_word_that_nobody_asked_for_is_missed_when_the_silence_is_too_long(self) -> None:
        story = Story()
        story.outgoing("2026-01-01")
        assert codes(story, "2026-01-31") == []
        assert codes(story, "2026-02-01") == ["VT301", "VT311"]
        story.threshold("silence", None)
        assert codes(story, "2026-02-01") == []

    def test_what_we_owe_is_not_ours_to_chase(self) -> None:
        story = Story()
        story.incoming("2026-01-01", asks=True)
        assert "VT311" not in codes(story, "2026-03-01")

    def test_a_threshold_that_is_off_finds_nothing(self) -> None:
        story = Story()
        story.threshold("not-chased", None)
        story.outgoing("2026-01-01", asks=True)
        assert "VT311" not in codes(story, "2026-03-01")
