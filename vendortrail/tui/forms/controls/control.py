"""What all controls have in common: what they hold as typed, and what they tell."""

from __future__ import annotations

from textual.message import Message
from textual.widget import Widget

from vendortrail.tui.forms.typed import Raw


class Edited(Message):
    """Something was typed, by a person or by the form."""


class WentOn(Message):
    """The person is done with a control and goes on to the next."""


class Control(Widget):
    """A widget that something is typed into."""

    @property
    def raw(self) -> Raw:
        """What is typed."""
        raise NotImplementedError

    def fill(self, raw: Raw) -> None:
        """Type something into it."""
        raise NotImplementedError
