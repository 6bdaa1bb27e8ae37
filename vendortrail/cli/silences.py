"""`vendortrail silences`: when nobody said a word."""

from __future__ import annotations

from vendortrail.cli import output
from vendortrail.cli.session import Session, pass_session
from vendortrail.cli.speaking import argument, command, json_option, option
from vendortrail.i18n import N_
from vendortrail.labels import label


@command("silences", help=N_("List the silences, with who owed the word that was missing."))
@argument("vendor", N_("VENDOR"), required=False)
@option(
    "--at-least",
    metavar=N_("DAYS"),
    type=int,
    help=N_("So many days or more; else longer than each vendor's threshold."),
)
@json_option
@pass_session
def silences(session: Session, vendor: str | None, at_least: int | None, as_json: bool) -> None:
    """Print [{vendor, from, to|null, days, owed_by}]; owed_by is a side or null."""
    found = session.trail.silences(session.vendor_number(vendor), at_least)
    if as_json:
        output.json(
            [
                {
                    "vendor": silence.name,
                    "from": silence.start,
                    "to": silence.end,
                    "days": silence.days,
                    "owed_by": silence.owed_by,
                }
                for silence in found
            ]
        )
        return
    output.table(
        (N_("Vendor"), N_("From"), N_("To"), N_("Days"), N_("Owed by")),
        (
            (
                silence.name,
                silence.start,
                silence.end,
                silence.days,
                label(silence.owed_by) if silence.owed_by else None,
            )
            for silence in found
        ),
    )
