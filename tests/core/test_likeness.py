"""Who may have been recorded twice, and who is not said to be."""

from __future__ import annotations

from typing import Any

import pytest

from tests.core.telling import Story
from vendortrail import likeness
from vendortrail.records.parties import Address, Contact, Vendor
from vendortrail.records.record import Payload, Record
from vendortrail.records.values import Side


def records(*payloads: Payload, vendors: tuple[int | None, ...] = ()) -> list[Record[Any]]:
    """Return records numbered from 2 on, of vendor 1 unless others are given."""
    story = Story()
    for place, payload in enumerate(payloads):
        story.vendor = vendors[place] if place < len(vendors) else 1
        story.tell("2026-01-01", payload)
    return story.records[1:]


def why(pairs: Any) -> list[tuple[int, int, list[str]]]:
    return [(pair.one, pair.other, [str(reason) for reason in pair.why]) for pair in pairs]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Звонарь", "ООО «Звонарь»"),
        ("Zvonar", "ZVONAR, Ltd."),
        ("Northline Calls", "Northlin Calls"),
        ("Ёлка Телеком", "Елка-Телеком"),
    ],
)
def test_vendors_with_close_names_may_be_one(one: str, other: str) -> None:
    (pair,) = likeness.vendors(records(Vendor(one), Vendor(other)), [])
    assert (pair.one, pair.other, len(pair.why)) == (2, 3, 1)


def test_another_name_is_a_name() -> None:
    found = likeness.vendors(records(Vendor("Zvonar"), Vendor("ZV", ("Zvonar LLC",))), [])
    assert why(found) == [(2, 3, ["“Zvonar” and “Zvonar LLC” are close names"])]


def test_a_pair_of_many_close_names_is_told_of_once() -> None:
    found = likeness.vendors(records(Vendor("Zvonar", ("Zvonar 2",)), Vendor("Zvonar 3")), [])
    assert len(why(found)[0][2]) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [("Zvonar", "Northline"), ("Mega", "Meta Holding"), ("ООО", "ооо"), ("Альфа", "Бета")],
)
def test_other_names_are_not_close(one: str, other: str) -> None:
    assert why(likeness.vendors(records(Vendor(one), Vendor(other)), [])) == []


def test_a_shared_number_address_or_domain_is_a_likeness() -> None:
    found = likeness.vendors(
        records(
            Vendor("Zvonar", domains=("z.example",), identifiers=("RU-INN-1",)),
            Vendor("Bellman", addresses=(Address("Z.example"),), identifiers=("ru-inn-1",)),
            Vendor("Northline"),
        ),
        records(
            *(Contact("Eve", Side.VENDOR, mails=("e@mail.example",)) for _ in range(3)),
            vendors=(2, 4, None),
        ),
    )
    assert why(found) == [
        (2, 3, ["both have the address z.example", "both have the number ru-inn-1"]),
        (2, 4, ["both have the address e@mail.example"]),
    ]


def test_vendors_with_other_numbers_in_one_register_are_two_whatever_their_names() -> None:
    def found(other: str) -> list[tuple[int, int, list[str]]]:
        known = Vendor("Zvonar", identifiers=("RU-INN-1",))
        return why(likeness.vendors(records(known, Vendor("Zvonar Ltd", identifiers=(other,))), []))

    assert found("RU-INN-2") == []
    assert found("GB-COH-2") == [(2, 3, ["“Zvonar” and “Zvonar Ltd” are close names"])]


def test_people_may_be_one_by_mail_phone_or_name_among_those_of_a_vendor() -> None:
    people = records(
        Contact("Ivan Petrov", Side.VENDOR, phones=("+7 (495) 1",)),
        Contact("Petrov Ivan", Side.VENDOR),
        Contact("Eve", Side.VENDOR, mails=("i@x.example",), phones=("74951",)),
        Contact("Adam", Side.VENDOR, mails=("I@x.example",), phones=("-",)),
        Contact("Ivan Petrov", Side.US),
        Contact("Ivan Petrov", Side.VENDOR),
        vendors=(1, 1, 1, 1, 1, 9),
    )
    assert why(likeness.people(people)) == [
        (2, 3, ["“Ivan Petrov” and “Petrov Ivan” are close names"]),
        (2, 4, ["both have the phone number 74951"]),
        (4, 5, ["both have the address i@x.example"]),
    ]
