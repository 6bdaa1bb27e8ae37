"""Two vendors, or two people, said to be one, or two after all: shown first, then recorded."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any, ClassVar, Final

from textual import on
from textual.app import ComposeResult
from textual.content import Content
from textual.message import Message
from textual.widgets import Static

from vendortrail import formats
from vendortrail.i18n import N_, _, ngettext
from vendortrail.records.parties import Contact, Sameness, Vendor
from vendortrail.records.record import Payload, Record
from vendortrail.refusal import Refusal
from vendortrail.sentences import listed
from vendortrail.service.naming import title
from vendortrail.tui import words
from vendortrail.tui.commands import FIELD_HELP, shown
from vendortrail.tui.forms.controls.control import Edited
from vendortrail.tui.forms.field import REASON, Field
from vendortrail.tui.forms.fields_form import FieldsForm
from vendortrail.tui.forms.place import Place
from vendortrail.tui.forms.typed import Known, Text
from vendortrail.tui.messages import Recorded
from vendortrail.tui.work import in_background, outdated

if TYPE_CHECKING:
    from vendortrail.service import Trail
    from vendortrail.service.merging import Candidate

_KEPT: Final = "same_as"


class WhichOfTwo(Known, frozen=True, kw_only=True):
    """One of a few things by their names, which are in nobody's catalogue."""

    def choices(self) -> Mapping[str, str]:
        return self.named


class SamenessForm(FieldsForm[None]):
    """Says what would follow, asks how it is known, and records it."""

    BINDINGS: ClassVar = [
        shown("record", "ctrl+s", N_("Record"), N_("write down what is told above the fields")),
        shown("leave", "escape", N_("Leave"), N_("go back; nothing is recorded")),
        FIELD_HELP,
    ]

    class Taken(Message):
        """It has been written down."""

        def __init__(self, record: Record[Payload]) -> None:
            super().__init__()
            self.record = record

    def __init__(self) -> None:
        super().__init__()
        self._busy = False

    def heading(self) -> str:
        """Return what the form is called."""
        raise NotImplementedError

    def fields(self) -> Iterable[Field]:
        """Return what is asked for."""
        raise NotImplementedError

    def what_follows(self) -> str:
        """Return what will be so once it is recorded."""
        raise NotImplementedError

    def write(self, trail: Trail, values: Mapping[str, Any]) -> Record[Payload]:
        """Record it; raises Refusal."""
        raise NotImplementedError

    def compose(self) -> ComposeResult:
        what_follows = Static(id="what-follows")
        yield from self.panel(self.heading(), self.fields(), Place(self.trail), what_follows)

    def on_mount(self) -> None:
        self.fill({row.field.name: row.field.empty for row in self.rows()})
        self.tell()
        reason = self.row(REASON)
        if reason is not None:
            self.call_after_refresh(reason.begin)

    @on(Edited)
    def tell(self) -> None:
        """Say what follows from what is typed so far."""
        self.query_one("#what-follows", Static).update(Content(self.what_follows()))

    def action_record(self) -> None:
        """Write it down."""
        values = None if self._busy else self.read()
        if values is not None:
            self.announce("")
            self._busy = True
            self._write_in_background(values)

    @in_background
    def _write_in_background(self, trail: Trail, values: Mapping[str, Any]) -> None:
        self.post_message(self.Taken(self.write(trail, values)))

    def on_sameness_form_taken(self, message: Taken) -> None:
        """Go back, and let every screen read again."""
        record = message.record
        told = _("#{seq} recorded: {kind}").format(seq=record.seq, kind=words.kind(record.kind))
        self.notify(told, markup=False)
        self.app.post_message(Recorded(record))
        self.dismiss()

    def failed(self, refusal: Refusal) -> None:
        self._busy = False
        super().failed(refusal)

    def action_leave(self) -> None:
        """Record nothing."""
        if not self._busy:
            self.dismiss()


