from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from hashlib import sha256
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.trails import about, dump, lasting, opened, raw, workspace
from vendortrail.importers.item import Foreign, Found, Identify, Item, Refused
from vendortrail.projection import DERIVED_TABLES
from vendortrail.records.capture import Origin, SourceFile
from vendortrail.records.dealings import Touchpoint
from vendortrail.records.parties import Vendor
from vendortrail.records.promised import Segment
from vendortrail.records.record import Draft, Payload
from vendortrail.records.values import Channel, Direction
from vendortrail.refusal import Refusal
from vendortrail.sentences import say
from vendortrail.service import Trail, taking
from vendortrail.service.sources import Period


class Box:
    """A source of letters: what a mailbox would be, without the mail."""

    importer = "mail"
    label = "mail: box"
    people: tuple[str, ...] = ("anna@us.example",)
    covers_contact = True
    independent = False
    originals: tuple[bytes, ...] = ()

    def __init__(self, *letters: Item) -> None:
        self.letters = letters

    def files(self) -> tuple[SourceFile, ...]:
        return (SourceFile("box", sha256(b"").hexdigest(), 0),)

    def items(self) -> Iterator[Item]:
        return iter(self.letters)


def letter(
    name: str,
    on: str = "2026-03-01",
    edition: int = 0,
    answers: Iterable[str] = (),
    **fields: object,
) -> Found:
    def draft(_identify: Identify) -> Draft[Payload]:
        said = Touchpoint(Channel.MAIL, Direction.INCOMING, f"{name}.{edition}")
        return Draft(payload=said, occurred=on, vendor=1, source="mail: box", origin=origin)

    origin = Origin(f"mail:{name}", edition, tuple(f"mail:{key}" for key in answers))
    return Found(name, origin, draft, date.fromisoformat(on[:10]), **fields)  # type: ignore[arg-type]


@pytest.fixture
def trail(tmp_path: Path) -> Iterator[Trail]:
    with opened(workspace(tmp_path / "w")) as made:
        made.record(about(None, Vendor("Zvonar")))
        yield made


def said(trail: Trail) -> dict[str, str | None]:
    """Return the summary of every touchpoint, with that of the one it answers."""
    speaking = {record.identity: record for record in trail.every(Touchpoint, vendor=1)}
    return {
        record.payload.summary: None
        if record.payload.answers is None
        else speaking[record.payload.answers].payload.summary
        for record in speaking.values()
    }


def test_an_import_accounts_for_every_item(trail: Trail) -> None:
    refused = Refused("3", say("no such day"))
    taken = trail.take_in(Box(letter("1"), Foreign("2", date(2026, 3, 9)), refused), vendor=1)
    receipt = taken.receipt
    assert (receipt.read, receipt.recorded, receipt.others, receipt.refused) == (3, 1, 1, 1)
    assert [(item.place, item.reason) for item in receipt.refusals] == [("3", "no such day")]
    assert (receipt.first, receipt.last) == ("2026-03-01", "2026-03-09")
    assert trail.receipts(1) == (taken.record,)
    assert list(trail.verify()) == []


def test_what_is_on_record_is_not_recorded_again(trail: Trail) -> None:
    trail.take_in(Box(letter("1"), letter("2"), letter("1")), vendor=1)
    receipt = trail.take_in(Box(letter("2"), letter("3")), vendor=1).receipt
    assert (receipt.recorded, receipt.known) == (1, 1)
    assert said(trail) == {"1.0": None, "2.0": None, "3.0": None}


def test_a_newer_edition_takes_the_place_of_an_older_one_and_never_the_other_way(
    trail: Trail,
) -> None:
    trail.take_in(Box(letter("1", edition=1)), vendor=1)
    receipt = trail.take_in(Box(letter("1", edition=2), letter("1")), vendor=1).receipt
    assert (receipt.changed, receipt.known) == (1, 1)
    assert said(trail) == {"1.2": None}


