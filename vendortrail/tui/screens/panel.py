"""A panel over a screen, in which something is asked about the trail."""

from __future__ import annotations

from typing import TYPE_CHECKING, Generic, TypeVar, cast

from textual.screen import ModalScreen

from vendortrail.tui.screens.leaving import LeftOnce

if TYPE_CHECKING:
    from vendortrail.service import Trail
    from vendortrail.tui.app import VendortrailApp

T = TypeVar("T")


class TrailPanel(ModalScreen[T], LeftOnce[T], Generic[T]):
    """A panel that is opened only once the trail is."""

    @property
    def trail_app(self) -> VendortrailApp:
        """The program, by its own type."""
        return cast("VendortrailApp", self.app)

    @property
    def trail(self) -> Trail:
        """The open trail."""
        return cast("Trail", self.trail_app.trail)
