"""Days, short enough to stand in a column."""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from typing import Final

from vendortrail.i18n import ENGLISH, RUSSIAN, _, language, ngettext
from vendortrail.occurred import Occurred

#: What nearly all of them take at most: `~14 Nov 2025`.
WIDTH: Final = 12

_LOCALES = {ENGLISH: "en_GB", RUSSIAN: "ru_RU"}
_PATTERNS = {
    ENGLISH: {"day": "dd MMM y", "month": "MMM y", "year": "y"},
    RUSSIAN: {"day": "dd.MM.y", "month": "LLL y", "year": "y"},
}
# By the length of the ISO 8601 text.
_PRECISIONS = {len("2025"): "year", len("2025-11"): "month"}


def day(when: date) -> str:
    """Return a day: `07 Nov 2025`, `07.11.2025`."""
    return _written(when, "day", language())


def when(occurred: Occurred) -> str:
    """Return when something happened, in at most WIDTH cells: `~Nov 2025`, `≤14 Nov 2025`."""
    text = occurred.text
    if text.startswith("[.."):
        return f"≤{day(occurred.last)}"
    if text.endswith("..]"):
        return f"≥{day(occurred.first)}"
    if text.startswith("["):
        return f"{day(occurred.first)}…"
    precision = _PRECISIONS.get(len(text.removesuffix("~")), "day")
    about = "~" if occurred.is_about else ""
    # The bounds of an approximate time are wider than what was said.
    said = date.fromisoformat((text.removesuffix("~") + "-01-01")[:10]) if about else occurred.first
    return about + _written(said, precision, language())


def ago(since: date | None, today: date) -> str:
    """Return how many days ago that was, in a few letters; a dash for never."""
    if since is None:
        return "–"
    days = max(0, (today - since).days)
    return _("today") if days == 0 else ngettext("{count} d", "{count} d", days).format(count=days)


def month_initial(month: int) -> str:
    """Return the first letter of a month's name."""
    from babel.dates import get_month_names

    names = get_month_names("wide", "stand-alone", _LOCALES[language()])
    return str(names[month][0]).upper()


@lru_cache(maxsize=4096)
def _written(when: date, precision: str, lang: str) -> str:
    from babel.dates import format_date

    return str(format_date(when, _PATTERNS[lang][precision], _LOCALES[lang]))
