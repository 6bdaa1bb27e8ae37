"""Every table of the trail's file, and nothing else.

``ledger`` is what was said, for good; all other tables are derived from it and can be made anew.
Days are counted from 1970-01-01 (``date(day * 86400, 'unixepoch')`` in SQL), truth values are 0 and
1, money is in minor units, minutes are after local midnight (-1: no hour is known), and what has
parts is JSON.
"""

from __future__ import annotations

from typing import Annotated, ClassVar

from sqlalchemy import Index, Text, text
from sqlmodel import Field, SQLModel

Words = Annotated[str, Field(sa_type=Text)]
SomeWords = Annotated[str | None, Field(sa_type=Text)]

_STRICT = {"sqlite_strict": True}


class LedgerRow(SQLModel, table=True):
    """One record: its canonical bytes, and SHA-256 over the hash before it and these bytes."""

    __tablename__ = "ledger"
    __table_args__ = _STRICT

    seq: int = Field(primary_key=True)
    body: Words
    hash: bytes


class EntryRow(SQLModel, table=True):
    """What every record has, and whether it still speaks: the order of the timeline."""

    __tablename__ = "entry"
    __table_args__ = (
        Index("entry_of_vendor", "vendor", "day", "minute", "seq"),
        # Touchpoints are most of a trail; what else there is about a vendor is found without them.
        Index(
            "entry_but_touchpoints",
            "kind",
            "vendor",
            "seq",
            sqlite_where=text("kind <> 'touchpoint'"),
        ),
        Index("entry_corrected", "identity", "seq", sqlite_where=text("seq <> identity")),
        _STRICT,
    )

    seq: int = Field(primary_key=True)
    identity: int
    kind: Words
    vendor: int | None
    agreement: int | None
    day: int
    minute: int
    private: int
    speaks: int


class Derived(SQLModel):
    """What every typed table has: the identity, the record that speaks for it, and about whom."""

    __table_args__: ClassVar[object] = _STRICT

    identity: int = Field(primary_key=True)
    seq: int
    vendor: int | None
    agreement: int | None
    first_day: int
    last_day: int
    minute: int


class VendorRow(Derived, table=True):
    """Vendors."""

    __tablename__ = "vendor"

    name: Words
    aliases: Words
    domains: Words
    referred_by: Words
    referrer_interest: Words
    note: Words
    identifiers: Words
    addresses: Words


class ContactRow(Derived, table=True):
    """People, on their side and ours."""

    __tablename__ = "contact"

    name: Words
    side: Words
    level: Words
    role: Words
    mails: Words
    phones: Words
    note: Words
    aliases: Words


class DepartureRow(Derived, table=True):
    """People who are not there any more."""

    __tablename__ = "departure"

    contact: int
    handed_over: int
    successor: int | None
    note: Words


class SamenessRow(Derived, table=True):
    """Vendors and people that were recorded twice."""

    __tablename__ = "sameness"

    of: Words
    merged: int
    same_as: int
    reason: Words


class AgreementRow(Derived, table=True):
    """Agreements."""

    __tablename__ = "agreement"

    title: Words
    number: Words
    starts: Words
    ends: Words
    value_minor: int | None
    value_currency: SomeWords
    signatories: Words
    zone: Words
    hours: Words
    answer_hours: int | None
    note: Words


class SegmentRow(Derived, table=True):
    """Scope items."""

    __tablename__ = "segment"

    name: Words
    quantity: int
    unit: Words
    due: Words
    priority: int
    price_minor: int | None
    price_currency: SomeWords
    note: Words


class TermProposalRow(Derived, table=True):
    """Terms that were proposed."""

    __tablename__ = "term_proposal"

    key: Words
    by: Words
    wording: Words
    value: SomeWords
    definition: SomeWords
    argument: Words
    oral: int
    counters: int | None
    tariff: SomeWords
    observed: int


class TermAnswerRow(Derived, table=True):
    """What was answered to a proposal."""

    __tablename__ = "term_answer"

    proposal: int
    answer: Words
    by: Words
    oral: int
    effective: Words
    note: Words


class QuestionRow(Derived, table=True):
    """Questions of questionnaires, a row for each version."""

    __tablename__ = "question"

    name: Words
    since: Words
    is_key: int
    until: Words


class DeliveryRow(Derived, table=True):
    """What was reported as done."""

    __tablename__ = "delivery"

    segment: int
    claimed: int
    outcomes: Words
    table: SomeWords
    note: Words


