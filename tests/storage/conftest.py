"""Workspaces for the tests of storage."""

from pathlib import Path

import pytest

from tests import trails
from vendortrail.service import Workspace


@pytest.fixture
def empty(tmp_path: Path) -> Workspace:
    return trails.workspace(tmp_path / "empty")


@pytest.fixture
def everything(tmp_path: Path) -> Workspace:
    return trails.everything(tmp_path / "everything")
