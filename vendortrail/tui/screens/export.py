"""A paper, looked at before it is written to a file."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content
from textual.message import Message
from textual.widgets import Input, Label, Select

from vendortrail.i18n import N_, _, ngettext
from vendortrail.occurred import Occurred
from vendortrail.papers.audience import Audience
from vendortrail.records.parties import Agreement
from vendortrail.records.record import Record
from vendortrail.refusal import Refusal
from vendortrail.service.papering import READERS, Exported, Format, Paper
from vendortrail.tui.commands import BACK, shown
from vendortrail.tui.messages import PaperMade, PaperRefused, PaperSaved
from vendortrail.tui.screens.base import TrailScreen
from vendortrail.tui.widgets.text_view import TextView
from vendortrail.tui.work import in_background, outdated

if TYPE_CHECKING:
    from vendortrail.service import Trail

_PAPERS = {
    Paper.TIMELINE: N_("timeline"),
    Paper.DISAGREEMENTS: N_("disagreement protocol"),
}
_AUDIENCES = {Audience.INTERNAL: N_("for us"), Audience.VENDOR: N_("for the vendor")}
_FORMATS = {Format.MARKDOWN: N_("Markdown"), Format.HTML: N_("HTML")}


class ExportScreen(TrailScreen):
    """Choices above, the paper as plain text below."""

    NAME = N_("Export")
    ABOUT = N_(
        "The paper as it will be written: the timeline, or the protocol of what both sides do not "
        "agree on. Choose who it is for, how it is written, from which day to which a chronology "
        "runs, and which agreement a protocol is about; a paper for the vendor leaves out all that "
        "is private."
    )
    AUTO_FOCUS = "TextView"
    BINDINGS: ClassVar = [
        shown("save", "s", N_("Save"), N_("write the paper to a file")),
        shown(
            "paper", "p", N_("Paper"), N_("change between the timeline and a disagreement protocol")
        ),
        shown(
            "audience", "v", N_("For whom"), N_("change between a paper for us and for the vendor")
        ),
        shown("format", "m", N_("Format"), N_("change between Markdown and HTML")),
        shown(
            "agreement", "g", N_("Agreement"), N_("choose which agreement the protocol is about")
        ),
        BACK,
    ]

    class Disputed(Message):
        """It is known which agreements a protocol can be about, and which one it is about."""

        def __init__(self, agreements: Sequence[Record[Agreement]], about: int | None) -> None:
            super().__init__()
            self.agreements = agreements
            self.about = about

    def __init__(self, vendor: int) -> None:
        super().__init__()
        self._vendor = vendor
        self._kind = Paper.TIMELINE
        self._audience = READERS[self._kind]
        self._format = Format.MARKDOWN
        self._days = {"first": "", "last": ""}
        self._disputed: Sequence[Record[Agreement]] = ()
        self._agreement: int | None = None
        self._paper: Exported | None = None

    def compose_body(self) -> ComposeResult:
        choices = (("kind", _PAPERS, self._kind), ("audience", _AUDIENCES, self._audience))
        with Horizontal(classes="asking"):
            for name, offered, chosen in (*choices, ("format", _FORMATS, self._format)):
                yield Select(
                    [(_(label), value) for value, label in offered.items()],
                    value=chosen,
                    allow_blank=False,
                    compact=True,
                    id=name,
                )
        with Horizontal(classes="asking", id="days"):
            yield Input(self._days["first"], placeholder=_("from day"), compact=True, id="first")
            yield Input(self._days["last"], placeholder=_("to day"), compact=True, id="last")
        with Horizontal(classes="asking", id="about"):
            yield Label(_("Agreement"))
            yield Select[int]([], compact=True, id="agreement")
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
        elif event.select.id == "format":
            self._format = Format(str(event.value))
        elif event.select.id == "agreement":
            self._agreement = event.value if isinstance(event.value, int) else None
        elif event.value is not self._kind:
            self._kind = Paper(str(event.value))
            self.query_one("#audience", Select).value = READERS[self._kind]
        self._make()

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        self._days[event.input.id or ""] = event.value
        self._make()

    def action_paper(self) -> None:
        """Change between the timeline and a disagreement protocol."""
        chosen = self.query_one("#kind", Select)
        other = self._kind is Paper.TIMELINE
        chosen.value = Paper.DISAGREEMENTS if other else Paper.TIMELINE

    def action_audience(self) -> None:
        """Change between a paper for us and one for the vendor."""
        chosen = self.query_one("#audience", Select)
        chosen.value = Audience.VENDOR if self._audience is Audience.INTERNAL else Audience.INTERNAL

    def action_format(self) -> None:
        """Change between Markdown and HTML."""
        other = self._format is Format.MARKDOWN
        self.query_one("#format", Select).value = Format.HTML if other else Format.MARKDOWN

    def action_agreement(self) -> None:
        """Choose which agreement the protocol is about."""
        chosen = self.query_one("#agreement", Select)
        chosen.focus()
        chosen.action_show_overlay()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action == "agreement" and not self._has_choice:
            return False
        return super().check_action(action, parameters)

    @property
    def _has_choice(self) -> bool:
        """Whether there are several agreements that the paper could be about."""
        return self._kind is Paper.DISAGREEMENTS and len(self._disputed) > 1

    def action_save(self) -> None:
        """Write the paper to a file."""
        if self._paper is not None:
            self._save(self._paper)

    def _make(self) -> None:
        chronology = self._kind is Paper.TIMELINE
        self.query_one("#days").display = chronology
        self.query_one("#about").display = self._has_choice
        self.refresh_bindings()
        first = last = None
        try:
            if chronology:
                first, last = self._day("first", first=True), self._day("last", first=False)
        except Refusal as refusal:
            self._say(str(refusal), "$error")
        else:
            self._export(self._kind, self._format, self._audience, first, last, self._agreement)

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
        self,
        trail: Trail,
        kind: Paper,
        written: Format,
        audience: Audience,
        first: date | None,
        last: date | None,
        agreement: int | None,
    ) -> None:
        made: PaperMade | PaperRefused
        about = None
        if kind is Paper.DISAGREEMENTS:
            disputed = trail.disputed(self._vendor, audience)
            identities = [it.identity for it in disputed]
            about = agreement if agreement in identities else next(iter(identities), None)
            self.post_message(self.Disputed(disputed, about))
        try:
            made = PaperMade(
                trail.export(
                    kind,
                    self._vendor,
                    format=written,
                    audience=audience,
                    first=first,
                    last=last,
                    agreement=about,
                )
            )
        except Refusal as refusal:
            made = PaperRefused(refusal)
        if not outdated():
            self.post_message(made)

    @in_background
    def _save(self, trail: Trail, paper: Exported) -> None:
        self.post_message(PaperSaved(trail.save(paper)))

    def on_export_screen_disputed(self, message: Disputed) -> None:
        """Offer the agreements, where there are several."""
        self._disputed, self._agreement = message.agreements, message.about
        chosen: Select[int] = self.query_one("#agreement", Select)
        with chosen.prevent(Select.Changed):
            chosen.set_options([(it.payload.title, it.identity) for it in message.agreements])
            if message.about is not None:
                chosen.value = message.about
        self.query_one("#about").display = self._has_choice
        self.refresh_bindings()

    def on_paper_made(self, message: PaperMade) -> None:
        """Show the paper, and how much it keeps back."""
        self._paper = message.paper
        text = message.paper.content.decode()
        self.query_one(TextView).show(text, prose=self._format is Format.MARKDOWN)
        left_out = message.paper.left_out
        kept_back = ngettext(
            "{count} private record is left out", "{count} private records are left out", left_out
        ).format(count=left_out)
        unsaid = _("What they say of the terms is missing in the paper: {records}").format(
            records=", ".join(f"#{number}" for number in message.paper.withheld)
        )
        facts = [
            *([kept_back] if self._audience is Audience.VENDOR else []),
            *([unsaid] if message.paper.withheld else []),
            message.paper.name,
        ]
        self._say(" · ".join(facts), "$medium" if left_out else "$quiet")

    def on_paper_refused(self, message: PaperRefused) -> None:
        """Say why there is no such paper, and show none."""
        self._paper = None
        self.query_one(TextView).show("")
        self._say(str(message.refusal), "$error")

    def on_paper_saved(self, message: PaperSaved) -> None:
        """Say where it is."""
        self.notify(str(message.path), title=_("The paper is written"), markup=False, timeout=10)

    def _say(self, text: str, style: str) -> None:
        self.query_one("#paper-facts", Label).update(Content.styled(text, style))
