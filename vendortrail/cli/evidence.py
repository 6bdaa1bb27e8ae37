"""`vendortrail evidence`: the kept originals that records rest on."""

from __future__ import annotations

from pathlib import Path

import click

from vendortrail.cli import output
from vendortrail.cli.session import Session, pass_session
from vendortrail.cli.speaking import argument, group, json_option, option
from vendortrail.i18n import N_, _

# More of a text than this is to be read in an editor.
_MOST_SHOWN = 20_000
_SHORT = 12


@group(
    "evidence", help=N_("Kept originals: list, show, export. Names are SHA-256, or its beginning.")
)
def evidence() -> None:
    """Hold the commands."""


@evidence.command("list", help=N_("List the originals, with the records that rest on them."))
@argument("vendor", N_("VENDOR"), required=False)
@option(
    "--unnamed",
    is_flag=True,
    help=N_(
        "The files that no record rests on instead, such as an import that was stopped leaves: "
        "run it again, or remove them while no import runs."
    ),
)
@json_option
@pass_session
def list_(session: Session, vendor: str | None, unnamed: bool, as_json: bool) -> None:
    """Print [{sha256, size|null, records: [seq]}], or [{path, size}] of those that are unnamed."""
    if unnamed:
        _list_unnamed(session, as_json)
        return
    found = session.trail.originals(session.vendor_number(vendor))
    if as_json:
        output.json(found)
        return
    output.table(
        (N_("Evidence"), N_("Bytes"), N_("Records")),
        (
            (
                original.sha256[:_SHORT],
                _("missing") if original.size is None else original.size,
                ", ".join(f"#{seq}" for seq in original.records),
            )
            for original in found
        ),
    )


@evidence.command("show", help=N_("Show an original as text, without what a terminal would obey."))
@argument("name", N_("SHA256"))
@json_option
@pass_session
def show(session: Session, name: str, as_json: bool) -> None:
    """Print {sha256, size, records, text|null}; text is null where it is none."""
    original = session.trail.original(name)
    data = session.trail.read_original(original)
    text = _text(data)
    if as_json:
        shown = None if text is None else text[:_MOST_SHOWN]
        output.json(
            {
                "sha256": original.sha256,
                "size": original.size,
                "records": original.records,
                "text": shown,
            }
        )
        return
    output.facts(
        (
            (N_("SHA-256"), original.sha256),
            (N_("Bytes"), len(data)),
            (N_("Records"), ", ".join(f"#{seq}" for seq in original.records)),
        ),
        err=True,
    )
    if text is None:
        output.line(_("This is no text; export it to open it with its own program."), err=True)
        return
    output.line(text[:_MOST_SHOWN])
    if len(text) > _MOST_SHOWN:
        output.line(_("… the rest is left out; export it to read all."), err=True)


@evidence.command("export", help=N_("Write a copy of an original to a file that is not there yet."))
@argument("name", N_("SHA256"))
@argument("path", N_("FILE"), type=click.Path(dir_okay=False, path_type=Path))
@pass_session
def export(session: Session, name: str, path: Path) -> None:
    """Print the file."""
    session.trail.hand_out(session.trail.original(name), path)
    output.line(str(path))


def _list_unnamed(session: Session, as_json: bool) -> None:
    found = session.trail.unnamed()
    if as_json:
        output.json(found)
    else:
        headings = (N_("File"), N_("Bytes"))
        output.table(headings, ((each.path, each.size) for each in found))


def _text(data: bytes) -> str | None:
    """Return what the bytes say, if they are text in UTF-8 or another encoding; else None."""
    if b"\0" in data:
        return None
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        from charset_normalizer import from_bytes

        best = from_bytes(data[:_MOST_SHOWN]).best()
        return None if best is None else data.decode(best.encoding, errors="replace")
