"""When something happened, as well as a person knows it.

The notation is EDTF (Extended Date/Time Format, ISO 8601-2:2019): levels 0 and 1 for a day, a
month, a year, a moment and the `~` of an approximate one; the one-of-a-set brackets of level 2 for
what is bounded on one side or on both:

    2025-11-14   2025-11   2025            a day, a month, a year
    2025-11-14T15:30+03:00                 a moment; its offset from UTC is mandatory
    2025-11-14~   2025-11~   2025~         about then
    [..2025-11-14]   [2025-11-14..]        on or before, on or after (the bound is included)
    [2025-11-10..2025-11-14]               some day between, both bounds included

Every meaning has one canonical text, which is what is stored and hashed. Bounds may be given as
months or years and are written as days; a set that is exactly a day, a month or a year is written
as such.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from typing import Final

from msgspec import Struct

from vendortrail.i18n import N_
from vendortrail.refusal import Refusal

FIRST_YEAR: Final = 1900
LAST_YEAR: Final = 2199
DECEMBER: Final = 12

#: Half the width of "about", by the length of the text that it qualifies. EDTF leaves the width to
#: the application; this is the rule of this product.
LEEWAY: Final[Mapping[int, timedelta]] = {
    len("2025-11-14"): timedelta(days=3),
    len("2025-11"): timedelta(days=15),
    len("2025"): timedelta(days=183),
}

NOT_EDTF: Final = N_(
    "“{text}” is not a date in EDTF notation; write for example 2025-11-14, 2025-11, "
    "2025-11-14T15:30+03:00, 2025-11-14~ or [2025-11-10..2025-11-14]"
)
NO_SUCH_DAY: Final = N_("“{text}”: there is no such day or time")
OUT_OF_RANGE: Final = N_("“{text}”: the year must be between 1900 and 2199")
REVERSED: Final = N_("“{text}”: the first bound is later than the last")

_WHOLE = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")
_MOMENT = re.compile(
    r"([0-9]{4}-[0-9]{2}-[0-9]{2})T([0-9]{2}:[0-9]{2}(?::[0-9]{2})?)"
    r"(Z|[+-](?:0[0-9]|1[0-3]):[0-5][0-9]|[+-]14:00)"
)


class OccurredError(Refusal, ValueError):
    """A text that says no day that this notation can hold.

    Args:
        text: what was given, in the field of the same name.
        message: a msgid with the place ``{text}``.
    """

    def __init__(self, text: str, message: str = NOT_EDTF) -> None:
        super().__init__(message, text=text)
        self.text = text


class Occurred(Struct, frozen=True, order=False):
    """When it happened; made by `parse` and the functions below it, never field by field."""

    text: str
    """Canonical EDTF."""
    first: date
    """The earliest possible local day; `date.min` when it is open."""
    last: date
    """The latest possible local day; `date.max` when it is open."""
    minute: int | None = None
    """Whole minutes after local midnight, when a moment is known."""

    @property
    def sort_day(self) -> date:
        """The day it is listed under: the first possible, or the bound of "on or before"."""
        return self.last if self.first == date.min else self.first

    @property
    def is_exact(self) -> bool:
        """True for a single day or a moment."""
        return self.first == self.last

    @property
    def is_about(self) -> bool:
        """True for the approximate forms."""
        return self.text.endswith("~")

    @property
    def at(self) -> datetime | None:
        """The moment, with its offset from UTC, or None when only days are known."""
        return None if self.minute is None else datetime.fromisoformat(self.text)


@lru_cache(maxsize=16_384)
def parse(text: str) -> Occurred:
    """Read EDTF in any of the forms of this module; raise OccurredError for everything else."""
    if text.endswith("]") and text.startswith("["):
        return _set(text)
    if text.endswith("~"):
        return about(_whole(text[:-1], text))
    if "T" in text:
        return _moment(text)
    return _whole(text, text)


def day(on: date) -> Occurred:
    """Say a single local day."""
    return _checked(Occurred(on.isoformat(), on, on))


def month(year: int, number: int) -> Occurred:
    """Say a calendar month, numbered from 1."""
    return parse(f"{year:04}-{number:02}")


def year(number: int) -> Occurred:
    """Say a calendar year."""
    return parse(f"{number:04}")


def moment(at: datetime) -> Occurred:
    """Say a moment in its own local time, to the second.

    `at` must know its offset from UTC, in whole minutes; OccurredError otherwise.
    """
    text = at.isoformat(timespec="seconds" if at.second else "minutes")
    if text.endswith("+00:00"):
        text = text.removesuffix("+00:00") + "Z"
    if not _MOMENT.fullmatch(text):
        raise OccurredError(text)
    on = date(at.year, at.month, at.day)
    return _checked(Occurred(text, on, on, at.hour * 60 + at.minute))


def about(known: Occurred) -> Occurred:
    """Say about that day (±3 days), month (±15 days) or year (±183 days): this product's rule.

    OccurredError for what is not a day, a month or a year.
    """
    leeway = LEEWAY.get(len(known.text))
    if leeway is None:
        raise OccurredError(f"{known.text}~")
    return Occurred(f"{known.text}~", known.first - leeway, known.last + leeway)


def on_or_before(bound: date) -> Occurred:
    """Say no later than that day."""
    return Occurred(f"[..{day(bound).text}]", date.min, bound)


def on_or_after(bound: date) -> Occurred:
    """Say no earlier than that day."""
    return Occurred(f"[{day(bound).text}..]", bound, date.max)


def between(first: date, last: date) -> Occurred:
    """Say some day from `first` to `last`, both included; OccurredError when they are reversed.

    Bounds that enclose exactly a day, a month or a year give that day, month or year.
    """
    text = f"[{day(first).text}..{day(last).text}]"
    if first > last:
        raise OccurredError(text, REVERSED)
    for length in LEEWAY:
        whole = parse(first.isoformat()[:length])
        if (whole.first, whole.last) == (first, last):
            return whole
    return Occurred(text, first, last)


def _whole(text: str, given: str) -> Occurred:
    """Read a day, a month or a year; `given` is what an error quotes."""
    found = _WHOLE.fullmatch(text)
    if found is None:
        raise OccurredError(given)
    of_year, of_month, of_day = found.groups()
    try:
        first = date(int(of_year), int(of_month or 1), int(of_day or 1))
    except ValueError:
        raise OccurredError(given, NO_SUCH_DAY) from None
    last = first
    if not of_day:
        last_month = first.month if of_month else DECEMBER
        last = date(first.year, last_month, monthrange(first.year, last_month)[1])
    return _checked(Occurred(text, first, last), given)


def _moment(text: str) -> Occurred:
    found = _MOMENT.fullmatch(text)
    if found is None:
        raise OccurredError(text)
    on = _whole(found[1], text).first
    try:
        clock = time.fromisoformat(found[2] + found[3])
    except ValueError:
        raise OccurredError(text, NO_SUCH_DAY) from None
    return moment(datetime.combine(on, clock))


def _set(text: str) -> Occurred:
    first, dots, last = text[1:-1].partition("..")
    if not dots or not (first or last):
        raise OccurredError(text)
    if not first:
        return on_or_before(_whole(last, text).last)
    if not last:
        return on_or_after(_whole(first, text).first)
    earliest, latest = _whole(first, text).first, _whole(last, text).last
    if earliest > latest:
        raise OccurredError(text, REVERSED)
    return between(earliest, latest)


def _checked(occurred: Occurred, given: str | None = None) -> Occurred:
    if not FIRST_YEAR <= occurred.first.year <= LAST_YEAR:
        raise OccurredError(given or occurred.text, OUT_OF_RANGE)
    return occurred
