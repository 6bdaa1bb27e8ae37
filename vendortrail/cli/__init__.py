"""The command line: each command reads what was typed, calls the service, and prints."""

from __future__ import annotations

import sys
from io import TextIOWrapper


def main() -> None:
    """Run `vendortrail` with the arguments of the process, and end it with an exit code.

    0 fine; 1 looked and found something wrong; 2 wrong usage; 3 input refused, nothing of it
    recorded; 4 storage failed, nothing half-written; 130 and 141 as a shell says interrupted and
    cut off by a closed pipe.
    """
    for stream in (sys.stdout, sys.stderr):
        # A terminal that knows no Cyrillic gets question marks rather than nothing.
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="replace")
    try:
        from vendortrail.cli.program import program

        program(prog_name="vendortrail")
    except KeyboardInterrupt:
        sys.exit(130)
