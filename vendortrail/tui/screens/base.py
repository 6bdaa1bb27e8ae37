"""What every screen of the trail has: a title, a bar of keys, help, and a way back."""

from __future__ import annotations

from asyncio import Event
from typing import TYPE_CHECKING, ClassVar, cast

from textual.app import ComposeResult

from vendortrail.i18n import _
from vendortrail.tui.commands import HELP, IMPORT, LANGUAGE, NOTE, PALETTE, THEME
from vendortrail.tui.screens.leaving import LeftOnce
from vendortrail.tui.widgets.key_bar import KeyBar
from vendortrail.tui.widgets.title_bar import TitleBar

if TYPE_CHECKING:
    from vendortrail.tui.app import VendortrailApp


_NEED_TRAIL = ("add", "correct", "dispose", "export", "import_files", "note", "search")


class TrailScreen(LeftOnce[None]):
    """A screen between a title and a bar of keys.

    Whoever derives from it yields what is between them from ``compose_body``, out of what it has
    already read: it is called again when the language changes.
    """

    VERTICAL_BREAKPOINTS = [(0, "-short"), (36, "-tall")]  # noqa: RUF012 - as Textual has it
    BINDINGS: ClassVar = [NOTE, HELP, IMPORT, PALETTE, LANGUAGE, THEME]

    NAME: ClassVar[str] = ""
    """A msgid: what the screen is called in its title and its help."""
    ABOUT: ClassVar[str] = ""
    """A msgid: what the screen is for."""

    @property
    def trail_app(self) -> VendortrailApp:
        """The program, by its own type."""
        return cast("VendortrailApp", self.app)

    def compose(self) -> ComposeResult:
        title = TitleBar()
        title.heading = self.heading()
        title.facts = self.facts()
        yield title
        yield from self.compose_body()
        yield KeyBar()

    def compose_body(self) -> ComposeResult:
        """Yield what is between the title and the keys."""
        yield from ()

    def heading(self) -> str:
        """Return what the title says."""
        return _(self.NAME)

    def facts(self) -> str:
        """Return what the title says at the right."""
        return ""

    def retitle(self) -> None:
        """Say heading and facts anew."""
        for title in self.query(TitleBar):
            title.heading = self.heading()
            title.facts = self.facts()
        self.refresh_bindings()

    @property
    def vendor_in_sight(self) -> int | None:
        """The vendor that whatever is done here is about, if there is one."""
        return None

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Leave out what needs an open trail, or a vendor, while there is none."""
        if action in _NEED_TRAIL and self.trail_app.trail is None:
            return False
        if action == "export" and self.vendor_in_sight is None:
            return False
        return super().check_action(action, parameters)

    async def speak_anew(self, said: Event) -> None:
        """Say everything in the language that is spoken now, and that it is said."""
        try:
            await self.recompose()
            self.after_recompose()
            self.refresh_bindings()
        finally:
            said.set()

    def after_recompose(self) -> None:
        """Fill new widgets with what was read before: the language has changed."""

    def trail_opened(self) -> None:
        """Read for the first time."""
        self.trail_changed()

    def trail_changed(self) -> None:
        """Read again: something was recorded."""

    def action_search(self) -> None:
        """Search everything that is on record."""
        self.trail_app.open_search()

    def action_add(self) -> None:
        """Write down something that happened."""
        self.trail_app.choose_kind(self.vendor_in_sight)

    def action_note(self) -> None:
        """Write down what happened, in one line."""
        self.trail_app.note(self.vendor_in_sight)

    def action_import_files(self) -> None:
        """Take in what there is already."""
        self.trail_app.take_in(self.vendor_in_sight)

    def action_export(self) -> None:
        """Make a paper of the vendor's history."""
        if self.vendor_in_sight is not None:
            self.trail_app.open_export(self.vendor_in_sight)

    def action_help(self) -> None:
        """Say what this screen is and what its keys do."""
        from vendortrail.tui.screens.help import HelpScreen

        self.app.push_screen(HelpScreen.about(self))

    def action_back(self) -> None:
        """Go back to the screen before."""
        self.dismiss()
