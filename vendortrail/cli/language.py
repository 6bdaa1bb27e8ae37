"""Which language the command line speaks, its own words and click's alike."""

from __future__ import annotations

import gettext as stdlib
import os
from collections.abc import Sequence
from itertools import zip_longest

from vendortrail import i18n


def speak(lang: str) -> None:
    """Speak `lang`, one of i18n.LANGUAGES, from now on.

    click looks its words up in the domain of the standard library's gettext, for which LANGUAGE
    chooses the catalogue; ours holds them too (see `click_words`).
    """
    i18n.use(lang)
    os.environ["LANGUAGE"] = lang
    stdlib.bindtextdomain(i18n.DOMAIN, os.fspath(i18n.LOCALE))
    stdlib.textdomain(i18n.DOMAIN)


def asked_for(arguments: Sequence[str]) -> str | None:
    """Return what `--lang` says, before click parses: its complaints are in that language too."""
    said = None
    for one, following in zip_longest(arguments, arguments[1:], fillvalue=""):
        name, equals, value = one.partition("=")
        if name == "--lang":
            said = value if equals else following
    return said if said in i18n.LANGUAGES else None
