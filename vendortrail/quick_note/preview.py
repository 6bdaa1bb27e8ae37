"""What a note will become, in lines for a person to check."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import Final

from msgspec import Struct

from vendortrail.i18n import N_
from vendortrail.quick_note.head import CHANNELS, DIRECTIONS
from vendortrail.quick_note.known import Known, Named
from vendortrail.quick_note.reading import ELLIPSIS, Part, Promised, Reading, plain
from vendortrail.records.values import Course, Side
from vendortrail.sentences import Sentence, say

_PROMISES: Final = {
    Side.VENDOR: N_("the vendor promised “{what}” by {due}"),
    Side.US: N_("we promised “{what}” by {due}"),
}


class Line(Struct, frozen=True):
    """One thing that was understood: what it is (a msgid), its value, and the words that say it."""

    part: Part
    heading: str
    value: Sentence
    said: str = ""


def preview(reading: Reading, known: Known) -> tuple[Line, ...]:
    """Return what will be recorded, line by line; what is open has no line."""
    return tuple(_lines(reading, known))


def _lines(reading: Reading, known: Known) -> Iterator[Line]:
    yield from _named(Part.VENDOR, N_("Vendor"), reading, known.vendors, reading.vendor)
    if reading.channel is not None:
        value = CHANNELS[reading.channel]
        yield Line(Part.CHANNEL, N_("Channel"), value, reading.said(Part.CHANNEL))
    if reading.direction is not None and reading.directed is not None:
        said = reading.line[slice(*reading.directed)]
        yield Line(Part.DIRECTION, N_("Who spoke"), DIRECTIONS[reading.direction], said)
    yield from _when(reading)
    yield from _named(Part.PEOPLE, N_("People"), reading, known.people, *reading.people)
    if reading.summary:
        yield Line(Part.SUMMARY, N_("Summary"), plain(reading.summary))
    for promised, said in zip(reading.promises, _dated(reading), strict=True):
        yield Line(Part.PROMISE, N_("Promise"), _promise(promised), said)
    yield from _named(Part.SEGMENT, N_("Segments"), reading, known.segments, *reading.segments)
    yield from _named(Part.AGREEMENT, N_("Agreement"), reading, known.agreements, reading.agreement)
    if reading.tone is not None:
        yield Line(Part.TONE, N_("Tone"), plain(f"{reading.tone:+d}"), reading.said(Part.TONE))
    if reading.asks:
        yield Line(Part.ASKS, N_("Asks"), say("waits for a reply"), reading.said(Part.ASKS))
    if reading.answers is not None:
        value = plain(f"#{reading.answers}")
        yield Line(Part.ANSWERS, N_("Answers"), value, reading.said(Part.ANSWERS))
    for part, heading, noticed in (
        (Part.PURPOSE, N_("Purpose stated"), reading.purpose_stated),
        (Part.PREPARED, N_("Prepared"), reading.prepared),
        (Part.QUESTION, N_("Our question answered"), reading.question_answered),
    ):
        if noticed is not None:
            yield Line(part, heading, plain(noticed), reading.said(part))


def _when(reading: Reading) -> Iterator[Line]:
    if any(it.part is Part.WHEN for it in reading.questions):
        return
    value = plain(reading.when)
    said = reading.said(Part.WHEN)
    if not said:
        value = say("today, {when}: nothing else is said", when=reading.when)
    elif reading.course is Course.PLANNED:
        value = say("planned for {when}", when=reading.when)
    yield Line(Part.WHEN, N_("When"), value, said)


def _named(
    part: Part, heading: str, reading: Reading, pool: Iterable[Named], *chosen: int | None
) -> Iterator[Line]:
    names = [it.name for it in pool if it.identity in chosen]
    if names:
        yield Line(part, heading, plain(", ".join(names)), reading.said(part))


def _dated(reading: Reading) -> Iterator[str]:
    """Yield the words of each promise that say by when: they stand between it and the next."""
    begins = [it.start for it in reading.spans if it.part is Part.PROMISE]
    for start, end in pairwise((*begins, len(reading.line))):
        inside = (it for it in reading.spans if it.part is Part.DUE and start < it.start < end)
        yield ELLIPSIS.join(reading.line[it.start : it.end] for it in inside)


def _promise(promised: Promised) -> Sentence:
    what = promised.text or "…"
    if promised.by is None or promised.due is None:
        return say("“{what}”", what=what)
    values = {"what": what, "due": promised.due}
    return Sentence(_PROMISES[promised.by], values)
