"""What a source knows, by the days on which somebody is heard in it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from itertools import chain

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vendortrail.service.reach import Reach, between

TODAY = date(2026, 11, 16)
BEGIN = date(2025, 1, 1)


def on(*numbers: int) -> list[date]:
    return [BEGIN + timedelta(number) for number in numbers]


def told(
    theirs: Iterable[date] = (), others: Iterable[date] = (), box: str = "inbox"
) -> list[tuple[date, str, bool]]:
    return [*((day, box, False) for day in theirs), *((day, box, True) for day in others)]


def periods(*boxes: list[tuple[date, str, bool]]) -> list[tuple[str, str]]:
    reach = Reach(TODAY)
    for day, box, others in chain(*boxes):
        reach.hear(day, box, others=others)
    return list(reach.periods())


def test_a_vendor_that_falls_silent_in_a_mailbox_that_goes_on_is_silent() -> None:
    known = periods(told(on(0, 200), on(*range(0, 365, 3))))
    assert known == [("2025-01-01", "2025-12-30")]


def test_a_stray_old_letter_says_nothing_of_the_years_between() -> None:
    stray = date(2003, 5, 5)
    weekly = on(*range(0, 180, 7))
    known = [("2003-05-05", "2003-05-05"), ("2025-01-01", "2025-06-25")]
    assert periods(told([stray, *on(20)], weekly)) == known
    assert periods(told(on(20), [stray, *weekly])) == known
    assert periods(told([stray, *weekly])) == known
    assert between(tuple(known)) == (("2003-05-06", "2024-12-31"),)


def test_where_nobody_at_all_is_heard_for_months_the_mailbox_is_silent() -> None:
    mailbox = told(on(5, 305), on(*range(60), *range(300, 365)))
    assert periods(mailbox) == [("2025-01-01", "2025-03-01"), ("2025-10-28", "2025-12-31")]


@pytest.mark.parametrize("others", [(), (3,), (3, 12)])
def test_in_a_folder_of_the_vendors_letters_the_silence_is_the_vendors(
    others: tuple[int, ...],
) -> None:
    assert periods(told(on(0, 10, 400), on(*others))) == [("2025-01-01", "2026-02-05")]


def test_where_others_are_heard_too_seldom_to_be_missed_the_silence_is_the_vendors() -> None:
    assert periods(told(on(*range(0, 300, 5), 345), on(10, 150, 290))) == [
        ("2025-01-01", "2025-12-12")
    ]


def test_a_month_without_anybody_is_a_holiday() -> None:
    days = [*range(100), *range(130, 200)]
    assert len(periods(told(others=on(*days)))) == 1
    assert len(periods(told(others=on(*days[:-70], *range(131, 200))))) == 2


def test_one_file_proves_nothing_of_another() -> None:
    first, second = told(on(0, 40), box="2024"), told(on(120, 160), box="2026")
    apart = [("2025-01-01", "2025-02-10"), ("2025-05-01", "2025-06-10")]
    assert periods(first, second) == apart
    assert periods(told(on(0, 40)), told(on(120, 160))) == [("2025-01-01", "2025-06-10")]


def test_archives_by_the_month_are_one() -> None:
    january, february = told(on(2, 28), box="january"), told(on(32, 55), box="february")
    assert periods(january, february) == [("2025-01-03", "2025-02-25")]


def test_what_lies_ahead_shows_that_a_source_is_of_today() -> None:
    assert periods(told(others=[date(2026, 11, 1), date(2027, 3, 1)])) == [
        ("2026-11-01", "2026-11-16")
    ]


def test_nothing_heard_is_nothing_known() -> None:
    assert periods() == []


days = st.lists(st.integers(0, 2_000), max_size=12).map(lambda numbers: on(*numbers))


@given(theirs=days, others=days, data=st.data())
def test_order_makes_no_difference_and_every_day_on_which_somebody_was_heard_is_known(
    theirs: list[date], others: list[date], data: st.DataObject
) -> None:
    items = told(theirs, others)
    known = periods(items)
    assert periods(data.draw(st.permutations(items))) == known
    assert all(
        any(first <= str(min(day, TODAY)) <= last for first, last in known)
        for day in (*theirs, *others)
    )
