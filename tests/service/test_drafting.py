"""Drafts: kept beside the ledger, private, and never in the way."""

import stat
from pathlib import Path

import pytest

from vendortrail.refusal import StorageFailure
from vendortrail.service import Workspace
from vendortrail.service.drafting import Drafts, Typed

HELD: dict[str, Typed] = {
    "summary": "Они звонят [/b]",
    "asks": True,
    "evidence": [{"path": "a.txt"}],
}


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    return Workspace(tmp_path / "work")


def test_what_was_saved_is_there(workspace: Workspace) -> None:
    drafts = Drafts(workspace)
    drafts.save("touchpoint-8", HELD)
    assert Drafts(workspace).load("touchpoint-8") == HELD
    assert drafts.load("touchpoint-9") == {}


def test_the_last_one_counts_until_it_is_dropped(workspace: Workspace) -> None:
    drafts = Drafts(workspace)
    drafts.save("promise", {"text": "one"})
    drafts.save("promise", {"text": "two"})
    assert drafts.load("promise") == {"text": "two"}
    drafts.drop("promise")
    drafts.drop("promise")
    assert drafts.load("promise") == {}
    assert list(workspace.drafts.iterdir()) == []


def test_nobody_else_reads_them(workspace: Workspace) -> None:
    Drafts(workspace).save("promise", HELD)
    (file,) = workspace.drafts.iterdir()
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert stat.S_IMODE(workspace.drafts.stat().st_mode) == 0o700


def test_no_name_leaves_the_folder(workspace: Workspace) -> None:
    Drafts(workspace).save("../../VT101 «дом»", HELD)
    (file,) = workspace.drafts.iterdir()
    assert file.parent == workspace.drafts
    assert Drafts(workspace).load("../../VT101 «дом»") == HELD


@pytest.mark.parametrize(
    "spoiled", [b"", b"{", b"[1]", b'{"a": 1}', b'{"a": [{"b": {}}]}', b"\xff"]
)
def test_a_spoiled_file_is_no_draft(workspace: Workspace, spoiled: bytes) -> None:
    drafts = Drafts(workspace)
    drafts.save("promise", HELD)
    (file,) = workspace.drafts.iterdir()
    file.write_bytes(spoiled)
    assert drafts.load("promise") == {}


def test_a_folder_that_cannot_be_written_is_told(workspace: Workspace) -> None:
    workspace.folder.mkdir()
    workspace.drafts.write_text("in the way")
    with pytest.raises(StorageFailure):
        Drafts(workspace).save("promise", HELD)
