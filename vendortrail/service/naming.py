"""Use cases that find things by the names that people give them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TypeVar, cast

from vendortrail import ledger, queries, terms
from vendortrail.i18n import N_
from vendortrail.labels import kind_label
from vendortrail.names import close, fold
from vendortrail.records.capture import Receipt
from vendortrail.records.dealings import Claim, Expectation, Offer, Touchpoint
from vendortrail.records.parties import Agreement, Contact, Vendor
from vendortrail.records.promised import Delivery, Payment, Promise, Question, Segment, TermProposal
from vendortrail.records.record import Payload, Record, kind_name
from vendortrail.refusal import Refusal
from vendortrail.service.opened import Opened
from vendortrail.who import Who

P = TypeVar("P", bound=Payload)

# What a record of each kind is called; the first name is the one shown.
_NAMES: Mapping[type[Payload], Callable[..., tuple[str, ...]]] = {
    Vendor: lambda vendor: (vendor.name, *vendor.aliases),
    Contact: lambda contact: (contact.name, *contact.aliases, *contact.mails),
    Agreement: lambda agreement: (agreement.title, *filter(None, [agreement.number])),
    Segment: lambda segment: (segment.name,),
    Question: lambda question: (question.name,),
    TermProposal: lambda proposal: tuple(dict.fromkeys((terms.name(proposal.key), proposal.key))),
    Offer: lambda offer: (offer.title,),
    Promise: lambda promise: (promise.text,),
    Expectation: lambda expectation: (expectation.text,),
    Touchpoint: lambda touchpoint: (touchpoint.summary,),
    Claim: lambda claim: (claim.text,),
    Delivery: lambda delivery: (delivery.note,),
    Payment: lambda payment: (payment.purpose,),
    Receipt: lambda receipt: tuple(file.name for file in receipt.files),
}


class UnknownName(Refusal):
    """Nothing is called that; ``candidates`` are the names that come close."""

    def __init__(self, name: str, kind: str, candidates: tuple[str, ...]) -> None:
        message = N_("no {kind} is called “{name}”")
        if candidates:
            message = N_("no {kind} is called “{name}”; did you mean {candidates}?")
        elif name.removeprefix("#").isdecimal():
            message = N_("there is no {kind} #{number}")
        number = name.removeprefix("#")
        places = {"kind": kind, "name": name, "number": number, "candidates": ", ".join(candidates)}
        super().__init__(message, **places)
        self.candidates = candidates


class AmbiguousName(Refusal):
    """Several things begin like that; ``candidates`` are their names."""

    def __init__(self, name: str, candidates: tuple[str, ...]) -> None:
        super().__init__(
            N_("“{name}” may be any of these: {candidates}; write more of it, or its number alone"),
            name=name,
            candidates=", ".join(candidates),
        )
        self.candidates = candidates


class Naming(Opened):
    """Finding by name and by number."""

    def get(self, seq: int) -> Record[Payload]:
        """Return the record of that number as it was recorded, whether it speaks or not.

        Raises:
            Refusal: there is none.
        """
        return ledger.read(self._connection, seq)

    def versions(self, identity: int) -> tuple[Record[Payload], ...]:
        """Return every record of one thing, the first version first; none if there is no such."""
        who = Who(self._connection)
        return tuple(map(who.told, queries.versions(self._connection, identity)))

    def every(
        self, kind: type[P], *, vendor: int | None = None, agreement: int | None = None
    ) -> tuple[Record[P], ...]:
        """Return the speaking records of a kind, chronologically; of a vendor or agreement."""
        found = queries.speaking(
            self._connection, (kind_name(kind),), vendor=vendor, agreement=agreement
        )
        records = cast("Iterable[Record[P]]", found)
        return tuple(sorted(records, key=lambda record: record.sort_key))

    def find(
        self,
        kind: type[P],
        name: str,
        *,
        vendor: int | None = None,
        agreement: int | None = None,
    ) -> Record[P]:
        """Return what is called that: exactly, else by a beginning that only one name has.

        ``#12`` is the record of that number, and so is ``12`` where nothing is called that. Case,
        ё and е, and white space make no difference. What was merged leads to whom it is.

        Raises:
            UnknownName: nothing is called so; it carries the close names.
            AmbiguousName: several are; it carries their names.
        """
        every = self.every(kind, vendor=vendor, agreement=agreement)
        try:
            return called(kind, name, every)
        except UnknownName:
            number = name.removeprefix("#").lstrip("0")
            same = Who(self._connection).same
            kept = next((same[merged] for merged in same if str(merged) == number), None)
            if kept is None:
                raise
            return called(kind, f"#{kept}", every)


def called(kind: type[P], name: str, records: Sequence[Record[P]]) -> Record[P]:
    """Return the one of these records that is called that; see ``Naming.find``.

    Raises:
        UnknownName: none is called so; it carries the close names.
        AmbiguousName: several are; it carries their names.
    """
    numbered = name.startswith("#") and name[1:].isdecimal()
    chosen: list[Record[P]] = []
    if not numbered:
        wanted = fold(name)
        chosen = [record for record in records if wanted in map(fold, names(record))]
        if not chosen and wanted:
            chosen = [
                record
                for record in records
                if any(fold(own).startswith(wanted) for own in names(record))
            ]
    if numbered or (not chosen and name.isdecimal()):
        number = name.removeprefix("#").lstrip("0")
        chosen = [record for record in records if number in (str(record.seq), str(record.identity))]
    if len(chosen) == 1:
        return chosen[0]
    if chosen:
        raise AmbiguousName(
            name, tuple(f"{title(record)} (#{record.identity})" for record in chosen)
        )
    raise UnknownName(name, kind_label(kind_name(kind)), _close(name, records))


def names(record: Record[Payload]) -> tuple[str, ...]:
    """Return what a record is called; empty where its kind has no names."""
    naming = _NAMES.get(type(record.payload))
    return naming(record.payload) if naming else ()


def title(record: Record[Payload]) -> str:
    """Return the one name under which a record stands in a list; its number if it has no other."""
    return next(filter(None, names(record)), f"#{record.identity}")


def _close(name: str, records: Iterable[Record[Payload]]) -> tuple[str, ...]:
    return close(name, (own for record in records for own in names(record)))