class MergeForm(SamenessForm):
    """Records that two are one.

    Args:
        party: one of the two.
        other: the other one, with why it may be the same.
    """

    class Counted(Message):
        """It is known how many records there are of a vendor, by identity."""

        def __init__(self, counts: Mapping[int, int]) -> None:
            super().__init__()
            self.counts = counts

    def __init__(self, party: Record[Vendor | Contact], other: Candidate[Any]) -> None:
        super().__init__()
        two = sorted((party, other.record), key=lambda it: it.identity)
        self._two: Mapping[str, Record[Vendor | Contact]] = {str(it.identity): it for it in two}
        self._why = other.why
        self._counts: Mapping[int, int] = {}

    def heading(self) -> str:
        return _("One and the same")

    def about(self) -> str:
        return N_(
            "Records stay as they were made and go on naming whom they named; they are read as if "
            "there had only been one. One record says so, and taking that back makes them two "
            "again."
        )

    def fields(self) -> Iterable[Field]:
        named = {key: f"{title(it)} #{key}" for key, it in self._two.items()}
        why = str(listed(self._why)) if self._why else ""
        return (
            Field(
                _KEPT,
                WhichOfTwo(named=named),
                N_("Under which of the two all is listed; the name of the other is kept with it."),
                next(iter(named)),
                required=True,
                called=N_("name that stays"),
            ),
            Field(REASON, Text(), N_("How it is known that they are one."), why, required=True),
        )

    def on_mount(self) -> None:
        self._count()

    @in_background
    def _count(self, trail: Trail) -> None:
        vendors = [it.identity for it in self._two.values() if isinstance(it.payload, Vendor)]
        counts = {vendor: trail.entries(vendor).survey().size for vendor in vendors}
        if not outdated():
            self.post_message(self.Counted(counts))

    def on_merge_form_counted(self, message: Counted) -> None:
        """Say how many records are concerned."""
        self._counts = message.counts
        self.tell()

    def what_follows(self) -> str:
        row = self.row(_KEPT)
        kept = self._two.get(str(row.raw) if row is not None else "")
        if kept is None:
            return ""
        merged = self._other(kept)
        told = _(
            "“{merged}” #{m} will be read as “{kept}” #{k}, everywhere and from the start; its "
            "name, addresses and numbers are kept as further ones."
        )
        said = [
            told.format(merged=title(merged), m=merged.identity, kept=title(kept), k=kept.identity)
        ]
        count = self._counts.get(merged.identity)
        if count is not None:
            concerned = ngettext(
                "That concerns {count} record.", "That concerns {count} records.", count
            )
            said.append(concerned.format(count=formats.number(count)))
        said.append(_("All records stay as they are; the same key splits the two again."))
        return " ".join(said)

    def _other(self, kept: Record[Vendor | Contact]) -> Record[Vendor | Contact]:
        return next(it for it in self._two.values() if it.identity != kept.identity)

    def write(self, trail: Trail, values: Mapping[str, Any]) -> Record[Payload]:
        kept = self._two[values[_KEPT]]
        return trail.merge(self._other(kept), kept, reason=values[REASON])


class SplitForm(SamenessForm):
    """Takes back that two are one.

    Args:
        merger: what said so.
    """

    def __init__(self, merger: Record[Sameness]) -> None:
        super().__init__()
        self._merger = merger

    def heading(self) -> str:
        return _("Two after all")

    def about(self) -> str:
        return N_(
            "The record that says that they are one is taken back; both stay in the ledger. What "
            "was recorded since goes to the one whose agreement, promise or person it names. What "
            "names things of both keeps them together until it is corrected."
        )

    def fields(self) -> Iterable[Field]:
        why = N_("How it is known that they are two.")
        return (Field(REASON, Text(), why, required=True),)

    def what_follows(self) -> str:
        merged = self.trail.versions(self._merger.payload.merged)[-1]
        told = _("“{merged}” #{m} will stand for itself again: #{seq} is taken back.")
        return told.format(merged=title(merged), m=merged.identity, seq=self._merger.seq)

    def write(self, trail: Trail, values: Mapping[str, Any]) -> Record[Payload]:
        return trail.take_back(self._merger.seq, reason=values[REASON])
