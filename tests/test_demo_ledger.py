"""The demo's ledger tells the four stories, in both languages, as facts and not as findings."""

import hashlib
import json
from collections import Counter
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from functools import cache
from itertools import pairwise
from typing import Any, TypeVar

import pytest

from vendortrail import shipped
from vendortrail.importers import results as tables
from vendortrail.records.dealings import (
    TOTAL,
    Claim,
    Expectation,
    Offer,
    Pulse,
    Touchpoint,
    Usage,
)
from vendortrail.records.history import History, ResultGroup
from vendortrail.records.housekeeping import Correction, Threshold
from vendortrail.records.parties import Agreement, Contact, Departure, Vendor
from vendortrail.records.promised import (
    PRICE,
    RESULT_DEFINITION,
    CloseOut,
    Delivery,
    Payment,
    Promise,
    PromiseOutcome,
    Segment,
    TermAnswer,
    TermProposal,
)
from vendortrail.records.record import Payload, Record, decode, encode, references, seal
from vendortrail.records.result_line import ResultLine
from vendortrail.records.values import (
    Channel,
    Course,
    Direction,
    KeyAnswers,
    Level,
    Manner,
    Money,
    Side,
    Subject,
)
from vendortrail.results import Count, recount

DEMO = shipped.db_folder() / "demo"
TODAY = date(2026, 11, 16)
ZVONAR, NORTHLINE, CLEARPATH, POLYPHON = range(4)
P = TypeVar("P", bound=Payload)

# Where the two languages may differ: what people wrote, the columns of the report and its hash.
TEXTS = {
    *("name", "aliases", "referred_by", "referrer_interest", "role", "note", "title", "text"),
    *("wording", "argument", "summary", "purpose", "reason", "recorded_by", "key", "meter"),
    *("unit", "outcome", "day", "seconds", "questions", "key_questions", "sha256", "evidence"),
    "about",
}


def lines(lang: str) -> list[bytes]:
    return (DEMO / f"{lang}.jsonl").read_bytes().splitlines()


@cache
def ledger(lang: str) -> tuple[Record[Payload], ...]:
    return tuple(decode(line) for line in lines(lang))


@cache
def story(lang: str, number: int) -> History:
    records = ledger(lang)
    vendor = [record.seq for record in records if isinstance(record.payload, Vendor)][number]
    about = tuple(
        record
        for record in records
        if vendor in {record.vendor, record.seq}
        or (record.vendor is None and not isinstance(record.payload, Vendor))
    )
    return History(vendor, about)


def only(records: Iterable[Record[P]]) -> Record[P]:
    (record,) = records
    return record


def roubles(amount: Money | None) -> int:
    assert amount is not None
    assert amount.currency == "RUB"
    assert amount.minor % 100 == 0
    return amount.minor // 100


def exact_days(history: History, kind: type[Payload]) -> list[str]:
    return [record.day.isoformat() for record in history.of(kind)]


def people_of(history: History, touchpoint: Record[Touchpoint]) -> list[Contact]:
    return [history.named(person, Contact).payload for person in touchpoint.payload.people]


def silences(touchpoints: Iterable[Record[Touchpoint]]) -> list[timedelta]:
    held = [t.day for t in touchpoints if t.payload.manner is not Manner.AUTOMATIC]
    return [later - earlier for earlier, later in pairwise(held)]


language = pytest.mark.parametrize("lang", ["en", "ru"])


# The file.


@language
def test_each_line_is_a_record_in_canonical_bytes(lang: str) -> None:
    assert [encode(record) for record in ledger(lang)] == lines(lang)
    assert (DEMO / f"{lang}.jsonl").read_bytes().endswith(b"}\n")


@language
def test_numbers_are_gapless_names_unique_and_times_ascend(lang: str) -> None:
    records = ledger(lang)
    assert [record.seq for record in records] == list(range(1, len(records) + 1))
    assert len({record.id for record in records}) == len(records)
    moments = [record.recorded_at for record in records]
    assert moments == sorted(moments)
    assert all(record.day <= record.recorded_on <= TODAY for record in records)


@language
def test_records_name_only_what_was_recorded_before(lang: str) -> None:
    records = ledger(lang)
    for record in records:
        for _, identity, kind in references(record.payload):
            assert identity < record.seq
            assert isinstance(records[identity - 1].payload, kind)
        for named in (record.vendor, record.agreement, record.supersedes):
            assert named is None or named < record.seq


