"""What every import has in common on the command line: coverage and receipts."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Typist
from tests.importers.calendar.test_calendar import calendar, event
from tests.importers.mail.writing import mail
from vendortrail.service.taking import Taking


@pytest.fixture
def covered(typed: Typist) -> Typist:
    """A vendor that spoke once, in a trail that rests on two periods."""
    typed("vendor add Zvonar --domain zvonar.example")
    typed("log Zvonar first --channel call --in --on 2026-01-10")
    typed("import cover Zvonar 2026-01-01..2026-03-01")
    typed("import cover Zvonar 2026-05-01..")
    return typed


def test_a_silence_is_claimed_only_where_somebody_would_know_a_word(covered: Typist) -> None:
    assert [(s["from"], s["to"]) for s in covered.json("silences")] == [
        ("2026-01-10", "2026-03-01"),
        ("2026-05-01", None),
    ]
    items = covered.json("timeline Zvonar")
    unknown = [item for item in items if item["kind"] == "unknown"]
    assert unknown == [{"kind": "unknown", "from": "2026-03-02", "to": "2026-04-30"}]


def test_receipts_are_listed_and_shown(covered: Typist) -> None:
    assert [receipt["payload"]["first"] for receipt in covered.json("import list Zvonar")] == [
        "2026-01-01",
        "2026-05-01",
    ]
    shown = covered("import show 3").stdout
    assert "covers 1 Jan 2026 to 1 Mar 2026" in shown
    assert covered.json("import show 4")["covers"] == {
        "from": "2026-05-01",
        "to": None,
        "without": [],
    }


@pytest.mark.parametrize("period", ["2026-01-01", "..2026-01-01", "2026-02-01..2026-01-01", "x..y"])
def test_a_period_that_is_none_is_refused(covered: Typist, period: str) -> None:
    covered.refused(f"import cover Zvonar {period}")


def test_a_folder_of_many_files_is_told_in_a_line(typed: Typist, tmp_path: Path) -> None:
    typed("vendor add Zvonar --domain zvonar.example")
    for number in range(7):
        (tmp_path / f"{number}.ics").write_text("BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n")
    line = f"import calendar {tmp_path} --vendor Zvonar"
    assert "0.ics, 1.ics, 2.ics, 3.ics, 4.ics, … · 0 items read" in typed(line).stdout
    assert len(typed.json(line)["files"]) == 7


def test_a_trial_of_a_calendar_writes_nothing(typed: Typist, tmp_path: Path) -> None:
    typed("vendor add Zvonar --domain zvonar.example")
    given = tmp_path / "given.ics"
    given.write_bytes(calendar(event("DTSTART;VALUE=DATE:20260310")))
    line = f"import calendar {given} --vendor Zvonar --vendor-address zvonar.example"
    before = {path: path.read_bytes() for path in typed.folder.rglob("*") if path.is_file()}
    trial = typed.json(f"{line} --dry-run")
    assert {path: path.read_bytes() for path in typed.folder.rglob("*") if path.is_file()} == before
    assert {**typed.json(line), "receipt": None} == trial


def test_an_import_ends_with_3_where_something_was_refused(typed: Typist, tmp_path: Path) -> None:
    typed("vendor add Zvonar --domain zvonar.example")
    given = tmp_path / "given.ics"
    given.write_bytes(calendar(event("DTSTART;VALUE=DATE:20260310"), event()))
    line = f"import calendar {given} --vendor Zvonar --vendor-address zvonar.example"
    receipt = typed.json(line, code=3)
    assert (receipt["read"], receipt["recorded"], receipt["refused"]) == (2, 1, 1)
    assert "event 2: the event does not say when it begins" in typed(line, code=3).stderr


@pytest.mark.parametrize("importer", ["mail", "calendar"])
def test_a_vendor_without_an_address_is_not_looked_for(
    typed: Typist, tmp_path: Path, importer: str
) -> None:
    typed("vendor add Nobody")
    said = typed.refused(f"import {importer} {tmp_path} --vendor Nobody")
    assert "'--vendor-address': no address and no domain of Nobody is on record" in said


NOTHING = "there is nothing of this kind in what was given"


@pytest.mark.parametrize(
    ("importer", "why"),
    [
        ("mail --vendor Zvonar", NOTHING),
        ("calendar --vendor Zvonar", NOTHING),
        ("ocds", "there is no file of open contracting data"),
    ],
)
def test_a_folder_with_nothing_in_it_leaves_no_receipt(
    typed: Typist, tmp_path: Path, importer: str, why: str
) -> None:
    typed("vendor add Zvonar --domain zvonar.example")
    (tmp_path / "empty").mkdir()
    assert why in typed.refused(f"import {importer} {tmp_path / 'empty'}")
    assert typed.json("import list") == []


def test_no_silence_rests_on_a_calendar_alone(typed: Typist, tmp_path: Path) -> None:
    typed("vendor add Zvonar --domain zvonar.example")
    given = tmp_path / "given.ics"
    days = ("20250310", "20260310")
    given.write_bytes(calendar(*(event(f"DTSTART;VALUE=DATE:{day}", uid=day) for day in days)))
    assert "covers no time" in typed(f"import calendar {given} --vendor Zvonar").stdout
    assert typed.json("silences Zvonar") == []
    assert [it["code"] for it in typed.json("review Zvonar") if it["code"] == "VT301"] == []
    typed("log Zvonar 'Asked for the price' --channel call --out --on 2026-10-01")
    assert len(typed.json("silences Zvonar")) == 3


NO_FILES = {
    "mail": ("notes.eml", "we called", "this is no mail"),
    "calendar": ("team.ics", "Dear all", "the file is no calendar"),
    "ocds": ("releases.json", "{", "line 1, column 2 is not JSON"),
    "table": ("calls.xlsx", "PK\x03\x04", "the file is no workbook"),
}
OPTIONS = {
    "mail": "--vendor Zvonar",
    "calendar": "--vendor Zvonar",
    "ocds": "",
    "table": "--as touchpoints --vendor Zvonar --yes",
}


@pytest.mark.parametrize("importer", NO_FILES)
@pytest.mark.parametrize("trial", ["", "--dry-run"])
def test_a_file_that_cannot_be_read_at_all_is_refused_and_nothing_is_recorded(
    typed: Typist, tmp_path: Path, importer: str, trial: str
) -> None:
    typed("vendor add Zvonar --domain zvonar.example")
    name, text, why = NO_FILES[importer]
    (tmp_path / name).write_text(text)
    before = typed.size()
    said = typed.refused(f"import {importer} {tmp_path / name} {OPTIONS[importer]} {trial}")
    assert why in said
    assert name in said or importer == "table"  # that reads one file at a time
    assert typed.size() == before


@pytest.mark.parametrize("importer", ["mail", "calendar", "ocds"])
def test_of_several_files_those_that_can_be_read_are_taken(
    typed: Typist, tmp_path: Path, importer: str
) -> None:
    typed("vendor add Zvonar --domain zvonar.example")
    name, text, why = NO_FILES[importer]
    (tmp_path / f"a-{name}").write_text(text)
    sound = {
        "mail": mail(),
        "calendar": calendar(event("DTSTART;VALUE=DATE:20260310")),
        "ocds": b'{"releases": []}',
    }
    (tmp_path / f"b-{name}").write_bytes(sound[importer])
    line = f"import {importer} {tmp_path / f'a-{name}'} {tmp_path / f'b-{name}'}"
    done = typed(f"{line} {OPTIONS[importer]}", code=3)
    assert f"a-{name}: {why}" in done.stderr
    assert f"b-{name}" in done.stdout
    assert len(typed.json("import list")) == 1


def test_a_receipt_that_is_asked_for_has_its_refusals_on_standard_output(
    typed: Typist, tmp_path: Path
) -> None:
    typed("vendor add Zvonar --domain zvonar.example")
    (tmp_path / "a.csv").write_text("day,amount\n2026-01-01,1 RUB\n2026-01-02,much\n")
    done = typed(f"import table {tmp_path}/a.csv --as payments --vendor Zvonar --yes", code=3)
    assert "line 3" in done.stderr
    assert "line 3" not in done.stdout
    (receipt,) = typed.json("import list")
    assert "line 3" in typed(f"import show {receipt['seq']}").stdout


def test_a_trial_says_that_it_was_only_tried(typed: Typist, tmp_path: Path) -> None:
    typed("vendor add Zvonar --domain zvonar.example")
    (tmp_path / "a.eml").write_bytes(mail())
    line = f"import mail {tmp_path}/a.eml --vendor Zvonar"
    assert "Only tried: nothing is recorded." in typed(f"{line} --dry-run").stderr
    assert "Only tried" not in typed(line).stderr


def test_an_import_that_is_stopped_says_that_nothing_of_it_is_recorded(
    typed: Typist, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stopped(*_told: object, **_more: object) -> None:
        raise KeyboardInterrupt

    typed("vendor add Zvonar --domain zvonar.example")
    (tmp_path / "a.eml").write_bytes(mail())
    monkeypatch.setattr(Taking, "take", stopped)
    done = typed(f"import mail {tmp_path}/a.eml --vendor Zvonar", code=130)
    assert done.stderr.strip() == "Stopped: nothing of it is recorded."
    assert typed.json("timeline Zvonar")[0]["kind"] == "vendor"
    assert len(typed.json("timeline Zvonar")) == 1
