"""A table is read whatever program wrote it, and what cannot be read is named by its line."""

from __future__ import annotations

import csv
import json
from collections import Counter
from datetime import date
from io import StringIO
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vendortrail.cleaning import clean
from vendortrail.importers import results
from vendortrail.importers.results import BadRow, Table, guess, lines, open_table
from vendortrail.records.promised import Mapping, OnlyRows, OutcomeName, only_rows
from vendortrail.records.result_line import ResultLine
from vendortrail.records.values import KeyAnswers
from vendortrail.refusal import FieldRefusal, Refusal

CSV = Path(__file__).parents[3] / "shared" / "cases" / "csv"
SPECTRUM = CSV / "csv-spectrum" / "csvs"


def read(text: str, **mapping: object) -> list[ResultLine | BadRow]:
    fields: dict[str, object] = {"outcome": "outcome", **mapping}
    return list(lines(open_table(text.encode()), Mapping(**fields)))  # type: ignore[arg-type]


def only_line(text: str, **mapping: object) -> ResultLine:
    (line,) = read(text, **mapping)
    assert isinstance(line, ResultLine)
    return line


def only_reason(text: str, **mapping: object) -> str:
    (line,) = read(text, **mapping)
    assert isinstance(line, BadRow)
    return f"{line.line}: {line.reason}"


# How the file is written.


@pytest.mark.parametrize(
    ("encoding", "named"),
    [
        ("utf-8", "utf-8-sig"),
        ("utf-8-sig", "utf-8-sig"),
        ("cp1251", "cp1251"),
        ("utf-16", "utf-16"),
    ],
)
@pytest.mark.parametrize("delimiter", list(";,\t|"))
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_every_way_to_write_a_table_is_read(
    encoding: str, named: str, delimiter: str, end: str
) -> None:
    written = end.join(
        delimiter.join(row) for row in (["исход", "секунд"], ["отказ", "5"], ["звонок", "61"])
    )
    assert open_table(written.encode(encoding)) == Table(
        delimiter, named, ("исход", "секунд"), ((2, ("отказ", "5")), (3, ("звонок", "61")))
    )


def test_big_endian_text_is_read() -> None:
    table = open_table(b"\xfe\xff" + "исход;x\nотказ;1".encode("utf-16-be"))
    assert table.headers == ("исход", "x")


def test_one_column_is_a_table_too() -> None:
    table = open_table(b"outcome\nrefusal\n\ntalk\n")
    assert table.rows == ((2, ("refusal",)), (4, ("talk",)))


def test_a_cell_may_hold_delimiters_quotes_and_lines() -> None:
    table = open_table(b'outcome;note\ntalk;"a;b\nc ""d"""\nrefusal;x\n')
    assert table.rows == ((2, ("talk", 'a;b\nc "d"')), (4, ("refusal", "x")))


def test_cells_are_cleaned() -> None:
    table = open_table("out\x1bcome ;x\n ta\u202elk ; y \n".encode())
    assert table.headers == ("outcome", "x")
    assert table.rows == ((2, ("talk", "y")),)


def test_commas_within_numbers_do_not_hide_the_semicolon() -> None:
    assert open_table(b"outcome;price\ntalk;1,5\nrefusal;2,5\n").delimiter == ";"


# In location_coordinates the telephone numbers of the two files are not the same.
SAME = sorted(path.name for path in SPECTRUM.glob("*.csv") if path.stem != "location_coordinates")


@pytest.mark.parametrize("name", SAME)
def test_the_spectrum_of_csv_is_read(name: str) -> None:
    table = open_table((SPECTRUM / name).read_bytes())
    told = json.loads((SPECTRUM.parent / "json" / name.replace(".csv", ".json")).read_text("utf-8"))
    rows = [dict(zip(table.headers, cells, strict=True)) for _, cells in table.rows]
    assert rows == [
        {key: value.replace("\r\n", "\n") for key, value in row.items()} for row in told
    ]


