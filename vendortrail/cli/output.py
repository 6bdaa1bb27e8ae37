"""What commands print: JSON documents and tables of text, on standard output alone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

import click
import msgspec
from msgspec import structs

from vendortrail import formats, occurred, receipts, thresholds
from vendortrail.cleaning import clean, escaped, one_line
from vendortrail.coverage import BY_HAND
from vendortrail.exporters.width import width
from vendortrail.i18n import _
from vendortrail.labels import kind_label, label
from vendortrail.papers.events import is_event, told
from vendortrail.records.capture import Receipt
from vendortrail.records.dealings import Usage
from vendortrail.records.housekeeping import Correction, Disposition, Threshold
from vendortrail.records.parties import Sameness
from vendortrail.records.record import Payload, Record, references
from vendortrail.records.values import Money

GAP = "  "


def json(document: object) -> None:
    """Print one JSON document in UTF-8: days as YYYY-MM-DD, money as {"minor", "currency"}."""
    click.echo(escaped(msgspec.json.format(msgspec.json.encode(document), indent=2).decode()))


def line(text: str, *, err: bool = False) -> None:
    """Print a text, without whatever a terminal would obey."""
    click.echo(clean(text), err=err)


def table(headings: Sequence[str], rows: Iterable[Sequence[object]], *, err: bool = False) -> None:
    """Print rows in columns under headings (msgids); a word on standard error if there are none."""
    cells = [[_cell(value) for value in row] for row in rows]
    if cells:
        _columns([[_(heading) for heading in headings], *cells], err=err)
    else:
        click.echo(_("There is nothing to show."), err=True)


def facts(named: Iterable[tuple[str, object]], *, err: bool = False) -> None:
    """Print what is known of one thing, a line each: a heading (a msgid) and its value."""
    known = [(_(heading), _cell(value)) for heading, value in named if value not in (None, "", ())]
    _columns(known, err=err)


def record(entry: Record[Payload]) -> dict[str, Any]:
    """Return a record as JSON shows it: every field of the record, and of its payload below it."""
    kept = structs.asdict(entry)
    payload = structs.asdict(kept.pop("payload"))
    first = {name: kept.pop(name) for name in ("seq", "id")}
    return {**first, "kind": entry.kind, **kept, "payload": payload}


def sentence(entry: Record[Payload], called: Mapping[int, str]) -> str:
    """Return what a record says in one sentence; ``called`` are the names of what it speaks of."""
    if is_event(entry.payload):
        return str(told(entry.payload, called).sentence)
    if isinstance(entry.payload, Correction):
        return _("#{number} is taken back").format(number=entry.supersedes)
    return f"{kind_label(entry.kind)}: {_gist(entry, called)}".removesuffix(": ")


def spoken_of(entry: Record[Payload]) -> Iterator[int]:
    """Yield the identities of what a record names, as far as a sentence about it needs them."""
    if isinstance(entry.payload, Disposition) and entry.payload.about is not None:
        yield entry.payload.about
    yield from (identity for _field, identity, _kind in references(entry.payload))


def _gist(entry: Record[Payload], called: Mapping[int, str]) -> str:
    payload = entry.payload
    if isinstance(payload, Usage):
        return f"{payload.meter}, {payload.month}: {payload.quantity} {payload.unit}".rstrip()
    if isinstance(payload, Threshold):
        days = _("switched off") if payload.days is None else payload.days
        return f"{thresholds.name(payload.name)}: {days}"
    if isinstance(payload, Disposition):
        about = next((called[it] for it in spoken_of(entry) if it in called), payload.subject)
        return f"{payload.code}, {about}: {label(payload.disposal)}"
    if isinstance(payload, Receipt):
        said = str(receipts.said(payload))
        return said if payload.importer == BY_HAND else f"{entry.source} · {said}"
    if isinstance(payload, Sameness):
        merged, kept = (called.get(it, f"#{it}") for it in (payload.merged, payload.same_as))
        return _("{merged} is {kept}").format(merged=merged, kept=kept)
    return called.get(entry.identity, "")


def when(text: str) -> str:
    """Return when something happened, short enough for a column, from its EDTF text.

    A moment is shown by its own clock, without the zone; `--json` has it whole.
    """
    known = occurred.parse(text)
    if known.is_about or text.startswith("["):
        return formats.occurred_text(known)
    return f"{known.first} {known.at:%H:%M}" if known.at else text


def _columns(rows: Sequence[Sequence[str]], *, err: bool) -> None:
    widths = [max(map(width, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        padded = (cell + " " * (w - width(cell)) for cell, w in zip(row, widths, strict=True))
        click.echo(GAP.join(padded).rstrip(), err=err)


def _cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, Money):
        return formats.money(value.minor, value.currency)
    if isinstance(value, date):
        return value.isoformat()
    return one_line(str(value))
