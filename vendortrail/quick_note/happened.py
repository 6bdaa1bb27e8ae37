"""When it happened: what the beginning of a note says, or else a day that its text mentions."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Final

from msgspec import Struct

from vendortrail import occurred
from vendortrail.occurred import Occurred
from vendortrail.quick_note import days
from vendortrail.quick_note.reading import Part, plain
from vendortrail.quick_note.sheet import Sheet, settled
from vendortrail.quick_note.vocabulary import BY, GONE
from vendortrail.sentences import say

_ASKS: Final = say("when was it")
# What a person means for a day or an hour, though there may be none such.
_DATED: Final = re.compile(r"\d{1,4}([./-])\d{1,2}\1\d{1,4}|\d{1,2}:\d{2}")

_RATHER_A_DAY: Final = re.compile(r"[^\W\d_]|\d[./-]\d{2}(?!\d)|\d:\d")

Range = tuple[int, int]


class Said(Struct, frozen=True):
    """What the beginning of a note leaves to look at.

    ``days`` are its dates; ``past``: it has taken place. It ``ends`` before that piece; a day is
    written behind ``after``. ``mentioning`` are the pieces behind it in which the day may be meant,
    since no colon says that the beginning is over.
    """

    days: Mapping[Range, str]
    past: bool
    end: int
    after: int
    mentioning: range


def when(sheet: Sheet, said: Said) -> Occurred | None:
    """Return when it was said to have happened; ask where that is one of several days."""
    _ask_about_impossible(sheet, said)
    if not said.days:
        _ask_about_mentioned(sheet, said)
        return None
    text = settled(sheet, Part.WHEN, _ASKS, said.days, plain)
    if text is None:
        return None
    meant = days.happened(text, sheet.now, past=said.past)
    if len(meant) == 1:
        return meant[0]
    place = next(iter(said.days))
    choices = (sheet.choice(plain(it), (*place, it.text)) for it in meant)
    sheet.ask(Part.WHEN, _ASKS, *choices)
    return None


def _ask_about_impossible(sheet: Sheet, said: Said) -> None:
    """Ask about what looks like a day or an hour in the beginning, and is none."""
    for place in range(min(said.end + 1, len(sheet))):
        if sheet.is_free(place, place + 1) and _DATED.fullmatch(sheet.words[place]):
            asks = say("there is no “{typed}”", typed=sheet.said(place, place + 1))
            stays = say("no day: it stays text")
            sheet.ask(Part.WHEN, asks, sheet.quoting(stays, (place, place + 1)))


def _ask_about_mentioned(sheet: Sheet, said: Said) -> None:
    """Ask whether a day that the text mentions is when it happened, or today is."""
    for mentioned in (*_gone(sheet, said), *_mentioned(sheet, said)):
        meant = dict.fromkeys((*mentioned, occurred.day(sheet.now.today)))
        choices = (sheet.with_words(plain(it), said.after, it.text) for it in meant)
        sheet.ask(Part.WHEN, _ASKS, *choices)
        return


def _gone(sheet: Sheet, said: Said) -> Iterator[tuple[Occurred, ...]]:
    for place in range(said.end, len(sheet)):
        if sheet.words[place] in GONE and sheet.is_free(place, place + 1):
            yield days.happened(sheet.said(place, place + 1), sheet.now, past=True)


def _mentioned(sheet: Sheet, said: Said) -> Iterator[tuple[Occurred, ...]]:
    """Yield the days of every date that may be meant; “12.11” may be, “12.5” is a number."""

    def possible(one: Occurred) -> bool:
        return one.is_exact and not (said.past and one.first > sheet.now.today)

    at = said.mentioning.start
    while at < said.mentioning.stop:
        behind = days.run(sheet, at, said.mentioning.stop)
        text = sheet.said(at, behind) if behind else ""
        if _RATHER_A_DAY.search(text):
            meant = filter(possible, days.happened(text, sheet.now, past=said.past))
            if (may_be := tuple(meant)) and sheet.words[at] not in BY:
                yield may_be
        at = behind or at + 1