@language
def test_every_text_is_clean(lang: str) -> None:
    assert all(seal(record).record == record for record in ledger(lang))


def test_languages_differ_in_texts_alone() -> None:
    def bare(value: Any, *, text: bool = False) -> Any:
        if isinstance(value, dict):
            return {name: bare(item, text=name in TEXTS) for name, item in value.items()}
        if isinstance(value, list):
            return [bare(item, text=text) for item in value]
        return "text" if text and isinstance(value, str) else value

    english, russian = ([bare(json.loads(line)) for line in lines(lang)] for lang in ("en", "ru"))
    assert english == russian


def test_russian_ledger_is_russian() -> None:
    for english, russian in zip(ledger("en"), ledger("ru"), strict=True):
        if isinstance(english.payload, Touchpoint):
            assert isinstance(russian.payload, Touchpoint)
            assert russian.payload.summary != english.payload.summary
            assert bool(russian.payload.text) == bool(english.payload.text)


@language
def test_vendors_stand_in_the_order_of_the_stories(lang: str) -> None:
    names = [r.payload.name for r in ledger(lang) if isinstance(r.payload, Vendor)]
    english = "Zvonar Contact Centre", "Northline Mobile", "Clearpath Service Desk"
    russian = "Контакт-центр „Звонарь“", "Северная линия", "Клирпас"
    told = {"en": [*english, "Polyphon Platform"], "ru": [*russian, "Полифон"]}
    assert names == told[lang]


@language
def test_agreements_are_of_moscow(lang: str) -> None:
    found = [r.payload for r in ledger(lang) if isinstance(r.payload, Agreement)]
    assert [agreement.zone for agreement in found] == ["Europe/Moscow"] * 4


@language
def test_a_correction_gives_its_reason_and_leaves_the_facts(lang: str) -> None:
    record = only(record for record in ledger(lang) if record.supersedes is not None)
    assert record.reason
    assert not isinstance(record.payload, Correction)
    assert record.supersedes is not None
    assert ledger(lang)[record.supersedes - 1].occurred == "2026-03-06"
    assert record.occurred == "2026-03-05"


@language
def test_no_promise_is_settled_and_no_question_is_left_open(lang: str) -> None:
    records = ledger(lang)
    assert not [record for record in records if isinstance(record.payload, PromiseOutcome)]
    answered = {r.payload.answers for r in records if isinstance(r.payload, Touchpoint)}
    asking = [r for r in records if isinstance(r.payload, Touchpoint) and r.payload.asks]
    unanswered = only(record for record in asking if record.seq not in answered)
    assert unanswered.day == TODAY


# Story 1: three segments, one done.


@language
def test_the_recommended_vendor_belongs_to_who_recommended_it(lang: str) -> None:
    vendor = only(story(lang, ZVONAR).of(Vendor))
    assert vendor.private, "what we suspect is not for the vendor's eyes"
    assert vendor.payload.referred_by
    assert vendor.payload.referrer_interest


@language
def test_three_segments_were_ordered_and_half_was_paid(lang: str) -> None:
    history = story(lang, ZVONAR)
    agreement = only(history.of(Agreement))
    assert agreement.occurred == agreement.payload.starts == "2025-10-06"
    assert agreement.payload.ends == "2025-12-31"
    assert roubles(agreement.payload.value) == 45_000
    assert [
        (segment.payload.quantity, segment.payload.priority, segment.payload.due)
        for segment in history.of(Segment)
    ] == [(100, priority, "2025-12-31") for priority in (1, 2, 3)]
    payment = only(history.of(Payment))
    assert (payment.occurred, roubles(payment.payload.amount)) == ("2025-10-08", 22_500)
    assert not history.of(CloseOut)


@language
def test_only_the_price_was_ever_agreed(lang: str) -> None:
    history = story(lang, ZVONAR)
    answer = only(history.of(TermAnswer))
    assert answer.occurred == "2025-10-06"
    price = history.named(answer.payload.proposal, TermProposal)
    assert price.payload.key == PRICE
    assert price.payload.value is not None
    assert roubles(price.payload.value.money) == 150


