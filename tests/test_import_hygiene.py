"""What a person types most often must not wait for libraries that it does not use."""

import os
import subprocess
import sys

import pytest

import vendortrail

HEAVY = ("alembic", "babel", "pymorphy3", "sqlalchemy", "sqlmodel", "textual")

RUN = f"""
import sys
from vendortrail.cli import main
sys.argv[0] = "vendortrail"
try:
    main()
finally:
    loaded = [name for name in {HEAVY} if name in sys.modules]
    print("loaded:", *loaded, file=sys.stderr)
"""

COMPLETION = {
    "_VENDORTRAIL_COMPLETE": "bash_complete",
    "COMP_WORDS": "vendortrail ",
    "COMP_CWORD": "1",
}


@pytest.mark.parametrize("lang", ["en", "ru"])
@pytest.mark.parametrize(
    ("arguments", "variables", "said"),
    [
        (["--help"], {}, "vendortrail"),
        (["--version"], {}, vendortrail.__version__),
        ([], COMPLETION, "plain,timeline"),
    ],
    ids=["help", "version", "completion"],
)
def test_small_answers_load_nothing_heavy(
    arguments: list[str], variables: dict[str, str], said: str, lang: str
) -> None:
    done = subprocess.run(
        [sys.executable, "-c", RUN, *arguments],
        env={**os.environ, "LC_ALL": f"{lang}.UTF-8", "PYTHONUTF8": "1", **variables},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert said in done.stdout
    assert done.stderr.splitlines()[-1].split() == ["loaded:"]
