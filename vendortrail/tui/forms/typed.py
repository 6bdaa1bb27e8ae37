"""How things are typed into a form: each way reads what was typed, and writes it back.

What a field holds as typed is plain JSON (``Raw``), which is what a draft keeps; what it means is a
value of a record.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from enum import StrEnum
from typing import ClassVar, TypeAlias

from msgspec import Struct

from vendortrail import amounts, formats
from vendortrail.i18n import N_, _
from vendortrail.names import fold
from vendortrail.papers.wording import value_text
from vendortrail.records.values import Money, TermValue
from vendortrail.refusal import Refusal
from vendortrail.tui import words
from vendortrail.tui.forms.place import Place

Raw: TypeAlias = "str | bool | list[dict[str, str | bool]]"


class Option(Struct, frozen=True):
    """What can be typed: what comes into the field, how it is listed, a word beside it."""

    text: str
    shown: str = ""
    aside: str = ""


class Doubtful(Refusal):
    """What was typed has several meanings; ``options`` are what to type for each of them."""

    def __init__(self, message: str, options: tuple[Option, ...]) -> None:
        super().__init__(message)
        self.options = options


class Typed(Struct, frozen=True, kw_only=True):
    """A way of typing something.

    ``of_list``: only what is listed can be typed, so Enter takes the first of the list; ``many``:
    several of it, with semicolons between them; ``at_once``: read while it is typed, not only when
    it is left.
    """

    empty: ClassVar[Raw] = ""
    of_list: ClassVar[bool] = False
    many: ClassVar[bool] = False
    at_once: ClassVar[bool] = False

    def read(self, raw: Raw, place: Place) -> object:
        """Return what was meant; raises Refusal."""
        raise NotImplementedError

    def write(self, value: object, place: Place) -> Raw:
        """Return how a value is typed."""
        raise NotImplementedError

    def told(self, value: object, place: Place) -> str:  # noqa: ARG002 - others need them
        """Return what was understood, where that is worth saying."""
        return ""

    def options(self, raw: Raw, place: Place) -> Sequence[Option]:  # noqa: ARG002
        """Return what may be meant by what was typed so far, the likeliest first."""
        return ()


class Line(Typed, frozen=True, kw_only=True):
    """A text on one line; ``known`` are texts to choose from, msgids that are kept in English."""

    known: tuple[str, ...] = ()

    def read(self, raw: Raw, place: Place) -> str:  # noqa: ARG002
        text = str(raw).strip()
        return next((it for it in self.known if text.casefold() in (it, _(it).casefold())), text)

    def write(self, value: object, place: Place) -> Raw:  # noqa: ARG002
        return _(str(value)) if value in self.known else str(value)

    def options(self, raw: Raw, place: Place) -> Sequence[Option]:  # noqa: ARG002
        return matching(str(raw), [Option(_(it)) for it in self.known])


class Outcome(Line, frozen=True, kw_only=True):
    """The name of an outcome, as the vendor's deliveries have it."""

    def options(self, raw: Raw, place: Place) -> Sequence[Option]:
        return matching(str(raw), [Option(it) for it in place.outcomes()])


class Text(Line, frozen=True, kw_only=True):
    """A text of several lines."""


class Texts(Typed, frozen=True, kw_only=True):
    """Short texts, with semicolons between them."""

    def read(self, raw: Raw, place: Place) -> tuple[str, ...]:  # noqa: ARG002
        return tuple(split(str(raw)))

    def write(self, value: object, place: Place) -> Raw:  # noqa: ARG002
        return "; ".join(value) if isinstance(value, tuple) else ""


class Whole(Typed, frozen=True, kw_only=True):
    """A whole number; digits may stand in groups with spaces between them."""

    def read(self, raw: Raw, place: Place) -> int | None:  # noqa: ARG002
        text = "".join(str(raw).split()).replace("\N{MINUS SIGN}", "-")
        if not text:
            return None
        if not text.removeprefix("-").isdecimal():
            raise Refusal(N_("“{text}” is not a whole number"), text=raw)
        return int(text)

    def write(self, value: object, place: Place) -> Raw:  # noqa: ARG002
        return "" if value is None else str(value)


class Amount(Typed, frozen=True, kw_only=True):
    """An amount of money."""

    at_once: ClassVar[bool] = True

    def read(self, raw: Raw, place: Place) -> Money | None:
        text = str(raw).strip()
        return amounts.money("amount", text, place.currency()) if text else None

    def write(self, value: object, place: Place) -> Raw:  # noqa: ARG002
        return plain(value) if isinstance(value, Money) else ""

    def told(self, value: object, place: Place) -> str:  # noqa: ARG002
        return formats.money(value.minor, value.currency) if isinstance(value, Money) else ""


