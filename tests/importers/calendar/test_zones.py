"""Time zones that a calendar file defines."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from icalendar import Timezone

from tests.importers.calendar.test_calendar import calendar, drafts, event, read
from vendortrail.importers.calendar.zones import Zones

BERLIN = """BEGIN:VTIMEZONE
TZID:Here
BEGIN:DAYLIGHT
DTSTART:{spring}
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
END:DAYLIGHT
BEGIN:STANDARD
DTSTART:{autumn}
RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
END:STANDARD
END:VTIMEZONE
"""
SINCE_1996 = BERLIN.format(spring="19960331T020000", autumn="19961027T030000")
FROM_WINDOWS = BERLIN.format(spring="16010325T020000", autumn="16011028T030000")
TEN = "DTSTART;TZID=Here:20260310T100000"


def fixed(offset: str, *lines: str) -> str:
    told = ("DTSTART:19700101T000000", f"TZOFFSETFROM:{offset}", f"TZOFFSETTO:{offset}", *lines)
    part = "\n".join(("BEGIN:STANDARD", *told, "END:STANDARD"))
    return f"BEGIN:VTIMEZONE\nTZID:Here\n{part}\nEND:VTIMEZONE\n"


def occurred(folder: Path, *parts: str) -> list[str]:
    return [draft.occurred for draft in drafts(read(folder, calendar(*parts)))]


@pytest.mark.parametrize("written", [SINCE_1996, FROM_WINDOWS])
def test_clocks_show_what_the_rules_say(written: str) -> None:
    """Every quarter of an hour of some days, back and forth, is that of the zone meant."""
    known = ZoneInfo("Europe/Berlin")
    zone = Zones().create_timezone(Timezone.from_ical(written))
    for day in (datetime(2026, month, 1, tzinfo=UTC) for month in range(1, 13)):
        for moment in (day, *_around(datetime(2026, 3, 29, tzinfo=UTC))):
            assert moment.astimezone(zone).replace(tzinfo=None) == (
                moment.astimezone(known).replace(tzinfo=None)
            )
    for moment in _around(datetime(2026, 10, 25, tzinfo=UTC)):
        shown = moment.astimezone(zone)
        assert shown.utcoffset() == moment.astimezone(known).utcoffset()
        assert shown.astimezone(UTC) == moment
        assert shown.fold == moment.astimezone(known).fold


def _around(day: datetime) -> list[datetime]:
    return [day + timedelta(minutes=15 * number) for number in range(16)]


def test_before_the_first_change_clocks_show_standard_time(tmp_path: Path) -> None:
    past = TEN.replace("2026", "1990")
    assert occurred(tmp_path, SINCE_1996, event(past)) == ["1990-03-10T10:00+01:00"]


def test_a_zone_is_that_of_its_own_file(tmp_path: Path) -> None:
    assert occurred(tmp_path, fixed("+0500"), event(TEN)) == ["2026-03-10T10:00+05:00"]
    assert occurred(tmp_path, fixed("+0900"), event(TEN)) == ["2026-03-10T10:00+09:00"]


@pytest.mark.parametrize(
    "zone",
    [
        "",
        fixed("+0300", "RRULE:FREQ=SECONDLY"),
        fixed("+0300", "RRULE:FREQ=YEARLY;BYDAY=MO;BYHOUR=1,2,3;BYMINUTE=1,2,3,4,5,6,7,8,9"),
        fixed("+9959"),
        "BEGIN:VTIMEZONE\nTZID:Here\nEND:VTIMEZONE\n",
    ],
)
def test_in_a_zone_that_nobody_knows_only_the_day_is_said(tmp_path: Path, zone: str) -> None:
    assert occurred(tmp_path, zone, event(TEN)) == ["2026-03-10"]


@pytest.mark.parametrize("name", ["Europe", "../../etc/passwd", "a" * 250])
def test_a_name_that_is_no_zone_is_nothing_but_that(tmp_path: Path, name: str) -> None:
    assert occurred(tmp_path, event(TEN.replace("Here", name))) == ["2026-03-10"]


def test_a_name_without_end_is_refused(tmp_path: Path) -> None:
    assert occurred(tmp_path, event(TEN.replace("Here", "/a" * 5_000))) == []
