"""The dated chronology of a paper.

Where most of its records come from and who recorded them is said once, above; of the others each
says for itself what is different. The vendor is told neither.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from itertools import groupby

from msgspec import Struct

from vendortrail import formats, timeline
from vendortrail.document import (
    Block,
    Entries,
    Entry,
    Heading,
    Mark,
    Paragraph,
    Span,
    Text,
    plain,
    quiet,
    strong,
)
from vendortrail.i18n import N_, _
from vendortrail.papers.events import Names, is_event, told, undated
from vendortrail.papers.wording import capital
from vendortrail.patience import Silence
from vendortrail.records.housekeeping import Correction
from vendortrail.records.record import Payload, Record
from vendortrail.records.values import Side
from vendortrail.sentences import Sentence, count, say

#: A record that was made so much later than what it tells says so.
PROMPTLY = timedelta(days=3)
#: As many characters of a SHA-256 as tell one piece of evidence from another in a paper.
SHORT = 12

_TYPED = ("typed", "command")

_ENDED = {
    Side.VENDOR: N_("{silence}, until {end}; the vendor owed the word"),
    Side.US: N_("{silence}, until {end}; we owed the word"),
    None: N_("{silence}, until {end}; nobody owed the word"),
}
_LASTING = {
    Side.VENDOR: N_("{silence} so far; the vendor owes the word"),
    Side.US: N_("{silence} so far; we owe the word"),
    None: N_("{silence} so far; nobody owes the word"),
}


def chronology(
    items: Iterable[timeline.Item],
    first: date | None,
    last: date | None,
    names: Names,
    *,
    internal: bool,
) -> Iterator[Block]:
    """Yield what happened, by months; ``internal`` tells where each record comes from."""
    yield Heading(2, plain(_("Chronology")))
    happened = [item for item in items if _happened(item)]
    zone = _common_zone(happened)
    usual = _usual_origin(happened) if internal else None
    for remark in _remarks(first, last, zone, usual):
        yield Paragraph(quiet(str(remark)))
    if not happened:
        yield Paragraph(plain(_("Nothing is on record for these days.")))
    writer = _Writer(names, zone, usual)
    for period, group in groupby(happened, key=_period):
        yield Heading(3, plain(capital(period)))
        yield Entries(tuple(map(writer.entry, group)))


def _happened(item: timeline.Item) -> bool:
    return not isinstance(item, timeline.Entry) or is_event(item.record.payload)


class _Origin(Struct, frozen=True):
    """Where a record comes from: who recorded it, and the import (empty: it was typed)."""

    person: str
    source: str

    @classmethod
    def of(cls, record: Record[Payload]) -> _Origin:
        return cls(record.recorded_by, "" if record.source in _TYPED else record.source)


def _usual_origin(items: Iterable[timeline.Item]) -> _Origin | None:
    """Return where most of the records come from; None where there are none."""
    entries = (item for item in items if isinstance(item, timeline.Entry))
    found = Counter(_Origin.of(entry.record) for entry in entries).most_common(1)
    return found[0][0] if found else None


def _remarks(
    first: date | None, last: date | None, zone: str | None, usual: _Origin | None
) -> Iterator[Sentence]:
    if first and last:
        yield say("From {first} to {last} only.", first=first, last=last)
    elif first:
        yield say("From {first} only.", first=first)
    elif last:
        yield say("Until {last} only.", last=last)
    if zone:
        yield say("The hours are those of {zone}.", zone=zone)
    if usual and usual.source:
        yield say(
            "Recorded by {person} from {source} where nothing else is said.",
            person=usual.person,
            source=usual.source,
        )
    elif usual:
        yield say("Typed in by {person} where nothing else is said.", person=usual.person)


def _common_zone(items: Iterable[timeline.Item]) -> str | None:
    """Return the offset from UTC of all moments, if they share one."""
    moments = (item.record.when.at for item in items if isinstance(item, timeline.Entry))
    zones = {moment.tzname() for moment in moments if moment}
    return zones.pop() if len(zones) == 1 else None


def _period(item: timeline.Item) -> str:
    """Return the month that an item is listed under, or the year where no more is known."""
    if isinstance(item, Silence):
        return formats.month(item.gap.start)
    if isinstance(item, timeline.Unknown):
        return formats.month(item.first)
    when = item.record.when
    written = formats.year if len(when.text.rstrip("~")) == len("2025") else formats.month
    return written(when.sort_day)


def silence_sentence(silence: Silence) -> Sentence:
    """Return how long a silence lasts or lasted, and who owed the word that would have ended it."""
    gap = silence.gap
    length = count("{count} day of silence", "{count} days of silence", silence.days)
    if gap.resumed or (gap.end is not None and gap.before is None):
        return say("{silence}, as far as sources tell", silence=length)
    if gap.end is None:
        return Sentence(_LASTING[gap.owed_by], {"silence": length})
    return Sentence(_ENDED[gap.owed_by], {"silence": length, "end": gap.end})


def unknown_sentence(unknown: timeline.Unknown) -> Sentence:
    """Return of which days nothing is known."""
    return say("Not known until {last}: no source covers these days", last=unknown.last)


class _Writer(Struct, frozen=True):
    """What the entries of one chronology have in common.

    Without a ``usual`` origin, where records come from is not told.
    """

    names: Names
    zone: str | None
    usual: _Origin | None

    def entry(self, item: timeline.Item) -> Entry:
        if isinstance(item, Silence):
            day = formats.day(item.gap.start)
            return Entry((*strong(day), *plain(f" {silence_sentence(item)}")))
        if isinstance(item, timeline.Unknown):
            day = formats.day(item.first)
            return Entry((*strong(day), *plain(f" {unknown_sentence(item)}")))
        record, later = item.record, item.superseded_by
        event = told(record.payload, self.names)
        sentence = Span(str(event.sentence), Mark.DELETED if later else Mark.PLAIN)
        text: Text = (*strong(self._when(record)), *plain(f" #{record.seq} "), sentence)
        provenance = _provenance(record, self.usual) if self.usual else ()
        aside = [*event.aside, *undated(record), *provenance]
        if aside:
            text = (*text, *plain(" "), *quiet(f"({'; '.join(aside)})"))
        if later:
            return Entry((*text, *plain(f" {_superseded(later)}")))
        return Entry(text, tuple(map(plain, event.quoted)))

    def _when(self, record: Record[Payload]) -> str:
        moment = record.when.at
        if moment and self.zone:
            return f"{formats.day(record.when.first)}, {moment:%H:%M}"
        return formats.occurred_text(record.when)


def _superseded(later: Record[Payload]) -> str:
    # A reason that an import gave is a msgid.
    places = {"number": str(later.seq), "reason": _(later.reason)}
    if isinstance(later.payload, Correction):
        return str(say("Taken back by #{number}: {reason}", **places))
    return str(say("Replaced by #{number}: {reason}", **places))


def _provenance(record: Record[Payload], usual: _Origin) -> Iterable[str]:
    origin = _Origin.of(record)
    if origin.source != usual.source:
        yield str(say("source: {source}", source=origin.source or _("typed in")))
    places = {"person": origin.person, "day": record.recorded_on}
    late = record.recorded_on - min(record.when.last, record.recorded_on) > PROMPTLY
    if origin.person != usual.person:
        message = N_("recorded by {person} on {day}") if late else N_("recorded by {person}")
        yield str(Sentence(message, places))
    elif late:
        yield str(say("recorded on {day}", day=record.recorded_on))
    if record.evidence:
        short = ", ".join(sha[:SHORT] for sha in record.evidence)
        yield str(say("evidence {hashes}", hashes=short))