@language
def test_silence_of_a_year_follows_the_promise(lang: str) -> None:
    history = story(lang, ZVONAR)
    assert exact_days(history, Touchpoint) == [
        *("2025-10-01", "2025-10-08", "2025-10-14", "2025-10-23", "2025-10-31", "2025-11-07"),
        *("2025-11-10", "2025-11-14", "2026-11-12", "2026-11-13", "2026-11-16"),
    ]
    assert date(2026, 11, 12) - date(2025, 11, 14) == timedelta(days=363)
    last, returned = (
        only(t for t in history.of(Touchpoint) if t.day.isoformat() == day)
        for day in ("2025-11-14", "2026-11-12")
    )
    assert (last.payload.channel, last.payload.direction) == (Channel.MAIL, Direction.INCOMING)
    assert (returned.payload.channel, returned.payload.asks) == (Channel.MAIL, True)
    promise = only(history.of(Promise))
    assert (promise.payload.by, promise.payload.due) == (Side.VENDOR, "2025-11-21")
    assert promise.payload.touchpoint == last.seq
    assert promise.payload.segments == tuple(s.seq for s in history.of(Segment)[1:])


@language
def test_the_return_brings_a_wider_definition_and_a_higher_price(lang: str) -> None:
    history = story(lang, ZVONAR)
    theirs, price, ours = history.of(TermProposal)[1:]
    assert [p.occurred for p in (theirs, price, ours)] == ["2026-11-13", "2026-11-13", "2026-11-16"]
    assert (theirs.payload.by, price.payload.by, ours.payload.by) == (
        *(Side.VENDOR, Side.VENDOR),
        Side.US,
    )
    assert theirs.payload.argument
    assert ours.payload.counters == theirs.seq
    assert price.payload.value is not None
    assert roubles(price.payload.value.money) == 180
    assert (theirs.payload.key, ours.payload.key) == (RESULT_DEFINITION, RESULT_DEFINITION)


def rows(lang: str) -> list[ResultLine]:
    """Return the rows of the report, read by the mapping of its delivery."""
    delivery = only(story(lang, ZVONAR).of(Delivery)).payload
    assert delivery.table is not None
    data = (DEMO / "evidence" / f"zvonar-segment-a.{lang}.csv").read_bytes()
    found = list(tables.lines(tables.open_table(data), delivery.table.mapping))
    read = [row for row in found if isinstance(row, ResultLine)]
    assert (len(read), len(found)) == (160, 160)
    return read


@language
def test_the_report_is_kept_as_evidence(lang: str) -> None:
    history = story(lang, ZVONAR)
    delivery = only(history.of(Delivery))
    table = delivery.payload.table
    assert table is not None
    data = (DEMO / "evidence" / f"zvonar-segment-a.{lang}.csv").read_bytes()
    assert delivery.evidence == (hashlib.sha256(data).hexdigest(),) == (table.sha256,)
    assert (table.rows, table.refused, delivery.payload.claimed) == (160, 0, 100)
    assert delivery.occurred == "2025-11-07"
    assert delivery.payload.segment == history.of(Segment)[0].seq


@language
def test_rows_of_the_report_are_those_of_the_story(lang: str) -> None:
    full, back, hang_up, refusal, no_answer = {
        "en": (
            *("full dialogue", "call-back agreed", "hang-up after hearing who calls"),
            *("refusal", "no answer"),
        ),
        "ru": (
            *("полный диалог", "согласован перезвон", "бросил трубку, узнав, кто звонит"),
            *("отказ", "нет ответа"),
        ),
    }[lang]
    found = Counter((row.outcome, row.key_answers) for row in rows(lang))
    assert found == {
        (full, KeyAnswers.ANSWERED): 30,
        (full, KeyAnswers.OPEN): 6,
        (full, KeyAnswers.NOT_ASKED): 12,
        (back, KeyAnswers.ANSWERED): 8,
        (back, KeyAnswers.OPEN): 4,
        (back, KeyAnswers.NOT_ASKED): 9,
        (hang_up, KeyAnswers.NOT_ASKED): 31,
        (refusal, KeyAnswers.NOT_ASKED): 22,
        (no_answer, KeyAnswers.NOT_ASKED): 38,
    }


@language
def test_rows_were_called_before_the_report(lang: str) -> None:
    days = [row.day for row in rows(lang)]
    assert all(day and date(2025, 10, 20) <= day <= date(2025, 11, 6) for day in days)


@language
def test_both_definitions_count_what_the_story_says(lang: str) -> None:
    groups = [ResultGroup(r.outcome, r.key_answers, r.seconds, 1) for r in rows(lang)]
    theirs, ours = (
        p.payload.definition
        for p in story(lang, ZVONAR).of(TermProposal)
        if p.payload.key == RESULT_DEFINITION
    )
    assert theirs is not None
    assert ours is not None
    assert recount(groups, theirs) == Count(100, 60, 0)
    assert recount(groups, ours) == Count(38, 101, 21)


