"""`vendortrail contact`: the people of both sides."""

from __future__ import annotations

from vendortrail.cli import output
from vendortrail.cli.choices import OneOf
from vendortrail.cli.merging import add_merging
from vendortrail.cli.recording import Entry, record, recording
from vendortrail.cli.session import Session, pass_session
from vendortrail.cli.speaking import argument, group, json_option, option
from vendortrail.i18n import N_
from vendortrail.labels import label
from vendortrail.records.parties import Contact, Departure
from vendortrail.records.values import Level, Side


@group("contact", help=N_("People of both sides."))
def contact() -> None:
    """Hold the commands."""


@contact.command("add", help=N_("Record a person; one of ours needs no vendor."))
@argument("name", N_("NAME"))
@option("--vendor", metavar=N_("VENDOR"), help=N_("The vendor the person works for or with."))
@option(
    "--side",
    type=OneOf(Side),
    help=N_("Whose person it is; the vendor's where a vendor is named, else ours."),
)
@option(
    "--level",
    type=OneOf(Level),
    default=Level.OPERATIONAL.value,
    show_default=True,
    help=N_("At which level the person works."),
)
@option("--role", metavar=N_("TEXT"), default="", help=N_("What the person does."))
@option("--alias", metavar=N_("NAME"), multiple=True, help=N_("What else the person is called."))
@option("--mail", "mails", metavar=N_("ADDRESS"), multiple=True, help=N_("A mail address."))
@option("--phone", "phones", metavar=N_("NUMBER"), multiple=True, help=N_("A phone number."))
@option("--note", metavar=N_("TEXT"), default="", help=N_("Anything else."))
@recording
@pass_session
def add(
    session: Session,
    entry: Entry,
    name: str,
    vendor: str | None,
    side: Side | None,
    level: Level,
    role: str,
    alias: tuple[str, ...],
    mails: tuple[str, ...],
    phones: tuple[str, ...],
    note: str,
) -> None:
    """Print the record."""
    owner = session.vendor_number(vendor)
    side = side or (Side.US if owner is None else Side.VENDOR)
    payload = Contact(name, side, level, role, mails, phones, note, alias)
    record(session, entry, payload, vendor=owner)


@contact.command("list", help=N_("List the people of a vendor and ours, or all."))
@argument("vendor", N_("VENDOR"), required=False)
@json_option
@pass_session
def list_(session: Session, vendor: str | None, as_json: bool) -> None:
    """Print the records of the people."""
    about = session.vendor_number(vendor)
    people = session.trail.every(Contact)
    if about is not None:
        people = tuple(person for person in people if person.vendor in (about, None))
    if as_json:
        output.json([output.record(person) for person in people])
        return
    output.table(
        (N_("#"), N_("Name"), N_("Side"), N_("Level"), N_("Role"), N_("Mail")),
        (
            (
                p.identity,
                p.payload.name,
                label(p.payload.side),
                label(p.payload.level),
                p.payload.role,
                " ".join(p.payload.mails),
            )
            for p in people
        ),
    )


@contact.command("leave", help=N_("Record that a person is not there any more."))
@argument("name", N_("CONTACT"))
@option("--successor", metavar=N_("CONTACT"), help=N_("Who took over."))
@option("--handed-over", is_flag=True, help=N_("The work was handed over in an orderly way."))
@option("--note", metavar=N_("TEXT"), default="", help=N_("Anything else."))
@recording
@pass_session
def leave(
    session: Session, entry: Entry, name: str, successor: str | None, handed_over: bool, note: str
) -> None:
    """Print the record."""
    gone = session.trail.find(Contact, name)
    after = session.person(successor, gone.vendor) if successor else None
    record(session, entry, Departure(gone.identity, handed_over, after, note), vendor=gone.vendor)


add_merging(
    contact, Contact, N_("CONTACT"), same=N_("List the people who may have been recorded twice.")
)
