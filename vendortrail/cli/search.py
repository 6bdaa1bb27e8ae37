"""`vendortrail search`: records by their words."""

from __future__ import annotations

import click

from vendortrail.cli import output
from vendortrail.cli.progress import counting
from vendortrail.cli.session import Session, pass_session
from vendortrail.cli.speaking import argument, command, json_option, option
from vendortrail.i18n import N_
from vendortrail.labels import kind_label
from vendortrail.records.parties import Vendor
from vendortrail.service.naming import title


@command("search", help=N_("Find records that have all these words in any form, newest first."))
@argument("words", N_("WORDS"), nargs=-1, required=True)
@option(
    "--limit",
    type=click.IntRange(min=1),
    default=50,
    show_default=True,
    help=N_("No more than so many."),
)
@json_option
@pass_session
def search(session: Session, words: tuple[str, ...], limit: int, as_json: bool) -> None:
    """Print the records."""
    with counting(N_("Indexing words, which the next search need not do: {percent} %")) as indexed:
        found = session.trail.search(" ".join(words), limit, indexed)
    if as_json:
        output.json([output.record(record) for record in found])
        return
    names = {owner.identity: owner.payload.name for owner in session.trail.every(Vendor)}
    output.table(
        (N_("#"), N_("When"), N_("Vendor"), N_("Kind"), N_("What")),
        (
            (
                record.seq,
                output.when(record.occurred),
                names.get(record.vendor or record.identity),
                kind_label(record.kind),
                title(record),
            )
            for record in found
        ),
    )
