"""What an append costs does not grow with what was recorded before it."""

from __future__ import annotations

from tests import trails
from tests.trails import about
from vendortrail.records.dealings import Touchpoint
from vendortrail.records.parties import Agreement, Vendor
from vendortrail.records.record import Draft
from vendortrail.records.values import Channel, Direction
from vendortrail.service import Workspace


def test_no_table_that_grows_with_every_word_is_read_whole(empty: Workspace) -> None:
    with trails.opened(empty) as trail:
        trail.record_all(
            [
                about(None, Vendor("Zvonar")),
                about(1, Agreement("Calls")),
                trails.touchpoint(1, "2026-03-03"),
                trails.touchpoint(1, "2026-05-03"),
            ]
        )
        connection = trail._connection
        asked: list[str] = []
        connection.set_trace_callback(asked.append)
        reply = Touchpoint(Channel.MAIL, Direction.OUTGOING, "a word", answers=3)
        trail.record(Draft(payload=reply, occurred="2026-04-04", vendor=1, agreement=2))
        connection.set_trace_callback(None)
        looked_up = [sql for sql in asked if sql.startswith(("SELECT", "DELETE", "UPDATE"))]
        steps = {
            f"{step}: {sql}"
            for sql in looked_up
            for _, _, _, step in connection.execute(f"EXPLAIN QUERY PLAN {sql}")
        }
    assert len(looked_up) > 5
    growing = tuple(f"SCAN {table}:" for table in ("entry", "touchpoint", "silence_gap"))
    assert [step for step in steps if step.startswith(growing)] == []
