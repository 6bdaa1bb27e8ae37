"""Days and moments as they are typed: what was understood is shown, what is doubtful is asked."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import ClassVar

from vendortrail import formats, i18n, occurred, typed_dates
from vendortrail.i18n import N_
from vendortrail.occurred import Occurred
from vendortrail.refusal import Refusal
from vendortrail.tui.forms.place import Place
from vendortrail.tui.forms.typed import Doubtful, Option, Raw, Typed

_MONTH = len("2025-11")


class When(Typed, frozen=True, kw_only=True):
    """When something happened, as well as it is known; the value is EDTF text."""

    at_once: ClassVar[bool] = True

    future: bool = False

    def read(self, raw: Raw, place: Place) -> str:
        return self._meant(str(raw), place).text

    def write(self, value: object, place: Place) -> Raw:  # noqa: ARG002
        return str(value)

    def told(self, value: object, place: Place) -> str:  # noqa: ARG002
        return _said(str(value)) if value else ""

    def options(self, raw: Raw, place: Place) -> Sequence[Option]:
        try:
            self._meant(str(raw), place)
        except Doubtful as doubt:
            return doubt.options
        except Refusal:
            pass
        return ()

    def _meant(self, text: str, place: Place) -> Occurred:
        read = typed_dates.read(text, place.trail.today, place.trail.zone, future=self.future)
        if isinstance(read, Occurred):
            return read
        options = tuple(self._option(it) for it in read)
        raise Doubtful(N_("this can be either of these; choose the one that is meant"), options)

    def _option(self, meant: Occurred) -> Option:
        return Option(meant.text, _said(meant.text))


class Day(When, frozen=True, kw_only=True):
    """One day; the value is YYYY-MM-DD, or nothing where nothing was typed."""

    future: bool = True

    def read(self, raw: Raw, place: Place) -> str:
        if not str(raw).strip():
            return ""
        day = _deadline(self._meant(str(raw), place))
        if not day.is_exact or day.minute is not None:
            raise Refusal(N_("“{text}” is not a single day; write it as 2026-11-16"), text=raw)
        return day.text

    def _option(self, meant: Occurred) -> Option:
        return super()._option(_deadline(meant))


class Month(When, frozen=True, kw_only=True):
    """One month; the value is YYYY-MM."""

    def read(self, raw: Raw, place: Place) -> str:
        meant = self._meant(str(raw), place)
        if len(meant.text) != _MONTH:
            raise Refusal(N_("“{text}” is not a month; write it as 2026-11"), text=raw)
        return meant.text


def _deadline(meant: Occurred) -> Occurred:
    """Return the last day of what is to happen no later than that; anything else as it is."""
    return occurred.day(meant.last) if meant.first == date.min else meant


def _said(text: str) -> str:
    """Return a day in words, with its day of the week: `12 Oct 2026, Monday`."""
    when = occurred.parse(text)
    said = formats.occurred_text(when)
    return f"{said}, {weekday(when)}" if when.is_exact else said


def weekday(when: Occurred) -> str:
    """Return the day of the week of a day, in the person's language."""
    from babel.dates import format_date

    return str(format_date(when.first, "EEEE", i18n.language()))
