"""`vendortrail threshold`: how long is too long."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from msgspec import Struct

from vendortrail.cli import output
from vendortrail.cli.choices import OneOf
from vendortrail.cli.recording import Entry, record, recording
from vendortrail.cli.session import Session, pass_session
from vendortrail.cli.speaking import argument, group, json_option, option
from vendortrail.i18n import N_, _
from vendortrail.records.housekeeping import Threshold
from vendortrail.records.parties import Agreement, Vendor
from vendortrail.refusal import FieldRefusal
from vendortrail.sentences import count
from vendortrail.service import Trail
from vendortrail.thresholds import DEFAULTS, MEANINGS, Limit

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


class _Held(Struct, frozen=True):
    """What holds in one place; ``set_in`` is the record that says so, None for the default."""

    name: str
    days: int | None
    vendor: str | None
    agreement: str | None
    set_in: int | None
    default: int | None
    meaning: str


@threshold.command(
    "list", help=N_("List each threshold: what it means, its default, and what was set where.")
)
@json_option
@pass_session
def list_(session: Session, as_json: bool) -> None:
    """Print [{name, days|null, vendor|null, agreement|null, set_in|null, default|null, meaning}].

    One for each place in which something holds; no vendor: everywhere; days null: it is off.
    """
    listed = tuple(_held(session.trail))
    if as_json:
        output.json(listed)
        return
    for name, places in groupby(listed, key=lambda one: one.name):
        held = tuple(places)
        default, meaning = _length(held[0].default), held[0].meaning
        output.line(
            _("{name}, {default} by default: {meaning}").format(
                name=name, default=default, meaning=meaning
            )
        )
        for one in held:
            if one.set_in is not None:
                output.line(f"{output.GAP}{_length(one.days)} {_place(one)} (#{one.set_in})")


def _held(trail: Trail) -> Iterator[_Held]:
    vendors = {one.identity: one.payload.name for one in trail.every(Vendor)}
    agreements = {one.identity: one.payload.title for one in trail.every(Agreement)}
    known = {
        (one.payload.name, one.vendor or 0, one.agreement or 0): one
        for one in trail.every(Threshold)
    }
    for limit, default in DEFAULTS.items():
        places = sorted(place for name, *place in known if name == limit)
        for vendor, agreement in places if [0, 0] in places else [[0, 0], *places]:
            one = known.get((limit, vendor, agreement))
            yield _Held(
                limit.value,
                one.payload.days if one else default,
                vendors.get(vendor),
                agreements.get(agreement),
                one.seq if one else None,
                default,
                _(MEANINGS[limit]),
            )


def _place(held: _Held) -> str:
    if held.agreement:
        return _("for “{agreement}” of {vendor}").format(
            agreement=held.agreement, vendor=held.vendor
        )
    return _("for {vendor}").format(vendor=held.vendor) if held.vendor else _("everywhere")


def _length(days: int | None) -> str:
    return _("switched off") if days is None else str(count("{count} day", "{count} days", days))


def _days(text: str) -> int | None:
    if text.casefold() in (OFF, _("switched off")):
        return None
    if not text.isdecimal():
        raise FieldRefusal("days", N_("“{text}” is not a count of days, nor off"), text=text)
    return int(text)
