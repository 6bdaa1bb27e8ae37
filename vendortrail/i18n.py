"""The person's language: which one it is, and every message in it.

English is the language of the source, hence of the msgids; other languages have a gettext catalogue
`locale/<language>/LC_MESSAGES/vendortrail.mo`. A message is looked up when it is asked for, not
when its module is imported, so the language may change while the program runs. Constants are marked
with `N_` and translated where they are shown.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from gettext import NullTranslations

DOMAIN = "vendortrail"
LOCALE = Path(__file__).with_name("locale")
ENGLISH = "en"
RUSSIAN = "ru"
LANGUAGES = (ENGLISH, RUSSIAN)

_language = ENGLISH


def use(lang: str) -> None:
    """Speak `lang` from now on, in the whole process.

    Raises ValueError if it is not one of LANGUAGES.
    """
    if lang not in LANGUAGES:
        raise ValueError(f"{lang!r} is not one of {', '.join(LANGUAGES)}")
    global _language  # noqa: PLW0603 - one person, one language: screens and threads share it
    _language = lang


def language() -> str:
    """Return the language spoken now: one of LANGUAGES, English until `use` is called."""
    return _language


def choose(explicit: str | None, setting: str | None, environ: Mapping[str, str]) -> str:
    """Return the language to speak: the one asked for, else the one set, else the locale's.

    The locale is the first of LC_ALL, LC_MESSAGES and LANG that is not empty, as POSIX has it;
    a locale in a language that is not one of LANGUAGES means English.
    """
    if chosen := explicit or setting:
        return chosen
    names = (environ.get(name) for name in ("LC_ALL", "LC_MESSAGES", "LANG"))
    locale = next(filter(None, names), "").lower().replace("-", "_")
    spoken = locale.partition(".")[0].partition("_")[0]
    return spoken if spoken in LANGUAGES else ENGLISH


def gettext(message: str) -> str:
    """Return `message` in the language spoken now; English if it has no translation."""
    return _catalogue(_language).gettext(message)


_ = gettext


def everywhere(message: str) -> tuple[str, ...]:
    """Return `message` in every language, for what people may type in any of them."""
    return tuple(_catalogue(lang).gettext(message) for lang in LANGUAGES)


def ngettext(singular: str, plural: str, n: int) -> str:
    """Return the form that goes with `n` things, in the language spoken now."""
    return _catalogue(_language).ngettext(singular, plural, n)


def pgettext(context: str, message: str) -> str:
    """Return `message` as it is said in `context`, where a word has more than one meaning."""
    return _catalogue(_language).pgettext(context, message)


def N_(message: str) -> str:  # noqa: N802 - gettext's customary name
    """Mark `message` for translation and return it as it is."""
    return message


@cache
def _catalogue(lang: str) -> NullTranslations:
    import gettext as stdlib  # not needed before the first message

    return stdlib.translation(DOMAIN, LOCALE, [lang], fallback=True)
