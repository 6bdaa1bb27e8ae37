"""The people of both sides by level, and when each was last spoken with."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from functools import partial

from textual.content import Content

from vendortrail.i18n import N_, _
from vendortrail.labels import label
from vendortrail.records.history import History
from vendortrail.records.parties import Agreement, Contact, Departure
from vendortrail.records.record import Record
from vendortrail.records.values import Level, Side
from vendortrail.tui import days
from vendortrail.tui.cells import cell, row, said
from vendortrail.tui.widgets.wrapped_list import Row, WrappedList, fixed

_HEADINGS = {Side.VENDOR: N_("On their side"), Side.US: N_("On our side")}
_COLOURS = {Side.VENDOR: "$them", Side.US: "$us"}
_LEVEL = 14
_NAME = 20
_ROLE = 32
_SEEN = 22
_FIXED = 1 + _LEVEL + 2 + _NAME + 2 + 2 + _SEEN
_ROOMY = 110


class PeopleList(WrappedList):
    """Their people, then ours, executives first."""

    def tell(self, history: History, last: Mapping[int, date], today: date) -> None:
        """Show the people of a history; ``last`` is when each was last spoken with."""
        rows = list(_rows(history, last, today))
        nothing = fixed(row([said(_("Nobody is on record."), "$quiet")]))
        self.show(rows or [nothing])


def _rows(history: History, last: Mapping[int, date], today: date) -> Iterator[Row]:
    signed = {who for it in history.of(Agreement) for who in it.payload.signatories}
    gone = {departure.payload.contact: departure.day for departure in history.of(Departure)}
    # Our own people are on record for every vendor: only those who dealt with this one are told.
    people = [
        person
        for person in history.of(Contact)
        if person.vendor is not None or person.identity in signed or person.identity in last
    ]
    for side in Side:
        of_side = [person for person in people if person.payload.side is side]
        if not of_side:
            continue
        yield fixed(row([said(_(_HEADINGS[side]), f"bold {_COLOURS[side]}")]))
        for level in reversed(Level):
            for person in of_side:
                if person.payload.level is level:
                    seen = _seen(last.get(person.identity), gone.get(person.identity), today)
                    yield Row(partial(_drawn, person, seen), person)
        yield fixed(Content())


def _seen(last: date | None, gone: date | None, today: date) -> str:
    if gone is not None:
        return _("left on {day}").format(day=days.day(gone))
    if last is None:
        return _("never spoken with")
    return f"{days.day(last)} ({days.ago(last, today)})"


def _drawn(person: Record[Contact], seen: str, width: int) -> list[Content]:
    contact = person.payload
    cells = [
        cell(f"  {label(contact.level)}", _LEVEL, "$quiet"),
        cell(contact.name, _NAME),
        cell(contact.role, max(10, min(_ROLE, width - _FIXED)), "$quiet"),
        cell(seen, _SEEN, "$quiet"),
    ]
    if width >= _ROOMY:
        cells.append(said(" · ".join((*contact.mails, *contact.phones)), "$quiet"))
    return [row(cells)]
