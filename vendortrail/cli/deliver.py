"""`vendortrail deliver`: what the vendor reported as done, with its outcomes or its table."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from vendortrail.cli import output
from vendortrail.cli.choices import File
from vendortrail.cli.mapping import confirmed, mapping_options
from vendortrail.cli.recording import Entry, draft, record, recording, show
from vendortrail.cli.session import Session, pass_session
from vendortrail.cli.speaking import argument, command, option
from vendortrail.cli.trouble import REFUSED
from vendortrail.i18n import N_, _, ngettext
from vendortrail.records.promised import Delivery, OutcomeCount
from vendortrail.refusal import FieldRefusal
from vendortrail.service.delivering import DeliveryReceipt


@command(
    "deliver",
    help=N_(
        "Record what the vendor reported as done for a segment. Its outcomes are counted here "
        "(--outcome) or come from the vendor's table (--file), whose columns are read as a person "
        "confirms once; a table with the same columns is then read alike."
    ),
    examples=N_(
        "vendortrail deliver Calls Lapsed --claimed 9 --outcome sale=7 --outcome no=2\n"
        "vendortrail deliver Calls Lapsed --claimed 40 --file results.csv"
    ),
)
@argument("agreement", N_("AGREEMENT"))
@argument("segment", N_("SEGMENT"))
@option("--claimed", type=int, required=True, help=N_("How many the vendor says were delivered."))
@option(
    "--outcome",
    "outcomes",
    metavar=N_("OUTCOME=N"),
    multiple=True,
    help=N_("How many ended so; for every outcome."),
)
@option(
    "--file",
    "path",
    metavar=N_("FILE"),
    type=File(),
    help=N_("The table (CSV) of the results; it is kept as evidence."),
)
@option("--note", metavar=N_("TEXT"), default="", help=N_("Anything else."))
@mapping_options
@recording
@pass_session
def deliver(
    session: Session,
    /,
    entry: Entry,
    agreement: str,
    segment: str,
    claimed: int,
    outcomes: tuple[str, ...],
    path: Path | None,
    note: str,
    **reading: Any,
) -> None:
    """Print the record; of a table with rows, outcomes and refused: [{line, reason}]."""
    owner = session.agreement(agreement)
    payload = Delivery(
        segment=session.segment(segment, owner.identity).identity,
        claimed=claimed,
        outcomes=tuple(map(_counted, outcomes)),
        note=note,
    )
    about = {"vendor": owner.vendor, "agreement": owner.identity}
    if path is None:
        record(session, entry, payload, **about)
        return
    if outcomes:
        raise FieldRefusal(
            "outcomes", N_("the outcomes come from the table or are typed, not both")
        )
    mapping = confirmed(session.trail.propose_mapping(path), path, **reading)
    receipt = session.trail.deliver(draft(session, entry, payload, **about), path, mapping)
    _print(session, receipt, as_json=entry.as_json)
    if receipt.refused:
        click.get_current_context().exit(REFUSED)


def _counted(text: str) -> OutcomeCount:
    outcome, _equals, number = text.rpartition("=")
    if not outcome.strip() or not number.strip().isdecimal():
        raise FieldRefusal(
            "outcomes", N_("“{text}” is not OUTCOME=N, such as refusal=22"), text=text
        )
    return OutcomeCount(outcome.strip(), int(number))


def _print(session: Session, receipt: DeliveryReceipt, *, as_json: bool) -> None:
    for bad in receipt.refused:
        sentence = _("line {line} was not taken: {reason}").format(line=bad.line, reason=bad.reason)
        output.line(sentence, err=True)
    if as_json:
        refused = [{"line": bad.line, "reason": str(bad.reason)} for bad in receipt.refused]
        output.json(
            {
                **output.record(receipt.record),
                "rows": receipt.rows,
                "outcomes": receipt.outcomes,
                "refused": refused,
            }
        )
        return
    show(session, receipt.record, as_json=False)
    taken = ngettext("{n} row taken", "{n} rows taken", receipt.rows).format(n=receipt.rows)
    left = len(receipt.refused)
    refused_rows = ngettext("{n} refused", "{n} refused", left).format(n=left)
    output.line(f"{taken}, {refused_rows}")
    output.table((N_("Outcome"), N_("Rows")), sorted(receipt.outcomes.items()))
