"""The vendors, one a line: what is wrong, who spoke when, who owes a word, and the last year."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Mapping, Sequence
from datetime import date
from math import log2
from typing import TYPE_CHECKING, NamedTuple

from textual.content import Content

from vendortrail.findings import Finding, Severity
from vendortrail.i18n import _, pgettext
from vendortrail.records.values import Side
from vendortrail.tui import days, signs
from vendortrail.tui.cells import beside, cell, row, said
from vendortrail.tui.widgets.row_list import RowList

if TYPE_CHECKING:
    from vendortrail.service.portfolio import Month, VendorLine

_SIDES = {Side.VENDOR: "$them", Side.US: "$us", None: "$faint"}
_BARS = "▁▂▃▄▅▆▇█"
_COUNT = 3
_DAYS = 8
_OWES = 6
_SEGMENTS = 6
_MONTHS = 12
_FIXED = 1 + 2 + 3 * _COUNT + 2 + 2 * (_DAYS + 2) + _OWES + 2 + _SEGMENTS + 2 + _MONTHS
_LONGEST_NAME = 36
_ROOMY = 110


class Standing(NamedTuple):
    """A vendor's line with its open findings, which are read later; None: not read yet."""

    line: VendorLine
    findings: tuple[Finding, ...] | None = None

    @property
    def gravity(self) -> tuple[int | str, ...]:
        """Sorts the gravest first."""
        counts = by_severity(self.findings or ())
        return (
            *(-counts[severity] for severity in Severity),
            -self.line.unfinished,
            self.line.name.casefold(),
        )


def by_severity(findings: Sequence[Finding]) -> Counter[Severity]:
    """Count findings by how much they matter."""
    return Counter(finding.severity for finding in findings)


class PortfolioList(RowList):
    """One vendor a line."""

    def __init__(self) -> None:
        super().__init__()
        self._standings: Sequence[Standing] = ()
        self._today = date.min
        self._alike: Container[int] = ()

    def show(self, standings: Sequence[Standing], today: date, alike: Container[int] = ()) -> None:
        """Show these vendors; the one under the cursor stays there, wherever it is now.

        ``alike`` are those that may have been recorded twice.
        """
        under = self.chosen
        self._alike = alike
        self._standings = standings
        self._today = today
        self.rows_changed()
        places = {standing.line.vendor: place for place, standing in enumerate(standings)}
        if under is not None and self.cursor > 0:
            self.cursor = places.get(under.line.vendor, 0)

    @property
    def chosen(self) -> Standing | None:
        """The vendor under the cursor."""
        return self._standings[self.cursor] if self.cursor < len(self._standings) else None

    def row_count(self) -> int:
        return len(self._standings)

    def draw(self, row: int, width: int) -> Sequence[Content]:
        standing = self._standings[row]
        alike = standing.line.vendor in self._alike
        return [drawn(standing, self._today, width, alike=alike)]


def heads(width: int, months: Sequence[Month]) -> Content:
    """Return the line over the list, for a list of that width."""
    cells = [
        cell(_("Vendor"), _name_width(width)),
        cell(_("Findings"), 3 * _COUNT),
        cell(pgettext("side", "they"), _DAYS, right=True),
        cell(pgettext("side", "we"), _DAYS, right=True),
        cell(_("owes"), _OWES),
        cell(pgettext("segments", "open"), _SEGMENTS, right=True),
        cell("".join(days.month_initial(month.month) for month in months), _MONTHS),
    ]
    if width >= _ROOMY:
        cells.append(said(_("What stands out")))
    return row(cells)


def drawn(standing: Standing, today: date, width: int, *, alike: bool = False) -> Content:
    """Return a vendor's line; ``alike``: it may have been recorded twice."""
    line = standing.line
    owes = line.owes_next
    cells = [
        _name(line.name, _name_width(width), alike=alike),
        _counts(standing.findings),
        _spoke(line.last_word, Side.VENDOR, today),
        _spoke(line.last_word, Side.US, today),
        cell(signs.side(owes), _OWES, _SIDES[owes]),
        cell(
            str(line.unfinished or "–"), _SEGMENTS, "" if line.unfinished else "$faint", right=True
        ),
        strip(line.months),
    ]
    if width >= _ROOMY and standing.findings:
        cells.append(said(str(standing.findings[0].message), "$quiet"))
    return row(cells)


def _name(name: str, width: int, *, alike: bool) -> Content:
    if not alike:
        return cell(name, width, "bold")
    sign = f" {signs.ALIKE}"
    cut = said(name, "bold").truncate(width - len(sign), ellipsis=True)
    return cell(beside(cut, Content.styled(sign, "$primary")), width)


def _name_width(width: int) -> int:
    return max(12, min(width - _FIXED, _LONGEST_NAME))


def _counts(findings: Sequence[Finding] | None) -> Content:
    if findings is None:
        return cell("…", 3 * _COUNT, "$faint")
    counts = by_severity(findings)
    return Content("").join(
        cell(f"{signs.SEVERITIES[severity]}{counts[severity]}", _COUNT, f"${severity}")
        if counts[severity]
        else cell("·", _COUNT, "$faint")
        for severity in Severity
    )


def _spoke(last_word: Mapping[Side, date], who: Side, today: date) -> Content:
    return cell(days.ago(last_word.get(who), today), _DAYS, right=True)


def strip(months: Sequence[Month]) -> Content:
    """Return a year of contact: a bar by how much was said a month, a dash for silence."""
    return Content.assemble(
        *(
            (_BARS[min(len(_BARS) - 1, int(log2(month.words)))], "$us")
            if month.words
            else ("╌", "$silent")
            if month.silent
            else ("·", "$faint")
            for month in months
        )
    )
