"""Records of who and what is dealt with: vendors, contacts, agreements."""

from __future__ import annotations

from msgspec import Struct

from vendortrail.i18n import N_
from vendortrail.records import checks
from vendortrail.records.values import Level, Money, Party, Side
from vendortrail.refusal import FieldRefusal


class Address(Struct, frozen=True, omit_defaults=True):
    """A mail address, or a domain of such, and the days on which it was somebody's.

    ``since`` and ``until`` are days (YYYY-MM-DD, ``until`` included; empty: open).
    """

    address: str
    since: str = ""
    until: str = ""

    def __post_init__(self) -> None:
        """Refuse an address that is none, or a period that is none."""
        checks.an_address_or_domain("addresses", self.address)
        for field, day in (("since", self.since), ("until", self.until)):
            if day:
                checks.a_day(field, day)
        if self.since and self.until:
            checks.in_order("until", self.since, self.until)


class Vendor(Struct, frozen=True, omit_defaults=True, tag_field="kind", tag="vendor"):
    """A vendor: the outsourcing company.

    ``referred_by`` is who recommended it, ``referrer_interest`` what stake they seem to have in it.
    ``domains`` are those of its mail addresses, at any time; ``addresses`` were its own for a time.
    ``identifiers`` are its numbers in registers, each behind the name of the register
    (GB-COH-00395826, RU-INN-7707083893; see org-id.guide).
    """

    name: str
    aliases: tuple[str, ...] = ()
    domains: tuple[str, ...] = ()
    referred_by: str = ""
    referrer_interest: str = ""
    note: str = ""
    identifiers: tuple[str, ...] = ()
    addresses: tuple[Address, ...] = ()

    def __post_init__(self) -> None:
        """Refuse a vendor without a name."""
        checks.said("name", self.name)


class Contact(Struct, frozen=True, omit_defaults=True, tag_field="kind", tag="contact"):
    """A person, on their side or ours, with the level at which the person works."""

    name: str
    side: Side
    level: Level = Level.OPERATIONAL
    role: str = ""
    mails: tuple[str, ...] = ()
    phones: tuple[str, ...] = ()
    note: str = ""
    aliases: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        """Refuse a person without a name, or with what cannot be a mail address."""
        checks.said("name", self.name)
        for mail in self.mails:
            checks.an_address("mails", mail)


class Sameness(Struct, frozen=True, omit_defaults=True, tag_field="kind", tag="sameness"):
    """A vendor or a person was recorded twice: ``merged`` is ``same_as``, for a reason.

    Whatever is said of either is said of ``same_as``, until the sameness is taken back.
    """

    of: Party
    merged: int
    same_as: int
    reason: str

    def __post_init__(self) -> None:
        """Refuse what is no statement about two, or has no reason."""
        if self.merged == self.same_as:
            raise FieldRefusal("merged", N_("name two records; one is the same as itself already"))
        checks.said("reason", self.reason)


class Departure(Struct, frozen=True, omit_defaults=True, tag_field="kind", tag="departure"):
    """A contact is not there any more since the day it occurred; ``successor`` is a contact."""

    contact: int
    handed_over: bool = False
    successor: int | None = None
    note: str = ""


class Agreement(Struct, frozen=True, omit_defaults=True, tag_field="kind", tag="agreement"):
    """One engagement that was agreed; it occurred on the day it was signed.

    ``starts`` and ``ends`` are days (YYYY-MM-DD, ``ends`` included; empty: open). ``signatories``
    are contacts of both sides. ``zone`` is the IANA time zone of its parties; ``hours`` when
    service is owed (8x5, 24x7); ``answer_hours`` within how many of those hours they answer.
    """

    title: str
    number: str = ""
    starts: str = ""
    ends: str = ""
    value: Money | None = None
    signatories: tuple[int, ...] = ()
    zone: str = ""
    hours: str = ""
    answer_hours: int | None = None
    note: str = ""

    def __post_init__(self) -> None:
        """Refuse an agreement without a title, with a period that is none, or an unknown zone."""
        checks.said("title", self.title)
        for field, day in (("starts", self.starts), ("ends", self.ends)):
            if day:
                checks.a_day(field, day)
        if self.starts and self.ends:
            checks.in_order("ends", self.starts, self.ends)
        if self.zone:
            checks.a_zone("zone", self.zone)
        if self.answer_hours is not None:
            checks.at_least("answer_hours", self.answer_hours, 1)
        if self.value is not None and self.value.minor < 0:
            raise FieldRefusal("value", N_("an agreement cannot be worth less than nothing"))
