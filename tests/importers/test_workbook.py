"""Workbooks, without trust in who made them."""

from __future__ import annotations

import subprocess
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import openpyxl
import pytest

from tests.importers.books import (
    OASIS,
    XLS,
    cell,
    columns_repeated,
    ods,
    ods_parts,
    packed,
    row,
    rows_repeated,
    xlsx,
    xlsx_parts,
)
from vendortrail.importers import workbook
from vendortrail.refusal import Refusal

NO_WORKBOOK = "no workbook that can be read"
TOO_LARGE = r"takes more than 2048 MiB of memory|more than \d+ (cells|characters)"
DAYS = '<cellXfs><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs>'


def sheet(*cells: str) -> str:
    return f'<sheetData><row r="1">{"".join(cells)}</row></sheetData>'


def number(value: str, reference: str = "A1", told: str = "") -> str:
    return f'<c r="{reference}" {told}><v>{value}</v></c>'


def whole(unpacked: bytes, name: str = "xl/workbook.xml") -> bytes:
    return packed([(name, unpacked)])


# What it reads.


def test_cells_read_as_a_table_in_text_form_would_have_them() -> None:
    cells = (
        number("46000", "A1", 's="1"'),
        number("1", "B1", 't="b"'),
        number("#DIV/0!", "C1", 't="e"'),
        number("1.50", "D1"),
        '<c r="E1"><f>NOW()</f></c>',
        number("2026-03-01T10:30:00", "F1", 't="d"'),
        number("7", "G1"),
    )
    assert workbook.rows(xlsx(sheet(*cells), styles=DAYS)) == [
        ["2025-12-09", "1", "", "1.5", "", "2026-03-01 10:30", "7"]
    ]


def test_days_are_counted_as_the_workbook_counts_them() -> None:
    told = '<workbookPr date1904="1"/>'
    assert workbook.rows(xlsx(sheet(number("1", told='s="1"')), "", DAYS, told)) == [["1904-01-02"]]


@pytest.mark.parametrize("value", ["NaN", "INF", "1e999", "-1e300", "1e300"])
def test_a_number_that_is_none_is_text_that_is_none(value: str) -> None:
    ((found,),) = workbook.rows(xlsx(sheet(number(value))))
    assert found in {"nan", "inf"} or abs(float(found)) == 1e300


def test_what_nobody_sees_is_not_read() -> None:
    book = openpyxl.Workbook()
    book.worksheets[0].append(["hidden"])
    book.worksheets[0].sheet_state = "hidden"
    book.create_chartsheet("Chart")
    book.create_sheet("Empty")
    book.create_sheet("Shown").append(["shown"])
    written = BytesIO()
    book.save(written)
    assert workbook.rows(written.getvalue()) == [["shown"]]


def test_repeated_rows_and_cells_of_an_ods_are_as_many() -> None:
    lines = row(cell("a") + cell("b", columns_repeated(2))) + row(cell("1"), rows_repeated(3))
    assert workbook.rows(ods(lines)) == [["a", "b", "b"], *[["1", "", ""]] * 3]


def test_an_old_workbook_reads_too_whatever_it_is_called() -> None:
    assert workbook.is_workbook(XLS)
    assert workbook.rows(XLS)[:2] == [
        ["day", "summary", "channel", "direction", "tone"],
        ["2026-03-01", "цены", "call", "in", "-1"],
    ]


# What it refuses.


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(b"PK\x03\x04 no", id="no archive"),
        pytest.param(XLS[:600], id="half an old workbook"),
        pytest.param(packed([("a", "b")]), id="an archive of something else"),
        pytest.param(whole(b"<"), id="no XML"),
        pytest.param(xlsx(sheet(number("9", told='t="s"'))), id="no such shared string"),
        pytest.param(xlsx(sheet(number("1", "1A"))), id="no such column"),
        pytest.param(ods(row(cell("a", columns_repeated(-1)))), id="less than no cells"),
        pytest.param(ods(row(cell("a"), rows_repeated("x"))), id="a number that is none"),
        pytest.param(
            ods(row(cell("&x;").replace("&amp;", "&")), '<!DOCTYPE x [<!ENTITY x "y">]>'),
            id="an entity of its own",
        ),
        pytest.param(
            packed([*xlsx_parts(sheet(number("1"))).items(), ("xl/workbook.xml", "<x")]),
            id="two parts of one name",
        ),
    ],
)
def test_what_is_no_workbook_is_refused(data: bytes) -> None:
    with pytest.raises(Refusal, match=NO_WORKBOOK):
        workbook.rows(data)


