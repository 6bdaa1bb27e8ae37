"""Everything at once, beside rows handed to the driver; each in a process of its own."""

from __future__ import annotations

import json
import resource
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import NamedTuple

from tests.bench.append import bare_file
from tests.bench.ledgers import DAYS, MANY_VENDORS, Ledgers, begin, told, touchpoints
from tests.bench.measuring import Measured, taking_turns
from vendortrail.records.values import Channel, Direction
from vendortrail.service import Workspace

_ROUNDS = 3
_MOST_MB = 200

# The columns of the trail's own table of touchpoints.
_COLUMNS = (
    *("identity INTEGER PRIMARY KEY", "seq INTEGER", "vendor INTEGER", "agreement INTEGER"),
    *("first_day INTEGER", "last_day INTEGER", "minute INTEGER", "channel TEXT", "direction TEXT"),
    *("summary TEXT", "text TEXT", "people TEXT", "manner TEXT", "course TEXT", "asks INTEGER"),
    *("answers INTEGER", "owes TEXT", "tone INTEGER", "purpose_stated INTEGER"),
    *("prepared INTEGER", "question_answered INTEGER"),
)
_UNSAID = (None,) * (len(_COLUMNS) - 15)  # what is optional, from "answers" on


class Spent(NamedTuple):
    """What a process spent on its inserts: seconds, and the most memory it ever held, in MB."""

    seconds: float
    megabytes: float


def measure(ledgers: Ledgers) -> Iterator[Measured]:
    """Yield seconds and memory of ``Trail.record_many``: hashed, typed rows, indexes, silences.

    Bare: ``executemany`` of the same touchpoints' rows, with all their columns, from a generator
    into one table without an index, in one transaction with the same pragmas.
    """
    memory: list[float] = []

    def ours() -> float:
        shutil.rmtree(ledgers.folder / "bulk", ignore_errors=True)
        spent = _apart("ours", ledgers.folder / "bulk", ledgers.size)
        memory.append(spent.megabytes)
        return spent.seconds

    def bare() -> float:
        path = ledgers.folder / "bulk.db"
        path.unlink(missing_ok=True)
        return _apart("bare", path, ledgers.size).seconds

    taken = taking_turns(_ROUNDS, {"bare": bare, "ours": ours}, warm_up=0)
    what = f"{ledgers.size:,} touchpoints in bulk"
    yield Measured(what, taken["ours"], taken["bare"], 6)
    yield Measured(f"{what}: memory", median(memory), None, _MOST_MB, "MB")
    # It is just what the parts after this one measure on.
    ledgers.large = Workspace(ledgers.folder / "bulk")


def _apart(which: str, path: Path, size: int) -> Spent:
    done = subprocess.run(
        [sys.executable, "-m", __name__, which, path, str(size)],
        stdout=subprocess.PIPE,
        check=True,
    )
    return Spent(*json.loads(done.stdout))


def _ours(folder: Path, size: int) -> float:
    trail, vendors = begin(Workspace(folder), MANY_VENDORS)
    with trail:
        start = perf_counter()
        trail.record_many(touchpoints(size, vendors))
        return perf_counter() - start


def _bare(path: Path, size: int) -> float:
    with closing(bare_file(path)) as connection:
        connection.execute(f"CREATE TABLE touchpoint ({', '.join(_COLUMNS)}) STRICT")
        places = ", ".join("?" * len(_COLUMNS))
        start = perf_counter()
        connection.execute("BEGIN IMMEDIATE")
        connection.executemany(f"INSERT INTO touchpoint VALUES ({places})", _rows(size))
        connection.execute("COMMIT")
        return perf_counter() - start


def _rows(size: int) -> Iterator[tuple[object, ...]]:
    days = [day.toordinal() for day in DAYS]
    channels = [channel.value for channel in Channel]
    sides = [side.value for side in Direction]
    vendors = range(1, MANY_VENDORS + 1)
    every = told(size, vendors, days, channels, sides)
    for seq, (vendor, day, channel, side, text, asks) in enumerate(every, MANY_VENDORS + 1):
        yield (
            *(seq, seq, vendor, None, day, day, -1, channel, side, text, "", "[]"),
            *("personal", "held", int(asks), *_UNSAID),
        )


def main(which: str, path: Path, size: int) -> None:
    """Do one of the two in this process, and print what it spent as JSON."""
    path.parent.mkdir(parents=True, exist_ok=True)
    seconds = (_ours if which == "ours" else _bare)(path, size)
    # In kilobytes on Linux, in bytes on macOS.
    held = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    megabytes = held / 1e6 if sys.platform == "darwin" else held * 1024 / 1e6
    print(json.dumps(Spent(seconds, megabytes)))


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]), int(sys.argv[3]))
