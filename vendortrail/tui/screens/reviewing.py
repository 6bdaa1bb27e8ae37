"""What a screen does to have vendors reviewed while the person goes on."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import aclosing
from typing import TYPE_CHECKING

from textual import work
from textual.worker import Worker

from vendortrail.refusal import Refusal
from vendortrail.tui.messages import Failed, VendorsReviewed
from vendortrail.tui.screens.base import TrailScreen
from vendortrail.tui.work import in_background, outdated

if TYPE_CHECKING:
    from vendortrail.service import Trail

# So few records are reviewed in less time than it takes to start a process.
_FEW = 2_000


class ReviewingScreen(TrailScreen):
    """A screen that has vendors reviewed; it and the program are told by ``VendorsReviewed``."""

    def __init__(self) -> None:
        super().__init__()
        self._reviewing: Worker[None] | None = None

    def review(self, vendors: Sequence[int]) -> None:
        """Have these vendors reviewed, and no longer those of the call before."""
        self.stop_reviewing()
        trail = self.trail_app.trail
        if trail is None or not vendors:
            return
        if trail.outweighs(vendors, _FEW):
            self._reviewing = self._review_aside(trail, vendors)
        else:
            self._reviewing = self._review_here(vendors)

    def stop_reviewing(self) -> None:
        """Review nothing any more; what has been told stays told."""
        if self._reviewing is not None:
            self._reviewing.cancel()

    @in_background
    def _review_here(self, trail: Trail, vendors: Sequence[int]) -> None:
        from vendortrail.service.aside import batches

        for batch in batches(trail, vendors):
            if outdated():
                return
            self.post_message(VendorsReviewed(batch))

    @work
    async def _review_aside(self, trail: Trail, vendors: Sequence[int]) -> None:
        from vendortrail.service.aside import batches_aside

        try:
            async with aclosing(batches_aside(trail.workspace, vendors, trail.today)) as batches:
                async for batch in batches:
                    self.post_message(VendorsReviewed(batch))
        except Refusal as refusal:
            self.post_message(Failed(refusal))
