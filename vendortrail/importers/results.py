"""A table of results (CSV) as result rows, by a mapping of its columns that a person confirms."""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from io import StringIO
from itertools import islice
from typing import NamedTuple

from msgspec import Struct

from vendortrail.cleaning import clean, one_line
from vendortrail.i18n import N_
from vendortrail.importers import separated
from vendortrail.importers.shown_columns import listed
from vendortrail.records.promised import Mapping
from vendortrail.records.result_line import ResultLine, summary
from vendortrail.records.values import KeyAnswers
from vendortrail.refusal import FieldRefusal, Refusal
from vendortrail.sentences import Sentence, count, say

# Larger than any report that a person reads, smaller than what would fill the memory.
LARGEST_FILE = 64 * 1024 * 1024

# No call lasts thirty years; and a longer row of digits is no number to a database.
_SECONDS = re.compile("[0-9]{1,9}")
_DELIMITERS = ";\t,|"
_DAY_FORMATS = {"iso": "%Y-%m-%d", "dmy": "%d.%m.%Y", "mdy": "%m/%d/%Y"}
_KNOWN_HEADERS = {
    "outcome": ("outcome", "result", "status", "исход", "результат", "статус", "итог"),
    "day": ("date", "day", "called", "дата", "день", "дата звонка"),
    "seconds": ("seconds", "duration", "duration (s)", "секунд", "длительность", "секунды"),
}


class Table(Struct, frozen=True):
    """A table as it lies in its file: how it is written, its headers, its rows with their lines.

    A row that cannot be read has no cells.
    """

    delimiter: str
    encoding: str
    headers: tuple[str, ...]
    rows: tuple[tuple[int, tuple[str, ...]], ...]


class BadRow(Struct, frozen=True):
    """A row that is not taken: its line in the file, and how to mend it."""

    line: int
    reason: Sentence


class Row(NamedTuple):
    """A row of a table: its line in the file, and its cells by their headers."""

    line: int
    cells: dict[str, str]


def open_table(data: bytes) -> Table:
    """Read the bytes of a CSV file, whatever its delimiter, encoding and line ends.

    Raises:
        Refusal: it is too large, is no text, or has no header or no rows.
    """
    if len(data) > LARGEST_FILE:
        raise Refusal(
            N_("the file has {size} bytes; at most {most} are read: split it"),
            size=len(data),
            most=LARGEST_FILE,
        )
    encoding = _encoding(data)
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        text = "\0"
    if "\0" in text:
        raise Refusal(N_("the file is not a table in text form; save it as CSV in UTF-8"))
    delimiter = _delimiter(text)
    read = separated.rows(StringIO(text, newline=""), delimiter)
    headers = tuple(one_line(cell) for cell in next(read, (1, []))[1])
    rows = [
        (line, tuple(clean(cell).strip() for cell in cells))
        for line, cells in read
        if not cells or any(cell.strip() for cell in cells)
    ]
    if not any(headers) or not rows:
        raise Refusal(N_("the file has no header line with rows under it"))
    for header, times in Counter(filter(None, headers)).items():
        if times > 1:
            raise Refusal(N_("two columns are called “{header}”; rename one"), header=header)
    return Table(delimiter, encoding, headers, tuple(rows))


def by_header(table: Table) -> Iterator[Row | BadRow]:
    """Yield each row with its cells by their headers, or as a bad row if it is not as wide."""
    for line, cells in table.rows:
        if not cells:
            yield BadRow(line, say(separated.UNREADABLE, most=separated.LONGEST_CELL))
        elif len(cells) == len(table.headers):
            yield Row(line, dict(zip(table.headers, cells, strict=True)))
        else:
            yield BadRow(
                line,
                count(
                    "the row has {count} cell; the header has {wanted}",
                    "the row has {count} cells; the header has {wanted}",
                    len(cells),
                    wanted=len(table.headers),
                ),
            )


def guess(table: Table) -> Mapping | None:
    """Propose a mapping from the headers; None when no column looks like the outcome."""
    found = {
        field: next((h for h in table.headers if h.casefold() in known), "")
        for field, known in _KNOWN_HEADERS.items()
    }
    if not found["outcome"]:
        return None
    return Mapping(
        outcome=found["outcome"],
        day=found["day"],
        day_order=_day_order(table, found["day"]),
        seconds=found["seconds"],
        delimiter=table.delimiter,
        encoding=table.encoding,
    )


