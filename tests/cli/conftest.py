"""A person at the command line, in a workspace of their own."""

import json
import os
import shlex
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from vendortrail.cli.program import program

TODAY = "2026-11-16"


class Typist:
    """Types commands as a shell would split them, and looks at what comes out."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def __call__(
        self, line: str, *, code: int = 0, lang: str = "en", keys: str | None = None
    ) -> Result:
        """Type a command; the test fails unless it ends with that exit code."""
        before = ["--workspace", str(self.folder), "--today", TODAY, "--lang", lang]
        result = CliRunner().invoke(
            program, before + shlex.split(line), input=keys, prog_name="vendortrail"
        )
        assert result.exit_code == code, f"{line}\n{result.output}\n{result.exc_info}"
        assert "Traceback" not in result.output
        return result

    def json(self, line: str, *, code: int = 0) -> Any:
        """Type a reading command and return its JSON document."""
        return json.loads(self(f"{line} --json", code=code).stdout)

    def refused(self, line: str, *, lang: str = "en") -> str:
        """Type what is refused: nothing is printed nor recorded, and the reason is returned."""
        before = self.size()
        result = self(line, code=3, lang=lang)
        assert result.stdout == ""
        assert self.size() == before
        return result.stderr

    def size(self) -> int:
        """How many records there are."""
        size: int = self.json("checkpoint")["size"]
        return size


@pytest.fixture
def empty(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Typist:
    """A workspace without a trail, on a machine in Moscow where nothing was set."""
    monkeypatch.setenv("TZ", "Europe/Moscow")
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.setitem(os.environ, "LANGUAGE", "")
    return Typist(tmp_path / "work")


@pytest.fixture
def typed(empty: Typist) -> Typist:
    """A workspace with an empty trail."""
    empty("init")
    return empty
