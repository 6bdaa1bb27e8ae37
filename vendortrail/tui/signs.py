"""Signs and the shortest words: what the first screen says, which waits for no kind of record."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from vendortrail.findings import Severity
from vendortrail.i18n import pgettext
from vendortrail.records.values import Side

SEVERITIES: Final[Mapping[Severity, str]] = {
    Severity.HIGH: "▲",
    Severity.MEDIUM: "●",
    Severity.LOW: "○",
}

# Before whoever may be somebody else on record, and whoever is.
ALIKE: Final = "≈"
SAME: Final = "="


def side(who: Side | None) -> str:
    """Return a side in a word: they, we, or a dash for neither."""
    if who is None:
        return "–"
    return pgettext("side", "they") if who is Side.VENDOR else pgettext("side", "we")
