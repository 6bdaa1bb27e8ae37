"""Dates as people type them: what is ambiguous is asked about on a terminal, else refused."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import click

from vendortrail import formats, typed_dates
from vendortrail.cli.terminal import can_ask
from vendortrail.i18n import N_, _
from vendortrail.occurred import Occurred
from vendortrail.refusal import FieldRefusal

if TYPE_CHECKING:
    from vendortrail.service import Trail


def when(trail: Trail, field: str, text: str, *, future: bool = False) -> Occurred:
    """Return when it happened (or is due), by what was typed into a field.

    Raises FieldRefusal where nothing can be read from it, or two things and nobody can be asked.
    """
    try:
        read = typed_dates.read(text, trail.today, trail.zone, future=future)
    except typed_dates.TypedDateError as error:
        raise FieldRefusal(field, error.message, **error.places) from None
    if isinstance(read, Occurred):
        return read
    if can_ask():
        return _chosen(text, read)
    raise FieldRefusal(
        field,
        N_("“{text}” can be {candidates}; write the one that is meant"),
        text=text,
        candidates=_(" or ").join(candidate.text for candidate in read),
    )


def day(trail: Trail, field: str, text: str, *, future: bool = False) -> date:
    """Return the single day that was typed into a field; FieldRefusal for anything vaguer."""
    known = when(trail, field, text, future=future)
    if not known.is_exact:
        raise FieldRefusal(
            field, N_("“{text}” is not a single day; write it as 2026-11-16"), text=text
        )
    return known.first


def day_text(trail: Trail, field: str, text: str | None, *, future: bool = True) -> str:
    """Return a typed day as records keep it (YYYY-MM-DD), or nothing where nothing was typed."""
    return day(trail, field, text, future=future).isoformat() if text else ""


def _chosen(text: str, candidates: tuple[Occurred, ...]) -> Occurred:
    click.echo(_("“{text}” can be:").format(text=text), err=True)
    for number, candidate in enumerate(candidates, 1):
        click.echo(f"  {number}  {candidate.text}  {formats.occurred_text(candidate)}", err=True)
    answer: int = click.prompt(_("Which one"), type=click.IntRange(1, len(candidates)), err=True)
    return candidates[answer - 1]
