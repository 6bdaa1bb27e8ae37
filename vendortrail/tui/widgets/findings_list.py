"""What is wrong with a vendor, the gravest first."""

from __future__ import annotations

from functools import partial
from typing import ClassVar

from textual.content import Content
from textual.message import Message

from vendortrail.i18n import N_, _, ngettext
from vendortrail.labels import label
from vendortrail.review import Review, Reviewed
from vendortrail.tui import days, signs
from vendortrail.tui.cells import hanging, row, said
from vendortrail.tui.commands import shown
from vendortrail.tui.widgets.wrapped_list import Row, WrappedList, fixed


class FindingsList(WrappedList):
    """Open findings first, then those that somebody has settled."""

    BINDINGS: ClassVar = [
        shown("dispose", "d", N_("Dispose"), N_("write down what was done about the finding")),
    ]

    class DispositionAsked(Message):
        """The person wants to write down what was done about a finding."""

        def __init__(self, reviewed: Reviewed) -> None:
            super().__init__()
            self.reviewed = reviewed

    def tell(self, review: Review) -> None:
        """Show the findings of a review."""
        ordered = sorted(review.findings, key=lambda reviewed: not reviewed.is_open)
        rows = [Row(partial(_drawn, reviewed), reviewed) for reviewed in ordered]
        nothing = fixed(row([said(_("Nothing stands out."), "$quiet")]))
        self.show(rows or [nothing])

    @property
    def chosen(self) -> Reviewed | None:
        """The finding under the cursor."""
        thing = self.thing(self.cursor)
        return thing if isinstance(thing, Reviewed) else None

    def action_dispose(self) -> None:
        """Write down what was done about the finding under the cursor."""
        if self.chosen is not None:
            self.post_message(self.DispositionAsked(self.chosen))


def _drawn(reviewed: Reviewed, width: int) -> list[Content]:
    finding = reviewed.finding
    colour = f"${finding.severity}" if reviewed.is_open else "$quiet"
    mark = signs.SEVERITIES[finding.severity] if reviewed.is_open else "✓"
    head = Content.assemble(" ", (f"{mark} ", colour), (f"{finding.code}  ", "$quiet"))
    aside = [
        _("since {day}").format(day=days.day(finding.since)),
        ngettext("{count} record", "{count} records", len(finding.evidence)).format(
            count=len(finding.evidence)
        ),
    ]
    if reviewed.disposition is not None:
        done = reviewed.disposition.payload
        aside.append(f"{label(done.disposal)}: {done.note}" if done.note else label(done.disposal))
    indent = Content(" " * head.cell_length)
    return [
        *hanging(head, str(finding.message), width - 1, "" if reviewed.is_open else "$quiet"),
        *hanging(indent, " · ".join(aside), width - 1, "$quiet"),
        Content(),
    ]
