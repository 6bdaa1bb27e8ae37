"""What every command that records has in common: its options, and what it prints."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import Any, TypeVar

from msgspec import Struct

from vendortrail import formats
from vendortrail.cli import dates, output
from vendortrail.cli.choices import File
from vendortrail.cli.session import Session
from vendortrail.cli.speaking import json_option, option
from vendortrail.i18n import N_, _
from vendortrail.records.record import Draft, Payload, Record
from vendortrail.service.naming import title

K = TypeVar("K", bound=Payload)

SOURCE = "command"


class Entry(Struct, frozen=True):
    """What was said about a record besides its content; ``on`` is a date as it was typed."""

    on: str
    private: bool
    evidence: tuple[Path, ...]
    as_json: bool


def recording(function: Callable[..., None]) -> Callable[..., None]:
    """Give a command the options of every record; it receives them as ``entry``."""

    @option("--on", metavar=N_("DATE"), default="today", help=N_("When it happened; else today."))
    @option(
        "--private/--shared",
        default=True,
        help=N_("Whether the vendor may ever be shown it; private unless said otherwise."),
    )
    @option(
        "--evidence",
        metavar=N_("FILE"),
        multiple=True,
        type=File(),
        help=N_("A file (at most 2 GiB) that proves it; a copy is kept in the workspace."),
    )
    @json_option
    @wraps(function)
    def command(
        *arguments: Any,
        on: str,
        private: bool,
        evidence: tuple[Path, ...],
        as_json: bool,
        **named: Any,
    ) -> None:
        function(*arguments, entry=Entry(on, private, evidence, as_json), **named)

    return command


def draft(
    session: Session,
    entry: Entry,
    payload: K,
    *,
    vendor: int | None = None,
    agreement: int | None = None,
) -> Draft[K]:
    """Return what is to be recorded; a date that is refused is so before any file is kept."""
    return Draft(
        payload=payload,
        occurred=dates.when(session.trail, "on", entry.on).text,
        vendor=vendor,
        agreement=agreement,
        private=entry.private,
        source=SOURCE,
        evidence=tuple(session.trail.keep_evidence(path) for path in entry.evidence),
    )


def record(
    session: Session,
    entry: Entry,
    payload: Payload,
    *,
    vendor: int | None = None,
    agreement: int | None = None,
) -> None:
    """Record it, and print the record."""
    told = draft(session, entry, payload, vendor=vendor, agreement=agreement)
    show(session, session.trail.record(told), as_json=entry.as_json)


def show(session: Session, *records: Record[Payload], as_json: bool) -> None:
    """Print what was recorded: a line each, or with `--json` the record (several: a list).

    A line says the day unless it is today: typed dates are read, and may be read otherwise than
    they were meant. Of what puts something else right it says why.
    """
    if as_json:
        documents = [output.record(record) for record in records]
        output.json(documents[0] if len(documents) == 1 else documents)
        return
    for shown in records:
        spoken_of = (shown.identity, *output.spoken_of(shown))
        called = {identity: title(session.trail.get(identity)) for identity in spoken_of}
        what = output.sentence(shown, called)
        if shown.occurred != session.trail.today.isoformat():
            what = f"{what} ({formats.occurred_text(shown.when)})"
        if shown.reason:
            what = f"{what} [{_(shown.reason)}]"
        output.line(_("#{number} recorded: {what}").format(number=shown.seq, what=what))
