"""Every kind of record refuses what cannot be so, names the field, and is kept as it was told."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Callable
from datetime import date
from typing import Any

import msgspec
import pytest
import rfc8785
from hypothesis import given
from hypothesis import strategies as st

from tests.core.telling import Story
from vendortrail.cleaning import clean, escaped, is_clean, one_line
from vendortrail.findings import Severity
from vendortrail.i18n import RUSSIAN, use
from vendortrail.occurred import parse
from vendortrail.records import checks
from vendortrail.records.capture import Receipt, SourceFile
from vendortrail.records.dealings import (
    Claim,
    Expectation,
    Offer,
    OfferedTerm,
    Pulse,
    Touchpoint,
    Usage,
)
from vendortrail.records.definition import Counting, Definition, Exclusion
from vendortrail.records.housekeeping import Correction, Disposition, Threshold
from vendortrail.records.parties import (
    Address,
    Agreement,
    Contact,
    Departure,
    Sameness,
    Vendor,
)
from vendortrail.records.promised import (
    CloseOut,
    Delivery,
    Mapping,
    OutcomeCount,
    Payment,
    Promise,
    PromiseOutcome,
    Question,
    ResultTable,
    Segment,
    TermAnswer,
    TermProposal,
)
from vendortrail.records.record import (
    KINDS,
    Draft,
    Payload,
    Record,
    decode,
    encode,
    kind_name,
    kind_of,
    references,
    seal,
)
from vendortrail.records.values import (
    LARGEST_INTEGER,
    Answer,
    Channel,
    Closing,
    Direction,
    Disposal,
    Level,
    Money,
    Party,
    Side,
    Subject,
    TermValue,
)
from vendortrail.refusal import FieldRefusal, Refusal
from vendortrail.sentences import Sentence, count, say
from vendortrail.thresholds import DEFAULTS, Limit, Thresholds

MAIL, IN = Channel.MAIL, Direction.INCOMING
COUNTS = Definition((Counting("talk"),))
ONE_OF_EACH: list[Payload] = [
    Vendor("Zvonar"),
    Contact("Anna", Side.VENDOR, mails=("anna@zvonar.example",)),
    Departure(2, successor=3),
    Sameness(Party.CONTACT, 2, 1, "one and the same"),
    Agreement("Calls", starts="2026-01-01", ends="2026-12-31", value=Money(1, "RUB"), zone="UTC"),
    Segment("All", 300, "call", due="2026-03-31", price=Money(100, "RUB")),
    TermProposal("result definition", Side.US, definition=COUNTS, counters=4),
    TermAnswer(6, Answer.ACCEPTED, Side.VENDOR, effective="2026-01-02"),
    Question("uses the plan", "2026-01-01", is_key=True, until="2026-02-01"),
    Delivery(5, 3, outcomes=(OutcomeCount("talk", 3),)),
    Promise("soon", Side.VENDOR, "2026-02-01", contact=2, touchpoint=9, segments=(5,)),
    PromiseOutcome(9, kept=True),
    Payment(Money(-100, "RUB"), "returned", 5),
    CloseOut(Closing.SHORT, 5),
    Touchpoint(MAIL, IN, "a word", people=(2,), answers=9, tone=-2),
    Expectation("speed"),
    Pulse(10, Level.EXECUTIVE, Subject.PRODUCT),
    Offer("Again", (OfferedTerm("price", value=TermValue(number="-12.5")),), "2026-09-01"),
    Claim(16, "cheaper"),
    Usage("calls", "2026-03", 0),
    Threshold("silence"),
    Disposition("VT301", "2026-03-01", Disposal.WAIVED, "a utility"),
    Correction(),
    Receipt("mail", (SourceFile("inbox.mbox", "0" * 64, 12),), "2026-01-01", read=1, known=1),
]


def draft(payload: Payload, **fields: Any) -> Draft[Any]:
    told = {"occurred": "2026-03-01", "vendor": 1, "agreement": 4, **fields}
    if isinstance(payload, Correction):
        told = {"supersedes": 1, "reason": "a mistake", **told}
    return Draft(payload=payload, **told)


def record(payload: Payload, **fields: Any) -> Record[Any]:
    told = {
        "seq": 7,
        "id": "r7",
        "recorded_at": "2026-03-02T10:00:00Z",
        "recorded_by": "anna",
        "host": "desk",
        **msgspec.structs.asdict(draft(payload)),
        **fields,
    }
    return Record(**told)


# What cannot be so.


@pytest.mark.parametrize(
    ("field", "make", "said"),
    [
        ("name", lambda: Vendor(" \n"), "may not be empty"),
        ("name", lambda: Contact("", Side.US), "may not be empty"),
        ("mails", lambda: Contact("Anna", Side.US, mails=("anna",)), "“anna” is not a mail addr"),
        ("mails", lambda: Contact("A", Side.US, mails=("a b@c",)), "is not a mail address"),
        ("title", lambda: Agreement(""), "may not be empty"),
        ("starts", lambda: Agreement("A", starts="2026-02-30"), "not a day of the calendar"),
        ("ends", lambda: Agreement("A", ends="20260201"), "not a day of the calendar"),
        (
            "ends",
            lambda: Agreement("A", starts="2026-02-02", ends="2026-02-01"),
            "ends on 2026-02-01, before it begins on 2026-02-02",
        ),
        ("zone", lambda: Agreement("A", zone="Europe/Moskow"), "is not a time zone"),
        ("zone", lambda: Agreement("A", zone="../etc/passwd"), "is not a time zone"),
        ("answer_hours", lambda: Agreement("A", answer_hours=0), "0 is less than 1"),
        ("value", lambda: Agreement("A", value=Money(-1, "RUB")), "worth less than nothing"),
        ("name", lambda: Segment("", 1, "call"), "may not be empty"),
        ("quantity", lambda: Segment("A", 0, "call"), "0 is less than 1"),
        ("quantity", lambda: Segment("A", 2**53, "call"), "too large to be kept exactly"),
        ("unit", lambda: Segment("A", 1, ""), "may not be empty"),
        ("priority", lambda: Segment("A", 1, "call", priority=0), "0 is less than 1"),
        ("due", lambda: Segment("A", 1, "call", due="soon"), "“soon” is not a day"),
        ("key", lambda: TermProposal("", Side.US, "x"), "may not be empty"),
        ("wording", lambda: TermProposal("price", Side.US), "a wording, a value, or both"),
        (
            "effective",
            lambda: TermAnswer(1, Answer.ACCEPTED, Side.US, effective="x"),
            "is not a day",
        ),
        ("outcomes", lambda: OutcomeCount("", 1), "may not be empty"),
        ("outcomes", lambda: OutcomeCount("talk", -1), "-1 is less than 0"),
        ("outcome", lambda: Mapping(""), "may not be empty"),
        ("short_under", lambda: Mapping("y", short_under=-1), "-1 is less than 0"),
        ("seconds", lambda: Mapping("y", short_under=10), "needs the column of the duration"),
        ("key_questions", lambda: Mapping("y", key_questions=("q",)), "“q” is not among the"),
        ("claimed", lambda: Delivery(1, -1), "-1 is less than 0"),
        (
            "outcomes",
            lambda: Delivery(
                1,
                1,
                (OutcomeCount("talk", 1),),
                ResultTable("0" * 64, Mapping("y"), 1, 0),
            ),
            "from the table or are typed, not both",
        ),
        ("text", lambda: Promise("", Side.US, "2026-01-01"), "may not be empty"),
        ("due", lambda: Promise("x", Side.US, ""), "is not a day of the calendar"),
        ("amount", lambda: Payment(Money(0, "RUB")), "a payment of nothing"),
        ("summary", lambda: Touchpoint(MAIL, IN, ""), "may not be empty"),
        ("tone", lambda: Touchpoint(MAIL, IN, "x", tone=3), "between -2 and 2, not 3"),
        ("tone", lambda: Touchpoint(MAIL, IN, "x", tone=-3), "between -2 and 2, not -3"),
        ("merged", lambda: Sameness(Party.VENDOR, 1, 1, "x"), "the same as itself already"),
        ("reason", lambda: Sameness(Party.VENDOR, 2, 1, " "), "may not be empty"),
        ("text", lambda: Expectation(""), "may not be empty"),
        ("score", lambda: Pulse(11, Level.EXECUTIVE, Subject.PARTNER), "between 0 and 10, not 11"),
        ("score", lambda: Pulse(-1, Level.EXECUTIVE, Subject.PARTNER), "between 0 and 10"),
        ("terms", lambda: OfferedTerm("", "x"), "may not be empty"),
        ("terms", lambda: OfferedTerm("price", " "), "a wording, a value, or both"),
        ("title", lambda: Offer(""), "may not be empty"),
        ("valid_until", lambda: Offer("x", valid_until="soon"), "is not a day"),
        ("text", lambda: Claim(1, ""), "may not be empty"),
        ("meter", lambda: Usage("", "2026-03", 1), "may not be empty"),
        ("month", lambda: Usage("calls", "2026-13", 1), "“2026-13” is not a month"),
        ("month", lambda: Usage("calls", "2026-3", 1), "“2026-3” is not a month"),
        ("quantity", lambda: Usage("calls", "2026-03", -1), "-1 is less than 0"),
        ("name", lambda: Threshold(""), "may not be empty"),
        ("days", lambda: Threshold("silence", 0), "0 is less than 1"),
        ("code", lambda: Disposition("VT1", "x", Disposal.RAISED), "“VT1” is not the code"),
        ("note", lambda: Disposition("VT101", "x", Disposal.WAIVED, " "), "say why"),
        ("currency", lambda: Money(1, "rub"), "“rub” is not a currency code"),
        ("currency", lambda: Money(1, "РУБ"), "is not a currency code"),
        ("amount", lambda: Money(-(2**53), "RUB"), "too large to be kept exactly"),
        ("value", TermValue, "an amount of money or a number"),
        ("value", lambda: TermValue(Money(1, "RUB"), "1"), "an amount of money or a number"),
        ("value", lambda: TermValue(number="1,5"), "“1,5” is not a number"),
        ("value", lambda: TermValue(number="1e5"), "is not a number"),
        ("counts", lambda: Definition(()), "names at least one outcome"),
        (
            "counts",
            lambda: Definition((Counting("talk"), Counting("talk", at_least_seconds=5))),
            "“talk” is named twice",
        ),
        ("counts", lambda: Counting(" "), "may not be empty"),
        ("counts", lambda: Counting("talk", at_least_seconds=-1), "-1 is less than 0"),
        ("counts", lambda: Counting("talk", questions=("",)), "may not be empty"),
        (
            "counts",
            lambda: Counting("talk", questions=("why", "when", "why")),
            "the question “why” is named twice for “talk”",
        ),
        ("excludes", lambda: Exclusion(""), "may not be empty"),
        (
            "excludes",
            lambda: Definition(COUNTS.counts, excludes=(Exclusion("talk"),)),
            "“talk” both counts and is excluded",
        ),
        ("evidence", lambda: Definition(COUNTS.counts, evidence=("",)), "may not be empty"),
        (
            "price",
            lambda: Definition(COUNTS.counts, price=Money(-1, "RUB")),
            "not below nothing",
        ),
        ("starts", lambda: Definition(COUNTS.counts, starts="2026-02-30"), "not a day"),
        (
            "ends",
            lambda: Definition(COUNTS.counts, starts="2026-02-02", ends="2026-02-01"),
            "ends on 2026-02-01, before it begins on 2026-02-02",
        ),
        ("name", lambda: Question("", "2026-01-01"), "may not be empty"),
        ("since", lambda: Question("why", "2026"), "not a day of the calendar"),
        ("until", lambda: Question("why", "2026-01-02", until="2026-01-01"), "before it begins"),
        ("vendor", lambda: draft(Expectation("x"), vendor=None), "which vendor"),
        ("agreement", lambda: draft(CloseOut(Closing.SHORT), agreement=None), "which agreement"),
        ("supersedes", lambda: draft(Correction(), supersedes=None), "which record this corrects"),
        ("reason", lambda: draft(Vendor("x"), supersedes=1), "why the record is corrected"),
        ("reason", lambda: draft(Correction(), reason=" "), "why the record is corrected"),
    ],
)
def test_what_cannot_be_so_is_refused_with_its_field(
    field: str, make: Callable[[], object], said: str
) -> None:
    with pytest.raises(FieldRefusal, match=said) as refused:
        make()
    assert refused.value.field == field


def test_a_draft_says_when() -> None:
    with pytest.raises(Refusal, match="“lately” is not a date in EDTF"):
        draft(Expectation("x"), occurred="lately")


@pytest.mark.parametrize(
    "fits",
    [
        lambda: Agreement("A", starts="2026-02-01", ends="2026-02-01", answer_hours=1),
        lambda: Agreement("A", starts="2026-02-01"),
        lambda: Agreement("A", ends="2026-02-01", value=Money(0, "EUR")),
        lambda: Segment("A", LARGEST_INTEGER, "call"),
        lambda: TermProposal("price", Side.US, value=TermValue(Money(1, "RUB"), unit="call")),
        lambda: Delivery(1, 0, table=ResultTable("0" * 64, Mapping("y"), 1, 0)),
        lambda: Mapping("y", seconds="s", short_under=10, questions=("q",), key_questions=("q",)),
        lambda: Touchpoint(MAIL, IN, "x", tone=2),
        lambda: Pulse(0, Level.OPERATIONAL, Subject.PARTNER),
        lambda: OfferedTerm("price", "as now"),
        lambda: Threshold("silence", 1),
        lambda: Disposition("VT101", "x", Disposal.RAISED),
        lambda: Money(-LARGEST_INTEGER, "RUB"),
        lambda: TermValue(number="0"),
        lambda: draft(Vendor("x"), vendor=None),
        lambda: draft(Contact("ours", Side.US), vendor=None),
        lambda: draft(Threshold("silence", 9), vendor=None),
        lambda: draft(Correction(), vendor=None, agreement=None),
    ],
)
def test_what_lies_on_the_edge_is_taken(fits: Callable[[], object]) -> None:
    assert fits()


def test_a_zone_that_is_a_folder_of_zones_is_none() -> None:
    with pytest.raises(FieldRefusal, match="is not a time zone"):
        checks.a_zone("zone", "Europe")


# Kept as told.


def test_there_is_one_of_each_kind() -> None:
    assert [kind_of(payload) for payload in ONE_OF_EACH] == list(KINDS)
    assert [kind_name(kind) for kind in KINDS.values()] == list(KINDS)


@pytest.mark.parametrize("payload", ONE_OF_EACH, ids=kind_of)
def test_a_record_is_read_back_from_its_canonical_bytes(payload: Payload) -> None:
    told = record(payload)
    body = encode(told)
    assert decode(body) == decode(body.decode()) == told
    assert body == rfc8785.dumps(json.loads(body))
    assert seal(told) == (told, body)
    assert json.loads(body)["payload"]["kind"] == kind_of(payload) == told.kind


@given(text=st.text(), number=st.integers(-LARGEST_INTEGER, LARGEST_INTEGER))
def test_any_text_and_number_is_sealed_clean_and_canonical(text: str, number: int) -> None:
    told = record(Vendor("x", aliases=(text,), note=text), source=text)
    kept, body = seal(told)
    assert body == rfc8785.dumps(json.loads(body))
    assert decode(body) == kept
    assert kept.payload == Vendor("x", aliases=(clean(text),), note=clean(text))
    assert kept.source == clean(text)
    paid = seal(record(Payment(Money(number or 1, "RUB")))).body
    assert paid == rfc8785.dumps(json.loads(paid))


@pytest.mark.parametrize(
    "text", ["a\rb", "a\bb", "a\fb", "a\0b", "a\x7fb", "a\x85b", "и\u0306", "\ud800", "a\u202eb"]
)
def test_a_harmful_text_is_cleaned_wherever_it_stands(text: str) -> None:
    told = record(
        Offer("x", (OfferedTerm("price", text + "!"),), note=text), reason=text, source=text
    )
    kept = seal(told).record
    assert kept.payload == Offer("x", (OfferedTerm("price", clean(text + "!")),), note=clean(text))
    assert (kept.reason, kept.source) == (clean(text), clean(text))
    assert kept.payload != told.payload


def test_what_is_empty_once_clean_is_refused_when_sealed() -> None:
    with pytest.raises(FieldRefusal, match="may not be empty"):
        seal(record(Offer("\x1b")))
    with pytest.raises(FieldRefusal, match="why the record is corrected"):
        seal(record(Offer("x"), supersedes=3, reason="\x1b"))


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b"[]",
        b"\xff",
        b'{"payload":{"kind":"poem"}}',
        b'{"payload":{"kind":"vendor","name":5}}',
        encode(record(Vendor("x"))).replace(b'"seq":7', b'"seq":"7"'),
        encode(record(Vendor("x"), evidence=("0" * 64,))).replace(b'"00', b'"0'),
    ],
)
def test_what_is_no_record_is_refused(body: bytes) -> None:
    with pytest.raises(Refusal, match="this is not a record: "):
        decode(body)


@pytest.mark.parametrize(
    ("wrong", "said"),
    [(Segment("x", 1, "call", due="2026-01-01"), "not a day"), (Offer("x"), "may not be empty")],
)
def test_a_record_that_cannot_be_so_is_refused_for_its_reason(wrong: Payload, said: str) -> None:
    body = encode(record(wrong)).replace(b"2026-01-01", b"2026-99-99")
    body = body.replace(b'"title":"x"', b'"title":""')
    with pytest.raises(FieldRefusal, match=said):
        decode(body)


def test_a_record_knows_what_it_is_about_and_when() -> None:
    plain = record(Expectation("x"), occurred="2026-03-01T10:30+03:00")
    assert (plain.identity, plain.subject) == (7, (1, 4))
    assert (plain.day, plain.recorded_on) == (date(2026, 3, 1), date(2026, 3, 2))
    assert plain.sort_key == (date(2026, 3, 1), 630, 7)
    assert plain.when == parse("2026-03-01T10:30+03:00")
    assert record(Expectation("x"), occurred="2026-03").sort_key == (date(2026, 3, 1), -1, 7)
    assert record(Vendor("x"), vendor=None, agreement=None).subject == (7, None)
    assert record(Agreement("x"), agreement=None, supersedes=3, reason="y").subject == (1, 3)
    assert record(Vendor("x"), supersedes=3, reason="y").identity == 3


def test_a_record_names_other_records_by_field() -> None:
    named = {kind_of(payload): list(references(payload)) for payload in ONE_OF_EACH}
    assert {kind: found for kind, found in named.items() if found} == {
        "departure": [("contact", 2, Contact), ("successor", 3, Contact)],
        "sameness": [("merged", 2, Contact), ("same_as", 1, Contact)],
        "proposal": [("counters", 4, TermProposal)],
        "answer": [("proposal", 6, TermProposal)],
        "delivery": [("segment", 5, Segment)],
        "promise": [
            ("contact", 2, Contact),
            ("touchpoint", 9, Touchpoint),
            ("segments", 5, Segment),
        ],
        "promise outcome": [("promise", 9, Promise)],
        "payment": [("segment", 5, Segment)],
        "close-out": [("segment", 5, Segment)],
        "touchpoint": [("people", 2, Contact), ("answers", 9, Touchpoint)],
        "claim": [("offer", 16, Offer)],
    }
    assert list(references(Agreement("x", signatories=(2, 3)))) == [
        ("signatories", 2, Contact),
        ("signatories", 3, Contact),
    ]


def test_the_other_side_is_across_the_table() -> None:
    assert (Side.US.other, Side.VENDOR.other) == (Side.VENDOR, Side.US)


def test_nothing_speaks_under_an_identity_that_is_not_there() -> None:
    with pytest.raises(KeyError):
        Story().history.named(99, Contact)


# Texts from outside.


@pytest.mark.parametrize(
    ("text", "cleaned"),
    [
        ("plain\ttext\nof two lines", "plain\ttext\nof two lines"),
        ("a\r\nb\rc", "a\nb\nc"),
        ("a\u2028b\u2029c\x85d\x0be\x0cf\x1cg", "a\nb\nc\nd\ne\nf\ng"),
        ("\x1b[31mred\x1b[0m", "[31mred[0m"),
        ("a\x00b\x7fc\x9bd", "abcd"),
        ("\u202eevil\u2066\u200f", "evil"),
        ("e\u0301", "é"),
        ("half \udcff", "half "),
        ("", ""),
    ],
)
def test_a_text_is_made_harmless(text: str, cleaned: str) -> None:
    assert clean(text) == cleaned
    assert is_clean(text) is (text == cleaned)
    assert is_clean(cleaned)


@given(st.text())
def test_json_says_the_same_with_its_controls_escaped(text: str) -> None:
    document = escaped(json.dumps({"text": text}, ensure_ascii=False))
    assert json.loads(document) == {"text": text}
    assert is_clean(unicodedata.normalize("NFC", document))


@given(st.text())
def test_what_is_clean_stays_as_it_is(text: str) -> None:
    assert is_clean(clean(text))
    assert clean(clean(text)) == clean(text)


def test_a_text_is_put_on_one_line() -> None:
    assert one_line("  a\r\n\tb \x1b c ") == "a b c"


# Sentences and refusals.


def test_a_refusal_is_said_in_the_language_of_its_reader() -> None:
    with pytest.raises(FieldRefusal) as refused:
        checks.at_least("days", 0, 1)
    assert str(refused.value) == "0 is less than 1"
    use(RUSSIAN)
    assert str(refused.value).startswith("0 ")
    assert refused.value.places == {"number": 0, "least": 1}


def test_a_sentence_puts_its_values_into_words() -> None:
    told = say(
        "{a}, {b}, {c}, {d}, {e}, {f}, {g}",
        a=True,
        b=False,
        c=12_345,
        d=date(2026, 3, 1),
        e=Money(12_345_00, "EUR"),
        f=parse("2026-03"),
        g=say("inside {x}", x="text"),
    )
    assert str(told) == "yes, no, 12,345, 1 Mar 2026, EUR\xa012,345.00, March 2026, inside text"


@pytest.mark.parametrize(("number", "said"), [(1, "1 day of ours"), (2, "2 days of ours")])
def test_a_sentence_counts(number: int, said: str) -> None:
    told = count("{count} day of {who}", "{count} days of {who}", number, who="ours")
    assert str(told) == said
    assert told == Sentence(
        "{count} day of {who}", {"count": number, "who": "ours"}, "{count} days of {who}", number
    )


def test_a_full_stop_is_not_said_twice() -> None:
    assert str(say("It was {what}.", what="p.m.")) == "It was p.m."
    assert str(say("It was {what}, {then}.", what="p.m.", then="so")) == "It was p.m., so."


def test_severities_are_ranked_by_gravity() -> None:
    assert sorted(Severity, key=lambda severity: severity.rank) == [
        Severity.HIGH,
        Severity.MEDIUM,
        Severity.LOW,
    ]


# Thresholds.


def test_the_nearest_threshold_says() -> None:
    story = Story()
    deal = story.agreement("2026-01-01")
    assert Thresholds(story.history).days(Limit.SILENCE) == DEFAULTS[Limit.SILENCE] == 30
    story.tell("2026-01-01", Threshold("silence", 20), everywhere=True)
    assert Thresholds(story.history).days(Limit.SILENCE, deal) == 20
    story.threshold("silence", 60)
    assert Thresholds(story.history).days(Limit.SILENCE, deal) == 60
    story.threshold("silence", None, deal)
    found = Thresholds(story.history)
    assert found.days(Limit.SILENCE, deal) is None
    assert found.days(Limit.SILENCE) == 60
    assert found.days(Limit.OVERDUE, deal) == 1


def test_a_definition_that_says_no_more_has_the_bytes_it_always_had() -> None:
    assert msgspec.json.encode(COUNTS, order="sorted") == b'{"counts":[{"outcome":"talk"}]}'
    full = Definition(
        (Counting("talk", questions=("why",), script=True),),
        (Exclusion("a hang-up", "they hang up"),),
        ("the recording",),
        unit="call",
        price=Money(1, "RUB"),
        starts="2026-01-01",
        ends="2026-12-31",
    )
    proposal = record(TermProposal("result definition", Side.US, definition=full, counters=4))
    assert decode(encode(proposal)) == proposal


@pytest.mark.parametrize("address", ["ivan@zvonar", "zvonar.example", "@zvonar.example"])
def test_an_address_is_of_a_person_or_a_domain(address: str) -> None:
    assert Address(address, "2025-01-01", "2025-12-31").address == address


@pytest.mark.parametrize(
    ("address", "since", "until", "reason"),
    [
        ("zvonar", "", "", "neither a mail address nor a domain"),
        ("zvonar.example", "2025-13-01", "", "not a day"),
        ("zvonar.example", "", "soon", "not a day"),
        ("zvonar.example", "2025-02-01", "2025-01-01", "before it begins"),
    ],
)
def test_an_address_is_somebodys_for_a_time(
    address: str, since: str, until: str, reason: str
) -> None:
    with pytest.raises(FieldRefusal, match=reason):
        Address(address, since, until)


@pytest.mark.parametrize(("key", "about"), [("71", 71), ("2026-03-01", None), ("price", None)])
def test_a_disposition_is_about_what_the_key_of_the_finding_numbers(
    key: str, about: int | None
) -> None:
    assert Disposition("VT101", key, Disposal.RAISED).about == about
