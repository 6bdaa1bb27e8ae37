"""One entry of the ledger: what was recorded, when it happened, and who says so."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, datetime
from typing import Generic, NamedTuple, TypeVar, get_args

import msgspec
from msgspec import Struct

from vendortrail import occurred
from vendortrail.cleaning import clean, is_clean
from vendortrail.i18n import N_
from vendortrail.records import lengths
from vendortrail.records.capture import Origin, Receipt
from vendortrail.records.dealings import Claim, Expectation, Offer, Pulse, Touchpoint, Usage
from vendortrail.records.housekeeping import Correction, Disposition, Threshold
from vendortrail.records.parties import Agreement, Contact, Departure, Sameness, Vendor
from vendortrail.records.promised import (
    CloseOut,
    Delivery,
    Payment,
    Promise,
    PromiseOutcome,
    Question,
    Segment,
    TermAnswer,
    TermProposal,
)
from vendortrail.records.values import Party, Sha256
from vendortrail.refusal import FieldRefusal, Refusal

Payload = (
    Vendor
    | Contact
    | Departure
    | Sameness
    | Agreement
    | Segment
    | TermProposal
    | TermAnswer
    | Question
    | Delivery
    | Promise
    | PromiseOutcome
    | Payment
    | CloseOut
    | Touchpoint
    | Expectation
    | Pulse
    | Offer
    | Claim
    | Usage
    | Threshold
    | Disposition
    | Correction
    | Receipt
)
P_co = TypeVar("P_co", bound=Payload, covariant=True)

KINDS: dict[str, type[Payload]] = {
    str(kind.__struct_config__.tag): kind for kind in get_args(Payload)
}

# Which payloads speak of an agreement and make no sense without one.
_NEEDS_AGREEMENT = (Segment, TermProposal, TermAnswer, Question, Delivery, CloseOut)
# Which may stand without a vendor: the vendor itself, our own people, workspace-wide thresholds,
# imports that bring vendors with them.
_NEEDS_NO_VENDOR = (Vendor, Contact, Departure, Sameness, Threshold, Correction, Receipt)

# The fields of a payload that name other records, and what kinds those may be.
REFERENCES: dict[type[Payload], dict[str, type[Payload]]] = {
    Agreement: {"signatories": Contact},
    Departure: {"contact": Contact, "successor": Contact},
    TermProposal: {"counters": TermProposal},
    TermAnswer: {"proposal": TermProposal},
    Delivery: {"segment": Segment},
    Promise: {"contact": Contact, "touchpoint": Touchpoint, "segments": Segment},
    PromiseOutcome: {"promise": Promise},
    Payment: {"segment": Segment},
    CloseOut: {"segment": Segment},
    Touchpoint: {"people": Contact, "answers": Touchpoint},
    Claim: {"offer": Offer},
}

_PARTIES: dict[Party, type[Payload]] = {Party.VENDOR: Vendor, Party.CONTACT: Contact}


def kind_name(kind: type[Struct]) -> str:
    """Return the name of a kind, as it stands in the ledger."""
    return _NAMES[kind]


_NAMES: dict[type[Struct], str] = {kind: name for name, kind in KINDS.items()}


def kind_of(payload: Payload) -> str:
    """Return the name of the payload's kind, as it stands in the ledger."""
    return _NAMES[type(payload)]


def references(payload: Payload) -> Iterable[tuple[str, int, type[Payload]]]:
    """Yield (field, identity, expected kind) for every record that the payload names."""
    if isinstance(payload, Sameness):
        yield "merged", payload.merged, _PARTIES[payload.of]
        yield "same_as", payload.same_as, _PARTIES[payload.of]
    for field, kind in REFERENCES.get(type(payload), {}).items():
        named = getattr(payload, field)
        if named is not None and named != ():
            for identity in named if isinstance(named, tuple) else (named,):
                yield field, identity, kind


