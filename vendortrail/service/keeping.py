"""Use cases that keep the trail beyond doubt: verify, checkpoint, backup, restore, rebuild."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from functools import partial
from itertools import chain, islice
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import msgspec
from msgspec import Meta, Struct

from vendortrail import audit, database, files, ledger, projection, queries, silences
from vendortrail.i18n import N_
from vendortrail.ledger import Fault, Head
from vendortrail.records.record import decode
from vendortrail.records.values import LARGEST_INTEGER, Sha256
from vendortrail.refusal import Refusal, StorageFailure
from vendortrail.service.appending import CHUNK
from vendortrail.service.recording import Recording
from vendortrail.service.workspace import Workspace

if TYPE_CHECKING:
    from concurrent.futures import Executor

# Of bytes; from here on a second process is worth its start.
_LARGE = 2**26
# Into so many shares the work is cut that two processes do.
_SHARES = 24
# Of bytes; a checkpoint has less than two hundred.
_LARGEST = 2**20


class Checkpoint(Struct, frozen=True, forbid_unknown_fields=True):
    """Size and head hash (hex) of the ledger at a moment (UTC), to be kept outside its file."""

    size: Annotated[int, Meta(ge=0, le=LARGEST_INTEGER)]
    hash: Sha256
    made: str

    @property
    def head(self) -> Head:
        """Return the head of the ledger as it was then."""
        return Head(self.size, bytes.fromhex(self.hash))


class Keeping(Recording):
    """What proves that the trail is whole, and what makes it whole again."""

    def verify(self, checkpoint: Path | None = None) -> tuple[Fault, ...]:
        """Return everything that is not as it was recorded; nothing when all is well.

        Args:
            checkpoint: a checkpoint's file; without one, a cut at the ledger's end goes unnoticed.

        Raises:
            Refusal: the checkpoint cannot be read.
            StorageFailure: the trail cannot be read.
        """
        kept = None if checkpoint is None else read_checkpoint(checkpoint)
        with files.storage_faults(self.workspace.database):
            with self._help() as shared:
                found = audit.audit(self._connection, self.evidence, self.result_lines, shared)
                faults = tuple(found)
            if kept is not None:
                faults += tuple(ledger.since(self._connection, kept.head))
        return faults

    def checkpoint(self, output: Path | None = None) -> tuple[Checkpoint, Path]:
        """Write the ledger's size and head hash to a file outside the database.

        A checkpoint of before is replaced, as whoever makes one every night wants it, but only one
        that the trail still meets: the other may be the last thing that shows what is missing.

        Args:
            output: where to; None: the workspace's own folder, from which it should be taken away.

        Raises:
            Refusal: the folder that was said is not there, or a file that must not be replaced is.
            StorageFailure: it could not be written; what was there is left.
        """
        head = ledger.head(self._connection)
        made = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        checkpoint = Checkpoint(head.size, head.hash.hex(), made)
        name = f"{made.replace(':', '')}-{head.size}.json"
        own = self.workspace.checkpoints
        path = files.in_a_folder(output or own / name, own)
        if path.is_file() and not self._meets_checkpoint(path):
            raise Refusal(
                N_("{path} is there, and is no older checkpoint of this trail; name another file"),
                path=path,
            )
        files.write(path, msgspec.json.format(msgspec.json.encode(checkpoint)) + b"\n")
        return checkpoint, path

    def backup(self, target: Path) -> None:
        """Copy the trail's file to one that is verified before it takes its name.

        Evidence is kept in files of its own, named by their hashes: copy that folder beside.

        A backup of before is replaced, as whoever makes one every night wants it, but only one all
        of whose records are in the trail: the other may be the last that has them.

        Raises:
            Refusal: a file that must not be replaced is there, the trail itself or another's, or
                the folder that was said is not.
            StorageFailure: the copy failed or does not verify; what was there is left.
        """
        with files.storage_faults(target):
            if target.exists() and target.samefile(self.workspace.database):
                raise Refusal(N_("{path} is the trail itself; name another file"), path=target)
            if target.is_file() and not self._holds_backup(target):
                raise Refusal(
                    N_("{path} is there, and is no older copy of this trail; name another file"),
                    path=target,
                )
        database.backup(self._connection, files.in_a_folder(target), _sound)

    def _meets_checkpoint(self, path: Path) -> bool:
        try:
            kept = read_checkpoint(path)
        except Refusal:
            return False
        return not any(ledger.since(self._connection, kept.head))

    def _holds_backup(self, path: Path) -> bool:
        try:
            with files.storage_faults(path), closing(database.glance(path)) as copy:
                head = ledger.head(copy)
        except StorageFailure:
            return False
        return not any(ledger.since(self._connection, head))

    @classmethod
    def restore(cls, workspace: Workspace, source: Path) -> Path | None:
        """Put a backup in the place of the workspace's trail, once it is verified.

        The trail that was there stays beside it, in a file of its own that is returned: its name
        ends in ``.before-restore``, and a number from the second one on.

        Raises:
            Refusal: the backup is not there or is no ordinary file.
            StorageFailure: the backup does not verify; nothing was changed.
        """
        files.ordinary(source)
        path = workspace.database
        with files.storage_faults(path):
            path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            with files.beside(path) as draft:
                database.copy(source, draft)
                _sound(draft)
                before = path.with_name(f"{path.name}.before-restore")
                kept = files.free(before) if path.exists() else None
                if kept:
                    database.replace(path, draft, kept)
                else:
                    files.put(draft, path)
            workspace.index.unlink(missing_ok=True)
        return kept

    def rebuild(self) -> None:
        """Make every derived row anew from the ledger, in one transaction; likewise the index."""
        with files.storage_faults(self.workspace.index):
            self.workspace.index.unlink(missing_ok=True)
        with database.transaction(self._connection):
            projection.clear(self._connection)
            rows = self._connection.execute("SELECT body FROM ledger ORDER BY seq")
            records = (decode(body) for (body,) in rows)
            while chunk := tuple(islice(records, CHUNK)):
                projection.project(self._connection, chunk, self.result_lines)
            silences.keep(self._connection, (n for n, _ in queries.vendors(self._connection)))

    @contextmanager
    def _help(self) -> Iterator[audit.Shared]:
        """Give what does a part of the audit, on a large trail in two processes."""
        if self.workspace.database.stat().st_size < _LARGE:
            yield self._alone
            return
        from concurrent.futures import ProcessPoolExecutor
        from multiprocessing import get_context

        # Spawned, not forked: the caller may have threads.
        with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as second:
            yield partial(self._together, second)

    def _alone(self, part: audit.Part, size: int) -> Iterator[Fault]:
        return part(self._connection, audit.Share(size))

    def _together(self, second: Executor, part: audit.Part, size: int) -> Iterator[Fault]:
        """Do the shares from the last on that the other process, from the first on, has not begun.

        So neither waits for the other, whichever is the quicker or has a late start.
        """
        shares = [audit.Share(size, number, _SHARES) for number in range(_SHARES)]
        path = self.workspace.database
        there = [second.submit(_elsewhere, part, path, share) for share in shares]
        here: list[tuple[Fault, ...]] = []
        while there and there[-1].cancel():
            there.pop()
            here.append(tuple(part(self._connection, shares[len(there)])))
        for faults in chain((later.result() for later in there), reversed(here)):
            yield from faults


def read_checkpoint(path: Path) -> Checkpoint:
    """Read a checkpoint's file.

    Raises:
        Refusal: it is not there, or is none.
    """
    try:
        return msgspec.json.decode(b"".join(files.chunks(path, _LARGEST)), type=Checkpoint)
    except msgspec.DecodeError:
        raise Refusal(
            N_("{path} is not a checkpoint, as “vendortrail checkpoint” writes one"), path=path
        ) from None


def _elsewhere(part: audit.Part, path: Path, share: audit.Share) -> tuple[Fault, ...]:
    with closing(database.connect(path)) as connection:
        return tuple(part(connection, share))


def _sound(copy: Path) -> None:
    """Refuse a copy that is not as it was recorded, as far as its own file tells."""
    with closing(database.connect(copy)) as connection:
        alone = audit.inside(connection, lambda part, size: part(connection, audit.Share(size)))
        with closing(alone) as faults:
            fault = next(faults, None)
    if fault is not None:
        raise StorageFailure(
            N_("the copy does not verify: {fault}; nothing was changed"), fault=fault.sentence
        )
