"""Measure the parts that were asked for, inside the environment that has the wheel."""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from importlib import import_module
from pathlib import Path

from tests.bench import machine
from tests.bench.ledgers import Ledgers
from tests.bench.measuring import HEADS, Measured


def main(folder: Path, size: int, parts: list[str]) -> None:
    """Print the table, a row as soon as it is known.

    Args:
        folder: where ledgers are made.
        size: records of the large ledgers.
        parts: names of modules of this package.
    """
    ledgers = Ledgers(folder / "ledgers", size)
    ledgers.folder.mkdir(parents=True, exist_ok=True)
    print(f"{machine.kind()}; {size:,} records; {datetime.now(UTC):%Y-%m-%d}\n", flush=True)
    print(_line(HEADS), _line(("---", "--:", "--:", "--:", "--:", "---")), sep="\n", flush=True)
    over = []
    for part in parts:
        for row in import_module(f"tests.bench.{part}").measure(ledgers):
            print(_line(row.cells()), flush=True)
            over += [] if row.within else [row]
    print(_summary(over))


def _line(cells: tuple[str, ...]) -> str:
    return f"| {' | '.join(cells)} |"


def _summary(over: list[Measured]) -> str:
    return f"\n{len(over)} over what is allowed." if over else "\nAll within what is allowed."


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), sys.argv[3:])