def test_what_was_taken_back_or_corrected_by_a_person_stays_so(trail: Trail) -> None:
    trail.take_in(Box(letter("1"), letter("2")), vendor=1)
    first, second = trail.every(Touchpoint, vendor=1)
    trail.take_back(first.identity, reason="it was not theirs")
    trail.correct(
        second.identity, reason="a call", payload=Touchpoint(Channel.CALL, Direction.MUTUAL, "x")
    )
    receipt = trail.take_in(Box(letter("1"), letter("2")), vendor=1).receipt
    assert receipt.known == 2
    assert said(trail) == {"x": None}
    assert list(trail.verify()) == []


def test_what_a_person_took_back_is_recorded_anew_once_its_source_says_something_else(
    trail: Trail,
) -> None:
    trail.take_in(Box(letter("1", edition=1)), vendor=1)
    (mistaken,) = trail.every(Touchpoint, vendor=1)
    trail.take_back(mistaken.identity, reason="it was not theirs")
    assert trail.take_in(Box(letter("1")), vendor=1).receipt.known == 1
    receipt = trail.take_in(Box(letter("1", edition=2)), vendor=1).receipt
    assert (receipt.recorded, receipt.changed, receipt.refused) == (1, 0, 0)
    assert said(trail) == {"1.2": None}
    assert trail.take_in(Box(letter("1", edition=2)), vendor=1).receipt.known == 1
    assert list(trail.verify()) == []


@pytest.mark.parametrize("together", [True, False])
def test_nothing_answers_what_was_taken_back(trail: Trail, together: bool) -> None:
    trail.take_in(Box(letter("1")), vendor=1)
    (mistaken,) = trail.every(Touchpoint, vendor=1)
    trail.take_back(mistaken.identity, reason="it was not theirs")
    answers = [letter("2", answers=["1"]), letter("3", answers=["2", "1"])]
    for box in [answers] if together else [[it] for it in answers]:
        assert trail.take_in(Box(*box), vendor=1).receipt.refused == 0
    assert said(trail) == {"2.0": None, "3.0": "2.0"}


def test_a_trial_says_the_same_and_records_nothing(trail: Trail) -> None:
    box = Box(letter("1", originals=(b"letter",)), Foreign("2", waiting=b"waits"))
    before = dump(trail.workspace, "ledger", *DERIVED_TABLES)
    tried = trail.take_in(box, vendor=1, dry_run=True)
    assert tried.record is None
    assert dump(trail.workspace, "ledger", *DERIVED_TABLES) == before
    assert not trail.workspace.evidence.exists()
    assert trail.take_in(box, vendor=1).receipt == tried.receipt


def test_originals_are_evidence_and_what_waits_is_handed_to_the_next_import(trail: Trail) -> None:
    trail.take_in(
        Box(letter("1", originals=(b"letter",)), Foreign("2", waiting=b"waits")), vendor=1
    )
    (record,) = trail.every(Touchpoint, vendor=1)
    assert trail.evidence.read(record.evidence[0]) == b"letter"
    assert trail.waiting("mail", 1) == (b"waits",)
    assert trail.waiting("calendar", 1) == ()


def test_lost_originals_of_what_is_on_record_are_kept_again(trail: Trail) -> None:
    first, second = letter("1", originals=(b"one",)), letter("2", originals=(b"two", b"drawing"))
    trail.take_in(Box(first, second), vendor=1)
    kept = set(trail.evidence.files())
    assert len(kept) == 3
    for path in kept:
        path.unlink()
    trail.take_in(Box(first, second), vendor=1, dry_run=True)
    assert not set(trail.evidence.files())
    assert trail.take_in(Box(first, second), vendor=1).receipt.known == 2
    assert set(trail.evidence.files()) == kept
    assert trail.verify() == ()


def test_an_original_that_no_record_rests_on_is_not_kept(trail: Trail) -> None:
    trail.take_in(Box(letter("1", originals=(b"one",))), vendor=1)
    kept = set(trail.evidence.files())
    for path in kept:
        path.unlink()
    trail.take_in(Box(letter("1", originals=(b"another text",))), vendor=1)
    assert not set(trail.evidence.files())


