"""Calendars as meetings with a vendor."""

from __future__ import annotations

import os
import warnings
from collections.abc import Mapping
from datetime import date
from hashlib import sha256
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from icalendar import Calendar

from vendortrail.importers.calendar import CalendarSource
from vendortrail.importers.item import Foreign, Found, Item, Refused
from vendortrail.importers.mail.whose import Circle
from vendortrail.records.dealings import Touchpoint
from vendortrail.records.parties import Address
from vendortrail.records.record import Draft, Record
from vendortrail.records.values import Course

TODAY = date(2026, 11, 16)
CASES = Path(__file__).parents[4] / "shared" / "cases" / "ics"

ZONE = """BEGIN:VTIMEZONE
TZID:Moscow, our own
BEGIN:STANDARD
DTSTART:19700101T000000
TZOFFSETFROM:+0300
TZOFFSETTO:+0300
END:STANDARD
END:VTIMEZONE
"""


def event(*lines: str, uid: str = "1", who: str = "anna@zvonar.example") -> str:
    told = (f"UID:{uid}", "SUMMARY:Weekly", f"ATTENDEE;CN=Anna:mailto:{who}", *lines)
    return "\n".join(("BEGIN:VEVENT", *told, "END:VEVENT", ""))


def calendar(*events: str) -> bytes:
    return "\r\n".join(
        [*"".join(("BEGIN:VCALENDAR\n", *events, "END:VCALENDAR\n")).splitlines(), ""]
    ).encode()


class Nothing:
    """A trail without meetings."""

    def editions(self, _event: str) -> Mapping[str, int]:
        return {}

    def meeting(self, key: str) -> Record[Touchpoint] | None:
        raise KeyError(key)


def source(*given: Path, theirs: str = "zvonar.example", today: date = TODAY) -> CalendarSource:
    return CalendarSource(
        given,
        vendor=1,
        theirs=Circle([Address(theirs)]),
        ours=Circle([Address("us.example")]),
        contacts={"anna@zvonar.example": 7},
        zone=ZoneInfo("Europe/Moscow"),
        today=today,
        on_record=Nothing(),
    )


def read(folder: Path, data: bytes) -> list[Item]:
    path = folder / "team.ics"
    path.write_bytes(data)
    return sorted(source(path).items(), key=lambda item: item.place)


def drafts(items: list[Item]) -> list[Draft[Touchpoint]]:
    def nobody(key: str) -> int:
        raise KeyError(key)

    return [item.made(nobody) for item in items if isinstance(item, Found)]  # type: ignore[misc]


def held(folder: Path, *lines: str) -> list[tuple[str, str]]:
    """Return when meetings of one event are, and whether they took place."""
    told = drafts(read(folder, calendar(ZONE, event(*lines))))
    return [(draft.occurred, draft.payload.course.value) for draft in told]


@pytest.mark.parametrize(
    ("start", "occurred"),
    [
        ("DTSTART;VALUE=DATE:20260310", "2026-03-10"),
        ("DTSTART:20260310T220000Z", "2026-03-11T01:00+03:00"),
        ("DTSTART:20260310T100000", "2026-03-10T10:00+03:00"),
        ("DTSTART;TZID=Asia/Tokyo:20260310T100000", "2026-03-10T10:00+09:00"),
        ("DTSTART;TZID=Moscow\\, our own:20260310T100000", "2026-03-10T10:00+03:00"),
    ],
)
def test_a_meeting_is_when_its_calendar_says(tmp_path: Path, start: str, occurred: str) -> None:
    assert held(
        tmp_path,
        start.replace("\\,", ",").replace("TZID=Moscow, our own", 'TZID="Moscow, our own"'),
    ) == [(occurred, "held")]


