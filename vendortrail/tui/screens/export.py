"""A paper, looked at before it is written to a file."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content
from textual.widgets import Input, Label, Select

from vendortrail.i18n import N_, _, ngettext
from vendortrail.occurred import Occurred
from vendortrail.papers.audience import Audience
from vendortrail.refusal import Refusal
from vendortrail.tui.commands import BACK, shown
from vendortrail.tui.messages import PaperMade, PaperSaved
from vendortrail.tui.screens.base import TrailScreen
from vendortrail.tui.widgets.text_view import TextView
from vendortrail.tui.work import in_background, outdated

if TYPE_CHECKING:
    from vendortrail.service import Trail
    from vendortrail.service.papering import Exported

_AUDIENCES = {Audience.INTERNAL: N_("for us"), Audience.VENDOR: N_("for the vendor")}
_FORMATS = {"md": N_("Markdown"), "html": N_("HTML")}


class ExportScreen(TrailScreen):
    """Choices above, the paper as plain text below."""

    NAME = N_("Export")
    ABOUT = N_(
        "The paper as it will be written. Choose who it is for, how it is written, and from which "
        "day to which its chronology runs; a paper for the vendor leaves out all that is private."
    )
    AUTO_FOCUS = "TextView"
    BINDINGS: ClassVar = [
        shown("save", "s", N_("Save"), N_("write the paper to a file")),
        shown(
            "audience", "v", N_("For whom"), N_("change between a paper for us and for the vendor")
        ),
        shown("format", "m", N_("Format"), N_("change between Markdown and HTML")),
        BACK,
    ]

    def __init__(self, vendor: int) -> None:
        super().__init__()
        self._vendor = vendor
        self._audience = Audience.INTERNAL
        self._format = "md"
        self._days = {"first": "", "last": ""}
        self._paper: Exported | None = None

    def compose_body(self) -> ComposeResult:
        with Horizontal(classes="asking"):
            yield Select(
                [(_(name), value) for value, name in _AUDIENCES.items()],
                value=self._audience,
                allow_blank=False,
                compact=True,
                id="audience",
            )
            yield Select(
                [(_(name), value) for value, name in _FORMATS.items()],
                value=self._format,
                allow_blank=False,
                compact=True,
                id="format",
            )
            yield Input(self._days["first"], placeholder=_("from day"), compact=True, id="first")
            yield Input(self._days["last"], placeholder=_("to day"), compact=True, id="last")
        yield Label(id="paper-facts")
        yield TextView()

    def on_mount(self) -> None:
        self._make()

    def after_recompose(self) -> None:
        self._make()

    def trail_changed(self) -> None:
        self._make()

    @on(Select.Changed)
    def _chosen(self, event: Select.Changed) -> None:
        if event.select.id == "audience":
            self._audience = Audience(str(event.value))
        else:
            self._format = str(event.value)
        self._make()

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        self._days[event.input.id or ""] = event.value
        self._make()

    def action_audience(self) -> None:
        """Change between a paper for us and one for the vendor."""
        chosen = self.query_one("#audience", Select)
        chosen.value = Audience.VENDOR if self._audience is Audience.INTERNAL else Audience.INTERNAL

    def action_format(self) -> None:
        """Change between Markdown and HTML."""
        self.query_one("#format", Select).value = "html" if self._format == "md" else "md"

    def action_save(self) -> None:
        """Write the paper to a file."""
        if self._paper is not None:
            self._save(self._paper)

    def _make(self) -> None:
        try:
            first, last = self._day("first", first=True), self._day("last", first=False)
        except Refusal as refusal:
            self._say(str(refusal), "$error")
        else:
            self._export(self._audience, self._format, first, last)

    def _day(self, name: str, *, first: bool) -> date | None:
        """Return a day that was typed; the first or the last one of what has several."""
        from vendortrail.typed_dates import read

        trail = self.trail_app.trail
        text = self._days[name].strip()
        if trail is None or not text:
            return None
        meant = read(text, trail.today, trail.zone)
        if not isinstance(meant, Occurred):
            raise Refusal(
                N_("“{text}” may be more than one day; write it as 2026-11-16"), text=text
            )
        return meant.first if first else meant.last

    @in_background
    def _export(
        self, trail: Trail, audience: Audience, written: str, first: date | None, last: date | None
    ) -> None:
        from vendortrail.service.papering import Format, Paper

        paper = trail.export(
            Paper.TIMELINE,
            self._vendor,
            format=Format(written),
            audience=audience,
            first=first,
            last=last,
        )
        if not outdated():
            self.post_message(PaperMade(paper))

    @in_background
    def _save(self, trail: Trail, paper: Exported) -> None:
        self.post_message(PaperSaved(trail.save(paper)))

    def on_paper_made(self, message: PaperMade) -> None:
        """Show the paper, and how much it keeps back."""
        self._paper = message.paper
        self.query_one(TextView).show(message.paper.content.decode())
        left_out = message.paper.left_out
        kept_back = ngettext(
            "{count} private record is left out", "{count} private records are left out", left_out
        ).format(count=left_out)
        facts = [*([kept_back] if self._audience is Audience.VENDOR else []), message.paper.name]
        self._say(" · ".join(facts), "$medium" if left_out else "$quiet")

    def on_paper_saved(self, message: PaperSaved) -> None:
        """Say where it is."""
        self.notify(str(message.path), title=_("The paper is written"), markup=False, timeout=10)

    def _say(self, text: str, style: str) -> None:
        self.query_one("#paper-facts", Label).update(Content.styled(text, style))
