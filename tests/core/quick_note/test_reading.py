"""One line becomes what was said, in both languages; nothing is guessed."""

from datetime import date

import pytest

from tests.core.quick_note.told import (
    CALLS,
    IRINA,
    MOSCOW,
    NORTHLINE,
    OLEG,
    OTHER,
    ROMAN,
    ROMANA,
    RUSSIAN,
    SEGMENT_A,
    SEGMENT_B,
    SEGMENT_RU,
    TODAY,
    ZVONAR,
    ZVONARIUS,
    choices,
    open_parts,
    settled,
    understood,
    words,
)
from vendortrail.quick_note import Known, Part, Promised, named, read
from vendortrail.quick_note.reader import SUMMARY
from vendortrail.records.values import Channel, Course, Direction, Side

IN, OUT, BOTH = Direction.INCOMING, Direction.OUTGOING, Direction.MUTUAL


def test_english_note() -> None:
    reading = settled(
        "@zvonar call from them yesterday 15:30: promised segment B by Friday #segment-b tone -1"
    )
    assert reading.vendor == ZVONAR
    assert (reading.channel, reading.direction) == (Channel.CALL, IN)
    assert reading.when.text == "2026-11-15T15:30+03:00"
    assert reading.summary == "promised segment B by Friday"
    assert reading.promises == (
        Promised("segment B", Side.VENDOR, date(2026, 11, 20), None, (SEGMENT_B,)),
    )
    assert (reading.agreement, reading.segments, reading.tone) == (CALLS, (SEGMENT_B,), -1)


def test_russian_note() -> None:
    reading = settled(
        "@звонарь звонок от них вчера 15:30: обещали сегмент Б к пятнице #сегмент-б тон -1"
    )
    assert reading.vendor == RUSSIAN
    assert (reading.channel, reading.direction) == (Channel.CALL, IN)
    assert reading.when.text == "2026-11-15T15:30+03:00"
    assert reading.summary == "обещали сегмент Б к пятнице"
    assert reading.promises == (
        Promised("сегмент Б", Side.VENDOR, date(2026, 11, 20), None, (SEGMENT_RU,)),
    )
    assert (reading.segments, reading.tone) == ((SEGMENT_RU,), -1)


def test_every_word_is_shown_as_what_it_was_understood() -> None:
    line = "@zvonar we wrote @roman-z, mail of 12 Nov, re #12: tone: +2 and the report?"
    assert words(understood(line)) == {
        "vendor": "@zvonar",
        "direction": "we wrote",
        "people": "@roman-z",
        "channel": "mail",
        "when": "of 12 Nov",
        "answers": "re #12",
        "summary": ":",
        "tone": "tone: +2",
        "asks": "?",
    }


