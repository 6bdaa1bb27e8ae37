"""A table of usage is read in both of its forms; what cannot be taken is told by its line."""

from __future__ import annotations

import pytest

from vendortrail.importers.results import BadRow, open_table
from vendortrail.importers.usage import Column, UsageLine, columns, lines
from vendortrail.records.dealings import Usage
from vendortrail.refusal import FieldRefusal


def read(text: str) -> list[UsageLine | BadRow]:
    return list(lines(open_table(text.encode())))


def taken(text: str) -> list[tuple[int, Usage]]:
    return [(each.line, each.usage) for each in read(text) if isinstance(each, UsageLine)]


def refused(text: str) -> list[tuple[int, str]]:
    return [(each.line, str(each.reason)) for each in read(text) if isinstance(each, BadRow)]


def test_each_meter_has_a_column() -> None:
    text = "Месяц;интернет (ГБ);звонки\n2026-09;0;1 200\n10.2026;;7,0\n"
    assert taken(text) == [
        (2, Usage("интернет", "2026-09", 0, "ГБ")),
        (2, Usage("звонки", "2026-09", 1200)),
        (3, Usage("звонки", "2026-10", 7)),
    ]
    assert refused(text) == []


def test_or_each_row_has_one_quantity() -> None:
    text = "unit,quantity,meter,month\nGB,5,internet,2026-09\n,6,calls,2026-09-30\n"
    assert taken(text) == [
        (2, Usage("internet", "2026-09", 5, "GB")),
        (3, Usage("calls", "2026-09", 6)),
    ]
    assert taken("month,meter,quantity\n31.08.2026,calls,6\n") == [
        (2, Usage("calls", "2026-08", 6))
    ]


@pytest.mark.parametrize(
    ("rows", "bad"),
    [
        ("2026-09,calls", (2, "the row has 2 cells; the header has 3")),
        ("soon,calls,1", (2, "“soon” is not a month; write it as 2026-10")),
        (
            "2026-13,calls,1",
            (2, "“2026-13” is not a month; write it as 2026-10"),
        ),
        (
            "2026-09,calls,1.5",
            (
                2,
                "“1.5” is not a whole number from 0 on; count in a smaller unit, such as MB for GB",
            ),
        ),
        ("2026-09,,1", (2, "this may not be empty")),
        ("2026-09,calls,1\n2026-09,calls,1", (3, "“calls” in 2026-09 stands in line 2 already")),
    ],
)
def test_a_bad_row_says_why(rows: str, bad: tuple[int, str]) -> None:
    assert refused(f"month,meter,quantity\n{rows}\n") == [bad]


def test_a_negative_quantity_is_refused_in_both_forms() -> None:
    assert len(refused("month,meter,quantity\n2026-09,calls,-3\n")) == 1
    assert len(refused("month,calls\n2026-09,-3\n")) == 1


@pytest.mark.parametrize(
    "header", ["calls,internet", "month,meter,calls", "month,", "meter,quantity"]
)
def test_a_table_without_month_or_quantity_is_refused(header: str) -> None:
    with pytest.raises(FieldRefusal, match="there must be “month” and a column for each meter"):
        read(f"{header}\n1,2,3\n")


def test_what_each_column_is_read_as() -> None:
    wide = open_table("Месяц;интернет (ГБ);звонки;\n2026-09;0;1;\n".encode())
    assert columns(wide) == (
        Column("Месяц", "month"),
        Column("интернет (ГБ)", "quantity", "интернет", "ГБ"),
        Column("звонки", "quantity", "звонки"),
    )
    long = open_table(b"unit,note,quantity,meter,month\nGB,x,5,internet,2026-09\n")
    assert columns(long) == tuple(Column(it, it) for it in ("unit", "quantity", "meter", "month"))
