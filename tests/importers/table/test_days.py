"""How the days of a column are written."""

from __future__ import annotations

from datetime import date, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vendortrail.importers.table.days import Order, orders, read

MOSCOW = ZoneInfo("Europe/Moscow")
FORMATS = {Order.ISO: "%Y-%m-%d", Order.DAY_FIRST: "%d.%m.%Y", Order.MONTH_FIRST: "%m/%d/%Y"}


@pytest.mark.parametrize(
    ("cell", "order", "occurred"),
    [
        ("2026-03-01", Order.ISO, "2026-03-01"),
        ("2026-03-01 15:30", Order.ISO, "2026-03-01T15:30+03:00"),
        ("2026-03-01T15:30:59Z", Order.ISO, "2026-03-01T15:30Z"),
        ("2026-03-01T15:30+05:30", Order.ISO, "2026-03-01T15:30+05:30"),
        ("1.3.26", Order.DAY_FIRST, "2026-03-01"),
        ("01/03/2026, 09:05", Order.DAY_FIRST, "2026-03-01T09:05+03:00"),
        ("03/01/2026", Order.MONTH_FIRST, "2026-03-01"),
        ("2026-03", Order.ISO, "2026-03"),
        ("[2026-03-01..2026-03-05]", Order.DAY_FIRST, "[2026-03-01..2026-03-05]"),
        ("31.02.2026", Order.DAY_FIRST, None),
        ("2026-03-01 25:00", Order.ISO, None),
        ("01.03.26", Order.ISO, None),
        ("yesterday", Order.ISO, None),
    ],
)
def test_a_cell_says_a_day_or_a_moment(cell: str, order: Order, occurred: str | None) -> None:
    found = read(cell, order, MOSCOW)
    assert (found and found.text) == occurred


def test_the_whole_column_decides_and_not_its_first_row() -> None:
    assert orders(["01/02/2026", "03/04/2026", "13/05/2026"]) == (Order.DAY_FIRST,)
    assert orders(["01/02/2026", "03/04/2026", "05/13/2026"]) == (Order.MONTH_FIRST,)
    assert orders(["01/02/2026", "03/04/2026 10:00:00.5"]) == (Order.DAY_FIRST, Order.MONTH_FIRST)
    assert orders(["2026-01-02", "n/a", ""]) == (Order.ISO,)
    # Who writes dots writes the day first, unless it cannot be one.
    assert orders(["01.02.2026", "03.04.2026"]) == (Order.DAY_FIRST,)
    assert orders(["01.02.2026", "04.13.2026"]) == (Order.DAY_FIRST, Order.MONTH_FIRST)
    # One slip does not turn a column over.
    assert orders(["13/05/2026"] * 3 + ["05/13/2026"]) == (Order.DAY_FIRST,)


@given(st.lists(st.dates(date(2000, 1, 1), date(2099, 12, 31)), min_size=1), st.sampled_from(Order))
def test_what_is_read_in_the_order_of_its_column_is_what_was_written(
    told: list[date], order: Order
) -> None:
    cells = [day.strftime(FORMATS[order]) for day in told]
    assert order in orders(cells)
    days = [found.first for cell in cells if (found := read(cell, order, MOSCOW))]
    assert days == told


def test_a_column_that_only_one_order_can_read_is_never_asked_about() -> None:
    year = [date(2026, 1, 1) + timedelta(n) for n in range(365)]
    for order, written in FORMATS.items():
        assert orders(day.strftime(written) for day in year) == (order,)