@pytest.mark.parametrize(
    ("said", "channel", "direction"),
    [
        ("call from @zvonar", Channel.CALL, IN),
        ("call to @zvonar", Channel.CALL, OUT),
        ("@zvonar they called us", Channel.CALL, IN),
        ("@zvonar called", Channel.CALL, IN),
        ("called @zvonar", Channel.CALL, OUT),
        ("@zvonar we called", Channel.CALL, OUT),
        ("@zvonar called us", Channel.CALL, IN),
        ("@zvonar mail <", Channel.MAIL, IN),
        ("@zvonar > letter", Channel.LETTER, OUT),
        ("@zvonar <> chat", Channel.CHAT, BOTH),
        ("@zvonar ↔ meeting", Channel.MEETING, BOTH),
        ("met with @zvonar", Channel.MEETING, BOTH),
        ("@zvonar ticket both", Channel.TICKET, BOTH),
        ("@zvonar wrote, mail", Channel.MAIL, IN),
        ("@roman-z called", Channel.CALL, IN),
        ("@irina called @zvonar", Channel.CALL, OUT),
        ("@zvonar call from @irina", Channel.CALL, OUT),
        ("@zvonar call both from @irina", Channel.CALL, None),
        ("@звонарь звонили мы", Channel.CALL, OUT),
        ("@звонарь позвонили нам", Channel.CALL, IN),
        ("@звонарь мы позвонили", Channel.CALL, OUT),
        ("@звонарь позвонили им", Channel.CALL, OUT),
        ("@звонарь они звонили", Channel.CALL, IN),
        ("@звонарь позвонил", Channel.CALL, IN),
        ("@звонарь я позвонил", Channel.CALL, OUT),
        ("@звонарь письмо от них", Channel.MAIL, IN),
        ("@звонарь официальное письмо им", Channel.LETTER, OUT),
        ("@звонарь встретились", Channel.MEETING, BOTH),
        ("@звонарь созвонились", Channel.CALL, BOTH),
        ("@звонарь звонок", Channel.CALL, None),
        ("@звонарь звонили", Channel.CALL, None),
        ("@zvonar call", Channel.CALL, None),
        ("@zvonar from them", None, IN),
        ("@zvonar phoned me", Channel.CALL, IN),
        ("@roman-z call from him", Channel.CALL, IN),
        ("@zvonar whatsapp to her", Channel.CHAT, OUT),
        ("@звонарь позвонили мне", Channel.CALL, IN),
        ("@звонарь письмо, исх.", Channel.MAIL, OUT),
        ("@звонарь вх. чат", Channel.CHAT, IN),
        ("@звонарь в ватсапе от него", Channel.CHAT, IN),
    ],
)
def test_channel_and_direction_are_taken_as_they_are_said(
    said: str, channel: Channel | None, direction: Direction | None
) -> None:
    for line in (f"{said}: hm", f"{said} today: hm"):
        reading = understood(line)
        assert (reading.channel, reading.direction) == (channel, direction)
        assert (channel is None) == (Part.CHANNEL in open_parts(line))
        assert (direction is None) == (Part.DIRECTION in open_parts(line))
        assert reading.summary == "hm"


def test_what_is_not_said_is_asked_for_with_the_words_that_say_it() -> None:
    line = "@zvonar call yesterday: hello"
    assert choices(line, Part.DIRECTION) == [
        "@zvonar call from them yesterday: hello",
        "@zvonar call to them yesterday: hello",
        "@zvonar call both yesterday: hello",
    ]
    assert choices("@звонарь от них: привет", Part.CHANNEL)[:2] == [
        "@звонарь от них звонок: привет",
        "@звонарь от них письмо: привет",
    ]
    assert choices("привет", Part.DIRECTION)[0] == "от них привет"
    assert open_parts("") == [Part.VENDOR, Part.CHANNEL, Part.DIRECTION, Part.SUMMARY]


def test_two_channels_or_directions_are_asked_about() -> None:
    line = "@zvonar call from them, mail to them: hello"
    assert open_parts(line) == [Part.CHANNEL, Part.DIRECTION]
    assert choices(line, Part.CHANNEL) == [
        '@zvonar call from them, "mail" to them: hello',
        '@zvonar "call" from them, mail to them: hello',
    ]
    assert settled('@zvonar call from them, "mail" "to them": hello').channel is Channel.CALL


def test_head_ends_with_the_first_word_that_is_not_understood() -> None:
    reading = settled("@zvonar call from them today asked for the mail of yesterday's call")
    assert reading.summary == "asked for the mail of yesterday's call"
    assert reading.channel is Channel.CALL


def test_head_with_a_colon_may_have_other_words() -> None:
    reading = settled("@zvonar call with their new manager from them on 12 Nov: hello")
    assert reading.when.text == "2026-11-12"
    assert reading.summary == "with their new manager: hello"


def test_colon_right_behind_the_name_does_not_end_the_head() -> None:
    assert settled("@zvonar: call from them: hello").summary == "hello"
    assert settled("@zvonar: call from them today hello").summary == "hello"


def test_colon_far_away_belongs_to_the_text() -> None:
    filling = " ".join(["word"] * 30)
    reading = settled(f"@zvonar call < {filling}: mail")
    assert (reading.channel, reading.summary) == (Channel.CALL, f"{filling}: mail")


