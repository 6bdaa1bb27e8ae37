"""`vendortrail init`, `locate`, `verify`, `checkpoint`, `backup`, `restore` and `rebuild`."""

from __future__ import annotations

from pathlib import Path

import click

from vendortrail.cli import output
from vendortrail.cli.choices import File
from vendortrail.cli.session import Session, pass_session
from vendortrail.cli.speaking import argument, command, json_option, option
from vendortrail.cli.trouble import SOMETHING_WRONG
from vendortrail.i18n import N_, _, ngettext
from vendortrail.service import Trail

_FILE = click.Path(dir_okay=False, path_type=Path)


@command("init", help=N_("Make a new, empty trail in the workspace."))
@pass_session
def init(session: Session) -> None:
    """Print the file of the trail."""
    Trail.create(session.workspace, today=session.today, settings=session.settings).close()
    click.echo(session.workspace.database)


@command("locate", help=N_("Print the folder in which the trail is kept."))
@json_option
@pass_session
def locate(session: Session, as_json: bool) -> None:
    """Print {workspace, trail, exports, evidence, exists}."""
    place = session.workspace
    if as_json:
        output.json(
            {
                "workspace": str(place.folder),
                "trail": str(place.database),
                "exports": str(place.exports),
                "evidence": str(place.evidence),
                "exists": place.database.exists(),
            }
        )
        return
    click.echo(place.folder)


@command("verify", help=N_("Prove that nothing in the trail was changed since it was recorded."))
@option(
    "--checkpoint",
    "kept",
    metavar=N_("FILE"),
    type=File(),
    help=N_("Also that the newest records were not cut off since that checkpoint."),
)
@json_option
@pass_session
def verify(session: Session, kept: Path | None, as_json: bool) -> None:
    """Print [{place, message}], empty when all is well; exit code 1 when it is not."""
    faults = session.trail.verify(kept)
    if as_json:
        output.json([{"place": fault.place, "message": str(fault.sentence)} for fault in faults])
    elif faults:
        for fault in faults:
            output.line(f"{fault.place}: {fault.sentence}")
    else:
        click.echo(_("All is as it was recorded."))
    _tell_unnamed(len(session.trail.unnamed()))
    if faults:
        found = ngettext("{n} fault is found.", "{n} faults are found.", len(faults))
        click.echo(found.format(n=len(faults)), err=True)
        click.get_current_context().exit(SOMETHING_WRONG)


def _tell_unnamed(number: int) -> None:
    """Say how many files no record rests on: nothing is wrong with them, but nothing needs them."""
    if number:
        message = ngettext(
            "No record rests on {n} file in evidence/; “evidence list --unnamed” names it.",
            "No record rests on {n} files in evidence/; “evidence list --unnamed” names them.",
            number,
        )
        output.line(message.format(n=number), err=True)


@command(
    "checkpoint", help=N_("Write size and head hash of the ledger to a file; keep it elsewhere.")
)
@option("--output", "target", metavar=N_("FILE"), type=_FILE, help=N_("Where to."))
@json_option
@pass_session
def checkpoint(session: Session, target: Path | None, as_json: bool) -> None:
    """Print {path, size, hash, made}; made is a UTC moment."""
    made, path = session.trail.checkpoint(target)
    if as_json:
        output.json({"path": str(path), "size": made.size, "hash": made.hash, "made": made.made})
        return
    output.facts(
        [
            (N_("File"), path),
            (N_("Records"), made.size),
            (N_("Hash"), made.hash),
            (N_("Made"), made.made),
        ]
    )


@command("backup", help=N_("Write a verified copy of the trail to a file."))
@argument("path", N_("FILE"), type=_FILE)
@pass_session
def backup(session: Session, path: Path) -> None:
    """Print the path of the copy."""
    session.trail.backup(path)
    click.echo(path)


@command(
    "restore",
    help=N_(
        "Put a copy, once it is verified, in the place of the trail; that one is kept beside it."
    ),
)
@argument("path", N_("FILE"), type=File())
@pass_session
def restore(session: Session, path: Path) -> None:
    """Print the file of the trail."""
    kept = Trail.restore(session.workspace, path)
    if kept:
        output.line(_("What was there is kept in {path}").format(path=kept), err=True)
    click.echo(session.workspace.database)


@command("rebuild", help=N_("Derive the typed tables anew from the ledger."))
@pass_session
def rebuild(session: Session) -> None:
    """Say that it is done."""
    session.trail.rebuild()
    click.echo(_("The typed tables are derived anew."))