# Story 2: an offer that is better for someone else.


@language
def test_the_number_is_ours_since_2005_and_silence_is_off(lang: str) -> None:
    history = story(lang, NORTHLINE)
    agreement = only(history.of(Agreement))
    assert agreement.occurred == "2005"
    threshold = only(history.of(Threshold))
    assert (threshold.payload, threshold.agreement) == (Threshold("silence"), agreement.seq)


@language
def test_twelve_months_cost_less_under_the_current_terms(lang: str) -> None:
    history = story(lang, NORTHLINE)
    answers = history.of(TermAnswer)
    assert {answer.payload.effective for answer in answers} == {"2024-02-01"}
    fee, internet, calls = (history.named(a.payload.proposal, TermProposal) for a in answers)
    offered_fee, offered_internet, offered_calls = only(history.of(Offer)).payload.terms
    assert [t.payload.key for t in (fee, internet, calls)] == [
        term.key for term in (offered_fee, offered_internet, offered_calls)
    ]
    assert fee.payload.value
    assert internet.payload.value
    assert calls.payload.value
    assert offered_fee.value
    assert offered_internet.value
    assert offered_calls.value
    assert (internet.payload.value.number, offered_internet.value.number) == ("5", "16")

    used: dict[str, dict[str, int]] = {}
    for usage in history.of(Usage):
        used.setdefault(usage.payload.meter, {})[usage.payload.month] = usage.payload.quantity
    months = [f"2025-{m}" for m in (11, 12)] + [f"2026-{m:02}" for m in range(1, 11)]
    assert used == {
        internet.payload.key: dict.fromkeys(months, 0),
        calls.payload.key: {**dict.fromkeys(months, 0), "2026-09": 10},
    }

    def year(fixed: Money | None, call: Money | None) -> int:
        return 12 * roubles(fixed) + 10 * roubles(call)

    assert year(fee.payload.value.money, calls.payload.value.money) == 5_590
    assert year(offered_fee.value.money, offered_calls.value.money) == 7_200


@language
def test_the_caller_said_neither_why_nor_for_whom(lang: str) -> None:
    history = story(lang, NORTHLINE)
    call = only(history.of(Touchpoint))
    assert (call.day, call.payload.purpose_stated) == (date(2026, 11, 10), False)
    assert (call.payload.prepared, call.payload.question_answered) == (False, False)
    assert [claim.payload.backing for claim in history.of(Claim)] == ["", "", ""]
    offer = only(history.of(Offer))
    assert {claim.payload.offer for claim in history.of(Claim)} == {offer.seq}
    _fee, internet, calls = (term.key for term in offer.payload.terms)
    assert [claim.payload.about for claim in history.of(Claim)] == [internet, calls, TOTAL]


# Story 3: everything is green, and something is off.


@language
def test_every_report_came_by_the_fifth(lang: str) -> None:
    history = story(lang, CLEARPATH)
    agreement = only(history.of(Agreement)).payload
    assert (agreement.hours, agreement.answer_hours) == ("8x5", 4)
    deliveries = history.of(Delivery)
    assert [d.day.strftime("%Y-%m") for d in deliveries] == [
        *(f"2025-{month}" for month in (10, 11, 12)),
        *(f"2026-{month:02}" for month in range(1, 12)),
    ]
    assert all(delivery.day.day <= 5 for delivery in deliveries)
    first, second = history.of(Segment)
    assert (first.payload.quantity, second.payload.quantity) == (12, 12)
    assert Counter(d.payload.segment for d in deliveries) == {first.seq: 12, second.seq: 2}
    assert only(history.of(CloseOut)).payload.segment == first.seq


@language
def test_what_counts_was_accepted_at_signing(lang: str) -> None:
    history = story(lang, CLEARPATH)
    signed = only(history.of(Agreement)).day
    accepted = {a.payload.proposal for a in history.of(TermAnswer) if a.day == signed}
    proposals = history.of(TermProposal)
    assert {proposal.seq for proposal in proposals} == accepted
    definition = only(p for p in proposals if p.payload.key == RESULT_DEFINITION)
    assert definition.payload.definition is not None


