"""`vendortrail agreement`: what was agreed with a vendor."""

from __future__ import annotations

from vendortrail import amounts
from vendortrail.cli import dates, output
from vendortrail.cli.choices import OneOf
from vendortrail.cli.recording import Entry, record, recording
from vendortrail.cli.session import Session, pass_session
from vendortrail.cli.speaking import argument, group, json_option, option
from vendortrail.i18n import N_
from vendortrail.records.parties import Agreement, Vendor
from vendortrail.records.promised import CloseOut
from vendortrail.records.values import Closing


@group("agreement", help=N_("Agreements with vendors."))
def agreement() -> None:
    """Hold the commands."""


@agreement.command(
    "add",
    help=N_("Record an agreement; it happened on the day it was signed."),
    examples=N_(
        'vendortrail agreement add Zvonar "Calls" --number 17/2025 --on 06.10.2025 \\\n'
        '    --to 31.12.2025 --value "45000 RUB"'
    ),
)
@argument("vendor", N_("VENDOR"))
@argument("title", N_("TITLE"))
@option("--number", metavar=N_("TEXT"), default="", help=N_("Its number."))
@option("--from", "starts", metavar=N_("DATE"), help=N_("Its first day; else not said."))
@option("--to", "ends", metavar=N_("DATE"), help=N_("Its last day; else it is open."))
@option("--value", metavar=N_("AMOUNT"), help=N_("What it is worth, as 45000 RUB."))
@option("--currency", default="RUB", show_default=True, help=N_("For an amount without one."))
@option(
    "--signed-by",
    "signatories",
    metavar=N_("CONTACT"),
    multiple=True,
    help=N_("Who signed it, of either side."),
)
@option("--zone", default="", help=N_("The time zone of its parties, as Europe/Moscow."))
@option("--hours", metavar=N_("TEXT"), default="", help=N_("When service is owed, as 8x5."))
@option("--answer-hours", type=int, help=N_("Within how many of those hours they answer."))
@option("--note", metavar=N_("TEXT"), default="", help=N_("Anything else."))
@recording
@pass_session
def add(
    session: Session,
    entry: Entry,
    vendor: str,
    title: str,
    number: str,
    starts: str | None,
    ends: str | None,
    value: str | None,
    currency: str,
    signatories: tuple[str, ...],
    zone: str,
    hours: str,
    answer_hours: int | None,
    note: str,
) -> None:
    """Print the record."""
    owner = session.vendor(vendor).identity
    payload = Agreement(
        title=title,
        number=number,
        starts=dates.day_text(session.trail, "starts", starts),
        ends=dates.day_text(session.trail, "ends", ends),
        value=amounts.money("value", value, currency) if value else None,
        signatories=session.people(signatories, owner),
        zone=zone,
        hours=hours,
        answer_hours=answer_hours,
        note=note,
    )
    record(session, entry, payload, vendor=owner)


@agreement.command("list", help=N_("List the agreements with a vendor, or all."))
@argument("vendor", N_("VENDOR"), required=False)
@json_option
@pass_session
def list_(session: Session, vendor: str | None, as_json: bool) -> None:
    """Print [{id, number, title, vendor, signed, from, to}]; vendor is its name, id a number."""
    trail = session.trail
    names = {owner.identity: owner.payload.name for owner in trail.every(Vendor)}
    listed = [
        {
            "id": one.identity,
            "number": one.payload.number,
            "title": one.payload.title,
            "vendor": names.get(one.vendor or 0),
            "signed": one.occurred,
            "from": one.payload.starts or None,
            "to": one.payload.ends or None,
        }
        for one in trail.every(Agreement, vendor=session.vendor_number(vendor))
    ]
    if as_json:
        output.json(listed)
        return
    output.table(
        (N_("#"), N_("Number"), N_("Title"), N_("Vendor"), N_("Signed"), N_("From"), N_("To")),
        (list((one | {"signed": output.when(str(one["signed"]))}).values()) for one in listed),
    )


@agreement.command("show", help=N_("Show an agreement with its segments and terms in force."))
@argument("agreement", N_("AGREEMENT"))
@json_option
@pass_session
def show(session: Session, agreement: str, as_json: bool) -> None:
    """Print {agreement, terms, segments}."""
    from vendortrail import scope, terms
    from vendortrail.cli.segment import described as segment_described
    from vendortrail.cli.segment import line as segment_line
    from vendortrail.cli.term import described as term_described
    from vendortrail.cli.term import line as term_line
    from vendortrail.thresholds import Thresholds

    shown = session.agreement(agreement)
    today = session.trail.today
    history = session.trail.history(shown.vendor or 0).as_of(today)
    held = terms.in_force(history, shown.identity, today).values()
    states = scope.scope(history, shown.identity, today, Thresholds(history))
    if as_json:
        output.json(
            {
                "agreement": output.record(shown),
                "terms": [term_described(change) for change in held],
                "segments": [segment_described(state) for state in states],
            }
        )
        return
    known = shown.payload
    output.facts(
        [
            (N_("Agreement"), f"#{shown.identity} {known.title}"),
            (N_("Number"), known.number),
            (N_("Signed"), output.when(shown.occurred)),
            (N_("From"), known.starts),
            (N_("To"), known.ends),
            (N_("Worth"), known.value),
            (N_("Service hours"), known.hours),
            (N_("Answer within hours"), known.answer_hours),
            (N_("Note"), known.note),
            *((N_("Term"), term_line(change)) for change in held),
            *((N_("Segment"), segment_line(state)) for state in states),
        ]
    )


@agreement.command("close", help=N_("Record the act by which both sides end an agreement."))
@argument("agreement", N_("AGREEMENT"))
@argument("closing", type=OneOf(Closing))
@option("--note", metavar=N_("TEXT"), default="", help=N_("What was said about it."))
@recording
@pass_session
def close(session: Session, entry: Entry, agreement: str, closing: Closing, note: str) -> None:
    """Print the record."""
    closed = session.agreement(agreement)
    record(
        session,
        entry,
        CloseOut(closing, note=note),
        vendor=closed.vendor,
        agreement=closed.identity,
    )
