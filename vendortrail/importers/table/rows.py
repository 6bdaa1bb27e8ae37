"""Rows of a table as drafts of records, each with a key by which it is known again."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import tzinfo
from functools import lru_cache
from hashlib import blake2b
from typing import NamedTuple, TypeVar

from vendortrail import amounts
from vendortrail.i18n import N_
from vendortrail.importers.table import days
from vendortrail.importers.table.columns import Columns
from vendortrail.occurred import Occurred
from vendortrail.records.values import Channel, Direction, Money
from vendortrail.refusal import Refusal

Cells = Mapping[str, str]
"""The cells of a row by their fields; a field without a column, or an empty cell, is missing."""

_CHANNELS: Mapping[str, Channel] = {
    **{channel.value: channel for channel in Channel},
    **dict.fromkeys(("phone", "telephone", "cellular", "звонок", "телефон", "тел"), Channel.CALL),
    **dict.fromkeys(("e-mail", "email", "почта", "эл. почта", "письмо по почте"), Channel.MAIL),
    **dict.fromkeys(("встреча", "совещание", "созвон", "videocall", "video"), Channel.MEETING),
    **dict.fromkeys(("письмо", "post", "paper"), Channel.LETTER),
    **dict.fromkeys(("тикет", "заявка", "обращение", "issue"), Channel.TICKET),
    **dict.fromkeys(("чат", "messenger", "мессенджер"), Channel.CHAT),
    **dict.fromkeys(("портал", "site"), Channel.PORTAL),
}
_INCOMING = "in|they|vendor|входящий|входящее|вх|вх.|они"
_OUTGOING = "out|we|us|исходящий|исходящее|исх|исх.|мы"
_MUTUAL = "both|взаимный|обе стороны|оба"
_DIRECTIONS: Mapping[str, Direction] = {
    **{direction.value: direction for direction in Direction},
    **dict.fromkeys(_INCOMING.split("|"), Direction.INCOMING),
    **dict.fromkeys(_OUTGOING.split("|"), Direction.OUTGOING),
    **dict.fromkeys(_MUTUAL.split("|"), Direction.MUTUAL),
}
Known = TypeVar("Known", Channel, Direction)
_YES = frozenset({"yes", "y", "true", "1", "+", "да", "д"})


class Reader(NamedTuple):
    """Reads the cells of rows by what a person said of the columns."""

    columns: Columns
    zone: tzinfo

    def when(self, cells: Cells, field: str) -> Occurred:
        """Return the day or moment in a field; with one in the field “time”, the moment."""
        text = cells[field]
        if "time" in cells and field == "day":
            text = f"{text} {cells['time']}"
        assert self.columns.days is not None  # noqa: S101 - `columns.check` saw to it
        found = days.read(text, self.columns.days, self.zone)
        if found is None:
            raise Refusal(
                N_("“{text}” in column “{column}” is not a day"),
                text=text,
                column=self._name(field),
            )
        return found

    def day_text(self, cells: Cells, field: str) -> str:
        """Return the day in a field as YYYY-MM-DD; nothing where there is none."""
        return self.when(cells, field).first.isoformat() if field in cells else ""

    def money(self, cells: Cells) -> Money:
        """Return the amount of a row."""
        currency = self._meant(cells.get("currency", "")).upper()
        return amounts.money("amount", cells["amount"], currency)

    def channel(self, cells: Cells) -> Channel:
        """Return by what a touchpoint was made."""
        return self._one_of(cells, "channel", _channel)

    def direction(self, cells: Cells) -> Direction:
        """Return who spoke."""
        return self._one_of(cells, "direction", _direction)

    def says_yes(self, cells: Cells, field: str) -> bool:
        """Return whether a cell says yes."""
        return field in cells and self._meant(cells[field]).casefold() in _YES

    def number(self, cells: Cells, field: str) -> int | None:
        """Return the whole number in a field, if there is one."""
        if field not in cells:
            return None
        try:
            return int(cells[field])
        except ValueError:
            raise Refusal(
                N_("“{text}” in column “{column}” is not a whole number"),
                text=cells[field],
                column=self._name(field),
            ) from None

    def _one_of(self, cells: Cells, field: str, known: Callable[[str], Known | None]) -> Known:
        text = self._meant(cells[field])
        found = known(text)
        if found is None:
            raise Refusal(
                N_("“{text}” in column “{column}” is not known; say what it means (--value)"),
                text=text,
                column=self._name(field),
            )
        return found

    def _meant(self, text: str) -> str:
        return self.columns.values.get(text, text)

    def _name(self, field: str) -> str:
        return self.columns.columns.get(field, field)


@lru_cache(maxsize=128)
def _channel(text: str) -> Channel | None:
    return _CHANNELS.get(text.casefold())


@lru_cache(maxsize=128)
def _direction(text: str) -> Direction | None:
    return _DIRECTIONS.get(text.casefold())


class Keys:
    """Keys of rows by what they say: the same in whatever file, column or order they stand.

    The second of two rows that say the same is another thing, and has a key of its own.
    """

    def __init__(self, kind: str) -> None:
        self._stem = f"table:{kind}/"
        # A set of a million would be looked through by every run of the garbage collector.
        self._times: dict[bytes, int] = {}

    def key(self, *said: str) -> str:
        """Return the key of the next row that says this."""
        name = blake2b("\0".join(said).encode(), digest_size=16).digest()
        number = self._times[name] = self._times.get(name, 0) + 1
        return f"{self._stem}{name.hex()}" + (f"#{number}" if number > 1 else "")
