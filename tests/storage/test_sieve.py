"""What the sieve lets through need not be looked at; what it holds back is looked at closely."""

from pathlib import Path

from tests import trails
from vendortrail import sieve
from vendortrail.records.dealings import Touchpoint
from vendortrail.service import Workspace, demo


def test_plain_touchpoints_are_let_through_and_all_else_is_held_back(tmp_path: Path) -> None:
    with demo.build(Workspace(tmp_path / "demo")) as trail:
        connection = trail._connection
        (size,) = connection.execute("SELECT count(*) FROM ledger").fetchone()
        held_back = set(sieve.held_back(connection, 1, size))
        plain = {record.seq for record in trail.every(Touchpoint) if record.seq == record.identity}
    assert plain
    assert held_back == set(range(1, size + 1)) - plain


def test_what_was_corrected_or_has_no_known_day_is_held_back(everything: Workspace) -> None:
    with trails.opened(everything) as trail:
        connection = trail._connection
        let_through = {seq for (seq,) in connection.execute("SELECT seq FROM ledger")} - set(
            sieve.held_back(connection, 1, 1_000)
        )
        for seq in let_through:
            record = trail.get(seq)
            assert isinstance(record.payload, Touchpoint)
            assert record.when.is_exact
            assert len(trail.versions(record.identity)) == 1
