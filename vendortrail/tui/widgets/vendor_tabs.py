"""The tabs of a vendor's screen: what is in them, and what is said beside their names."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from textual.app import ComposeResult
from textual.content import Content
from textual.widget import Widget
from textual.widgets import TabbedContent, TabPane

from vendortrail.i18n import N_, _
from vendortrail.tui import signs
from vendortrail.tui.widgets.findings_list import FindingsList
from vendortrail.tui.widgets.people_list import PeopleList, people
from vendortrail.tui.widgets.row_list import RowList
from vendortrail.tui.widgets.segments_list import SegmentsList
from vendortrail.tui.widgets.sources_list import SourcesList
from vendortrail.tui.widgets.terms_pane import TermsPane
from vendortrail.tui.widgets.timeline_list import Shown, TimelineList
from vendortrail.tui.widgets.wrapped_list import WrappedList

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

    from vendortrail.likeness import Likeness
    from vendortrail.service.reading import Digest

TABS: Final = {
    "timeline": N_("Timeline"),
    "terms": N_("Terms"),
    "segments": N_("Segments"),
    "findings": N_("Findings"),
    "people": N_("People"),
    "sources": N_("Sources"),
}


def tabs(shown: str) -> ComposeResult:
    """Yield the tabs, one of them in front."""
    panes = {
        "timeline": TimelineList(),
        "terms": TermsPane(),
        "segments": SegmentsList(id="segments-list"),
        "findings": FindingsList(id="findings-list"),
        "people": PeopleList(id="people-list"),
        "sources": SourcesList(id="sources-list"),
    }
    with TabbedContent(initial=shown):
        for tab in TABS:
            pane = TabPane(_label(tab), id=tab)
            # A list gets the cursor since its tab is in front. Were the tab to come to the front
            # since its list has the cursor, too, two tabs would drive each other away for ever.
            pane.disable_messages(TabPane.Focused)
            with pane:
                yield panes[tab]


def tell(tabbed: TabbedContent, digest: Digest, alike: Sequence[Likeness], zone: ZoneInfo) -> None:
    """Fill the tabs, but for the timeline, which fills itself as it is scrolled.

    Args:
        tabbed: the tabs.
        digest: what is known of the vendor.
        alike: which people may have been recorded twice.
        zone: in which the days of moments are told.
    """
    history, today = digest.review.history, digest.review.today
    tabbed.query_one(TermsPane).tell(history, today, zone)
    tabbed.query_one(SegmentsList).tell(history, today)
    tabbed.query_one(FindingsList).tell(digest.review)
    tabbed.query_one(PeopleList).tell(history, digest.last_spoken, today, alike)
    tabbed.query_one(SourcesList).tell(digest)
    count = len(digest.review.open)
    tabbed.get_tab("findings").label = _label("findings", f" {count}", "high" if count else "quiet")
    shown = {person.identity for person in people(history, digest.last_spoken)}
    pairs = sum(not shown.isdisjoint((it.one, it.other)) for it in alike)
    doubtful = f" {signs.ALIKE}{pairs}" if pairs else ""
    tabbed.get_tab("people").label = _label("people", doubtful, "primary")


def chosen(screen: Widget, tab: str) -> object:
    """Return what the row under the cursor of a tab stands for; None before it is on the screen."""
    rows = next(iter(screen.query(f"#{tab} RowList").results(RowList)), None)
    if isinstance(rows, TimelineList):
        found = rows.at(rows.cursor) if rows.row_count() else None
        return found.record if isinstance(found, Shown) else None
    return rows.thing(rows.cursor) if isinstance(rows, WrappedList) else None


def _label(tab: str, aside: str = "", style: str = "quiet") -> Content:
    place = list(TABS).index(tab) + 1
    return Content.assemble((f"{place} ", "$quiet"), _(TABS[tab]), (aside, f"${style}"))
