"""Tables of results and usage, taken in by `vendortrail import table` with a receipt."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any, TypeVar

from vendortrail.cli import dates
from vendortrail.cli.importing import Asked, leave, told
from vendortrail.cli.mapping import confirmed
from vendortrail.cli.recording import SOURCE
from vendortrail.cli.session import Session
from vendortrail.i18n import N_
from vendortrail.records.promised import Delivery
from vendortrail.records.record import Draft
from vendortrail.refusal import Refusal

T = TypeVar("T")


def results(
    session: Session,
    path: Path,
    asked: Asked,
    *,
    agreement: str | None,
    segment: str | None,
    claimed: int | None,
    as_of: str | None,
    yes: bool,
    reading: Mapping[str, Any],
) -> None:
    """Record a table of results as a delivery for a segment, and print the receipt.

    ``reading`` is what was said of how the table is read, as `mapping.confirmed` takes it.
    """
    owner = session.agreement(_said("--agreement", agreement))
    found = session.segment(_said("--segment", segment), owner.identity)
    draft = Draft(
        payload=Delivery(found.identity, _said("--claimed", claimed)),
        occurred=dates.when(session.trail, "as_of", as_of or "today").text,
        vendor=owner.vendor,
        agreement=owner.identity,
        source=SOURCE,
    )
    proposal = session.trail.propose_mapping(path)
    mapping = confirmed(proposal, path, only=(), yes=yes, **reading)
    taken = session.trail.take_in_results(draft, path, mapping, dry_run=asked.dry_run)
    told(taken, asked)
    leave(taken)


def usage(
    session: Session, path: Path, asked: Asked, *, vendor: str | None, agreement: str | None
) -> None:
    """Record a table of usage, and print the receipt."""
    owner = session.vendor(_said("--vendor", vendor)).identity
    about = session.agreement(agreement, owner).identity if agreement else None
    receipt = session.trail.import_usage(
        path, vendor=owner, agreement=about, source=SOURCE, dry_run=asked.dry_run
    )
    told(receipt.taken, asked)
    leave(receipt.taken)


def _said(name: str, given: T | None) -> T:
    if given is None:
        raise Refusal(N_("for this kind of table say {name} too"), name=name)
    return given
