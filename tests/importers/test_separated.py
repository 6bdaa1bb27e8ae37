"""Rows of text, and quotation marks that are not closed."""

from __future__ import annotations

import csv
from io import StringIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vendortrail.importers import separated
from vendortrail.refusal import Refusal


def rows(text: str) -> list[tuple[int, list[str]]]:
    return list(separated.rows(StringIO(text, newline=""), ","))


def test_a_cell_may_have_several_lines() -> None:
    assert rows('a,b\n1,"x\n\n""y"""\n\n2,z\n') == [
        (1, ["a", "b"]),
        (2, ["1", 'x\n\n"y"']),
        (6, ["2", "z"]),
    ]


@given(st.text("ab, \t\0;'\\\r\n\x0b\x85"), st.sampled_from(["", '"x, ""\n",y\n']))
def test_what_has_no_marks_reads_as_the_csv_module_reads_it(text: str, marked: str) -> None:
    whole = f"{text}\n{marked}{text}"
    reader = csv.reader(StringIO(whole, newline=""))
    assert [cells for _, cells in rows(whole)] == [cells for cells in reader if cells]


@pytest.mark.parametrize(
    "after",
    [
        pytest.param("", id="to the end of the file"),
        pytest.param('5,"so",6\n', id="to the next mark"),
        pytest.param(f"5,{'x' * separated.LONGEST_CELL},6\n", id="for longer than a cell may be"),
    ],
)
def test_a_mark_that_is_not_closed_swallows_no_row(after: str) -> None:
    found = rows('1,"once",2\n3,"twice,4\n7,8,9\n"",,\n' + after)
    assert found[:2] == [(1, ["1", "once", "2"]), (2, [])]
    assert found[2:4] == [(3, ["7", "8", "9"]), (4, ["", "", ""])]
    assert [line for line, _ in found[4:]] == [5] * bool(after)


def test_marks_within_one_line_are_read_as_they_can_be() -> None:
    assert rows('"he said "yes", twice\n5" wide,x\n') == [
        (1, ['he said yes"', " twice"]),
        (2, ['5" wide', "x"]),
    ]


def test_many_marks_that_are_not_closed_cost_a_row_each() -> None:
    """Each is closed by the next one, behind which there is no delimiter."""
    found = rows('1,"a\n' * 1_000)
    assert [line for line, _ in found] == list(range(1, 1_001))
    assert not any(cells for _, cells in found[:-1])


@pytest.mark.parametrize("piece", ["x", ",", '"x\n",'])
def test_a_row_has_an_end(piece: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file without line ends is not read into memory."""
    monkeypatch.setattr(separated, "LONGEST_ROW", 60)
    monkeypatch.setattr(separated, "LONGEST_CELL", 40)
    opened = StringIO("a,b\n" + piece * 60 + piece * 10_000, newline="")
    with pytest.raises(Refusal, match="line 2 of the file begins a row of more than 60 characters"):
        list(separated.rows(opened, ","))
    assert opened.tell() < 200
