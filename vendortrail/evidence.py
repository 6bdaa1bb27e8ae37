"""Kept originals: every file that a record rests on, under the name of its SHA-256."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

from vendortrail.files import storage_faults, write
from vendortrail.i18n import N_
from vendortrail.refusal import StorageFailure


class Evidence:
    """The folder of kept originals; files are 0600 in folders of 0700, and each is there once.

    Args:
        folder: where they are kept; made when the first one comes.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def keep(self, data: bytes) -> str:
        """Keep an original and return its name: the SHA-256 of its bytes, in hex.

        Raises:
            StorageFailure: it could not be written; nothing is there then.
        """
        name = sha256(data).hexdigest()
        path = self._path(name)
        with storage_faults(path):
            if path.exists() and path.read_bytes() == data:
                return name
            path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            self._folder.chmod(0o700)
            write(path, data)
        return name

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

    def _path(self, name: str) -> Path:
        return self._folder / name[:2] / name
