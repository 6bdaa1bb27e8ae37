"""A calendar taken in, beside the icalendar parser alone over the same file."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

from icalendar import Calendar

from tests.bench.ledgers import DAYS, TEXTS, Ledgers, begin
from tests.bench.measuring import Measured, clocked, taking_turns
from vendortrail.records.parties import Vendor
from vendortrail.service import Workspace

_EVENTS = 2_000
_ROUNDS = 5
#: How many of a hundred events are with the vendor.
_SHARES = (5, 30, 100)
_THEIRS = "zvonar.example"


def measure(ledgers: Ledgers) -> Iterator[Measured]:
    """Yield whole imports of a calendar: read, expanded, recorded, the originals kept."""
    for share in _SHARES:
        path = ledgers.folder / f"calendar-{share}.ics"
        path.write_bytes(_calendar(share))
        data = path.read_bytes()

        def bare(data: bytes = data) -> None:
            Calendar.from_ical(data, multiple=True)

        def ours(path: Path = path) -> None:
            shutil.rmtree(ledgers.folder / "calendar", ignore_errors=True)
            trail, (vendor,) = begin(Workspace(ledgers.folder / "calendar"), 1)
            with trail:
                whose = trail.find(Vendor, f"#{vendor}")
                source = trail.open_calendar([path], whose, theirs=[_THEIRS])
                if trail.take_in(source, vendor=vendor).receipt.read != _EVENTS:
                    raise AssertionError("events were lost")

        taken = taking_turns(_ROUNDS, {"bare": clocked(bare), "ours": clocked(ours)})
        what = f"calendar of {_EVENTS:,} events, {share} percent the vendor's"
        yield Measured(what, taken["ours"], taken["bare"], 2)


def _calendar(share: int) -> bytes:
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//bench//"]
    for number in range(_EVENTS):
        day = DAYS[number * len(DAYS) // _EVENTS]
        begins = datetime.combine(day, datetime.min.time()) + timedelta(hours=9)
        domain = _THEIRS if number % 100 < share else "other.example"
        lines += [
            "BEGIN:VEVENT",
            f"UID:{number}@bench",
            f"DTSTAMP:{begins:%Y%m%dT%H%M%SZ}",
            f"DTSTART;TZID=Europe/Berlin:{begins:%Y%m%dT%H%M%S}",
            f"DTEND;TZID=Europe/Berlin:{begins + timedelta(hours=1):%Y%m%dT%H%M%S}",
            f"SUMMARY:{TEXTS[number % len(TEXTS)].replace(';', '')}",
            "ORGANIZER;CN=Olga:mailto:olga@buyer.example",
            f"ATTENDEE;CN=Ivan;PARTSTAT=ACCEPTED:mailto:ivan@{domain}",
            "ATTENDEE;CN=Anna;PARTSTAT=NEEDS-ACTION:mailto:anna@buyer.example",
            "LOCATION:Room 5",
            "DESCRIPTION:What was agreed\\, and what is open",
            "STATUS:CONFIRMED",
            "SEQUENCE:0",
            "END:VEVENT",
        ]
    return "\r\n".join([*lines, "END:VCALENDAR", ""]).encode()
