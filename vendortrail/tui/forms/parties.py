"""The forms for who is dealt with, and on what agreement."""

from __future__ import annotations

from vendortrail.i18n import N_
from vendortrail.records.parties import Address, Agreement, Contact, Departure, Vendor
from vendortrail.records.values import Level, Side
from vendortrail.tui.forms.common import NOTE, TODAY, WHEN
from vendortrail.tui.forms.dated import Day
from vendortrail.tui.forms.field import Field, Form, Rows
from vendortrail.tui.forms.named import Named, NamedMany
from vendortrail.tui.forms.typed import Amount, Line, OneOf, Texts, Tick, Whole

VENDOR = Form(
    Vendor,
    N_("A company that works for us, or would like to."),
    (
        Field("name", Line(), N_("The name by which you speak of it."), required=True),
        Field("aliases", Texts(), N_("Other names of it, with semicolons between them.")),
        Field("domains", Texts(), N_("What follows the @ in its mail addresses.")),
        Field(
            "addresses",
            Rows(
                fields=(
                    Field("address", Line(), required=True, called=N_("address or domain")),
                    Field("since", Day(), called=N_("since")),
                    Field("until", Day(), called=N_("until")),
                ),
                made=lambda rows: tuple(
                    Address(row["address"], row["since"], row["until"]) for row in rows
                ),
                taken_apart=lambda addresses: [
                    {"address": it.address, "since": it.since, "until": it.until}
                    for it in addresses
                ],
            ),
            N_("Mail addresses and domains that were its own for a time only."),
        ),
        Field("identifiers", Texts(), N_("Its numbers in registers, such as RU-INN-7707083893.")),
        Field("referred_by", Line(), N_("Who recommended it to us.")),
        Field(
            "referrer_interest",
            Line(),
            N_("What stake they seem to have in it: an owner, a commission, a relative."),
        ),
        NOTE,
        WHEN,
    ),
    vendor=None,
    agreement=None,
)

CONTACT = Form(
    Contact,
    N_("A person, on the vendor's side or ours. One of ours needs no vendor."),
    (
        Field("name", Line(), N_("First and last name."), required=True),
        Field("side", OneOf(values=Side), N_("Whose person it is."), Side.VENDOR.value),
        Field(
            "level",
            OneOf(values=Level),
            N_("At which level the person works."),
            Level.OPERATIONAL.value,
        ),
        Field("role", Line(), N_("What the person does there.")),
        Field("aliases", Texts(), N_("Other names of the person, with semicolons between them.")),
        Field("mails", Texts(), N_("Mail addresses, with semicolons between them.")),
        Field("phones", Texts(), N_("Phone numbers, with semicolons between them.")),
        NOTE,
        WHEN,
    ),
    vendor=False,
    agreement=None,
)

DEPARTURE = Form(
    Departure,
    N_("A person is not there any more. Who carries the contact now, and was it handed over?"),
    (
        Field("contact", Named(kind=Contact), N_("Who left."), required=True),
        Field("successor", Named(kind=Contact), N_("Who took over; empty if nobody did.")),
        Field("handed_over", Tick(), N_("The work was handed over in an orderly way.")),
        NOTE,
        WHEN,
    ),
    vendor=False,
    agreement=None,
)

AGREEMENT = Form(
    Agreement,
    N_("What was agreed and signed. Segments and terms are written down each for itself."),
    (
        Field("title", Line(), N_("What it is about, in a few words."), required=True),
        Field("number", Line(), N_("Its number, as it stands on the paper.")),
        Field(
            "occurred",
            WHEN.typed,
            N_("The day on which it was signed."),
            TODAY,
            called=N_("signed on"),
        ),
        Field("starts", Day(future=False), N_("Its first day; empty: not said.")),
        Field("ends", Day(), N_("Its last day, included; empty: open.")),
        Field(
            "value",
            Amount(),
            N_("What it is worth in all, such as 45000 RUB."),
            called=N_("worth"),
        ),
        Field("signatories", NamedMany(kind=Contact), N_("Who signed, of both sides.")),
        Field("zone", Line(), N_("The time zone of its parties, such as Europe/Moscow.")),
        Field("hours", Line(), N_("When service is owed: 8x5, 24x7.")),
        Field("answer_hours", Whole(), N_("Within how many of those hours they answer.")),
        NOTE,
    ),
    agreement=None,
)
