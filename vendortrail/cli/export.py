"""`vendortrail export`: a paper about a vendor."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path

import click

from vendortrail.cli import dates, output
from vendortrail.cli.choices import OneOf
from vendortrail.cli.session import Session, pass_session
from vendortrail.cli.speaking import argument, command, option
from vendortrail.i18n import N_, _, ngettext
from vendortrail.papers.audience import Audience
from vendortrail.refusal import Refusal
from vendortrail.service.papering import Exported, Format, Paper

STANDARD_OUTPUT = "-"


class Kind(StrEnum):
    """What can be exported: the papers, and data for other programs."""

    TIMELINE = Paper.TIMELINE.value
    DISAGREEMENTS = Paper.DISAGREEMENTS.value
    OCDS = "ocds"


@command(
    "export",
    help=N_(
        "Write a paper about a vendor to the exports of the workspace, to a file, or to standard "
        "output (-). The vendor's paper leaves out all that is private. The disagreement protocol "
        "has the terms of an agreement that are not settled, for both sides to sign. Open "
        "contracting data (ocds) is an OCDS 1.1 release package of the agreements, for other "
        "programs to read."
    ),
    examples=N_(
        "vendortrail export timeline Zvonar\n"
        "vendortrail export timeline Zvonar --audience vendor --format html \\\n"
        "    --output ours.html\n"
        "vendortrail export disagreements Zvonar --format html\n"
        'vendortrail export ocds Zvonar --publisher "Northline Ltd" --output -'
    ),
)
@argument("kind", N_("PAPER"), type=OneOf(Kind))
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
@option(
    "--publisher",
    metavar=N_("NAME"),
    default="",
    help=N_("Who publishes open contracting data, and buys; else who records here."),
)
@option("--from", "first", metavar=N_("DATE"), help=N_("The chronology begins on that day."))
@option("--to", "last", metavar=N_("DATE"), help=N_("The chronology ends on that day."))
@pass_session
def export(
    session: Session,
    kind: Kind,
    vendor: str,
    written: Format,
    target: str | None,
    audience: Audience | None,
    agreement: str | None,
    publisher: str,
    first: str | None,
    last: str | None,
) -> None:
    """Print the path of the paper, or the paper."""
    trail = session.trail
    about = session.vendor(vendor).identity
    only = session.agreement(agreement, about).identity if agreement else None
    if kind is Kind.OCDS:
        if first or last or written is not Format.MARKDOWN:
            raise Refusal(
                N_("open contracting data has one format and no chronology; leave these out")
            )
        exported = trail.open_contracting_data(
            about, audience=audience or Audience.INTERNAL, publisher=publisher, agreement=only
        )
    else:
        exported = trail.export(
            Paper(kind.value),
            about,
            format=written,
            audience=audience,
            first=dates.day(trail, "first", first) if first else None,
            last=dates.day(trail, "last", last) if last else None,
            agreement=only,
        )
    _say_what_is_missing(exported)
    if target == STANDARD_OUTPUT:
        click.echo(exported.content, nl=False)
    else:
        click.echo(trail.save(exported, Path(target) if target else None))


def _say_what_is_missing(exported: Exported) -> None:
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
    for sentence in exported.unsaid:
        output.line(str(sentence), err=True)
