"""What is named as another thing already is, is refused with the one that is there."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests import trails
from tests.trails import about
from vendortrail.records.dealings import Usage
from vendortrail.records.parties import Agreement, Vendor
from vendortrail.refusal import FieldRefusal
from vendortrail.service import Trail, Workspace


@pytest.fixture
def trail(empty: Workspace) -> Iterator[Trail]:
    with trails.opened(empty) as opened:
        opened.record(about(None, Vendor("Звёздный  Café")))
        opened.record(about(1, Agreement("Calls", "A-1")))
        yield opened


@pytest.mark.parametrize("name", ["Звёздный  Café", "звездный café", " ЗВЁЗДНЫЙ Cafe\u0301"])
def test_no_two_vendors_have_one_name(name: str, trail: Trail) -> None:
    with pytest.raises(
        FieldRefusal, match="is called “Звёздный  Café” already, #1; record"
    ) as refused:
        trail.record(about(None, Vendor(name)))
    assert refused.value.field == "name"
    assert [vendor.seq for vendor in trail.every(Vendor)] == [1]


def test_nor_in_one_transaction(trail: Trail) -> None:
    with pytest.raises(FieldRefusal, match="a vendor is called “Other” already, #3"):
        trail.record_all([about(None, Vendor("Other")), about(None, Vendor("other"))])


def test_nor_by_a_correction(trail: Trail) -> None:
    other = trail.record(about(None, Vendor("Звонарь"))).seq
    with pytest.raises(FieldRefusal, match="already, #1"):
        trail.correct(other, reason="a slip", payload=Vendor("Звёздный Café"))
    with pytest.raises(FieldRefusal, match=f"is called “Звонарь” already, #{other}"):
        trail.correct(1, reason="a slip", payload=Vendor("Звонарь"))
    trail.correct(other, reason="a slip", payload=Vendor("ЗВОНАРЬ"))


def test_the_name_of_what_was_taken_back_is_free(trail: Trail) -> None:
    other = trail.record(about(None, Vendor("Звонарь"))).seq
    trail.take_back(other, reason="a slip")
    trail.record(about(None, Vendor("Звонарь")))


def test_no_two_agreements_of_a_vendor_have_one_number(trail: Trail) -> None:
    with pytest.raises(FieldRefusal, match="#2, “Calls”, has the number a-1 already") as refused:
        trail.record(about(1, Agreement("Letters", "a-1")))
    assert refused.value.field == "number"
    second = trail.record(about(1, Agreement("Letters", "A-2"))).seq
    with pytest.raises(FieldRefusal, match="#2, “Calls”, has the number A-1 already"):
        trail.correct(second, reason="a slip", payload=Agreement("Letters", "A-1"))
    trail.correct(2, reason="a slip", payload=Agreement("All calls", "A-1"))


def test_those_of_two_vendors_and_those_without_one_may(trail: Trail) -> None:
    other = trail.record(about(None, Vendor("Звонарь"))).seq
    trail.record(about(other, Agreement("Calls", "A-1")))
    for _ in range(2):
        trail.record(about(1, Agreement("Calls")))


class TestUsage:
    def use(self, trail: Trail, quantity: int, meter: str = "net", month: str = "2026-10") -> int:
        return trail.record(about(1, Usage(meter, month, quantity, "GB"), agreement=2)).seq

    def test_of_a_month_is_said_once(self, trail: Trail) -> None:
        first = self.use(trail, 5)
        with pytest.raises(
            FieldRefusal, match=f"#{first} says 5 GB for “net” in 2026-10; correct"
        ) as refused:
            self.use(trail, 6, "NET")
        assert refused.value.field == "month"
        self.use(trail, 6, month="2026-09")
        self.use(trail, 6, "calls")
        trail.record(about(1, Usage("net", "2026-10", 6, "GB")))

    def test_is_said_otherwise_by_a_correction(self, trail: Trail) -> None:
        first = self.use(trail, 5)
        trail.correct(first, reason="a slip", payload=Usage("net", "2026-10", 6, "GB"))
        second = self.use(trail, 7, month="2026-09")
        with pytest.raises(FieldRefusal, match=f"#{first} says 6"):
            trail.correct(second, reason="a slip", payload=Usage("net", "2026-10", 7, "GB"))
