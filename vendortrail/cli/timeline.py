"""`vendortrail timeline`: what happened with a vendor, day by day."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from vendortrail.cli import dates, output
from vendortrail.cli.session import Session, pass_session
from vendortrail.cli.speaking import argument, command, json_option, option
from vendortrail.i18n import N_, _
from vendortrail.papers.chronology import silence_sentence, unknown_sentence
from vendortrail.papers.events import Names, names, no_word, undated
from vendortrail.patience import Silence
from vendortrail.records.history import History
from vendortrail.records.housekeeping import Correction
from vendortrail.timeline import Item, Unknown


@command("timeline", help=N_("Print what happened with a vendor, day by day."))
@argument("vendor", N_("VENDOR"))
@option("--from", "first", metavar=N_("DATE"), help=N_("Not before that day."))
@option("--to", "last", metavar=N_("DATE"), help=N_("Not after that day."))
@json_option
@pass_session
def timeline(
    session: Session, vendor: str, first: str | None, last: str | None, as_json: bool
) -> None:
    """Print records, with the number of what superseded each or null, and silences between."""
    trail = session.trail
    owner = session.vendor(vendor).identity
    items = trail.timeline(
        owner,
        dates.day(trail, "first", first) if first else None,
        dates.day(trail, "last", last) if last else None,
    )
    if as_json:
        output.json([_described(item) for item in items])
        return
    show_timeline(trail.history(owner), items)


def show_timeline(history: History, items: Iterable[Item]) -> None:
    """Print the items of a vendor's timeline, a line each."""
    called = names(history)
    output.table((N_("#"), N_("When"), N_("What")), (_row(item, called) for item in items))


def _described(item: Item) -> dict[str, Any]:
    if isinstance(item, Silence):
        gap = item.gap
        return {
            "kind": "silence",
            "from": gap.start,
            "to": gap.end,
            "days": item.days,
            "owed_by": gap.owed_by,
        }
    if isinstance(item, Unknown):
        return {"kind": "unknown", "from": item.first, "to": item.last}
    later = item.superseded_by
    return {**output.record(item.record), "superseded_by": later.seq if later else None}


def _row(item: Item, called: Names) -> tuple[object, ...]:
    if isinstance(item, Silence):
        return "", item.gap.start, str(silence_sentence(item))
    if isinstance(item, Unknown):
        return "", item.first, str(unknown_sentence(item))
    what = output.sentence(item.record, called)
    if aside := ", ".join((*no_word(item.record.payload), *undated(item.record))):
        what = f"{what} ({aside})"
    if later := item.superseded_by:
        told = _("{what} [replaced by #{number}: {reason}]")
        if isinstance(later.payload, Correction):
            told = _("{what} [taken back by #{number}: {reason}]")
        what = told.format(what=what, number=later.seq, reason=_(later.reason))
    return item.record.seq, output.when(item.record.occurred), what
