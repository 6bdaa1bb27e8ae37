"""Sentences that are made in one place and read in another, in the reader's language."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from msgspec import Struct, field

from vendortrail import formats
from vendortrail.i18n import _, ngettext
from vendortrail.occurred import Occurred
from vendortrail.records.values import Money


class Sentence(Struct, frozen=True):
    """A message with its values, put into words only when it is read.

    ``message`` is an English msgid marked with ``N_``; with ``plural`` and ``count``, its singular.
    ``values`` fill its ``{named}`` places: days, money and numbers as the language writes them, a
    ``Sentence`` as its words, text as it is.
    """

    message: str
    values: Mapping[str, object] = field(default_factory=dict)
    plural: str = ""
    count: int = 0

    def __str__(self) -> str:
        """Return the sentence in the person's language."""
        wording = (
            ngettext(self.message, self.plural, self.count) if self.plural else _(self.message)
        )
        return fill(wording, {name: worded(value) for name, value in self.values.items()})


def fill(wording: str, values: Mapping[str, str]) -> str:
    """Return a wording with its places filled; a full stop ends once, after an abbreviation too."""
    for name, value in values.items():
        if value.endswith("."):
            wording = wording.replace(f"{{{name}}}.", f"{{{name}}}")
    return wording.format(**values)


def say(message: str, **values: object) -> Sentence:
    """Return a sentence without a plural; extraction knows this call, `N_` is not needed in it."""
    return Sentence(message, values)


def count(singular: str, plural: str, number: int, **values: object) -> Sentence:
    """Return a sentence whose form depends on a number, which it may show as ``{count}``.

    Both forms are plain literals: `N_` around them would hide that they belong together.
    """
    return Sentence(singular, {"count": number, **values}, plural, number)


def listed(sentences: Iterable[Sentence]) -> Sentence:
    """Return several sentences, at least one, as one with semicolons between them."""
    first, *others = sentences
    for other in others:
        first = say("{first}; {second}", first=first, second=other)
    return first


def worded(value: object) -> str:
    """Return a value as a person of the current language writes it."""
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, int):
        return formats.number(value)
    if isinstance(value, date):
        return formats.day(value)
    if isinstance(value, Money):
        return formats.money(value.minor, value.currency)
    if isinstance(value, Occurred):
        return formats.occurred_text(value)
    return str(value)
