"""What is still ahead is not recorded as done, and each kind says what to do instead."""

from __future__ import annotations

import pytest

from tests import trails
from vendortrail.records.dealings import Touchpoint, Usage
from vendortrail.records.promised import (
    PRICE,
    CloseOut,
    Delivery,
    Payment,
    PromiseOutcome,
    TermAnswer,
    TermProposal,
)
from vendortrail.records.record import Draft, Payload
from vendortrail.records.values import (
    Answer,
    Channel,
    Closing,
    Course,
    Direction,
    Money,
    Side,
)
from vendortrail.refusal import FieldRefusal
from vendortrail.service import plausible

TOMORROW = "2026-11-17"


def possible(payload: Payload, occurred: str) -> None:
    draft = Draft(payload=payload, occurred=occurred, vendor=1, agreement=2)
    assert list(plausible.possible([draft], trails.TODAY)) == [draft]


@pytest.mark.parametrize(
    ("payload", "instead"),
    [
        (Touchpoint(Channel.CALL, Direction.INCOMING, "Hello"), "a touchpoint to come"),
        (Delivery(3, 10), "a delivery is recorded once it is reported; until then"),
        (Payment(Money(100, "RUB")), "a payment is recorded once it is made; until then"),
        (PromiseOutcome(3, kept=True), "that a promise is kept or broken is recorded once"),
        (TermProposal(PRICE, Side.US, "150"), "a proposal is recorded once it is made"),
        (TermAnswer(3, Answer.ACCEPTED, Side.US), "an answer is recorded once it is given; what"),
        (CloseOut(Closing.SHORT), "a closing act is recorded once both sides"),
    ],
)
def test_what_is_ahead_is_refused_in_its_own_words(payload: Payload, instead: str) -> None:
    possible(payload, trails.TODAY.isoformat())
    possible(payload, "2026-11")
    with pytest.raises(FieldRefusal) as refused:
        possible(payload, TOMORROW)
    assert str(refused.value).startswith(f"{TOMORROW} is still ahead: {instead}")
    assert refused.value.field == "occurred"


@pytest.mark.parametrize("course", [Course.PLANNED, Course.CANCELLED])
def test_a_touchpoint_that_is_not_held_may_be_ahead(course: Course) -> None:
    possible(Touchpoint(Channel.CALL, Direction.INCOMING, "Hello", course=course), TOMORROW)


def test_nobody_has_used_anything_in_a_month_to_come() -> None:
    possible(Usage("net", "2026-11", 0), trails.TODAY.isoformat())
    with pytest.raises(FieldRefusal, match="2026-12 is still ahead") as refused:
        possible(Usage("net", "2026-12", 0), trails.TODAY.isoformat())
    assert refused.value.field == "month"
