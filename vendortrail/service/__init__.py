"""The use cases: the only thing that the command line and the TUI call."""

from vendortrail.service.trail import Trail
from vendortrail.service.workspace import Workspace, locate

__all__ = ["Trail", "Workspace", "locate"]
