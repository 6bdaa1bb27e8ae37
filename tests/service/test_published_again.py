"""Whatever can be recorded of agreements reads back as it was, or it is said what is left out."""

from __future__ import annotations

from contextlib import suppress
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from tests.importers.ocds.releases import package, written
from tests.importers.ocds.test_handover import FIRST, SECOND, THIRD
from tests.service.test_publishing import reread, told
from tests.trails import TODAY, about, lasting, opened, touchpoint
from vendortrail.cleaning import clean, one_line
from vendortrail.records.parties import Agreement, Contact, Sameness, Vendor
from vendortrail.records.promised import (
    AGREEMENT_VALUE,
    LAST_DAY,
    PRICE,
    CloseOut,
    Delivery,
    Payment,
    Segment,
    TermAnswer,
    TermProposal,
)
from vendortrail.records.record import Payload
from vendortrail.records.values import (
    LARGEST_INTEGER,
    Answer,
    Closing,
    Money,
    Party,
    Side,
    TermValue,
)
from vendortrail.refusal import Refusal
from vendortrail.service import Trail

FAR = TODAY.replace(year=TODAY.year + 2)


def lines() -> st.SearchStrategy[str]:
    """Names in any letters, as they are kept: clean, on a line."""
    plain = st.sampled_from(["calls", "звонки, ночь", "300 × “full”", "1", "Ёлка/№ 5 %", "=1+1"])
    return plain | st.text(min_size=1, max_size=40).map(one_line).filter(bool)


def texts() -> st.SearchStrategy[str]:
    return st.just("") | st.sampled_from(["two\nlines", "as agreed"]) | lines()


def money(least: int = 0) -> st.SearchStrategy[Money]:
    minors = st.integers(max(least, 0), 10**12) | st.just(LARGEST_INTEGER)
    return st.builds(Money, minors, st.sampled_from(["RUB", "JPY", "KWD", "EUR"]))


def days() -> st.SearchStrategy[str]:
    return st.dates(TODAY.replace(year=2024), TODAY).map(str)


def moments() -> st.SearchStrategy[str]:
    """When something happened: a day, a moment, or less exactly."""
    vague = st.sampled_from(
        ["2025", "2025-03", "2025-03-10~", "[2025-01-05..2025-02-01]", "[..2025-06-01]"]
    )
    moment = days().map(lambda day: f"{min(day, '2026-11-15')}T15:30+03:00")
    return days() | moment | vague


def values() -> st.SearchStrategy[TermValue]:
    units = st.just("") | lines()
    numbers = st.sampled_from(["16.5", "0", "-3", "007", "1000000.000001"])
    return st.builds(TermValue, money=money(), unit=units) | st.builds(
        TermValue, number=numbers, unit=units
    )


