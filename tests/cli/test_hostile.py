"""Vendors may write anything: no terminal obeys it, no page runs it, no name of it is a path."""

from __future__ import annotations

import json
import re
import shlex
from base64 import b64encode
from pathlib import Path

import pytest

from tests.cli.conftest import Typist
from tests.importers.calendar.test_calendar import calendar
from tests.importers.mail.writing import mail, mbox
from vendortrail.cleaning import is_clean

ESCAPES = "\x1b[2J\x1b]8;;http://evil.example\x07here\x1b]8;;\x07\x9b31m"
TURNED = "\u202egpj.exe\u2066\u200f\u2028"
MARKUP = "[/red][@click=app.quit]quit[/] {0} %s $x"
PAGE = (
    "<script>alert(1)</script> <img src=x> ![i](http://evil/i.png) [l](javascript:alert(1)) | # *b*"
)
ANYTHING = ESCAPES + TURNED + MARKUP + PAGE
READING = (
    *("import list", "timeline Zvonar", "review", "silences", "search here", "vendor list"),
    *("vendor show Zvonar", "contact list", "agreement list", "evidence list", "verify"),
)


def encoded(text: str) -> str:
    """Return a text as a field of a header has it."""
    return " ".join(
        f"=?utf-8?b?{b64encode(text[at : at + 20].encode()).decode()}?="
        for at in range(0, len(text), 20)
    )


def of_calendar(text: str) -> str:
    """Return a text as a value of a calendar has it."""
    return re.sub(r"([\\,;])", r"\\\1", text)


def as_mail(folder: Path) -> str:
    attached = (
        "--b\nContent-Type: text/plain; charset=utf-8\n\n" + ANYTHING + "\n--b\n"
        "Content-Disposition: attachment; filename*=utf-8''..%2F..%2F%1B%5B2J%E2%80%AEx\n\nx\n--b--"
    ).encode()
    written = [
        mail(
            Subject=encoded(ANYTHING),
            From=f"{encoded(ANYTHING)} <ivan@zvonar.example>",
            Message_ID="",
        ),
        mail(attached, Content_Type="multipart/mixed; boundary=b"),
    ]
    path = folder / f"in{ESCAPES.replace('/', '')}{TURNED}[bold]\n.mbox"
    path.write_bytes(mbox(written))
    return f"mail {shlex.quote(str(path))} --vendor Zvonar"


def as_calendar(folder: Path) -> str:
    said = of_calendar(ANYTHING)
    (folder / "c.ics").write_bytes(
        calendar(
            "BEGIN:VEVENT\nUID:1\nDTSTART:20260310T100000Z\nATTENDEE:mailto:ivan@zvonar.example\n"
        ).replace(
            b"END:VCALENDAR",
            f"SUMMARY:{said}\r\nLOCATION:{said}\r\nDESCRIPTION:{said}\r\n"
            "END:VEVENT\r\nEND:VCALENDAR".encode(),
        )
    )
    return f"calendar {folder / 'c.ics'} --vendor Zvonar"


def as_table(folder: Path) -> str:
    said = '"' + ANYTHING.replace('"', '""') + '"'
    rows = ("day,summary,channel,direction,text,person", f"2026-05-01,{said},call,in,{said},{said}")
    (folder / "t.csv").write_text("\n".join((*rows, ",".join([said] * 6), "")))
    return f"table {folder / 't.csv'} --as touchpoints --vendor Zvonar --yes"


