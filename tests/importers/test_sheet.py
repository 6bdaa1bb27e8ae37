"""Tables as they lie in their files."""

from __future__ import annotations

import json
import os
from datetime import date, datetime
from pathlib import Path

import openpyxl
import pytest

from vendortrail.importers.sheet import Sheet, open_sheet
from vendortrail.refusal import Refusal

SPECTRUM = Path(__file__).parents[3] / "shared" / "cases" / "csv" / "csv-spectrum"
ROWS = [("дата", "тема"), ("01.02.2026", "звонок; два"), ("02.02.2026", 'он сказал "да"')]


def sheet(folder: Path, data: bytes, name: str = "t.csv") -> Sheet:
    path = folder / name
    path.write_bytes(data)
    return open_sheet(path)


def written(delimiter: str, ends: str) -> str:
    quoted = [['"' + cell.replace('"', '""') + '"' for cell in row] for row in ROWS]
    return "".join(delimiter.join(row) + ends for row in quoted)


def test_what_is_not_text_stops_nothing(tmp_path: Path) -> None:
    """Far from the beginning, where the encoding cannot be guessed from."""
    rows = (
        b"day,said\n" + b"2026-01-01,sound\n" * 20_000 + "2026-01-02,слово\n".encode("cp1251") * 9
    )
    found = list(sheet(tmp_path, rows + b"2026-01-03,\x98\n").rows())
    assert found[-2][1] == ("2026-01-02", "слово")
    assert found[-1][1] == ("2026-01-03", "\N{REPLACEMENT CHARACTER}")


def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(Refusal, match="not an ordinary file"):
        open_sheet(tmp_path / "pipe")


@pytest.mark.parametrize("delimiter", [";", ",", "\t", "|"])
@pytest.mark.parametrize("ends", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1251"])
def test_a_table_is_the_same_however_it_is_written(
    tmp_path: Path, delimiter: str, ends: str, encoding: str
) -> None:
    found = sheet(tmp_path, written(delimiter, ends).encode(encoding))
    assert found.headers == ROWS[0]
    assert [cells for _, cells in found.rows()] == ROWS[1:]
    assert [cells for _, cells in found.rows()] == ROWS[1:]


def test_rows_are_named_by_the_line_on_which_they_begin(tmp_path: Path) -> None:
    found = sheet(tmp_path, b'a,b\n1,"x\ny"\n\n2,z\n')
    assert list(found.rows()) == [(2, ("1", "x\ny")), (5, ("2", "z"))]


def test_what_a_terminal_would_obey_is_gone(tmp_path: Path) -> None:
    assert next(sheet(tmp_path, b"a,b\n\x1b[2J, 1 \n").rows())[1] == ("[2J", "1")


@pytest.mark.parametrize("data", [b"", b"\n\n", b"\x00\x01\x02", b"a,a\n1,2\n", b"PK\x03\x04 no"])
def test_what_is_no_table_is_refused(tmp_path: Path, data: bytes) -> None:
    with pytest.raises(Refusal):
        sheet(tmp_path, data)


def test_what_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Refusal, match="cannot be read"):
        open_sheet(tmp_path / "no.csv")


def test_a_workbook_reads_as_the_table_it_shows(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    page = book.active
    assert page is not None
    page.append(["day", "when", "n", "part", "sure"])
    moment = datetime(2026, 2, 1, 15, 30)  # noqa: DTZ001 - a workbook knows no zones
    page.append([date(2026, 2, 1), moment, 7, 2.5, True])
    book.save(tmp_path / "t.xlsx")
    found = open_sheet(tmp_path / "t.xlsx")
    assert found.headers == ("day", "when", "n", "part", "sure")
    assert list(found.rows()) == [(2, ("2026-02-01", "2026-02-01 15:30", "7", "2.5", "1"))]


def test_an_empty_workbook_is_refused(tmp_path: Path) -> None:
    openpyxl.Workbook().save(tmp_path / "t.xlsx")
    with pytest.raises(Refusal, match="no header line"):
        open_sheet(tmp_path / "t.xlsx")


@pytest.mark.skipif(not SPECTRUM.is_dir(), reason="the cases are not here")
def test_every_corner_case_reads_as_its_answer_says() -> None:
    cases = sorted((SPECTRUM / "csvs").glob("*.csv"))
    assert cases
    for path in cases:
        answer = (SPECTRUM / "json" / f"{path.stem}.json").read_text("utf-8", "replace")
        rows = json.loads(answer)
        wanted = [
            {key.strip(): value.strip().replace("\r\n", "\n") for key, value in row.items()}
            for row in (rows if isinstance(rows, list) else [rows])
        ]
        found = open_sheet(path)
        if "�" in answer:  # the answer itself lost what the file says
            assert len(list(found.rows())) == len(wanted)
            continue
        assert [
            dict(zip(found.headers, cells, strict=True)) for _, cells in found.rows()
        ] == wanted, path