@pytest.mark.parametrize(
    ("said", "when"),
    [
        ("", "2026-11-16"),
        ("today", "2026-11-16"),
        ("15:30", "2026-11-16T15:30+03:00"),
        ("12.10.2026 в 10:05", "2026-10-12T10:05+03:00"),
        ("12 октября", "2026-10-12"),
        ("last week", "[2026-11-09..2026-11-15]"),
        ("about 10 Nov", "2026-11-10~"),
        ("between 3 and 5 May", "[2026-05-03..2026-05-05]"),
        ("2026-11-15T15:30+03:00", "2026-11-15T15:30+03:00"),
        ("[2026-11-10..2026-11-12]", "[2026-11-10..2026-11-12]"),
        ("tomorrow at 10", "2026-11-17T10:00+03:00"),
        ("вчера в 9 утра", "2026-11-15T09:00+03:00"),
        (", yesterday, 15:30", "2026-11-15T15:30+03:00"),
    ],
)
def test_day_is_read_as_people_type_it(said: str, when: str) -> None:
    reading = settled(f"@zvonar call < {said}: hello")
    assert (reading.when.text, reading.summary) == (when, "hello")


def test_day_of_the_week_may_be_the_last_or_the_next_unless_it_has_been() -> None:
    assert choices("@zvonar meeting both Friday: hello", Part.WHEN) == [
        "@zvonar meeting both 2026-11-13: hello",
        "@zvonar meeting both 2026-11-20: hello",
    ]
    assert settled("@zvonar met Friday: hello").when.text == "2026-11-13"
    promised = "@zvonar call < Friday: they promised more by 1 Dec"
    assert settled(promised).when.text == "2026-11-13"


def test_date_of_two_readings_is_asked_about() -> None:
    assert choices("@zvonar call < 10/11/2025: hello", Part.WHEN) == [
        "@zvonar call < 2025-11-10: hello",
        "@zvonar call < 2025-10-11: hello",
    ]


def test_two_days_are_asked_about() -> None:
    assert choices("@zvonar call < yesterday and today: hello", Part.WHEN) == [
        '@zvonar call < yesterday and "today": hello',
        '@zvonar call < "yesterday" and today: hello',
    ]


def test_day_that_only_the_text_mentions_is_asked_about() -> None:
    assert choices("@zvonar mail < asked for the logs yesterday", Part.WHEN) == [
        "@zvonar mail < 2026-11-15 asked for the logs yesterday",
        "@zvonar mail < 2026-11-16 asked for the logs yesterday",
    ]
    settled("@zvonar mail < today asked for the logs yesterday")


@pytest.mark.parametrize(
    ("line", "days"),
    [
        ("@zvonar we called Roman on Friday, all is well", ["2026-11-13"]),
        ("@звонарь звонок от них, обсудили 10 ноября цену", ["2026-11-10"]),
        ("@zvonar call < about the mail of 12.11.2026", ["2026-11-12"]),
        ("@звонарь отправили им письмо 10.11 с вопросом", ["2026-11-10"]),
        ("@zvonar call > about C tomorrow", ["2026-11-17"]),
        ("@zvonar meeting both about C on Friday", ["2026-11-13", "2026-11-20"]),
    ],
)
def test_day_behind_what_is_not_understood_is_asked_about(line: str, days: list[str]) -> None:
    offered = choices(line, Part.WHEN)
    assert [understood(it).when.text for it in offered] == [*days, "2026-11-16"]
    assert all(Part.WHEN not in open_parts(it) for it in offered)


@pytest.mark.parametrize(
    "said",
    [
        "called, they want 12.5 more",  # a number
        "called, they want it by Friday",  # a deadline
        "called, they will write tomorrow",  # what has been was not tomorrow
        "called, it was in March",  # no day
        "call < today, asked about Friday",  # the day is said
        "call <: asked about Friday",  # a colon says what is the beginning
        'called, "Friday" was mentioned',  # quoted
    ],
)
def test_day_that_cannot_be_meant_is_not_asked_about(said: str) -> None:
    assert settled(f"@zvonar {said}").when.text == "2026-11-16"


@pytest.mark.parametrize("odd", ["31.02.2026", "2026-02-31", "31/02/26", "25:70"])
@pytest.mark.parametrize("behind", [": hello", " hello"])
def test_day_or_hour_that_there_is_not_is_asked_about(odd: str, behind: str) -> None:
    line = f"@zvonar call < {odd}{behind}"
    assert choices(line, Part.WHEN) == [f'@zvonar call < "{odd}"{behind}']
    assert settled(f'@zvonar call < "{odd}"{behind}').when.text == "2026-11-16"


