"""What may be said anywhere in a note: its tone, what it answers, what was noticed about it."""

from __future__ import annotations

from typing import Final

from msgspec import Struct

from vendortrail.quick_note.lexemes import MARKS
from vendortrail.quick_note.reading import Part, plain
from vendortrail.quick_note.sheet import Sheet
from vendortrail.quick_note.vocabulary import ANSWERS, ASKS, FLAGS, TONE
from vendortrail.sentences import say

_TONES: Final = range(-2, 3)


class Extras(Struct, frozen=True):
    """The fields of a touchpoint that are said in few words."""

    tone: int | None
    answers: int | None
    asks: bool
    flags: dict[str, bool]


def extras(sheet: Sheet) -> Extras:
    """Take them; of the tone and of what it answers, the words do not stay in the text."""
    return Extras(_tone(sheet), _answers(sheet), _asks(sheet), _flags(sheet))


def _tone(sheet: Sheet) -> int | None:
    tone = None
    for place in range(len(sheet)):
        found = sheet.phrase(TONE, place)
        if found is None:
            continue
        at = found[1]
        if at < len(sheet) and sheet.words[at] in {":", "="}:
            at += 1
        number = _number(sheet, at)
        if number is None:
            continue
        if tone is None and number in _TONES:
            tone = number
            sheet.take(place, at + 1, Part.TONE)
        else:
            sheet.ask(
                Part.TONE,
                say("the tone is one number from -2 (hostile) to 2 (warm)"),
                *(
                    sheet.choice(plain(str(it)), (at, at + 1, str(it)))
                    for it in _TONES
                    if tone is None
                ),
                sheet.quoting(say("no tone: it stays text"), (place, at + 1)),
            )
    return tone


def _number(sheet: Sheet, place: int) -> int | None:
    if place >= len(sheet):
        return None
    text = sheet.words[place].replace("−", "-").replace("–", "-")
    digits = text.removeprefix("-").removeprefix("+")
    return int(text) if digits.isascii() and digits.isdecimal() and len(digits) < 4 else None


def _answers(sheet: Sheet) -> int | None:
    """Return the number of the record that is answered: `re #12`."""
    for place in range(len(sheet)):
        found = sheet.phrase(ANSWERS, place)
        if found is None:
            continue
        at = found[1]
        if at < len(sheet) and sheet.words[at] == ":":
            at += 1
        digits = sheet.lexemes[at].text[1:] if at < len(sheet) else ""
        if digits.isascii() and digits.isdecimal() and sheet.words[at] == "#":
            sheet.take(place, at + 1, Part.ANSWERS)
            return int(digits[:15])
    return None


def _asks(sheet: Sheet) -> bool:
    """Say whether it waits for a reply: in so many words, or by a question mark at its end."""
    asks = False
    for place in range(len(sheet)):
        found = sheet.phrase(ASKS, place)
        if found is not None:
            sheet.take(place, found[1], Part.ASKS, None)
            asks = True
    last = _last_said(sheet)
    if last is not None and sheet.words[last] == "?":
        sheet.take(last, last + 1, Part.ASKS, None)
        asks = True
    return asks


def _last_said(sheet: Sheet) -> int | None:
    """Return the last piece but marks, and what is understood already, such as the tone."""
    places = reversed(range(len(sheet)))
    return next((at for at in places if sheet.words[at] not in MARKS and not sheet.owner(at)), None)


def _flags(sheet: Sheet) -> dict[str, bool]:
    flags: dict[str, bool] = {}
    for place in range(len(sheet)):
        found = sheet.phrase(FLAGS, place)
        if found is not None:
            (field, value), end = found
            sheet.take(place, end, Part(field), None)
            flags[field] = value
    return flags
