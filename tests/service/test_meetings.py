"""Editions of an event, in whatever order they come: one says which meetings there are."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import permutations
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.importers.calendar.test_calendar import calendar, event
from tests.trails import about, lasting, opened, workspace
from vendortrail.records.dealings import Touchpoint
from vendortrail.records.parties import Vendor
from vendortrail.records.values import Channel, Course, Direction
from vendortrail.service import Trail
from vendortrail.words import words

WEEKLY = "DTSTART:20260302T100000Z"
WHOLE = event(WEEKLY, "RRULE:FREQ=WEEKLY;COUNT=4")
SHORTER = event(WEEKLY, "RRULE:FREQ=WEEKLY;UNTIL=20260310T000000Z", "SEQUENCE:1")
WITHOUT = event(WEEKLY, "RRULE:FREQ=WEEKLY;COUNT=4", "EXDATE:20260316T100000Z", "SEQUENCE:2")
LONGER = event(WEEKLY, "RRULE:FREQ=WEEKLY;COUNT=5", "SEQUENCE:3", "LOCATION:Room 5")
NOTHING = event(
    WEEKLY, "RRULE:FREQ=WEEKLY;COUNT=1", "EXDATE:20260302T100000Z", "SEQUENCE:4", "LOCATION:Nowhere"
)
TUESDAYS = event("DTSTART:20260303T100000Z", "RRULE:FREQ=WEEKLY;COUNT=4", "SEQUENCE:5")
ONCE = event("DTSTART:20260305T100000Z", "SEQUENCE:6")
MOVED = event("RECURRENCE-ID:20260309T100000Z", "DTSTART:20260311T100000Z")
OTHERS_COPY = event(WEEKLY, "RRULE:FREQ=WEEKLY;COUNT=3", "SEQUENCE:1")
MARCH = ("03-02", "03-09", "03-16", "03-23")


@pytest.fixture
def trail(tmp_path: Path) -> Iterator[Trail]:
    with opened(workspace(tmp_path / "w")) as made:
        made.record(about(None, Vendor("Zvonar", domains=("zvonar.example",))))
        yield made


def take_in(trail: Trail, *events: str) -> None:
    path = trail.workspace.folder / "team.ics"
    path.write_bytes(calendar(*events))
    vendor = trail.find(Vendor, "Zvonar")
    trail.take_in(trail.open_calendar([path], vendor), vendor=vendor.identity)


def courses(trail: Trail) -> dict[str, str]:
    """Return what became of the meetings, by their days."""
    return {
        record.occurred[5:10]: record.payload.course.value
        for record in sorted(trail.every(Touchpoint, vendor=1), key=lambda it: it.occurred)
    }


def told(trail: Trail) -> list[str]:
    """Return all that the meetings say, without numbers, files and evidence."""
    records = trail.every(Touchpoint, vendor=1)
    return sorted(f"{record.occurred} {record.payload} {record.origin}" for record in records)


def outcome(files: Sequence[Sequence[str]]) -> list[str]:
    with opened(lasting()) as trail:
        trail.record(about(None, Vendor("Zvonar", domains=("zvonar.example",))))
        for events in files:
            take_in(trail, *events)
        assert list(trail.verify()) == []
        return told(trail)


@pytest.mark.parametrize("order", [(WHOLE, SHORTER), (SHORTER, WHOLE), (SHORTER, WHOLE, SHORTER)])
def test_what_a_series_was_shortened_by_did_not_take_place(
    trail: Trail, order: Sequence[str]
) -> None:
    for each in order:
        take_in(trail, each)
    held = dict.fromkeys(MARCH[:2], "held")
    assert courses(trail) == held | dict.fromkeys(MARCH[2:], "cancelled")
    assert [str(word.first)[5:] for word in words(trail.history(1))] == list(held)


def test_an_exception_cancels_a_meeting_that_some_file_told_of(trail: Trail) -> None:
    take_in(trail, WITHOUT)
    assert courses(trail) == dict.fromkeys((*MARCH[:2], MARCH[3]), "held")
    take_in(trail, WHOLE)
    assert courses(trail)["03-16"] == "cancelled"
    take_in(trail, LONGER)
    assert courses(trail) == dict.fromkeys((*MARCH, "03-30"), "held")


def test_a_series_that_became_another_leaves_no_meeting_behind(trail: Trail) -> None:
    take_in(trail, WHOLE)
    take_in(trail, ONCE)
    assert courses(trail) == dict.fromkeys(MARCH, "cancelled") | {"03-05": "held"}


def test_a_series_of_which_nothing_is_left_is_known_to_be_off(trail: Trail) -> None:
    take_in(trail, NOTHING)
    take_in(trail, LONGER)
    assert set(courses(trail).values()) == {"cancelled"}


def test_a_moved_meeting_stays_when_its_series_is_shortened(trail: Trail) -> None:
    short = event(WEEKLY, "RRULE:FREQ=WEEKLY;COUNT=1", "SEQUENCE:7")
    take_in(trail, WHOLE, MOVED)
    take_in(trail, short)
    assert courses(trail)["03-11"] == "held"


def test_editions_of_which_one_says_again_what_an_earlier_one_said() -> None:
    start = "DTSTART:20260302T100000Z"
    first, second, again = (
        event(start, f"LOCATION:Room {room}", f"SEQUENCE:{number}")
        for number, room in enumerate((5, 6, 5))
    )
    for files in (
        ([first], [again], [second]),
        ([first, again], [second]),
        ([second, again, first],),
    ):
        assert "Room 5" in outcome(files)[0]
    assert (
        len(
            {str(outcome([[it] for it in order])) for order in permutations((first, second, again))}
        )
        == 1
    )


def test_what_a_person_said_of_a_meeting_is_not_taken_back_by_a_shorter_series(
    trail: Trail,
) -> None:
    take_in(trail, WHOLE)
    by_day = {record.occurred[5:10]: record for record in trail.every(Touchpoint, vendor=1)}
    call = Touchpoint(Channel.CALL, Direction.MUTUAL, "by phone", course=Course.HELD)
    trail.correct(by_day["03-16"].identity, reason="it was a call", payload=call)
    trail.take_back(by_day["03-23"].identity, reason="it was somebody else's")
    take_in(trail, SHORTER)
    assert courses(trail) == dict.fromkeys(MARCH[:3], "held")


def test_an_event_with_two_vendors_is_a_meeting_with_each(trail: Trail) -> None:
    trail.record(about(None, Vendor("Northline", domains=("northline.example",))))
    both = event(WEEKLY, "ATTENDEE:mailto:bo@northline.example")
    take_in(trail, both)
    other = trail.find(Vendor, "Northline")
    path = trail.workspace.folder / "team.ics"
    for _ in range(2):
        trail.take_in(trail.open_calendar([path], other), vendor=other.identity)
    assert len(trail.every(Touchpoint, vendor=1)) == 1
    assert len(trail.every(Touchpoint, vendor=other.identity)) == 1


def test_of_an_event_in_two_calendars_the_first_that_is_read_is_the_evidence(
    trail: Trail,
) -> None:
    take_in(trail, WHOLE)
    ours = {record.identity: record.evidence for record in trail.every(Touchpoint, vendor=1)}
    take_in(trail, WHOLE, event("DTSTART:20260401T100000Z", uid="2"))
    theirs = {record.identity: record.evidence for record in trail.every(Touchpoint, vendor=1)}
    assert len(theirs) == len(ours) + 1
    assert theirs | ours == theirs


EDITIONS = (
    *(WHOLE, SHORTER, WITHOUT, LONGER, NOTHING, TUESDAYS, ONCE, MOVED, OTHERS_COPY),
    event(WEEKLY, "RRULE:FREQ=WEEKLY;COUNT=4", "SEQUENCE:6", "STATUS:CANCELLED"),
    event(WEEKLY, "RRULE:FREQ=WEEKLY;COUNT=4", "SEQUENCE:8", "LOCATION:Room 5"),
    event("RECURRENCE-ID:20260316T100000Z", "DTSTART:20260317T100000Z", "SEQUENCE:7"),
    event("RECURRENCE-ID:20260316T100000Z", "DTSTART:20260318T100000Z", "STATUS:CANCELLED"),
)


@given(
    files=st.lists(
        st.lists(st.sampled_from(EDITIONS), min_size=1, max_size=3), min_size=2, max_size=4
    ),
    data=st.data(),
)
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_editions_in_any_order_and_any_files_are_the_same_meetings(
    files: list[list[str]], data: st.DataObject
) -> None:
    together = outcome([[each for events in files for each in events]])
    shuffled = data.draw(st.permutations(files))
    again = data.draw(st.lists(st.sampled_from(files), max_size=2))
    assert outcome([*shuffled, *again]) == together
