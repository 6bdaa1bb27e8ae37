"""The originals that an import carries: kept as evidence, and in a trial only named."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from hashlib import file_digest, sha256
from pathlib import Path

from vendortrail.evidence import Evidence


class Carried:
    """Keeps the originals of one import.

    Args:
        evidence: where they are kept; None: it is a trial, and nothing is.
    """

    def __init__(self, evidence: Evidence | None) -> None:
        self._evidence = evidence
        # Items that stand together in a file share its original.
        self._last: tuple[bytes | None, str] = (None, "")
        self._looked_at: bytes | None = None

    def keep(self, original: bytes) -> str:
        """Return the name of an original (the SHA-256 of its bytes, in hex), once it is kept.

        Raises:
            StorageFailure: it cannot be written.
        """
        if original is not self._last[0]:
            self._last = original, self._name(original)
        return self._last[1]

    def restore(self, originals: Iterable[bytes], names: Collection[str]) -> None:
        """Keep again what is lost of originals that were kept before.

        Args:
            originals: of things that are on record.
            names: of the evidence that the records of these things rest on.

        Raises:
            StorageFailure: one cannot be written.
        """
        if self._evidence is None:
            return
        if all(self._evidence.size(name) is not None for name in names):
            return
        for original in originals:
            if original is not self._looked_at:
                self._looked_at = original
                if sha256(original).hexdigest() in names:
                    self.keep(original)

    def keep_whole(self, original: bytes | Path) -> str:
        """Return the name of an original that may be a whole file, in bounded memory.

        Raises:
            StorageFailure: it cannot be read or written.
        """
        if isinstance(original, bytes):
            return self.keep(original)
        if self._evidence is not None:
            return self._evidence.keep_file(original)
        with original.open("rb") as opened:
            return file_digest(opened, "sha256").hexdigest()

    def _name(self, original: bytes) -> str:
        if self._evidence is not None:
            return self._evidence.keep_soon(original)
        return sha256(original).hexdigest()
