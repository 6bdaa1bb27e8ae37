"""Whom a record names, and what is said of a party, once two are known to be one."""

from __future__ import annotations

from msgspec.structs import replace

from tests.core.telling import Story
from vendortrail.records.dealings import Touchpoint
from vendortrail.records.parties import Address, Contact, Departure, Vendor
from vendortrail.records.record import Payload, Record
from vendortrail.records.values import Channel, Direction, Side
from vendortrail.sameness import joined, told, whole


def test_whoever_was_merged_is_whom_that_one_is_in_the_end() -> None:
    assert whole({2: 1, 3: 2, 9: 8}) == {2: 1, 3: 1, 9: 8}
    assert whole({}) == {}
    # Only in a damaged file; it must end.
    assert set(whole({1: 2, 2: 1})) == {1, 2}


def test_a_record_names_whom_they_are() -> None:
    story = Story()

    def record(payload: Payload, *, everywhere: bool = False) -> Record[Payload]:
        return story.records[story.tell("2026-03-01", payload, everywhere=everywhere) - 1]

    touchpoint = Touchpoint(Channel.CALL, Direction.MUTUAL, "a word", people=(7, 5, 6), answers=4)
    said = record(touchpoint)
    assert told(said, {9: 8}) is said
    read = told(said, {1: 20, 7: 5})
    assert (read.vendor, read.payload) == (20, replace(touchpoint, people=(5, 6)))
    assert told(record(Departure(7)), {7: 5}).payload == Departure(5)
    nobody = record(Vendor("x"), everywhere=True)
    assert told(nobody, {1: 2}) is nobody


def test_a_vendor_has_the_names_and_numbers_of_all_that_it_is() -> None:
    one = Vendor("Zvonar", ("Z",), ("z.example",), note="ours", identifiers=("A-1",))
    other = Vendor(
        "Zvonar Ltd",
        ("Z", "Zvonar"),
        ("z.example", "zv.example"),
        "Eve",
        "a share",
        "theirs",
        ("A-2",),
        (Address("zv@mail.example"),),
    )
    assert joined(one, [other]) == Vendor(
        "Zvonar",
        ("Z", "Zvonar Ltd"),
        ("z.example", "zv.example"),
        "Eve",
        "a share",
        "ours",
        ("A-1", "A-2"),
        (Address("zv@mail.example"),),
    )
    assert joined(one, []) == one


def test_a_person_has_the_names_and_addresses_of_all_that_it_is() -> None:
    one = Contact("Eve", Side.VENDOR, mails=("e@x.example",))
    other = Contact("Eve Adams", Side.VENDOR, role="clerk", mails=("eve@x.example",), note="kind")
    assert joined(one, [other]) == Contact(
        "Eve",
        Side.VENDOR,
        role="clerk",
        mails=("e@x.example", "eve@x.example"),
        note="kind",
        aliases=("Eve Adams",),
    )
    # Never in a sound trail: what is no such party says nothing of it.
    assert joined(one, [Vendor("Zvonar")]) == one