def test_what_is_still_ahead_is_planned() -> None:
    assert settled("@zvonar meeting both tomorrow 10:00: the offer").course is Course.PLANNED
    assert settled("@zvonar meeting both today 10:00: the offer").course is Course.HELD


def test_long_note_is_kept_whole_behind_a_short_summary() -> None:
    told = " ".join(f"word{place}" for place in range(60))
    reading = settled(f"@zvonar call <: {told}")
    assert reading.text == told
    assert len(reading.summary) <= SUMMARY
    assert told.startswith(reading.summary.removesuffix("…"))
    assert settled(f"@zvonar call <: {'x' * 200}").summary == "x" * (SUMMARY - 1) + "…"


def test_what_is_quoted_stays_text() -> None:
    reading = settled('@zvonar call <: they said "tone 5 @nobody promised it by Friday?"')
    assert reading.summary == 'they said "tone 5 @nobody promised it by Friday?"'
    assert reading.promises == ()
    assert settled("@звонарь звонок <: «тон 5» и “@nobody”").summary == "«тон 5» и “@nobody”"


# Names


def test_vendor_is_named_by_a_beginning_or_its_number() -> None:
    assert settled("@north call <: hello").vendor == NORTHLINE
    assert settled("@9 call <: hello").vendor == NORTHLINE
    assert settled("call <: hello @zvonar-contact-centre").vendor == ZVONAR


def test_vendor_that_is_not_named_is_asked_for() -> None:
    assert choices("call <: hello", Part.VENDOR)[0] == "@zvonar call <: hello"
    many = Known(vendors=tuple(named(place, [f"Vendor {place}"]) for place in range(10)))
    (question,) = read("call <: hello", many, TODAY, MOSCOW).questions
    assert question.choices == ()


def test_ambiguous_name_is_asked_about() -> None:
    line = "@zvon call <: hello"
    assert choices(line, Part.VENDOR) == [
        "@zvonar call <: hello",
        "@zvonarius call <: hello",
    ]
    assert [settled(it).vendor for it in choices(line, Part.VENDOR)] == [ZVONAR, ZVONARIUS]


def test_unknown_name_is_asked_about() -> None:
    offered = choices("@northlime call <: hello", Part.VENDOR)
    assert offered[0] == "@northline-mobile call <: hello"
    assert offered[-1] == '"@northlime" call <: hello'
    assert choices("@zvonar @qqq call <: hello", Part.VENDOR) == ['@zvonar "@qqq" call <: hello']
    assert settled("@zvonar call <: mail to anna@zvonar.example, @ 5").vendor == ZVONAR


def test_two_vendors_are_asked_about() -> None:
    assert choices("@zvonar call <: as bad as @northline", Part.VENDOR) == [
        '@zvonar call <: as bad as "@northline"',
        '"@zvonar" call <: as bad as @northline',
    ]


def test_people_are_named_like_vendors_and_tell_their_own() -> None:
    reading = settled("@roman-zvonov with @irina call <: @irina will check")
    assert (reading.vendor, reading.people) == (ZVONAR, (ROMAN, IRINA))
    assert reading.summary == "Irina Sokolova will check"
    assert open_parts("@roman @oleg call <: hello")[0] is Part.VENDOR
    assert settled("@northline call <: hello @oleg").people == (OLEG,)
    assert settled("@berg called: hello").people == (ROMANA,)
    assert choices("@zvonar call <: @roma", Part.VENDOR) == [
        "@zvonar call <: @roman-zvonov",
        "@zvonar call <: @romana-berg",
    ]
    assert open_parts("@zvonar call <: @oleg") == [Part.VENDOR]


def test_segment_names_its_agreement_and_stays_in_the_text_without_a_promise() -> None:
    reading = settled("@zvonar call <: slow #a")
    assert (reading.agreement, reading.segments) == (CALLS, (SEGMENT_A,))
    assert reading.summary == "slow #a"
    assert settled("@zvonar call <: slow #z-25").agreement == CALLS
    assert settled("@zvonar call <: slow #z-25").summary == "slow"
    assert settled("@zvonar call <: #z-25 is slow").summary == "#z-25 is slow"
    assert settled("@zvonar call <: slow #z-25 #chats").agreement is None
    assert settled("@zvonar call <: slow #a #night").agreement is None
    assert settled("@zvonar call <: slow #a #chats").agreement == OTHER
    assert open_parts("@zvonar call <: slow #nothing") == [Part.SEGMENT]
    assert open_parts("@zvonar call <: slow #seg") == [Part.SEGMENT]
    assert open_parts("@northline call <: slow #a") == [Part.SEGMENT]


