"""Who else on record a vendor or person is: those who resemble it, those merged, all others."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Final, TypeAlias

from textual import on
from textual.content import Content
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Input, Static

from vendortrail.i18n import N_, _
from vendortrail.names import fold
from vendortrail.records.parties import Contact, Sameness, Vendor
from vendortrail.records.record import Payload, Record
from vendortrail.sentences import listed
from vendortrail.service.merging import Candidate
from vendortrail.service.naming import title
from vendortrail.tui import signs
from vendortrail.tui.screens.choosing import ChoosingScreen, Offered
from vendortrail.tui.widgets.listing_input import ListingInput
from vendortrail.tui.widgets.wrapped_list import WrappedList
from vendortrail.tui.work import in_background, outdated

if TYPE_CHECKING:
    from vendortrail.service import Trail

_LEGEND: Final = N_(
    "≈ may be the same; = is the same already, Enter splits them. Nothing is recorded yet."
)


Other: TypeAlias = "Candidate[Any] | Record[Sameness]"
"""Whom a vendor or person may be, or the record that merged somebody into it."""


class SameScreen(ChoosingScreen[Other]):
    """Returns whom a vendor or person is to be merged with, or the merger to take back.

    Args:
        party: the vendor or person.
    """

    AUTO_FOCUS = "#same-name"

    class Sought(Message):
        """It is known who is on record."""

        def __init__(self, offered: Sequence[Offered[Other]]) -> None:
            super().__init__()
            self.offered = offered

    def __init__(self, party: Record[Vendor | Contact]) -> None:
        super().__init__(_("“{name}” is the same as…").format(name=title(party)), ())
        self._party = party
        self._everybody: Sequence[Offered[Other]] = ()

    def compose_above(self) -> Sequence[Widget]:
        return (
            ListingInput(placeholder=_("letters of the name"), compact=True, id="same-name"),
            Static(Content(_(_LEGEND)), id="same-legend"),
        )

    def on_mount(self) -> None:
        self._seek()

    @in_background
    def _seek(self, trail: Trail) -> None:
        candidates = [_offered(it) for it in trail.candidates(self._party)]
        mergers = [
            _merged(it, trail.versions(it.payload.merged)[-1]) for it in trail.mergers(self._party)
        ]
        alike = [it for it in candidates if it.thing.why]
        if not outdated():
            self.post_message(self.Sought([*alike, *mergers, *candidates[len(alike) :]]))

    def on_same_screen_sought(self, message: Sought) -> None:
        """Offer them."""
        self._everybody = message.offered
        if not message.offered:
            nobody = Content(_("There is no other one on record."))
            self.query_one("#same-legend", Static).update(nobody)
        self._narrow()

    @on(Input.Changed)
    def _narrow(self) -> None:
        letters = fold(self.query_one(Input).value)
        self.offer([it for it in self._everybody if letters in fold(it.name)])

    @on(ListingInput.ListAsked)
    def _move(self, event: ListingInput.ListAsked) -> None:
        self.query_one(WrappedList).action_move(event.by)

    @on(Input.Submitted)
    def _submitted(self) -> None:
        self.query_one(WrappedList).action_open()


def _offered(candidate: Candidate[Any]) -> Offered[Any]:
    record, why = candidate.record, candidate.why
    told = _told(record, str(listed(why)) if why else "")
    return Offered(candidate, title(record), told, f"{signs.ALIKE if why else ' '} ")


def _merged(merger: Record[Sameness], merged: Record[Payload]) -> Offered[Any]:
    why = _("merged in #{seq}: {reason}").format(seq=merger.seq, reason=merger.payload.reason)
    return Offered(merger, title(merged), _told(merged, why), f"{signs.SAME} ")


def _told(record: Record[Any], why: str) -> str:
    """Return what tells a vendor or person from its namesakes, and why it may be the one."""
    role = record.payload.role if isinstance(record.payload, Contact) else ""
    return " · ".join(filter(None, (f"#{record.identity}", role, why)))
