"""VT207: what a source shows, and nobody agreed to."""

from __future__ import annotations

from typing import Any

import pytest

from tests.core.northline import Northline, roubles, told
from tests.core.telling import Story, day
from tests.core.zvonar import OURS, THEIRS, price, zvonar
from vendortrail import disagreements, terms
from vendortrail.detectors.pending import pending
from vendortrail.detectors.silent_change import silent_change
from vendortrail.findings import Finding, Severity
from vendortrail.records.promised import (
    AGREEMENT_VALUE,
    FIRST_DAY,
    LAST_DAY,
    PRICE,
)
from vendortrail.records.tariff import Tariff
from vendortrail.records.values import Answer, Money, Side, TermValue
from vendortrail.terms import Standing
from vendortrail.thresholds import Thresholds

TODAY = "2026-11-16"


def found(story: Story, today: str = TODAY) -> list[Finding]:
    history = story.history.as_of(day(today))
    return list(silent_change(history, day(today), Thresholds(history)))


def said(story: Story, today: str = TODAY) -> list[str]:
    messages = (str(finding.message) for finding in found(story, today))
    return [message.replace("\N{NO-BREAK SPACE}", " ") for message in messages]


def shown(story: Northline, on: str, key: str = PRICE, **fields: Any) -> int:
    return story.proposal(on, story.deal, key, observed=True, **fields)


def priced(roubles: int = 150) -> Northline:
    story = Northline()
    story.term(PRICE, price(roubles))
    return story


def test_a_register_shows_a_price_that_nobody_agreed_to() -> None:
    story = priced()
    seen = shown(story, "2026-03-01", value=price(180))
    assert found(story, "2026-02-28") == []
    (finding,) = found(story)
    assert (finding.code, finding.severity) == ("VT207", Severity.MEDIUM)
    assert (finding.vendor, finding.agreement) == (1, story.deal)
    assert (finding.key, finding.subject) == (str(seen), "price")
    assert (finding.since, finding.days) == (day("2026-03-01"), 260)
    assert finding.evidence == (seen - 2, seen - 1, seen)
    assert said(story) == [
        (
            "“price”: RUB 180.00 is shown on 1 Mar 2026, agreed was RUB 150.00, and no change of "
            "it is on record"
        )
    ]


def test_what_is_only_shown_neither_holds_nor_waits() -> None:
    story = priced()
    shown(story, "2026-03-01", value=price(180))
    history = story.history
    held = terms.in_force(history, story.deal, day(TODAY))[PRICE]
    assert held.proposal.payload.value == price(150)
    assert terms.changes(history, story.deal)[-1].standing is Standing.OBSERVED
    assert terms.open_proposals(history, story.deal, day(TODAY)) == ()
    assert list(pending(history, day(TODAY), Thresholds(history))) == []
    assert disagreements.points(history, story.deal, day(TODAY)) == ()


def test_an_amendment_found_later_settles_it() -> None:
    story = priced()
    seen = shown(story, "2026-03-01", value=price(180))
    story.term(PRICE, price(180), on="2026-05-01")
    assert len(found(story, "2026-04-30")) == 1
    assert found(story, "2026-05-01") == []
    accepted = priced()
    shown(accepted, "2026-03-01", value=price(180))
    accepted.answer("2026-05-01", accepted.deal, seen, Answer.ACCEPTED, Side.US)
    assert found(accepted) == []
    held = terms.in_force(accepted.history, accepted.deal, day(TODAY))[PRICE]
    assert held.proposal.payload.value == price(180)


@pytest.mark.parametrize("answer", [Answer.REJECTED, Answer.WITHDRAWN])
def test_what_is_answered_is_not_silent(answer: Answer) -> None:
    story = priced()
    seen = shown(story, "2026-03-01", value=price(180))
    by = Side.US if answer is Answer.REJECTED else Side.VENDOR
    story.answer("2026-03-02", story.deal, seen, answer, by)
    assert found(story) == []


def test_what_is_countered_is_a_disagreement() -> None:
    story = priced()
    seen = shown(story, "2026-03-01", value=price(180))
    story.proposal("2026-03-02", story.deal, PRICE, Side.US, value=price(160), counters=seen)
    assert found(story) == []
    (point,) = disagreements.points(story.history, story.deal, day(TODAY))
    assert point.vendor is not None
    assert point.vendor.proposal.identity == seen


def test_a_change_that_lies_between_is_not_silent() -> None:
    story = priced()
    shown(story, "2026-03-01", value=price(150))
    story.term(PRICE, price(180), on="2026-05-01")
    assert found(story) == []
    shown(story, "2026-06-01", value=price(180))
    assert found(story) == []


