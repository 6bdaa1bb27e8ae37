"""`vendortrail pay`: money paid to the vendor."""

from __future__ import annotations

from vendortrail import amounts
from vendortrail.cli.recording import Entry, record, recording
from vendortrail.cli.session import Session, pass_session
from vendortrail.cli.speaking import argument, command, option
from vendortrail.i18n import N_
from vendortrail.records.parties import Agreement
from vendortrail.records.promised import Payment, TermProposal
from vendortrail.records.record import Record

DEFAULT_CURRENCY = "RUB"


@command(
    "pay",
    help=N_("Record a payment under an agreement; negative, after --, when it came back."),
    examples=N_(
        'vendortrail pay Calls "22 500,00" --segment Lapsed --on 08.10.2025\n'
        'vendortrail pay Calls "300 EUR" --purpose "second instalment"\n'
        "vendortrail pay Calls -- -7500"
    ),
)
@argument("agreement", N_("AGREEMENT"))
@argument("amount", N_("AMOUNT"))
@option("--currency", help=N_("For an amount without one; else that of the agreement, else RUB."))
@option("--segment", metavar=N_("SEGMENT"), help=N_("The segment it was paid for."))
@option("--purpose", metavar=N_("TEXT"), default="", help=N_("What it was paid for."))
@recording
@pass_session
def pay(
    session: Session,
    entry: Entry,
    agreement: str,
    amount: str,
    currency: str | None,
    segment: str | None,
    purpose: str,
) -> None:
    """Print the record."""
    owner = session.agreement(agreement)
    payload = Payment(
        amount=amounts.money("amount", amount, currency or _usual_currency(session, owner)),
        purpose=purpose,
        segment=session.segment(segment, owner.identity).identity if segment else None,
    )
    record(session, entry, payload, vendor=owner.vendor, agreement=owner.identity)


def _usual_currency(session: Session, agreement: Record[Agreement]) -> str:
    """Return the currency of the agreement's value, else of its first term about money."""
    if agreement.payload.value:
        return agreement.payload.value.currency
    for proposal in session.trail.every(TermProposal, agreement=agreement.identity):
        value = proposal.payload.value
        if value and value.money:
            return value.money.currency
    return DEFAULT_CURRENCY