def check(table: Table, mapping: Mapping) -> None:
    """Refuse a mapping that names a column the table does not have.

    Raises:
        FieldRefusal: it names the field of the mapping and the columns there are.
    """
    named = [
        *((field, getattr(mapping, field)) for field in ("outcome", "day", "seconds", "script")),
        *(("questions", question) for question in mapping.questions),
        *(("only", chosen.column) for chosen in mapping.only),
    ]
    for field, column in named:
        if column and column not in table.headers:
            raise FieldRefusal(
                field,
                N_("there is no column “{column}”; the columns are {columns}"),
                column=column,
                columns=listed(table.headers),
            )


def lines(table: Table, mapping: Mapping) -> Iterator[ResultLine | BadRow]:
    """Yield each row that the mapping means as a result row, or as a bad row with the reason."""
    check(table, mapping)
    for row in by_header(table):
        if isinstance(row, BadRow):
            yield row
        elif all(row.cells[chosen.column] in chosen.values for chosen in mapping.only):
            read = _line(row.line, row.cells, mapping)
            yield BadRow(row.line, read) if isinstance(read, Sentence) else read


def _line(line: int, row: dict[str, str], mapping: Mapping) -> ResultLine | Sentence:
    names = {name.value: name.outcome for name in mapping.outcomes}
    outcome = names.get(row[mapping.outcome], row[mapping.outcome])
    if not outcome:
        return say(N_("there is no outcome in column “{column}”"), column=mapping.outcome)
    seconds = day = None
    if mapping.seconds:
        if not _SECONDS.fullmatch(row[mapping.seconds]):
            return say(
                N_("“{text}” in column “{column}” is not a whole number of seconds"),
                text=row[mapping.seconds],
                column=mapping.seconds,
            )
        seconds = int(row[mapping.seconds])
        if seconds < mapping.short_under:
            outcome = mapping.short_outcome
    if mapping.day and row[mapping.day]:
        day = _day(row[mapping.day], mapping.day_order)
        if day is None:
            return say(
                N_("“{text}” in column “{column}” is not a day"),
                text=row[mapping.day],
                column=mapping.day,
            )
    answers = tuple((question, row[question]) for question in mapping.questions)
    states = tuple(_state(answer, mapping) for _, answer in answers)
    key_answers = summary([_state(row[question], mapping) for question in mapping.key_questions])
    script = _script(row[mapping.script], mapping) if mapping.script else None
    return ResultLine(line, outcome, day, seconds, key_answers, answers, states, script)


def _state(cell: str, mapping: Mapping) -> KeyAnswers:
    if not cell:
        return KeyAnswers.NOT_ASKED
    return KeyAnswers.OPEN if cell in mapping.open_marks else KeyAnswers.ANSWERED


def _script(cell: str, mapping: Mapping) -> bool | None:
    return cell.casefold() in mapping.script_marks if cell else None


def _day(text: str, order: str) -> date | None:
    try:
        return datetime.strptime(text[:10], _DAY_FORMATS[order]).date()  # noqa: DTZ007 - a day
    except ValueError:
        return None


def _day_order(table: Table, column: str) -> str:
    """Decide by the whole column: the one order in which every cell is a day."""
    if not column:
        return "iso"
    place = table.headers.index(column)
    cells = [cells[place] for _, cells in table.rows if len(cells) > place and cells[place]]
    orders = [order for order in _DAY_FORMATS if all(_day(cell, order) for cell in cells)]
    return orders[0] if orders else "iso"


def _encoding(data: bytes) -> str:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "utf-16"
    try:
        data.decode("utf-8-sig")
    except UnicodeDecodeError:
        # What Russian spreadsheets write when they do not write Unicode; it can decode anything.
        return "cp1251" if _decodes(data, "cp1251") else "latin-1"
    return "utf-8-sig"


def _decodes(data: bytes, encoding: str) -> bool:
    try:
        data.decode(encoding)
    except UnicodeDecodeError:
        return False
    return True


def _delimiter(text: str) -> str:
    """Return the delimiter that splits the first lines into the most columns, evenly."""
    sample = list(islice(StringIO(text, newline=""), 20))

    def width(delimiter: str) -> int:
        widths = {len(row) for row in _rows(sample, delimiter) if row}
        return min(widths, default=0) if len(widths) == 1 else 0

    best = max(_DELIMITERS, key=width)
    return best if width(best) > 1 else max(_DELIMITERS, key=sample[0].count if sample else len)


def _rows(sample: Sequence[str], delimiter: str) -> Iterator[list[str]]:
    try:
        yield from csv.reader(sample, delimiter=delimiter)
    except csv.Error:
        return