def test_one_bad_item_never_stops_the_rest(trail: Trail, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(taking, "_CHUNK", 8)

    def nobody(_identify: Identify) -> Draft[Payload]:
        return about(77, Touchpoint(Channel.MAIL, Direction.INCOMING, "nobody's"))

    def lost(identify: Identify) -> Draft[Payload]:
        return about(1, Segment("s", 1, "call"), agreement=identify("ocds:lost"))

    bad = [
        Found("future", Origin("mail:f"), letter("f", "2999-01-01").draft),
        Found("nobody", Origin("mail:n"), nobody),
        Found("lost", Origin("mail:l"), lost),
    ]
    letters = [letter(str(number)) for number in range(20)]
    receipt = trail.take_in(Box(*letters[:9], *bad, *letters[9:]), vendor=1).receipt
    assert (receipt.recorded, receipt.refused) == (20, 3)
    assert {item.place for item in receipt.refusals} == {"future", "nobody", "lost"}
    assert list(trail.verify()) == []


def test_what_cannot_be_read_at_all_leaves_nothing(trail: Trail) -> None:
    class Torn(Box):
        def items(self) -> Iterator[Item]:
            yield letter("1")
            raise Refusal("torn")

    with pytest.raises(Refusal, match="torn"):
        trail.take_in(Torn(), vendor=1)
    assert said(trail) == {}


def test_a_vendor_on_record_is_not_recorded_twice(trail: Trail) -> None:
    vendor = Found("v", Origin("ocds:v"), lambda _: about(None, Vendor("ZVONAR")))

    def theirs(identify: Identify) -> Draft[Payload]:
        return about(identify("ocds:v"), Touchpoint(Channel.MAIL, Direction.INCOMING, "x"))

    receipt = trail.take_in(Box(vendor, Found("t", Origin("ocds:t"), theirs))).receipt
    assert (receipt.known, receipt.recorded) == (1, 1)
    assert said(trail) == {"x": None}


def test_a_person_may_say_what_a_source_covers(trail: Trail) -> None:
    period = Period(date(2026, 1, 1), date(2026, 6, 30))
    receipt = trail.take_in(Box(letter("1")), vendor=1, covers=period).receipt
    assert (receipt.first, receipt.last) == ("2026-01-01", "2026-06-30")


LETTERS = (
    letter("a", "2026-01-01"),
    letter("b", "2026-01-02", answers=["a"]),
    letter("c", "2026-01-03", answers=["b", "a"]),
    letter("d", "2026-01-04", 1, answers=["lost", "c"]),
    letter("d", "2026-01-04"),
    letter("e", "2026-01-05", answers=["e", "d"]),
)
WHOLE = {"a.0": None, "b.0": "a.0", "c.0": "b.0", "d.1": "c.0", "e.0": "d.1"}


@settings(max_examples=40, deadline=None)
@given(st.permutations(LETTERS), st.lists(st.integers(1, 5), max_size=3), st.booleans())
def test_any_order_and_any_parts_give_the_same_trail(
    letters: list[Found], cuts: list[int], again: bool
) -> None:
    with opened(lasting()) as trail:
        trail.record(about(None, Vendor("Zvonar")))
        edges = [0, *sorted(cuts), len(letters)]
        for first, last in pairwise(edges):
            trail.take_in(Box(*letters[first:last]), vendor=1)
        if again:
            trail.take_in(Box(*letters), vendor=1)
        assert said(trail) == WHOLE
        assert list(trail.verify()) == []


def test_keys_are_found_by_their_index(trail: Trail) -> None:
    with raw(trail.workspace) as connection:
        (plan,) = connection.execute(
            "EXPLAIN QUERY PLAN SELECT identity FROM origin WHERE key = 'x'"
        ).fetchall()
    assert "origin_by_key" in plan[3]
