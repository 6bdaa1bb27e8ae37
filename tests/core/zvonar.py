"""The story of a contact centre that was paid for three segments and worked on one."""

from __future__ import annotations

from dataclasses import dataclass

from tests.core.telling import Story, day
from vendortrail.records.definition import Counting, Definition
from vendortrail.records.history import ResultGroup
from vendortrail.records.promised import PRICE, RESULT_DEFINITION
from vendortrail.records.values import Answer, Direction, KeyAnswers, Money, Side, TermValue

TODAY = day("2026-11-16")

CALLS = (
    ResultGroup("dialogue", KeyAnswers.ANSWERED, None, 30),
    ResultGroup("dialogue", KeyAnswers.OPEN, None, 6),
    ResultGroup("dialogue", KeyAnswers.NOT_ASKED, None, 12),
    ResultGroup("call-back", KeyAnswers.ANSWERED, None, 8),
    ResultGroup("call-back", KeyAnswers.OPEN, None, 4),
    ResultGroup("call-back", KeyAnswers.NOT_ASKED, None, 9),
    ResultGroup("hang-up heard", KeyAnswers.NOT_ASKED, None, 31),
    ResultGroup("refusal", KeyAnswers.NOT_ASKED, None, 22),
    ResultGroup("no answer", KeyAnswers.NOT_ASKED, None, 38),
)
THEIRS = Definition((Counting("dialogue"), Counting("call-back"), Counting("hang-up heard")))
OURS = Definition(
    (Counting("dialogue", key_questions=True), Counting("call-back", key_questions=True))
)


def price(roubles: int) -> TermValue:
    return TermValue(money=Money(roubles * 100, "RUB"), unit="call")


@dataclass
class Zvonar:
    """The story, and the identities of what a test may ask about."""

    story: Story
    agreement: int
    segments: tuple[int, int, int]
    price: int
    paid: int
    delivery: int
    promise: int
    theirs: int
    ours: int


def zvonar() -> Zvonar:
    story = Story("Zvonar Contact Centre")
    story.meeting("2025-10-01")
    agreement = story.agreement("2025-10-06", "300 productive calls", ends="2025-12-31")
    a, b, c = (
        story.segment("2025-10-06", agreement, name, due="2025-12-31", priority=priority)
        for priority, name in enumerate(("A existing", "B lapsed", "C cold"), start=1)
    )
    agreed = story.proposal("2025-10-06", agreement, PRICE, value=price(150))
    story.answer("2025-10-06", agreement, agreed, Answer.ACCEPTED, Side.US)
    paid = story.payment("2025-10-08", 22_500_00, agreement)
    delivery = story.delivery("2025-11-07", agreement, a, 100, *CALLS)
    word = story.incoming("2025-11-14", agreement=agreement)
    promise = story.promise(
        "2025-11-14", "2025-11-21", agreement=agreement, touchpoint=word, segments=(b, c)
    )
    story.incoming("2026-11-12")
    story.touchpoint("2026-11-13", Direction.MUTUAL)
    theirs = story.proposal(
        "2026-11-13", agreement, RESULT_DEFINITION, definition=THEIRS, oral=True
    )
    story.proposal("2026-11-13", agreement, PRICE, value=price(180), oral=True)
    ours = story.proposal(
        "2026-11-16", agreement, RESULT_DEFINITION, Side.US, definition=OURS, counters=theirs
    )
    return Zvonar(story, agreement, (a, b, c), agreed, paid, delivery, promise, theirs, ours)
