"""Things are found by the names that people give them, and never by guessing."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests import trails
from tests.trails import about
from vendortrail import i18n
from vendortrail.records.dealings import Usage
from vendortrail.records.parties import Agreement, Contact, Vendor
from vendortrail.records.promised import Payment, Segment
from vendortrail.records.values import Money, Side
from vendortrail.service import Trail, Workspace
from vendortrail.service.naming import AmbiguousName, UnknownName, title


@pytest.fixture
def trail(empty: Workspace) -> Iterator[Trail]:
    with trails.opened(empty) as opened:
        opened.record(about(None, Vendor("Звонарь", aliases=("Контакт-центр «Звонарь»",))))
        opened.record(about(None, Vendor("Northline Mobile")))
        opened.record(about(None, Vendor("North")))
        opened.record(about(None, Vendor("Ещё один")))
        yield opened


@pytest.mark.parametrize(
    ("name", "identity"),
    [
        ("Звонарь", 1),
        ("звонарь", 1),
        ("  Звонарь \n", 1),
        ("зво", 1),
        ("контакт-центр", 1),
        ("контакт-центр  «звонарь»", 1),
        ("North", 3),
        ("north", 3),
        ("Northline", 2),
        ("еще ОДИН", 4),
        ("ЕЩЁ", 4),
        ("#2", 2),
        ("#02", 2),
    ],
)
def test_a_vendor_is_found(name: str, identity: int, trail: Trail) -> None:
    assert trail.find(Vendor, name).identity == identity


def test_a_beginning_that_two_names_have_is_refused_with_both(trail: Trail) -> None:
    with pytest.raises(AmbiguousName) as refused:
        trail.find(Vendor, "nor")
    assert sorted(refused.value.candidates) == ["North (#3)", "Northline Mobile (#2)"]
    assert "may be any of these" in str(refused.value)


def test_two_of_one_name_are_told_apart_by_number(trail: Trail) -> None:
    first, twin = (trail.record(about(1, Agreement("North"))).seq for _ in range(2))
    with pytest.raises(AmbiguousName):
        trail.find(Agreement, "North")
    assert trail.find(Agreement, f"#{first}").identity == first
    assert trail.find(Agreement, f"#{twin}").identity == twin


@pytest.mark.parametrize("name", ["Звонрь", "Nortline", "мобайл звонарь"])
def test_an_unknown_name_brings_those_that_come_close(name: str, trail: Trail) -> None:
    with pytest.raises(UnknownName) as refused:
        trail.find(Vendor, name)
    assert refused.value.candidates
    assert f"no vendor is called “{name}”; did you mean" in str(refused.value)


@pytest.mark.parametrize("name", ["", "  ", "zzzz", "#", "#-1", "#1x"])
def test_a_name_like_no_other_is_refused(name: str, trail: Trail) -> None:
    with pytest.raises(UnknownName) as refused:
        trail.find(Vendor, name)
    assert "no vendor is called" in str(refused.value)


@pytest.mark.parametrize("name", ["#0", "#99", "99", "#" + "9" * 9000])
def test_a_number_that_is_no_vendors_is_refused_as_a_number(name: str, trail: Trail) -> None:
    with pytest.raises(UnknownName) as refused:
        trail.find(Vendor, name)
    assert str(refused.value) == f"there is no vendor #{name.removeprefix('#')}"


def test_digits_alone_are_a_name_before_they_are_a_number(trail: Trail) -> None:
    assert trail.find(Vendor, "1") == trail.find(Vendor, "#1")
    named = trail.record(about(None, Vendor("1"))).identity
    assert trail.find(Vendor, "1").identity == named
    assert trail.find(Vendor, "#1").identity == 1


def test_a_refusal_is_said_in_the_language_of_its_reader(trail: Trail) -> None:
    with pytest.raises(UnknownName) as refused:
        trail.find(Vendor, "zzzz")
    i18n.use(i18n.RUSSIAN)
    assert "zzzz" in str(refused.value)


def test_a_corrected_name_is_the_one_that_counts(trail: Trail) -> None:
    newer = trail.correct(3, reason="renamed", payload=Vendor("South"))
    assert trail.find(Vendor, "south").identity == 3
    assert trail.find(Vendor, f"#{newer.seq}").identity == trail.find(Vendor, "#3").identity == 3
    with pytest.raises(UnknownName):
        trail.find(Vendor, "#1", vendor=2, agreement=9)


def test_names_are_looked_for_where_they_are(trail: Trail) -> None:
    trail.record(about(1, Contact("Анна", Side.VENDOR, mails=("anna@zvonar.example",))))
    trail.record(about(2, Contact("Анна", Side.VENDOR)))
    one = trail.record(about(1, Agreement("Звонки", "17/2026"))).seq
    two = trail.record(about(1, Agreement("Письма"))).seq
    trail.record(about(1, Segment("Все", 10, "звонок"), agreement=one))
    trail.record(about(1, Segment("Все", 10, "письмо"), agreement=two))
    assert trail.find(Contact, "Анна", vendor=2).vendor == 2
    assert trail.find(Contact, "anna@").vendor == 1
    assert trail.find(Agreement, "17/2026").identity == one
    assert trail.find(Segment, "все", agreement=two).payload.unit == "письмо"
    with pytest.raises(AmbiguousName):
        trail.find(Segment, "все")


def test_what_has_no_name_is_called_by_its_number(trail: Trail) -> None:
    paid = trail.record(about(1, Payment(Money(100, "RUB"))))
    used = trail.record(about(1, Usage("calls", "2026-03", 3)))
    assert title(paid) == f"#{paid.seq}"
    assert title(used) == f"#{used.seq}"
    assert trail.find(Payment, f"#{paid.seq}") == paid
