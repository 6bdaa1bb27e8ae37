"""The history of one vendor: what everything derived is derived from."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping
from datetime import date
from functools import cached_property
from typing import TypeVar, cast

from msgspec import Struct, field
from msgspec.structs import replace

from vendortrail.records.capture import Receipt
from vendortrail.records.housekeeping import Correction, Threshold
from vendortrail.records.parties import Contact, Vendor
from vendortrail.records.record import Payload, Record
from vendortrail.records.values import KeyAnswers

P = TypeVar("P", bound=Payload)
T = TypeVar("T")


class ResultGroup(Struct, frozen=True):
    """How many result rows of one delivery are alike, as far as any definition can tell them apart.

    ``seconds`` and ``day`` are those of the rows, or the least and the first that make no
    difference to them (see `results.Cuts`). ``answers`` says of each question in the table what
    became of it. What the table does not say is None: durations, days, whether the script was
    followed.
    """

    outcome: str
    key_answers: KeyAnswers | None
    seconds: int | None
    count: int
    day: date | None = None
    answers: tuple[tuple[str, KeyAnswers], ...] = ()
    script: bool | None = None


_TIMELESS = (Vendor, Contact, Threshold, Receipt)


class History(Struct, frozen=True, dict=True):
    """What is on record about one vendor, in the order in which it happened.

    ``ledger`` holds every record about the vendor and the records that concern every vendor (our
    own people, workspace-wide thresholds), superseded ones among them, by number. ``results`` holds
    the rows behind each delivery, by the delivery's identity.
    """

    vendor: int
    ledger: tuple[Record[Payload], ...]
    results: Mapping[int, tuple[ResultGroup, ...]] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """The vendor's name."""
        return self.named(self.vendor, Vendor).payload.name

    def as_of(self, day: date) -> History:
        """Return what had happened by the end of that day, by all that the history knows of it.

        Who the people are, how long is too long and what sources cover holds on every day, whenever
        it was recorded.
        """
        happened = {
            record.identity
            for record in self.speaking
            if record.day <= day or isinstance(record.payload, _TIMELESS)
        }
        return replace(self, ledger=tuple(r for r in self.ledger if r.identity in happened))

    def known_on(self, day: date) -> History:
        """Return what was on record by the end of that day (UTC)."""
        return replace(self, ledger=tuple(r for r in self.ledger if r.recorded_on <= day))

    @cached_property
    def speaking(self) -> tuple[Record[Payload], ...]:
        """The records that speak, chronologically: neither superseded nor taken back."""
        return tuple(sorted(speaking(self.ledger), key=lambda record: record.sort_key))

    def of(self, kind: type[P], agreement: int | None = None) -> tuple[Record[P], ...]:
        """Return the speaking records of a kind, chronologically; of one agreement if given."""
        return tuple(
            cast("Record[P]", record)
            for record in self._by_kind.get(kind, ())
            if agreement is None or agreement in (record.agreement, record.identity)
        )

    @cached_property
    def _by_kind(self) -> dict[type[Struct], list[Record[Payload]]]:
        kinds: dict[type[Struct], list[Record[Payload]]] = {}
        for record in self.speaking:
            kinds.setdefault(type(record.payload), []).append(record)
        return kinds

    def derive(self, what: Hashable, make: Callable[[], T]) -> T:
        """Return what is derived from this history, made when it is first asked for."""
        if what not in self._derived:
            self._derived[what] = make()
        return cast("T", self._derived[what])

    @cached_property
    def _derived(self) -> dict[Hashable, object]:
        return {}

    def numbered(self, seq: int) -> Record[Payload]:
        """Return the record of that number, superseded or not; KeyError if it is not here."""
        return self._by_seq[seq]

    @cached_property
    def _by_seq(self) -> dict[int, Record[Payload]]:
        return {record.seq: record for record in self.ledger}

    def named(self, identity: int, kind: type[P]) -> Record[P]:
        """Return the speaking record of that identity.

        Raises:
            KeyError: nothing of that kind speaks under that identity.
        """
        for record in self.of(kind):
            if record.identity == identity:
                return record
        raise KeyError(identity)


def speaking(ledger: Iterable[Record[Payload]]) -> tuple[Record[Payload], ...]:
    """Return what speaks of records given by number: the latest of each, none taken back."""
    latest = {record.identity: record for record in ledger}
    return tuple(r for r in latest.values() if not isinstance(r.payload, Correction))
