"""A form that is not lost: what is typed is kept until it is recorded or forgotten."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import Generic, TypeVar

from textual import on

from vendortrail.i18n import _
from vendortrail.tui.draft_keeper import DraftKeeper
from vendortrail.tui.forms.controls.control import Edited
from vendortrail.tui.forms.fields_form import FieldsForm
from vendortrail.tui.forms.typed import Raw

T = TypeVar("T")


class KeptForm(FieldsForm[T], Generic[T]):
    """A form with a draft; whoever derives from it says which, and what stands there at first."""

    _begun = False

    def draft_name(self) -> str:
        """Return under which name the draft is kept."""
        raise NotImplementedError

    def at_first(self) -> Mapping[str, Raw]:
        """Return what stands in the fields before anything is typed."""
        raise NotImplementedError

    def lasting(self, raws: Mapping[str, Raw]) -> Mapping[str, Raw]:
        """Return what is typed as it will mean the same another day."""
        return raws

    def restored(self, kept: Mapping[str, Raw]) -> Mapping[str, Raw]:
        """Return what of a draft is typed again: whatever this form has fields for."""
        return {
            name: kept[name]
            for name, raw in self.at_first().items()
            if name in kept and isinstance(kept[name], type(raw))
        }

    def begin(self) -> None:
        """Put the cursor where the first thing is to be typed."""
        raise NotImplementedError

    @cached_property
    def draft(self) -> DraftKeeper:
        """The draft."""
        return DraftKeeper(self, self.draft_name())

    def on_mount(self) -> None:
        self.fill(self.at_first())
        kept = self.restored(self.draft.load())
        if kept:
            self.fill(kept)
            self.announce(_("This is what you had typed and not recorded; ctrl+n forgets it."))
        self.call_after_refresh(self._begin)

    def _begin(self) -> None:
        self.begin()
        self._begun = True

    @property
    def stands(self) -> bool:
        """Whether what is typed goes into its first field by now."""
        return self._begun and super().stands

    @on(Edited)
    def _keep_soon(self) -> None:
        self.draft.keep_soon(self._unrecorded())

    def keep_draft(self) -> None:
        """Keep what is typed now."""
        self.draft.keep(self._unrecorded())

    def _unrecorded(self) -> Mapping[str, Raw]:
        raws = self.raws()
        return {} if raws == self.at_first() else self.lasting(raws)

    def on_unmount(self) -> None:
        self.draft.close()

    def finish(self, recorded: T) -> None:
        """Go back with what was recorded; its draft is not needed any more."""
        self.draft.end()
        self.draft.drop()
        self.dismiss(recorded)

    def action_leave(self) -> None:
        """Go back, and keep what was typed."""
        self.keep_draft()
        self.draft.end()
        if self._unrecorded():
            self.notify(_("Kept: the same form has it again."), markup=False)
        self.dismiss()

    def action_clear(self) -> None:
        """Forget what was typed."""
        self.announce("")
        self.fill(self.at_first())
        self.draft.drop()
        self.begin()
