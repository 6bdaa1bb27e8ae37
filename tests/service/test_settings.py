"""Settings are read from two files, and what cannot be understood is refused by name."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vendortrail import settings
from vendortrail.cleaning import one_line
from vendortrail.refusal import Refusal
from vendortrail.settings import Settings, load, save


@pytest.fixture(autouse=True)
def person(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give the person a folder of settings, which is not there yet."""
    folder = tmp_path / "person"
    monkeypatch.setattr("platformdirs.user_config_path", lambda _: folder)
    return folder


def write(folder: Path, text: str | bytes) -> Path:
    folder.mkdir(exist_ok=True)
    data = text if isinstance(text, bytes) else text.encode()
    (folder / settings.FILE).write_bytes(data)
    return folder


def test_nothing_is_set_at_first(tmp_path: Path) -> None:
    assert load(tmp_path / "workspace") == Settings()


def test_the_workspace_says_over_the_person(tmp_path: Path, person: Path) -> None:
    write(person, 'lang = "ru"\nname = "Анна"\n')
    workspace = write(tmp_path / "workspace", 'lang = "en"\nzone = "Europe/Moscow"\n')
    assert load(workspace) == Settings(lang="en", zone="Europe/Moscow", name="Анна")


def test_what_is_saved_is_loaded(tmp_path: Path) -> None:
    chosen = Settings(lang="ru", zone="Europe/Moscow", theme="dark", name='Анна "А" \\')
    save(tmp_path / "workspace", chosen)
    assert load(tmp_path / "workspace") == chosen
    assert (tmp_path / "workspace" / settings.FILE).stat().st_mode & 0o777 == 0o600


def test_what_is_not_set_is_left_to_the_person(tmp_path: Path, person: Path) -> None:
    write(person, 'name = "Анна"\n')
    save(tmp_path / "workspace", Settings(lang="ru"))
    assert load(tmp_path / "workspace") == Settings(lang="ru", name="Анна")


@given(name=st.text())
def test_any_name_survives(name: str) -> None:
    from tempfile import TemporaryDirectory

    with TemporaryDirectory() as folder:
        save(Path(folder), Settings(name=name))
        assert load(Path(folder)) == Settings(name=one_line(name))


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("lang = ru", "line 1 is not understood from column 8 on; write each setting once, as"),
        ('name = "A"\nlang', "its last line is not finished; write each setting as"),
        ('lang = "en"\nlang = "ru"\n', "line 2 is not understood from column 12 on"),
        ('name = "Anna\nlang = "ru"', "line 1 is not understood from column 13 on"),
        (b"lang = 'en'\nname = '\xff'", "line 2 is not in UTF-8; save the file in that encoding"),
        ("lang = 5", 'lang is a text: write it in quotes, as lang = "…"'),
        ("[lang]", "lang is a text"),
        ("colour = 'red'", "there is no setting “colour”; the settings are lang, zone, theme"),
        ("zone = 'Europe/Moskow'", "“Europe/Moskow” is not a time zone"),
        ("lang = 'de'", "“de” is not a language of vendortrail; write en or ru"),
        ("theme = 'pink'", "“pink” is not a theme; write light or dark"),
    ],
)
def test_what_cannot_be_understood_is_refused_with_its_place(
    text: str | bytes, fault: str, tmp_path: Path
) -> None:
    workspace = write(tmp_path / "workspace", text)
    with pytest.raises(Refusal) as refused:
        load(workspace)
    place = workspace / settings.FILE
    assert f"the settings in {place} cannot be used: {fault}" in str(refused.value)


def test_the_file_that_is_wrong_is_the_one_named(tmp_path: Path, person: Path) -> None:
    write(person, "lang = 5")
    with pytest.raises(Refusal) as refused:
        load(write(tmp_path / "workspace", "lang = 'ru'"))
    assert str(person / settings.FILE) in str(refused.value)


def test_settings_that_cannot_be_read_are_refused(tmp_path: Path) -> None:
    (tmp_path / "workspace" / settings.FILE).mkdir(parents=True)
    with pytest.raises(Refusal, match="cannot be used: it is a folder"):
        load(tmp_path / "workspace")
