import pytest

from tests.core.telling import Story, day
from tests.core.zvonar import OURS, THEIRS, TODAY, price, zvonar
from vendortrail.advantage import Facts, Term, Verdict, judge
from vendortrail.records.dealings import OfferedTerm, Usage
from vendortrail.records.definition import Counting, Definition
from vendortrail.records.promised import PRICE, RESULT_DEFINITION, TermProposal
from vendortrail.records.tariff import Tariff, Tier
from vendortrail.records.values import Answer, Money, Side, TermValue


def roubles(amount: int) -> Money:
    return Money(amount * 100, "RUB")


def term(key: str, value: TermValue | None = None, **fields: object) -> OfferedTerm:
    return OfferedTerm(key, value=value, **fields)  # type: ignore[arg-type]


def gigabytes(number: int) -> OfferedTerm:
    return term("internet", TermValue(number=str(number), unit="GB"))


def a_month(amount: int, key: str = "fee") -> OfferedTerm:
    return term(key, TermValue(money=roubles(amount), unit="month"))


def facts(*used: Usage) -> Facts:
    """Return what is known of a vendor where nothing but usage is on record."""
    story = Story()
    agreement = story.agreement("2026-01-01")
    for usage in used:
        story.tell("2026-11-01", usage)
    return Facts(story.history, agreement, TODAY)


def verdict(before: Term | None, after: Term | None, known: Facts | None = None) -> Verdict:
    return judge(before, after, known or facts()).verdict


def defined(definition: Definition, side: Side = Side.VENDOR) -> TermProposal:
    return TermProposal(RESULT_DEFINITION, side, definition=definition)


def test_a_term_that_one_state_does_not_have_is_not_judged() -> None:
    assert verdict(None, a_month(450)) is Verdict.CANNOT_TELL
    assert verdict(a_month(450), None) is Verdict.CANNOT_TELL
    assert verdict(None, None) is Verdict.CANNOT_TELL


def test_what_says_the_same_is_the_same() -> None:
    before = term(PRICE, price(150), wording="150 a  call")
    assert verdict(before, term(PRICE, price(150), wording="150 a call")) is Verdict.SAME
    assert verdict(before, term(PRICE, price(150), wording="150 or so")) is Verdict.CANNOT_TELL
    assert verdict(term("pace", wording="slow"), term("pace", wording="fast")) is (
        Verdict.CANNOT_TELL
    )


def story_of_zvonar() -> Facts:
    told = zvonar()
    return Facts(told.story.history, told.agreement, TODAY)


def test_a_definition_is_worse_under_which_more_of_our_rows_count() -> None:
    known = story_of_zvonar()
    found = judge(defined(OURS), defined(THEIRS), known)
    assert found.verdict is Verdict.WORSE
    assert "100 surely count instead of 38" in str(found.rule)
    assert verdict(defined(THEIRS), defined(OURS), known) is Verdict.BETTER


def test_a_definition_is_held_against_ours_where_none_ever_was_agreed() -> None:
    known = story_of_zvonar()
    found = judge(None, defined(THEIRS), known)
    assert found.verdict is Verdict.WORSE
    assert "the last that we proposed" in str(found.rule)
    assert "100 surely count instead of 38" in str(found.rule)
    assert verdict(defined(THEIRS), None, known) is Verdict.BETTER
    assert verdict(None, defined(OURS, Side.US), known) is Verdict.CANNOT_TELL
    assert verdict(None, term(RESULT_DEFINITION, wording="a talk"), known) is Verdict.CANNOT_TELL


def test_a_definition_is_not_held_against_ours_where_another_was_agreed() -> None:
    told = zvonar()
    told.story.answer("2026-11-15", told.agreement, told.ours, Answer.ACCEPTED, Side.VENDOR)
    known = Facts(told.story.history, told.agreement, TODAY)
    assert verdict(None, defined(THEIRS), known) is Verdict.CANNOT_TELL


def test_without_rows_a_definition_that_only_one_has_cannot_be_told() -> None:
    story = Story()
    agreement = story.agreement("2026-01-01")
    story.tell("2026-02-01", defined(OURS, Side.US), agreement=agreement)
    known = Facts(story.history, agreement, TODAY)
    assert verdict(None, defined(THEIRS), known) is Verdict.CANNOT_TELL


