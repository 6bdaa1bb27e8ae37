"""Whatever is recorded, in whatever order: the derived rows are those that the ledger gives."""

from __future__ import annotations

from contextlib import suppress
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests import trails
from tests.trails import about
from vendortrail import contact, patience, projection, silences
from vendortrail.records.dealings import Expectation, Offer, Touchpoint
from vendortrail.records.housekeeping import Correction, Threshold
from vendortrail.records.parties import Agreement, Vendor
from vendortrail.records.promised import (
    CloseOut,
    Delivery,
    Promise,
    PromiseOutcome,
    Segment,
    TermAnswer,
    TermProposal,
)
from vendortrail.records.record import Draft, Payload, Record
from vendortrail.records.values import (
    Answer,
    Channel,
    Closing,
    Course,
    Debtor,
    Direction,
    Manner,
    Side,
)
from vendortrail.refusal import Refusal
from vendortrail.service import Trail
from vendortrail.thresholds import Thresholds
from vendortrail.words import words as words_of

START = date(2026, 1, 5)
days = st.integers(0, 90).map(lambda number: START + timedelta(number))


@st.composite
def moments(draw: st.DrawFn) -> str:
    """Any way in which people know when something happened."""
    one, other = sorted([draw(days), draw(days)])
    forms = [
        f"{one}",
        f"{one}T{draw(st.integers(0, 23)):02}:30+03:00",
        f"{one}~",
        f"{one:%Y-%m}",
        f"[..{one}]",
        f"[{one}..]",
        f"[{one}..{other}]" if one != other else f"{one}",
    ]
    return draw(st.sampled_from([forms[0], forms[0], *forms]))


sides = st.sampled_from(Side)
touchpoints = st.builds(
    Touchpoint,
    channel=st.sampled_from(Channel),
    direction=st.sampled_from(Direction),
    summary=st.just("a word"),
    manner=st.sampled_from(Manner),
    course=st.sampled_from(Course),
    asks=st.booleans(),
    owes=st.none() | st.sampled_from(Debtor),
    answers=st.none() | st.integers(1, 30),
)
# Of the fixed beginning (see ``begun``): agreement 3, segment 4, proposal 5, promise 6.
payloads: st.SearchStrategy[Payload] = (
    touchpoints
    | st.builds(Offer, title=st.just("Again"))
    | st.builds(Expectation, text=st.just("speed"))
    | st.builds(Delivery, segment=st.just(4), claimed=st.integers(0, 5))
    | st.builds(
        TermProposal,
        key=st.just("price"),
        by=sides,
        wording=st.just("less"),
        observed=st.booleans(),
    )
    | st.builds(TermAnswer, proposal=st.just(5), answer=st.sampled_from(Answer), by=sides)
    | st.builds(
        Promise,
        text=st.just("soon"),
        by=sides,
        due=days.map(str),
        touchpoint=st.none() | st.integers(7, 30),
        segments=st.sampled_from([(), (4,)]),
    )
    | st.builds(PromiseOutcome, promise=st.just(6), kept=st.booleans())
    | st.builds(
        Threshold, name=st.just("silence"), days=st.none() | st.sampled_from([3, 9, 20, 45])
    )
    | st.builds(CloseOut, closing=st.sampled_from(Closing), segment=st.sampled_from([None, 4]))
)
drafts = st.builds(
    Draft,
    payload=payloads,
    occurred=moments(),
    vendor=st.sampled_from([1, 1, 2]),
    agreement=st.just(3),
    supersedes=st.none() | st.none() | st.integers(3, 30),
    reason=st.just("it was otherwise"),
) | st.builds(
    Draft,
    payload=st.just(Correction()),
    occurred=moments(),
    vendor=st.just(1),
    supersedes=st.integers(3, 30),
    reason=st.just("it never happened"),
)


PLAIN = (Touchpoint, Offer, Expectation, Promise, Threshold, Correction)


def without_agreement(draft: Draft[Any]) -> Draft[Any]:
    """Return the draft as vendor 2 could say it, who has no agreement."""
    plain = isinstance(
        draft.payload, Touchpoint | Offer | Expectation | Promise | Threshold | Correction
    )
    if not plain or draft.agreement is None:
        return draft
    return about(
        draft.vendor,
        draft.payload,
        draft.occurred,
        supersedes=draft.supersedes,
        reason=draft.reason,
    )