def test_a_rule_is_expanded_with_its_exceptions_and_by_the_clock_of_its_zone(
    tmp_path: Path,
) -> None:
    assert held(
        tmp_path,
        "DTSTART;TZID=Europe/Berlin:20260320T100000",
        "RRULE:FREQ=WEEKLY;UNTIL=20260410T080000Z",
        "EXDATE:20260403T080000Z",
        "RDATE;TZID=Europe/Berlin:20260321T120000",
    ) == [
        ("2026-03-20T10:00+01:00", "held"),
        ("2026-03-21T12:00+01:00", "held"),
        ("2026-03-27T10:00+01:00", "held"),
        ("2026-04-10T10:00+02:00", "held"),
    ]


def test_what_lies_ahead_is_planned_up_to_a_horizon(tmp_path: Path) -> None:
    found = held(tmp_path, "DTSTART;VALUE=DATE:20261101", "RRULE:FREQ=MONTHLY")
    assert found[:2] == [("2026-11-01", "held"), ("2026-12-01", "planned")]
    assert found[-1][0] == "2027-05-01"


@pytest.mark.parametrize(
    ("lines", "course"),
    [
        (["STATUS:CANCELLED"], Course.CANCELLED),
        (["ATTENDEE;PARTSTAT=DECLINED:mailto:boss@us.example"], Course.CANCELLED),
        (
            [
                "ATTENDEE;PARTSTAT=DECLINED:mailto:boss@us.example",
                "ATTENDEE;PARTSTAT=ACCEPTED:mailto:me@us.example",
            ],
            Course.HELD,
        ),
        (["STATUS:TENTATIVE"], Course.HELD),
    ],
)
def test_cancelled_and_declined_meetings_did_not_take_place(
    tmp_path: Path, lines: list[str], course: Course
) -> None:
    (draft,) = drafts(read(tmp_path, calendar(event("DTSTART;VALUE=DATE:20260310", *lines))))
    assert draft.payload.course is course


def test_a_meeting_says_what_about_and_with_whom(tmp_path: Path) -> None:
    told = event(
        "DTSTART;VALUE=DATE:20260310", "LOCATION:Room\\, 5", "DESCRIPTION:Prices\\nand\x1b[2J dates"
    )
    (draft,) = drafts(read(tmp_path, calendar(told)))
    assert draft.payload.summary == "Weekly"
    assert draft.payload.text == "Room, 5\n\nPrices\nand[2J dates"
    assert draft.payload.people == (7,)


def test_a_meeting_without_a_title_is_called_the_same_in_any_language(tmp_path: Path) -> None:
    untitled = event("DTSTART;VALUE=DATE:20260310").replace("SUMMARY:Weekly\n", "")
    (draft,) = drafts(read(tmp_path, calendar(untitled)))
    assert draft.payload.summary == "–"


def test_a_moved_meeting_has_the_key_of_the_one_it_stands_for(tmp_path: Path) -> None:
    series = event("DTSTART;TZID=Europe/Berlin:20260320T100000", "RRULE:FREQ=WEEKLY;COUNT=2")
    moved = event("RECURRENCE-ID:20260327T090000Z", "DTSTART:20260328T090000Z")
    alone = [item for item in read(tmp_path, calendar(series)) if isinstance(item, Found)]
    both = [item for item in read(tmp_path, calendar(series, moved)) if isinstance(item, Found)]
    keys = [item.origin.key for item in alone]
    assert [item.origin.key for item in both] == keys
    assert both[1].origin.edition > alone[1].origin.edition
    assert [draft.occurred[:10] for draft in drafts(list(both))] == ["2026-03-20", "2026-03-28"]


def test_a_later_sequence_is_a_later_edition(tmp_path: Path) -> None:
    start = "DTSTART;VALUE=DATE:20260310"
    editions = [
        item.origin.edition
        for lines in ([], ["STATUS:CANCELLED"], ["SEQUENCE:1"])
        for item in read(tmp_path, calendar(event(start, *lines)))
        if isinstance(item, Found)
    ]
    assert editions == sorted(set(editions))


