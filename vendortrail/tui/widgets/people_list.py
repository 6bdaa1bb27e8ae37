"""The people of both sides by level, and when each was last spoken with."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import partial

from textual.content import Content

from vendortrail.i18n import N_, _
from vendortrail.labels import label
from vendortrail.likeness import Likeness
from vendortrail.records.history import History
from vendortrail.records.parties import Agreement, Contact, Departure
from vendortrail.records.record import Record
from vendortrail.records.values import Level, Side
from vendortrail.tui import days, signs
from vendortrail.tui.cells import cell, hanging, row, said
from vendortrail.tui.widgets.wrapped_list import Row, WrappedList, fixed

_HEADINGS = {Side.VENDOR: N_("On their side"), Side.US: N_("On our side")}
_COLOURS = {Side.VENDOR: "$them", Side.US: "$us"}
_LEVEL = 14
_NAME = 20
_ROLE = 32
_SEEN = 22
_FIXED = 1 + _LEVEL + 2 + _NAME + 2 + 2 + _SEEN
_ROOMY = 110
_INDENT = 3


class PeopleList(WrappedList):
    """Their people, then ours, executives first."""

    def tell(
        self,
        history: History,
        last: Mapping[int, date],
        today: date,
        alike: Iterable[Likeness] = (),
    ) -> None:
        """Show the people of a history.

        Args:
            history: the vendor's.
            last: when each was last spoken with.
            today: the day.
            alike: who of them may have been recorded twice.
        """
        rows = list(_rows(history, last, today, _may_be(history, alike)))
        nothing = fixed(row([said(_("Nobody is on record."), "$quiet")]))
        self.show(rows or [nothing])


def people(history: History, last: Mapping[int, date]) -> list[Record[Contact]]:
    """Return the vendor's people, and those of ours who dealt with it or signed."""
    signed = {who for it in history.of(Agreement) for who in it.payload.signatories}
    # Our own people are on record for every vendor.
    return [
        person
        for person in history.of(Contact)
        if person.vendor is not None or person.identity in signed or person.identity in last
    ]


def _may_be(history: History, alike: Iterable[Likeness]) -> Mapping[int, Sequence[str]]:
    """Return, by identity, whom people may be, and why."""
    names = {person.identity: person.payload.name for person in history.of(Contact)}
    told: dict[int, list[str]] = {}
    for pair in alike:
        for one, other in ((pair.one, pair.other), (pair.other, pair.one)):
            if other in names:
                told.setdefault(one, []).append(signs.may_be(names[other], pair.why))
    return told


def _rows(
    history: History, last: Mapping[int, date], today: date, may_be: Mapping[int, Sequence[str]]
) -> Iterator[Row]:
    gone = {departure.payload.contact: departure.day for departure in history.of(Departure)}
    shown = people(history, last)
    for side in Side:
        of_side = [person for person in shown if person.payload.side is side]
        if not of_side:
            continue
        yield fixed(row([said(_(_HEADINGS[side]), f"bold {_COLOURS[side]}")]))
        for level in reversed(Level):
            for person in of_side:
                if person.payload.level is level:
                    seen = _seen(last.get(person.identity), gone.get(person.identity), today)
                    alike = may_be.get(person.identity, ())
                    yield Row(partial(_drawn, person, seen, alike), person)
        yield fixed(Content())


def _seen(last: date | None, gone: date | None, today: date) -> str:
    if gone is not None:
        return _("left on {day}").format(day=days.day(gone))
    if last is None:
        return _("never spoken with")
    return f"{days.day(last)} ({days.ago(last, today)})"


def _drawn(person: Record[Contact], seen: str, alike: Sequence[str], width: int) -> list[Content]:
    contact = person.payload
    cells = [
        cell(f"  {label(contact.level)}", _LEVEL, "$quiet"),
        cell(contact.name, _NAME),
        cell(contact.role, max(10, min(_ROLE, width - _FIXED)), "$quiet"),
        cell(seen, _SEEN, "$quiet"),
    ]
    if width >= _ROOMY:
        cells.append(said(" · ".join((*contact.mails, *contact.phones)), "$quiet"))
    sign = Content(" " * _INDENT) + Content.styled(f"{signs.ALIKE} ", "$primary")
    return [
        row(cells),
        *(line for told in alike for line in hanging(sign, told, width - 1, "$quiet")),
    ]
