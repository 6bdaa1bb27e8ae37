"""One entry of the ledger: all that it says, and what came before and after it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial
from typing import ClassVar, cast

import msgspec
from textual.app import ComposeResult
from textual.content import Content

from vendortrail import formats
from vendortrail.i18n import N_, _
from vendortrail.papers.events import is_event, told
from vendortrail.records.capture import Receipt
from vendortrail.records.dealings import Offer, Touchpoint
from vendortrail.records.parties import Contact, Sameness, Vendor
from vendortrail.records.record import Payload, Record, encode, references
from vendortrail.tui import words
from vendortrail.tui.cells import cell, hanging, wrapped
from vendortrail.tui.commands import BACK, COMPARE, SAME_AS, shown
from vendortrail.tui.fields import told_fields
from vendortrail.tui.names import named
from vendortrail.tui.screens.listing import ListScreen
from vendortrail.tui.summaries import summary
from vendortrail.tui.widgets.receipt_rows import receipt_rows
from vendortrail.tui.widgets.wrapped_list import Row, WrappedList, fixed

_NAME = 18
_WHO = (Vendor, Contact, Sameness)


class EntryScreen(ListScreen):
    """A record in words, or as it stands in the ledger."""

    NAME = N_("Entry")
    ABOUT = N_(
        "Everything that one record says, who wrote it down and when, and the records it has to do "
        "with: press Enter on one of them to open it."
    )
    BINDINGS: ClassVar = [
        shown(
            "raw", "r", N_("As kept"), N_("show the record as it stands in the ledger, and back")
        ),
        shown("correct", "c", N_("Correct"), N_("write down the right version, with the reason")),
        BACK,
        COMPARE,
        SAME_AS,
    ]

    def __init__(self, record: Record[Payload]) -> None:
        super().__init__()
        self._record = record
        self._raw = False

    def compose_body(self) -> ComposeResult:
        yield WrappedList(id="entry")

    def read(self) -> None:
        self.after_recompose()

    def after_recompose(self) -> None:
        rows = _raw(self._record) if self._raw else self._told()
        self.query_one(WrappedList).show(list(rows))

    def heading(self) -> str:
        return f"#{self._record.seq} {words.mark(self._record.payload)}"

    def facts(self) -> str:
        return formats.occurred_text(self._record.when)

    @property
    def vendor_in_sight(self) -> int | None:
        """The vendor that the record is about."""
        return self._record.vendor

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action == "compare" and not isinstance(self._record.payload, Offer):
            return False
        if action == "same_as" and not isinstance(self._record.payload, _WHO):
            return False
        # What a machine wrote down, nobody types anew; a merger is only ever taken back.
        if action == "correct" and isinstance(self._record.payload, Receipt | Sameness):
            return False
        return super().check_action(action, parameters)

    def action_compare(self) -> None:
        """Hold the offer against what we use and pay."""
        self.trail_app.open_comparison(cast("Record[Offer]", self._record))

    def action_same_as(self) -> None:
        """Say that the vendor or person is another one; of a merger, that the two are two."""
        payload = self._record.payload
        if isinstance(payload, Sameness):
            self.trail_app.split(cast("Record[Sameness]", self._record))
        elif isinstance(payload, Vendor | Contact):
            self.trail_app.same_as(type(payload), self._record.identity)

    def action_raw(self) -> None:
        """Show the record as it stands in the ledger, and back."""
        self._raw = not self._raw
        self.after_recompose()

    def action_correct(self) -> None:
        """Write down the right version."""
        self.trail_app.correct(self._record)

    def _told(self) -> Iterator[Row]:
        trail = self.trail_app.trail
        record = self._record
        if trail is None:
            return
        names = named(trail, [record])
        if isinstance(record.payload, Receipt):
            yield Row(partial(_paragraph, record.source, "bold"))
            yield from receipt_rows(record.payload)
            yield fixed(Content())
        else:
            yield from _sentence(record.payload, names)
        for name, value in told_fields(record):
            yield _field(name, value)
        yield fixed(Content())
        for field, identity, _kind in references(record.payload):
            yield _link(words.field(field), trail.get(identity), names[identity])
        for field, about in (("vendor", record.vendor), ("agreement", record.agreement)):
            if about not in (None, record.identity):
                thing = trail.get(about)
                yield _link(words.field(field), thing, summary(thing.payload, {}))
        for version in trail.versions(record.identity):
            if version.seq < record.seq:
                yield _link(_("takes the place of"), version, summary(version.payload, names))
            elif version.seq > record.seq:
                yield _link(_("replaced by"), version, version.reason)


def _sentence(payload: Payload, names: Mapping[int, str]) -> Iterator[Row]:
    if is_event(payload):
        sentence = str(told(payload, names).sentence)
    else:
        sentence = f"{words.mark(payload)}: {summary(payload, names)}"
    yield Row(partial(_paragraph, sentence, "bold"))
    text = payload.text if isinstance(payload, Touchpoint) else getattr(payload, "wording", "")
    for paragraph in filter(None, text.split("\n\n")):
        yield Row(partial(_paragraph, paragraph, ""))


def _paragraph(text: str, style: str, width: int) -> list[Content]:
    return [*wrapped(text, width - 1, style), Content()]


def _field(name: str, value: str, thing: object = None) -> Row:
    head = cell(name, _NAME, "$quiet") + Content("  ")
    return Row(partial(_beside, head, value), thing)


def _link(name: str, record: Record[Payload], text: str) -> Row:
    return _field(name, f"→ #{record.seq} {text}", record)


def _beside(head: Content, text: str, width: int) -> list[Content]:
    return hanging(head, text, width - 1)


def _raw(record: Record[Payload]) -> Iterator[Row]:
    for line in msgspec.json.format(encode(record), indent=2).decode().split("\n"):
        text = line.lstrip(" ")
        yield Row(partial(_beside, Content(" " * (len(line) - len(text))), text))
