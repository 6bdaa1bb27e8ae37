"""One point in time as it can be typed: a table from the shape of its tokens to what they mean."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, timedelta, tzinfo
from typing import Final

from dateutil.relativedelta import relativedelta
from msgspec import Struct

from vendortrail import occurred
from vendortrail.occurred import Occurred
from vendortrail.typed_dates.faults import NOT_UNDERSTOOD, Fault, sound
from vendortrail.typed_dates.tokens import Token
from vendortrail.typed_dates.words import Unit

DAYS_IN_WEEK: Final = 7
WORKING_DAYS: Final = 5
MONTHS_IN_YEAR: Final = 12

#: A year of two digits lies at most so far ahead (the rule of java.text.SimpleDateFormat).
YEARS_AHEAD: Final = 20
SHORT_YEAR_WIDTH: Final = 2

#: The 29th of February is never further away than eight years.
MONTHS_TO_SEARCH: Final = 8 * MONTHS_IN_YEAR + 1


SPANS: Final = {
    Unit.DAY: relativedelta(days=1),
    Unit.WEEK: relativedelta(weeks=1),
    Unit.MONTH: relativedelta(months=1),
    Unit.YEAR: relativedelta(years=1),
}


class Now(Struct, frozen=True):
    """The local day and zone in which it is typed, and whether it tells of what is due."""

    today: date
    zone: tzinfo
    future: bool

    @property
    def step(self) -> int:
        """The way to look for what comes again: 1 onwards, -1 back."""
        return 1 if self.future else -1


class Recurring(Struct, frozen=True):
    """A day or month that comes again: "12 October", "March" (no day), "the 10th" (no month)."""

    month: int | None
    day: int | None

    def near(self, anchor: date, step: int) -> Occurred:
        """Return the next one on or after `anchor` (step 1), or the latest begun by then (-1)."""
        for offset in range(0, step * MONTHS_TO_SEARCH, step):
            years, month = divmod(anchor.month - 1 + offset, MONTHS_IN_YEAR)
            found = self._in(anchor.year + years, month + 1)
            if found and (found.last >= anchor if step > 0 else found.first <= anchor):
                return found
        raise Fault(occurred.NO_SUCH_DAY)

    def _in(self, year: int, month: int) -> Occurred | None:
        if self.month not in {None, month}:
            return None
        if self.day is None:
            return occurred.month(year, month)
        if not 1 <= self.day <= monthrange(year, month)[1]:
            return None
        return occurred.day(date(year, month, self.day))


Point = Occurred | Recurring


def points(tokens: Sequence[Token], now: Now) -> tuple[Point, ...]:
    """Return what the tokens may mean, the likeliest first; Fault if they have no known shape."""
    plain = without_marks(tokens)
    told = plain if len(plain) > 1 else tokens
    form = FORMS.get(shape(told))
    if form is None:
        raise Fault(NOT_UNDERSTOOD)
    return tuple(form(now, *(token for token in told if token.kind in SPEAKING)))


def without_marks(tokens: Iterable[Token]) -> list[Token]:
    """Return the tokens without the marks of an ordinal, which only a lone number needs."""
    return [token for token in tokens if token.kind != "th"]


def shape(tokens: Iterable[Token]) -> str:
    """Return the kinds of the tokens, as the table has them."""
    return " ".join(token.kind for token in tokens)


def _year(_now: Now, year: Token) -> Iterable[Point]:
    if not year.is_year:
        raise Fault(NOT_UNDERSTOOD)
    yield occurred.year(year.value)


def _month(_now: Now, month: Token) -> Iterable[Point]:
    yield Recurring(month.value, None)


def _day_of_month(_now: Now, day: Token) -> Iterable[Point]:
    yield Recurring(None, day.value)


def _day_month(_now: Now, day: Token, month: Token) -> Iterable[Point]:
    """Yield the day that comes each year, or the month when one of the two is a year."""
    if day.is_year:
        yield occurred.month(day.value, month.value)
    elif month.is_year:
        yield occurred.month(month.value, day.value)
    else:
        yield Recurring(month.value, day.value)


def _month_day(now: Now, month: Token, day: Token) -> Iterable[Point]:
    return _day_month(now, day, month)


def _slashed_pair(now: Now, first: Token, second: Token) -> Iterable[Point]:
    yield from _day_month(now, first, second)
    yield from _day_month(now, second, first)


def _dashed_pair(now: Now, first: Token, second: Token) -> Iterable[Point]:
    if not (first.is_year or second.is_year):
        raise Fault(NOT_UNDERSTOOD)
    return _day_month(now, first, second)


def _day_month_year(now: Now, day: Token, month: Token, year: Token) -> Iterable[Point]:
    if day.is_year:
        day, year = year, day
    year_number = _full(year, now.today)
    yield occurred.parse(f"{year_number:04}-{month.value:02}-{day.value:02}")


def _month_day_year(now: Now, month: Token, day: Token, year: Token) -> Iterable[Point]:
    return _day_month_year(now, day, month, year)


def _either_order(now: Now, first: Token, second: Token, third: Token) -> Iterable[Point]:
    orders = [(first, second, third)]
    if not first.is_year:
        orders.append((second, first, third))
    return sound(lambda order: next(iter(_day_month_year(now, *order))), orders)


def _nearby(now: Now, day: Token) -> Iterable[Point]:
    yield occurred.day(now.today + timedelta(days=day.value))


def _weekday(now: Now, weekday: Token) -> Iterable[Point]:
    """Yield the nearest one; said on that very day of the week, it is today or a week away."""
    days = now.step * (weekday.value - now.today.weekday()) % DAYS_IN_WEEK
    if days == 0:
        yield occurred.day(now.today)
    yield _strictly_nearest(now.today, weekday, now.step)


def _which_weekday(now: Now, which: Token, weekday: Token) -> Iterable[Point]:
    """Yield the nearest one to that side, and the one of the calendar week to that side."""
    if which.value:
        yield _strictly_nearest(now.today, weekday, which.value)
    monday = now.today - timedelta(days=now.today.weekday())
    yield occurred.day(monday + timedelta(days=which.value * DAYS_IN_WEEK + weekday.value))


def _strictly_nearest(today: date, weekday: Token, step: int) -> Occurred:
    days = step * (weekday.value - today.weekday()) % DAYS_IN_WEEK or DAYS_IN_WEEK
    return occurred.day(today + timedelta(days=step * days))


def _which_month(now: Now, which: Token, month: Token) -> Iterable[Point]:
    """Yield the nearest one to that side, and the one of the calendar year to that side."""
    if which.value * (month.value - now.today.month) > 0:
        yield occurred.month(now.today.year, month.value)
    yield occurred.month(now.today.year + which.value, month.value)


def _which_unit(now: Now, which: Token, unit: Token) -> Iterable[Occurred]:
    within = _shifted(now.today, which.value, unit)
    match unit.value:
        case Unit.YEAR:
            yield occurred.year(within.year)
        case Unit.MONTH:
            yield occurred.month(within.year, within.month)
        case Unit.WEEK:
            monday = within - timedelta(days=within.weekday())
            yield occurred.between(monday, monday + timedelta(days=DAYS_IN_WEEK - 1))
        case _:
            raise Fault(NOT_UNDERSTOOD)


def _ago(now: Now, count: Token, unit: Token) -> Iterable[Point]:
    yield occurred.day(_shifted(now.today, -count.value, unit))


def _one_ago(now: Now, unit: Token) -> Iterable[Point]:
    return _ago(now, ONE, unit)


def _in(now: Now, count: Token, unit: Token) -> Iterable[Point]:
    yield occurred.day(_shifted(now.today, count.value, unit))


def _in_one(now: Now, unit: Token) -> Iterable[Point]:
    return _in(now, ONE, unit)


def _end_of_unit(now: Now, unit: Token) -> Iterable[Point]:
    return _end_of_which_unit(now, THIS, unit)


def _end_of_which_unit(now: Now, which: Token, unit: Token) -> Iterable[Point]:
    """Yield the last day; of a week, the last working day too, which may as well be meant."""
    for span in _which_unit(now, which, unit):
        if unit.value == Unit.WEEK:
            yield occurred.day(span.last - timedelta(days=DAYS_IN_WEEK - WORKING_DAYS))
        yield occurred.day(span.last)


def _end_of_month(now: Now, month: Token) -> Iterable[Point]:
    yield occurred.day(Recurring(month.value, None).near(now.today, now.step).last)


def _end_of_month_year(now: Now, month: Token, year: Token) -> Iterable[Point]:
    yield occurred.day(occurred.month(_full(year, now.today), month.value).last)


def _shifted(today: date, count: int, unit: Token) -> date:
    """Return the day so many units away; in a month too short for it, the last day."""
    return today + SPANS[Unit(unit.value)] * count


def _full(year: Token, today: date) -> int:
    """Return the year with its century."""
    if year.width != SHORT_YEAR_WIDTH:
        return year.value
    latest = today.year + YEARS_AHEAD
    return latest - (latest - year.value) % 100


ONE: Final = Token("count", 1)
THIS: Final = Token("which", 0)

#: The kinds of token that are handed to a form.
SPEAKING: Final = {"number", "month", "day", "weekday", "which", "unit", "count"}

Form = Callable[..., Iterable[Point]]

FORMS: Final[Mapping[str, Form]] = {
    "number": _year,
    "number th": _day_of_month,
    "number . number": _day_month,
    "number / number": _slashed_pair,
    "number - number": _dashed_pair,
    "number . number . number": _day_month_year,
    "number / number / number": _either_order,
    "number - number - number": _either_order,
    "number month": _day_month,
    "number month number": _day_month_year,
    "number - month - number": _day_month_year,
    "month": _month,
    "month number": _month_day,
    "month number number": _month_day_year,
    "day": _nearby,
    "weekday": _weekday,
    "which weekday": _which_weekday,
    "which month": _which_month,
    "which unit": _which_unit,
    "unit ago": _one_ago,
    "count unit ago": _ago,
    "number unit ago": _ago,
    "in unit": _in_one,
    "in count unit": _in,
    "in number unit": _in,
    "end unit": _end_of_unit,
    "end which unit": _end_of_which_unit,
    "end month": _end_of_month,
    "end month number": _end_of_month_year,
}
