"""Histories told in a few lines: what every test of the core begins with."""

from __future__ import annotations

from datetime import date
from typing import Any

from vendortrail import occurred
from vendortrail.records.dealings import Touchpoint
from vendortrail.records.history import History, ResultGroup
from vendortrail.records.housekeeping import Correction, Threshold
from vendortrail.records.parties import Agreement, Contact, Vendor
from vendortrail.records.promised import (
    Delivery,
    Payment,
    Promise,
    PromiseOutcome,
    Segment,
    TermAnswer,
    TermProposal,
)
from vendortrail.records.record import Payload, Record
from vendortrail.records.values import Answer, Channel, Direction, Money, Side


def day(text: str) -> date:
    """Return the day written as YYYY-MM-DD."""
    return date.fromisoformat(text)


class Story:
    """Records told one after another about one vendor, whose own record is number 1.

    Every method that tells something takes when it happened (EDTF) first and returns the identity
    of the record. ``tell`` takes any payload; the others are short for the kinds told most often,
    and hand what they do not know to the payload.
    """

    def __init__(self, vendor: str = "Zvonar", on: str = "2000-01-01", **fields: Any) -> None:
        self.records: list[Record[Payload]] = []
        self.results: dict[int, tuple[ResultGroup, ...]] = {}
        self.vendor: int | None = None
        self.vendor = self.tell(on, Vendor(vendor, **fields))

    @property
    def history(self) -> History:
        """What has been told so far."""
        assert self.vendor is not None
        return History(self.vendor, tuple(self.records), dict(self.results))

    def tell(
        self,
        on: str,
        payload: Payload,
        *,
        agreement: int | None = None,
        supersedes: int | None = None,
        reason: str = "",
        known: str = "",
        private: bool = True,
        everywhere: bool = False,
        evidence: tuple[str, ...] = (),
    ) -> int:
        """Tell anything.

        ``known`` is the day on which it was recorded, else the day it happened; ``everywhere``
        says it of no vendor in particular.
        """
        seq = len(self.records) + 1
        self.records.append(
            Record(
                seq=seq,
                id=f"r{seq}",
                recorded_at=f"{known or occurred.parse(on).sort_day}T12:00:00Z",
                recorded_by="anna",
                host="desk",
                payload=payload,
                occurred=on,
                vendor=None if everywhere else self.vendor,
                agreement=agreement,
                private=private,
                evidence=evidence,
                supersedes=supersedes,
                reason=reason or ("it was mistyped" if supersedes else ""),
            )
        )
        return supersedes or seq

    def take_back(self, identity: int, on: str) -> int:
        """Tell that a record was recorded in error."""
        return self.tell(on, Correction(), supersedes=identity, reason="it never happened")

    def touchpoint(
        self,
        on: str,
        direction: Direction,
        *,
        channel: Channel = Channel.MAIL,
        summary: str = "a word",
        agreement: int | None = None,
        **fields: Any,
    ) -> int:
        return self.tell(on, Touchpoint(channel, direction, summary, **fields), agreement=agreement)

    def incoming(self, on: str, **fields: Any) -> int:
        """Tell a mail from the vendor."""
        return self.touchpoint(on, Direction.INCOMING, **fields)

    def outgoing(self, on: str, **fields: Any) -> int:
        """Tell a mail of ours."""
        return self.touchpoint(on, Direction.OUTGOING, **fields)

    def meeting(self, on: str, **fields: Any) -> int:
        """Tell a meeting, where both sides speak."""
        return self.touchpoint(on, Direction.MUTUAL, channel=Channel.MEETING, **fields)

    def agreement(self, on: str, title: str = "Calls", **fields: Any) -> int:
        return self.tell(on, Agreement(title, **fields))

    def contact(self, name: str, side: Side = Side.VENDOR, **fields: Any) -> int:
        return self.tell("2000-01-01", Contact(name, side, **fields))

    def threshold(self, name: str, days: int | None, agreement: int | None = None) -> int:
        """Tell a threshold of the vendor, or of one agreement."""
        return self.tell("2000-01-01", Threshold(name, days), agreement=agreement)

    def segment(
        self, on: str, agreement: int, name: str, quantity: int = 100, **fields: Any
    ) -> int:
        return self.tell(on, Segment(name, quantity, "call", **fields), agreement=agreement)

    def delivery(
        self,
        on: str,
        agreement: int,
        segment: int,
        claimed: int,
        *groups: ResultGroup,
        **fields: Any,
    ) -> int:
        """Tell a delivery, and the result rows behind it."""
        told = self.tell(on, Delivery(segment, claimed, **fields), agreement=agreement)
        if groups:
            self.results[told] = groups
        return told

    def promise(
        self,
        on: str,
        due: str,
        *,
        by: Side = Side.VENDOR,
        text: str = "they start",
        agreement: int | None = None,
        **fields: Any,
    ) -> int:
        return self.tell(on, Promise(text, by, due, **fields), agreement=agreement)

    def outcome(self, on: str, promise: int, *, kept: bool) -> int:
        """Tell what became of a promise."""
        return self.tell(on, PromiseOutcome(promise, kept))

    def payment(
        self,
        on: str,
        minor: int,
        agreement: int | None = None,
        currency: str = "RUB",
        **fields: Any,
    ) -> int:
        return self.tell(on, Payment(Money(minor, currency), **fields), agreement=agreement)

    def proposal(
        self, on: str, agreement: int, key: str, by: Side = Side.VENDOR, **fields: Any
    ) -> int:
        return self.tell(on, TermProposal(key, by, **fields), agreement=agreement)

    def answer(
        self, on: str, agreement: int, proposal: int, answer: Answer, by: Side, **fields: Any
    ) -> int:
        return self.tell(on, TermAnswer(proposal, answer, by, **fields), agreement=agreement)
