"""Signs and the shortest words: what the first screen says, which waits for no kind of record."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

from vendortrail.findings import Severity
from vendortrail.i18n import _, pgettext
from vendortrail.records.values import Side
from vendortrail.sentences import Sentence, listed
from vendortrail.tui.commands import SAME_AS

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


def may_be(name: str, why: Iterable[Sentence]) -> str:
    """Return whom a vendor or person may be, why, and the key that says so."""
    return _("may be “{name}” (press {key}): {why}").format(
        name=name, key=SAME_AS.key_display, why=listed(why)
    )
