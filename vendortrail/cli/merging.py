"""The commands by which two vendors, or two people, are found to be one, or to be two after all."""

from __future__ import annotations

from typing import TypeVar

import click

from vendortrail.cli import output
from vendortrail.cli.recording import show
from vendortrail.cli.session import Session, pass_session
from vendortrail.cli.speaking import argument, json_option, option
from vendortrail.i18n import N_, _
from vendortrail.likeness import Likeness
from vendortrail.records.parties import Contact, Vendor
from vendortrail.sentences import listed
from vendortrail.service.naming import title

P = TypeVar("P", bound=Vendor | Contact)


def add_merging(group: click.Group, kind: type[P], one: str, *, same: str) -> None:
    """Give a group of commands ``merge``, ``split`` and ``same`` for what it is about.

    Args:
        group: the group.
        kind: vendors or people.
        one: what the help calls one of them (a msgid).
        same: what the help says of ``same`` (a msgid).
    """

    @group.command(
        "merge",
        help=N_(
            "Record that one is another that is on record already. From now on both are read "
            "under the name of the second; every record stays as it was made."
        ),
    )
    @argument("other", one)
    @argument("into", one)
    @option("--reason", metavar=N_("TEXT"), required=True, help=N_("How it is known."))
    @json_option
    @pass_session
    def merge(session: Session, other: str, into: str, reason: str, as_json: bool) -> None:
        """Print the record."""
        trail = session.trail
        merged, kept = trail.find(kind, other), trail.find(kind, into)
        show(session, trail.merge(merged, kept, reason=reason), as_json=as_json)

    @group.command("split", help=N_("Take back that one was another; both are as before."))
    @argument("other", one)
    @option("--reason", metavar=N_("TEXT"), required=True, help=N_("How it is known."))
    @json_option
    @pass_session
    def split(session: Session, other: str, reason: str, as_json: bool) -> None:
        """Print the record that takes the merger back."""
        trail = session.trail
        merger = trail.merged(kind, other)
        show(session, trail.take_back(merger.seq, reason=reason), as_json=as_json)

    @group.command("same", help=same)
    @json_option
    @pass_session
    def same_(session: Session, as_json: bool) -> None:
        """Print [{one: {id, name}, other: {id, name}, why: [sentence]}]."""
        called = {it.identity: title(it) for it in session.trail.every(kind)}
        found = session.trail.alike(kind)
        if as_json:
            output.json(
                [
                    {
                        "one": {"id": pair.one, "name": called[pair.one]},
                        "other": {"id": pair.other, "name": called[pair.other]},
                        "why": [str(reason) for reason in pair.why],
                    }
                    for pair in found
                ]
            )
            return
        output.table(
            (N_("One"), N_("The other"), N_("Why")),
            (
                (
                    f"#{pair.one} {called[pair.one]}",
                    f"#{pair.other} {called[pair.other]}",
                    listed(pair.why),
                )
                for pair in found
            ),
        )


def hint(session: Session, after: int) -> None:
    """Say on standard error whom vendors and people resemble that were recorded after a record."""
    for kind, command in ((Vendor, "vendor"), (Contact, "contact")):
        pairs = session.trail.alike(kind, after=after)
        called = {it.identity: title(it) for it in session.trail.every(kind)} if pairs else {}
        for pair in pairs:
            output.line(_hint(pair, called, command), err=True)


def _hint(pair: Likeness, called: dict[int, str], command: str) -> str:
    return _(
        "#{other} {new} may be #{one} {known} ({why}): vendortrail {command} merge {other} {one} "
        "--reason …"
    ).format(
        other=pair.other,
        new=called[pair.other],
        one=pair.one,
        known=called[pair.one],
        why=listed(pair.why),
        command=command,
    )