def test_the_first_showing_of_what_is_shown_last_is_cited() -> None:
    story = priced()
    shown(story, "2026-02-01", value=price(170))
    first = shown(story, "2026-03-01", value=price(180))
    last = shown(story, "2026-04-01", value=price(180))
    (finding,) = found(story)
    assert finding.since == day("2026-03-01")
    assert finding.evidence[-2:] == (first, last)
    shown(story, "2026-05-01", value=price(150))
    assert found(story) == []


def test_two_showings_are_held_against_each_other_where_nothing_is_agreed() -> None:
    story = Northline()
    first = shown(story, "2026-03-01", value=price(150))
    assert found(story) == []
    second = shown(story, "2026-04-01", value=price(180))
    (finding,) = found(story)
    assert finding.evidence == (first, second)
    assert said(story) == [
        (
            "“price”: RUB 180.00 is shown on 1 Apr 2026, before it was RUB 150.00, and no "
            "change of it is on record"
        )
    ]


def test_the_agreement_itself_says_its_value_and_period() -> None:
    story = Northline()
    deal = story.agreement(
        "2026-01-01",
        "Calls",
        value=Money(45_000_00, "RUB"),
        starts="2026-01-01",
        ends="2026-12-31",
    )
    story.deal = deal
    shown(story, "2026-03-01", AGREEMENT_VALUE, value=roubles(45_000))
    shown(story, "2026-03-01", FIRST_DAY, wording="2026-01-01")
    assert found(story) == []
    seen = shown(story, "2026-04-01", AGREEMENT_VALUE, value=roubles(60_000))
    shown(story, "2026-04-01", LAST_DAY, wording="2027-06-30")
    amount, period = found(story)
    assert amount.evidence == (deal, seen)
    assert period.subject == "last day"
    assert said(story)[1] == (
        "“last day”: 30 Jun 2027 is shown on 1 Apr 2026, agreed was 31 Dec 2026, and no change of "
        "it is on record"
    )
    shown(story, "2026-05-01", LAST_DAY, wording="when all is done")
    assert said(story)[1].startswith("“last day”: when all is done is shown on 1 May 2026")


@pytest.mark.parametrize(
    ("agreed", "seen", "differ"),
    [
        ({"value": TermValue(number="4", unit="hour")}, {"value": TermValue(number="4.0")}, False),
        ({"value": TermValue(number="4", unit="hour")}, {"value": TermValue(number="8")}, True),
        (
            {"value": TermValue(number="4", unit="hour")},
            {"value": TermValue(number="4", unit="day")},
            True,
        ),
        ({"wording": "By  the 5th"}, {"wording": "by the 5th"}, False),
        ({"wording": "by the 5th"}, {"wording": "by the 10th"}, True),
        ({"wording": "by the 5th"}, {"value": price(180)}, False),
        ({"definition": OURS}, {"definition": OURS}, False),
        ({"definition": OURS}, {"definition": THEIRS}, True),
        ({"value": roubles(450, "month")}, {"tariff": Tariff(fee=Money(450_00, "RUB"))}, False),
        ({"value": roubles(450, "month")}, {"tariff": Tariff(fee=Money(460_00, "RUB"))}, True),
    ],
)
def test_only_what_both_say_is_compared(
    agreed: dict[str, Any], seen: dict[str, Any], differ: bool
) -> None:
    story = Northline()
    proposal = story.proposal("2024-02-01", story.deal, "term", **agreed)
    story.answer("2024-02-01", story.deal, proposal, Answer.ACCEPTED, Side.US)
    shown(story, "2026-03-01", "term", **seen)
    assert [finding.subject for finding in found(story)] == (["term"] if differ else [])


def test_a_tariff_takes_more_words_than_a_sentence_has() -> None:
    story = Northline()
    story.term("fee", tariff=Tariff(fee=Money(450_00, "RUB")))
    shown(story, "2026-03-01", "fee", tariff=Tariff(fee=Money(460_00, "RUB")))
    assert said(story) == [
        (
            "“fee”: what is shown on 1 Mar 2026 is not what was known before, and no change of it "
            "is on record"
        )
    ]


def test_a_number_is_named_with_its_unit() -> None:
    story = Northline()
    story.term("net", TermValue(number="16", unit="GB"))
    shown(story, "2026-03-01", "net", value=TermValue(number="5", unit="GB"))
    assert said(story)[0].startswith("“net”: 5 GB is shown on 1 Mar 2026, agreed was 16 GB")


def test_the_stories_have_no_silent_change() -> None:
    assert found(zvonar().story) == []
    assert found(told()[0]) == []
