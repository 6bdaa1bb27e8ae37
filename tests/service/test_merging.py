"""Two that are one are read as if they had never been two; taking that back leaves no trace."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from tests import trails
from tests.trails import about
from vendortrail import projection
from vendortrail.importers.item import Found, Item
from vendortrail.records.capture import Origin, SourceFile
from vendortrail.records.dealings import Expectation, Pulse, Touchpoint
from vendortrail.records.parties import Agreement, Contact, Sameness, Vendor
from vendortrail.records.promised import Delivery, Promise, Segment
from vendortrail.records.record import Draft, Payload, Record
from vendortrail.records.values import Channel, Direction, Level, Party, Side, Subject
from vendortrail.refusal import FieldRefusal, Refusal
from vendortrail.service import Trail, Workspace

# What every trail here begins with: vendors 1 and 2, a person of each, an agreement of each with a
# segment of each.
ONE, OTHER = 1, 2
PERSON = {ONE: 3, OTHER: 4}
DEAL = {ONE: 5, OTHER: 6}
SEGMENT = {ONE: 7, OTHER: 8}
MERGER = about(ONE, Sameness(Party.VENDOR, OTHER, ONE, "one company"))

whose = st.sampled_from([ONE, OTHER])
days = st.integers(0, 300).map(lambda number: (date(2026, 1, 1) + timedelta(number)).isoformat())


@st.composite
def dealings(draw: st.DrawFn) -> Draft[Any]:
    """Something that happened with one of the two vendors."""
    vendor, day = draw(whose), draw(days)
    people = draw(st.sampled_from([(), (PERSON[vendor],)]))
    touchpoint = Touchpoint(
        draw(st.sampled_from(Channel)),
        draw(st.sampled_from(Direction)),
        "a word",
        people=people,
        asks=draw(st.booleans()),
    )
    promise = Promise(
        "a report", draw(st.sampled_from(Side)), draw(days), contact=people[0] if people else None
    )
    payloads: list[Payload] = [
        touchpoint,
        touchpoint,
        promise,
        Expectation("round the clock"),
        Pulse(draw(st.integers(0, 10)), Level.MANAGEMENT, Subject.PARTNER),
        Delivery(SEGMENT[vendor], 3),
    ]
    payload = draw(st.sampled_from(payloads))
    agreement = DEAL[vendor] if isinstance(payload, Delivery) else None
    return about(vendor, payload, day, agreement=agreement)


def beginning() -> list[Draft[Any]]:
    drafts = [about(None, Vendor("Zvonar")), about(None, Vendor("Zvonar Ltd"))]
    drafts += [about(it, Contact(f"Person {it}", Side.VENDOR), "2026-01-01") for it in (ONE, OTHER)]
    drafts += [
        about(it, Agreement(f"Calls {it}", signatories=(PERSON[it],)), "2026-01-01")
        for it in (ONE, OTHER)
    ]
    drafts += [
        about(it, Segment(f"Dormant {it}", 30, "call"), "2026-01-01", agreement=DEAL[it])
        for it in (ONE, OTHER)
    ]
    return drafts


def told_of_one(drafts: list[Draft[Any]]) -> list[Draft[Any]]:
    """The same with the same numbers, had there only been one vendor of the two all the time."""
    mere = [about(None, Vendor("Northline")) if it.payload == Vendor("Zvonar Ltd") else it
            for it in drafts]  # fmt: skip
    told = [replace(it, vendor=ONE) if it.vendor == OTHER else it for it in mere]
    return [about(OTHER, Expectation("nothing")) if it is MERGER else it for it in told]


def person(trail: Trail, vendor: int | None, contact: Contact) -> Record[Contact]:
    return trail.find(Contact, f"#{trail.record(about(vendor, contact)).seq}")


def recorded(folder: str, name: str, drafts: list[Draft[Any]], *, at_once: bool) -> Workspace:
    made = trails.workspace(Path(folder) / name)
    with trails.opened(made) as trail:
        if at_once:
            trail.record_all(drafts)
        else:
            for draft in drafts:
                trail.record(draft)
    return made


def derived(made: Workspace, but: tuple[int, ...] = ()) -> dict[str, list[tuple[object, ...]]]:
    """Return every derived row, but for the entries of some records."""
    found = trails.dump(made, *projection.DERIVED_TABLES)
    found["entry"] = [row for row in found["entry"] if row[0] not in but]
    return found


def read(trail: Trail) -> object:
    """Return all that is told of the first vendor."""
    return (
        trail.review(ONE).findings,
        trail.silences(ONE, 7),
        [line for line in trail.portfolio() if line.vendor == ONE],
        trail.digest(ONE).last_spoken,
        [it for it in trail.timeline(ONE) if hasattr(it, "gap")],
    )


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(told=st.lists(dealings(), max_size=12), place=st.integers(0, 12), at_once=st.booleans())
def test_what_is_found_is_what_is_found_of_one_whenever_the_two_are_merged(
    told: list[Draft[Any]], place: int, at_once: bool
) -> None:
    drafts = [*beginning(), *told[:place], MERGER, *told[place:]]
    with TemporaryDirectory() as folder:
        merged = recorded(folder, "merged", drafts, at_once=at_once)
        single = recorded(folder, "single", told_of_one(drafts), at_once=True)
        with trails.opened(merged) as trail, trails.opened(single) as other:
            assert read(trail) == read(other)
            assert trail.verify() == ()
            before = derived(merged)
            trail.rebuild()
            assert derived(merged) == before


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(told=st.lists(dealings(), max_size=8), since=st.lists(dealings(), max_size=4))
def test_to_merge_and_split_leaves_what_was_there(
    told: list[Draft[Any]], since: list[Draft[Any]]
) -> None:
    with TemporaryDirectory() as folder:
        drafts = [*beginning(), *told]
        made = recorded(folder, "made", drafts, at_once=True)
        never = recorded(folder, "never", [*drafts, *since], at_once=True)
        with trails.opened(made) as trail, trails.opened(never) as other:
            before = derived(made)
            merger = trail.record(MERGER).seq
            back = trail.take_back(merger, reason="two companies").seq
            assert derived(made, (merger, back)) == before
            merger = trail.record(MERGER).seq
            # Told of whom it is now, by all that is known: it goes to whom it is about.
            trail.record_all([replace(it, vendor=ONE) if it.agreement else it for it in since])
            trail.take_back(merger, reason="two companies")
            assert trail.verify() == ()
            for vendor in (ONE, OTHER):
                ours, theirs = trail.review(vendor).findings, other.review(vendor).findings
                assert [it.finding.code for it in ours] == [it.finding.code for it in theirs]


def test_people_that_are_one_are_read_as_one(empty: Workspace) -> None:
    with trails.opened(empty) as trail:
        trail.record_all(beginning())
        again = person(trail, ONE, Contact("P. One", Side.VENDOR, mails=("p@one.example",)))
        said = trail.record(trails.touchpoint(ONE, "2026-03-01", people=(again.seq, PERSON[ONE])))
        known = trail.find(Contact, f"#{PERSON[ONE]}")
        merger = trail.merge(again, known, reason="so he writes")
        history = trail.history(ONE)
        assert history.named(said.seq, Touchpoint).payload.people == (PERSON[ONE],)
        assert trail.digest(ONE).last_spoken == {PERSON[ONE]: date(2026, 3, 1)}
        found = trail.find(Contact, "P. One")
        assert (found.identity, found.payload.aliases) == (PERSON[ONE], ("P. One",))
        assert trail.find(Contact, f"#{again.seq}").identity == PERSON[ONE]
        assert found.payload.mails == ("p@one.example",)
        assert trail.verify() == ()
        trail.take_back(trail.merged(Contact, "P. One").seq, reason="his brother")
        assert trail.find(Contact, "P. One").identity == again.seq
        with pytest.raises(Refusal, match=r"“P\. One” is merged into no other"):
            trail.merged(Contact, "P. One")
        with pytest.raises(Refusal, match="no contact is called"):
            trail.merged(Contact, "Bellman")
        assert merger.payload.same_as == PERSON[ONE]


def test_a_vendor_that_was_merged_leads_to_whom_it_is(empty: Workspace) -> None:
    with trails.opened(empty) as trail:
        trail.record_all([*beginning(), about(None, Vendor("Zvonar South"))])
        third = trail.find(Vendor, "Zvonar South")
        trail.merge(third, trail.find(Vendor, "Zvonar Ltd"), reason="a branch")
        trail.record(MERGER)
        assert [line.name for line in trail.portfolio()] == ["Zvonar"]
        assert [vendor.identity for vendor in trail.every(Vendor)] == [ONE]
        for name in ("Zvonar South", f"#{third.seq}", "#2", "Zvonar Ltd"):
            assert trail.find(Vendor, name).identity == ONE
        assert trail.history(third.seq).name == "Zvonar"
        # What is recorded of whom it is stays with the one whose agreement it is of.
        more = about(ONE, Segment("More", 3, "call"), "2026-02-01", agreement=DEAL[OTHER])
        assert trail.record(more).vendor == OTHER
        with pytest.raises(FieldRefusal, match="merged into #1 already"):
            trail.merge(trail.find(Vendor, "Zvonar"), third, reason="the other way round")
        with pytest.raises(FieldRefusal, match="rests on it"):
            trail.take_back(OTHER, reason="never there")


def test_what_holds_two_together_keeps_them_from_being_split(empty: Workspace) -> None:
    with trails.opened(empty) as trail:
        trail.record_all([*beginning(), MERGER])
        both = trails.touchpoint(ONE, "2026-03-01", people=tuple(PERSON.values()))
        meeting = trail.record(both).seq
        merger = trail.merged(Vendor, "Zvonar Ltd").seq
        before = derived(empty)
        with pytest.raises(FieldRefusal, match=f"#{meeting}, recorded since, names #4"):
            trail.take_back(merger, reason="two companies")
        assert derived(empty) == before
        trail.take_back(meeting, reason="there were two meetings")
        trail.take_back(merger, reason="two companies")
        assert trail.verify() == ()


def test_people_of_two_vendors_or_sides_are_not_one(empty: Workspace) -> None:
    with trails.opened(empty) as trail:
        trail.record_all(beginning())
        theirs, others = (trail.find(Contact, f"Person {it}") for it in (ONE, OTHER))
        ours = person(trail, ONE, Contact("Anna", Side.US))
        everywhere = person(trail, None, Contact("Anna", Side.US))
        with pytest.raises(FieldRefusal, match="belongs to another vendor"):
            trail.merge(others, theirs, reason="namesakes")
        with pytest.raises(FieldRefusal, match="people of different vendors"):
            trail.merge(ours, everywhere, reason="namesakes")
        with pytest.raises(FieldRefusal, match="people of different sides"):
            trail.merge(ours, theirs, reason="namesakes")
        with pytest.raises(FieldRefusal, match="is no contact"):
            trail.record(about(ONE, Sameness(Party.CONTACT, ONE, PERSON[ONE], "mistyped")))
        merger = trail.merge(trail.find(Vendor, "#2"), trail.find(Vendor, "#1"), reason="one")
        third = trail.record(about(None, Vendor("Northline"))).seq
        wrong = replace(merger.payload, same_as=third)
        with pytest.raises(FieldRefusal, match="take the merger back"):
            trail.correct(merger.seq, reason="mistyped", payload=wrong)
        trail.correct(merger.seq, reason="better said", payload=replace(merger.payload, reason="!"))
        assert {vendor.identity for vendor in trail.every(Vendor)} == {ONE, third}


class OneItem:
    """A source with a single item."""

    importer = "ocds"
    label = "ocds: x"
    people: tuple[str, ...] = ()
    covers_contact = False
    independent = False
    originals: tuple[bytes, ...] = ()

    def __init__(self, found: Found) -> None:
        self._found = found

    def files(self) -> tuple[SourceFile, ...]:
        return ()

    def items(self) -> Iterator[Item]:
        yield self._found


def test_an_import_knows_again_whoever_was_merged(empty: Workspace) -> None:
    def vendor(key: str, name: str) -> OneItem:
        origin = Origin(key)
        draft = about(None, Vendor(name), origin=origin)
        return OneItem(Found(key, origin, lambda _identify: draft))

    with trails.opened(empty) as trail:
        trail.take_in(vendor("ocds:a", "Zvonar"))
        trail.take_in(vendor("ocds:b", "Zvonar Ltd"))
        one, other = trail.every(Vendor)
        assert [(it.one, it.other) for it in trail.alike(Vendor)] == [(one.seq, other.seq)]
        assert trail.alike(Vendor, after=other.seq) == ()
        trail.merge(other, one, reason="one company")
        assert trail.alike(Vendor) == ()
        assert trail.take_in(vendor("ocds:b", "Zvonar Ltd")).receipt.known == 1
        assert trail.take_in(vendor("ocds:c", "ZVONAR LTD")).receipt.known == 1
        assert len(trail.every(Vendor)) == 1


def test_whom_a_vendor_may_be_is_told_with_those_first_who_resemble_it(empty: Workspace) -> None:
    with trails.opened(empty) as trail:
        trail.record_all([*beginning(), about(None, Vendor("Alfa")), about(None, Vendor("Zwonar"))])
        zvonar, alike = (trail.find(Vendor, name) for name in ("#2", "Zwonar"))
        found = trail.candidates(zvonar)
        assert [it.record.payload.name for it in found] == ["Zvonar", "Zwonar", "Alfa"]
        assert [bool(it.why) for it in found] == [True, True, False]
        assert trail.mergers(zvonar) == ()
        into = trail.merge(alike, zvonar, reason="mistyped")
        whole = trail.record(MERGER)
        assert [it.record.payload.name for it in trail.candidates(trail.find(Vendor, "#1"))] == [
            "Alfa"
        ]
        assert [it.seq for it in trail.mergers(trail.find(Vendor, "#1"))] == [into.seq, whole.seq]
        trail.take_back(into.seq, reason="another company")
        assert [it.seq for it in trail.mergers(trail.find(Vendor, "#1"))] == [whole.seq]


def test_a_person_may_be_another_of_the_same_vendor_and_side(empty: Workspace) -> None:
    with trails.opened(empty) as trail:
        trail.record_all(beginning())
        mail = ("p@one.example",)
        again = person(trail, ONE, Contact("P. One", Side.VENDOR, mails=mail))
        person(trail, ONE, Contact("Person 1", Side.US, mails=mail))
        person(trail, OTHER, Contact("P. One", Side.VENDOR, mails=mail))
        known = person(trail, ONE, Contact("Petra", Side.VENDOR, mails=mail))
        found = trail.candidates(again)
        assert [it.record.identity for it in found] == [known.identity, PERSON[ONE]]
        assert [str(why) for it in found for why in it.why] == [
            "both have the address p@one.example"
        ]
        assert [(it.one, it.other) for it in trail.alike(Contact, among=[again, known])] == [
            (again.identity, known.identity)
        ]
