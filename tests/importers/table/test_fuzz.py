"""Whatever is in a table, it is read or refused: no crash, and no second wasted."""

from __future__ import annotations

import random
from datetime import date
from io import BytesIO
from pathlib import Path
from resource import RUSAGE_CHILDREN, getrusage
from zipfile import ZIP_DEFLATED, ZipFile
from zoneinfo import ZoneInfo

import openpyxl
import pytest
from msgspec.structs import replace

from tests.importers.books import XLS, odd_ods, odd_xlsx
from tests.importers.fuzzing import MEGABYTE, MOST_MEMORY, harmless, seeds, told, torn
from vendortrail.importers import workbook
from vendortrail.importers.item import Found, Item
from vendortrail.importers.sheet import Sheet, open_sheet
from vendortrail.importers.table import columns
from vendortrail.importers.table.columns import Columns, Kind
from vendortrail.importers.table.days import Order
from vendortrail.importers.table.source import TableSource
from vendortrail.records import lengths

CASES = Path(__file__).parents[4] / "shared" / "cases" / "csv"
SMALL = [data for data in map(Path.read_bytes, sorted(CASES.rglob("*.csv"))) if len(data) < 2**16]
#: A few bytes of a workbook stand for as many cells as there may be at most.
MOST_OF_WORKBOOK = 1024 * MEGABYTE
SOUND = {
    "day": ("2026-03-01", "01.03.2026", "2026-03-01T10:00+03:00", "3/1/26"),
    "summary": ("prices", "цены"),
    "channel": ("call", "почта"),
    "direction": ("in", "исх."),
    "time": ("10:30", ""),
    "text": ("a, b; c", ""),
    "person": ("Иван", "i@zvonar.example"),
    "tone": ("1", "-2"),
    "amount": ("15 000,00", "22.50"),
    "currency": ("RUB", "EUR"),
    "number": ("17/2026", "18"),
    "vendor": ("Zvonar", "Звонарь"),
    "starts": ("2026-01-01", "2026-02-01"),
    "ends": ("2026-12-31", "2027"),
}
ODD = (
    *("", " ", "\0", "\x1b[2J", "\u202e[/b]", "=1+1", '"', '""', "'", "\n", "\r", "a\nb", ";", ","),
    *(
        "9999-99-99",
        "0000-00-00",
        "2026-01-01T10:00+99:99",
        "1e400",
        "nan",
        "-0",
        "²",
        "٣",
        "1,000",
    ),
    *(
        "9" * 400,
        "1" + " ," * 5_000 + "x",
        "x" * 100_001,
        "\ufeff",
        "\ud7ff",
        "31.02.2026",
        "24:00",
    ),
    *("{0}", "{file}", "%s", "../../x", "2026-01-01 25:61", "T", "[2026-01..", "2026-03~", "+1"),
)


def table(chance: random.Random, kind: Kind) -> list[list[str]]:
    """Return rows of a table of a kind, the headers first, some cells of which are odd."""
    fields = [field for field in columns.FIELDS[kind] if field in SOUND]
    sound = range(chance.randint(0, 6))
    rows = [fields, *([chance.choice(SOUND[field]) for field in fields] for _ in sound)]
    for _ in range(chance.randint(0, 4)):
        row = chance.choice(rows)
        row[chance.randrange(len(row))] = chance.choice(ODD)
    return rows


def as_text(chance: random.Random, rows: list[list[str]]) -> bytes:
    """Return rows as text, not always with quotes where there should be some."""
    if chance.random() < 0.1 and SMALL:
        return chance.choice(SMALL)
    delimiter = chance.choice(",;\t|")
    quote = chance.choice(('"', '"', ""))
    lines = [delimiter.join(f"{quote}{cell}{quote}" for cell in row) for row in rows]
    if chance.random() < 0.05:
        lines[1:] = lines[1:] * (2**20 // len("".join(lines)))
        lines.insert(chance.randrange(len(lines)), chance.choice(('"', f'x{delimiter}"y', "\0")))
    ends = chance.choice(("\n", "\r\n", "\r", "\r\r\n", None))
    text = "".join(line + (ends or chance.choice(("\n", "\r\n", "\r"))) for line in lines)
    encodings = ("utf-8", "utf-8-sig", "cp1251", "koi8-r", "utf-16", "utf-16-le", "utf-32")
    return text.encode(chance.choice(encodings), "ignore")


def as_xls(chance: random.Random, _rows: list[list[str]]) -> bytes:
    """Return an XLS some of which is torn."""
    data = bytearray(XLS)
    for _ in range(chance.randint(1, 8)):
        place = chance.randrange(len(data) - 8)
        data[place : place + chance.choice((1, 2, 4))] = chance.randbytes(chance.choice((1, 2, 4)))
    return bytes(data)


def as_workbook(chance: random.Random, rows: list[list[str]]) -> bytes:
    """Return rows as a workbook, one part of which may be torn inside its archive."""
    book = openpyxl.Workbook()
    for row in rows:
        book.worksheets[0].append(["".join(filter(str.isprintable, cell)) for cell in row])
    written, again = BytesIO(), BytesIO()
    book.save(written)
    with ZipFile(written) as packed, ZipFile(again, "w", ZIP_DEFLATED) as repacked:
        names = packed.namelist()
        spoiled = chance.choice(names)
        for name in names:
            part = packed.read(name)
            repacked.writestr(name, torn(part, chance) if name == spoiled else part)
    return again.getvalue()


def taken(sheet: Sheet, proposed: Columns) -> list[Item]:
    """Return the items of a table; every record that they make is one that may be kept."""
    source = TableSource(
        sheet,
        proposed if proposed.days else replace(proposed, days=Order.DAY_FIRST),
        zone=ZoneInfo("Europe/Moscow"),
        vendor=None if proposed.kind is Kind.CONTRACTS else 1,
        called=frozenset(),
        contacts={"иван": 7},
        agreements={},
        as_of=date(2026, 11, 16),
    )
    items = told(list(source.items()))
    for item in items:
        if isinstance(item, Found):
            lengths.check(item.made(lambda _key: 1).payload)
    return items


FORMS = {
    "text": as_text,
    "xlsx": odd_xlsx,
    "xlsx by its own program": as_workbook,
    "ods": odd_ods,
    "xls": as_xls,
}


@pytest.mark.long
@pytest.mark.parametrize("form", FORMS)
def test_no_table_is_too_odd(tmp_path: Path, form: str) -> None:
    path = tmp_path / "odd"
    most = MOST_MEMORY if form == "text" else MOST_OF_WORKBOOK
    read = 0
    for chance in seeds():
        kind = chance.choice(tuple(Kind))
        data = FORMS[form](chance, table(chance, kind))
        data = torn(data, chance) if form == "text" and chance.random() < 0.3 else data
        path.write_bytes(data)
        with harmless(data, tmp_path / "harmful", most):
            sheet = open_sheet(path)
            read += len(taken(sheet, columns.propose(sheet, kind)))
    assert read
    assert getrusage(RUSAGE_CHILDREN).ru_maxrss * 1024 <= workbook.MEMORY


@pytest.mark.long
def test_no_columns_are_too_odd(tmp_path: Path) -> None:
    sound = columns.to_toml(
        Columns(Kind.TOUCHPOINTS, {"day": "Дата", "summary": "x"}, Order.ISO, {"channel": "call"})
    )
    for chance in seeds(share=0.1):
        data = torn(sound, chance)
        with harmless(data, tmp_path / "harmful"):
            columns.from_toml(data)
