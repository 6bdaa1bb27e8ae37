"""One vendor: its timeline, terms, segments, findings, people and sources."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import TYPE_CHECKING, ClassVar, cast

from textual import on
from textual.app import ComposeResult
from textual.widgets import TabbedContent, TabPane

from vendortrail.i18n import N_, _
from vendortrail.records.dealings import Offer
from vendortrail.records.parties import Agreement, Contact
from vendortrail.records.record import Record
from vendortrail.review import Review, Reviewed
from vendortrail.timeline import Unknown
from vendortrail.tui import days, in_sight
from vendortrail.tui.commands import (
    ADD,
    BACK,
    COMPARE,
    EXPORT,
    RECOUNT,
    SAME_AS,
    SEARCH,
    SIDE_BY_SIDE,
    hidden,
)
from vendortrail.tui.messages import LikenessesFound, TimelineSurveyed, VendorsReviewed
from vendortrail.tui.screens.choosing import ChoosingScreen, Offered
from vendortrail.tui.screens.reviewing import ReviewingScreen
from vendortrail.tui.widgets import vendor_tabs
from vendortrail.tui.widgets.findings_list import FindingsList
from vendortrail.tui.widgets.row_list import RowList
from vendortrail.tui.widgets.timeline_list import Placed, Shown, TimelineList
from vendortrail.tui.widgets.vendor_tabs import TABS
from vendortrail.tui.widgets.wrapped_list import WrappedList
from vendortrail.tui.work import in_background, outdated

if TYPE_CHECKING:
    from vendortrail.likeness import Likeness
    from vendortrail.service import Trail
    from vendortrail.service.reading import Digest, Silence

_OF_AGREEMENTS = ("terms", "segments")
_DAY = timedelta(days=1)


class VendorScreen(ReviewingScreen):
    """Everything about one vendor, in six tabs."""

    NAME = N_("Vendor")
    ABOUT = N_(
        "The timeline has every entry, the newest first: when, by what, which way (← from them, "
        "→ from us, ↔ both), in a few words, and its number; ◌ marks what is private, a struck "
        "line was corrected later, a ruled line is a silence, or days that no source covers. Terms "
        "show what both sides accepted and everything that was proposed; segments what was "
        "promised, claimed and counts; findings what is wrong, with the records that prove it; "
        "people who is who, ≈ who may have been recorded twice; sources what was imported, and of "
        "which days that knows every word."
    )
    BINDINGS: ClassVar = [
        ADD,
        EXPORT,
        BACK,
        SIDE_BY_SIDE,
        RECOUNT,
        COMPARE,
        SAME_AS,
        SEARCH,
        *(
            hidden(f"tab('{tab}')", str(place), name)
            for place, (tab, name) in enumerate(TABS.items(), 1)
        ),
        hidden("next_tab(1)", "right", N_("the next tab")),
        hidden("next_tab(-1)", "left", N_("the tab before")),
    ]

    def __init__(self, vendor: int, *, tab: str = "timeline") -> None:
        super().__init__()
        self._vendor = vendor
        self._tab = tab
        self._digest: Digest | None = None
        self._placed: tuple[Placed, ...] = ()
        self._alike: Sequence[Likeness] = ()

    def compose_body(self) -> ComposeResult:
        return vendor_tabs.tabs(self._tab)

    def on_mount(self) -> None:
        self.trail_changed()

    @property
    def _review(self) -> Review | None:
        return self._digest.review if self._digest is not None else None

    def heading(self) -> str:
        return self._review.history.name if self._review else ""

    def facts(self) -> str:
        if self._digest is None:
            return _("seeking findings…")
        today = days.day(self._digest.review.today)
        return " · ".join(filter(None, [_known_until(self._digest), today]))

    @property
    def vendor_in_sight(self) -> int:
        """The vendor whose screen this is."""
        return self._vendor

    def trail_changed(self) -> None:
        trail = self.trail_app.trail
        if trail is not None:
            self.query_one(TimelineList).show(trail, trail.entries(self._vendor))
            self.call_after_refresh(self._derive)
            self.call_after_refresh(self._seek_likenesses)

    def _derive(self) -> None:
        """Find out what the first page of the timeline does not wait for."""
        known = self.trail_app.digests().get(self._vendor)
        if known is None:
            self.review([self._vendor])
        else:
            self._digest = known
            self._show()
        self._survey(known.unknown if known is not None else ())

    @in_background
    def _seek_likenesses(self, trail: Trail) -> None:
        people = [it for it in trail.every(Contact) if it.vendor in (None, self._vendor)]
        found = trail.alike(Contact, among=people)
        if not outdated():
            self.post_message(LikenessesFound(found))

    def on_likenesses_found(self, message: LikenessesFound) -> None:
        """Tell of people who may have been recorded twice."""
        if message.found != self._alike:
            self._alike = message.found
            self._show()

    @in_background
    def _survey(self, trail: Trail, unknown: Sequence[Unknown]) -> None:
        silences = trail.silences(self._vendor)
        entries = trail.entries(self._vendor)
        starts = [it.start for it in silences] + [it.first - _DAY for it in unknown]
        stretches: list[Silence | Unknown] = [*silences, *unknown]
        newer = entries.newer_than(starts)
        placed = [Placed(*pair) for pair in zip(newer, stretches, strict=True)]
        surveyed = entries.survey()
        if not outdated():
            self.post_message(TimelineSurveyed(placed, surveyed))

    def on_timeline_surveyed(self, message: TimelineSurveyed) -> None:
        """Rule silences and the unknown into the timeline, which can be jumped in from now on."""
        self._placed = tuple(message.placed)
        self.query_one(TimelineList).place(self._placed, message.surveyed)

    def on_vendors_reviewed(self, message: VendorsReviewed) -> None:
        """Fill in what is derived."""
        (self._digest,) = message.digests
        self._show()
        if self._digest.unknown:
            self._survey(self._digest.unknown)

    def after_recompose(self) -> None:
        trail = self.trail_app.trail
        if trail is not None:
            timeline = self.query_one(TimelineList)
            timeline.show(trail, trail.entries(self._vendor))
            timeline.place(self._placed)
        self._show()

    def _show(self) -> None:
        self.retitle()
        trail = self.trail_app.trail
        if self._digest is None or trail is None:
            return
        vendor_tabs.tell(self.query_one(TabbedContent), self._digest, self._alike, trail.zone)

    def action_tab(self, tab: str) -> None:
        """Show a tab."""
        self._tab = tab
        self.query_one(TabbedContent).active = tab

    def action_next_tab(self, by: int) -> None:
        """Show the tab beside the one that is shown."""
        tabs = list(TABS)
        self.action_tab(tabs[(tabs.index(self._tab) + by) % len(tabs)])

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action == "recount" and self._agreement_in_sight() is None:
            return False
        if action == "compare" and not self._offers():
            return False
        if action == "same_as" and self._person_in_sight() is None:
            return False
        if action == "side_by_side" and (self._tab != "terms" or not self._agreement_in_sight()):
            return False
        return super().check_action(action, parameters)

    def action_recount(self) -> None:
        """Hold the result rows of the agreement in sight against every definition."""
        agreement = self._agreement_in_sight()
        if agreement is not None:
            self.trail_app.open_recount(agreement)

    def action_side_by_side(self) -> None:
        """Lay two states of the terms of the agreement in sight side by side."""
        agreement = self._agreement_in_sight()
        if agreement is not None:
            self.trail_app.open_side_by_side(agreement)

    def action_compare(self) -> None:
        """Hold an offer against what we use and pay: the only one, or the one that is chosen."""
        offers = self._offers()
        if len(offers) == 1:
            self.trail_app.open_comparison(offers[0])
        elif offers:
            offered = [
                Offered(it, it.payload.title, f"{days.when(it.when)}  #{it.seq}") for it in offers
            ]
            self.app.push_screen(
                ChoosingScreen(_("Which offer?"), offered),
                lambda offer: self.trail_app.open_comparison(offer) if offer else None,
            )

    def action_same_as(self) -> None:
        """Say that the person under the cursor is another one, or is not after all."""
        person = self._person_in_sight()
        if person is not None:
            self.trail_app.same_as(Contact, person.identity)

    def _offers(self) -> Sequence[Record[Offer]]:
        """Return the offers that may be meant, the newest first."""
        if self._review is None:
            return ()
        return in_sight.offers(self._review.history, self._thing_in_sight())

    def _agreement_in_sight(self) -> Record[Agreement] | None:
        if self._review is None or self._tab not in _OF_AGREEMENTS:
            return None
        rows = self.query_one(f"#{self._tab}", TabPane).query_one(WrappedList)
        return in_sight.agreement(self._review.history, rows)

    def _person_in_sight(self) -> Record[Contact] | None:
        thing = self._thing_in_sight() if self._tab == "people" else None
        is_person = isinstance(thing, Record) and isinstance(thing.payload, Contact)
        return cast("Record[Contact]", thing) if is_person else None

    def _thing_in_sight(self) -> object:
        return vendor_tabs.chosen(self, self._tab)

    @on(TabbedContent.TabActivated)
    def _focus_tab(self, event: TabbedContent.TabActivated) -> None:
        # By now another tab may be in front, or the tabs of another language.
        shown = event.tabbed_content.active_pane
        if shown is not None and shown.is_attached:
            self._tab = event.tabbed_content.active
            shown.query_one(RowList).focus()
            self.refresh_bindings()

    @on(RowList.CursorMoved, "#people-list")
    def _look(self) -> None:
        """Let the keys follow what is in sight."""
        self.refresh_bindings()

    @on(RowList.Opened, "#timeline")
    def _open_entry(self, event: RowList.Opened) -> None:
        found = self.query_one(TimelineList).at(event.row)
        if isinstance(found, Shown):
            self.trail_app.open_record(found.record)

    @on(RowList.Opened)
    def _open_row(self, event: RowList.Opened) -> None:
        if not isinstance(event.rows, WrappedList):
            return
        thing = event.rows.thing(event.row)
        if isinstance(thing, Reviewed):
            self.trail_app.open_evidence(thing.finding)
        elif isinstance(thing, Record):
            self.trail_app.open_record(thing)

    @on(FindingsList.DispositionAsked)
    def _dispose(self, event: FindingsList.DispositionAsked) -> None:
        self.trail_app.dispose(event.reviewed.finding)


def _known_until(digest: Digest) -> str:
    """Return up to which day what was said is known; nothing where it is known to this day."""
    last = next(reversed(digest.unknown), None)
    if last is None or last.last < digest.review.today:
        return ""
    if not digest.covered:
        return _("what was said is not known")
    return _("known until {day}").format(day=days.day(last.first - _DAY))
