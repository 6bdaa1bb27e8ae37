"""Leaving a screen: once, whatever was pressed twice, and together with what stands over it."""

from __future__ import annotations

from functools import partial
from typing import Final, Generic, TypeVar

from textual.await_complete import AwaitComplete
from textual.screen import Screen

T = TypeVar("T")

#: Of seconds, until somebody looks again whether a screen stands.
A_MOMENT: Final = 0.01


class LeftOnce(Screen[T], Generic[T]):
    """A screen that takes no other with it when it is left again while it is going.

    Keys may be pressed faster than screens go, and a form is left by itself once it has recorded,
    when a person may have opened its help.
    """

    @property
    def stands(self) -> bool:
        """Whether it is there to take keys."""
        return self.is_mounted

    def dismiss(self, result: T | None = None) -> AwaitComplete:
        """Go back with a result, and from whatever stands over it without one."""
        if self not in self.app.screen_stack:
            return AwaitComplete()
        if not all(screen.is_mounted for screen in self.app.screen_stack):
            self.app.set_timer(A_MOMENT, partial(self.dismiss, result))
            return AwaitComplete()
        while not self.is_active:
            self.app.screen.dismiss()
        return super().dismiss(result)
