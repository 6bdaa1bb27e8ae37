"""What the sieve lets through need not be looked at; what it holds back is looked at closely."""

from contextlib import closing
from pathlib import Path

import pytest

from tests import trails
from tests.trails import about
from vendortrail import sieve
from vendortrail.records.capture import Origin
from vendortrail.records.dealings import Touchpoint
from vendortrail.records.parties import Vendor
from vendortrail.records.record import Draft
from vendortrail.records.values import Channel, Course, Debtor, Direction, Manner
from vendortrail.service import Trail, Workspace, demo


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


WORD = Touchpoint(
    Channel.MAIL,
    Direction.INCOMING,
    'They said: "no",\\ then\tnothing — ни слова',
    text="Line\nafter line 📞",
    manner=Manner.TEMPLATE,
    course=Course.CANCELLED,
    asks=True,
    answers=3,
    owes=Debtor.US,
    tone=-1,
    purpose_stated=False,
    prepared=True,
)
DRAFTS: list[Draft[Touchpoint]] = [
    about(1, WORD, "2026-03-03T23:59+03:00"),
    about(1, Touchpoint(Channel.CALL, Direction.OUTGOING, "a word"), "2026-03-03"),
    Draft(
        payload=WORD,
        occurred="2026-03-04T00:00:00Z",
        vendor=1,
        private=False,
        source="mail: inbox.mbox",
        origin=Origin("mail:<1@x>", 2, ("mail:<0@x>",)),
        reason="said on the telephone",
    ),
]


def _recorded(made: Workspace) -> Trail:
    trail = trails.opened(made)
    trail.record_all([about(None, Vendor("Zvonar")), about(None, Vendor("Northline"))])
    trail.record(trails.touchpoint(1, "2026-03-02"))
    trail.record_all(DRAFTS)
    return trail


def test_whatever_a_touchpoint_says_it_is_let_through(empty: Workspace) -> None:
    with _recorded(empty) as trail:
        assert sieve.held_back(trail._connection, 1, 100) == [1, 2]


@pytest.mark.parametrize(
    "change",
    [
        # Values that would write the same bytes if they were put in as they are.
        """touchpoint SET manner = 'template","owes":"us', owes = NULL""",
        """touchpoint SET people = '[],"prepared":true', prepared = NULL""",
        """touchpoint SET people = '[ ]'""",
        "touchpoint SET asks = 2",
        "touchpoint SET prepared = 7",
        "touchpoint SET people = people || char(0)",
        "touchpoint SET summary = summary || char(0)",
        "touchpoint SET summary = summary || ' '",
        "touchpoint SET minute = 1439 + 1440, first_day = first_day - 1",
        "entry SET minute = minute + 1440",
        "entry SET minute = -2",
        "entry SET day = day + 9000000000",
        "entry SET private = NOT private",
        "entry SET private = 2",
        "entry SET agreement = 1",
        "entry SET vendor = 2",
        'origin SET answers = \'["mail:<0@x>"],"edition":2\', edition = 0',
        "origin SET edition = 3",
        "origin SET key = 'mail:<2@x>'",
        "origin SET seq = 5",
    ],
)
def test_a_changed_row_is_held_back(change: str, empty: Workspace) -> None:
    with _recorded(empty) as trail, closing(trails.raw(empty)) as connection:
        table = change.partition(" ")[0]
        key = "seq" if table == "entry" else "identity"
        seqs = {seq for (seq,) in connection.execute(f"SELECT {key} FROM {table} WHERE {key} > 3")}
        with connection:
            connection.execute(f"UPDATE {change} WHERE {key} > 3")
        assert seqs
        assert seqs <= set(sieve.held_back(trail._connection, 1, 100))


def test_a_row_without_its_origin_and_an_origin_too_many_are_held_back(empty: Workspace) -> None:
    with _recorded(empty) as trail, closing(trails.raw(empty)) as connection:
        with connection:
            connection.execute("DELETE FROM origin")
            connection.execute("INSERT INTO origin VALUES (5, 5, 'x', 0, '[]')")
        assert sieve.held_back(trail._connection, 1, 100) == [1, 2, 5, 6]


def test_a_text_that_looks_like_the_ledger_does_not_deceive(empty: Workspace) -> None:
    """The bytes that the rows would be worth stand in the record, but as somebody's words."""
    with _recorded(empty) as trail, closing(trails.raw(empty)) as connection:
        (body,) = connection.execute("SELECT body FROM ledger WHERE seq = 5").fetchone()
        lie = trails.touchpoint(2, "2026-01-01", summary=body)
        number = trail.record(lie).seq
        with connection:
            for table, key in (("touchpoint", "identity"), ("entry", "seq")):
                columns = [
                    name for _, name, *_ in connection.execute(f"PRAGMA table_info({table})")
                ]
                same = ", ".join(
                    f"{name} = (SELECT {name} FROM {table} WHERE {key} = 5)"
                    for name in columns
                    if name not in {"identity", "seq"}
                )
                connection.execute(f"UPDATE {table} SET {same} WHERE {key} = ?", (number,))
        assert number in sieve.held_back(trail._connection, 1, 100)
