"""`vendortrail expect` and `pulse`: what we assume, and how the sides feel about each other."""

from __future__ import annotations

from vendortrail.cli.choices import OneOf
from vendortrail.cli.recording import Entry, record, recording
from vendortrail.cli.session import Session, pass_session
from vendortrail.cli.speaking import argument, command, option
from vendortrail.i18n import N_
from vendortrail.records.dealings import Expectation, Pulse
from vendortrail.records.values import Level, Side, Subject


@command("expect", help=N_("Record what we assume and the agreement does not say."))
@argument("vendor", N_("VENDOR"))
@argument("text", N_("TEXT"))
@option("--agreement", metavar=N_("AGREEMENT"), help=N_("The agreement that does not say it."))
@option("--told", is_flag=True, help=N_("The vendor has heard it."))
@option("--acknowledged", is_flag=True, help=N_("The vendor said that it has heard it."))
@recording
@pass_session
def expect(
    session: Session,
    entry: Entry,
    vendor: str,
    text: str,
    agreement: str | None,
    told: bool,
    acknowledged: bool,
) -> None:
    """Print the record."""
    owner = session.vendor(vendor).identity
    about = session.agreement(agreement, owner).identity if agreement else None
    payload = Expectation(text, told or acknowledged, acknowledged)
    record(session, entry, payload, vendor=owner, agreement=about)


@command("pulse", help=N_("Record an answer to “how much do you hate us now”: 0 not at all … 10."))
@argument("vendor", N_("VENDOR"))
@argument("score", N_("SCORE"), type=int)
@option("--level", type=OneOf(Level), required=True, help=N_("At which level it was asked."))
@option("--about", "subject", type=OneOf(Subject), required=True, help=N_("What it was about."))
@option(
    "--by",
    type=OneOf(Side),
    default=Side.US.value,
    show_default=True,
    help=N_("Whose people answered, about the other side."),
)
@option("--note", metavar=N_("TEXT"), default="", help=N_("In their words."))
@recording
@pass_session
def pulse(
    session: Session,
    entry: Entry,
    vendor: str,
    score: int,
    level: Level,
    subject: Subject,
    by: Side,
    note: str,
) -> None:
    """Print the record."""
    owner = session.vendor(vendor).identity
    record(session, entry, Pulse(score, level, subject, by, note), vendor=owner)
