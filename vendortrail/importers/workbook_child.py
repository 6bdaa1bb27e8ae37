"""Reads a workbook (XLSX, ODS, XLS) from standard input in a process of its own, under a cap.

A workbook is made by somebody else, and reading it is millions of lines of decompression and XML:
here it may take as much memory as it was given, and then this process dies, not the program. What
it writes is a JSON list of rows of text, of the first sheet that has any.
"""

from __future__ import annotations

import sys
from datetime import date, datetime, time, timedelta
from io import BytesIO

import msgspec
from python_calamine import CalamineWorkbook

#: The exit code where there are too many cells.
TOO_MANY = 4


def main() -> None:
    """Read, convert, write; the exit code is not 0 where it is no workbook, 4 where it is too wide.

    Two arguments: how much memory it may take, in bytes, and how many cells it may have.
    """
    _cap(int(sys.argv[1]))
    workbook = CalamineWorkbook.from_filelike(BytesIO(sys.stdin.buffer.read()))
    for name in workbook.sheet_names:
        rows = workbook.get_sheet_by_name(name).to_python(skip_empty_area=False)
        if rows:
            if sum(map(len, rows)) > int(sys.argv[2]):
                sys.exit(TOO_MANY)
            text = [[_text(cell) for cell in row] for row in rows]
            sys.stdout.buffer.write(msgspec.json.encode(text))
            return
    sys.stdout.buffer.write(b"[]")


def _cap(memory: int) -> None:
    try:
        import resource
    except ImportError:  # a system without such limits
        return
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))


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
