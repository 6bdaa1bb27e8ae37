"""A line of text, with what may be meant listed under it as it is typed."""

from __future__ import annotations

from collections.abc import Sequence

from textual import events, on
from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Input, OptionList

from vendortrail.cleaning import one_line
from vendortrail.tui.forms.controls.control import Control, Edited, WentOn
from vendortrail.tui.forms.place import Place
from vendortrail.tui.forms.typed import Option, Raw, Typed
from vendortrail.tui.widgets.listing_input import ListingInput

_MOST_LISTED = 50


class LineControl(Control):
    """An input with a list of what may be meant.

    A name is taken from the list by Enter even before the list was looked at; anything else only
    once a line of it was gone to, because nothing is guessed.
    """

    def __init__(self, typed: Typed, place: Place) -> None:
        super().__init__()
        self._typed = typed
        self._place = place
        self._options: Sequence[Option] = ()

    def compose(self) -> ComposeResult:
        yield ListingInput(compact=True)
        listed = OptionList(markup=False, compact=True)
        listed.can_focus = False
        yield listed

    @property
    def raw(self) -> Raw:
        return self.query_one(Input).value

    def fill(self, raw: Raw) -> None:
        with self.prevent(Input.Changed):
            self.query_one(Input).value = str(raw)
        self._close()
        self.post_message(Edited())

    @property
    def is_listing(self) -> bool:
        """Whether the list is shown."""
        return bool(self.query_one(OptionList).display)

    @on(Input.Changed)
    def _edited(self, event: Input.Changed) -> None:
        event.stop()
        self.post_message(Edited())
        if self.query_one(Input).has_focus and event.value.strip():
            self._list()
        else:
            self._close()

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        event.stop()
        highlighted = self.query_one(OptionList).highlighted if self.is_listing else None
        if highlighted is None:
            self._close()
            self.post_message(WentOn())
        else:
            self._take(highlighted)

    @on(ListingInput.ListAsked)
    def _move_in_list(self, event: ListingInput.ListAsked) -> None:
        event.stop()
        listed = self.query_one(OptionList)
        if not self.is_listing:
            self._list()
        elif event.by > 0:
            listed.action_cursor_down()
        else:
            listed.action_cursor_up()

    @on(OptionList.OptionSelected)
    def _clicked(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        self._take(event.option_index)

    def offer(self) -> None:
        """Show what may be meant, if there is a choice."""
        self._list()

    def on_key(self, event: events.Key) -> None:
        """Close the list, where Escape would leave the form."""
        if event.key == "escape" and self.is_listing:
            event.stop()
            event.prevent_default()
            self._close()

    def on_descendant_blur(self) -> None:
        self._close()

    def _list(self) -> None:
        """Show what may be meant by what is typed."""
        typed = self.query_one(Input).value
        self._options = self._typed.options(typed, self._place)[:_MOST_LISTED]
        listed = self.query_one(OptionList)
        listed.clear_options()
        if not self._options or [option.text for option in self._options] == [typed]:
            self._close()
            return
        listed.add_options([_drawn(option) for option in self._options])
        listed.display = True
        listed.highlighted = 0 if self._typed.of_list else None

    def _take(self, place: int) -> None:
        """Type what was chosen from the list, and go on, unless more may be typed after it."""
        line = self.query_one(Input)
        more = self._typed.many
        taken = self._options[place].text
        self.fill(f"{taken}; " if more else taken)
        line.cursor_position = len(line.value)
        line.focus()
        if not (more or taken.endswith("/")):
            self.post_message(WentOn())

    def _close(self) -> None:
        self.query_one(OptionList).display = False


def _drawn(option: Option) -> Content:
    shown = Content(one_line(option.shown or option.text))
    if not option.aside:
        return shown
    return shown + Content.styled(f"  {one_line(option.aside)}", "$quiet")