def test_definitions_that_no_row_tells_apart_are_not_judged() -> None:
    wider = Definition((*THEIRS.counts, Counting("a visit")))
    assert verdict(defined(THEIRS), defined(wider), story_of_zvonar()) is Verdict.CANNOT_TELL
    assert verdict(defined(OURS), defined(THEIRS)) is Verdict.CANNOT_TELL


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        (term(PRICE, price(150)), term(PRICE, price(180)), Verdict.WORSE),
        (term(PRICE, price(180)), term(PRICE, price(150)), Verdict.BETTER),
        (a_month(450), a_month(600), Verdict.WORSE),
        (a_month(600), a_month(450), Verdict.BETTER),
        # It is nowhere said that the money of this one flows from us.
        (term("penalty", price(100)), term("penalty", price(50)), Verdict.CANNOT_TELL),
        (term(PRICE, price(150)), term(PRICE, wording="as agreed"), Verdict.CANNOT_TELL),
        (
            term(PRICE, price(150)),
            term(PRICE, TermValue(money=Money(100, "EUR"), unit="call")),
            Verdict.CANNOT_TELL,
        ),
        (
            term(PRICE, price(150)),
            term(PRICE, TermValue(money=roubles(10), unit="minute")),
            Verdict.CANNOT_TELL,
        ),
    ],
)
def test_a_price_of_ours_that_rises_is_worse(
    before: OfferedTerm, after: OfferedTerm, expected: Verdict
) -> None:
    assert verdict(before, after) is expected


def test_a_tariff_that_depends_on_usage_is_not_judged() -> None:
    by_call = Tariff(unit="call", tiers=(Tier(roubles(10)),))
    flat = Tariff(fee=roubles(100), unit="call", tiers=(Tier(roubles(1)),))
    dearer = Tariff(fee=roubles(200), unit="call", tiers=(Tier(roubles(1)),))
    before, after = term("calls", tariff=by_call), term("calls", tariff=flat)
    assert verdict(before, after) is Verdict.CANNOT_TELL
    assert "usage" in str(judge(before, after, facts()).rule)
    assert verdict(after, term("calls", tariff=dearer)) is Verdict.WORSE


def test_what_we_use_is_known_to_be_paid_for() -> None:
    before = term("long-distance", TermValue(money=roubles(19), unit="call"))
    after = term("long-distance", TermValue(money=roubles(0), unit="call"))
    assert verdict(before, after) is Verdict.CANNOT_TELL
    by_name = facts(Usage("Long-Distance", "2026-09", 10))
    by_unit = facts(Usage("telephony", "2026-09", 10, "call"))
    assert verdict(before, after, by_name) is Verdict.BETTER
    assert verdict(before, after, by_unit) is Verdict.BETTER
    assert verdict(after, before, by_unit) is Verdict.WORSE


def test_two_meters_of_one_unit_decide_nothing() -> None:
    known = facts(Usage("sales", "2026-09", 9, "GB"), Usage("support", "2026-09", 9, "GB"))
    assert verdict(gigabytes(5), gigabytes(16), known) is Verdict.CANNOT_TELL


@pytest.mark.parametrize(
    ("most", "old", "new", "expected"),
    [
        (None, 5, 16, Verdict.CANNOT_TELL),
        (0, 5, 16, Verdict.SAME),
        (5, 5, 16, Verdict.SAME),
        (6, 5, 16, Verdict.BETTER),
        (6, 16, 5, Verdict.WORSE),
        (5, 16, 5, Verdict.SAME),
    ],
)
def test_more_included_is_better_only_if_we_use_it(
    most: int | None, old: int, new: int, expected: Verdict
) -> None:
    used = () if most is None else (Usage("internet", "2026-09", 0), _in_october(most))
    found = judge(gigabytes(old), gigabytes(new), facts(*used))
    assert found.verdict is expected
    assert str(found.rule)


def _in_october(quantity: int) -> Usage:
    return Usage("internet", "2026-10", quantity)


def test_usage_of_another_agreement_is_not_ours_here() -> None:
    story = Story()
    agreement = story.agreement("2026-01-01")
    other = story.agreement("2026-01-01", "Other")
    story.tell("2026-11-01", Usage("internet", "2026-10", 9), agreement=other)
    known = Facts(story.history, agreement, day("2026-11-16"))
    assert verdict(gigabytes(5), gigabytes(16), known) is Verdict.CANNOT_TELL
