"""Things of the trail that a form names: typed by name, completed as they are typed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from vendortrail.i18n import _
from vendortrail.records.parties import Contact
from vendortrail.records.promised import TermProposal
from vendortrail.records.record import Payload, Record
from vendortrail.tui import days, words
from vendortrail.tui.forms.place import Place
from vendortrail.tui.forms.typed import Option, Raw, Typed, matching, more_of, split


class Named(Typed, frozen=True, kw_only=True):
    """One thing of a kind; the value is its identity, or None where nothing was typed."""

    of_list: ClassVar[bool] = True

    kind: type[Payload]

    def read(self, raw: Raw, place: Place) -> int | None:
        text = str(raw).strip()
        return place.named(self.kind, text).identity if text else None

    def write(self, value: object, place: Place) -> Raw:
        return place.name(place.speaking(value)) if isinstance(value, int) else ""

    def told(self, value: object, place: Place) -> str:
        if not isinstance(value, int):
            return ""
        record = place.speaking(value)
        return " · ".join([place.title(record), _aside(record), f"#{value}"])

    def options(self, raw: Raw, place: Place) -> Sequence[Option]:
        return matching(str(raw), _offered(self.kind, place))


class NamedMany(Typed, frozen=True, kw_only=True):
    """Any number of things of a kind, with semicolons between them; their identities."""

    of_list: ClassVar[bool] = True
    many: ClassVar[bool] = True

    kind: type[Payload]

    def read(self, raw: Raw, place: Place) -> tuple[int, ...]:
        named = (place.named(self.kind, text).identity for text in split(str(raw)))
        return tuple(dict.fromkeys(named))

    def write(self, value: object, place: Place) -> Raw:
        if not isinstance(value, tuple):
            return ""
        return "; ".join(place.name(place.speaking(it)) for it in value)

    def told(self, value: object, place: Place) -> str:
        named = value if isinstance(value, tuple) else ()
        return ", ".join(place.title(place.speaking(it)) for it in named)

    def options(self, raw: Raw, place: Place) -> Sequence[Option]:
        return more_of(str(raw), _offered(self.kind, place))


def _offered(kind: type[Payload], place: Place) -> list[Option]:
    return [Option(place.name(it), "", _aside(it)) for it in place.every(kind)]


def _aside(record: Record[Payload]) -> str:
    """Return what tells a record from its namesakes."""
    match record.payload:
        case Contact(side=side, role=role):
            return role or words.value(side)
        case TermProposal(by=by):
            return _("{side}, {day}").format(side=words.value(by), day=days.when(record.when))
        case _:
            return days.when(record.when)
