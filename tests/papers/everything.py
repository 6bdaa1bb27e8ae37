"""A story with every kind of record, for tests of what papers say and keep back."""

from __future__ import annotations

from tests.core.telling import Story
from tests.core.zvonar import CALLS, OURS, THEIRS, price
from vendortrail.records.dealings import Claim, Expectation, Offer, OfferedTerm, Pulse, Usage
from vendortrail.records.housekeeping import Disposition
from vendortrail.records.parties import Departure
from vendortrail.records.promised import PRICE, RESULT_DEFINITION, CloseOut, PromiseOutcome
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
    Side,
    Subject,
    TermValue,
)


def everything() -> Story:
    """Tell it; identities are those of the order of telling, the vendor's is 1."""
    story = Story("Zvonar", note="calls", referred_by="a friend", referrer_interest="owns it")
    anna = story.contact("Anna", Side.US, level=Level.MANAGEMENT, role="buyer", note="our buyer")
    boris = story.contact("Boris", role="manager", note="talks much")
    vera = story.contact("Vera", mails=("vera@zvonar.example",))
    agreement = story.agreement(
        "2025-10-06",
        number="Z-1",
        starts="2025-10-06",
        ends="2025-12-31",
        value=Money(4_500_000, "RUB"),
        signatories=(anna, boris),
        hours="8x5",
        answer_hours=4,
        note="half in advance",
    )
    first = story.segment("2025-10-06", agreement, "First", due="2025-12-31", note="warm")
    second = story.segment("2025-10-06", agreement, "Second", priority=2)
    agreed = story.proposal(
        "2025-10-06", agreement, PRICE, wording="150 a call, in roubles", value=price(150)
    )
    story.answer("2025-10-06", agreement, agreed, Answer.ACCEPTED, Side.US, note="signed")
    story.payment("2025-10-08", 2_250_000, agreement, purpose="advance", segment=first)
    story.payment("2025-10-20", -50_000, agreement, purpose="overpaid")
    asked = story.outgoing(
        "2025-10-10", summary="How is it going?", asks=True, people=(anna, boris)
    )
    story.incoming("2025-10-11", summary="Well", text="One.\n\nTwo.", answers=asked, tone=-1)
    story.delivery("2025-11-07", agreement, first, 100, *CALLS, note="their own count")
    told = story.incoming("2025-11-14", summary="The rest begins soon")
    promise = story.promise(
        "2025-11-14", "2025-11-21", touchpoint=told, contact=boris, segments=(second,)
    )
    story.tell("2025-11-20", Departure(boris, successor=vera, note="moved on"))
    story.tell("2025-11-22", PromiseOutcome(promise, kept=False, note="nothing came"))
    story.tell("2025-12-01", Expectation("calls at night", told=True))
    story.tell("2025-12-02", Pulse(8, Level.MANAGEMENT, Subject.PARTNER, note="tired"))
    offer = story.tell(
        "2026-11-10",
        Offer(
            "Come back",
            (OfferedTerm(PRICE, value=price(180)), OfferedTerm("pace", "100 calls a week")),
            valid_until="2026-12-01",
            note="by phone",
        ),
    )
    story.tell("2026-11-10", Claim(offer, "nobody is cheaper"))
    story.tell("2026-11-01", Usage("calls", "2026-10", 12, unit="call"))
    theirs = story.proposal(
        "2026-11-13",
        agreement,
        RESULT_DEFINITION,
        wording="A call counts if there was a dialogue.",
        definition=THEIRS,
        argument="It is work, too",
        oral=True,
    )
    story.proposal(
        "2026-11-14",
        agreement,
        RESULT_DEFINITION,
        Side.US,
        wording="A call counts if there was a dialogue by the script.",
        definition=OURS,
        counters=theirs,
    )
    story.proposal(
        "2026-11-14", agreement, PRICE, value=price(180), wording="180 a call, in roubles"
    )
    story.proposal("2026-11-14", agreement, "pace", value=TermValue(number="100", unit="call"))
    story.threshold("silence", 40)
    story.tell("2026-11-15", Disposition("VT103", f"agreement:{agreement}", Disposal.ACKNOWLEDGED))
    story.tell(
        "2026-11-15", CloseOut(Closing.SHORT, segment=second, note="by letter"), agreement=agreement
    )
    wrong = story.touchpoint("2026-11-15", Direction.MUTUAL, channel=Channel.CALL, summary="Wrong")
    story.take_back(wrong, "2026-11-15")
    story.touchpoint(
        "2026-11-20",
        Direction.MUTUAL,
        channel=Channel.MEETING,
        summary="Soon",
        course=Course.PLANNED,
    )
    story.incoming("2026-11-15T10:00+03:00", summary="Newsletter", manner=Manner.AUTOMATIC)
    return story
