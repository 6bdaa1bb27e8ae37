"""`vendortrail vendor`: the outsourcing companies."""

from __future__ import annotations

from datetime import date
from typing import cast

from msgspec.structs import replace

from vendortrail.cli import dates, output
from vendortrail.cli.merging import add_merging
from vendortrail.cli.recording import Entry, record, recording
from vendortrail.cli.recording import show as show_record
from vendortrail.cli.session import Session, pass_session
from vendortrail.cli.speaking import argument, group, json_option, option
from vendortrail.i18n import N_, _
from vendortrail.labels import label
from vendortrail.records.parties import Address, Agreement, Contact, Vendor
from vendortrail.records.record import Record
from vendortrail.records.values import Side
from vendortrail.sentences import say


@group("vendor", help=N_("Vendors, the outsourcing companies."))
def vendor() -> None:
    """Hold the commands."""


@vendor.command("add", help=N_("Record a vendor."))
@argument("name", N_("NAME"))
@option("--alias", metavar=N_("NAME"), multiple=True, help=N_("What else it is called."))
@option("--domain", metavar=N_("DOMAIN"), multiple=True, help=N_("A domain of its mail addresses."))
@option(
    "--identifier",
    metavar=N_("NUMBER"),
    multiple=True,
    help=N_("Its number in a register, such as RU-INN-7707083893 or GB-COH-00395826."),
)
@option("--referred-by", metavar=N_("WHO"), default="", help=N_("Who recommended it."))
@option(
    "--referrer-interest",
    metavar=N_("TEXT"),
    default="",
    help=N_("What stake they seem to have in it."),
)
@option("--note", metavar=N_("TEXT"), default="", help=N_("Anything else."))
@recording
@pass_session
def add(
    session: Session,
    entry: Entry,
    name: str,
    alias: tuple[str, ...],
    domain: tuple[str, ...],
    identifier: tuple[str, ...],
    referred_by: str,
    referrer_interest: str,
    note: str,
) -> None:
    """Print the record."""
    payload = Vendor(name, alias, domain, referred_by, referrer_interest, note, identifier)
    record(session, entry, payload)


@vendor.command(
    "address",
    help=N_(
        "Record a mail address or a domain of a vendor, where it is its own for a time only, or "
        "was found out later. Mail that was imported before is then imported again: only what is "
        "new is recorded."
    ),
    examples=N_(
        "vendortrail vendor address Zvonar zvonar.example --until 2025-06-30\n"
        "vendortrail vendor address Zvonar novozvon.example --since 2025-07-01"
    ),
)
@argument("vendor", N_("VENDOR"))
@argument("address", N_("ADDRESS"))
@option("--since", metavar=N_("DATE"), help=N_("The first day on which it is the vendor's."))
@option("--until", metavar=N_("DATE"), help=N_("The last day on which it is the vendor's."))
@json_option
@pass_session
def address(
    session: Session,
    vendor: str,
    address: str,
    since: str | None,
    until: str | None,
    as_json: bool,
) -> None:
    """Print the corrected record; what was known of the address before gives way."""
    known = session.vendor(vendor)
    first, last = (
        dates.day(session.trail, field, text).isoformat() if text else ""
        for field, text in (("since", since), ("until", until))
    )
    # Its own, without those of vendors that were merged into it.
    own = cast("Record[Vendor]", session.trail.versions(known.identity)[-1]).payload
    others = tuple(one for one in own.addresses if one.address != address)
    right = session.trail.correct(
        known.seq,
        reason=_("its mail addresses"),
        payload=replace(
            own,
            domains=tuple(one for one in own.domains if one != address),
            addresses=(*others, Address(address, first, last)),
        ),
    )
    show_record(session, right, as_json=as_json)


@vendor.command("list", help=N_("List the vendors, with who spoke last and who owes a word."))
@json_option
@pass_session
def list_(session: Session, as_json: bool) -> None:
    """Print [{id, name, last_word: {side: day}, owes_next, unfinished}]."""
    lines = session.trail.portfolio()
    if as_json:
        output.json(
            [
                {
                    "id": line.vendor,
                    "name": line.name,
                    "last_word": line.last_word,
                    "owes_next": line.owes_next,
                    "unfinished": line.unfinished,
                }
                for line in lines
            ]
        )
        return
    output.table(
        (N_("#"), N_("Vendor"), N_("Their last word"), N_("Ours"), N_("Owes"), N_("Unfinished")),
        (
            (
                line.vendor,
                line.name,
                line.last_word.get(Side.VENDOR),
                line.last_word.get(Side.US),
                label(line.owes_next) if line.owes_next else None,
                line.unfinished,
            )
            for line in lines
        ),
    )


@vendor.command("show", help=N_("Show a vendor with its agreements and people."))
@argument("vendor", N_("VENDOR"))
@json_option
@pass_session
def show(session: Session, vendor: str, as_json: bool) -> None:
    """Print {vendor, agreements, contacts}, each a record."""
    shown = session.vendor(vendor)
    agreements = session.trail.every(Agreement, vendor=shown.identity)
    contacts = session.trail.every(Contact, vendor=shown.identity)
    if as_json:
        output.json(
            {
                "vendor": output.record(shown),
                "agreements": [output.record(agreement) for agreement in agreements],
                "contacts": [output.record(contact) for contact in contacts],
            }
        )
        return
    known = shown.payload
    output.facts(
        [
            (N_("Vendor"), f"#{shown.identity} {known.name}"),
            (N_("Also called"), ", ".join(known.aliases)),
            (N_("Mail domains"), ", ".join(known.domains)),
            *((N_("Mail address"), _for_a_time(one)) for one in known.addresses),
            (N_("Numbers in registers"), ", ".join(known.identifiers)),
            (N_("Recommended by"), known.referred_by),
            (N_("Their interest"), known.referrer_interest),
            (N_("Note"), known.note),
            *((N_("Agreement"), f"#{a.identity} {a.payload.title}") for a in agreements),
            *((N_("Contact"), f"#{c.identity} {c.payload.name}") for c in contacts),
        ]
    )


def _for_a_time(one: Address) -> str:
    first, last = (date.fromisoformat(day) if day else None for day in (one.since, one.until))
    if first and last:
        return str(say("{address}, {first} to {last}", address=one.address, first=first, last=last))
    if first:
        return str(say("{address}, since {first}", address=one.address, first=first))
    return (
        str(say("{address}, until {last}", address=one.address, last=last)) if last else one.address
    )


add_merging(
    vendor, Vendor, N_("VENDOR"), same=N_("List the vendors that may have been recorded twice.")
)
