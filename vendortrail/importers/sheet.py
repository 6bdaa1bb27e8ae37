"""Tables as they lie in their files, row by row: text of any encoding, or a workbook."""

from __future__ import annotations

import csv
from codecs import getincrementaldecoder
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from io import StringIO, TextIOWrapper
from itertools import islice
from pathlib import Path

from msgspec import Struct

from vendortrail.cleaning import clean, is_clean, one_line
from vendortrail.faults import plainly
from vendortrail.files import ordinary
from vendortrail.i18n import N_
from vendortrail.importers import separated, workbook
from vendortrail.refusal import Refusal

#: Of bytes; a table of ten million rows has less.
LARGEST_FILE = 2 * 1024 * 1024 * 1024

_BEGINNING = 256 * 1024
_SAMPLE = 8 * 1024
_DELIMITERS = ";\t,|"

Row = tuple[int, tuple[str, ...]]
"""The line of a row in its file, counted from 1, and its cells, cleaned and without edges.

One that cannot be read (`separated.UNREADABLE`) has no cells.
"""


class Sheet(Struct, frozen=True):
    """A table in a file: its headers, how it is written, its rows as often as they are asked for.

    ``encoding`` and ``delimiter`` are empty for a workbook.
    """

    path: Path
    headers: tuple[str, ...]
    encoding: str = ""
    delimiter: str = ""
    kept: tuple[Row, ...] = ()

    def rows(self) -> Iterator[Row]:
        """Yield the rows under the headers; empty ones are left out.

        Raises:
            Refusal: a row is longer than any of a table is; its line is named.
        """
        if not self.delimiter:
            yield from self.kept
            return
        with self.path.open("r", encoding=self.encoding, errors="replace", newline="") as opened:
            yield from islice(_rows(opened, self.delimiter), 1, None)


def open_sheet(path: Path) -> Sheet:
    """Open a table in a file, whatever its form, delimiter, encoding and line ends.

    Raises:
        Refusal: it cannot be read, is too large, is no table, or two columns are called the same.
    """
    ordinary(path)
    try:
        size = path.stat().st_size
        with path.open("rb") as opened:
            beginning = opened.read(_BEGINNING)
    except OSError as fault:
        raise Refusal(
            N_("{path} cannot be read: {fault}"), path=path, fault=plainly(fault)
        ) from None
    if size > LARGEST_FILE:
        raise Refusal(
            N_("the file has {size} bytes; at most {most} are read: split it"),
            size=size,
            most=LARGEST_FILE,
        )
    if workbook.is_workbook(beginning):
        found = list(_cleaned(enumerate(workbook.rows(path.read_bytes()), 1)))
        if not found:
            raise Refusal(N_("the file has no header line with rows under it"))
        return Sheet(path, _headers(found[0][1]), kept=tuple(found[1:]))
    encoding = _encoding(path, beginning)
    text = beginning.decode(encoding, "ignore")
    if "\0" in text:
        raise Refusal(N_("the file is not a table in text form; save it as CSV in UTF-8"))
    delimiter = _delimiter(text)
    with path.open("r", encoding=encoding, errors="replace", newline="") as opened:
        first = next(_rows(opened, delimiter), None)
    if first is None or not first[1]:
        raise Refusal(N_("the file has no header line with rows under it"))
    return Sheet(path, _headers(first[1]), encoding, delimiter)


def _headers(cells: Sequence[str]) -> tuple[str, ...]:
    headers = tuple(one_line(cell) for cell in cells)
    for header, times in Counter(filter(None, headers)).items():
        if times > 1:
            raise Refusal(N_("two columns are called “{header}”; rename one"), header=header[:80])
    return headers


def _rows(opened: TextIOWrapper, delimiter: str) -> Iterator[Row]:
    return _cleaned(separated.rows(opened, delimiter))


def _cleaned(rows: Iterable[tuple[int, list[str]]]) -> Iterator[Row]:
    for line, cells in rows:
        joined = "".join(cells)
        if cells and (not joined or joined.isspace()):
            continue
        if is_clean(joined):
            yield line, tuple(map(str.strip, cells))
        else:
            yield line, tuple(clean(cell).strip() for cell in cells)


def _encoding(path: Path, beginning: bytes) -> str:
    if beginning.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "utf-16"
    decoder = getincrementaldecoder("utf-8")()
    try:
        with path.open("rb") as opened:
            while part := opened.read(_BEGINNING):
                decoder.decode(part)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError as fault:
        return _guessed(fault.object[max(fault.start - _SAMPLE, 0) : fault.start + _SAMPLE])
    return "utf-8-sig"


def _guessed(sample: bytes) -> str:
    """Return the encoding of text that is not UTF-8."""
    from charset_normalizer import from_bytes

    best = from_bytes(sample).best()
    found = "cp1251" if best is None else best.encoding
    # Bytes that Russian spreadsheets write are often taken for those of an older system.
    return (
        "cp1251"
        if found in {"cp1251", "mac_cyrillic", "cp866", "cp855", "cp1125", "ptcp154", "kz1048"}
        else found
    )


def _delimiter(text: str) -> str:
    """Return the delimiter that splits the first lines into the most columns, evenly."""
    sample = list(islice(StringIO(text, newline=""), 20))
    best = max(_DELIMITERS, key=lambda delimiter: _width(sample, delimiter))
    if _width(sample, best) > 1:
        return best
    return max(_DELIMITERS, key=sample[0].count) if sample else ","


def _width(sample: Sequence[str], delimiter: str) -> int:
    """Return in how many columns every row of a sample is split; 0 if not all in the same."""
    try:
        widths = {len(row) for row in csv.reader(sample, delimiter=delimiter) if row}
    except csv.Error:
        return 0
    return widths.pop() if len(widths) == 1 else 0