def as_open_data(folder: Path) -> str:
    supplier = {"id": f"s{ESCAPES}", "name": "Zvonar"}
    named = {"contactPoint": {"name": ANYTHING, "email": "a@zvonar.example"}, "roles": ["supplier"]}
    milestone = {"id": "m", "title": ANYTHING, "dueDate": "2026-07-01T00:00:00Z"}
    transaction = {"id": ANYTHING, "value": {"amount": 5, "currency": ANYTHING}}
    contract = {
        "id": f"c{ANYTHING}",
        "awardID": "a",
        "title": ANYTHING,
        "description": ANYTHING,
        "dateSigned": "2026-06-01T00:00:00Z",
        "value": {"amount": 100, "currency": "RUB"},
        "items": [{"id": "1", "description": ANYTHING, "quantity": 3, "unit": {"name": ANYTHING}}],
        "documents": [{"id": "d", "title": ANYTHING, "url": f"javascript:{ANYTHING}"}],
        "amendments": [{"id": "x", "date": "2026-06-02T00:00:00Z", "rationale": ANYTHING}],
        "implementation": {"milestones": [milestone], "transactions": [transaction]},
    }
    release = {
        "ocid": f"ocds-{MARKUP}",
        "id": ANYTHING,
        "date": "2026-06-01T00:00:00Z",
        "tag": ["contract"],
        "parties": [{**supplier, **named}],
        "contracts": [contract],
        "awards": [{"id": "a", "suppliers": [supplier]}],
    }
    (folder / "o.json").write_text(json.dumps(release))
    return f"ocds {folder / 'o.json'} --vendor Zvonar"


SOURCES = {"mail": as_mail, "calendar": as_calendar, "table": as_table, "open data": as_open_data}


@pytest.mark.parametrize("lang", ["en", "ru"])
@pytest.mark.parametrize("source", SOURCES)
def test_whatever_is_imported_is_shown_harmlessly(
    empty: Typist, tmp_path: Path, source: str, lang: str
) -> None:
    empty("init")
    empty("vendor add Zvonar --domain zvonar.example")
    code = 3 if source in {"table", "open data"} else 0  # a day, a currency
    taken = [empty(f"import {SOURCES[source](tmp_path)}", code=code, lang=lang)]
    (receipt,) = empty.json("import list")
    shown = [*READING, f"import show {receipt['seq']}"]
    shown += [f"evidence show {it['sha256']}" for it in empty.json("evidence list")]
    taken += [empty(line, lang=lang) for line in shown]
    taken += [empty(f"{line} --json", lang=lang) for line in shown]
    for result in taken:
        assert is_clean(result.stdout)
        assert is_clean(result.stderr)
    assert "[@click=app.quit]quit[/]" in "".join(result.stdout for result in taken)


@pytest.mark.parametrize("source", SOURCES)
def test_whatever_is_imported_is_only_text_in_papers(
    empty: Typist, tmp_path: Path, source: str
) -> None:
    empty("init")
    empty("vendor add Zvonar --domain zvonar.example")
    empty(f"import {SOURCES[source](tmp_path)}", code=3 if source in {"table", "open data"} else 0)
    paper = empty("export timeline Zvonar --format md --output -").stdout
    page = empty("export timeline Zvonar --format html --output -").stdout
    assert is_clean(paper)
    assert is_clean(page)
    assert "quit" in page
    assert not re.search(r"<(script|img|a|iframe|object|form)\b|\bon\w+=", page, re.IGNORECASE)
    # In markdown a backslash stands before what would begin a link, an image, a tag.
    assert not re.search(r"(?<!\\)(<script|<img|\[[il]\]\()", paper)


def test_what_a_person_types_is_told_back_harmlessly(typed: Typist, tmp_path: Path) -> None:
    typed("vendor add Zvonar")
    said = shlex.quote(ESCAPES + TURNED + MARKUP)
    for line, code in {
        f"timeline {said}": 3,
        f"vendor show {said}": 3,
        f"evidence show {said}": 3,
        f"import mail {said} --vendor Zvonar": 2,
        f"import table {said} --as payments": 2,
        f"import table {tmp_path} --as {said}": 2,
        f"log Zvonar x --channel call --in --on {said}": 3,
        f"log Zvonar x --channel {said}": 2,
        f"note {said}": 3,
        said: 2,
    }.items():
        told = typed(line, code=code)
        assert is_clean(told.stdout), line
        assert is_clean(told.stderr), line