@language
def test_every_request_was_answered_within_four_working_hours(lang: str) -> None:
    history = story(lang, CLEARPATH)
    replies = {t.payload.answers: t for t in history.of(Touchpoint)}
    requests = [t for t in history.of(Touchpoint) if t.payload.asks]
    assert len(requests) == 15
    for request in requests:
        asked, answered = request.when.at, replies[request.seq].when.at
        assert isinstance(asked, datetime)
        assert isinstance(answered, datetime)
        assert asked.weekday() < 5
        assert asked.hour >= 9
        assert answered.hour < 18
        assert timedelta() < answered - asked <= timedelta(hours=4)


@language
def test_signatories_meet_every_quarter(lang: str) -> None:
    history = story(lang, CLEARPATH)
    signatories = only(history.of(Agreement)).payload.signatories
    met = [t.day for t in history.of(Touchpoint) if set(signatories) <= set(t.payload.people)]
    assert [day.strftime("%Y-%m") for day in met] == ["2025-12", "2026-03", "2026-06", "2026-09"]


def contacts(lang: str, first: str, last: str) -> list[Record[Touchpoint]]:
    """Return the contacts of those months, without requests, their answers and reviews."""
    history = story(lang, CLEARPATH)
    signatories = only(history.of(Agreement)).payload.signatories
    return [
        t
        for t in history.of(Touchpoint)
        if first <= t.occurred[:7] <= last
        and not t.payload.asks
        and t.payload.answers is None
        and set(signatories).isdisjoint(t.payload.people)
    ]


def answers(lang: str, first: str, last: str) -> list[Record[Touchpoint]]:
    return [
        t
        for t in story(lang, CLEARPATH).of(Touchpoint)
        if first <= t.occurred[:7] <= last and t.payload.answers is not None
    ]


@language
def test_contacts_keep_their_number_and_lose_their_warmth(lang: str) -> None:
    months = Counter(t.occurred[:7] for t in contacts(lang, "2025-09", "2026-11"))
    assert months == dict.fromkeys(months, 2)
    assert len(months) == 15

    warm = contacts(lang, "2025-09", "2026-01")
    assert {t.payload.channel for t in warm} == {Channel.CALL, Channel.MEETING}
    gone = only(story(lang, CLEARPATH).of(Departure))
    assert all(gone.payload.contact in t.payload.people for t in warm)
    warm += answers(lang, "2025-09", "2026-01")
    assert {(t.payload.manner, t.payload.tone) for t in warm} == {(Manner.PERSONAL, 1)}

    neutral = contacts(lang, "2026-02", "2026-05") + answers(lang, "2026-02", "2026-05")
    assert {(t.payload.channel, t.payload.tone) for t in neutral} == {(Channel.MAIL, 0)}
    assert Counter(t.payload.manner for t in neutral) == {Manner.PERSONAL: 8, Manner.TEMPLATE: 4}

    dry = contacts(lang, "2026-06", "2026-10")
    assert Counter((t.payload.manner, t.payload.tone) for t in dry) == {
        (Manner.AUTOMATIC, None): 5,
        (Manner.TEMPLATE, -1): 3,
        (Manner.PERSONAL, -1): 2,
    }
    personal = [t.occurred[:7] for t in dry if t.payload.manner is Manner.PERSONAL]
    assert personal == ["2026-06", "2026-09"]
    assert {t.payload.manner for t in answers(lang, "2026-06", "2026-10")} == {Manner.TEMPLATE}


@language
def test_the_named_person_left_without_handing_over(lang: str) -> None:
    history = story(lang, CLEARPATH)
    gone = only(history.of(Departure))
    assert gone.occurred == "2026-02"
    assert (gone.payload.handed_over, gone.payload.successor) == (False, None)
    since = [t for t in history.of(Touchpoint) if t.occurred >= "2026-02"]
    assert all(gone.payload.contact not in t.payload.people for t in since)


@pytest.mark.parametrize("number", [CLEARPATH, POLYPHON])
@language
def test_nobody_is_silent_for_over_a_month(lang: str, number: int) -> None:
    history = story(lang, number)
    touchpoints = history.of(Touchpoint)
    for side in Side:
        heard = [t for t in touchpoints if side in t.payload.direction.speakers]
        assert max(silences(heard)) <= timedelta(days=30)
        assert TODAY - heard[-1].day <= timedelta(days=30)
    assert touchpoints[0].day - only(history.of(Agreement)).day <= timedelta(days=30)


# Story 4: nine contacts in ten with the wrong level.


