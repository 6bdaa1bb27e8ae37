"""`vendortrail demo`: the demo workspace, built, reviewed, exported and shown."""

from __future__ import annotations

from contextlib import suppress
from itertools import product
from pathlib import Path

import click

from vendortrail import i18n
from vendortrail.cli import output
from vendortrail.cli.review import show_findings
from vendortrail.cli.screens import open_screens
from vendortrail.cli.speaking import argument, command, option
from vendortrail.cli.terminal import can_draw
from vendortrail.cli.timeline import show_timeline
from vendortrail.i18n import N_, ngettext
from vendortrail.records.parties import Vendor
from vendortrail.refusal import Refusal
from vendortrail.service import Trail, Workspace
from vendortrail.service import demo as demos
from vendortrail.service.papering import Format, Paper

FOLDER = "vendortrail-demo"


@command(
    "demo",
    help=N_(
        "Build the demo workspace in a folder (else in vendortrail-demo here), review it and "
        "export its papers. On a terminal it then opens; else the findings and the timeline of "
        "the first story are printed."
    ),
)
@argument("folder", N_("FOLDER"), required=False, type=click.Path(file_okay=False, path_type=Path))
@option(
    "--lang",
    type=click.Choice(i18n.LANGUAGES),
    expose_value=False,
    help=N_("The language of the stories, as before the command."),
)
def demo(folder: Path | None) -> None:
    """Print the findings and a timeline, or open the screens."""
    workspace = Workspace((folder or Path(FOLDER)).absolute())
    with demos.open_or_build(workspace, i18n.language()) as trail:
        reviews = tuple(trail.reviews())
        _export(trail)
        found = sum(len(review.open) for review in reviews)
        message = ngettext(
            "The demo is in {folder}: {n} finding, its papers in exports/.",
            "The demo is in {folder}: {n} findings, its papers in exports/.",
            found,
        )
        output.line(message.format(folder=workspace.folder, n=found), err=True)
        if can_draw():
            open_screens(workspace, trail.today, i18n.language())
            return
        show_findings(reviews)
        click.echo()
        first = min(vendor.identity for vendor in trail.every(Vendor))
        show_timeline(trail.history(first), trail.timeline(first))


def _export(trail: Trail) -> None:
    """Save the papers about every vendor in the workspace."""
    for vendor, paper, form in product(trail.every(Vendor), Paper, Format):
        # Where every term is settled there is no protocol.
        with suppress(Refusal):
            trail.save(trail.export(paper, vendor.identity, format=form))
