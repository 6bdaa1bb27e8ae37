"""What the system and the storage report, in words that say what is wrong."""

from __future__ import annotations

import errno
import sqlite3
from collections.abc import Mapping

from vendortrail.i18n import N_
from vendortrail.sentences import Sentence

_FULL = N_("no space is left on the disk")
_FORBIDDEN = N_("you may not read or write it")
_READ_ONLY = N_("it may be read and not written to")
_REPLACED = N_("another file took its place, as “vendortrail restore” does; open the trail again")
_DAMAGED = N_(
    "the file is damaged; put a copy in its place with “vendortrail restore FILE”, or ask "
    "“vendortrail verify” what is lost"
)

_SYSTEM: Mapping[int, str] = {
    errno.ENOSPC: _FULL,
    errno.EDQUOT: _FULL,
    errno.EACCES: _FORBIDDEN,
    errno.EPERM: _FORBIDDEN,
    errno.EROFS: _READ_ONLY,
    errno.ENOENT: N_("there is no such file or folder"),
    errno.ENOTDIR: N_("what should be a folder on the way to it is a file"),
    errno.EISDIR: N_("it is a folder"),
}

# By the primary result code.
_STORAGE: Mapping[int, str] = {
    sqlite3.SQLITE_FULL: _FULL,
    sqlite3.SQLITE_READONLY: _READ_ONLY,
    sqlite3.SQLITE_CORRUPT: _DAMAGED,
    sqlite3.SQLITE_NOTADB: N_("the file is not a database"),
    sqlite3.SQLITE_BUSY: N_("another program is writing to it; try again"),
}
_PRIMARY = 0xFF


def is_storage_fault(fault: BaseException) -> bool:
    """Tell whether the database said it."""
    return isinstance(fault, sqlite3.Error)


def plainly(fault: BaseException) -> Sentence | str:
    """Return what a fault means; its own words where it is none of the known ones."""
    if isinstance(fault, OSError):
        known = _SYSTEM.get(fault.errno or 0)
        return Sentence(known) if known else fault.strerror or str(fault)
    extended = getattr(fault, "sqlite_errorcode", 0)
    if extended == sqlite3.SQLITE_READONLY_DBMOVED:
        return Sentence(_REPLACED)
    code = extended & _PRIMARY
    return Sentence(_STORAGE[code]) if code in _STORAGE else str(fault)
