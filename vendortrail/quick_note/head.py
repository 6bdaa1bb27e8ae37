"""The beginning of a note: by what, which way and when, up to a colon or the first other word."""

from __future__ import annotations

from typing import Final

from msgspec import Struct

from vendortrail.occurred import Occurred
from vendortrail.quick_note import days
from vendortrail.quick_note.happened import Said, when
from vendortrail.quick_note.marks import Names
from vendortrail.quick_note.reading import Part
from vendortrail.quick_note.sheet import Sheet, settled
from vendortrail.quick_note.vocabulary import SPOKEN, Spoken
from vendortrail.records.values import Channel, Direction
from vendortrail.sentences import say

# A colon or a day further away belongs to what was said.
_LONGEST: Final = 24

CHANNELS: Final = {
    Channel.CALL: say("call"),
    Channel.MAIL: say("mail"),
    Channel.MEETING: say("meeting"),
    Channel.LETTER: say("letter"),
    Channel.TICKET: say("ticket"),
    Channel.CHAT: say("chat"),
    Channel.PORTAL: say("portal"),
}
DIRECTIONS: Final = {
    Direction.INCOMING: say("from the vendor"),
    Direction.OUTGOING: say("from us"),
    Direction.MUTUAL: say("between both"),
}
_ACROSS: Final = {
    Direction.INCOMING: Direction.OUTGOING,
    Direction.OUTGOING: Direction.INCOMING,
}

Range = tuple[int, int]


class Head(Struct, frozen=True):
    """What the beginning says, and the piece after it; None where it is open or not said."""

    end: int
    channel: Channel | None
    direction: Direction | None
    when: Occurred | None
    directed: Range | None


class _Found(Struct):
    """Everything that was found, by where."""

    channels: dict[Range, Channel]
    directions: dict[Range, Direction]
    days: dict[Range, str]
    names: list[Range]
    past: bool = False


def head(sheet: Sheet, names: Names, promise: int | None) -> Head:
    """Take the beginning of the note, and ask for what it does not say.

    Args:
        sheet: the note; its marks are taken.
        names: what they name.
        promise: the first piece of the first promise, if there is one.
    """
    limit = len(sheet) if promise is None else promise
    colon = _colon(sheet, limit)
    found = _Found({}, {}, {}, [], past=promise is not None)
    if colon is None:
        end = _scan(sheet, names, found, limit, whole=False)
    else:
        end = _scan(sheet, names, found, colon, whole=True)
        if not sheet.text(0, colon):
            sheet.take(colon, colon + 1, Part.SUMMARY)
    return Head(
        end,
        _channel(sheet, found),
        _direction(sheet, found),
        when(
            sheet,
            Said(
                found.days,
                found.past,
                end,
                _last(found),
                range(end, min(limit, end + _LONGEST) if colon is None else end),
            ),
        ),
        next(iter(found.directions), None),
    )


def _colon(sheet: Sheet, limit: int) -> int | None:
    """Return the colon that ends the beginning; one right behind the names only greets them."""
    near = [at for at in range(min(limit, _LONGEST)) if sheet.owner(at) is None]
    return next((at for at in near if sheet.words[at] == ":" and at != near[0]), None)


def _scan(sheet: Sheet, names: Names, found: _Found, limit: int, *, whole: bool) -> int:
    """Take what is understood up to a limit; not ``whole``: up to what is not understood."""
    at = 0
    while at < limit:
        spoken = sheet.phrase(SPOKEN, at)
        taken = sheet.owner(at)
        if spoken is not None and spoken[1] <= limit:
            _take(sheet, names, found, (at, spoken[1]), spoken[0])
            at = spoken[1]
        elif taken is not None:
            at += 1
        elif (behind := days.run(sheet, at, limit)) is not None:
            found.days[at, behind] = sheet.said(at, behind)
            sheet.take(at, behind, Part.WHEN)
            at = behind
        elif whole or sheet.words[at] in {",", ":"}:
            at += 1
        else:
            break
    for place in range(at):
        taken = sheet.owner(place)
        if taken is not None and taken.part in {Part.VENDOR, Part.PEOPLE}:
            sheet.take(taken.first, taken.last + 1, taken.part)
            found.names.append((taken.first, taken.last + 1))
    return at


def _take(sheet: Sheet, names: Names, found: _Found, pieces: Range, spoken: Spoken) -> None:
    own = [at for at in range(*pieces) if sheet.words[at] != "@"]
    place = (own[0], own[-1] + 1)
    direction = spoken.direction
    if direction is not None and any(names.is_ours(at) for at in range(*pieces)):
        direction = _ACROSS.get(direction, direction)
    part = Part.CHANNEL if spoken.channel else Part.DIRECTION if direction else Part.PEOPLE
    sheet.take(*place, part)
    if spoken.channel is not None:
        found.channels[place] = spoken.channel
    if direction is not None:
        found.directions[place] = direction
    found.past = found.past or spoken.past


def _channel(sheet: Sheet, found: _Found) -> Channel | None:
    asks = say("by which channel")
    if not found.channels:
        words = sheet.wording.channels
        at = _last(found)
        choices = (sheet.with_words(CHANNELS[it], at, words[it]) for it in Channel)
        sheet.ask(Part.CHANNEL, asks, *choices)
    return settled(sheet, Part.CHANNEL, asks, found.channels, CHANNELS.__getitem__)


def _direction(sheet: Sheet, found: _Found) -> Direction | None:
    asks = say("who spoke")
    if not found.directions:
        words = sheet.wording.directions
        behind = max((end for _first, end in found.channels), default=0)
        at = behind - 1 if behind else _last(found)
        choices = (sheet.with_words(DIRECTIONS[it], at, words[it]) for it in Direction)
        sheet.ask(Part.DIRECTION, asks, *choices)
    return settled(sheet, Part.DIRECTION, asks, found.directions, DIRECTIONS.__getitem__)


def _last(found: _Found) -> int:
    """Return the last piece of the beginning that says something; -1: nothing does."""
    ranges = [*found.channels, *found.directions, *found.days, *found.names]
    return max((end for _first, end in ranges), default=0) - 1
