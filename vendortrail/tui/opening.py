"""What opens on what: the screens and forms that lead from one to another."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from textual.app import App

from vendortrail.i18n import N_
from vendortrail.refusal import Refusal
from vendortrail.tui.messages import Recorded
from vendortrail.tui.recording import IMPORT, USAGE_TABLE, Asked

if TYPE_CHECKING:
    from vendortrail.findings import Finding
    from vendortrail.records.capture import Receipt
    from vendortrail.records.dealings import Offer
    from vendortrail.records.parties import Agreement, Contact, Sameness, Vendor
    from vendortrail.records.record import Payload, Record
    from vendortrail.service import Trail


class Opening(App[None]):
    """A program that opens screens over its trail; they are imported when they are first seen."""

    trail: Trail | None = None
    """The open trail; None until there is one."""

    def tell(self, refusal: Refusal) -> None:
        """Show a refusal; it may quote anybody's text, which is never markup."""
        self.notify(str(refusal), severity="error", timeout=12, markup=False)

    def open_vendor(self, vendor: int) -> None:
        """Show everything about a vendor."""
        from vendortrail.tui.screens.vendor import VendorScreen

        self.push_screen(VendorScreen(vendor))

    def open_record(self, record: Record[Payload]) -> None:
        """Show one entry of the ledger."""
        from vendortrail.tui.screens.entry import EntryScreen

        self.push_screen(EntryScreen(record))

    def open_evidence(self, finding: Finding) -> None:
        """Show the records that prove a finding."""
        from vendortrail.tui.names import named
        from vendortrail.tui.screens.evidence import EvidenceScreen
        from vendortrail.tui.widgets.record_list import Listed

        if self.trail is not None:
            records = [self.trail.get(seq) for seq in finding.evidence]
            names = named(self.trail, records)
            self.push_screen(EvidenceScreen(finding, [Listed(it, names) for it in records]))

    def open_search(self) -> None:
        """Search everything that is on record."""
        from vendortrail.tui.screens.search import SearchScreen

        if self.trail is not None:
            self.push_screen(SearchScreen())

    def open_export(self, vendor: int) -> None:
        """Look at a paper about a vendor."""
        from vendortrail.tui.screens.export import ExportScreen

        self.push_screen(ExportScreen(vendor))

    def open_recount(self, agreement: Record[Agreement]) -> None:
        """Hold the result rows of an agreement against every definition."""
        from vendortrail.tui.screens.recount import RecountScreen

        self.push_screen(RecountScreen(agreement))

    def open_comparison(self, offer: Record[Offer]) -> None:
        """Hold an offer against what we use and pay."""
        from vendortrail.tui.screens.comparison import ComparisonScreen

        self.push_screen(ComparisonScreen(offer))

    def open_side_by_side(self, agreement: Record[Agreement]) -> None:
        """Lay two states of an agreement's terms side by side."""
        from vendortrail.tui.screens.side_by_side import SideBySideScreen

        self.push_screen(SideBySideScreen(agreement))

    def choose_kind(self, vendor: int | None) -> None:
        """Ask what to write down, then write it down."""
        from vendortrail.tui.screens.kinds import KindScreen

        if self.trail is not None:
            self.push_screen(
                KindScreen(), lambda kind: self.ask(Asked(kind, vendor)) if kind else None
            )

    def note(self, vendor: int | None) -> None:
        """Write down what happened in one line; a vendor in sight is the one meant."""
        from vendortrail.tui.screens.note import NoteScreen

        def left(records: Sequence[Record[Payload]] | None) -> None:
            if records:
                self.post_message(Recorded(records[0]))

        self.push_screen(NoteScreen(vendor), left)

    def correct(self, record: Record[Payload]) -> None:
        """Write down the right version of a record, unless it was taken back."""
        latest = self._still_said(record)
        if latest is not None:
            self.ask(Asked(latest.kind, latest.vendor, corrects=latest))

    def _still_said(self, record: Record[Payload]) -> Record[Payload] | None:
        """Return the latest version of a record; None, and say so, if it was taken back."""
        from vendortrail.records.housekeeping import Correction

        latest = self.trail.versions(record.identity)[-1] if self.trail is not None else record
        if isinstance(latest.payload, Correction):
            taken_back = N_("record #{seq} was taken back in #{by}")
            self.tell(Refusal(taken_back, seq=record.identity, by=latest.seq))
            return None
        return latest

    def same_as(self, kind: type[Vendor | Contact], identity: int) -> None:
        """Say that a vendor or person is another one on record, or is not after all."""
        from vendortrail.service.merging import Candidate
        from vendortrail.tui.forms.sameness_form import MergeForm
        from vendortrail.tui.screens.same import SameScreen

        if self.trail is None:
            return
        party = self.trail.find(kind, f"#{identity}")

        def chosen(other: Candidate[Any] | Record[Sameness] | None) -> None:
            if isinstance(other, Candidate):
                self.push_screen(MergeForm(party, other))
            elif other is not None:
                self.split(other)

        self.push_screen(SameScreen(party), chosen)

    def split(self, merger: Record[Sameness]) -> None:
        """Say that two who were merged are two, unless somebody said so already."""
        from vendortrail.tui.forms.sameness_form import SplitForm

        if self._still_said(merger):
            self.push_screen(SplitForm(merger))

    def dispose(self, finding: Finding) -> None:
        """Write down what was done about a finding."""
        self.ask(Asked("disposition", finding.vendor, finding=finding))

    def ask(self, asked: Asked) -> None:
        """Show a form, and let every screen read again once it has recorded something."""
        from vendortrail.tui.forms import RecordForm, UsageTableForm

        if asked.kind == IMPORT:
            self.take_in(asked.vendor)
            return

        def left(record: Record[Payload] | None) -> None:
            if record is not None:
                self.post_message(Recorded(record))

        if asked.kind == USAGE_TABLE:
            self.push_screen(UsageTableForm(asked.vendor), left)
        else:
            self.push_screen(RecordForm(asked), left)

    def take_in(self, vendor: int | None) -> None:
        """Take in what there is already, then show the receipt."""
        from vendortrail.tui.forms import ImportForm

        def left(receipt: Record[Receipt] | None) -> None:
            if receipt is not None:
                self.post_message(Recorded(receipt))
                self.open_record(receipt)

        self.push_screen(ImportForm(vendor), left)