# Promises


@pytest.mark.parametrize(
    ("said", "by", "text", "due"),
    [
        ("we promised to pay by 1 Dec", Side.US, "to pay", date(2026, 12, 1)),
        ("they promised by 1 Dec to start", Side.VENDOR, "to start", date(2026, 12, 1)),
        ("promised a list tomorrow, then more", Side.VENDOR, "a list", date(2026, 11, 17)),
        ("promised 2 lists in 3 days.", Side.VENDOR, "2 lists", date(2026, 11, 19)),
        ("promised all of 12 Nov by Friday", Side.VENDOR, "all of 12 Nov", date(2026, 11, 20)),
        ("promised all no later than 20 Nov", Side.VENDOR, "all", date(2026, 11, 20)),
        ("мы обещали оплату до 1 декабря", Side.US, "оплату", None),
        ("обещали отчёт не позднее 20.11.2026", Side.VENDOR, "отчёт", date(2026, 11, 20)),
        ("я обещал список ко вторнику", Side.US, "список", date(2026, 11, 17)),
        ("promised it by May", Side.VENDOR, "it", None),
        ("promised it after Friday by the book", Side.VENDOR, "it after Friday by the book", None),
        ("promised it soon", Side.VENDOR, "it soon", None),
        ("promised it by Friday on the phone", Side.VENDOR, "it", date(2026, 11, 20)),
        ("promised it by end of month", Side.VENDOR, "it", date(2026, 11, 30)),
        ("promised it by the end of the week", Side.VENDOR, "it", None),
        ("promised it within a week", Side.VENDOR, "it", date(2026, 11, 23)),
        ("he promised it by 1 Dec", Side.VENDOR, "it", date(2026, 12, 1)),
        ("мне обещали всё до конца года", Side.VENDOR, "всё", date(2026, 12, 31)),
    ],
)
def test_promise(said: str, by: Side, text: str, due: date | None) -> None:
    line = f"@zvonar call < today: {said}"
    (promised,) = understood(line).promises
    assert promised == Promised(text, by, due)
    assert (due is None) == (Part.DUE in open_parts(line))


@pytest.mark.parametrize(
    "said", ["they never promised it by 1 Dec", "ничего не обещали", "they have not promised it"]
)
def test_what_was_not_promised_stays_text(said: str) -> None:
    reading = settled(f"@zvonar call <: {said}")
    assert (reading.promises, reading.summary) == ((), said)


def test_two_days_of_one_promise_are_asked_about() -> None:
    line = "@zvonar call <: they promised #a by 1 Dec, #b by 2 Dec"
    offered = choices(line, Part.DUE)
    assert offered == [
        '@zvonar call <: they promised #a by 1 Dec, #b "by 2 Dec"',
        '@zvonar call <: they promised #a "by 1 Dec", #b by 2 Dec',
    ]
    assert [settled(it).promises[0].due for it in offered] == [
        date(2026, 12, 1),
        date(2026, 12, 2),
    ]
    twice = settled("@zvonar call <: they promised it by 1 Dec, no later than 1 Dec")
    assert twice.promises[0].due == date(2026, 12, 1)


def test_who_promised_is_asked_unless_they_alone_spoke() -> None:
    line = "@zvonar call >: promised it by 1 Dec"
    assert choices(line, Part.PROMISE) == [
        "@zvonar call >: they promised it by 1 Dec",
        "@zvonar call >: we promised it by 1 Dec",
        '@zvonar call >: "promised" it by 1 Dec',
    ]
    assert choices("@звонарь звонок >: обещали всё к 1 декабря", Part.PROMISE)[:2] == [
        "@звонарь звонок >: они обещали всё к 1 декабря",
        "@звонарь звонок >: мы обещали всё к 1 декабря",
    ]


def test_person_who_promises_is_of_one_side() -> None:
    reading = settled(
        "@zvonar met: @roman-zvonov promised it by 1 Dec; @irina promised logs by 2 Dec"
    )
    assert [(it.by, it.contact) for it in reading.promises] == [
        (Side.VENDOR, ROMAN),
        (Side.US, IRINA),
    ]
    assert settled("met: @zvonar promised it by 1 Dec").promises[0].contact is None


