"""Trails for the tests of storage and service: one is made, all others are copies of its file."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import date
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from msgspec.structs import replace

from vendortrail import database
from vendortrail.records.capture import Origin, Receipt, SourceFile
from vendortrail.records.dealings import (
    Claim,
    Expectation,
    Offer,
    OfferedTerm,
    Pulse,
    Touchpoint,
    Usage,
)
from vendortrail.records.definition import Counting, Definition
from vendortrail.records.housekeeping import Disposition, Threshold
from vendortrail.records.parties import Agreement, Contact, Departure, Sameness, Vendor
from vendortrail.records.promised import (
    CloseOut,
    Delivery,
    Mapping,
    Payment,
    Promise,
    PromiseOutcome,
    Question,
    Segment,
    TermAnswer,
    TermProposal,
)
from vendortrail.records.record import Draft, Payload
from vendortrail.records.values import (
    Answer,
    Channel,
    Closing,
    Direction,
    Disposal,
    Level,
    Money,
    Party,
    Side,
    Subject,
    TermValue,
)
from vendortrail.service import Trail, Workspace
from vendortrail.settings import Settings

TODAY = date(2026, 11, 16)
SETTINGS = Settings(zone="Europe/Moscow", name="anna")
CALLS = "исход;дата;секунд;q1\nпобеседовали;10.03.2026;61;да\nотказ;11.03.2026;12;\n"


@cache
def _empty() -> bytes:
    """Return the bytes of an empty trail: to make one takes a second, to copy it nothing."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "db" / "trail.db"
        database.create(path)
        return path.read_bytes()


def workspace(folder: Path) -> Workspace:
    """Return a workspace in a folder, with an empty trail in it."""
    made = Workspace(folder)
    made.database.parent.mkdir(parents=True)
    made.database.write_bytes(_empty())
    return made


def opened(made: Workspace) -> Trail:
    return Trail.open(made, today=TODAY, settings=SETTINGS)


def about(vendor: int | None, payload: Payload, on: str = "2026-03-01", **more: Any) -> Draft[Any]:
    return Draft(payload=payload, occurred=on, vendor=vendor, **more)


def touchpoint(
    vendor: int, on: str, direction: Direction = Direction.INCOMING, **fields: Any
) -> Draft[Any]:
    said = {"channel": Channel.MAIL, "direction": direction, "summary": "a word", **fields}
    return about(vendor, Touchpoint(**said), on)


def tell_everything(trail: Trail, folder: Path) -> None:
    """Record something of every kind, a delivery with a table, corrections and a take-back."""

    def tell(payload: Payload, on: str = "2026-03-01", **more: Any) -> int:
        return trail.record(about(vendor, payload, on, **more)).seq

    vendor = trail.record(about(None, Vendor("Звонарь", aliases=("Zvonar",)))).seq
    other = trail.record(about(None, Vendor("Northline"))).seq
    ours = trail.record(about(None, Contact("Анна", Side.US))).seq
    theirs = tell(Contact("Пётр", Side.VENDOR, Level.MANAGEMENT, mails=("p@zvonar.example",)))
    deal = tell(
        Agreement("Calls", "17/2026", value=Money(30_000_00, "RUB"), signatories=(ours, theirs))
    )
    segment = tell(Segment("Dormant", 300, "call", price=Money(100_00, "RUB")), agreement=deal)
    definition = Definition((Counting("побеседовали"),))
    proposal = tell(
        TermProposal("result definition", Side.VENDOR, "a talk", definition=definition),
        agreement=deal,
    )
    tell(TermAnswer(proposal, Answer.ACCEPTED, Side.US), "2026-03-02", agreement=deal)
    asked = trail.record(touchpoint(vendor, "2026-03-03", people=(theirs,), asks=True)).seq
    trail.record(
        touchpoint(vendor, "2026-03-05T10:00+03:00", Direction.OUTGOING, answers=asked, tone=1)
    )
    promise = tell(Promise("they start", Side.VENDOR, "2026-03-09", segments=(segment,)))
    report = folder / "report.csv"
    report.write_text(CALLS, "utf-8")
    mapping = trail.propose_mapping(report).mapping
    assert mapping is not None
    trail.deliver(
        about(vendor, Delivery(segment, 2), "2026-03-11", agreement=deal), report, mapping
    )
    tell(PromiseOutcome(promise, kept=True), "2026-03-11")
    tell(Payment(Money(15_000_00, "RUB"), "advance", segment), "2026-03-20", agreement=deal)
    tell(Expectation("round the clock"))
    tell(Pulse(7, Level.MANAGEMENT, Subject.PARTNER), "2026-04")
    offer = tell(Offer("Once more", (OfferedTerm("price", value=TermValue(number="12")),)))
    tell(Claim(offer, "cheaper"))
    tell(Usage("calls", "2026-03", 300, "call"))
    tell(Threshold("silence", 45))
    tell(Disposition("VT301", "2026-03-11", Disposal.ACKNOWLEDGED))
    tell(Departure(theirs, successor=None), "2026-05-01")
    tell(CloseOut(Closing.SHORT, segment), "2026-06-01~", agreement=deal)
    trail.record(touchpoint(other, "2026-01-10"))
    tell(Question("q1", "2026-03-01", is_key=True), agreement=deal)
    last = trail.record(touchpoint(other, "2026-05-10", Direction.MUTUAL)).seq
    mail, answer = Origin("mail:1@zvonar.example"), Origin("mail:2", 1, ("mail:1@zvonar.example",))
    trail.record(replace(touchpoint(vendor, "2026-05-11"), origin=mail))
    trail.record(replace(touchpoint(vendor, "2026-05-12"), origin=answer))
    file = SourceFile("inbox.mbox", "0" * 64, 1_000)
    tell(Receipt("mail", (file,), "2026-05-01", "2026-05-12", read=2, recorded=2))
    mistaken = trail.record(touchpoint(vendor, "[2026-08-01..2026-08-09]")).seq
    trail.correct(asked, reason="it was a call", occurred="2026-03-04")
    trail.correct(asked, reason="it was a mail", occurred="2026-03-03")
    trail.take_back(mistaken, reason="it never happened")
    evidence = folder / "letter.txt"
    evidence.write_text("письмо", "utf-8")
    kept = trail.keep_evidence(evidence)
    trail.record(about(other, Expectation("a letter"), evidence=(kept,)))
    trail.correct(last, reason="it was later", occurred="2026-05-11")
    tell_twice(trail, other)


