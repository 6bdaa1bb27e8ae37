"""How the kept silences are found in the file, and kept up with what is recorded."""

from __future__ import annotations

import sqlite3
from contextlib import suppress
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests import trails
from tests.trails import about
from vendortrail import silences
from vendortrail.records.dealings import Touchpoint
from vendortrail.records.housekeeping import Correction
from vendortrail.records.parties import Vendor
from vendortrail.records.promised import Promise
from vendortrail.records.record import Draft
from vendortrail.records.values import Channel, Course, Debtor, Direction, Manner, Side
from vendortrail.refusal import Refusal
from vendortrail.service import Trail, Workspace


def test_words_are_read_from_an_index_alone(empty: Workspace) -> None:
    with trails.opened(empty) as trail:
        connection = trail._connection
        asked: list[str] = []
        connection.set_trace_callback(asked.append)
        silences.found(connection, 1)
        connection.set_trace_callback(None)
        plans = [_plan(connection, sql) for sql in asked if "FROM touchpoint " in sql]
    assert plans == ["SEARCH touchpoint USING COVERING INDEX touchpoint_of_vendor (vendor=?)"]


def _plan(connection: sqlite3.Connection, sql: str) -> str:
    ((_, _, _, step),) = connection.execute(f"EXPLAIN QUERY PLAN {sql}")
    return str(step)


# A few days close together and far apart, so that words meet on them, split gaps and join blocks.
_DAYS = [date(2026, 1, 5) + timedelta(n) for n in (0, 1, 6, 7, 8, 14, 15, 21, 29, 30, 36, 60)]
_MOMENTS = st.sampled_from(_DAYS).flatmap(
    lambda day: st.sampled_from(
        [f"{day}"] * 6
        + [f"{day}T09:30+03:00", f"{day}T18:00Z", f"{day}~", f"[..{day}]", f"[{day}..]"]
        + [f"[{day}..{day + timedelta(20)}]", f"{day:%Y-%m}"]
    )
)
_TOUCHPOINTS = st.builds(
    Touchpoint,
    channel=st.just(Channel.MAIL),
    direction=st.sampled_from(Direction),
    summary=st.just("a word"),
    manner=st.sampled_from([Manner.PERSONAL] * 4 + [Manner.AUTOMATIC, Manner.TEMPLATE]),
    course=st.sampled_from([Course.HELD] * 6 + [Course.PLANNED]),
    asks=st.booleans(),
    owes=st.none() | st.none() | st.sampled_from(Debtor),
    answers=st.none() | st.just(3),
)
_PROMISES = st.builds(
    Promise, text=st.just("soon"), by=st.sampled_from(Side), due=st.sampled_from(_DAYS).map(str)
)
_CORRECTED = st.sampled_from([None] * 5 + [3, 4, 5, 6])
_SAID = st.one_of(*[_TOUCHPOINTS] * 7, _PROMISES, st.just(Correction())).flatmap(
    lambda payload: st.builds(
        lambda moment, other: Draft(
            payload=payload,
            occurred=moment,
            vendor=1,
            supersedes=3 if payload == Correction() else other,
            reason="it was otherwise",
        ),
        _MOMENTS,
        _CORRECTED,
    )
)


def _begun(folder: Path) -> Trail:
    trail = trails.opened(trails.workspace(folder / "one"))
    trail.record_all(
        [
            about(None, Vendor("Zvonar")),
            about(None, Vendor("Northline")),
            about(1, Touchpoint(Channel.CALL, Direction.INCOMING, "a word"), "2026-01-05"),
        ]
    )
    return trail


def _kept(trail: Trail) -> list[tuple[object, ...]]:
    rows = trail._connection.execute("SELECT * FROM silence_gap WHERE vendor = 1 ORDER BY 2")
    return rows.fetchall()


def _fit(told: list[list[Draft[Any]]]) -> None:
    with TemporaryDirectory() as folder, _begun(Path(folder)) as trail:
        for drafts in told:
            with suppress(Refusal):
                trail.record_all(drafts)
            assert _kept(trail) == silences.rows(trail._connection, 1)


_STORIES = st.lists(st.lists(_SAID, min_size=1, max_size=3), min_size=1, max_size=12)


@settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow])
@given(told=_STORIES)
def test_fitted_word_by_word_they_are_those_of_all_words(told: list[list[Draft[Any]]]) -> None:
    _fit(told)


@pytest.mark.long
@settings(max_examples=2_000, suppress_health_check=[HealthCheck.too_slow])
@given(told=_STORIES)
def test_fitted_they_are_those_of_all_words_in_many_a_trail(told: list[list[Draft[Any]]]) -> None:
    _fit(told)


def test_a_word_on_a_known_day_is_fitted_in_without_a_look_at_all(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with _begun(tmp_path) as trail:
        trail.record(trails.touchpoint(1, "2026-06-01"))
        monkeypatch.setattr(silences, "found", None)
        trail.record(trails.touchpoint(1, "2026-03-01"))  # within a gap
        trail.record(trails.touchpoint(1, "2026-03-03"))  # behind it, too soon for another
        trail.record(trails.touchpoint(1, "2026-03-02"))  # where no gap is
        trail.record(trails.touchpoint(1, "2026-06-01"))  # on the last day
        trail.record(trails.touchpoint(1, "2026-07-01"))  # after all
        trail.record(
            about(
                1,
                Touchpoint(
                    Channel.MAIL, Direction.INCOMING, "out of office", manner=Manner.AUTOMATIC
                ),
                "2026-05-01",
            )
        )
        starts = "SELECT date(start_day * 86400, 'unixepoch') FROM silence_gap ORDER BY 1"
        days = [day for (day,) in trail._connection.execute(starts)]
        assert days == ["2026-01-05", "2026-03-03", "2026-06-01", "2026-07-01"]
        monkeypatch.undo()
        assert _kept(trail) == silences.rows(trail._connection, 1)
        assert trail.verify() == ()