class Told:
    """Records anything of a vendor; what cannot be recorded so is left."""

    def __init__(self, trail: Trail, draw: Any, vendor: int) -> None:
        self.trail = trail
        self.draw = draw
        self.vendor = vendor

    def tell(self, payload: Payload, on: str, agreement: int | None = None) -> int | None:
        with suppress(Refusal):
            return self.trail.record(about(self.vendor, payload, on, agreement=agreement)).seq
        return None

    def agreement(self, number: int, called: str) -> int | None:
        draw = self.draw
        starts, ends = draw(st.just("") | days()), draw(st.just("") | st.dates(TODAY, FAR).map(str))
        signed = Agreement(
            f"{draw(lines())} {number}",
            number=called,
            starts=starts,
            ends=ends,
            value=draw(st.none() | money()),
            zone=draw(st.sampled_from(["", "Europe/Moscow"])),
            note=draw(texts()),
        )
        return self.tell(signed, draw(moments()))

    def scope(self, agreement: int) -> list[int]:
        """Record segments, with what was delivered of them; some are corrected or taken back."""
        draw = self.draw
        segments = []
        for number in range(draw(st.integers(0, 3))):
            segment = Segment(
                f"{draw(lines())} {number}",
                draw(st.integers(1, 500) | st.just(LARGEST_INTEGER)),
                draw(lines()),
                due=draw(st.just("") | st.dates(TODAY.replace(year=2024), FAR).map(str)),
                priority=draw(st.integers(1, 3)),
                price=draw(st.none() | money()),
                note=draw(texts()),
            )
            seq = self.tell(segment, draw(moments()), agreement)
            if seq is None:
                continue
            fate = draw(st.sampled_from(["kept", "kept", "corrected", "delivered", "taken back"]))
            if fate == "taken back":
                self.trail.take_back(seq, reason="a slip")
                continue
            if fate == "corrected":
                again = replace(segment, quantity=7)
                self.trail.correct(seq, payload=again, reason="a slip")
            if fate == "delivered":
                self.tell(Delivery(seq, draw(st.integers(0, 500))), draw(moments()), agreement)
            segments.append(seq)
        return segments

    def payments(self, agreement: int, segments: list[int]) -> None:
        draw = self.draw
        for _ in range(draw(st.integers(0, 3))):
            amount = draw(money(1))
            amount = Money(amount.minor * draw(st.sampled_from([1, -1])), amount.currency)
            paid = Payment(
                amount, draw(st.just("") | lines()), draw(st.sampled_from([None, *segments]))
            )
            self.tell(paid, draw(moments()), agreement)

    def terms(self, agreement: int) -> None:
        """Record terms: proposed, countered, withdrawn, rejected, accepted, shown by a register."""
        draw = self.draw
        keys = st.sampled_from(["term", PRICE, AGREEMENT_VALUE, LAST_DAY, "SLA / ночь"])
        for _ in range(draw(st.integers(0, 4))):
            by, value = draw(st.sampled_from(Side)), draw(st.none() | values())
            proposed = TermProposal(
                draw(keys),
                by,
                draw(lines()) if value is None else draw(texts()),
                value,
                argument=draw(texts()),
                oral=draw(st.booleans()),
                observed=draw(st.booleans()),
            )
            on = draw(moments())
            proposal = self.tell(proposed, on, agreement)
            answer = draw(st.sampled_from([None, Answer.ACCEPTED, Answer.ACCEPTED, *Answer]))
            if proposal is None or answer is None:
                continue
            effective = draw(st.just("") | st.dates(TODAY.replace(year=2024), FAR).map(str))
            withdrawn = answer is Answer.WITHDRAWN
            self.tell(
                TermAnswer(
                    proposal,
                    answer,
                    by if withdrawn else by.other,
                    effective=effective if answer is Answer.ACCEPTED else "",
                    note=draw(texts()),
                ),
                draw(moments()),
                agreement,
            )


def numbers() -> st.SearchStrategy[list[str]]:
    """Numbers of a vendor's agreements, of which no two are the same."""
    some = st.sampled_from(["7", "K-7/2026", "№ 12-ОБ", "ocds-x", "0012", "1e5"]) | lines()
    return st.lists(some, max_size=3, unique_by=lambda it: clean(it).casefold().replace("ё", "е"))


@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.data())
def test_any_agreements_read_back_as_they_were(data: st.DataObject) -> None:
    draw = data.draw
    made = lasting()
    called = draw(numbers())
    with opened(made) as trail:
        vendors = []
        for name, number in (("Звонарь", "RU-INN-77"), ("Ringer", "GB-COH-1")):
            seq = trail.record(about(None, Vendor(name, identifiers=(number,)))).seq
            story = Told(trail, draw, seq)
            story.tell(Contact("Пётр", Side.VENDOR, mails=("p@ringer.example",)), "2025-01-01")
            trail.record(touchpoint(seq, "2025-02-01"))
            for place, own in enumerate(["", *called]):
                deal = story.agreement(place, own)
                if deal is not None:
                    story.payments(deal, story.scope(deal))
                    story.terms(deal)
                    if draw(st.booleans()):
                        story.tell(CloseOut(draw(st.sampled_from(Closing))), draw(moments()), deal)
            vendors.append(seq)
        if draw(st.booleans()) and not called:
            one, other = vendors
            trail.record(about(None, Sameness(Party.VENDOR, other, one, "the same people")))
            vendors = [one]
        for vendor in vendors:
            before = told(trail, vendor)
            assert reread(trail, vendor, made.folder / str(vendor)) == before


@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.data())
def test_what_came_from_open_data_reads_back_with_what_was_added(data: st.DataObject) -> None:
    draw = data.draw
    made = lasting()
    with opened(made) as trail:
        path = written(made.folder, package(FIRST, SECOND, THIRD))
        trail.take_in(trail.open_contracting([path]))
        for signed in trail.every(Agreement):
            story = Told(trail, draw, signed.vendor or 0)
            story.payments(signed.identity, story.scope(signed.identity))
            story.terms(signed.identity)
        for vendor in trail.every(Vendor):
            before = told(trail, vendor.identity)
            folder = made.folder / str(vendor.identity)
            assert reread(trail, vendor.identity, folder) == before
