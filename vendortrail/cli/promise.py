"""`vendortrail promise`: what a side said it would do, and whether it did."""

from __future__ import annotations

from vendortrail.cli import dates, output
from vendortrail.cli.choices import OneOf
from vendortrail.cli.recording import Entry, record, recording
from vendortrail.cli.session import Session, pass_session
from vendortrail.cli.speaking import argument, group, json_option, option
from vendortrail.i18n import N_, _
from vendortrail.labels import label
from vendortrail.records.dealings import Touchpoint
from vendortrail.records.parties import Vendor
from vendortrail.records.promised import Promise, PromiseOutcome
from vendortrail.records.values import Side

# What became of a promise, as JSON says it; `_` says it to a person.
OPEN, KEPT, BROKEN = N_("open"), N_("kept"), N_("broken")


@group("promise", help=N_("Promises of either side."))
def promise() -> None:
    """Hold the commands."""


@promise.command(
    "add",
    help=N_("Record what a side said it would do by a day."),
    examples=N_(
        'vendortrail promise add Zvonar "Send the recordings" --due "21 November"\n'
        'vendortrail promise add Zvonar "Pay the second half" --by us --due 2025-12-01'
    ),
)
@argument("vendor", N_("VENDOR"))
@argument("text", N_("TEXT"))
@option("--due", metavar=N_("DATE"), required=True, help=N_("By when; a single day."))
@option(
    "--by", type=OneOf(Side), default=Side.VENDOR.value, show_default=True, help=N_("Who promised.")
)
@option("--agreement", metavar=N_("AGREEMENT"), help=N_("The agreement it was about."))
@option("--segment", "segments", metavar=N_("SEGMENT"), multiple=True, help=N_("A segment of it."))
@option("--contact", metavar=N_("CONTACT"), help=N_("Who said it."))
@option("--touchpoint", metavar=N_("RECORD"), help=N_("The touchpoint in which it was said."))
@recording
@pass_session
def add(
    session: Session,
    entry: Entry,
    vendor: str,
    text: str,
    due: str,
    by: Side,
    agreement: str | None,
    segments: tuple[str, ...],
    contact: str | None,
    touchpoint: str | None,
) -> None:
    """Print the record."""
    owner = session.vendor(vendor).identity
    about = session.agreement(agreement, owner).identity if agreement else None
    payload = Promise(
        text=text,
        by=by,
        due=dates.day_text(session.trail, "due", due),
        contact=session.person(contact, owner) if contact else None,
        touchpoint=session.number(Touchpoint, touchpoint),
        segments=tuple(session.segment(name, about).identity for name in segments),
    )
    record(session, entry, payload, vendor=owner, agreement=about)


def _ending(name: str, kept: bool, about: str) -> None:
    """Add the command that records one outcome of a promise."""

    @promise.command(name, help=about)
    @argument("promise", N_("PROMISE"))
    @option("--note", metavar=N_("TEXT"), default="", help=N_("How it is known."))
    @recording
    @pass_session
    def ending(session: Session, entry: Entry, promise: str, note: str) -> None:
        given = session.named(Promise, promise)
        payload = PromiseOutcome(given.identity, kept, note)
        record(session, entry, payload, vendor=given.vendor, agreement=given.agreement)


_ending("keep", True, N_("Record that a promise was kept."))
_ending("break", False, N_("Record that a promise is known to be broken."))


@promise.command("list", help=N_("List the promises of a vendor and ours, or all."))
@argument("vendor", N_("VENDOR"), required=False)
@json_option
@pass_session
def list_(session: Session, vendor: str | None, as_json: bool) -> None:
    """Print [{id, vendor, by, text, said, due, state: open|kept|broken}], vendor as its name."""
    trail = session.trail
    names = {owner.identity: owner.payload.name for owner in trail.every(Vendor)}
    about = session.vendor_number(vendor)
    settled = {
        outcome.payload.promise: KEPT if outcome.payload.kept else BROKEN
        for outcome in trail.every(PromiseOutcome, vendor=about)
    }
    given = trail.every(Promise, vendor=about)
    if as_json:
        output.json(
            [
                {
                    "id": one.identity,
                    "vendor": names.get(one.vendor or 0),
                    "by": one.payload.by,
                    "text": one.payload.text,
                    "said": one.occurred,
                    "due": one.payload.due,
                    "state": settled.get(one.identity, OPEN),
                }
                for one in given
            ]
        )
        return
    output.table(
        (N_("#"), N_("Vendor"), N_("By"), N_("Promise"), N_("Said"), N_("Due"), N_("State")),
        (
            (
                one.identity,
                names.get(one.vendor or 0),
                label(one.payload.by),
                one.payload.text,
                output.when(one.occurred),
                one.payload.due,
                _(settled.get(one.identity, OPEN)),
            )
            for one in given
        ),
    )
