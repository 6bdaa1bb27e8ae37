"""What a person types most often, beside a Python that does nothing."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from tests.bench.ledgers import Ledgers
from tests.bench.measuring import Measured, process, taking_turns

COMMAND = Path(sys.executable).with_name("vendortrail")


def measure(_ledgers: Ledgers) -> Iterator[Measured]:
    """Yield `--version` and `--help`; bare: `python -c pass`, the interpreter's own start."""
    options = ("--version", "--help")
    taken = taking_turns(
        30,
        {
            "bare": process(sys.executable, "-c", "pass"),
            **{option: process(COMMAND, option) for option in options},
        },
    )
    for option in options:
        yield Measured(f"`vendortrail {option}`", taken[option], taken["bare"], 6)
