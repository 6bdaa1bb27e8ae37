"""Names in a note: ``@`` before a vendor or a person, ``#`` before a segment or an agreement."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from msgspec import Struct

from vendortrail.names import close
from vendortrail.quick_note.known import Known, Named, find, find_party, handle
from vendortrail.quick_note.reading import Part, plain
from vendortrail.quick_note.sheet import Sheet
from vendortrail.sentences import say

# So many vendors are offered where none is named.
_FEW: Final = 9


class Names(Struct, frozen=True):
    """What a note names; people and segments by the piece of the line that does."""

    vendor: Named | None
    people: dict[int, Named]
    segments: dict[int, Named]
    agreement: int | None

    def is_ours(self, place: int) -> bool:
        """Say whether a piece names a person of ours."""
        return place in self.people and self.people[place].vendor is None


def names(sheet: Sheet, known: Known) -> Names:
    """Take the marks; ask about those that name nothing, or several things."""
    parties = _meant(sheet, "@", known.parties)
    vendor = _vendor(sheet, known, parties)
    people: dict[int, Named] = {}
    for place, meant in parties.items():
        fitting = _of(vendor, meant)
        one = _one(sheet, place, Part.VENDOR, fitting, _of(vendor, known.parties))
        if one is not None and one in known.people:
            people[place] = one
            sheet.take(place, place + 1, Part.PEOPLE, one.name)
        elif one is not None:
            sheet.take(place, place + 1, Part.VENDOR, one.name)
    segments = _works(sheet, known, vendor)
    agreements = {it.agreement for it in segments.values() if it.agreement is not None}
    named = {it.identity for it in segments.values() if it in known.agreements}
    about = named or agreements
    return Names(
        vendor,
        people,
        {place: it for place, it in segments.items() if it in known.segments},
        next(iter(about)) if len(about) == 1 else None,
    )


def _meant(sheet: Sheet, mark: str, pool: Sequence[Named]) -> dict[int, tuple[Named, ...]]:
    named = find_party if mark == "@" else find
    return {
        place: named(sheet.lexemes[place].text[1:], pool)
        for place, word in enumerate(sheet.words)
        if word == mark and sheet.lexemes[place].kind == "mark" and sheet.is_free(place, place + 1)
    }


def _vendor(sheet: Sheet, known: Known, parties: dict[int, tuple[Named, ...]]) -> Named | None:
    """Return the vendor that is named, else the one that all named people work for."""
    said = {place: meant[0] for place, meant in parties.items() if len(meant) == 1}
    vendors = {place: it for place, it in said.items() if it in known.vendors}
    chosen = dict.fromkeys(vendors.values())
    if not chosen:
        employers = {it.vendor for it in said.values() if it.vendor is not None}
        chosen = dict.fromkeys(it for it in known.vendors if it.identity in employers)
    if len(chosen) == 1:
        return next(iter(chosen))
    if chosen:
        sheet.ask(
            Part.VENDOR,
            say("a note is about one vendor: which one"),
            *(
                sheet.quoting(
                    plain(it.name),
                    *((place, place + 1) for place in vendors if vendors[place] != it),
                )
                for it in chosen
            ),
        )
    elif all(len(meant) == 1 for meant in parties.values()):
        few = known.vendors if len(known.vendors) <= _FEW else ()
        choices = (
            sheet.with_words(plain(it.name), -1, f"@{handle(it, known.parties)}") for it in few
        )
        by_name = say("which vendor; write @ and the beginning of its name")
        sheet.ask(Part.VENDOR, say("which vendor") if few else by_name, *choices)
    return None


def _of(vendor: Named | None, pool: Sequence[Named]) -> tuple[Named, ...]:
    """Return what may be meant beside a vendor: itself, its own, and what is ours."""
    own = {None} if vendor is None else {None, vendor.identity}
    return tuple(it for it in pool if vendor is None or it.vendor in own)


def _one(
    sheet: Sheet, place: int, part: Part, meant: Sequence[Named], pool: Sequence[Named]
) -> Named | None:
    """Return the one thing that a mark means; ask where it means none or several."""
    if len(meant) == 1:
        return meant[0]
    mark, typed = sheet.lexemes[place].text[0], sheet.lexemes[place].text[1:]
    offered = meant
    asks = say("“{typed}” may be any of these", typed=sheet.lexemes[place].text)
    if not meant:
        likely = close(typed, (it.name for it in pool))
        offered = [it for it in pool if it.name in likely]
        asks = say("nothing is called “{typed}”", typed=sheet.lexemes[place].text)
    choices = [
        sheet.choice(plain(it.name), (place, place + 1, mark + handle(it, pool))) for it in offered
    ]
    if not meant:
        choices.append(sheet.quoting(say("no name: it stays text"), (place, place + 1)))
    sheet.ask(part, asks, *choices)
    return None


def _works(sheet: Sheet, known: Known, vendor: Named | None) -> dict[int, Named]:
    """Take what ``#`` names; of the vendor, where one is known."""
    pool = tuple(it for it in known.works if vendor is None or it.vendor == vendor.identity)
    found = {}
    for place, meant in _meant(sheet, "#", pool).items():
        one = _one(sheet, place, Part.SEGMENT, meant, pool)
        if one is not None:
            found[place] = one
            part = Part.AGREEMENT if one in known.agreements else Part.SEGMENT
            sheet.take(place, place + 1, part, None)
    return found