def test_an_entity_reads_no_file(tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("very secret")
    before = f'<!DOCTYPE x [<!ENTITY x SYSTEM "{secret.as_uri()}">]>'
    with pytest.raises(Refusal, match=NO_WORKBOOK):
        workbook.rows(ods(row(cell("&x;").replace("&amp;", "&")), before))


def test_names_within_an_archive_are_no_paths(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    parts = xlsx_parts(sheet(number("1")))
    outside = {f"../{tmp_path.name}.out": "x", str(tmp_path / "absolute"): "x", "..\\out": "x"}
    assert workbook.rows(packed([*parts.items(), *outside.items()])) == [["1"]]
    assert not list(tmp_path.iterdir())
    assert not tmp_path.with_name(f"{tmp_path.name}.out").exists()


@pytest.mark.parametrize("form", ["ods", "xlsx"])
def test_a_password_is_called_one(form: str) -> None:
    if form == "ods":
        listed = f'<m:manifest xmlns:m="{OASIS}:manifest:1.0"><m:encryption-data/></m:manifest>'
        data = packed([("content.xml", b"\x93\x01" * 99), ("META-INF/manifest.xml", listed)])
    else:  # it lies in a compound file, such as an XLS is
        name, other = ("Workbook".encode("utf-16-le"), "EncryptedPackage".encode("utf-16-le"))
        data = XLS.replace(name + bytes(len(other) - len(name)), other)
        assert data != XLS
    with pytest.raises(Refusal, match="the workbook has a password; save it without one"):
        workbook.rows(data)


# What it costs.


def test_a_bomb_is_refused_before_it_is_unpacked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbook, "LARGEST_UNPACKED", 1_000_000)
    monkeypatch.setattr(subprocess, "run", None)  # its reader is not even started
    with pytest.raises(Refusal, match="unpacks to 2 MiB"):
        workbook.rows(whole(b"0" * 3_000_000))


def test_a_bomb_that_lies_of_its_size_ends_its_reader_alone(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    lying = whole(b"0" * 30_000_000).replace((30_000_000).to_bytes(4, "little"), b"\1\0\0\0")
    monkeypatch.setattr(workbook, "LARGEST_UNPACKED", 1_000_000)
    with pytest.raises(Refusal, match=NO_WORKBOOK):
        workbook.rows(lying)


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(xlsx(sheet(number("1"), number("2", "XFD1048576"))), id="a far cell"),
        pytest.param(
            ods(row(cell("a", columns_repeated(9_000)), rows_repeated(9_000))), id="cells"
        ),
        pytest.param(ods(row(cell("a"), rows_repeated(1_000_000))), id="rows"),
        pytest.param(
            ods(row(cell("a" * 9_000, columns_repeated(200)), rows_repeated(200))), id="characters"
        ),
    ],
)
def test_a_few_bytes_that_stand_for_much_are_refused(
    data: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert len(data) < 3_000
    monkeypatch.setattr(workbook, "SECONDS", 60)  # a busy machine is no reason here
    with pytest.raises(Refusal, match=TOO_LARGE):
        workbook.rows(data)


def test_a_workbook_whose_reader_does_not_end_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """A table that is not closed: the library waits for its end for ever."""
    monkeypatch.setattr(workbook, "SECONDS", 1)
    parts = ods_parts(row(cell("a")))
    parts["content.xml"] = parts["content.xml"].replace("</table:table>", "")
    with pytest.raises(Refusal, match="takes longer than 1 seconds to read"):
        workbook.rows(packed(parts.items()))


def test_a_workbook_that_takes_too_much_memory_ends_its_reader_alone(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(workbook, "MEMORY", 1)
    with pytest.raises(Refusal, match=NO_WORKBOOK):
        workbook.rows(xlsx(sheet(number("1"))))


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("LARGEST_FILE", 3, "at most 3 are read"),
        ("LONGEST_WAIT", 0.001, "takes longer"),
        ("MOST_CELLS", 1, "more than 1 cells"),
        ("MOST_CHARACTERS", 6, "more than 6 characters"),
    ],
)
def test_limits_are_kept(
    monkeypatch: pytest.MonkeyPatch, name: str, value: float, said: str
) -> None:
    data = ods(row(cell("day") + cell("said")))
    assert workbook.rows(data) == [["day", "said"]]
    monkeypatch.setattr(workbook, name, value)
    with pytest.raises(Refusal, match=said):
        workbook.rows(data)


def test_archives_within_archives_are_not_opened() -> None:
    within = packed([("a", bytes(2**20))])
    for _ in range(50):
        within = packed([("a", within)])
    with BytesIO() as written:
        with ZipFile(written, "w", ZIP_DEFLATED) as archive:
            for name, part in xlsx_parts(sheet(number("1"))).items():
                archive.writestr(name, part)
            archive.writestr("xl/media/a.zip", within)
        assert workbook.rows(written.getvalue()) == [["1"]]
