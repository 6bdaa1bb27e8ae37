"""The program: it owns the trail, the language and the theme, and opens on the portfolio."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual import events, work
from textual.app import SystemCommand
from textual.dom import DOMNode
from textual.screen import Screen

from vendortrail import i18n
from vendortrail.i18n import _
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
from vendortrail.tui.opening import Opening
from vendortrail.tui.screens.base import TrailScreen
from vendortrail.tui.screens.leaving import A_MOMENT, LeftOnce
from vendortrail.tui.screens.portfolio import PortfolioScreen
from vendortrail.tui.widgets.row_list import RowList

if TYPE_CHECKING:
    from textual.command import Provider

    from vendortrail.service import Trail, Workspace
    from vendortrail.service.reading import Digest


# Of seconds: longer than it takes to draw a screen; nothing is waited for longer.
_PATIENCE = 5.0


def _commands() -> type[Provider]:
    from vendortrail.tui.palette import Commands

    return Commands


class VendortrailApp(Opening):
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
        for screen in self._trail_screens():
            screen.call_later(screen.trail_opened)

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
        for screen in self._trail_screens():
            screen.call_later(screen.trail_changed)

    def _trail_screens(self) -> Iterator[TrailScreen]:
        """Yield the screens of the trail; each is told in its turn, as it may just be drawn."""
        return (screen for screen in self.screen_stack if isinstance(screen, TrailScreen))

    def on_vendors_reviewed(self, message: VendorsReviewed) -> None:
        """Keep what is told of vendors, so that none is reviewed for two screens."""
        self._digests.update((digest.vendor, digest) for digest in message.digests)

    def digests(self) -> Mapping[int, Digest]:
        """Return what is known of vendors and would be told today of the trail as it is."""
        now = self.trail.state() if self.trail is not None else None
        return {vendor: it for vendor, it in self._digests.items() if it.state == now}

    @contextmanager
    def trail_of_thread(self) -> Iterator[Trail]:
        """Open the trail for the thread that asks; raises Refusal."""
        from vendortrail.service import Trail

        with Trail.open(self.workspace, today=self._today) as trail:
            yield trail

    async def on_event(self, event: events.Event) -> None:
        """Let a key wait while a screen or form is on its way; drop it once the program is left."""
        if isinstance(event, events.Key):
            if self.return_code is not None:
                return
            await self._all_stand()
        await super().on_event(event)

    async def on_exit_app(self) -> None:
        """Take nothing away before it stands."""
        await self._all_stand()

    async def _all_stand(self) -> None:
        screens = [it for it in self.screen_stack if isinstance(it, LeftOnce)]
        with suppress(TimeoutError):
            async with asyncio.timeout(_PATIENCE):
                while not all(screen.stands for screen in screens):  # noqa: ASYNC110 - no event tells
                    await asyncio.sleep(A_MOMENT)

    async def action_switch_language(self) -> None:
        """Speak the other language, on every screen at once."""
        spoken = i18n.LANGUAGES.index(i18n.language())
        i18n.use(i18n.LANGUAGES[(spoken + 1) % len(i18n.LANGUAGES)])
        self._keep(lang=i18n.language())
        for screen in self._trail_screens():
            said = asyncio.Event()
            if screen.call_later(screen.speak_anew, said):
                with suppress(TimeoutError):
                    await asyncio.wait_for(said.wait(), _PATIENCE)

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
        from vendortrail.tui.palette import Palette

        if not isinstance(self.screen, Palette):
            placeholder = _("Choose a command…")
            self.push_screen(Palette(placeholder=placeholder))

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
                        self._act, screen, action, where
                    ),
                )

    async def _act(self, screen: Screen[object], action: str, where: DOMNode) -> None:
        """Do what was chosen on a screen, unless that was left by then."""
        if screen.is_active:
            await self.run_action(action, where)
