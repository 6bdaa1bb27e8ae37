"""The first screen: all vendors, the gravest first."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Input, Static

from vendortrail.i18n import N_, _, ngettext
from vendortrail.refusal import Refusal
from vendortrail.tui import days, signs
from vendortrail.tui.commands import ADD, EXPORT, SAME_AS, SEARCH, hidden, shown
from vendortrail.tui.messages import LikenessesFound, PortfolioRead, VendorsReviewed
from vendortrail.tui.screens.reviewing import ReviewingScreen
from vendortrail.tui.widgets.portfolio_list import PortfolioList, Standing, heads
from vendortrail.tui.widgets.row_list import RowList
from vendortrail.tui.widgets.stands_out import StandsOut
from vendortrail.tui.work import in_background, outdated

if TYPE_CHECKING:
    from vendortrail.likeness import Likeness
    from vendortrail.sentences import Sentence
    from vendortrail.service import Trail
    from vendortrail.service.reading import Digest


class PortfolioScreen(ReviewingScreen):
    """Vendors with their state in one line each, and what stands out about one of them."""

    NAME = N_("Vendors")
    ABOUT = N_(
        "Every vendor on one line, the gravest first: its open findings (▲ high, ● medium, ○ low), "
        "how many days ago they and we last said something, who owes the next word, how many "
        "segments are unfinished, and the last twelve months: the taller the bar, the more was "
        "said; ╌ is a month of silence. ≈ marks vendors that may have been recorded twice."
    )
    AUTO_FOCUS = "PortfolioList"
    BINDINGS: ClassVar = [
        SEARCH,
        ADD,
        EXPORT,
        SAME_AS,
        shown("filter", "f", N_("Filter"), N_("show only vendors whose name has these letters")),
        hidden("clear", "escape", N_("show all vendors again")),
    ]

    def __init__(self) -> None:
        super().__init__()
        self._standings: dict[int, Standing] = {}
        self._alike: Sequence[Likeness] = ()
        self._may_be: Mapping[int, list[tuple[int, Sequence[Sentence]]]] = {}
        self._letters = ""
        self._today: date | None = None
        self._outdated = False
        self._refusal: Refusal | None = None

    def compose_body(self) -> ComposeResult:
        filtering = Input(self._letters, placeholder=_("Filter vendors"), compact=True, id="filter")
        filtering.display = bool(self._letters)
        yield filtering
        yield Static(id="heads")
        yield PortfolioList()
        yield StandsOut()
        yield Static(id="empty")

    def on_mount(self) -> None:
        self._show()

    def after_recompose(self) -> None:
        self._show()

    def facts(self) -> str:
        if self._today is None:
            return "" if self._refusal else _("opening…")
        vendors = len(self._standings)
        facts = [ngettext("{count} vendor", "{count} vendors", vendors).format(count=vendors)]
        pairs = len(self._alike)
        if pairs:
            alike = ngettext("≈ {count} pair alike", "≈ {count} pairs alike", pairs)
            facts.append(alike.format(count=pairs))
        return " · ".join([*facts, days.day(self._today)])

    def trail_opened(self) -> None:
        self.refresh_bindings()
        self.call_after_refresh(self._review_the_rest)
        self.call_after_refresh(self._seek_likenesses)

    def trail_changed(self) -> None:
        if self.is_current:
            self._read_portfolio()
        else:
            self._outdated = True

    def on_screen_suspend(self) -> None:
        """Review nobody while another screen is in front, whose vendor may be reviewed."""
        self.stop_reviewing()

    def on_screen_resume(self) -> None:
        """Go on where the review was when this screen was covered."""
        if self._outdated:
            self._read_portfolio()
        else:
            self._review_the_rest()

    def action_note(self) -> None:
        """Write down what happened; with any vendor, not that under the cursor."""
        self.trail_app.note(None)

    def give_up(self, refusal: Refusal) -> None:
        """Say why there is nothing to show."""
        self._refusal = refusal
        self._show()

    @in_background
    def _read_portfolio(self, trail: Trail) -> None:
        lines = trail.portfolio()
        if not outdated():
            self.post_message(PortfolioRead(lines, trail.today))

    def on_portfolio_read(self, message: PortfolioRead) -> None:
        """Show the vendors; findings read before stay until they are read again."""
        before = self._standings
        self._standings = {
            line.vendor: Standing(
                line, before[line.vendor].findings if line.vendor in before else None
            )
            for line in message.lines
        }
        self._today = message.today
        self._outdated = False
        self._show()
        self.call_after_refresh(self._review_the_rest)
        if self.trail_app.trail is not None:
            self.call_after_refresh(self._seek_likenesses)

    @in_background
    def _seek_likenesses(self, trail: Trail) -> None:
        from vendortrail.records.parties import Vendor

        found = trail.alike(Vendor)
        if not outdated():
            self.post_message(LikenessesFound(found))

    def on_likenesses_found(self, message: LikenessesFound) -> None:
        """Mark the vendors that may have been recorded twice."""
        self._alike = message.found
        self._may_be = defaultdict(list)
        for pair in message.found:
            self._may_be[pair.one].append((pair.other, pair.why))
            self._may_be[pair.other].append((pair.one, pair.why))
        self._show()

    def on_vendors_reviewed(self, message: VendorsReviewed) -> None:
        """Fill in findings."""
        self._fill_in(message.digests)
        self._show()

    def _fill_in(self, digests: Iterable[Digest]) -> None:
        for digest in digests:
            if digest.vendor in self._standings:
                line = self._standings[digest.vendor].line
                self._standings[digest.vendor] = Standing(line, digest.review.open)

    def _review_the_rest(self) -> None:
        """Fill in what is known of vendors, and have those reviewed of which nothing is."""
        known = self.trail_app.digests()
        self._fill_in(known.values())
        self._show()
        if self.is_current:
            self.review([vendor for vendor in self._standings if vendor not in known])

    def _show(self) -> None:
        """Put what is known into the widgets."""
        self.retitle()
        rows = self.query_one(PortfolioList)
        if self._today is not None:
            rows.show(self._filtered(), self._today, self._may_be)
        instead = self.query_one("#empty", Static)
        empty = self._refusal is not None or (self._today is not None and not self._standings)
        instead.display = empty
        if empty:
            instead.update(Content(str(self._refusal)) if self._refusal else _welcome())
        for part in (rows, self.query_one("#heads"), self.query_one(StandsOut)):
            part.display = not empty
        self._show_heads()
        self._show_what_stands_out()

    def _filtered(self) -> Sequence[Standing]:
        letters = self._letters.casefold().replace("ё", "е")
        return sorted(
            (
                standing
                for standing in self._standings.values()
                if letters in standing.line.name.casefold().replace("ё", "е")
            ),
            key=lambda standing: standing.gravity,
        )

    def _show_heads(self) -> None:
        rows = self.query_one(PortfolioList)
        months = next((s.line.months for s in self._standings.values()), ())
        self.query_one("#heads", Static).update(heads(rows.row_width, months))

    def on_resize(self) -> None:
        self.call_after_refresh(self._show_heads)
        self.call_after_refresh(self._show_what_stands_out)

    @on(RowList.CursorMoved)
    def _show_what_stands_out(self) -> None:
        self.refresh_bindings()
        panel = self.query_one(StandsOut)
        chosen = self.query_one(PortfolioList).chosen
        if chosen is None:
            panel.update("")
        else:
            panel.tell(chosen.findings, list(self._likenesses(chosen.line.vendor)))

    def _likenesses(self, vendor: int) -> Iterator[str]:
        """Yield whom a vendor may be, and why."""
        for other, why in self._may_be.get(vendor, ()):
            if other in self._standings:
                yield signs.may_be(self._standings[other].line.name, why)

    @on(RowList.Opened)
    def _open_vendor(self) -> None:
        chosen = self.query_one(PortfolioList).chosen
        if chosen is not None:
            self.trail_app.open_vendor(chosen.line.vendor)

    def action_same_as(self) -> None:
        """Say that the vendor under the cursor is another one, or is not after all."""
        from vendortrail.records.parties import Vendor

        if self.vendor_in_sight is not None:
            self.trail_app.same_as(Vendor, self.vendor_in_sight)

    def action_filter(self) -> None:
        """Let the person type letters of a name."""
        filtering = self.query_one("#filter", Input)
        filtering.display = True
        filtering.focus()

    def action_clear(self) -> None:
        """Show all vendors again."""
        filtering = self.query_one("#filter", Input)
        filtering.value = ""
        filtering.display = False
        self.query_one(PortfolioList).focus()

    @on(Input.Changed, "#filter")
    def _narrow(self, event: Input.Changed) -> None:
        self._letters = event.value
        self._show()

    @on(Input.Submitted, "#filter")
    def _back_to_list(self) -> None:
        self.query_one(PortfolioList).focus()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action == "same_as" and (self.trail_app.trail is None or self.vendor_in_sight is None):
            return False
        return super().check_action(action, parameters)

    @property
    def vendor_in_sight(self) -> int | None:
        """The vendor under the cursor."""
        if not self.is_mounted:
            return None
        chosen = self.query_one(PortfolioList).chosen
        return None if chosen is None else chosen.line.vendor


def _welcome() -> Content:
    return Content("\n").join(
        [
            Content.styled(_("There is nothing on record yet."), "bold"),
            Content(),
            Content(_("Press a and choose “vendor” to write down the first one.")),
            Content(_("Press ? wherever you are to see what the keys do.")),
        ]
    )