class ResultRow(SQLModel, table=True):
    """One row of a delivery's table; ``line`` is its line in the evidence file.

    ``states`` has a letter for each of the ``answers``: answered, open, not asked. Rows of a
    delivery with one outcome, ``states`` and ``script`` have one number in ``way``.
    """

    __tablename__ = "result_row"
    __table_args__ = _STRICT

    delivery: int = Field(primary_key=True)
    line: int = Field(primary_key=True)
    outcome: Words
    day: int | None
    seconds: int | None
    key_answers: SomeWords
    answers: Words
    states: Words
    script: int | None
    way: int


class PromiseRow(Derived, table=True):
    """Promises."""

    __tablename__ = "promise"

    text: Words
    by: Words
    due: Words
    contact: int | None
    touchpoint: int | None
    segments: Words


class PromiseOutcomeRow(Derived, table=True):
    """Promises kept and broken."""

    __tablename__ = "promise_outcome"

    promise: int
    kept: int
    note: Words


class PaymentRow(Derived, table=True):
    """Payments."""

    __tablename__ = "payment"

    amount_minor: int
    amount_currency: Words
    purpose: Words
    segment: int | None


class CloseOutRow(Derived, table=True):
    """Acts that ended an agreement or a segment."""

    __tablename__ = "close_out"

    closing: Words
    segment: int | None
    note: Words


class TouchpointRow(Derived, table=True):
    """Calls, mails, meetings, letters, tickets."""

    __tablename__ = "touchpoint"
    __table_args__ = (
        # All that silence and contact are derived from: read from the index alone, not from rows
        # that lie all over the file, with their texts.
        Index(
            "touchpoint_of_vendor",
            *("vendor", "last_day", "first_day", "minute", "seq", "direction", "course", "manner"),
            *("asks", "owes", "answers"),
        ),
        _STRICT,
    )

    channel: Words
    direction: Words
    summary: Words
    text: Words
    people: Words
    manner: Words
    course: Words
    asks: int
    answers: int | None
    owes: SomeWords
    tone: int | None
    purpose_stated: int | None
    prepared: int | None
    question_answered: int | None


class ExpectationRow(Derived, table=True):
    """What we assumed and no agreement says."""

    __tablename__ = "expectation"

    text: Words
    told: int
    acknowledged: int


class PulseRow(Derived, table=True):
    """Scores that were asked for."""

    __tablename__ = "pulse"

    score: int
    level: Words
    subject: Words
    by: Words
    note: Words


class OfferRow(Derived, table=True):
    """Offers."""

    __tablename__ = "offer"

    title: Words
    terms: Words
    valid_until: Words
    note: Words


class ClaimRow(Derived, table=True):
    """What was said for an offer."""

    __tablename__ = "claim"

    offer: int
    text: Words
    backing: Words
    about: Words


class UsageRow(Derived, table=True):
    """What we used, by month and meter."""

    __tablename__ = "usage"

    meter: Words
    month: Words
    quantity: int
    unit: Words


class ThresholdRow(Derived, table=True):
    """Thresholds that were set."""

    __tablename__ = "threshold"

    name: Words
    days: int | None


class DispositionRow(Derived, table=True):
    """What was done about findings."""

    __tablename__ = "disposition"

    code: Words
    subject: Words
    disposal: Words
    note: Words


class ReceiptRow(Derived, table=True):
    """What imports read."""

    __tablename__ = "receipt"

    importer: Words
    files: Words
    first: Words
    last: Words
    without: Words
    people: Words
    read: int
    recorded: int
    changed: int
    known: int
    others: int
    refused: int
    refusals: Words
    waiting: Words


class OriginRow(SQLModel, table=True):
    """What imported records are in their sources, and what they may be answers to there.

    What was taken back stays here: an import does not bring it again.
    """

    __tablename__ = "origin"
    __table_args__ = (Index("origin_by_key", "key"), _STRICT)

    identity: int = Field(primary_key=True)
    seq: int
    key: Words
    edition: int
    answers: Words


class SilenceGapRow(SQLModel, table=True):
    """Silences of a week and more, and the open one since the last word (``end_day`` null)."""

    __tablename__ = "silence_gap"
    __table_args__ = _STRICT

    vendor: int = Field(primary_key=True)
    start_day: int = Field(primary_key=True)
    end_day: int | None
    owed_by: SomeWords
    after: int
    before: int | None
