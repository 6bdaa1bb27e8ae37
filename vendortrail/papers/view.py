"""One vendor on one day, as the reader of a paper may see it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from functools import cached_property

from msgspec import Struct

from vendortrail import timeline
from vendortrail.papers.audience import Audience, shown
from vendortrail.papers.events import Names, names
from vendortrail.patience import Silence, silences
from vendortrail.records.history import History
from vendortrail.records.record import Payload, Record
from vendortrail.thresholds import Thresholds


class View(Struct, frozen=True, dict=True):
    """What sections of a paper are made of.

    ``known`` is everything on record; ``history`` what the reader may see of it. Silences and the
    order of things are taken from everything, or the paper would claim silences that never were;
    they are told where the reader may see the records that prove them.
    """

    known: History
    history: History
    today: date
    audience: Audience
    left_out: int

    @classmethod
    def of(cls, known: History, today: date, audience: Audience) -> View:
        """Return the view of an audience."""
        seen = shown(known, audience)
        return cls(known, seen.history, today, audience, seen.left_out)

    @property
    def internal(self) -> bool:
        """True when nothing is kept from the reader."""
        return self.audience is Audience.INTERNAL

    @cached_property
    def now(self) -> History:
        """What the reader may see of what has happened by the end of today."""
        return self.history.as_of(self.today)

    @cached_property
    def happened(self) -> History:
        """Everything on record that has happened by the end of today, seen by the reader or not."""
        return self.known.as_of(self.today)

    def shows(self, records: Iterable[Record[Payload]]) -> bool:
        """Say whether the reader may see every one of these records.

        A sum, or that something was never done, is told only where all that it rests on may be
        seen: the paper would state what is not so.
        """
        return all(record.seq in self._visible for record in records)

    @cached_property
    def names(self) -> Names:
        """What things are called."""
        return names(self.history)

    @cached_property
    def _visible(self) -> dict[int, Record[Payload]]:
        return {record.seq: record for record in self.history.ledger}

    def silences(self) -> tuple[Silence, ...]:
        """Return the silences that were longer than they may be, chronologically."""
        known = self.happened
        return tuple(filter(self._proven, silences(known, self.today, Thresholds(known))))

    def items(self, first: date | None, last: date | None) -> Iterator[timeline.Item]:
        """Yield what is on record from one day to another, chronologically."""
        items: Iterable[timeline.Item] = timeline.timeline(self.known, self.today, first, last)
        for item in items:
            if isinstance(item, Silence):
                if self._proven(item):
                    yield item
            elif isinstance(item, timeline.Unknown):
                yield item
            elif item.record.seq in self._visible:
                # The vendor is shown by its name alone, whatever was put right about it later.
                later = item.superseded_by
                yield timeline.Entry(
                    self._visible[item.record.seq], later and self._visible.get(later.seq)
                )

    def _proven(self, silence: Silence) -> bool:
        gap = silence.gap
        proof = (gap.after, gap.before, gap.promise)
        return all(seq is None or seq in self._visible for seq in proof)
