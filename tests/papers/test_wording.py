import pytest

from vendortrail.document import Mark
from vendortrail.papers.wording import (
    LONGEST_QUOTATION,
    capital,
    difference,
    quotation,
    shift_text,
    unbroken,
    value_text,
)
from vendortrail.records.values import Money, TermValue

SIGNS = {Mark.PLAIN: "", Mark.DELETED: "-", Mark.ADDED: "+"}


def compared(before: str, after: str) -> str:
    return "".join(
        f"{SIGNS[span.mark]}{span.text}{SIGNS[span.mark]}" for span in difference(before, after)
    )


@pytest.mark.parametrize(
    ("before", "after", "marked"),
    [
        ("150 a call", "180 a call", "-150- +180+ a call"),
        ("a call", "a productive call", "a +productive+ call"),
        ("a very short call", "a short call", "a -very- short call"),
        ("a  call\nis made", "a call is made", "a call is made"),
        ("one two three", "quite another thing", "-one two three- +quite another thing+"),
        ("one", "", "-one-"),
        ("", "one", "+one+"),
    ],
)
def test_words_that_went_and_came_are_marked(before: str, after: str, marked: str) -> None:
    assert compared(before, after) == marked


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (TermValue(money=Money(15_000, "RUB"), unit="call"), "RUB 150.00 per call"),
        (TermValue(money=Money(15_000, "RUB")), "RUB 150.00"),
        (TermValue(number="4", unit="working hour"), "working hour: 4"),
        (TermValue(number="1.5"), "1.5"),
    ],
)
def test_values_are_written_with_their_unit(value: TermValue, text: str) -> None:
    assert value_text(value).replace("\N{NO-BREAK SPACE}", " ") == text


@pytest.mark.parametrize(
    ("shift", "text"),
    [
        (TermValue(money=Money(3_000, "RUB"), unit="call"), "+RUB 30.00 per call"),
        (TermValue(money=Money(-3_000, "RUB")), "-RUB 30.00"),
        (TermValue(money=Money(0, "RUB")), ""),
        (TermValue(number="11", unit="GB"), "GB: +11"),
        (TermValue(number="-0.5"), "-0.5"),
        (TermValue(number="0.0", unit="GB"), ""),
    ],
)
def test_how_far_a_value_moved_has_a_sign(shift: TermValue, text: str) -> None:
    assert shift_text(shift).replace("\N{NO-BREAK SPACE}", " ") == text


def test_a_long_text_is_cut_at_a_word() -> None:
    whole = "word " * (LONGEST_QUOTATION // 5)
    assert quotation(whole) == (whole.strip(),)
    (cut,) = quotation(f"{whole}and more")
    assert cut.endswith("word […]")
    assert len(cut) <= LONGEST_QUOTATION + len(" […]")


def test_nothing_cited_is_no_quotation() -> None:
    assert quotation(" \n ") == ()


def test_unbroken_text_has_no_place_to_break() -> None:
    assert " " not in unbroken("14 Nov 2025")


def test_a_heading_begins_with_a_capital_and_changes_no_more() -> None:
    assert [capital(it) for it in ("октябрь 2025 г.", "SLA, monthly", "")] == [
        "Октябрь 2025 г.",
        "SLA, monthly",
        "",
    ]
