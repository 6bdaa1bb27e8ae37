"""Files of others read with care, own files written whole or not at all, faults in sentences."""

from __future__ import annotations

import os
import sqlite3
import stat
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from itertools import chain, count
from pathlib import Path

from vendortrail.faults import plainly
from vendortrail.i18n import N_
from vendortrail.refusal import Refusal, StorageFailure

_MEBIBYTE = 2**20


def ordinary(path: Path, most: int | None = None) -> None:
    """Refuse to read what has no size of its own and may have no end, or is too large.

    Args:
        path: a file that a person named.
        most: its largest size in bytes; None: any.

    Raises:
        Refusal: it is not there, is a folder, a device or a pipe, or is larger.
    """
    try:
        found = path.stat()
    except OSError as fault:
        raise _unreadable(path, fault) from None
    if not stat.S_ISREG(found.st_mode):
        raise Refusal(
            N_("{path} is not an ordinary file, but a folder, a device or a pipe; name a file"),
            path=path,
        )
    if most is not None and found.st_size > most:
        raise _too_large(path, most)


def chunks(path: Path, most: int) -> Iterator[bytes]:
    """Return the bytes of a file that a person named, a MiB at a time.

    Raises:
        Refusal: at once, that it is no ordinary file or has more than ``most`` bytes; while they
            are read, that it cannot be read, or has grown.
    """
    ordinary(path, most)
    return _read(path, most)


def _read(path: Path, most: int) -> Iterator[bytes]:
    size = 0
    try:
        with path.open("rb") as opened:
            while chunk := opened.read(_MEBIBYTE):
                size += len(chunk)
                if size > most:
                    raise _too_large(path, most)
                yield chunk
    except OSError as fault:
        raise _unreadable(path, fault) from None


def _too_large(path: Path, most: int) -> Refusal:
    return Refusal(
        N_("{path} is larger than {most} MiB, the most that is taken; split it"),
        path=path,
        most=most // _MEBIBYTE,
    )


def _unreadable(path: Path, fault: OSError) -> Refusal:
    return Refusal(N_("{path} cannot be read: {fault}"), path=path, fault=plainly(fault))


@contextmanager
def storage_faults(path: Path) -> Iterator[None]:
    """Turn what the storage raises into a StorageFailure that names the file."""
    try:
        yield
    except (sqlite3.Error, OSError) as fault:
        raise StorageFailure(
            N_("{path} cannot be used: {fault}; nothing was changed"),
            path=path,
            fault=plainly(fault),
        ) from fault


def in_a_folder(target: Path, *made: Path) -> Path:
    """Return a place that a person named for a file, in a folder that is there or one of ``made``.

    Raises:
        Refusal: the folder is not there; a mistyped one would be made, and the file never found.
    """
    folder = target.absolute().parent
    if folder not in made and not folder.is_dir():
        raise Refusal(
            N_("there is no folder {folder}; make it first, or name another for {name}"),
            folder=folder,
            name=target.name,
        )
    return target


def free(path: Path) -> Path:
    """Return a path that nothing has yet: this one, or with a number from 2 on behind it."""
    later = (path.with_name(f"{path.name}-{number}") for number in count(2))
    return next(name for name in chain([path], later) if not name.exists())


@contextmanager
def beside(path: Path) -> Iterator[Path]:
    """Give an empty 0600 file in the path's folder to write to; it is gone afterwards if left."""
    descriptor, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    os.close(descriptor)
    try:
        yield Path(name)
    finally:
        for left in (name, f"{name}-journal"):
            with suppress(FileNotFoundError):
                Path(left).unlink()


def put(draft: Path, target: Path, *, first: bool = False) -> None:
    """Let a finished draft take the target's place, and make both last (fsync).

    Raises:
        FileExistsError: it is to be the first of that name, and is not.
    """
    last(draft)
    if not (first and _linked(draft, target)):
        draft.replace(target)
    last(target.parent)


def last(path: Path) -> None:
    """Make a file, or what a folder lists, outlive a power cut (fsync)."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _linked(draft: Path, target: Path) -> bool:
    """Give a draft a second name that is not taken; return whether the file system can do that."""
    try:
        target.hardlink_to(draft)
    except FileExistsError:
        raise
    except OSError:
        return False
    return True


def write(target: Path, data: bytes) -> None:
    """Write a 0600 file whole, in place of what was there, or leave all as it was.

    Raises:
        StorageFailure: it could not be written.
    """
    with storage_faults(target):
        target.parent.mkdir(parents=True, exist_ok=True)
        with beside(target) as draft:
            draft.write_bytes(data)
            put(draft, target)
