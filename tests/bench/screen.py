"""The first screens, from the start of the process to the bytes that a terminal gets."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from tests.bench.bare_screen import FIRST_ROW
from tests.bench.ledgers import MANY_VENDORS, TODAY, Ledgers, name
from tests.bench.measuring import Act, Measured, clocked, taking_turns
from tests.bench.startup import COMMAND
from tests.bench.terminal import Terminal
from vendortrail.records.parties import Vendor
from vendortrail.service import Workspace
from vendortrail.service.demo import build


def vendortrail(workspace: Workspace) -> tuple[str | Path, ...]:
    """Return the command that opens a workspace on the screen."""
    return COMMAND, "--workspace", workspace.folder, "--today", TODAY.isoformat()


def measure(ledgers: Ledgers) -> Iterator[Measured]:
    """Yield the first paint, and the vendors on the screen.

    Bare: a Textual program with nothing but a DataTable, which has as many rows of the same
    columns in it from the beginning, until the first of them is painted.
    """
    demo = Workspace(ledgers.folder / "demo")
    with build(demo) as trail:
        names = sorted((vendor.payload.name for vendor in trail.every(Vendor)), key=str.casefold)
    for where, workspace, first, vendors in (
        ("the demo", demo, names[0], len(names)),
        ("1,000 vendors", ledgers.wide, name(0), MANY_VENDORS),
    ):
        taken = taking_turns(
            11,
            {
                "bare": _painting(
                    (sys.executable, "-m", "tests.bench.bare_screen", str(vendors)), FIRST_ROW
                ),
                "paint": _painting(vendortrail(workspace), "opening"),
                "vendors": _painting(vendortrail(workspace), first),
            },
        )
        yield Measured(f"first paint, {where}", taken["paint"], taken["bare"], 1.5)
        yield Measured(f"vendors on the screen, {where}", taken["vendors"], taken["bare"], 1.5)


def _painting(command: Sequence[str | Path], text: str) -> Act:
    def paint() -> None:
        with Terminal(command) as terminal:
            terminal.until(text)

    return clocked(paint)
