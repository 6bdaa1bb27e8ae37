"""The small values that records are made of."""

from __future__ import annotations

import re
from enum import StrEnum
from typing import Annotated

from msgspec import Meta, Struct

from vendortrail.i18n import N_
from vendortrail.refusal import FieldRefusal

# RFC 8785 section 3.2.2.3: beyond this an integer is not the same number to every reader.
LARGEST_INTEGER = 2**53 - 1

Sha256 = Annotated[str, Meta(pattern="^[0-9a-f]{64}$")]


class Party(StrEnum):
    """Who may have been recorded twice, by the name of its kind of record."""

    VENDOR = "vendor"
    CONTACT = "contact"


class Side(StrEnum):
    """Who acted: the vendor, or we."""

    VENDOR = "vendor"
    US = "us"

    @property
    def other(self) -> Side:
        """The side across the table."""
        return Side.US if self is Side.VENDOR else Side.VENDOR


class Level(StrEnum):
    """At which level a person works."""

    OPERATIONAL = "operational"
    MANAGEMENT = "management"
    EXECUTIVE = "executive"


class Channel(StrEnum):
    """By what a touchpoint was made."""

    CALL = "call"
    MAIL = "mail"
    MEETING = "meeting"
    LETTER = "letter"
    TICKET = "ticket"
    CHAT = "chat"
    PORTAL = "portal"


class Direction(StrEnum):
    """Who spoke in a touchpoint: they, we, or both."""

    INCOMING = "incoming"
    OUTGOING = "outgoing"
    MUTUAL = "mutual"

    @property
    def speakers(self) -> tuple[Side, ...]:
        """The sides whose word the touchpoint carried."""
        return _SPEAKERS[self]


_SPEAKERS = {
    Direction.INCOMING: (Side.VENDOR,),
    Direction.OUTGOING: (Side.US,),
    Direction.MUTUAL: (Side.VENDOR, Side.US),
}


class Manner(StrEnum):
    """How much of a person was in a touchpoint."""

    PERSONAL = "personal"
    TEMPLATE = "template"
    AUTOMATIC = "automatic"
    BOUNCE = "bounce"


class Course(StrEnum):
    """Whether a touchpoint took place."""

    HELD = "held"
    PLANNED = "planned"
    CANCELLED = "cancelled"


class Debtor(StrEnum):
    """Who owes the next word, when the person who records it says so."""

    VENDOR = "vendor"
    US = "us"
    NOBODY = "nobody"


class Answer(StrEnum):
    """What became of a proposed term."""

    ACCEPTED = "accepted"
    REJECTED = "rejected"
    WITHDRAWN = "withdrawn"


class Subject(StrEnum):
    """What a pulse was asked about."""

    PARTNER = "partner"
    SOLUTION = "solution"
    PRODUCT = "product"


class Closing(StrEnum):
    """How an agreement or a segment was ended."""

    COMPLETE = "complete"
    SHORT = "short"
    TERMINATED = "terminated"


class Disposal(StrEnum):
    """What a person did about a finding."""

    ACKNOWLEDGED = "acknowledged"
    RAISED = "raised"
    RESOLVED = "resolved"
    WAIVED = "waived"


class KeyAnswers(StrEnum):
    """Whether the key questions were answered in one result row."""

    ANSWERED = "answered"
    OPEN = "open"
    NOT_ASKED = "not asked"


class Money(Struct, frozen=True):
    """An amount in whole minor units (kopecks, cents) with its ISO 4217 code."""

    minor: int
    currency: str

    def __post_init__(self) -> None:
        """Refuse a code that is not three capital letters, and an amount too large to be exact."""
        if not re.fullmatch("[A-Z]{3}", self.currency):
            raise FieldRefusal(
                "currency",
                N_("“{code}” is not a currency code; write three letters, such as RUB or EUR"),
                code=self.currency,
            )
        if abs(self.minor) > LARGEST_INTEGER:
            raise FieldRefusal("amount", N_("the amount is too large to be kept exactly"))


class TermValue(Struct, frozen=True, omit_defaults=True):
    """The value of a term: money, or a plain number, with the unit it is counted by.

    ``number`` is a decimal written as text, because RFC 8785 floats are not exact.
    """

    money: Money | None = None
    number: str = ""
    unit: str = ""

    def __post_init__(self) -> None:
        """Refuse a value that is neither money nor a number, or both."""
        if (self.money is None) == (self.number == ""):
            raise FieldRefusal("value", N_("a value is an amount of money or a number"))
        if self.number and not re.fullmatch(r"-?\d+(\.\d+)?", self.number):
            raise FieldRefusal(
                "value",
                N_("“{number}” is not a number; write it as 12 or 12.5"),
                number=self.number,
            )
