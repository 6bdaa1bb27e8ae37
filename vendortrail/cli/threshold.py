"""`vendortrail threshold`: how long is too long."""

from __future__ import annotations

from vendortrail.cli import output
from vendortrail.cli.choices import OneOf
from vendortrail.cli.recording import Entry, record, recording
from vendortrail.cli.session import Session, pass_session
from vendortrail.cli.speaking import argument, group, json_option, option
from vendortrail.i18n import N_, _
from vendortrail.records.housekeeping import Threshold
from vendortrail.records.parties import Agreement, Vendor
from vendortrail.refusal import FieldRefusal
from vendortrail.thresholds import DEFAULTS, Limit

OFF = "off"


@group("threshold", help=N_("How long is too long, in days: everywhere, or for one vendor."))
def threshold() -> None:
    """Hold the commands."""


@threshold.command(
    "set",
    help=N_("Set a threshold in days, or off; the nearest holds: agreement, vendor, all."),
    examples=N_(
        "vendortrail threshold set silence 45 --vendor Zvonar\n"
        "vendortrail threshold set silence off --agreement NL-2005"
    ),
)
@argument("name", N_("THRESHOLD"), type=OneOf(Limit))
@argument("days", N_("DAYS|off"))
@option("--vendor", metavar=N_("VENDOR"), help=N_("For this vendor alone."))
@option("--agreement", metavar=N_("AGREEMENT"), help=N_("For this agreement alone."))
@recording
@pass_session
def set_(
    session: Session,
    entry: Entry,
    name: Limit,
    days: str,
    vendor: str | None,
    agreement: str | None,
) -> None:
    """Print the record."""
    payload = Threshold(name.value, _days(days))
    owner = session.vendor_number(vendor)
    if agreement:
        about = session.agreement(agreement, owner)
        record(session, entry, payload, vendor=about.vendor, agreement=about.identity)
    else:
        record(session, entry, payload, vendor=owner)


@threshold.command("list", help=N_("List what was set, and what holds where nothing was."))
@json_option
@pass_session
def list_(session: Session, as_json: bool) -> None:
    """Print [{name, days|null, vendor|null, agreement|null}]: what holds in each place."""
    trail = session.trail
    vendors = {one.identity: one.payload.name for one in trail.every(Vendor)}
    agreements = {one.identity: one.payload.title for one in trail.every(Agreement)}
    held: dict[tuple[str, int | None, int | None], int | None]
    held = {(limit.value, None, None): days for limit, days in DEFAULTS.items()}
    for one in trail.every(Threshold):
        held[one.payload.name, one.vendor, one.agreement] = one.payload.days
    listed = [
        {
            "name": name,
            "days": days,
            "vendor": vendors.get(vendor or 0),
            "agreement": agreements.get(agreement or 0),
        }
        for (name, vendor, agreement), days in held.items()
    ]
    if as_json:
        output.json(listed)
        return
    output.table(
        (N_("Threshold"), N_("Days"), N_("Vendor"), N_("Agreement")),
        (
            (
                one["name"],
                _("off") if one["days"] is None else one["days"],
                one["vendor"],
                one["agreement"],
            )
            for one in listed
        ),
    )


def _days(text: str) -> int | None:
    if text.casefold() in (OFF, _(OFF)):
        return None
    if not text.isdecimal():
        raise FieldRefusal("days", N_("“{text}” is not a count of days, nor off"), text=text)
    return int(text)