class Draft(Struct, Generic[P_co], frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """What somebody wants recorded; the ledger adds number, time and author.

    ``vendor``, ``agreement`` and ``supersedes`` are identities (see ``Record.identity``).
    ``occurred`` is EDTF text (see ``vendortrail.occurred``). ``source`` is ``typed``, ``command``
    or the import it came from, and ``origin`` what it is there. ``private`` records are never shown
    to the vendor.
    """

    payload: P_co
    occurred: str
    vendor: int | None = None
    agreement: int | None = None
    private: bool = True
    source: str = "typed"
    origin: Origin | None = None
    evidence: tuple[Sha256, ...] = ()
    supersedes: int | None = None
    reason: str = ""

    def __post_init__(self) -> None:
        """Refuse a draft that does not hold together (see ``check``)."""
        self.check()

    def check(self) -> None:
        """Refuse what is about nobody, at no time, or replaces a record without a reason."""
        occurred.parse(self.occurred)
        if self.vendor is None and not isinstance(self.payload, _NEEDS_NO_VENDOR):
            raise FieldRefusal("vendor", N_("say which vendor this is about"))
        if self.agreement is None and isinstance(self.payload, _NEEDS_AGREEMENT):
            raise FieldRefusal("agreement", N_("say which agreement this is about"))
        if self.supersedes is None and isinstance(self.payload, Correction):
            raise FieldRefusal("supersedes", N_("say which record this corrects"))
        if self.supersedes is not None and not self.reason.strip():
            raise FieldRefusal("reason", N_("say why the record is corrected"))


class Record(Draft[P_co], Generic[P_co], frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """A draft as it stands in the ledger, for good.

    ``seq`` is its gapless number, ``id`` a stable name, ``recorded_at`` a UTC moment
    (YYYY-MM-DDTHH:MM:SSZ).
    """

    seq: int
    id: str
    recorded_at: str
    recorded_by: str
    host: str

    def __post_init__(self) -> None:
        """Take it as it is: it was a draft that passed, or stands in the ledger already."""

    @property
    def kind(self) -> str:
        """The name of its kind."""
        return kind_of(self.payload)

    @property
    def identity(self) -> int:
        """The number of the first record of this thing, by which all others name it."""
        return self.supersedes or self.seq

    @property
    def subject(self) -> tuple[int | None, int | None]:
        """The (vendor, agreement) it belongs to; a vendor and an agreement belong to themselves."""
        return (
            self.identity if isinstance(self.payload, Vendor) else self.vendor,
            self.identity if isinstance(self.payload, Agreement) else self.agreement,
        )

    @property
    def when(self) -> occurred.Occurred:
        """When it happened."""
        return occurred.parse(self.occurred)

    @property
    def day(self) -> date:
        """The day it is sorted by."""
        return self.when.sort_day

    @property
    def recorded_on(self) -> date:
        """The day (UTC) on which it was recorded."""
        return datetime.fromisoformat(self.recorded_at).date()

    @property
    def sort_key(self) -> tuple[date, int, int]:
        """Chronological order: the day, moments of a day after what has no hour, then number."""
        when = self.when
        return when.sort_day, -1 if when.minute is None else when.minute, self.seq


# Keys are ASCII and sorted, numbers are integers: what comes out is RFC 8785's canonical form.
_ENCODER = msgspec.json.Encoder(order="sorted")
_DECODER = msgspec.json.Decoder(Record[Payload])


def encode(record: Record[Payload]) -> bytes:
    """Return the canonical bytes (RFC 8785) of a record: what is stored and hashed."""
    return _ENCODER.encode(record)


def decode(body: bytes | str) -> Record[Payload]:
    """Read a record back from its canonical bytes.

    Raises:
        Refusal: the bytes are not a record; the sentence names the place in them.
    """
    try:
        return _DECODER.decode(body)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise Refusal(N_("this is not a record: {fault}"), fault=error) from None


_ESCAPED_CONTROL = re.compile(rb"\\(?:[bfr]|u00)")


class Sealed(NamedTuple):
    """A record with the canonical bytes that will be stored and hashed."""

    record: Record[Payload]
    body: bytes


def seal(record: Record[Payload]) -> Sealed:
    """Return the record with every text in it cleaned (see ``vendortrail.cleaning``), sealed.

    Raises:
        FieldRefusal: once cleaned, a field is empty that may not be, or is too long (`lengths`).
    """
    try:
        body = _ENCODER.encode(record)
    except UnicodeEncodeError:  # half a character, as a terminal may hand one over
        body = b"\x7f"
    # A control character but DEL is written as an escape; without one, only other scripts need a
    # look.
    escapes = b"\\" in body and _ESCAPED_CONTROL.search(body)
    if escapes or b"\x7f" in body or not (body.isascii() or is_clean(body.decode())):
        record = _clean_struct(record)
        record.check()
        body = _ENCODER.encode(record)
    if len(body) > lengths.LONGEST_NAME:  # else nothing in it can be
        lengths.check(record.payload)
        lengths.check_text("reason", record.reason, lengths.LONGEST_TEXT)
    return Sealed(record, body)


S = TypeVar("S", bound=Struct)


def _clean_struct(struct: S) -> S:
    fields = {name: _clean_value(getattr(struct, name)) for name in struct.__struct_fields__}
    return type(struct)(**fields)


def _clean_value(value: object) -> object:
    if isinstance(value, Struct):
        return _clean_struct(value)
    if isinstance(value, tuple):
        return tuple(_clean_value(item) for item in value)
    # An enum's value is ours, not somebody's text.
    return clean(value) if type(value) is str else value
