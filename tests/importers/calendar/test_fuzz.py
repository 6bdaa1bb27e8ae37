"""Whatever is in a calendar, it is read or refused: no crash, and no second wasted."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from tests.importers.calendar.test_calendar import CASES, calendar, drafts, event, source
from tests.importers.calendar.test_zones import SINCE_1996
from tests.importers.fuzzing import harmless, seeds, told, torn
from vendortrail.importers.item import Refused

WHOLE = calendar(
    SINCE_1996,
    event(
        "DTSTART;TZID=Here:20260310T100000", "RRULE:FREQ=WEEKLY;BYDAY=MO,TU;COUNT=9", "SEQUENCE:1"
    ),
    event("DTSTART:20260310T100000Z", "RRULE:FREQ=MONTHLY;BYDAY=-1FR;BYSETPOS=1", uid="2"),
    event("DTSTART:20260312T100000Z", "RECURRENCE-ID:20260311T100000Z", uid="2"),
    event("DTSTART;VALUE=DATE:20260310", "RDATE;VALUE=DATE:20260311,20260312", uid="3"),
    event("DTSTART:20260310T100000", "EXDATE:20260311T100000", "STATUS:CANCELLED", uid="4"),
    event("DTSTART:20260310T100000", "LAST-MODIFIED:20260301T000000Z", "LOCATION:a\\,b", uid="5"),
)
INVITED = b"ATTENDEE;PARTSTAT=ACCEPTED:mailto:anna@zvonar.example"
ODD = tuple(
    line.encode()
    for line in (
        *("DTSTART:00000101T000000Z", "DTSTART:99991231T235959Z", "DTSTART:99999999", "DTSTART:"),
        *("DTSTART;TZID=Europe:20260101T000000", "DTSTART;TZID=/a/b/c:20260101T000000"),
        *("RRULE:FREQ=DAILY;INTERVAL=0", "RRULE:FREQ=DAILY;BYSETPOS=9;BYDAY=MO", "RRULE:"),
        *("RRULE:FREQ=MONTHLY;INTERVAL=7;BYMONTHDAY=31;BYMONTH=2", "RRULE:FREQ=YEARLY;BYEASTER=1"),
        *("RRULE:FREQ=YEARLY;BYYEARDAY=-366;BYDAY=MO", "RRULE:FREQ=DAILY;UNTIL=19000101"),
        *("RRULE:FREQ=SECONDLY", "RRULE:FREQ=WEEKLY;BYHOUR=1,2;BYMINUTE=3,4;WKST=XX"),
        *("RDATE;VALUE=PERIOD:20260101T000000Z/P99999D", "EXDATE:x,20260101", "RDATE:20260101"),
        *("RECURRENCE-ID:20260311T100000Z", "RECURRENCE-ID:x", "UID:" + "u" * 500, "UID:"),
        *("SEQUENCE:" + "9" * 5_000, "SEQUENCE:-1", "LAST-MODIFIED:0", "STATUS:\x1b[2Jcancelled"),
        *(
            "TZOFFSETTO:+9999",
            "TZOFFSETFROM:-2400",
            "TZID:",
            "TZID:Here",
            "ORGANIZER:",
            "ATTENDEE:",
        ),
        *("BEGIN:VEVENT", "END:VEVENT", "BEGIN:VTIMEZONE", "END:VTIMEZONE", "BEGIN:STANDARD"),
        *("BEGIN:VCALENDAR", "END:VCALENDAR", "END:STANDARD", " folded", "\t", ":", ";", "X;Y"),
        *("SUMMARY:[/b]\u202e\x9b", "DESCRIPTION:" + "\\n" * 30_000, "SUMMARY;LANGUAGE=:"),
    )
)


def mixed(chance: random.Random, files: list[bytes]) -> bytes:
    """Return a calendar some of whose lines are others, and perhaps torn."""
    lines = chance.choice(files).splitlines()
    if chance.random() < 0.8:
        lines = [part for line in lines for part in _invited(line)]
    for _ in range(chance.randint(0, 6)):
        place = chance.randrange(len(lines) + 1)
        other = chance.choice((*ODD, *lines[:200]))
        lines[place : place + chance.randint(0, 2)] = [other] * chance.choice((0, 1, 1, 1, 2, 50))
    data = chance.choice((b"\r\n", b"\r\n", b"\n", b"\r")).join(lines)
    return torn(data, chance) if chance.random() < 0.3 else data


def _invited(line: bytes) -> tuple[bytes, ...]:
    return (line, INVITED) if line == b"BEGIN:VEVENT" else (line,)


@pytest.mark.long
def test_no_calendar_is_too_odd(tmp_path: Path) -> None:
    files = [WHOLE] * 8 + [path.read_bytes() for path in sorted(CASES.rglob("*.ics"))]
    path = tmp_path / "odd.ics"
    for chance in seeds():
        data = mixed(chance, files)
        path.write_bytes(data)
        with harmless(data, tmp_path / "harmful"):
            drafts(told(list(source(path).items())))


_HUGE = 2**20


def _event(*lines: bytes) -> bytes:
    told = (b"BEGIN:VEVENT", b"UID:1", INVITED, b"DTSTART:20200101T100000Z", *lines, b"END:VEVENT")
    return b"\r\n".join((*told, b""))


@pytest.mark.long
@pytest.mark.parametrize(
    "part",
    [
        b"BEGIN:VEVENT\r\n" * (_HUGE // 14),
        b"X\r\n" + b"BEGIN:VEVENT\r\n" * (_HUGE // 14),
        b"BEGIN:VEVENT\r\n" * (_HUGE // 26) + b"END:VEVENT\r\n" * (_HUGE // 26),
        b"X\r\n" + b"BEGIN:VTIMEZONE\r\nTZID:a\r\nEND:VTIMEZONE\r\n" * 9_000 + _event() * 3_000,
        _event(b"SUMMARY:" + b"a\r\n " * (_HUGE // 4)),
        _event(b"RRULE:FREQ=DAILY", *[b"ATTENDEE:mailto:%d@b.c" % n for n in range(40_000)]),
        _event(b"RRULE:FREQ=DAILY", b"DESCRIPTION:" + b"\\n\xd0\xb8\xcc\x86" * 150_000),
        _event(*[b"RRULE:FREQ=DAILY;INTERVAL=%d" % (n + 1) for n in range(20_000)]),
        _event(b"RRULE:FREQ=DAILY;BYDAY=" + b"MO," * 300_000 + b"TU"),
        b"".join(_event(b"RRULE:FREQ=DAILY;INTERVAL=7;BYDAY=TU,X%d" % n) for n in range(7_000)),
        b"".join(_event(b"RRULE:FREQ=DAILY;INTERVAL=7;BYDAY=TU;WKST=MO") for n in range(7_000)),
        _event(b"RRULE:FREQ=DAILY;BYMONTH=2;BYMONTHDAY=29") * 7_000,
        _event(b"ATTENDEE" + b';X="' * 200_000 + b":x"),
        _event(b"DTSTART;TZID=" + b"/a" * (_HUGE // 2) + b":20200101T000000"),
    ],
)
def test_a_large_calendar_is_read_in_time(tmp_path: Path, part: bytes) -> None:
    path = tmp_path / "large.ics"
    path.write_bytes(b"BEGIN:VCALENDAR\r\n" + part + b"END:VCALENDAR\r\n")
    with harmless(path.read_bytes(), tmp_path / "harmful"):
        assert sum(1 for _ in source(path).items())


def test_a_rule_of_thousands_of_days_is_refused_in_few_words(tmp_path: Path) -> None:
    path = tmp_path / "rule.ics"
    rule = b"RRULE:FREQ=DAILY;BYDAY=" + b"MO," * 3_000 + b"TU"
    path.write_bytes(b"BEGIN:VCALENDAR\r\n" + _event(rule) + b"END:VCALENDAR\r\n")
    (refused,) = source(path).items()
    assert isinstance(refused, Refused)
    assert str(refused.reason).endswith("by a rule that cannot be read: FREQ, BYDAY…")