def tell_twice(trail: Trail, other: int) -> None:
    """Record a vendor and a person twice, say so, and split again what is not the same."""

    def same(of: Party, merged: int, kept: int, vendor: int | None = None) -> int:
        return trail.record(about(vendor, Sameness(of, merged, kept, "recorded twice"))).seq

    again = trail.record(about(None, Vendor("Northline Ltd", domains=("north.example",)))).seq
    one, two = (
        trail.record(about(again, Contact(name, Side.VENDOR))).seq for name in ("Eve", "Eve Adams")
    )
    trail.record(touchpoint(again, "2026-06-10", people=(two,)))
    same(Party.VENDOR, again, other, other)
    same(Party.CONTACT, two, one, again)
    mistaken = same(Party.VENDOR, 1, other, other)
    trail.take_back(mistaken, reason="another company")


@cache
def _everything() -> Path:
    keep = TemporaryDirectory()
    _KEPT.append(keep)
    made = workspace(Path(keep.name) / "workspace")
    with opened(made) as trail:
        tell_everything(trail, Path(keep.name))
    return made.folder


_KEPT: list[TemporaryDirectory[str]] = []


def everything(folder: Path) -> Workspace:
    """Return a workspace in a folder that is not there yet, with something of every kind in it."""
    shutil.copytree(_everything(), folder)
    return Workspace(folder)


def raw(made: Workspace) -> sqlite3.Connection:
    """Open the trail's file as any other program would."""
    return sqlite3.connect(made.database)


def change(made: Workspace, act: Callable[[sqlite3.Connection], object]) -> None:
    """Change the file directly, around the guards, which are as before afterwards."""
    with closing(raw(made)) as connection, connection:
        guards = connection.execute(
            "SELECT name, sql FROM sqlite_master WHERE type = 'trigger'"
        ).fetchall()
        for name, _ in guards:
            connection.execute(f"DROP TRIGGER {name}")
        act(connection)
        for _, sql in guards:
            connection.execute(sql)


def dump(made: Workspace, *tables: str) -> dict[str, list[tuple[object, ...]]]:
    """Return every row of some tables, sorted."""
    with closing(raw(made)) as connection:
        return {
            table: sorted(connection.execute(f"SELECT * FROM {table}"), key=repr)
            for table in tables
        }


def sentences(faults: Iterator[Any] | tuple[Any, ...]) -> list[str]:
    return [str(fault.sentence) for fault in faults]


MAPPING = Mapping("исход", day="дата", day_order="dmy", seconds="секунд")


def lasting() -> Workspace:
    """Return a workspace that lasts as long as the tests run, with an empty trail in it."""
    keep = TemporaryDirectory()
    _KEPT.append(keep)
    return workspace(Path(keep.name) / "workspace")
