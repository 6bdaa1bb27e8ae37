"""Kept originals on the command line: what rests on them, read harmlessly, handed out whole."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

import pytest

from tests.cli.conftest import Typist

LETTER = "Уважаемая Анна,\x1b[2J\u202e просим\n".encode()
NAME = sha256(LETTER).hexdigest()


@pytest.fixture
def kept(typed: Typist, tmp_path: Path) -> Typist:
    """A vendor with two records that rest on one letter, one on a picture."""
    letter, picture = tmp_path / "letter.txt", tmp_path / "picture.png"
    letter.write_bytes(LETTER)
    picture.write_bytes(b"\x89PNG\0\0")
    typed("vendor add Zvonar")
    for about in ("first", "second"):
        typed(f"log Zvonar {about} --channel letter --in --on 2026-01-10 --evidence {letter}")
    typed(f"log Zvonar third --channel letter --in --on 2026-01-10 --evidence {picture}")
    return typed


def test_originals_are_listed_with_what_rests_on_them(kept: Typist) -> None:
    first, second = kept.json("evidence list Zvonar")
    assert first == {"sha256": NAME, "size": len(LETTER), "records": [2, 3]}
    assert second["records"] == [4]


def test_a_text_is_shown_without_what_a_terminal_would_obey(kept: Typist) -> None:
    assert kept(f"evidence show {NAME[:8]}").stdout == "Уважаемая Анна,[2J просим\n\n"
    assert kept.json(f"evidence show {NAME[:8]}")["records"] == [2, 3]


def test_what_is_no_text_is_not_shown(kept: Typist) -> None:
    picture = kept.json("evidence list")[1]["sha256"]
    shown = kept(f"evidence show {picture}")
    assert shown.stdout == ""
    assert "no text" in shown.stderr
    assert kept.json(f"evidence show {picture}")["text"] is None


def test_an_original_is_handed_out_whole_and_over_nothing(kept: Typist, tmp_path: Path) -> None:
    copy = tmp_path / "copy.txt"
    kept(f"evidence export {NAME} {copy}")
    assert copy.read_bytes() == LETTER
    assert copy.stat().st_mode & 0o777 == 0o600
    assert "is there already" in kept.refused(f"evidence export {NAME} {copy}")
    assert "no folder" in kept.refused(f"evidence export {NAME} {tmp_path / 'no' / 'x'}")


@pytest.mark.parametrize(
    ("name", "reason"), [("abc", "too short"), ("ffffffff", "no evidence begins with")]
)
def test_a_name_that_tells_no_original_is_refused(kept: Typist, name: str, reason: str) -> None:
    assert reason in kept.refused(f"evidence show {name}")


def test_what_was_changed_or_is_gone_is_said(kept: Typist) -> None:
    path = kept.folder / "evidence" / NAME[:2] / NAME
    path.write_bytes(b"forged")
    assert "changed" in kept(f"evidence show {NAME}", code=4).stderr
    path.unlink()
    assert kept.json("evidence list")[0]["size"] is None
    assert "missing" in kept("evidence list").stdout


def test_what_a_stopped_import_left_is_told_apart(kept: Typist) -> None:
    assert kept.json("evidence list --unnamed") == []
    assert kept("verify").stderr == ""
    folder = kept.folder / "evidence"
    left, draft = folder / NAME[:2] / ("0" * 64), folder / ".original.draft"
    left.write_bytes(b"x" * 7)
    draft.write_bytes(b"")
    verified = kept("verify")
    assert verified.stdout == "All is as it was recorded.\n"
    assert "No record rests on 2 files in evidence/" in verified.stderr
    assert kept.json("evidence list --unnamed") == [
        {"path": str(draft), "size": 0},
        {"path": str(left), "size": 7},
    ]
    assert f"{left}  7\n" in kept("evidence list --unnamed").stdout