def begun(folder: Path) -> Trail:
    trail = trails.opened(trails.workspace(folder))
    first: list[Draft[Any]] = [
        about(None, Vendor("Zvonar")),
        about(None, Vendor("Northline")),
        about(1, Agreement("Calls"), f"{START}"),
        about(1, Segment("All", 10, "call"), agreement=3),
        about(1, TermProposal("price", Side.US, "less"), f"{START}", agreement=3),
        about(1, Promise("they start", Side.VENDOR, "2026-02-01", segments=(4,)), f"{START}"),
    ]
    trail.record_all(first)
    return trail


def record_what_can_be(trail: Trail, told: list[Draft[Any]]) -> list[Record[Payload]]:
    taken = []
    for draft in told:
        with suppress(Refusal):
            taken.append(trail.record(without_agreement(draft)))
    return taken


def check(told: list[Draft[Any]]) -> None:
    with TemporaryDirectory() as folder, begun(Path(folder) / "one") as trail:
        record_what_can_be(trail, told)
        made = trail.workspace
        kept = trails.dump(made, "ledger", *projection.DERIVED_TABLES)
        for vendor in (1, 2):
            history = trail.history(vendor)
            spoken, owings = words_of(history), contact.owings(history)
            assert silences.found(trail._connection, vendor) == contact.gaps(spoken, owings)
        assert trails.sentences(trail.verify()) == []
        trail.rebuild()
        assert trails.dump(made, "ledger", *projection.DERIVED_TABLES) == kept


LISTS = st.lists(drafts, min_size=1, max_size=25)
QUICK = settings(max_examples=25, suppress_health_check=[HealthCheck.too_slow])
LONG = settings(max_examples=1_500, suppress_health_check=[HealthCheck.too_slow])


@QUICK
@given(told=LISTS)
def test_rows_are_those_of_a_rebuild_and_silences_those_of_the_words(
    told: list[Draft[Any]],
) -> None:
    check(told)


@pytest.mark.long
@LONG
@given(told=LISTS)
def test_rows_are_those_of_a_rebuild_of_many_a_trail(told: list[Draft[Any]]) -> None:
    check(told)


words = st.builds(
    Draft,
    payload=touchpoints.filter(lambda said: said.answers is None),
    occurred=moments(),
    vendor=st.sampled_from([1, 2]),
) | st.builds(
    Draft,
    payload=st.builds(Promise, text=st.just("soon"), by=sides, due=days.map(str)),
    occurred=moments(),
    vendor=st.sampled_from([1, 2]),
)


def silences_of(told: list[Draft[Any]], *, at_once: bool) -> list[tuple[object, ...]]:
    with TemporaryDirectory() as folder, begun(Path(folder) / "one") as trail:
        if at_once:
            trail.record_all(told)
        else:
            for draft in told:
                trail.record(draft)
        rows = trails.dump(trail.workspace, "silence_gap")["silence_gap"]
        return [row[:4] for row in rows]


@QUICK
@given(data=st.data(), told=st.lists(words, min_size=1, max_size=15))
def test_silences_do_not_depend_on_the_order_of_arrival(
    data: st.DataObject, told: list[Draft[Any]]
) -> None:
    other = data.draw(st.permutations(told))
    assert silences_of(told, at_once=True) == silences_of(other, at_once=False)


def portfolio_is_contact(told: list[Draft[Any]]) -> None:
    with TemporaryDirectory() as folder, begun(Path(folder) / "one") as trail:
        record_what_can_be(trail, told)
        lines = {line.vendor: line for line in trail.portfolio()}
        for vendor in (1, 2):
            state = contact.contact(trail.history(vendor), trails.TODAY)
            assert lines[vendor].last_word == state.last_word
            assert lines[vendor].owes_next == state.owes_next
            spoken = words_of(trail.history(vendor))
            silent = [(gap.start, gap.end, gap.owed_by) for gap in state.gaps]
            long = [row for row in silent if ((row[1] or trails.TODAY) - row[0]).days >= 7]
            assert long == [
                (row.start, row.end, row.owed_by) for row in trail.silences(vendor, at_least=7)
            ]
            assert bool(spoken) == bool(state.gaps)
            told_of = trail.history(vendor)
            too_long = patience.silences(told_of, trails.TODAY, Thresholds(told_of))
            kept = [each for each in too_long if each.days >= contact.SHORTEST_KEPT_DAYS]
            assert [(each.gap.start, each.gap.end, each.days) for each in kept] == [
                (row.start, row.end, row.days) for row in trail.silences(vendor)
            ]


@QUICK
@given(told=LISTS)
def test_the_portfolio_says_what_contact_says(told: list[Draft[Any]]) -> None:
    portfolio_is_contact(told)


@pytest.mark.long
@LONG
@given(told=LISTS)
def test_the_portfolio_says_what_contact_says_of_many_a_trail(told: list[Draft[Any]]) -> None:
    portfolio_is_contact(told)
