"""Files written whole or not at all, and storage that fails with a sentence."""

from __future__ import annotations

import os
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from vendortrail.faults import plainly
from vendortrail.i18n import N_
from vendortrail.refusal import Refusal, StorageFailure


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
    with draft.open("rb") as written:
        os.fsync(written.fileno())
    if not (first and _linked(draft, target)):
        draft.replace(target)
    folder = os.open(target.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


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
