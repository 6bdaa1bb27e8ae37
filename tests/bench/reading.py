"""Commands that read, beside a process that has done no more than import the library of tables."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping

from tests.bench.ledgers import TODAY, Ledgers, name
from tests.bench.measuring import Act, Measured, process, taking_turns
from tests.bench.startup import COMMAND
from vendortrail.service import Workspace


def reading(workspace: Workspace, *arguments: str) -> Act:
    """Return the act of running a command on a workspace."""
    return process(
        COMMAND, "--workspace", workspace.folder, "--today", TODAY.isoformat(), *arguments
    )


def measure(ledgers: Ledgers) -> Iterator[Measured]:
    """Yield the reading commands on 10,000 records of 10 vendors.

    Bare: `python -c "import sqlmodel"`, which reads nothing.
    """
    small = ledgers.small
    commands: Mapping[str, tuple[str, ...]] = {
        "review": ("review", name(0), "--json"),
        "timeline": ("timeline", name(0)),
        "silences": ("silences",),
    }
    taken = taking_turns(
        11,
        {
            "bare": process(sys.executable, "-c", "import sqlmodel"),
            **{what: reading(small, *arguments) for what, arguments in commands.items()},
        },
    )
    for what in commands:
        yield Measured(f"`{what}`, 10,000 records", taken[what], taken["bare"], 1.5)
