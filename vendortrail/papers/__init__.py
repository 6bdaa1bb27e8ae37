"""What is brought to a negotiation: papers made of a vendor's history, as Documents."""

from vendortrail.papers.audience import Audience
from vendortrail.papers.closing import CheckpointLine
from vendortrail.papers.paper import timeline

__all__ = ["Audience", "CheckpointLine", "timeline"]
