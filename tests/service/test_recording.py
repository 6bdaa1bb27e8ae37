"""Records join the trail only if what they say of other records is so."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from tests import trails
from tests.trails import about, touchpoint
from vendortrail.cleaning import clean
from vendortrail.records.dealings import Claim, Expectation, Offer, Touchpoint
from vendortrail.records.housekeeping import Correction
from vendortrail.records.parties import Agreement, Contact, Vendor
from vendortrail.records.promised import (
    Delivery,
    Promise,
    Segment,
    TermAnswer,
    TermProposal,
)
from vendortrail.records.record import Draft, Payload, encode
from vendortrail.records.values import Answer, Side
from vendortrail.refusal import FieldRefusal, Refusal, StorageFailure
from vendortrail.service import Trail, Workspace, appending, recording

CASES = Path(__file__).parents[3] / "shared" / "cases"


@pytest.fixture
def trail(empty: Workspace) -> Iterator[Trail]:
    with trails.opened(empty) as opened:
        yield opened


@pytest.fixture
def zvonar(trail: Trail) -> int:
    return trail.record(about(None, Vendor("Zvonar"))).seq


@pytest.fixture
def northline(trail: Trail) -> int:
    return trail.record(about(None, Vendor("Northline"))).seq


def tell(trail: Trail, vendor: int | None, payload: Payload, **more: Any) -> int:
    return trail.record(about(vendor, payload, **more)).identity


# Names of other records.


def test_a_vendor_must_be_there(trail: Trail) -> None:
    with pytest.raises(FieldRefusal, match="record #7, named here, is no vendor") as refused:
        tell(trail, 7, Expectation("speed"))
    assert refused.value.field == "vendor"


def test_what_is_named_must_be_of_the_kind(trail: Trail, zvonar: int) -> None:
    person = tell(trail, zvonar, Contact("Anna", Side.VENDOR))
    with pytest.raises(FieldRefusal, match=f"record #{person}, named here, is no offer"):
        tell(trail, zvonar, Claim(person, "cheaper"))
    with pytest.raises(FieldRefusal, match=f"record #{person}, named here, is no agreement"):
        tell(trail, zvonar, Segment("All", 1, "call"), agreement=person)


def test_what_is_named_must_be_of_the_vendor(trail: Trail, zvonar: int, northline: int) -> None:
    offer = tell(trail, northline, Offer("Again"))
    with pytest.raises(FieldRefusal, match=f"#{offer}, named here, belongs to another vendor"):
        tell(trail, zvonar, Claim(offer, "cheaper"))
    deal = tell(trail, northline, Agreement("Calls"))
    with pytest.raises(FieldRefusal, match=f"#{deal}, .* another vendor") as refused:
        tell(trail, zvonar, Segment("All", 1, "call"), agreement=deal)
    assert refused.value.field == "agreement"


def test_what_is_agreed_is_named_within_its_agreement(trail: Trail, zvonar: int) -> None:
    deal, other = (tell(trail, zvonar, Agreement(title)) for title in ("One", "Two"))
    segment = tell(trail, zvonar, Segment("All", 10, "call"), agreement=deal)
    proposal = tell(trail, zvonar, TermProposal("price", Side.US, "less"), agreement=deal)
    answer = TermAnswer(proposal, Answer.ACCEPTED, Side.VENDOR)
    for payload, named in ((Delivery(segment, 3), segment), (answer, proposal)):
        with pytest.raises(FieldRefusal, match=f"#{named}, named here, belongs to another agr"):
            tell(trail, zvonar, payload, agreement=other)
        tell(trail, zvonar, payload, agreement=deal)


def test_our_own_people_are_named_by_every_vendor(
    trail: Trail, zvonar: int, northline: int
) -> None:
    ours = tell(trail, None, Contact("Olga", Side.US))
    for vendor in (zvonar, northline):
        trail.record(touchpoint(vendor, "2026-03-03", people=(ours,)))


def test_a_draft_may_name_those_before_it_and_not_those_after(trail: Trail, zvonar: int) -> None:
    offer, claim = (
        about(zvonar, Offer("Again")),
        about(zvonar, Claim(zvonar + 1, "cheaper")),
    )
    with pytest.raises(FieldRefusal, match="is no offer"):
        trail.record_all([about(zvonar, Claim(zvonar + 2, "cheaper")), offer])
    assert [record.seq for record in trail.record_all([offer, claim])] == [zvonar + 1, zvonar + 2]


def test_a_touchpoint_is_recorded_with_what_was_promised_in_it_or_not_at_all(
    trail: Trail, zvonar: int
) -> None:
    call = touchpoint(zvonar, "2026-03-01")
    promise = Promise("soon", Side.VENDOR, "2026-04-01")
    said, promised = trail.record_said(call, about(zvonar, promise))
    assert promised.payload == replace(promise, touchpoint=said.seq)
    with pytest.raises(FieldRefusal, match="is no contact"):
        trail.record_said(call, about(zvonar, replace(promise, contact=zvonar)))
    assert [record.seq for record in trail.every(Touchpoint)] == [said.seq]


@pytest.mark.parametrize("chunk", [1, 2, 5_000])
def test_chunks_make_no_difference(
    chunk: int, trail: Trail, zvonar: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(recording, "CHUNK", chunk)
    monkeypatch.setattr(appending, "_BULK", 3)
    drafts: list[Draft[Any]] = [
        about(zvonar, Offer("Again")),
        about(zvonar, Claim(zvonar + 1, "cheaper")),
        about(zvonar, Offer("Once more"), supersedes=zvonar + 1, reason="its title"),
        about(zvonar, Claim(zvonar + 1, "quicker")),
        about(zvonar, Correction(), supersedes=zvonar + 2, reason="nobody said so"),
    ]
    assert trail.record_many(drafts) == 5
    with pytest.raises(FieldRefusal, match="no record #3 to correct"):
        trail.record(about(zvonar, Claim(2, "x"), supersedes=zvonar + 2, reason="again"))
    assert trail.verify() == ()
    assert [o.payload.title for o in trail.every(Offer)] == ["Once more"]
    assert [c.payload.text for c in trail.every(Claim)] == ["quicker"]


# Corrections.


def test_a_correction_keeps_identity_and_what_it_does_not_change(trail: Trail, zvonar: int) -> None:
    deal = tell(trail, zvonar, Agreement("Calls"), private=False)
    segment = tell(trail, zvonar, Segment("All", 10, "call"), agreement=deal, private=False)
    first = trail.correct(segment, reason="more", payload=Segment("All", 20, "call"))
    second = trail.correct(first.seq, reason="earlier", occurred="2026-02-01")
    assert first.identity == second.identity == segment
    assert (second.vendor, second.agreement, second.private) == (zvonar, deal, False)
    assert (second.payload, second.occurred) == (Segment("All", 20, "call"), "2026-02-01")
    assert [s.seq for s in trail.every(Segment)] == [second.seq]
    assert trail.verify() == ()


def test_only_the_same_kind_takes_the_place(trail: Trail, zvonar: int) -> None:
    offer = tell(trail, zvonar, Offer("Again"))
    with pytest.raises(FieldRefusal, match=f"#{offer} is of the kind “offer”; only another"):
        trail.correct(offer, reason="no", payload=Expectation("speed"))


def test_a_number_that_is_no_identity_is_not_superseded(trail: Trail, zvonar: int) -> None:
    offer = tell(trail, zvonar, Offer("Again"))
    newer = trail.correct(offer, reason="its title", payload=Offer("Anew"))
    with pytest.raises(FieldRefusal, match=f"there is no record #{newer.seq} to correct"):
        tell(trail, zvonar, Offer("New"), supersedes=newer.seq, reason="again")


@pytest.mark.parametrize("seq", [0, -1, 99, 2**53, 2**63, 10**30])
def test_a_number_that_is_not_there_is_refused(seq: int, trail: Trail, zvonar: int) -> None:
    assert zvonar == 1
    for ask in (trail.get, lambda seq: trail.take_back(seq, reason="error")):
        with pytest.raises(Refusal, match=f"there is no record #{seq}"):
            ask(seq)


def test_what_was_taken_back_is_gone_for_good(trail: Trail, zvonar: int) -> None:
    offer = tell(trail, zvonar, Offer("Again"))
    back = trail.take_back(offer, reason="a mistake")
    assert trail.every(Offer) == ()
    for act in (trail.take_back, trail.correct):
        with pytest.raises(Refusal, match=f"#{offer} was taken back in #{back.seq}"):
            act(offer, reason="again")
    with pytest.raises(FieldRefusal, match="is no offer"):
        tell(trail, zvonar, Claim(offer, "cheaper"))


def test_nothing_is_taken_back_while_others_rest_on_it(
    trail: Trail, zvonar: int, northline: int
) -> None:
    ours = tell(trail, None, Contact("Olga", Side.US))
    theirs = tell(trail, zvonar, Contact("Anna", Side.VENDOR))
    deal = tell(trail, zvonar, Agreement("Calls", signatories=(theirs,)))
    early = trail.record(touchpoint(northline, "2026-03-01")).seq
    call = trail.record(touchpoint(northline, "2026-03-03", people=(ours,))).seq
    segment = tell(trail, zvonar, Segment("All", 10, "call"), agreement=deal)
    promised = tell(trail, zvonar, Promise("soon", Side.VENDOR, "2026-04-01", segments=(segment,)))
    younger = tell(trail, northline, Contact("Ivan", Side.VENDOR))
    answered = trail.get(early).payload
    assert isinstance(answered, Touchpoint)
    named_late = trail.correct(
        early,
        reason="who",
        payload=Touchpoint(answered.channel, answered.direction, "a word", people=(younger,)),
    )
    for rested_on, by in (
        (zvonar, theirs),
        (ours, call),
        (theirs, deal),
        (deal, segment),
        (segment, promised),
        (younger, named_late.seq),
    ):
        with pytest.raises(FieldRefusal, match=f"#{rested_on} cannot .* while #{by} rests on it"):
            trail.take_back(rested_on, reason="a mistake")
    trail.take_back(promised, reason="a mistake")
    trail.take_back(segment, reason="a mistake")
    trail.take_back(call, reason="a mistake")
    trail.take_back(ours, reason="a mistake")
    trail.take_back(deal, reason="a mistake")
    trail.take_back(theirs, reason="a mistake")
    trail.take_back(zvonar, reason="a mistake")
    assert trail.verify() == ()


def test_nothing_moves_to_another_vendor(trail: Trail, zvonar: int, northline: int) -> None:
    offer = tell(trail, zvonar, Offer("Again"))
    ours = tell(trail, None, Contact("Olga", Side.US))
    for moved in (
        about(northline, Offer("Again"), supersedes=offer, reason="it was the other"),
        about(northline, Correction(), supersedes=offer, reason="it was the other"),
        about(northline, Contact("Olga", Side.VENDOR), supersedes=ours, reason="not ours"),
    ):
        with pytest.raises(FieldRefusal, match="is not this vendor's; take it back there"):
            trail.record(moved)


def test_a_contact_may_turn_out_to_be_ours(trail: Trail, zvonar: int, northline: int) -> None:
    theirs = tell(trail, zvonar, Contact("Olga", Side.VENDOR))
    ours = about(None, Contact("Olga", Side.US), supersedes=theirs, reason="she is ours")
    trail.record(ours)
    for vendor in (zvonar, northline):
        assert [c.payload.side for c in trail.history(vendor).of(Contact)] == [Side.US]
        trail.record(touchpoint(vendor, "2026-03-03", people=(theirs,)))
    assert trail.verify() == ()


def test_within_one_append_it_is_no_different(trail: Trail, zvonar: int) -> None:
    offer = zvonar + 1
    with pytest.raises(FieldRefusal, match=f"#{offer} cannot be taken back while #{offer + 1}"):
        trail.record_all(
            [
                about(zvonar, Offer("Again")),
                about(zvonar, Claim(offer, "cheaper")),
                about(zvonar, Correction(), supersedes=offer, reason="a mistake"),
            ]
        )
    with pytest.raises(FieldRefusal, match="is no offer"):
        trail.record_all(
            [
                about(zvonar, Offer("Again")),
                about(zvonar, Correction(), supersedes=offer, reason="a mistake"),
                about(zvonar, Claim(offer, "cheaper")),
            ]
        )


# Records from elsewhere.


def test_records_are_loaded_as_they_stand(empty: Workspace, everything: Workspace) -> None:
    with trails.opened(everything) as told, trails.opened(empty) as other:
        for path in everything.evidence.rglob("*"):
            if path.is_file():
                other.keep_evidence(path)
        size = len(trails.dump(everything, "ledger")["ledger"])
        other.load(encode(told.get(seq)) for seq in range(1, size + 1))
        assert other.verify() == ()
    assert trails.dump(empty, "ledger") == trails.dump(everything, "ledger")


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"seq": 5}, "only the next record"),
        ({"occurred": "some day"}, "not a date"),
        ({"vendor": None}, "which vendor"),
        ({"vendor": 9}, "is no vendor"),
        ({"payload": {"kind": "poem"}}, "this is not a record"),
    ],
)
def test_records_that_do_not_fit_are_not_loaded(
    wrong: dict[str, object], said: str, trail: Trail, zvonar: int
) -> None:
    with trails.opened(trail.workspace) as other:
        body = json.loads(encode(other.record(about(zvonar, Offer("Again")))))
    changed = json.dumps({**body, "seq": 3, "id": "x", **wrong}).encode()
    with pytest.raises(Refusal, match=said):
        trail.load([changed])
    with pytest.raises(Refusal, match="no record #3"):
        trail.get(3)


# Texts.


def naughty_strings() -> list[str]:
    path = CASES / "text" / "blns.json"
    if not path.exists():
        pytest.skip("the collection of naughty strings is not beside the checkout")
    return [text for text in json.loads(path.read_text("utf-8")) if clean(text).strip()]


def test_naughty_strings_are_kept_clean_and_read_back(trail: Trail, zvonar: int) -> None:
    texts = naughty_strings()
    trail.record_many(about(zvonar, Expectation(text)) for text in texts)
    kept = [expectation.payload.text for expectation in trail.every(Expectation)]
    assert kept == [clean(text) for text in texts]
    assert len(kept) > 400
    assert trail.verify() == ()


HARMFUL = [
    ("a\rb", "a\nb"),
    ("a\r\nb", "a\nb"),
    ("a\bb", "ab"),
    ("a\fb\u2028c", "a\nb\nc"),
    ("a\0b", "ab"),
    ("\x1b[31mred", "[31mred"),
    ("a\x7fb", "ab"),
    ("a\x9b31mb", "a31mb"),
    ("safe\u202egpj.exe", "safegpj.exe"),
    ("half \ud83d", "half "),
    ("и\u0306", "й"),
    ("кириллица", "кириллица"),
    ("C:\\readme\\u0041\\b", "C:\\readme\\u0041\\b"),
    ("tab\tand\nline", "tab\tand\nline"),
]


@pytest.mark.parametrize(("text", "kept"), HARMFUL)
def test_every_text_of_a_record_is_cleaned(text: str, kept: str, trail: Trail, zvonar: int) -> None:
    record = trail.record(about(zvonar, Offer(text, note=text), source=text))
    again = trail.correct(record.seq, reason=text)
    assert again.payload == Offer(kept, note=kept)
    assert (again.reason, record.source) == (kept, kept)
    assert trail.get(again.seq) == again
    assert trail.verify() == ()


def test_what_is_empty_once_cleaned_is_refused(trail: Trail, zvonar: int) -> None:
    with pytest.raises(FieldRefusal, match="may not be empty"):
        tell(trail, zvonar, Offer("\x1b\u202e"))
    offer = tell(trail, zvonar, Offer("Again"))
    with pytest.raises(FieldRefusal, match="say why"):
        trail.correct(offer, reason="\x1b")


@given(text=st.text(min_size=1))
def test_whatever_is_typed_comes_back_clean(text: str) -> None:
    trail = shared()
    if not clean(text).strip():
        with pytest.raises(Refusal):
            trail.record(about(1, Expectation(text)))
        return
    record = trail.record(about(1, Expectation(text), source=text))
    assert record.payload == Expectation(clean(text))
    assert trail.get(record.seq) == record


_SHARED: list[Trail] = []


def shared() -> Trail:
    if not _SHARED:
        _SHARED.append(trails.opened(trails.lasting()))
        _SHARED[0].record(about(None, Vendor("Zvonar")))
    return _SHARED[0]


def test_storage_is_not_blamed_for_a_wrong_record(trail: Trail) -> None:
    with pytest.raises(Refusal) as refused:
        tell(trail, 7, Expectation("speed"))
    assert not isinstance(refused.value, StorageFailure)
