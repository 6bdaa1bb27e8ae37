"""`vendortrail offer` and `claim`: what is offered, and what is said for it."""

from __future__ import annotations

from vendortrail import amounts, typed_tariffs
from vendortrail.cli import dates
from vendortrail.cli.recording import Entry, record, recording
from vendortrail.cli.session import Session, pass_session
from vendortrail.cli.speaking import argument, command, option
from vendortrail.i18n import N_, _
from vendortrail.records.dealings import TOTAL, Claim, Offer, OfferedTerm
from vendortrail.records.record import Record
from vendortrail.refusal import FieldRefusal
from vendortrail.terms import in_force, same
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
    "--tariff",
    "priced",
    metavar=N_("KEY=TARIFF"),
    multiple=True,
    help=N_(
        "A price of several parts: “net=5 GB included; 90 RUB / GB”, “calls=1-100: 19 RUB / call; "
        "101+: 15 RUB / call; at least 300 RUB”."
    ),
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
    priced: tuple[str, ...],
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
        terms=_offered(terms, priced, wordings),
        valid_until=dates.day_text(session.trail, "valid_until", valid_until),
        note=note,
    )
    record(session, entry, payload, vendor=owner, agreement=about)


@command("claim", help=N_("Record what the vendor says in favour of an offer."))
@argument("offer", N_("OFFER"))
@argument("text", N_("TEXT"))
@option("--backing", metavar=N_("TEXT"), default="", help=N_("What backs it; else nothing did."))
@option(
    "--about",
    metavar=N_("KEY|total"),
    default="",
    help=N_("The term that gets better for us by it, or “total”: we would pay less in all."),
)
@recording
@pass_session
def claim(session: Session, entry: Entry, offer: str, text: str, backing: str, about: str) -> None:
    """Print the record."""
    made = session.named(Offer, offer)
    payload = Claim(made.identity, text, backing, _about(session, made, about))
    record(session, entry, payload, vendor=made.vendor, agreement=made.agreement)


def _offered(
    terms: tuple[str, ...], priced: tuple[str, ...], wordings: tuple[str, ...]
) -> tuple[OfferedTerm, ...]:
    """Return the offered terms, those with a value first, then those with a tariff."""
    values = dict(_pair("terms", term) for term in terms)
    prices = dict(_pair("priced", price) for price in priced)
    words = dict(_pair("wordings", wording) for wording in wordings)
    return tuple(
        OfferedTerm(
            key,
            words.get(key, ""),
            amounts.value("terms", values[key]) if key in values else None,
            typed_tariffs.read("priced", prices[key]) if key in prices else None,
        )
        for key in {**values, **prices, **words}
    )


def _about(session: Session, made: Record[Offer], text: str) -> str:
    """Return what a claim is about as the record has it; refused where nothing is called so."""
    if same(text) in {"", TOTAL, same(_(TOTAL))}:
        return TOTAL if text else ""
    named = [term.key for term in made.payload.terms]
    if made.agreement is not None:
        history = session.trail.history(made.vendor or 0)
        held = in_force(history, made.agreement, session.trail.today).values()
        named += [change.proposal.payload.key for change in held]
    found = {same(key): key for key in dict.fromkeys(named)}
    if same(known_term(text)) not in found:
        raise FieldRefusal(
            "about",
            N_("no term of the offer is called “{text}”; say “total” or one of {terms}"),
            text=text,
            terms=", ".join(f"“{key}”" for key in found.values()) or "–",
        )
    return found[same(known_term(text))]


def _pair(field: str, text: str) -> tuple[str, str]:
    key, equals, value = text.partition("=")
    if not (equals and key.strip() and value.strip()):
        raise FieldRefusal(field, N_("“{text}” is not KEY=VALUE"), text=text)
    return known_term(key.strip()), value.strip()
