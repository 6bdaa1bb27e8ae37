"""`vendortrail offer`, `claim` and `usage`: what is offered, said for it, and what we used."""

from __future__ import annotations

from vendortrail import amounts
from vendortrail.cli import dates
from vendortrail.cli.recording import Entry, record, recording
from vendortrail.cli.session import Session, pass_session
from vendortrail.cli.speaking import argument, command, option
from vendortrail.i18n import N_
from vendortrail.records.dealings import Claim, Offer, OfferedTerm, Usage
from vendortrail.refusal import FieldRefusal
from vendortrail.terms import key as known_term


@command(
    "offer",
    help=N_("Record the terms that a vendor offers for new or returning work."),
    examples=N_(
        'vendortrail offer Northline "Better" --term "fee=600 RUB / month" \\\n'
        '    --term "net=16 GB"'
    ),
)
@argument("vendor", N_("VENDOR"))
@argument("title", N_("TITLE"))
@option(
    "--term",
    "terms",
    metavar=N_("KEY=VALUE"),
    multiple=True,
    help=N_("A term with a value: “fee=600 RUB / month”, “internet=16 GB”."),
)
@option(
    "--wording",
    "wordings",
    metavar=N_("KEY=TEXT"),
    multiple=True,
    help=N_("The wording of a term."),
)
@option("--agreement", metavar=N_("AGREEMENT"), help=N_("The agreement it would replace."))
@option("--valid-until", metavar=N_("DATE"), help=N_("The last day on which it can be accepted."))
@option("--note", metavar=N_("TEXT"), default="", help=N_("Anything else."))
@recording
@pass_session
def offer(
    session: Session,
    entry: Entry,
    vendor: str,
    title: str,
    terms: tuple[str, ...],
    wordings: tuple[str, ...],
    agreement: str | None,
    valid_until: str | None,
    note: str,
) -> None:
    """Print the record."""
    owner = session.vendor(vendor).identity
    about = session.agreement(agreement, owner).identity if agreement else None
    payload = Offer(
        title=title,
        terms=_offered(terms, wordings),
        valid_until=dates.day_text(session.trail, "valid_until", valid_until),
        note=note,
    )
    record(session, entry, payload, vendor=owner, agreement=about)


@command("claim", help=N_("Record what the vendor says in favour of an offer."))
@argument("offer", N_("OFFER"))
@argument("text", N_("TEXT"))
@option("--backing", metavar=N_("TEXT"), default="", help=N_("What backs it; else nothing did."))
@recording
@pass_session
def claim(session: Session, entry: Entry, offer: str, text: str, backing: str) -> None:
    """Print the record."""
    made = session.named(Offer, offer)
    payload = Claim(made.identity, text, backing)
    record(session, entry, payload, vendor=made.vendor, agreement=made.agreement)


@command(
    "usage",
    help=N_("Record what we used in a month."),
    examples=N_("vendortrail usage Northline net 2026-10 0 --unit GB"),
)
@argument("vendor", N_("VENDOR"))
@argument("meter", N_("METER"))
@argument("month", N_("MONTH"))
@argument("quantity", N_("QUANTITY"), type=int)
@option("--unit", metavar=N_("UNIT"), default="", help=N_("What it is counted in."))
@option("--agreement", metavar=N_("AGREEMENT"), help=N_("The agreement it was used under."))
@recording
@pass_session
def usage(
    session: Session,
    entry: Entry,
    vendor: str,
    meter: str,
    month: str,
    quantity: int,
    unit: str,
    agreement: str | None,
) -> None:
    """Print the record."""
    owner = session.vendor(vendor).identity
    about = session.agreement(agreement, owner).identity if agreement else None
    payload = Usage(meter, month, quantity, unit)
    record(session, entry, payload, vendor=owner, agreement=about)


def _offered(terms: tuple[str, ...], wordings: tuple[str, ...]) -> tuple[OfferedTerm, ...]:
    """Return the offered terms, those with a value first."""
    values = dict(_pair("terms", term) for term in terms)
    words = dict(_pair("wordings", wording) for wording in wordings)
    return tuple(
        OfferedTerm(
            key,
            words.get(key, ""),
            amounts.value("terms", values[key]) if key in values else None,
        )
        for key in {**values, **words}
    )


def _pair(field: str, text: str) -> tuple[str, str]:
    key, equals, value = text.partition("=")
    if not (equals and key.strip() and value.strip()):
        raise FieldRefusal(field, N_("“{text}” is not KEY=VALUE"), text=text)
    return known_term(key.strip()), value.strip()
