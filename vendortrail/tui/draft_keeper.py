"""Keeping what is typed into a panel and not yet recorded."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Final

from vendortrail.refusal import Refusal
from vendortrail.service.drafting import Drafts, Typed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from textual.timer import Timer

    from vendortrail.tui.screens.panel import TrailPanel

# Seconds from a key to the draft on the disk: what a crash may cost.
_DELAY: Final = 0.3


class DraftKeeper:
    """The draft of one panel; what cannot be kept is said to the person, who may go on.

    Args:
        panel: into which is typed.
        name: under which its draft is kept.
    """

    def __init__(self, panel: TrailPanel[Any], name: str) -> None:
        self._panel = panel
        self._name = name
        self._drafts = Drafts(panel.trail_app.workspace)
        self._typed: Mapping[str, Typed] = {}
        self._timer: Timer | None = None
        self._over = False

    def load(self) -> Mapping[str, Typed]:
        """Return what was kept; nothing where nothing was, or nothing that can be read."""
        return self._drafts.load(self._name)

    def keep_soon(self, typed: Mapping[str, Typed]) -> None:
        """Keep what is typed a moment later, with what is told until then.

        It is told with every key, because a program that ends takes the fields before the panel.

        Args:
            typed: the values of the fields; nothing where there is nothing to keep.
        """
        if self._over:
            return
        self._typed = typed
        if self._timer is None:
            self._timer = self._panel.set_timer(_DELAY, self._keep)

    def keep(self, typed: Mapping[str, Typed]) -> None:
        """Keep what is typed at once."""
        self._typed = typed
        self._keep()

    def drop(self) -> None:
        """Forget it."""
        with self._faults_told():
            self._drafts.drop(self._name)

    def end(self) -> None:
        """Leave the draft as it is from now on: the panel is left."""
        self._over = True

    def close(self) -> None:
        """Keep what waits for its moment: the program may be left in the middle of a form."""
        if self._timer is not None:
            self._keep()

    def _keep(self) -> None:
        self._timer = None
        if self._over:
            return
        if not self._typed:
            self.drop()
            return
        with self._faults_told():
            self._drafts.save(self._name, self._typed)

    @contextmanager
    def _faults_told(self) -> Iterator[None]:
        try:
            yield
        except Refusal as refusal:
            self._panel.trail_app.tell(refusal)
