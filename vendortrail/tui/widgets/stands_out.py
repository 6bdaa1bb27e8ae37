"""What stands out about one vendor: whom it may be, and what is wrong."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from textual.content import Content
from textual.widgets import Static

from vendortrail.findings import Finding
from vendortrail.i18n import _
from vendortrail.tui import signs
from vendortrail.tui.cells import hanging

_MOST_ALIKE = 2
_MOST_TOLD = 12


class StandsOut(Static):
    """As many sentences as there is room for, the gravest first."""

    def __init__(self) -> None:
        super().__init__(id="stands-out")

    def tell(self, findings: Sequence[Finding] | None, may_be: Sequence[str]) -> None:
        """Show what is known of a vendor.

        Args:
            findings: its open findings; None: they are still sought.
            may_be: sentences about whom it may be.
        """
        lines = list(_lines(findings, may_be, self.content_size.width))
        self.update(Content("\n").join(lines[: max(1, self.content_size.height)]))


def _lines(
    findings: Sequence[Finding] | None, may_be: Sequence[str], width: int
) -> Iterator[Content]:
    for told in may_be[:_MOST_ALIKE]:
        yield from hanging(Content.styled(f"{signs.ALIKE} ", "$primary"), told, width)
    if not findings:
        told = _("seeking findings…") if findings is None else _("Nothing stands out.")
        yield Content.styled(told, "$quiet")
        return
    for finding in findings[:_MOST_TOLD]:
        mark = Content.styled(f"{signs.SEVERITIES[finding.severity]} ", f"${finding.severity}")
        yield from hanging(mark, str(finding.message), width)
