"""Use cases of the kept originals: what rests on which, and to look at them again."""

from __future__ import annotations

from pathlib import Path

from msgspec import Struct

from vendortrail import queries
from vendortrail.files import in_a_folder, write
from vendortrail.i18n import N_
from vendortrail.refusal import Refusal
from vendortrail.service.opened import Opened

# Of a SHA-256, so many digits tell one original from another to a person.
_LEAST_DIGITS = 4


class Original(Struct, frozen=True):
    """A kept original: its SHA-256 in hex, its size in bytes, the records that rest on it.

    ``size`` is None where it is not in the workspace any more.
    """

    sha256: str
    size: int | None
    records: tuple[int, ...]


class Unnamed(Struct, frozen=True):
    """A file among the originals that no record rests on, with its size in bytes."""

    path: str
    size: int


class Originals(Opened):
    """Finding, reading and handing out what was kept."""

    def originals(self, vendor: int | None = None) -> tuple[Original, ...]:
        """Return every original that records rest on; of one vendor if given."""
        found: dict[str, list[int]] = {}
        for name, seq in queries.evidence(self._connection, vendor):
            found.setdefault(name, []).append(seq)
        return tuple(
            Original(name, self.evidence.size(name), tuple(records))
            for name, records in found.items()
        )

    def unnamed(self) -> tuple[Unnamed, ...]:
        """Return the files among the originals that no record rests on.

        An import that was stopped leaves them; the next one of the same files rests on them.
        """
        named = {name for name, _ in queries.evidence(self._connection, None)}
        return tuple(
            Unnamed(str(path), path.stat().st_size)
            for path in self.evidence.files()
            if path.name not in named
        )

    def original(self, name: str) -> Original:
        """Return the original whose SHA-256 begins so.

        Raises:
            Refusal: none does, or several do, or too few digits were given.
        """
        digits = name.strip().lower()
        if len(digits) < _LEAST_DIGITS:
            raise Refusal(
                N_("“{name}” is too short: give {least} digits of the SHA-256 or more"),
                name=name,
                least=_LEAST_DIGITS,
            )
        found = [each for each in self.originals() if each.sha256.startswith(digits)]
        if not found:
            raise Refusal(N_("no evidence begins with {name}"), name=name)
        if len(found) > 1:
            raise Refusal(
                N_("“{name}” may be any of these: {candidates}; write more of it"),
                name=name,
                candidates=", ".join(each.sha256[:12] for each in found),
            )
        return found[0]

    def read_original(self, original: Original) -> bytes:
        """Return the bytes of an original.

        Raises:
            StorageFailure: it is not there, or is not what was kept.
        """
        return self.evidence.read(original.sha256)

    def hand_out(self, original: Original, target: Path) -> None:
        """Write a copy of an original, 0600, to a file that is not there yet.

        Raises:
            Refusal: there is such a file, or not its folder.
            StorageFailure: the original is not what was kept, or the copy could not be written.
        """
        if in_a_folder(target).exists():
            raise Refusal(
                N_("{path} is there already; name another file, or remove that one"), path=target
            )
        write(target, self.read_original(original))
