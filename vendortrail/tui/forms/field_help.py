"""Help for the field with the cursor."""

from __future__ import annotations

from typing import Any

from textual.binding import Binding
from textual.screen import Screen

from vendortrail.i18n import _
from vendortrail.tui.forms.field import Field
from vendortrail.tui.screens.help import HelpScreen


def field_help(about: str, field: Field | None, screen: Screen[Any]) -> HelpScreen:
    """Return the help for a field (if any), for its form, and the form's keys."""
    commands: dict[str, Binding] = {}
    for _namespace, binding, _enabled, _tooltip in screen.active_bindings.values():
        if binding.key_display and binding.tooltip:
            commands.setdefault(binding.action, binding)
    title = field.label if field is not None else _("Form")
    told = "\n\n".join(filter(None, [_(field.help) if field and field.help else "", _(about)]))
    return HelpScreen(title, told, list(commands.values()))
