"""Workbooks (XLSX, ODS, XLS) as rows of text, without trust in who made them."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from io import BytesIO
from zipfile import BadZipFile, ZipFile

import msgspec

from vendortrail.i18n import N_
from vendortrail.refusal import Refusal

#: Of bytes, in the file and unpacked; the child that reads it may have as much memory again.
LARGEST_FILE = 64 * 1024 * 1024
LARGEST_UNPACKED = 512 * 1024 * 1024
MEMORY = 2 * 1024 * 1024 * 1024
#: Of a processor's time, for any workbook and for each MiB of it; what is waited for it at most.
SECONDS = 4
SECONDS_A_MEBIBYTE = 1
LONGEST_WAIT = 120
#: A few bytes in a file can stand for millions of cells, and for as many copies of a long text:
#: beyond the cells that any workbook may have, those that each of its bytes may stand for.
MOST_CELLS = 5_000_000
FEW_CELLS = 200_000
CELLS_A_BYTE = 4
MOST_CHARACTERS = 100_000_000
_TOO_MANY, _TOO_LONG, _LOCKED = 4, 5, 6  # as its child says it

# Where the system knows no limit of a processor's time, nothing ends by this.
_OUT_OF_TIME = getattr(signal, "SIGXCPU", signal.SIGTERM)
_TOO_SLOW = N_("the workbook takes longer than {seconds} seconds to read; save it as CSV")

_ZIP = b"PK\x03\x04"
_OLE = b"\xd0\xcf\x11\xe0"


def is_workbook(beginning: bytes) -> bool:
    """Say whether a file that begins so may be a workbook, rather than a table in text form."""
    return beginning.startswith((_ZIP, _OLE))


def rows(data: bytes) -> list[list[str]]:
    """Return the rows of the first shown sheet that has any: days in ISO, numbers plain.

    Raises:
        Refusal: it is too large, packed or not, is no workbook, has a password, or cannot be read
            within these limits.
    """
    if len(data) > LARGEST_FILE:
        raise Refusal(
            N_("the file has {size} bytes; at most {most} are read: split it"),
            size=len(data),
            most=LARGEST_FILE,
        )
    if data.startswith(_ZIP):
        _refuse_bombs(data)
    seconds = SECONDS + SECONDS_A_MEBIBYTE * len(data) // 2**20
    cells = min(MOST_CELLS, FEW_CELLS + CELLS_A_BYTE * len(data))
    caps = map(str, (MEMORY, seconds, cells, MOST_CHARACTERS))
    command = [sys.executable, "-I", "-m", f"{__package__}.workbook_child", *caps]
    # Where memory is short, telling where it ran out would wait for itself.
    environment = os.environ | {"RUST_BACKTRACE": "0"}
    try:
        done = subprocess.run(  # noqa: S603 - our own module, and nothing of the file's
            command,
            input=data,
            capture_output=True,
            timeout=LONGEST_WAIT,
            check=False,
            env=environment,
        )
    except subprocess.TimeoutExpired:
        raise Refusal(_TOO_SLOW, seconds=LONGEST_WAIT) from None
    if done.returncode == -_OUT_OF_TIME:
        raise Refusal(_TOO_SLOW, seconds=seconds)
    if done.returncode == _TOO_MANY:
        raise Refusal(N_("the workbook has more than {most} cells; save it as CSV"), most=cells)
    if done.returncode:
        raise _refusal(done.returncode)
    return msgspec.json.Decoder(list[str]).decode_lines(done.stdout)


def _refusal(code: int) -> Refusal:
    """Return what the exit code of the child means."""
    if code == _TOO_LONG:
        return Refusal(
            N_("the workbook has more than {most} characters; save it as CSV"),
            most=MOST_CHARACTERS,
        )
    if code == _LOCKED:
        return Refusal(N_("the workbook has a password; save it without one, or as CSV"))
    if code < 0:  # whoever ran out of memory was ended by a signal
        return Refusal(
            N_("the workbook takes more than {most} MiB of memory to read; save it as CSV"),
            most=MEMORY // 2**20,
        )
    return Refusal(N_("the file is no workbook that can be read; save it as CSV"))


def _refuse_bombs(data: bytes) -> None:
    try:
        with ZipFile(BytesIO(data)) as packed:
            unpacked = sum(member.file_size for member in packed.infolist())
    except (BadZipFile, ValueError, OSError, NotImplementedError):
        raise Refusal(N_("the file is no workbook that can be read; save it as CSV")) from None
    if unpacked > LARGEST_UNPACKED:
        raise Refusal(
            N_("the workbook unpacks to {size} MiB; at most {most} are read: save it as CSV"),
            size=unpacked // 2**20,
            most=LARGEST_UNPACKED // 2**20,
        )