@pytest.mark.skipif(not CSV.exists(), reason="the spectrum of CSV is not beside the checkout")
def test_a_table_with_degrees_in_an_old_encoding_is_read() -> None:
    table = open_table((SPECTRUM / "location_coordinates.csv").read_bytes())
    assert [len(cells) for _, cells in table.rows] == [len(table.headers)]


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\n\n",
        b"outcome",
        b"outcome\n\n \n",
        b"\xef\xbb\xbf",
        b";;\n1;2;3\n",
        b"out\0come\ntalk\n",
        "outcome\ntalk".encode("utf-16-le"),
        b"PK\x03\x04\x14\x00\x06\x00\x08\x00\x00\x00!\x00",
        b"\xff\xfeodd",
        b"\xff\xfe\x00\xd8\x00\x00",
    ],
)
def test_what_is_no_table_is_refused(data: bytes) -> None:
    with pytest.raises(Refusal, match=r"no header line with rows|save it as CSV"):
        open_table(data)


def test_a_file_that_is_too_large_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(results, "LARGEST_FILE", 20)
    assert open_table(b"outcome\n" + b"x" * 12).rows
    with pytest.raises(Refusal, match="the file has 21 bytes; at most 20 are read"):
        open_table(b"outcome\n" + b"x" * 13)


@pytest.mark.parametrize("row", [b"x" * 200_000, b'"talk\nmore'])
def test_a_row_that_cannot_be_read_is_refused_with_its_line(row: bytes) -> None:
    table = open_table(b"outcome\ntalk\n" + row)
    first, second, *_ = lines(table, Mapping(outcome="outcome"))
    assert isinstance(first, ResultLine)
    assert isinstance(second, BadRow)
    assert second.line == 3
    assert "does not close it" in str(second.reason)


def test_two_columns_of_one_name_are_refused() -> None:
    with pytest.raises(Refusal, match="two columns are called “x”; rename one"):
        open_table(b"outcome;x;x\ntalk;1;2\n")
    assert open_table(b"outcome;;\ntalk;1;2\n").headers == ("outcome", "", "")


def test_many_columns_are_read_at_once() -> None:
    header = ",".join(map(str, range(100_000)))
    assert len(open_table(f"{header}\n1,2\n".encode()).headers) == 100_000


# What the columns mean.


@pytest.mark.parametrize(
    ("header", "order", "cell"),
    [
        ("outcome;date;duration", "iso", "2026-03-10"),
        ("Исход;Дата;Длительность", "dmy", "10.03.2026"),
        ("Result;Day;Seconds", "mdy", "03/10/2026"),
    ],
)
def test_a_mapping_is_guessed_from_known_headers(header: str, order: str, cell: str) -> None:
    table = open_table(f"{header}\ntalk;{cell};5\n".encode())
    outcome, day, seconds = header.split(";")
    proposed = guess(table)
    assert proposed == Mapping(
        outcome, day=day, day_order=order, seconds=seconds, delimiter=";", encoding="utf-8-sig"
    )
    (line,) = lines(table, proposed)
    assert line == ResultLine(2, "talk", date(2026, 3, 10), 5, None, ())


def test_nothing_is_guessed_without_an_outcome() -> None:
    assert guess(open_table(b"y;duration\nno;5\n")) is None


def test_days_that_fit_no_order_are_guessed_as_iso() -> None:
    proposed = guess(open_table(b"outcome;date\ntalk;some day\n"))
    assert proposed is not None
    assert proposed.day_order == "iso"


def test_days_are_read_in_one_order_for_the_whole_column() -> None:
    proposed = guess(open_table(b"outcome;date\ntalk;01/02/2026\ntalk;12/31/2026\ntalk;\n"))
    assert proposed is not None
    assert proposed.day_order == "mdy"


@pytest.mark.parametrize(
    ("field", "named"),
    [
        ("outcome", {"outcome": "nowhere"}),
        ("day", {"day": "nowhere"}),
        ("seconds", {"seconds": "nowhere"}),
        ("questions", {"questions": ("nowhere",)}),
    ],
)
def test_a_column_that_is_not_there_is_refused(field: str, named: dict[str, object]) -> None:
    with pytest.raises(FieldRefusal, match="no column “nowhere”; the columns are outcome, x") as no:
        read("outcome;x\ntalk;1\n", **named)
    assert no.value.field == field


def test_outcomes_are_called_as_we_call_them() -> None:
    renamed = (OutcomeName("yes", "full dialogue"),)
    found = read("outcome\nyes\nno\n", outcomes=renamed)
    assert [line.outcome for line in found if isinstance(line, ResultLine)] == [
        "full dialogue",
        "no",
    ]


