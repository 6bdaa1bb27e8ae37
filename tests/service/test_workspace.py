"""A workspace is found where it was named, and opened as of a day and in a zone."""

from __future__ import annotations

import os
import sys
from contextlib import closing
from datetime import UTC, date, datetime
from hashlib import sha256
from pathlib import Path

import pytest

from tests import trails
from vendortrail import database, files
from vendortrail.database import NoTrail
from vendortrail.evidence import Evidence
from vendortrail.records.parties import Vendor
from vendortrail.refusal import Refusal
from vendortrail.service import Trail, Workspace, locate, opened
from vendortrail.settings import Settings


def test_what_was_named_comes_before_the_environment_and_the_persons_own(tmp_path: Path) -> None:
    environ = {"VENDORTRAIL_WORKSPACE": str(tmp_path / "environ")}
    assert locate(str(tmp_path / "named"), environ).folder == tmp_path / "named"
    assert locate(None, environ).folder == tmp_path / "environ"
    assert locate("", {"VENDORTRAIL_WORKSPACE": ""}).folder.name == "vendortrail"


def test_a_place_is_named_from_home_or_from_here(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.chdir(tmp_path)
    assert locate("~/mine", {}).folder == tmp_path / "mine"
    assert locate("mine", {}).folder == tmp_path / "mine"


def test_a_workspace_has_a_place_for_everything(tmp_path: Path) -> None:
    workspace = Workspace(tmp_path)
    assert workspace.database == tmp_path / "db" / "trail.db"
    places = workspace.exports, workspace.evidence, workspace.drafts, workspace.checkpoints
    assert [place.name for place in places] == ["exports", "evidence", "drafts", "checkpoints"]


def test_a_trail_is_made_once(tmp_path: Path) -> None:
    workspace = Workspace(tmp_path)
    with pytest.raises(NoTrail):
        Trail.open(workspace, settings=trails.SETTINGS)
    with Trail.create(workspace, settings=trails.SETTINGS) as trail:
        assert trail.verify() == ()
    with pytest.raises(Refusal, match="there is a trail"):
        Trail.create(workspace, settings=trails.SETTINGS)


def test_of_two_that_make_a_trail_at_once_one_is_refused_and_nothing_is_lost(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    workspace = Workspace(tmp_path)
    put = files.put

    def slowly(draft: Path, target: Path, *, first: bool = False) -> None:
        monkeypatch.setattr(database, "put", put)
        with Trail.create(workspace, settings=trails.SETTINGS) as quicker:
            quicker.record(trails.about(None, Vendor("Zvonar")))
        put(draft, target, first=first)

    monkeypatch.setattr(database, "put", slowly)
    with pytest.raises(Refusal, match="there is a trail"):
        Trail.create(workspace, settings=trails.SETTINGS)
    with Trail.open(workspace, settings=trails.SETTINGS) as trail:
        assert [vendor.payload.name for vendor in trail.every(Vendor)] == ["Zvonar"]


def test_a_trail_is_made_where_the_file_system_has_no_links(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def unsupported(*_: object) -> None:
        raise OSError(95, "Operation not supported")

    monkeypatch.setattr(Path, "hardlink_to", unsupported)
    with Trail.create(Workspace(tmp_path), settings=trails.SETTINGS) as trail:
        assert trail.verify() == ()


def test_settings_are_read_from_the_workspace_unless_given(empty: Workspace) -> None:
    (empty.folder / "settings.toml").write_text('name = "Анна"\nzone = "Asia/Tokyo"\n', "utf-8")
    with Trail.open(empty) as trail:
        record = trail.record(trails.about(None, Vendor("Zvonar")))
        assert (trail.author.name, record.recorded_by) == ("Анна", "Анна")
        assert trail.zone.key == "Asia/Tokyo"
    with Trail.open(empty, settings=Settings(name="Olga")) as trail:
        assert trail.author.name == "Olga"


def test_today_is_the_day_that_was_said_else_the_day_where_the_person_is(
    empty: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Trail.open(empty, today=date(2026, 1, 2), settings=Settings()) as trail:
        assert trail.today == date(2026, 1, 2)
        with closing(trail.reopen()) as again:
            assert again.today == date(2026, 1, 2)

    class Clock(datetime):
        @classmethod
        def now(cls, tz: object = None) -> datetime:  # type: ignore[override]
            return datetime(2026, 1, 2, 20, 0, tzinfo=UTC).astimezone(tz)  # type: ignore[arg-type]

    monkeypatch.setattr(opened, "datetime", Clock)
    with Trail.open(empty, settings=Settings(zone="Asia/Tokyo")) as trail:
        assert trail.today == date(2026, 1, 3)
    with Trail.open(empty, settings=Settings(zone="UTC")) as trail:
        assert trail.today == date(2026, 1, 2)


@pytest.mark.parametrize(
    ("variable", "link", "zone"),
    [
        ("Asia/Tokyo", "", "Asia/Tokyo"),
        ("nowhere at all", "", "UTC"),
        ("", "/usr/share/zoneinfo/Europe/Moscow", "Europe/Moscow"),
        ("", "/etc/localtime", "UTC"),
    ],
)
def test_the_machine_says_the_zone_where_the_person_does_not(
    variable: str, link: str, zone: str, empty: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TZ", variable)
    monkeypatch.setattr(os.path, "realpath", lambda _: link)
    with Trail.open(empty, settings=Settings()) as trail:
        assert trail.zone.key == zone


def test_a_person_without_a_name_records_nevertheless(
    empty: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    def nobody() -> str:
        raise KeyError("uid not found")

    monkeypatch.setattr("getpass.getuser", nobody)
    with Trail.open(empty, settings=Settings()) as trail:
        assert trail.record(trails.about(None, Vendor("Zvonar"))).recorded_by == "?"


@pytest.mark.parametrize("system", ["linux", "darwin"])
def test_originals_that_are_kept_soon_are_whole_and_settle(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, system: str
) -> None:
    monkeypatch.setattr(sys, "platform", system)
    kept = Evidence(tmp_path / "evidence")
    names = [kept.keep_soon(data) for data in (b"one", b"two", b"one")]
    kept.settle()
    assert [kept.read(name) for name in names] == [b"one", b"two", b"one"]
    files = [path for path in (tmp_path / "evidence").rglob("*") if path.is_file()]
    assert sorted(path.name for path in files) == sorted(set(names))
    assert {path.stat().st_mode & 0o777 for path in files} == {0o600}
    files[0].write_bytes(b"cut")
    whole = {sha256(data).hexdigest(): data for data in (b"one", b"two")}
    kept.keep_soon(whole[files[0].name])
    assert kept.read(files[0].name) == whole[files[0].name]
