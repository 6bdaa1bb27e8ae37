"""Workspaces to type in."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests import trails
from tests.tui.looking import demo_workspace
from vendortrail.service import Workspace


@pytest.fixture(autouse=True)
def _in_moscow(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Work on a machine in Moscow where nothing was set."""
    monkeypatch.setenv("TZ", "Europe/Moscow")
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


@pytest.fixture
def told(tmp_path: Path) -> Workspace:
    """The demo's workspace."""
    return demo_workspace(tmp_path)


@pytest.fixture
def empty(tmp_path: Path) -> Workspace:
    """A workspace with an empty trail."""
    return trails.workspace(tmp_path)