@pytest.mark.parametrize(("seconds", "outcome"), [(9, "hang-up"), (10, "talk"), (0, "hang-up")])
def test_a_short_call_is_what_short_calls_are(seconds: int, outcome: str) -> None:
    line = only_line(f"outcome;s\ntalk;{seconds}\n", seconds="s", short_under=10)
    assert (line.outcome, line.seconds) == (outcome, seconds)


def test_a_time_of_day_behind_the_day_is_left_out() -> None:
    line = only_line("outcome;d\ntalk;2026-03-10 12:00\n", day="d")
    assert line.day == date(2026, 3, 10)


@pytest.mark.parametrize(
    ("cells", "said"),
    [
        (("yes", "no"), KeyAnswers.ANSWERED),
        (("yes", "?"), KeyAnswers.OPEN),
        (("", "-"), KeyAnswers.OPEN),
        (("yes", ""), KeyAnswers.NOT_ASKED),
        (("", ""), KeyAnswers.NOT_ASKED),
    ],
)
def test_key_questions_are_answered_open_or_not_asked(
    cells: tuple[str, str], said: KeyAnswers
) -> None:
    line = only_line(
        f"outcome;q1;q2;q3\ntalk;{cells[0]};{cells[1]};x\n",
        questions=("q1", "q2", "q3"),
        key_questions=("q1", "q2"),
    )
    assert line.key_answers is said
    assert line.answers == (("q1", cells[0]), ("q2", cells[1]), ("q3", "x"))


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ("talk;5", "2: the row has 2 cells; the header has 3"),
        ("talk", "2: the row has 1 cell; the header has 3"),
        ("talk;5;2026-03-10;x", "2: the row has 4 cells; the header has 3"),
        (";5;2026-03-10", "2: there is no outcome in column “outcome”"),
        ("talk;;2026-03-10", "2: “” in column “s” is not a whole number of seconds"),
        ("talk;5.5;2026-03-10", "2: “5.5” in column “s” is not a whole number of seconds"),
        ("talk;-5;2026-03-10", "2: “-5” in column “s” is not a whole number of seconds"),
        ("talk;²;2026-03-10", "2: “²” in column “s” is not a whole number of seconds"),
        ("talk;5;10.03.2026", "2: “10.03.2026” in column “d” is not a day"),
        ("talk;5;2026-02-30", "2: “2026-02-30” in column “d” is not a day"),
    ],
)
def test_a_bad_row_is_named_by_its_line_with_the_reason(row: str, reason: str) -> None:
    assert only_reason(f"outcome;s;d\n{row}\n", seconds="s", day="d") == reason


@pytest.mark.parametrize("digits", ["9" * 10, "9" * 19, "9" * 9000])
def test_a_number_that_no_call_lasts_is_a_bad_row(digits: str) -> None:
    assert "is not a whole number of seconds" in only_reason(
        f"outcome;s\ntalk;{digits}\n", seconds="s"
    )


def test_bad_rows_do_not_take_the_others_with_them() -> None:
    found = read('outcome;s\ntalk;1\ntalk\n"two\nlines";2\ntalk;x\ntalk;3\n', seconds="s")
    assert [(type(line).__name__, line.line) for line in found] == [
        ("ResultLine", 2),
        ("BadRow", 3),
        ("ResultLine", 4),
        ("BadRow", 6),
        ("ResultLine", 7),
    ]


# Real calls.


@pytest.mark.skipif(not CSV.exists(), reason="the real calls are not beside the checkout")
def test_real_calls_are_counted_as_the_standard_library_counts_them() -> None:
    path = CSV / "bank-additional.csv"
    mapping = Mapping("y", seconds="duration", short_under=10)
    found = list(lines(open_table(path.read_bytes()), mapping))
    with path.open(newline="", encoding="utf-8") as opened:
        rows = list(csv.DictReader(opened, delimiter=";"))
    told = Counter("hang-up" if int(row["duration"]) < 10 else row["y"] for row in rows)
    assert len(found) == len(rows) == 4119
    assert Counter(line.outcome for line in found if isinstance(line, ResultLine)) == told
    assert told["hang-up"]