class Value(Typed, frozen=True, kw_only=True):
    """The value of a term: money or a number, with what it is counted by."""

    at_once: ClassVar[bool] = True

    def read(self, raw: Raw, place: Place) -> TermValue | None:  # noqa: ARG002
        text = str(raw).strip()
        if ";" in text:
            raise Refusal(N_("“{text}” has several parts; write them as a tariff"), text=text)
        return amounts.value("value", text) if text else None

    def write(self, value: object, place: Place) -> Raw:  # noqa: ARG002
        if not isinstance(value, TermValue):
            return ""
        if value.money is None:
            return f"{value.number} {value.unit}".strip()
        return " / ".join(filter(None, [plain(value.money), value.unit]))

    def told(self, value: object, place: Place) -> str:  # noqa: ARG002
        return value_text(value) if isinstance(value, TermValue) else ""


class OneOf(Typed, frozen=True, kw_only=True):
    """One value of an enumeration; not ``required``: or none of them."""

    values: type[StrEnum]
    required: bool = True

    def choices(self) -> Mapping[str, str]:
        """Return what the values are called, by how they are kept."""
        named = {str(member): words.value(member) for member in self.values}
        return named if self.required else {**named, "": "–"}

    def read(self, raw: Raw, place: Place) -> StrEnum | None:  # noqa: ARG002
        return self.values(str(raw)) if raw else None

    def write(self, value: object, place: Place) -> Raw:  # noqa: ARG002
        return "" if value is None else str(value)


class Known(Typed, frozen=True, kw_only=True):
    """One of a few texts; ``named`` are the msgids of what they are called."""

    named: Mapping[str, str]

    def choices(self) -> Mapping[str, str]:
        """Return what the texts are called, by how they are kept."""
        return {kept: _(name) for kept, name in self.named.items()}

    def read(self, raw: Raw, place: Place) -> str:  # noqa: ARG002
        return str(raw)

    def write(self, value: object, place: Place) -> Raw:  # noqa: ARG002
        return str(value)


class YesNo(Typed, frozen=True, kw_only=True):
    """Yes, no, or nothing said; ``yes`` and ``no`` are msgids of what they are called."""

    yes: str = N_("yes")
    no: str = N_("no")
    required: bool = False

    def choices(self) -> Mapping[str, str]:
        """Return what the answers are called, by how they are kept."""
        named = {"yes": _(self.yes), "no": _(self.no)}
        return named if self.required else {**named, "": "–"}

    def read(self, raw: Raw, place: Place) -> bool | None:  # noqa: ARG002
        return None if not raw else raw == "yes"

    def write(self, value: object, place: Place) -> Raw:  # noqa: ARG002
        return "" if value is None else "yes" if value else "no"


class Tick(Typed, frozen=True, kw_only=True):
    """Something that is so, or is not."""

    empty: ClassVar[Raw] = False

    def read(self, raw: Raw, place: Place) -> bool:  # noqa: ARG002
        return raw is True

    def write(self, value: object, place: Place) -> Raw:  # noqa: ARG002
        return bool(value)


def split(text: str) -> list[str]:
    """Return the texts between semicolons, without the empty ones."""
    return [part.strip() for part in text.split(";") if part.strip()]


def more_of(text: str, options: Sequence[Option]) -> Sequence[Option]:
    """Return the options that go on after the last semicolon of a text, without those in it."""
    before, _semicolon, last = text.rpartition(";")
    taken = split(before)
    head = "".join(f"{it}; " for it in taken)
    return [
        Option(f"{head}{it.text}", it.shown or it.text, it.aside)
        for it in matching(last, options)
        if it.text not in taken
    ]


def plain(money: Money) -> str:
    """Return an amount as it can be typed in every language: 22500.50 RUB."""
    digits = formats.exponent(money.currency)
    whole, part = divmod(abs(money.minor), 10**digits)
    sign = "-" if money.minor < 0 else ""
    fraction = f".{part:0{digits}}" if part else ""
    return f"{sign}{whole}{fraction} {money.currency}"


def matching(text: str, options: Sequence[Option]) -> Sequence[Option]:
    """Return the options in which every typed word begins a word, the likeliest first."""
    wanted = fold(text)
    found = []
    for option in options:
        folded = fold(f"{option.text} {option.shown} {option.aside}")
        if all(f" {word}" in f" {folded}" for word in wanted.split()):
            found.append(option)
    return sorted(found, key=lambda it: not fold(it.text).startswith(wanted))