def test_an_event_of_others_is_counted_once_and_left(tmp_path: Path) -> None:
    others = event("DTSTART;VALUE=DATE:20260310", "RRULE:FREQ=DAILY", who="x@other.example")
    assert read(tmp_path, calendar(others)) == [Foreign("team.ics, event 1")]


@pytest.mark.parametrize(
    "rule",
    [
        "FREQ=SECONDLY",
        "FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30",
        "FREQ=DAILY;BYSETPOS=2;BYDAY=MO",
        "FREQ=DAILY;UNTIL=99991231T000000Z;INTERVAL=0",
    ],
)
def test_a_rule_that_no_meeting_has_is_refused_at_once(tmp_path: Path, rule: str) -> None:
    (item,) = read(tmp_path, calendar(event("DTSTART:19700101T000000", f"RRULE:{rule}")))
    assert isinstance(item, Refused)


def test_one_broken_event_spoils_no_other(tmp_path: Path) -> None:
    broken = "X\n" + event("DTSTART:one day", uid="2")
    sound = event("DTSTART;VALUE=DATE:20260310")
    data = calendar(ZONE, sound, broken, event(uid="3"), sound.replace("UID:1", "UID:4"))
    items = read(tmp_path, data)
    assert [type(item) for item in items] == [Found, Refused, Refused, Found]
    assert items[1].place == "team.ics, event 2"
    assert isinstance(items[1], Refused)
    assert str(items[1].reason) == "its DTSTART cannot be read: one day"


@pytest.mark.parametrize("data", [b"\x00\x01", b"", b"\n", b"Dear all", b"BEGIN:VCALENDAR\r\n"])
def test_what_is_no_calendar_is_refused_by_its_name(tmp_path: Path, data: bytes) -> None:
    (item,) = read(tmp_path, data)
    assert isinstance(item, Refused)
    assert item.place == "team.ics"


def test_folders_are_read_by_name_and_every_file_is_named(tmp_path: Path) -> None:
    for name in ("b.ics", "a.ICS", "c.txt"):
        (tmp_path / name).write_bytes(calendar(event("DTSTART;VALUE=DATE:20260310")))
    told = source(tmp_path)
    assert [item.place for item in told.items()] == ["a.ICS, event 1", "b.ics, event 1"]
    assert [file.name for file in told.files()] == ["a.ICS", "b.ics"]
    assert told.files()[0].sha256 == sha256((tmp_path / "a.ICS").read_bytes()).hexdigest()


def test_an_event_that_does_not_end_spoils_no_other(tmp_path: Path) -> None:
    sound = event("DTSTART;VALUE=DATE:20260310")
    cut = sound.replace("END:VEVENT\n", "")
    items = read(tmp_path, b"X\r\n" + calendar(sound, cut, sound))
    assert [type(item) for item in items] == [Found, Refused, Found]


def test_a_file_that_ends_too_early_says_so(tmp_path: Path) -> None:
    sound = event("DTSTART;VALUE=DATE:20260310")
    items = read(tmp_path, calendar(sound, sound)[:-40])
    assert [type(item) for item in items] == [Found, Refused]


