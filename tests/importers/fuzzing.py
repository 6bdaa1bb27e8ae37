"""What every fuzz of an importer is: odd files for minutes, each read or refused, at a stated cost.

It goes on for VENDORTRAIL_FUZZ_MINUTES, else for a few seconds.
"""

from __future__ import annotations

import os
import random
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from time import monotonic

from vendortrail import receipts
from vendortrail.cleaning import is_clean
from vendortrail.importers.item import Item, Refused
from vendortrail.occurred import OccurredError
from vendortrail.refusal import Refusal

SECONDS = 60 * float(os.environ.get("VENDORTRAIL_FUZZ_MINUTES", "0.1"))
MEGABYTE = 2**20
#: What reading a file of up to a megabyte may take, of a processor's time and of memory; where
#: nothing else is done meanwhile and no coverage is measured, a quarter of that time is enough.
LONGEST = 20
MOST_MEMORY = 256 * MEGABYTE
#: Of characters; it is read in a terminal.
LONGEST_REASON = 5_000
_STATUS = Path("/proc/self/status")
# The most that a file has taken so far, to be told.
_most = {"seconds": 0.0, "bytes": 0.0}


def seeds(share: float = 1.0) -> Iterator[random.Random]:
    """Yield sources of chance, the same in every run, until the time is over."""
    began, seed = monotonic(), 0
    while monotonic() - began < SECONDS * share:
        seed += 1
        yield random.Random(seed)
    print(
        f"{seed} files in {monotonic() - began:.0f} s; one took {_most['seconds']:.1f} s of a "
        f"processor's time, one {_most['bytes'] // MEGABYTE:.0f} MiB of memory"
    )


def torn(data: bytes, chance: random.Random) -> bytes:
    """Return bytes some of which were lost, doubled or changed."""
    torn_one = bytearray(data)
    for _ in range(chance.randint(0, 4)):
        place = chance.randrange(len(torn_one) + 1)
        torn_one[place : place + chance.randint(0, 3)] = chance.randbytes(chance.randint(0, 3))
    return bytes(torn_one)


@contextmanager
def harmless(data: bytes, kept: Path, memory: int = MOST_MEMORY) -> Iterator[None]:
    """Assert that reading some bytes ends well or in a refusal, in time, within its memory.

    What does not is kept in a file beside the test's other ones.
    """
    before, start = _busy(), monotonic()
    _forget_peak()
    resting = _peak()
    try:
        said = ""
        try:
            yield
        except OccurredError:
            raise  # one day is no reason to refuse a whole file
        except Refusal as refusal:
            said = str(refusal)
        assert len(said) < LONGEST_REASON
        assert is_clean(said)
        busy, taken = _busy() - before, _peak() - resting
        _most["seconds"] = max(_most["seconds"], busy)
        _most["bytes"] = max(_most["bytes"], taken)
        allowed = LONGEST * max(1, len(data) / MEGABYTE)
        assert busy < allowed
        # Whoever sleeps is not busy, and whoever is busy beside other programs takes longer.
        assert monotonic() - start < 4 * allowed
        assert taken < memory
    except BaseException as fault:
        kept.write_bytes(data)
        raise AssertionError(f"{kept} takes this down") from fault


def told(items: list[Item]) -> list[Item]:
    """Return items; what a receipt says of those that are refused may be shown to anybody."""
    for item in items:
        if isinstance(item, Refused):
            kept = receipts.refused(item.place, item.reason)
            said = f"{kept.place}: {receipts.reason(kept)}"
            assert len(said) < LONGEST_REASON
            assert is_clean(said)
    return items


def _busy() -> float:
    times = os.times()
    return times.user + times.system + times.children_user + times.children_system


def _peak() -> int:
    """Return the most memory that this process had at once, in bytes; 0 where nobody tells."""
    if not _STATUS.exists():
        return 0
    lines = _STATUS.read_text().splitlines()
    return next(1024 * int(line.split()[1]) for line in lines if line.startswith("VmHWM"))


def _forget_peak() -> None:
    with suppress(OSError):  # then the peak of before counts too, and nothing grows beyond it
        _STATUS.with_name("clear_refs").write_text("5")
