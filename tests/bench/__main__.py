"""`make bench`: install what would be handed out, measure it, print the table.

It reports; being over an allowance fails nothing.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.bench import installing
from tests.bench.parts import PARTS

# Under the checkout, because a temporary folder may be memory, where commits cost nothing.
FOLDER = Path(__file__).parent.parent.parent / "build"


def main() -> int:
    """Measure; return 0 unless something could not be measured at all."""
    parser = argparse.ArgumentParser(prog="make bench", description=__doc__)
    parser.add_argument("--only", nargs="*", choices=PARTS, default=None)
    parser.add_argument("--size", type=int, default=1_000_000, help="records of the large ledger")
    asked = parser.parse_args()
    FOLDER.mkdir(exist_ok=True)
    with TemporaryDirectory(prefix="bench-", dir=FOLDER) as made:
        folder = Path(made)
        print("building and installing the wheel …", file=sys.stderr)
        python = installing.install(folder / "environment")
        done = subprocess.run(
            [python, "-m", "tests.bench.run", folder, str(asked.size), *(asked.only or PARTS)],
            cwd=folder,
            env=installing.environment(folder),
            check=False,
        )
    return done.returncode


if __name__ == "__main__":
    sys.exit(main())