def test_a_folder_is_read_past_what_is_no_file(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.ics")
    (tmp_path / "folder.ics").mkdir()
    (tmp_path / "gone.ics").symlink_to(tmp_path / "nowhere")
    (tmp_path / "z.ics").write_bytes(calendar(event("DTSTART;VALUE=DATE:20260310")))
    items = list(source(tmp_path).items())
    assert [(item.place, type(item)) for item in items] == [
        ("gone.ics", Refused),
        ("pipe.ics", Refused),
        ("z.ics, event 1", Found),
    ]


@pytest.mark.parametrize(
    ("older", "newer"),
    [
        (["SEQUENCE:1"], ["SEQUENCE:2"]),
        (["LAST-MODIFIED:20260101T000000Z"], ["LAST-MODIFIED:20260101T000100Z"]),
        (["SEQUENCE:1", "LAST-MODIFIED:20260101T000100Z"], ["SEQUENCE:2"]),
        (["STATUS:CANCELLED"], ["LAST-MODIFIED:20260101T000000Z"]),
        (["SEQUENCE:7", "STATUS:CANCELLED"], ["RECURRENCE-ID:20260310T100000Z"]),
        ([], ["STATUS:CANCELLED"]),
    ],
)
def test_of_two_editions_the_same_holds_in_any_file(
    tmp_path: Path, older: list[str], newer: list[str]
) -> None:
    start = "DTSTART:20260310T100000Z"
    first, second = (
        item.origin
        for lines in (older, newer)
        for item in read(
            tmp_path,
            calendar(
                event(start, *lines)
                if any(line.startswith("RECURRENCE-ID") for line in lines)
                else event(start, "RDATE:20260310T100000Z", *lines)
            ),
        )
        if isinstance(item, Found)
    )
    assert first.key == second.key
    assert first.edition < second.edition


def test_of_two_that_differ_in_words_alone_one_holds(tmp_path: Path) -> None:
    start = "DTSTART:20260310T100000Z"
    one, other, same = (
        item.origin.edition
        for words in ("Room 5", "Room 6", "Room 5")
        for item in read(tmp_path, calendar(event(start, f"LOCATION:{words}")))
        if isinstance(item, Found)
    )
    assert one == same
    assert one != other


def test_what_a_series_says_is_short_in_each_of_its_meetings(tmp_path: Path) -> None:
    said = "DESCRIPTION:" + "x" * 50_000
    start = "DTSTART;VALUE=DATE:20260310"
    (once,) = drafts(read(tmp_path, calendar(event(start, said))))
    often = drafts(read(tmp_path, calendar(event(start, said, "RRULE:FREQ=DAILY;COUNT=2"))))
    assert (len(once.payload.text), [len(one.payload.text) for one in often]) == (
        20_000,
        [2_000, 2_000],
    )


def test_rules_that_take_too_long_are_refused_each_by_itself(tmp_path: Path) -> None:
    daily = event("DTSTART;VALUE=DATE:20060310", "RRULE:FREQ=DAILY")
    once = event("DTSTART;VALUE=DATE:20260310")
    items = read(tmp_path, calendar(*[daily] * 20, once))
    refused = [item.place for item in items if isinstance(item, Refused)]
    assert refused == [f"team.ics, event {number}" for number in range(13, 21)]
    assert isinstance(items[-1], Found)


@pytest.mark.skipif(not CASES.is_dir(), reason="the cases are not here")
def test_every_case_is_accounted_for() -> None:
    """Every event that icalendar finds is an item; of recurring ones, every meeting."""
    for path in sorted(CASES.rglob("*.ics")):
        items = list(source(path, theirs="example.com").items())
        drafts(items)
        places = {item.place for item in items}
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                found = Calendar.from_ical(path.read_bytes(), multiple=True)
        except ValueError:
            assert items, path
        else:
            told = sum(len(each.walk("VEVENT")) for each in found)
            # Of a calendar that does not end it finds no event.
            begun = path.read_bytes().count(b"BEGIN:VEVENT")
            assert len(places) == (told or begun if found else max(begun, 1)), path


def test_of_hours_that_no_place_has_only_the_day_is_said(tmp_path: Path) -> None:
    zone = ZONE.replace("+0300", "+2000")
    told = event('DTSTART;TZID="Moscow, our own":20260310T100000', "RRULE:FREQ=DAILY;COUNT=2")
    found = drafts(read(tmp_path, calendar(zone, told)))
    assert [draft.occurred for draft in found] == ["2026-03-10", "2026-03-11"]


def test_a_meeting_of_another_century_stops_no_other(tmp_path: Path) -> None:
    first, second = event("DTSTART:18500310T100000Z"), event("DTSTART:20260310T100000Z", uid="2")
    refused, found = read(tmp_path, calendar(first, second))
    assert isinstance(refused, Refused)
    assert isinstance(found, Found)
