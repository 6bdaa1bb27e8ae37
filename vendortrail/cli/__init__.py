"""The command line: each command reads what was typed, calls the service, and prints."""

from __future__ import annotations


def main() -> None:
    """Run `vendortrail` with the arguments of the process, and end it with an exit code.

    0 fine; 1 looked and found something wrong; 2 wrong usage; 3 input refused, nothing of it
    recorded; 4 storage failed, nothing half-written.
    """
    from vendortrail.cli.program import program

    program(prog_name="vendortrail")
