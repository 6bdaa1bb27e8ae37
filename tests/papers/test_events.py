import pytest

from tests.core.zvonar import price
from vendortrail.labels import label
from vendortrail.papers.events import is_event, told
from vendortrail.records.capture import Receipt
from vendortrail.records.dealings import (
    Claim,
    Expectation,
    Offer,
    OfferedTerm,
    Pulse,
    Touchpoint,
    Usage,
)
from vendortrail.records.definition import Counting, Definition
from vendortrail.records.housekeeping import Correction, Disposition, Threshold
from vendortrail.records.parties import Agreement, Contact, Departure, Sameness, Vendor
from vendortrail.records.promised import (
    PRICE,
    RESULT_DEFINITION,
    CloseOut,
    Delivery,
    Mapping,
    Payment,
    Promise,
    PromiseOutcome,
    Question,
    ResultTable,
    Segment,
    TermAnswer,
    TermProposal,
)
from vendortrail.records.record import KINDS, Payload
from vendortrail.records.values import (
    Answer,
    Channel,
    Closing,
    Course,
    Direction,
    Disposal,
    Level,
    Manner,
    Money,
    Party,
    Side,
    Subject,
)

NAMES = {1: "Anna", 2: "Boris", 3: "First", 4: "pace", 5: "they start"}
MAIL, CALL = Channel.MAIL, Channel.CALL
INCOMING, OUTGOING = Direction.INCOMING, Direction.OUTGOING
TABLE = ResultTable("0" * 64, Mapping("outcome"), 4_119, 0)

SAID: list[tuple[Payload, str]] = [
    (Touchpoint(CALL, INCOMING, "a word"), "The vendor called: a word"),
    (
        Touchpoint(MAIL, OUTGOING, "a word", people=(1, 9, 2), asks=True),
        "Mail to the vendor: a word (Anna, Boris; asks for a reply)",
    ),
    (
        Touchpoint(MAIL, INCOMING, "a word", answers=12, manner=Manner.TEMPLATE),
        "Mail from the vendor: a word (by template; answers #12)",
    ),
    (
        Touchpoint(Channel.MEETING, Direction.MUTUAL, "a word", course=Course.CANCELLED),
        "Meeting: a word (cancelled)",
    ),
    (Touchpoint(MAIL, INCOMING, "a word", text="So.\n\nAnd so."), "Mail from the vendor: a word"),
    (Agreement("Calls", signatories=(1, 2)), "Agreement signed: Calls (Anna, Boris)"),
    (Agreement("Calls"), "Agreement signed: Calls"),
    (Departure(2), "Boris is not there any more (no hand-over)"),
    (
        Departure(2, handed_over=True, successor=1),
        "Boris is not there any more (work handed over; followed by Anna)",
    ),
    (Segment("First", 1_000, "call"), "Segment agreed: “First”, 1,000 × call"),
    (
        Segment("First", 1, "call", due="2025-12-31"),
        "Segment agreed: “First”, 1 × call (due 31 Dec 2025)",
    ),
    (TermProposal("pace", Side.VENDOR, "slow"), "The vendor proposes a term: pace · slow"),
    (
        TermProposal(PRICE, Side.US, "See annex 2.", price(150), oral=True),
        "We propose a term: price · RUB 150.00 per call (by word of mouth)",
    ),
    (
        TermProposal("pace", Side.VENDOR, "as fast as we can " * 9),
        f"The vendor proposes a term: pace · {'as fast as we can ' * 4}as …",
    ),
    (
        TermProposal(RESULT_DEFINITION, Side.US, definition=Definition((Counting("talk"),))),
        "We propose a term: result definition · Counts as a result: “talk”.",
    ),
    (
        TermProposal("pace", Side.US, "fast", counters=12),
        "We answer #12 with another proposal: pace · fast",
    ),
    (
        TermProposal("pace", Side.VENDOR, "fast", observed=True),
        "A source of the vendor's shows a term: pace · fast",
    ),
    (
        TermProposal("last day", Side.US, "2026-12-31", observed=True),
        "A source of ours shows a term: last day · 31 Dec 2026",
    ),
    (
        TermProposal("last day", Side.US, "when all is done", observed=True),
        "A source of ours shows a term: last day · when all is done",
    ),
    (TermAnswer(4, Answer.REJECTED, Side.US), "We reject #4: pace"),
    (
        TermAnswer(4, Answer.ACCEPTED, Side.VENDOR, oral=True),
        "The vendor accepts #4: pace (by word of mouth)",
    ),
    (Delivery(3, 100), "Delivery reported for “First”: 100 claimed"),
    (Delivery(3, 100, table=TABLE), "Delivery reported for “First”: 100 claimed (rows: 4,119)"),
    (
        Promise("they start", Side.VENDOR, "2025-11-21", contact=2),
        "The vendor promises by 21 Nov 2025: they start (Boris)",
    ),
    (Promise("we pay", Side.US, "2025-11-21"), "We promise by 21 Nov 2025: we pay"),
    (PromiseOutcome(5, kept=True), "Promise kept: they start (promised in #5)"),
    (PromiseOutcome(5, kept=False), "Promise broken: they start (promised in #5)"),
    (Payment(Money(22_500_00, "RUB")), "Paid to the vendor: RUB 22,500.00"),
    (
        Payment(Money(-100, "RUB"), "too much", segment=3),
        "Came back: RUB 1.00 (too much; First)",
    ),
    (CloseOut(Closing.COMPLETE), "The agreement is closed: done in full"),
    (CloseOut(Closing.SHORT, segment=3), "Segment closed: “First”, done in part"),
    (Expectation("night calls"), "We expect: night calls (the vendor was not told)"),
    (Expectation("night calls", told=True), "We expect: night calls (the vendor was told)"),
    (
        Expectation("night calls", told=True, acknowledged=True),
        "We expect: night calls (acknowledged by the vendor)",
    ),
    (
        Pulse(7, Level.MANAGEMENT, Subject.SOLUTION),
        "“How much do you hate us now?”: 7 of 10 (solution, management) (we were asked)",
    ),
    (
        Pulse(0, Level.EXECUTIVE, Subject.PARTNER, Side.VENDOR),
        "“How much do you hate us now?”: 0 of 10 (partner, executive) (the vendor was asked)",
    ),
    (Offer("More", (OfferedTerm(PRICE, value=price(180)),)), "Offer: More"),
    (Offer("More", valid_until="2026-12-01"), "Offer: More (valid until 1 Dec 2026)"),
    (Claim(6, "cheaper", "a price list"), "Claimed for the offer #6: cheaper (a price list)"),
    (Claim(6, "cheaper"), "Claimed for the offer #6: cheaper (nothing backed it)"),
]
NO_EVENTS: list[Payload] = [
    Vendor("Zvonar"),
    Contact("Boris", Side.VENDOR),
    Usage("calls", "2026-10", 1),
    Question("why", "2026-01-01"),
    Threshold("silence"),
    Disposition("VT101", "x", Disposal.RAISED),
    Correction(),
    Receipt("mail", ()),
    Sameness(Party.VENDOR, 2, 1, "one and the same"),
]