@language
def test_nine_contacts_in_ten_are_operational(lang: str) -> None:
    history = story(lang, POLYPHON)
    touchpoints = history.of(Touchpoint)
    assert all(t.payload.course is Course.HELD for t in touchpoints)
    assert touchpoints[-1].day <= date(2026, 11, 1)
    levels: Counter[Level] = Counter()
    for touchpoint in touchpoints:
        people = people_of(history, touchpoint)
        assert {person.side for person in people} == set(Side)
        (level,) = {person.level for person in people}
        levels[level] += 1
    assert levels == {Level.OPERATIONAL: 54, Level.MANAGEMENT: 6}


@language
def test_signatories_are_directors_and_appear_in_no_contact(lang: str) -> None:
    history = story(lang, POLYPHON)
    agreement = only(history.of(Agreement))
    assert (agreement.occurred, agreement.payload.hours) == ("2025-05-12", "8x5")
    signatories = [history.named(person, Contact) for person in agreement.payload.signatories]
    assert [(s.payload.side, s.payload.level) for s in signatories] == [
        (Side.VENDOR, Level.EXECUTIVE),
        (Side.US, Level.EXECUTIVE),
    ]
    met = {person for t in history.of(Touchpoint) for person in t.payload.people}
    assert met.isdisjoint(agreement.payload.signatories)


@language
def test_requests_fall(lang: str) -> None:
    usage = [record.payload for record in story(lang, POLYPHON).of(Usage)]
    assert len({used.meter for used in usage}) == 1
    assert (usage[0].month, usage[-1].month) == ("2025-06", "2026-10")
    quantities = [used.quantity for used in usage]
    assert quantities[:6] == [12, 11, 12, 10, 11, 9]
    assert quantities[-3:] == [5, 3, 2]
    assert all(5 < quantity < 12 for quantity in quantities[6:-3])


@language
def test_expectations_were_never_told(lang: str) -> None:
    expectations = story(lang, POLYPHON).of(Expectation)
    assert [(e.payload.told, e.payload.acknowledged) for e in expectations] == [(False, False)] * 3
    assert all(expectation.private for expectation in expectations)


@language
def test_the_night_call_may_be_shown_and_the_note_may_not(lang: str) -> None:
    call, note = (
        t for t in story(lang, POLYPHON).of(Touchpoint) if t.occurred[:10] == "2026-03-17"
    )
    assert (call.occurred, call.payload.channel) == ("2026-03-17T02:10+03:00", Channel.CALL)
    assert (call.private, note.private) == (False, True)
    rude = {"en": "amateurs", "ru": "дилетанты"}[lang]
    assert [r.seq for r in ledger(lang) if rude in encode(r).decode()] == [note.seq]


@language
def test_pulses_were_taken_of_two_levels(lang: str) -> None:
    pulses = story(lang, POLYPHON).of(Pulse)
    assert {pulse.payload.by for pulse in pulses} == {Side.US}
    assert all(pulse.private for pulse in pulses)
    found = {(p.occurred[:7], p.payload.level, p.payload.subject): p.payload.score for p in pulses}
    spring, autumn = "2026-04", "2026-10"
    assert found == {
        (spring, Level.OPERATIONAL, Subject.PARTNER): 2,
        (spring, Level.OPERATIONAL, Subject.SOLUTION): 3,
        (spring, Level.OPERATIONAL, Subject.PRODUCT): 2,
        (autumn, Level.OPERATIONAL, Subject.PARTNER): 3,
        (autumn, Level.OPERATIONAL, Subject.SOLUTION): 6,
        (autumn, Level.OPERATIONAL, Subject.PRODUCT): 4,
        (autumn, Level.MANAGEMENT, Subject.PARTNER): 7,
        (autumn, Level.MANAGEMENT, Subject.SOLUTION): 8,
        (autumn, Level.MANAGEMENT, Subject.PRODUCT): 5,
    }


@language
def test_signatories_of_the_other_stories_are_seen_after_signing(lang: str) -> None:
    for number in (ZVONAR, CLEARPATH):
        history = story(lang, number)
        agreement = only(history.of(Agreement))
        met = {
            person
            for t in history.of(Touchpoint)
            if t.day > agreement.day
            for person in t.payload.people
        }
        assert set(agreement.payload.signatories) <= met


@pytest.mark.parametrize("number", [CLEARPATH, POLYPHON, NORTHLINE])
@language
def test_other_stories_promise_and_pay_nothing_by_record(lang: str, number: int) -> None:
    history = story(lang, number)
    assert not history.of(Promise)
    assert not history.of(Payment)
