"""The use cases: the only thing that the command line and the TUI call.

The trail is imported when it is first asked for: whoever only needs to know where it is kept, or
paints a screen before opening it, does not wait for that.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from vendortrail.service.workspace import Workspace, locate

if TYPE_CHECKING:
    from vendortrail.service.trail import Trail

__all__ = ["Trail", "Workspace", "locate"]


def __getattr__(name: str) -> object:
    if name == "Trail":
        from vendortrail.service.trail import Trail

        return Trail
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
