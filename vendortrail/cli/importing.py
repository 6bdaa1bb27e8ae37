"""What every `vendortrail import` command has in common: its options, and what it prints."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
from msgspec import Struct

from vendortrail import receipts
from vendortrail.cli import dates, output
from vendortrail.cli.merging import hint
from vendortrail.cli.progress import reading
from vendortrail.cli.session import Session, pass_session
from vendortrail.cli.speaking import argument, json_option, option
from vendortrail.cli.trouble import REFUSED
from vendortrail.i18n import N_, _, ngettext
from vendortrail.records.capture import Receipt
from vendortrail.refusal import FieldRefusal
from vendortrail.sentences import say

if TYPE_CHECKING:
    from vendortrail.service.sources import Period, Source
    from vendortrail.service.taking import Taken


# Of a folder of ten thousand files; `--json` names them all.
_MOST_NAMED = 5


class Asked(Struct, frozen=True):
    """How something is to be imported; ``covers`` is a period as it was typed, or nothing."""

    covers: str | None
    dry_run: bool
    as_json: bool


def importing(function: Callable[..., None]) -> Callable[..., None]:
    """Give a command the options of every import; it receives them as ``asked``."""

    @option(
        "--covers",
        metavar=N_("FROM..TO"),
        help=N_(
            "The days of which the source knows every word; else those between which somebody is "
            "heard in it, as long as that is not for too long."
        ),
    )
    @option("--dry-run", is_flag=True, help=N_("Read everything, say the same, record nothing."))
    @json_option
    @wraps(function)
    def command(
        *arguments: Any, covers: str | None, dry_run: bool, as_json: bool, **named: Any
    ) -> None:
        function(*arguments, asked=Asked(covers, dry_run, as_json), **named)

    return command


def corresponding(opened: Callable[..., Source]) -> Callable[..., None]:
    """Make a command that takes in what two sides said to each other.

    Args:
        opened: returns the source, given the trail, paths, the vendor, and by name addresses of
            ``theirs`` and of ``ours``.
    """

    @argument(
        "paths", N_("PATH"), nargs=-1, required=True, type=click.Path(exists=True, path_type=Path)
    )
    @option("--vendor", metavar=N_("VENDOR"), required=True, help=N_("Whose words to look for."))
    @option(
        "--vendor-address",
        "theirs",
        metavar=N_("ADDRESS"),
        multiple=True,
        help=N_(
            "An address or a domain of the vendor, besides those on record; for this import only."
        ),
    )
    @option(
        "--our-address",
        "ours",
        metavar=N_("ADDRESS"),
        multiple=True,
        help=N_(
            "An address or a domain of ours, besides those of our people on record. With any "
            "known, what others write is not ours, and a reply of ours waits for what it answers."
        ),
    )
    @importing
    @pass_session
    @wraps(opened)
    def command(
        session: Session,
        /,
        paths: tuple[Path, ...],
        vendor: str,
        theirs: tuple[str, ...],
        ours: tuple[str, ...],
        asked: Asked,
    ) -> None:
        about = session.vendor(vendor)
        source = opened(session.trail, paths, about, theirs=theirs, ours=ours)
        take_in(session, source, asked, about.identity)

    return command


def take_in(session: Session, source: Source, asked: Asked, vendor: int | None = None) -> None:
    """Import a source and print the receipt; exit code 3 where something in it was refused."""
    period = None if asked.covers is None else read_period(session, "covers", asked.covers)
    before = session.trail.state().size
    try:
        with reading() as heard:
            taken = session.trail.take_in(
                source, vendor=vendor, covers=period, dry_run=asked.dry_run, progress=heard
            )
    except KeyboardInterrupt:
        output.line(_("Stopped: nothing of it is recorded."), err=True)
        raise
    told(taken, asked)
    if taken.record is not None:
        hint(session, before)
        _tell_undated(session, before)
    leave(taken)


def _tell_undated(session: Session, after: int) -> None:
    """Say on standard error which words leave no silence before them certain."""
    for number, last in session.trail.undated(after)[:_MOST_NAMED]:
        told = say(
            "#{number} has no day that can be believed: no silence before {last} is certain until "
            "somebody says when it was: vendortrail correct {number} --on DAY --reason …",
            number=str(number),
            last=last,
        )
        output.line(str(told), err=True)


def told(taken: Taken, asked: Asked) -> None:
    """Print the receipt of an import, or of the trial of one."""
    number = None if taken.record is None else taken.record.seq
    if taken.record is None:
        output.line(_("Only tried: nothing is recorded."), err=True)
    show(taken.receipt, number, as_json=asked.as_json)


def leave(taken: Taken) -> None:
    """End the call with exit code 3 where something in an import was refused."""
    if taken.receipt.refused:
        click.get_current_context().exit(REFUSED)


def show(receipt: Receipt, number: int | None, *, as_json: bool, err: bool = True) -> None:
    """Print a receipt: what was read on standard output, each refusal on standard error.

    Not so where the receipt was asked for (``err`` is False): then all is on standard output.

    With `--json`: {receipt|null, importer, files, covers: {from, to, without: [{from, to}]}|null,
    people, read, recorded, changed, known, others, refused, waiting, refusals: [{place, reason}]}.
    """
    if as_json:
        output.json(_document(receipt, number))
        return
    for item in receipt.refusals:
        output.line(f"{item.place}: {receipts.reason(item)}", err=err)
    left = receipt.refused - len(receipt.refusals)
    if left:
        unsaid = ngettext("… and {n} more refused", "… and {n} more refused", left)
        output.line(unsaid.format(n=left), err=err)
    names = [file.name for file in receipt.files]
    files = ", ".join((*names[:_MOST_NAMED], *(["…"] if len(names) > _MOST_NAMED else [])))
    parts = (number and f"#{number}", files, receipts.said(receipt))
    output.line(" · ".join(str(part) for part in parts if part))


def _document(receipt: Receipt, number: int | None) -> dict[str, object]:
    return {
        "receipt": number,
        "importer": receipt.importer,
        "files": receipt.files,
        "covers": _covers(receipt) if receipt.first else None,
        "people": receipt.people,
        "read": receipt.read,
        "recorded": receipt.recorded,
        "changed": receipt.changed,
        "known": receipt.known,
        "others": receipt.others,
        "refused": receipt.refused,
        "waiting": len(receipt.waiting),
        "refusals": [
            {"place": item.place, "reason": str(receipts.reason(item))} for item in receipt.refusals
        ],
    }


def _covers(receipt: Receipt) -> dict[str, object]:
    without = [{"from": first, "to": last} for first, last in receipt.without]
    return {"from": receipt.first, "to": receipt.last or None, "without": without}


def read_period(session: Session, field: str, text: str, *, open_ended: bool = False) -> Period:
    """Return a period that was typed into a field as FROM..TO; open-ended, TO may be left out.

    Raises FieldRefusal where it is none.
    """
    from vendortrail.service.sources import Period

    first, dots, last = (part.strip() for part in text.partition(".."))
    if not dots or not (last or open_ended):
        raise FieldRefusal(
            field, N_("“{text}” is no period; write it as 2026-01-01..2026-06-30"), text=text
        )
    begin = dates.day(session.trail, field, first)
    return Period(begin, dates.day(session.trail, field, last) if last else None)
