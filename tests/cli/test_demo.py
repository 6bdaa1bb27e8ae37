"""The demo: built, reviewed, exported, and shown."""

from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from vendortrail.cli.program import program
from vendortrail.service import Workspace


def demo(*arguments: str) -> Result:
    return CliRunner().invoke(program, ["demo", *arguments], prog_name="vendortrail")


@pytest.mark.parametrize(
    ("lang", "vendor", "exported"),
    [("en", "Zvonar Contact Centre", 10), ("ru", "Контакт-центр „Звонарь“", 10)],
)
def test_without_a_terminal_it_prints_findings_and_the_first_story(
    tmp_path: Path, lang: str, vendor: str, exported: int
) -> None:
    result = demo(str(tmp_path / "demo"), "--lang", lang)
    assert result.exit_code == 0, result.output
    assert any(line.startswith(vendor) for line in result.stdout.splitlines())
    assert "VT101" in result.stdout
    assert "2025-10-08 16:05 " in result.stdout
    assert len(list((tmp_path / "demo" / "exports").iterdir())) == exported


def test_it_is_built_here_unless_said_otherwise(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert demo().exit_code == 0
    assert (tmp_path / "vendortrail-demo" / "db" / "trail.db").exists()


def test_it_is_opened_again_where_it_is_built(tmp_path: Path) -> None:
    first = demo(str(tmp_path))
    assert first.exit_code == 0
    again = demo(str(tmp_path))
    assert again.exit_code == 0
    assert again.stdout == first.stdout


def test_anything_else_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine", "utf-8")
    result = demo(str(tmp_path))
    assert result.exit_code == 3
    assert str(tmp_path) in result.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]


def test_other_language_wants_another_folder(tmp_path: Path) -> None:
    demo(str(tmp_path))
    assert demo(str(tmp_path), "--lang", "ru").exit_code == 3


def test_on_a_terminal_the_screens_open(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[tuple[Path, date | None, str | None]] = []

    def run(workspace: Workspace, *, today: date | None, lang: str | None) -> None:
        opened.append((workspace.folder, today, lang))

    monkeypatch.setattr("vendortrail.tui.run", run)
    monkeypatch.setattr("vendortrail.cli.demo.can_draw", lambda: True)
    result = demo(str(tmp_path), "--lang", "ru")
    assert result.exit_code == 0
    assert opened == [(tmp_path, date(2026, 11, 16), "ru")]
