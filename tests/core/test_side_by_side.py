from tests.core.telling import Story, day
from tests.core.zvonar import TODAY, price, zvonar
from vendortrail import side_by_side
from vendortrail.advantage import Verdict
from vendortrail.records.dealings import Offer, OfferedTerm
from vendortrail.records.promised import PRICE, RESULT_DEFINITION, TermAnswer
from vendortrail.records.values import Answer, Money, Side, TermValue
from vendortrail.side_by_side import (
    Basis,
    Choice,
    Compared,
    State,
    agreed,
    choices,
    compare,
    offered,
    wanted,
)

ZVONAR = zvonar()
HISTORY = ZVONAR.story.history


def state(side: Side | None = None) -> State:
    if side is None:
        return agreed(HISTORY, ZVONAR.agreement, TODAY)
    return wanted(HISTORY, ZVONAR.agreement, TODAY, side)


def between(before: State, after: State) -> dict[str, Compared]:
    found = compare(HISTORY, ZVONAR.agreement, before, after, TODAY)
    return {term.name: term for term in found}


def numbers(term: Compared) -> tuple[int | None, int | None]:
    return (
        term.before.record if term.before else None,
        term.after.record if term.after else None,
    )


def test_what_the_vendor_wants_against_what_is_agreed() -> None:
    compared = between(state(), state(Side.VENDOR))
    asked, definition = compared["price"], compared["result definition"]
    assert numbers(asked) == (ZVONAR.price, ZVONAR.theirs + 1)
    assert asked.shift == TermValue(money=Money(3000, "RUB"), unit="call")
    assert asked.judgement.verdict is Verdict.WORSE
    assert [change.proposal.seq for change in asked.unanswered] == [ZVONAR.theirs + 1]
    assert numbers(definition) == (None, ZVONAR.theirs)
    assert definition.judgement.verdict is Verdict.WORSE
    assert [change.proposal.seq for change in definition.unanswered] == [ZVONAR.ours]


def test_what_the_vendor_wants_against_what_we_want() -> None:
    compared = between(state(Side.US), state(Side.VENDOR))
    assert numbers(compared["result definition"]) == (ZVONAR.ours, ZVONAR.theirs)
    assert compared["result definition"].judgement.verdict is Verdict.WORSE
    assert numbers(compared["price"]) == (ZVONAR.price, ZVONAR.theirs + 1)


def test_what_nobody_changed_is_the_same_and_may_wait_for_an_answer() -> None:
    compared = between(state(), state())
    assert numbers(compared["price"]) == (ZVONAR.price, ZVONAR.price)
    assert compared["price"].judgement.verdict is Verdict.SAME
    # It is in neither state, and still an open point.
    assert numbers(compared["result definition"]) == (None, None)
    assert compared["result definition"].unanswered


def test_an_offer_leaves_open_what_it_does_not_name() -> None:
    story = Story()
    agreement = story.agreement("2026-01-01")
    for key in (PRICE, "pace"):
        proposal = story.proposal("2026-01-01", agreement, key, value=price(150))
        story.answer("2026-01-01", agreement, proposal, Answer.ACCEPTED, Side.US)
    story.tell("2026-10-01", Offer("Back", (OfferedTerm("Price", value=price(120)),)))
    (offer,) = story.history.of(Offer)
    held = agreed(story.history, agreement, TODAY)
    cheaper, unnamed = compare(story.history, agreement, held, offered(offer), TODAY)
    assert cheaper.judgement.verdict is Verdict.BETTER
    assert cheaper.after is not None
    assert cheaper.after.record == offer.seq
    assert unnamed.after is None
    assert unnamed.judgement.verdict is Verdict.CANNOT_TELL


def test_what_held_on_a_day_is_told_as_it_is_known_now_or_was_then() -> None:
    story = Story()
    agreement = story.agreement("2026-01-01")
    proposal = story.proposal("2026-01-01", agreement, RESULT_DEFINITION, wording="a talk")
    answer = TermAnswer(proposal, Answer.ACCEPTED, Side.US)
    story.tell("2026-01-02", answer, agreement=agreement, known="2026-05-01")
    march = day("2026-03-01")
    assert list(agreed(story.history, agreement, march)) == [RESULT_DEFINITION]
    assert agreed(story.history.known_on(march), agreement, march) == {}


def test_every_state_that_there_is_can_be_chosen() -> None:
    story = zvonar()
    told = story.story
    agreement = story.agreement
    told.tell("2026-11-14", Offer("Back", (OfferedTerm(PRICE, value=price(170)),)))
    other = told.agreement("2026-01-01", "Other")
    told.tell("2026-11-14", Offer("Other", ()), agreement=other)
    history = told.history
    offered_terms = choices(history, agreement, TODAY)
    assert [(it.basis, it.record.seq if it.record else None) for it in offered_terms] == [
        (Basis.AGREED, None),
        (Basis.PROPOSED, None),
        (Basis.OURS, None),
        (Basis.OFFER, story.ours + 1),
        (Basis.PROPOSAL, story.ours),
        (Basis.PROPOSAL, story.theirs + 1),
        (Basis.AGREED, None),
    ]
    assert offered_terms[-1].day == day("2025-10-06")
    records = [
        {key: clause.record for key, clause in side_by_side.state(history, agreement, it).items()}
        for it in offered_terms
    ]
    held = {PRICE: story.price}
    assert records == [
        held,
        {PRICE: story.theirs + 1, RESULT_DEFINITION: story.theirs},
        {**held, RESULT_DEFINITION: story.ours},
        {PRICE: story.ours + 1},
        {**held, RESULT_DEFINITION: story.ours},
        {PRICE: story.theirs + 1},
        held,
    ]


def test_where_nobody_wants_anything_there_is_only_what_is_agreed() -> None:
    story = Story()
    agreement = story.agreement("2026-01-01")
    assert choices(story.history, agreement, TODAY) == (Choice(Basis.AGREED, TODAY),)
