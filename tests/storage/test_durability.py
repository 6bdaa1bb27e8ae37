"""What was acknowledged is there: whoever is killed, and however many append at once."""

from __future__ import annotations

import os
import random
import signal
import time
from contextlib import closing
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path

import pytest

from tests import trails
from vendortrail import projection
from vendortrail.records.parties import Vendor
from vendortrail.refusal import FieldRefusal, Refusal, StorageFailure
from vendortrail.service import Workspace

FORK = get_context("fork")


def _append_for_ever(folder: Path, acknowledged: Connection) -> None:
    with trails.opened(Workspace(folder)) as trail:
        while True:
            one = trail.record(trails.touchpoint(1, "2026-03-03"))
            acknowledged.send([(one.seq, one.id)])
            trail.correct(one.seq, reason="again", occurred="2026-03-04")
            several = trail.record_all(trails.touchpoint(1, f"2026-0{n}-01") for n in range(3, 9))
            acknowledged.send([(record.seq, record.id) for record in several])


def _killed_at_some_moment(made: Workspace, moment: random.Random) -> list[tuple[int, str]]:
    """Return the number and id of every record that a process heard of before it was killed."""
    ours, theirs = FORK.Pipe(duplex=False)
    child = FORK.Process(target=_append_for_ever, args=(made.folder, theirs))
    child.start()
    theirs.close()
    heard = []
    for _ in range(moment.randrange(4)):
        heard += ours.recv()
    time.sleep(moment.random() / 50)
    assert child.pid is not None
    os.kill(child.pid, signal.SIGKILL)
    child.join()
    try:
        while True:
            heard += ours.recv()
    except EOFError:
        return heard


def _survives(made: Workspace, rounds: int) -> None:
    with trails.opened(made) as trail:
        trail.record(trails.about(None, Vendor("Zvonar")))
    everything = 0
    for seed in range(rounds):
        heard = _killed_at_some_moment(made, random.Random(seed))
        everything += len(heard)
        with trails.opened(made) as trail:
            assert [trail.get(seq).id for seq, _ in heard] == [name for _, name in heard]
            assert trail.verify() == ()
    assert everything > rounds


def test_no_acknowledged_record_is_lost_to_a_kill(empty: Workspace) -> None:
    _survives(empty, 10)


@pytest.mark.long
def test_no_acknowledged_record_is_lost_to_two_hundred_kills(empty: Workspace) -> None:
    _survives(empty, 200)


def _append_some(folder: Path, vendor: int, number: int) -> None:
    with trails.opened(Workspace(folder)) as trail:
        for place in range(number):
            draft = trails.touchpoint(vendor, "2026-03-03", summary=f"{vendor}: {place}")
            trail.record(draft)


def test_processes_that_append_at_once_neither_fork_nor_lose(empty: Workspace) -> None:
    processes, each = 4, 50
    with trails.opened(empty) as trail:
        for number in range(processes):
            trail.record(trails.about(None, Vendor(f"Vendor {number}")))
    children = [
        FORK.Process(target=_append_some, args=(empty.folder, vendor, each))
        for vendor in range(1, processes + 1)
    ]
    for child in children:
        child.start()
    for child in children:
        child.join()
    assert [child.exitcode for child in children] == [0] * processes
    with trails.opened(empty) as trail:
        assert trail.verify() == ()
        total = processes * (each + 1)
        found = [trail.get(seq) for seq in range(1, total + 1)]
        assert [record.seq for record in found] == list(range(1, total + 1))
        said = [getattr(record.payload, "summary", "") for record in found]
        for vendor in range(1, processes + 1):
            assert [text for text in said if text.startswith(f"{vendor}: ")] == [
                f"{vendor}: {place}" for place in range(each)
            ]
        with pytest.raises(Refusal, match=f"no record #{total + 1}"):
            trail.get(total + 1)


def test_verify_sees_one_state_while_others_append(empty: Workspace) -> None:
    with trails.opened(empty) as trail:
        trail.record(trails.about(None, Vendor("Zvonar")))
        ours, theirs = FORK.Pipe(duplex=False)
        child = FORK.Process(target=_append_for_ever, args=(empty.folder, theirs))
        child.start()
        try:
            for _ in range(60):
                assert trail.verify() == ()
        finally:
            child.kill()
            child.join()
            ours.close()


def test_what_does_not_read_back_the_same_is_not_committed(empty: Workspace) -> None:
    with closing(trails.raw(empty)) as connection:
        connection.execute("DROP TRIGGER ledger_never_changed")
        connection.execute(
            "CREATE TRIGGER liar AFTER INSERT ON ledger "
            "BEGIN UPDATE ledger SET body = body || ' ' WHERE seq = new.seq; END"
        )
    with trails.opened(empty) as trail:
        with pytest.raises(StorageFailure, match="does not read back the same"):
            trail.record(trails.about(None, Vendor("Zvonar")))
        with pytest.raises(Refusal, match="no record #1"):
            trail.get(1)
    assert trails.dump(empty, "ledger", "entry", "vendor") == {
        "ledger": [], "entry": [], "vendor": []
    }  # fmt: skip


def test_a_refused_draft_takes_the_others_with_it(empty: Workspace) -> None:
    with trails.opened(empty) as trail:
        trail.record(trails.about(None, Vendor("Zvonar")))
        before = trails.dump(empty, "ledger", *projection.DERIVED_TABLES)
        with pytest.raises(FieldRefusal, match="record #77, named here, is no vendor"):
            trail.record_all(
                [trails.touchpoint(1, "2026-03-03"), trails.touchpoint(77, "2026-03-03")]
            )
    assert trails.dump(empty, "ledger", *projection.DERIVED_TABLES) == before


def test_a_record_stands_in_the_ledger_and_in_its_table_at_once(empty: Workspace) -> None:
    with trails.opened(empty) as trail:
        trail.record(trails.about(None, Vendor("Zvonar")))
        trail.record(trails.touchpoint(1, "2026-03-03"))
    found = trails.dump(empty, "ledger", "entry", "vendor", "touchpoint", "silence_gap")
    assert {table: len(rows) for table, rows in found.items()} == {
        "ledger": 2, "entry": 2, "vendor": 1, "touchpoint": 1, "silence_gap": 1
    }  # fmt: skip
