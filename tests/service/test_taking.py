from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from tests.service.test_importing import Box, letter, said
from tests.storage import schema
from tests.trails import about, opened, raw, workspace
from vendortrail import origins
from vendortrail.importers.item import Found, Item
from vendortrail.records.parties import Vendor
from vendortrail.refusal import Refusal
from vendortrail.service import appending, taking


def sizes(*items: Found) -> list[int]:
    return [len(chunk) for chunk in taking.chunks(items)]


def test_an_original_that_items_share_is_in_memory_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(taking, "_CHUNK_BYTES", 10)
    one, other = bytes(6), bytes(range(6))
    shared = [letter(str(n), originals=(one,)) for n in range(3)]
    assert sizes(*shared, letter("x", originals=(other,)), letter("y")) == [4, 1]
    # In the next chunk it is carried anew.
    again = [letter(str(n), originals=(original,)) for n, original in enumerate((one, other) * 2)]
    assert sizes(*again) == [2, 2]
    assert sizes(letter("a", originals=(one, other)), *shared) == [1, 3]


def test_a_chunk_has_a_bounded_number_of_items(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(taking, "_CHUNK", 2)
    assert sizes(*(letter(str(n)) for n in range(5))) == [2, 2, 1]


class Register(Box):
    """A source whose items stand alone."""

    independent = True


@pytest.fixture
def at_once(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Let few items be many; return up to which numbers keys were looked for."""
    monkeypatch.setattr(taking, "_CHUNK", 2)
    monkeypatch.setattr(appending, "_BULK", 2)
    looked_back: list[int] = []
    look_back = origins.look_back

    def looking(connection: sqlite3.Connection, last: int) -> None:
        look_back(connection, last)
        looked_back.append(last)

    monkeypatch.setattr(origins, "look_back", looking)
    return looked_back


def test_what_was_there_is_found_while_much_comes_at_once(
    tmp_path: Path, at_once: list[int]
) -> None:
    letters = [letter(str(n)) for n in range(16)]
    with opened(workspace(tmp_path / "w")) as trail:
        trail.record(about(None, Vendor("Zvonar")))
        before = schema.dump(trail.workspace.database)
        receipts = [
            trail.take_in(Register(*some), vendor=1).receipt
            # The second time the letters that are there come last.
            for some in (letters[:5], letters[::-1], letters)
        ]
        counts = [(receipt.recorded, receipt.known) for receipt in receipts]
        assert counts == [(5, 0), (11, 5), (0, 16)]
        assert at_once == [1, 7]
        assert schema.dump(trail.workspace.database) == before
        assert len(said(trail)) == 16
        assert trail.verify() == ()


def test_an_import_that_ends_early_leaves_keys_to_be_found(
    tmp_path: Path, at_once: list[int]
) -> None:
    def torn() -> Iterator[Item]:
        yield from whole
        raise Refusal("torn")

    whole = [letter(str(n)) for n in range(8)]

    with opened(workspace(tmp_path / "w")) as trail:
        trail.record(about(None, Vendor("Zvonar")))
        before = schema.dump(trail.workspace.database)
        trail.take_in(Register(*whole), vendor=1, dry_run=True)
        source = Register()
        source.items = torn  # type: ignore[method-assign]
        with pytest.raises(Refusal, match="torn"):
            trail.take_in(source, vendor=1)
        assert len(at_once) == 2
        assert schema.dump(trail.workspace.database) == before
        assert said(trail) == {}


def test_keys_of_before_are_found_by_an_index(tmp_path: Path) -> None:
    asked: list[str] = []
    with opened(workspace(tmp_path / "w")) as trail:
        trail.record(about(None, Vendor("Zvonar")))
        trail.take_in(Box(*(letter(str(n)) for n in range(3))), vendor=1)
        with closing(raw(trail.workspace)) as connection:
            origins.look_back(connection, 3)
            connection.set_trace_callback(asked.append)
            # The first letter is #2.
            keys = [f"mail:{n}" for n in range(3)]
            found = origins.known(connection, keys, 1, last=3)
            assert {key: known.identity for key, known in found.items()} == {
                "mail:0": 2,
                "mail:1": 3,
            }
            connection.set_trace_callback(None)
            plan = connection.execute(f"EXPLAIN QUERY PLAN {asked[0]}").fetchall()
    assert any("origin_by_early_key" in step for *_, step in plan)