def test_each_promise_has_the_segments_in_it_or_those_beside_all() -> None:
    reading = settled(
        "@zvonar met: they promised #a by 1 Dec; we promised the list for it by 2 Dec #b"
    )
    first, second = reading.promises
    assert first == Promised(
        "A: existing customers", Side.VENDOR, date(2026, 12, 1), None, (SEGMENT_A,)
    )
    assert second == Promised("the list for it", Side.US, date(2026, 12, 2), None, (SEGMENT_B,))


def test_promise_of_nothing_but_its_segments() -> None:
    (promised,) = settled("@zvonar call <: promised by 1 Dec #b").promises
    assert promised.text == "B: lapsed customers"
    assert choices("@zvonar call <: promised by 1 Dec", Part.PROMISE) == [
        '@zvonar call <: "promised" by 1 Dec'
    ]


def test_last_day_is_asked_about_where_it_is_not_one() -> None:
    assert choices("@zvonar call <: promised it until 20 Nov", Part.DUE) == [
        "@zvonar call <: promised it by 2026-11-20",
        "@zvonar call <: promised it by 2026-11-19",
    ]
    assert choices("@zvonar call <: promised it by May", Part.DUE) == [
        "@zvonar call <: promised it by 2027-05-31"
    ]
    assert choices("@zvonar call <: promised it not before 20 Nov", Part.DUE) == [
        "@zvonar call <: promised it by 2026-11-20"
    ]
    assert choices("@звонарь звонок <: обещали до 20 ноября всё", Part.DUE)[0] == (
        "@звонарь звонок <: обещали к 2026-11-20 всё"
    )


def test_day_of_a_promise_counts_from_the_call_and_from_today() -> None:
    assert choices("@zvonar call < 12 Nov: promised it by Friday", Part.DUE) == [
        "@zvonar call < 12 Nov: promised it by 2026-11-13",
        "@zvonar call < 12 Nov: promised it by 2026-11-20",
    ]
    (promised,) = settled("@zvonar call < 10 Oct: promised it by 14 Oct").promises
    assert promised.due == date(2026, 10, 14)
    (promised,) = settled("@zvonar call < last week: promised it by 14 Dec").promises
    assert promised.due == date(2026, 12, 14)


# What may be said anywhere


@pytest.mark.parametrize(
    ("said", "field", "value"),
    [
        ("tone -2", "tone", -2),
        ("tone -2.", "tone", -2),
        ("тон −1", "tone", -1),
        ("tone=+1", "tone", 1),
        ("in reply to #12", "answers", 12),
        ("в ответ на #12", "answers", 12),
        ("re: #12", "answers", 12),
        ("how much?", "asks", True),
        ("how much? #a tone -1", "asks", True),
        ("how much? they asked", "asks", False),
        ("ждём ответа", "asks", True),
        ("purpose not stated", "purpose_stated", False),
        ("цель названа", "purpose_stated", True),
        ("they came unprepared", "prepared", False),
        ("question evaded", "question_answered", False),
    ],
)
def test_said_anywhere(said: str, field: str, value: object) -> None:
    reading = settled(f"@zvonar call < today: hello, {said}")
    assert getattr(reading, field) == value


def test_tone_is_one_number_of_five() -> None:
    line = "@zvonar call <: hello tone 5"
    assert choices(line, Part.TONE)[0] == "@zvonar call <: hello tone -2"
    assert choices(line, Part.TONE)[-1] == '@zvonar call <: hello "tone 5"'
    twice = "@zvonar call <: hello tone 1 tone 2"
    assert choices(twice, Part.TONE) == ['@zvonar call <: hello tone 1 "tone 2"']
    for prose in ("a tone", "tone of voice", "tone:", "tone 10000", "tone ²"):
        assert settled(f"@zvonar call <: hello {prose}").tone is None


def test_answer_names_a_record_by_its_number() -> None:
    for prose in ("re", "re Friday's mail", "answers #a", "re:"):
        reading = settled(f"@zvonar call < today: hello {prose}")
        assert reading.answers is None
        assert reading.summary.endswith(prose.rstrip(":"))
