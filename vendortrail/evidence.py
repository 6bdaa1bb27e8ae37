"""Kept originals: every file that a record rests on, under the name of its SHA-256.

An original is an ordinary file of at most 2 GiB (`LARGEST`).
"""

from __future__ import annotations

import os
import sys
from collections import deque
from collections.abc import Iterable, Iterator
from hashlib import file_digest, sha256
from pathlib import Path

from vendortrail.files import beside, chunks, last, put, storage_faults
from vendortrail.i18n import N_
from vendortrail.refusal import StorageFailure

#: Of bytes: what every file system that a workspace may be copied to can hold in one file.
LARGEST = 2 * 2**30
# A file system writes its journal once for all that ask at the same time.
_AT_ONCE = 16
_ANEW = os.O_WRONLY | os.O_CREAT | os.O_TRUNC


class Evidence:
    """The folder of kept originals; files are 0600 in folders of 0700, and each is there once.

    Args:
        folder: where they are kept; made when the first one comes.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._unsettled: list[Path] = []
        self._made: set[Path] = set()

    def keep(self, data: bytes) -> str:
        """Keep an original and return its name: the SHA-256 of its bytes, in hex.

        Raises:
            StorageFailure: it could not be written; nothing is there then.
        """
        return self._keep([data])

    def keep_soon(self, data: bytes) -> str:
        """Keep one original of many and return its name; it lasts once they are ``settle``d.

        Until then nothing names it: if it is cut short, the next that keeps it writes it anew.

        Raises:
            StorageFailure: it could not be written.
        """
        name = sha256(data).hexdigest()
        path = self._path(name)
        with storage_faults(self._folder):
            if path.exists() and _digest(path) == name:
                return name
            if path.parent not in self._made:
                path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
                self._folder.chmod(0o700)
                self._made.add(path.parent)
            with open(os.open(path, _ANEW, 0o600), "wb") as written:  # noqa: PTH123 - a descriptor
                written.write(data)
        self._unsettled.append(path)
        return name

    def settle(self) -> None:
        """Make what was kept soon last, as what is kept at once does (fsync).

        Raises:
            StorageFailure: it could not be made to last.
        """
        if not self._unsettled:
            return
        with storage_faults(self._folder):
            if sys.platform == "linux":
                os.sync()  # waits there until all is written, unlike elsewhere
            else:
                self._settle_each()
        self._unsettled.clear()

    def _settle_each(self) -> None:
        from concurrent.futures import ThreadPoolExecutor  # few commands keep many originals

        with ThreadPoolExecutor(_AT_ONCE) as pool:
            deque(pool.map(last, self._unsettled), 0)
            deque(pool.map(last, self._made), 0)
        last(self._folder)

    def keep_file(self, source: Path) -> str:
        """Keep a file that a person named, in bounded memory, and return its SHA-256 in hex.

        Raises:
            Refusal: it is no ordinary file, cannot be read, or is larger than `LARGEST`.
            StorageFailure: it could not be written; nothing is there then.
        """
        return self._keep(chunks(source, LARGEST))

    def _keep(self, parts: Iterable[bytes]) -> str:
        found = sha256()
        with storage_faults(self._folder):
            self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            self._folder.chmod(0o700)
            with beside(self._folder / "original") as draft:
                with draft.open("wb") as taken:
                    for part in parts:
                        found.update(part)
                        taken.write(part)
                name = found.hexdigest()
                path = self._path(name)
                if not (path.exists() and _digest(path) == name):
                    path.parent.mkdir(mode=0o700, exist_ok=True)
                    put(draft, path)
        return name

    def size(self, name: str) -> int | None:
        """Return how many bytes a kept original has; None: it is not there."""
        try:
            return self._path(name).stat().st_size
        except OSError:
            return None

    def read(self, name: str) -> bytes:
        """Return a kept original.

        Raises:
            StorageFailure: it is not there, or is not what was kept.
        """
        try:
            data = self._path(name).read_bytes()
        except OSError:
            raise StorageFailure(
                N_("the evidence {name} is not in the workspace"), name=name[:12]
            ) from None
        if sha256(data).hexdigest() != name:
            raise StorageFailure(N_("the evidence {name} was changed since"), name=name[:12])
        return data

    def files(self) -> Iterator[Path]:
        """Yield every file that lies here, in the order of their names."""
        return (path for path in sorted(self._folder.rglob("*")) if path.is_file())

    def _path(self, name: str) -> Path:
        return self._folder / name[:2] / name


def _digest(path: Path) -> str:
    with path.open("rb") as kept:
        return file_digest(kept, "sha256").hexdigest()
