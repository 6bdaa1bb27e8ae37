"""Tables of very many columns, as people are shown them."""

from __future__ import annotations

import pytest

from vendortrail.importers import results, usage
from vendortrail.importers.shown_columns import first, listed
from vendortrail.records.promised import Mapping
from vendortrail.refusal import Refusal
from vendortrail.tui.forms.first_rows import first_rows

MANY = tuple(f"c{number}" for number in range(100_000))


def test_few_columns_are_shown_as_they_are() -> None:
    assert first(["a", "b"]) == ("a", "b")
    assert first(MANY[:40]) == MANY[:40]
    assert listed(["a", "b"]) == "a, b"


def test_of_many_columns_the_first_are_shown() -> None:
    assert first(MANY) == (*MANY[:40], "…")
    assert listed(MANY).endswith(", c38, c39, …")
    assert listed(["x" * 1_000, "y"]) == f"{'x' * 60}, y"


def test_a_screen_shows_no_more() -> None:
    lines = first_rows(MANY, [MANY, MANY[:2]]).plain.splitlines()
    assert max(map(len, lines)) < 300
    assert len(lines) == 3


def test_no_refusal_lists_them_all() -> None:
    table = results.Table(",", "utf-8", MANY, ((2, MANY),))
    with pytest.raises(Refusal) as refused:
        results.check(table, Mapping(outcome="outcome"))
    assert len(str(refused.value)) < 500
    with pytest.raises(Refusal) as refused:
        usage.columns(table)
    assert len(str(refused.value)) < 500
