"""From a line to its reading."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, tzinfo
from typing import Final

from vendortrail import occurred
from vendortrail.cleaning import clean
from vendortrail.quick_note.extras import extras
from vendortrail.quick_note.head import head
from vendortrail.quick_note.known import Known
from vendortrail.quick_note.lexemes import MARKS
from vendortrail.quick_note.marks import Names, names
from vendortrail.quick_note.promising import promises, sayings
from vendortrail.quick_note.reading import Part, Reading
from vendortrail.quick_note.sheet import Now, Sheet
from vendortrail.records.values import Course
from vendortrail.sentences import say

# Of characters: what is longer is kept whole in the text, and begins the summary.
SUMMARY: Final = 160


def read(line: str, known: Known, today: date, zone: tzinfo) -> Reading:
    """Read a note; whatever it says, it is read, and nothing is guessed.

    Args:
        line: what was typed, English or Russian; what stands in quotation marks stays text.
        known: what it may name.
        today: the local day on which it is typed; days count from it.
        zone: the zone in which a time of day is meant.
    """
    cleaned = clean(line).replace("\n", " ").replace("\t", " ")
    sheet = Sheet(cleaned, Now(today, zone))
    extra = extras(sheet)
    named = names(sheet, known)
    said = sayings(sheet, named)
    begun = head(sheet, named, said[0].first if said else None)
    _settle_marks(sheet, named, is_promised=bool(said))
    promised = promises(sheet, said, named, begun)
    when = begun.when or occurred.day(today)
    whole = sheet.text(0, len(sheet))
    if not whole:
        sheet.ask(Part.SUMMARY, say("what was it about"))
    return Reading(
        line=cleaned,
        spans=sheet.spans(),
        questions=tuple(sheet.questions),
        when=when,
        summary=_summary(whole),
        text=whole if len(whole) > SUMMARY else "",
        vendor=named.vendor.identity if named.vendor else None,
        channel=begun.channel,
        direction=begun.direction,
        directed=sheet.place(*begun.directed) if begun.directed else None,
        course=Course.PLANNED if when.first > today else Course.HELD,
        people=_identities(it.identity for it in named.people.values()),
        agreement=named.agreement,
        segments=_identities(it.identity for it in named.segments.values()),
        promises=promised,
        tone=extra.tone,
        asks=extra.asks,
        answers=extra.answers,
        **extra.flags,
    )


def _settle_marks(sheet: Sheet, named: Names, *, is_promised: bool) -> None:
    """Leave out of the text the marks at its end; segments only where a promise has them."""
    for place in range(len(sheet)):
        taken = sheet.owner(place)
        if taken is None or sheet.words[place] not in MARKS:
            continue
        is_recorded = taken.part in {Part.VENDOR, Part.PEOPLE} or (
            taken.part is Part.AGREEMENT and named.agreement is not None
        )
        if is_recorded and sheet.ends_here(place):
            sheet.take(place, place + 1, taken.part)
        elif place in named.segments and is_promised:
            instead = "" if sheet.ends_here(place) else named.segments[place].name
            sheet.take(place, place + 1, taken.part, instead)


def _identities(found: Iterable[int]) -> tuple[int, ...]:
    return tuple(dict.fromkeys(found))


def _summary(whole: str) -> str:
    """Return the beginning of a text that is too long for one line, up to a word."""
    if len(whole) <= SUMMARY:
        return whole
    cut = whole[: SUMMARY - 1]
    return f"{cut.rpartition(' ')[0] or cut}…"
