"""The trail of one workspace, with every use case that there is."""

from __future__ import annotations

from vendortrail.service.comparing import Comparing
from vendortrail.service.contracting import Contracting
from vendortrail.service.corresponding import Corresponding
from vendortrail.service.delivering import Delivering
from vendortrail.service.keeping import Keeping
from vendortrail.service.merging import Merging
from vendortrail.service.naming import Naming
from vendortrail.service.noting import Noting
from vendortrail.service.originals import Originals
from vendortrail.service.publishing import Publishing
from vendortrail.service.recounting import Recounting
from vendortrail.service.tabling import Tabling


class Trail(
    Noting,
    Merging,
    Naming,
    Delivering,
    Contracting,
    Corresponding,
    Tabling,
    Originals,
    Comparing,
    Recounting,
    Keeping,
    Publishing,
):
    """What the command line and the TUI work with, and all that they work with."""