# Whatever the bytes are.


@given(data=st.binary(max_size=300))
def test_any_bytes_are_a_table_or_a_refusal(data: bytes) -> None:
    try:
        table = open_table(data)
    except Refusal as refusal:
        assert str(refusal)  # noqa: PT017 - only a refusal may be raised
    else:
        assert table.rows


CELLS = st.text(st.sampled_from('ab";,|\t\n\r-?15.яё \x00\ufeff'), max_size=8)


@given(
    text=st.lists(st.lists(CELLS, max_size=5), max_size=8),
    encoding=st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "cp1251"]),
    delimiter=st.sampled_from(";,\t|"),
)
def test_any_text_is_read_line_by_line_or_refused(
    text: list[list[str]], encoding: str, delimiter: str
) -> None:
    written = "\n".join(delimiter.join(row) for row in text)
    try:
        table = open_table(written.encode(encoding, "replace"))
        names = [header for header in table.headers if header]
        first, last = names[0], names[-1]
        mapping = Mapping(first, day=last, seconds=last, questions=(last,), key_questions=(last,))
        found = list(lines(table, mapping))
    except Refusal as refusal:
        assert str(refusal)  # noqa: PT017 - only a refusal may be raised
    else:
        assert len(found) == len(table.rows)
        assert all(str(line.reason) for line in found if isinstance(line, BadRow))


@given(
    rows=st.lists(
        st.lists(st.text(st.characters(categories=["L", "N", "P"])), min_size=3, max_size=3),
        min_size=1,
        max_size=20,
    )
)
def test_what_a_spreadsheet_writes_is_read_back(rows: list[list[str]]) -> None:
    rows = [["x", *cells] for cells in rows]
    written = StringIO(newline="")
    writer = csv.writer(written, delimiter=";", quoting=csv.QUOTE_ALL)
    writer.writerow(["outcome", "a", "b", "c"])
    writer.writerows(rows)
    table = open_table(written.getvalue().encode())
    assert [list(cells) for _, cells in table.rows] == [
        [clean(cell).strip() for cell in row] for row in rows
    ]


# Which rows, and what became of questions.


def test_only_the_rows_that_are_meant_are_taken() -> None:
    text = "outcome,by,to\ntalk,cell,A\ntalk,desk,A\nrefusal,cell,B\nshort\ntalk,cell,C\n"
    only = (OnlyRows("by", ("cell",)), OnlyRows("to", ("A", "B")))
    first, second, bad = read(text, only=only)
    assert isinstance(first, ResultLine)
    assert isinstance(second, ResultLine)
    assert isinstance(bad, BadRow)
    assert [(it.line, it.outcome) for it in (first, second)] == [(2, "talk"), (4, "refusal")]
    assert bad.line == 5


def test_only_rows_of_a_column_that_is_not_there_are_refused() -> None:
    with pytest.raises(FieldRefusal, match="no column “via”") as refused:
        read("outcome\ntalk\n", only=(OnlyRows("via", ("cell",)),))
    assert refused.value.field == "only"


def test_values_of_one_column_are_drawn_together() -> None:
    pairs = [("by", "cell"), ("to", "A"), ("by", "desk")]
    assert only_rows(pairs) == (OnlyRows("by", ("cell", "desk")), OnlyRows("to", ("A",)))
    for column, values in (("", ("cell",)), ("by", ())):
        with pytest.raises(FieldRefusal):
            OnlyRows(column, values)


def test_each_question_has_a_state_of_its_own() -> None:
    text = "outcome,a,b,c\ntalk,yes,-,\n"
    line = only_line(text, questions=("a", "b", "c"), key_questions=("c", "a"))
    assert line.states == (KeyAnswers.ANSWERED, KeyAnswers.OPEN, KeyAnswers.NOT_ASKED)
    assert line.key_answers is KeyAnswers.NOT_ASKED


@pytest.mark.parametrize(
    ("cell", "followed"), [("Yes", True), ("ДА", True), ("no", False), ("", None)]
)
def test_a_column_may_say_whether_the_script_was_followed(cell: str, followed: bool | None) -> None:
    assert only_line(f"outcome,script\ntalk,{cell}\n", script="script").script is followed
    assert only_line(f"outcome,script\ntalk,{cell}\n").script is None
