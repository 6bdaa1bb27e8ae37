"""`vendortrail export`: a paper about a vendor."""

from __future__ import annotations

from pathlib import Path

import click

from vendortrail.cli import dates, output
from vendortrail.cli.choices import OneOf
from vendortrail.cli.session import Session, pass_session
from vendortrail.cli.speaking import argument, command, option
from vendortrail.i18n import N_, _, ngettext
from vendortrail.papers.audience import Audience
from vendortrail.service.papering import Format, Paper

STANDARD_OUTPUT = "-"


@command(
    "export",
    help=N_(
        "Write a paper about a vendor to the exports of the workspace, to a file, or to standard "
        "output (-). The vendor's paper leaves out all that is private. The disagreement protocol "
        "has the terms of an agreement that are not settled, for both sides to sign."
    ),
    examples=N_(
        "vendortrail export timeline Zvonar\n"
        "vendortrail export timeline Zvonar --audience vendor --format html \\\n"
        "    --output ours.html\n"
        "vendortrail export disagreements Zvonar --format html"
    ),
)
@argument("paper", type=OneOf(Paper))
@argument("vendor", N_("VENDOR"))
@option(
    "--format",
    "written",
    type=OneOf(Format),
    default=Format.MARKDOWN.value,
    show_default=True,
    help=N_("How it is written."),
)
@option("--output", "target", metavar=N_("FILE|-"), help=N_("Where to."))
@option(
    "--audience",
    type=OneOf(Audience),
    help=N_("Who is to read it; else the vendor a disagreement protocol, and we a timeline."),
)
@option(
    "--agreement",
    metavar=N_("AGREEMENT"),
    help=N_("Which one a disagreement protocol is about; else the only one with open terms."),
)
@option("--from", "first", metavar=N_("DATE"), help=N_("The chronology begins on that day."))
@option("--to", "last", metavar=N_("DATE"), help=N_("The chronology ends on that day."))
@pass_session
def export(
    session: Session,
    paper: Paper,
    vendor: str,
    written: Format,
    target: str | None,
    audience: Audience | None,
    agreement: str | None,
    first: str | None,
    last: str | None,
) -> None:
    """Print the path of the paper, or the paper."""
    trail = session.trail
    about = session.vendor(vendor).identity
    exported = trail.export(
        paper,
        about,
        format=written,
        audience=audience,
        first=dates.day(trail, "first", first) if first else None,
        last=dates.day(trail, "last", last) if last else None,
        agreement=session.agreement(agreement, about).identity if agreement else None,
    )
    if exported.left_out:
        left_out = ngettext(
            "{n} private record is left out.",
            "{n} private records are left out.",
            exported.left_out,
        )
        output.line(left_out.format(n=exported.left_out), err=True)
    if exported.withheld:
        numbers = ", ".join(f"#{number}" for number in exported.withheld)
        unsaid = _("What they say of the terms is missing in the paper: {records}")
        output.line(unsaid.format(records=numbers), err=True)
    if target == STANDARD_OUTPUT:
        click.echo(exported.content, nl=False)
    else:
        click.echo(trail.save(exported, Path(target) if target else None))
