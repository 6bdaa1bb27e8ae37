"""Faults of the system and the storage are told in words."""

import errno
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from vendortrail import i18n
from vendortrail.faults import is_storage_fault, plainly


@pytest.mark.parametrize(
    ("code", "said"),
    [
        (errno.ENOSPC, "no space is left on the disk"),
        (errno.EROFS, "it may be read and not written to"),
        (errno.ENOENT, "there is no such file or folder"),
        (errno.EISDIR, "it is a folder"),
        (errno.EIO, "Input/output error"),
    ],
)
def test_what_the_system_says(code: int, said: str) -> None:
    assert str(plainly(OSError(code, "Input/output error"))) == said


def test_a_fault_without_a_number_keeps_its_words() -> None:
    assert str(plainly(OSError("{gone}"))) == "{gone}"
    assert str(plainly(sqlite3.OperationalError("{gone}"))) == "{gone}"


def test_what_the_database_says(tmp_path: Path) -> None:
    (tmp_path / "text.db").write_text("hello, " * 1000)
    with (
        closing(sqlite3.connect(tmp_path / "text.db")) as connection,
        pytest.raises(sqlite3.Error) as raised,
    ):
        connection.execute("SELECT * FROM sqlite_master")
    assert str(plainly(raised.value)) == "the file is not a database"
    assert is_storage_fault(raised.value)
    assert not is_storage_fault(ValueError())


def test_faults_are_told_in_the_language_of_their_reader() -> None:
    told = plainly(OSError(errno.ENOSPC, ""))
    i18n.use(i18n.RUSSIAN)
    assert str(told) == "на диске нет места"
