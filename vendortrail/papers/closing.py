"""The end of a paper: the evidence by its full name, and what the paper rests on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from msgspec import Struct

from vendortrail import timeline
from vendortrail.document import Block, Column, Heading, Paragraph, Table, plain
from vendortrail.i18n import _
from vendortrail.papers.chronology import SHORT
from vendortrail.papers.events import is_event
from vendortrail.papers.standing_out import numbers
from vendortrail.sentences import count


class CheckpointLine(Struct, frozen=True):
    """Where the ledger stood: how many records, the hash of the newest (hex), on which day."""

    records: int
    head: str
    day: date


def evidence(items: Iterable[timeline.Item]) -> Iterator[Block]:
    """Yield the kept originals that the chronology names by the first digits of their SHA-256."""
    found: dict[str, list[int]] = {}
    for item in items:
        if isinstance(item, timeline.Entry):
            for sha in item.record.evidence:
                found.setdefault(sha, []).append(item.record.seq)
    if not found:
        return
    yield Heading(2, plain(_("Evidence")))
    titles = (_("Short"), "SHA-256", _("Records"))
    rows = (
        (sha[:SHORT], sha, ", ".join(numbers(records))) for sha, records in sorted(found.items())
    )
    yield Table(
        tuple(Column(plain(title)) for title in titles), tuple(tuple(map(plain, r)) for r in rows)
    )


def foundation(
    items: Iterable[timeline.Item], checkpoint: CheckpointLine | None
) -> Iterator[Block]:
    """Yield what is not in the chronology, and where the ledger stood."""
    yield Heading(2, plain(_("What this paper rests on")))
    untold = sum(
        not is_event(item.record.payload) for item in items if isinstance(item, timeline.Entry)
    )
    if untold:
        yield Paragraph(
            plain(
                str(
                    count(
                        "{count} record is not in the chronology: it says who somebody is, what "
                        "was used, how to judge, or what was done about a finding.",
                        "{count} records are not in the chronology: they say who somebody is, what "
                        "was used, how to judge, or what was done about a finding.",
                        untold,
                    )
                )
            )
        )
    if checkpoint is None:
        yield Paragraph(plain(_("No checkpoint of the ledger was taken.")))
    else:
        yield Paragraph(
            plain(
                str(
                    count(
                        "Checkpoint of {day}: {count} record, head hash {head}",
                        "Checkpoint of {day}: {count} records, head hash {head}",
                        checkpoint.records,
                        day=checkpoint.day,
                        head=checkpoint.head,
                    )
                )
            )
        )
