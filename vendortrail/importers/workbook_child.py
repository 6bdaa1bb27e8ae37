"""Reads a workbook (XLSX, ODS, XLS) from standard input in a process of its own, under a cap.

A workbook is made by somebody else, and reading it is millions of lines of decompression and XML:
here it may take as much memory as it was given, and then this process dies, not the program. What
it writes are rows of text, a JSON list on a line each, of the first sheet that has any.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from datetime import date, datetime, time, timedelta
from io import BytesIO
from zipfile import BadZipFile, ZipFile

import msgspec
from python_calamine import (
    CalamineError,
    CalamineWorkbook,
    SheetMetadata,
    SheetTypeEnum,
    SheetVisibleEnum,
)

#: Why it could not be read: there are too many cells, too much text in them, a password.
TOO_MANY = 4
TOO_LONG = 5
LOCKED = 6


def main() -> None:
    """Read, convert, write; the exit code is not 0 where it cannot be read.

    Four arguments: how much memory it may take, in bytes, how many seconds of a processor's time,
    how many cells it may have, and how many characters in them.
    """
    memory, seconds, cells, characters = map(int, sys.argv[1:])
    _cap(memory, seconds)
    data = sys.stdin.buffer.read()
    try:
        workbook = CalamineWorkbook.from_filelike(BytesIO(data))
    except CalamineError:
        if _is_locked(data):
            sys.exit(LOCKED)
        raise
    for known in workbook.sheets_metadata:
        sheet = workbook.get_sheet_by_name(known.name) if _is_shown(known) else None
        if sheet is not None and sheet.end is not None:
            if (sheet.end[0] + 1) * sheet.width > cells:
                sys.exit(TOO_MANY)
            _write(sheet.iter_rows(), characters)
            return


def _is_locked(data: bytes) -> bool:
    """Say whether a workbook has a password: an OLE stream tells of an XLSX, its list of an ODS."""
    if "EncryptedPackage".encode("utf-16-le") in data:
        return True
    try:
        with ZipFile(BytesIO(data)) as packed:
            return b"encryption-data" in packed.read("META-INF/manifest.xml")
    except (BadZipFile, KeyError):
        return False


def _is_shown(sheet: SheetMetadata) -> bool:
    """Say whether a person who opens the workbook sees rows there."""
    return sheet.typ is SheetTypeEnum.WorkSheet and sheet.visible is SheetVisibleEnum.Visible


def _write(rows: Iterable[Sequence[object]], characters: int) -> None:
    encode, write = msgspec.json.Encoder().encode, sys.stdout.buffer.write
    for row in rows:
        text = [_text(cell) for cell in row]
        characters -= sum(map(len, text))
        if characters < 0:
            sys.exit(TOO_LONG)
        write(encode(text) + b"\n")


def _cap(memory: int, seconds: int) -> None:
    try:
        import resource
    except ImportError:  # a system without such limits
        return
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    # At the second limit nobody would be told by which one it ended.
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 1))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _text(cell: object) -> str:
    """Return a cell as a table in text form would have it: ISO days, numbers without a tail."""
    if isinstance(cell, bool):
        return "1" if cell else "0"
    if isinstance(cell, datetime):
        is_day = cell.time() == time()
        return cell.date().isoformat() if is_day else cell.isoformat(" ", "minutes")
    if isinstance(cell, date | time):
        return cell.isoformat()
    if isinstance(cell, timedelta):
        return str(int(cell.total_seconds()))
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell)


if __name__ == "__main__":
    main()
