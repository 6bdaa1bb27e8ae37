"""The program: it owns the trail, the language and the theme, and opens on the portfolio."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual import work
from textual.app import App, SystemCommand
from textual.screen import Screen

from vendortrail import i18n
from vendortrail.i18n import N_, _
from vendortrail.refusal import Refusal
from vendortrail.tui import themes
from vendortrail.tui.commands import QUIT
from vendortrail.tui.messages import (
    Failed,
    PortfolioRead,
    Recorded,
    TrailNotOpened,
    TrailOpened,
    VendorsReviewed,
)
from vendortrail.tui.recording import IMPORT, USAGE_TABLE, Asked
from vendortrail.tui.screens.base import TrailScreen
from vendortrail.tui.screens.portfolio import PortfolioScreen
from vendortrail.tui.widgets.row_list import RowList

if TYPE_CHECKING:
    from textual.command import Provider

    from vendortrail.findings import Finding
    from vendortrail.records.capture import Receipt
    from vendortrail.records.dealings import Offer
    from vendortrail.records.parties import Agreement
    from vendortrail.records.record import Payload, Record
    from vendortrail.service import Trail, Workspace
    from vendortrail.service.reading import Digest


def _commands() -> type[Provider]:
    from vendortrail.tui.palette import Commands

    return Commands


class VendortrailApp(App[None]):
    """Screens over one workspace.

    The first screen is painted before the storage is touched: ``trail`` is None until TrailOpened.
    """

    CSS_PATH = Path(__file__).with_name("app.tcss")
    TITLE = "vendortrail"
    COMMANDS: ClassVar = {_commands}
    BINDINGS: ClassVar = [QUIT]

    def __init__(
        self, workspace: Workspace, *, today: date | None = None, lang: str | None = None
    ) -> None:
        super().__init__()
        self.workspace = workspace
        self.trail: Trail | None = None
        self._digests: dict[int, Digest] = {}
        self._today = today
        self._lang = lang

    def get_default_screen(self) -> Screen[None]:
        return PortfolioScreen()

    def on_load(self) -> None:
        from vendortrail import settings

        kept = settings.load(self.workspace.folder)
        i18n.use(i18n.choose(self._lang, kept.lang, os.environ))
        for theme in themes.BY_SETTING.values():
            self.register_theme(theme)
        self.theme = themes.BY_SETTING.get(kept.theme, themes.DARK).name

    def on_ready(self) -> None:
        self._open()

    def on_unmount(self) -> None:
        if self.trail is not None:
            self.trail.close()

    @work(thread=True)
    def _open(self) -> None:
        from vendortrail.service.portfolio import Portfolio

        opened = Portfolio.open if self.workspace.database.exists() else Portfolio.create
        try:
            with opened(self.workspace, today=self._today) as trail:
                self.screen_stack[0].post_message(PortfolioRead(trail.portfolio(), trail.today))
        except Refusal as refusal:
            self.post_message(TrailNotOpened(refusal))
        else:
            from vendortrail.service import Trail  # noqa: F401 - here it keeps no key waiting

            self.post_message(TrailOpened())

    def on_trail_opened(self) -> None:
        """Open it for this thread as well, and let the screens read the rest."""
        from vendortrail.service import Trail

        self.trail = Trail.open(self.workspace, today=self._today)
        for screen in self.screen_stack:
            if isinstance(screen, TrailScreen):
                screen.trail_opened()

    def on_trail_not_opened(self, message: TrailNotOpened) -> None:
        """Say why, in the place of the portfolio."""
        for screen in self.screen_stack:
            if isinstance(screen, PortfolioScreen):
                screen.give_up(message.refusal)

    def on_failed(self, message: Failed) -> None:
        """Say what could not be done."""
        self.tell(message.refusal)

    def on_recorded(self, _message: Recorded) -> None:
        """Let every screen read again."""
        for screen in self.screen_stack:
            if isinstance(screen, TrailScreen):
                screen.trail_changed()

    def on_vendors_reviewed(self, message: VendorsReviewed) -> None:
        """Keep what is told of vendors, so that none is reviewed for two screens."""
        self._digests.update((digest.vendor, digest) for digest in message.digests)

    def digests(self) -> Mapping[int, Digest]:
        """Return what is known of vendors and would be told today of the trail as it is."""
        now = self.trail.state() if self.trail is not None else None
        return {vendor: it for vendor, it in self._digests.items() if it.state == now}

    def tell(self, refusal: Refusal) -> None:
        """Show a refusal; it may quote anybody's text, which is never markup."""
        self.notify(str(refusal), severity="error", timeout=12, markup=False)

    @contextmanager
    def trail_of_thread(self) -> Iterator[Trail]:
        """Open the trail for the thread that asks; raises Refusal."""
        from vendortrail.service import Trail

        with Trail.open(self.workspace, today=self._today) as trail:
            yield trail

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
        from vendortrail.records.housekeeping import Correction

        latest = self.trail.versions(record.identity)[-1] if self.trail is not None else record
        if isinstance(latest.payload, Correction):
            taken_back = N_("record #{seq} was taken back in #{by}")
            self.tell(Refusal(taken_back, seq=record.identity, by=latest.seq))
            return
        self.ask(Asked(latest.kind, latest.vendor, corrects=latest))

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

    async def action_switch_language(self) -> None:
        """Speak the other language, on every screen at once."""
        spoken = i18n.LANGUAGES.index(i18n.language())
        i18n.use(i18n.LANGUAGES[(spoken + 1) % len(i18n.LANGUAGES)])
        self._keep(lang=i18n.language())
        for screen in self.screen_stack:
            await screen.recompose()
            if isinstance(screen, TrailScreen):
                screen.after_recompose()
            screen.refresh_bindings()

    def action_switch_theme(self) -> None:
        """Change between light and dark."""
        setting = "dark" if self.theme == themes.LIGHT.name else "light"
        self.theme = themes.BY_SETTING[setting].name
        self._keep(theme=setting)

    def _keep(self, **changed: str) -> None:
        from msgspec.structs import replace

        from vendortrail import settings

        folder = self.workspace.folder
        try:
            settings.save(folder, replace(settings.load(folder), **changed))
        except Refusal as refusal:
            self.tell(refusal)

    def action_command_palette(self) -> None:
        from textual.command import CommandPalette

        if not isinstance(self.screen, CommandPalette):
            placeholder = _("Choose a command…")
            self.push_screen(CommandPalette(id="--command-palette", placeholder=placeholder))

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        """Offer the commands of the screen by their names."""
        offered = set()
        for namespace, binding, enabled, _tooltip in screen.active_bindings.values():
            # Textual's own have priority over all keys, and are named in English.
            left_out = binding.priority or (isinstance(namespace, RowList) and not binding.show)
            if enabled and binding.tooltip and not left_out and binding.action not in offered:
                offered.add(binding.action)
                yield SystemCommand(
                    _(binding.tooltip),
                    binding.key_display or "",
                    lambda action=binding.action, where=namespace: self.call_later(
                        self.run_action, action, where
                    ),
                )