def plainly(text: str) -> str:
    return text.replace("\N{NO-BREAK SPACE}", " ")


@pytest.mark.parametrize(("payload", "sentence"), SAID)
def test_what_a_record_says(payload: Payload, sentence: str) -> None:
    event = told(payload, NAMES)
    aside = f" ({'; '.join(event.aside)})" if event.aside else ""
    assert plainly(f"{event.sentence}{aside}") == sentence


def test_every_kind_is_an_event_or_is_known_to_be_none() -> None:
    events = {type(payload) for payload, _ in SAID}
    assert events | {type(payload) for payload in NO_EVENTS} == set(KINDS.values())
    assert {
        kind for kind in KINDS.values() if told.dispatch(kind) is not told.dispatch(object)
    } == (events)


@pytest.mark.parametrize("payload", NO_EVENTS)
def test_what_is_no_event_says_nothing(payload: Payload) -> None:
    assert not is_event(payload)
    with pytest.raises(TypeError):
        told(payload, NAMES)


def test_every_channel_and_direction_has_its_words() -> None:
    told_of = {
        str(told(Touchpoint(channel, direction, "a word"), {}).sentence)
        for channel in Channel
        for direction in Direction
    }
    assert len(told_of) == len(Channel) * len(Direction)


def test_every_answer_has_its_words() -> None:
    answers = [TermAnswer(4, answer, side) for answer in Answer for side in Side]
    assert len({str(told(answer, NAMES).sentence) for answer in answers}) == 6


def test_literal_words_are_cited_in_paragraphs() -> None:
    event = told(Touchpoint(MAIL, INCOMING, "a word", text=" One,\ntwo.\n \n\nThree. "), NAMES)
    assert event.quoted == ("One,\ntwo.", "Three.")


def test_the_terms_of_an_offer_are_cited() -> None:
    terms = (OfferedTerm("pace", "fast"), OfferedTerm("price", value=price(180)))
    event = told(Offer("More", terms, note="by phone"), NAMES)
    assert [plainly(text) for text in event.quoted] == [
        "pace: fast",
        "price: RUB 180.00 per call",
        "by phone",
    ]


def test_labels_of_equal_values_of_different_kinds_are_not_mixed_up() -> None:
    assert label(Side.VENDOR) == "vendor"
    with pytest.raises(KeyError):
        label(Course.HELD)


def test_labels_speak_the_language(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("vendortrail.labels._", str.upper)
    assert label(Level.EXECUTIVE) == "EXECUTIVE"
