"""Reviews made in a process of their own, so that whoever paints a screen never waits for one.

A long history takes seconds to review, and threads of one Python take turns: every key would wait
for its turn. The process that is started here runs this module; it reads the trail and answers in
pickled batches, each after its length, on a pipe between the two alone.
"""

from __future__ import annotations

import asyncio
import gc
import os
import pickle
import sys
from asyncio import IncompleteReadError, StreamReader, StreamWriter
from asyncio.subprocess import DEVNULL, PIPE
from collections.abc import AsyncGenerator, Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path
from threading import Thread
from time import monotonic
from typing import cast

import msgspec

from vendortrail.i18n import N_
from vendortrail.refusal import Refusal, StorageFailure
from vendortrail.service.reading import Digest, Reading
from vendortrail.service.workspace import Workspace

_BATCH_SECONDS = 0.2
_LENGTH_BYTES = 8
DESERTED = 3
"""What the process returns when nobody waits for its answers any more."""


def batches(trail: Reading, vendors: Iterable[int]) -> Iterator[list[Digest]]:
    """Yield the digests of vendors in their order, a few times a second what there is by then."""
    batch: list[Digest] = []
    since = monotonic()
    for vendor in vendors:
        batch.append(trail.digest(vendor))
        if monotonic() - since >= _BATCH_SECONDS:
            yield batch
            batch = []
            since = monotonic()
    if batch:
        yield batch


async def batches_aside(
    workspace: Workspace, vendors: Sequence[int], today: date
) -> AsyncGenerator[list[Digest], None]:
    """Yield what ``batches`` does, made by a process that ends when the iteration does.

    Raises:
        Refusal: what the trail refuses there.
        StorageFailure: the process ended before it was through, as for want of memory.
    """
    process = await asyncio.create_subprocess_exec(
        *command(workspace, today),
        stdin=PIPE,
        stdout=PIPE,
        stderr=DEVNULL,
    )
    # It is never closed here: the process ends when it closes by itself, with whoever asks.
    asking = cast("StreamWriter", process.stdin)
    answers = cast("StreamReader", process.stdout)
    try:
        asking.write(msgspec.json.encode(vendors) + b"\n")
        while length := int.from_bytes(await answers.readexactly(_LENGTH_BYTES)):
            answer = pickle.loads(await answers.readexactly(length))  # noqa: S301 - our own words
            if isinstance(answer, Refusal):
                raise answer
            yield answer
    except IncompleteReadError:
        cut_short = N_("a review was cut short; the computer may be out of memory")
        raise StorageFailure(cut_short) from None
    finally:
        if process.returncode is None:
            process.kill()
        await process.wait()


def command(workspace: Workspace, today: date) -> Sequence[str]:
    """Return the command of the process; it is told the vendors in a line of JSON on its input."""
    return sys.executable, "-P", "-m", __name__, str(workspace.folder), today.isoformat()


def _answer(folder: Path, today: date) -> None:
    """Review the vendors that are asked for on standard input, and answer on standard output."""
    vendors = msgspec.json.decode(sys.stdin.buffer.readline(), type=list[int])
    Thread(target=_end_with_whoever_asks, daemon=True).start()
    if hasattr(os, "nice"):
        os.nice(10)  # where the processors are few, the screen goes first
    gc.disable()  # histories have no cycles, and looking for some takes as long as a review
    try:
        with Reading.open(Workspace(folder), today=today) as trail:
            for batch in batches(trail, vendors):
                _say(pickle.dumps(batch))
    except Refusal as refusal:
        _say(pickle.dumps(refusal))
    _say(b"")


def _say(answer: bytes) -> None:
    """Write an answer after its length; an empty one is the end."""
    sys.stdout.buffer.write(len(answer).to_bytes(_LENGTH_BYTES) + answer)
    sys.stdout.buffer.flush()


def _end_with_whoever_asks() -> None:
    os.read(sys.stdin.fileno(), 1)
    os._exit(DESERTED)


if __name__ == "__main__":
    _answer(Path(sys.argv[1]), date.fromisoformat(sys.argv[2]))
