"""From typed text to what it may mean: qualifiers, spans and times of day around the points."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from itertools import chain, product
from typing import Final

from msgspec.structs import replace

from vendortrail import occurred
from vendortrail.occurred import Occurred, OccurredError
from vendortrail.typed_dates.faults import (
    FAULTS,
    NOT_UNDERSTOOD,
    OTHER_WEEKDAY,
    SKIPPED_TIME,
    Fault,
    TypedDateError,
    sound,
)
from vendortrail.typed_dates.points import (
    FORMS,
    Now,
    Point,
    Recurring,
    points,
    shape,
    without_marks,
)
from vendortrail.typed_dates.tokens import Token, tokens

#: What was meant, or the candidates to ask about, the likeliest first.
Reading = Occurred | tuple[Occurred, ...]

A_DAY: Final = timedelta(days=1)
HOURS_OF_HALF: Final = 12


def read(text: str, today: date, zone: tzinfo, *, future: bool = False) -> Reading:
    """Read a date as people type it, in English, in Russian, or in EDTF.

    Args:
        text: what was typed.
        today: the local day on which it was typed (a year of 1900 to 2199, as in EDTF here);
            everything relative counts from it.
        zone: the zone in which a time of day is meant, unless the text gives an offset.
        future: whether it is about what is due. A date without a year, or a bare day of the week,
            is then the next one, today included; otherwise it is the latest one.

    Returns:
        What was meant; where two readings are in real use, a tuple of both, the likeliest first.

    Raises:
        TypedDateError: nothing can be read from it, or there is no such day or time.
    """
    try:
        found = _notation(text) or _meant(tokens(text), Now(today, zone, future))
    except FAULTS as fault:
        raise TypedDateError(text, fault.message) from None
    return found[0] if len(found) == 1 else found


def _notation(text: str) -> tuple[Occurred, ...]:
    """Return what EDTF says, where a space may stand for the T; nothing if it is not EDTF."""
    try:
        return (occurred.parse(" ".join(text.split()).upper().replace(" ", "T", 1)),)
    except OccurredError as error:
        if error.message != occurred.NOT_EDTF:
            raise
        return ()


def _meant(told: Sequence[Token], now: Now) -> tuple[Occurred, ...]:
    inclusive = shape(told[-1:]) == "inclusive"
    if inclusive:
        told = told[:-1]
    if not told:
        raise Fault(NOT_UNDERSTOOD)
    if bounds := _bounds(told):
        return _spans(*bounds, now)
    head = told[0].kind
    qualified = QUALIFIERS.get(INCLUSIVE.get(head, head) if inclusive else head)
    if qualified is None:
        return _single(told, now)
    if head in {"by", "until"} and shape(told[1:2]) == "end":
        # Nobody means the day before the last one.
        now, qualified = replace(now, future=True), _by
    elif head == "by":
        now = replace(now, future=True)
    return tuple(
        chain.from_iterable(sound(lambda one: qualified(one, now), _single(told[1:], now)))
    )


def _single(told: Sequence[Token], now: Now) -> tuple[Occurred, ...]:
    """Return a day or longer, with its time of day if there is one."""
    told, clock = _clock(told)
    if clock is None:
        return _days(told, now)
    days = _days(told, now) if told else (occurred.day(now.today),)
    return tuple(chain.from_iterable(sound(lambda on: _moments(on, clock, now.zone), days)))


def _days(told: Sequence[Token], now: Now) -> tuple[Occurred, ...]:
    weekday, *dated = told or [Token("")]
    if weekday.kind != "weekday" or not dated:
        return sound(lambda point: _resolved(point, now), points(told, now))
    agreeing = [
        on for on in _days(dated, now) if on.is_exact and on.first.weekday() == weekday.value
    ]
    if not agreeing:
        raise Fault(OTHER_WEEKDAY)
    return tuple(agreeing)


def _resolved(point: Point, now: Now) -> Occurred:
    return point.near(now.today, now.step) if isinstance(point, Recurring) else point


def _clock(told: Sequence[Token]) -> tuple[Sequence[Token], time | None]:
    """Take the time of day from the end or the beginning of the tokens."""
    for form in CLOCKS:
        length = len(form.split())
        if shape(told[-length:]) == form:
            return told[:-length], _time(told[-length:])
        if shape(told[:length]) == form:
            return told[length:], _time(told[:length])
    return told, None


def _time(told: Sequence[Token]) -> time:
    numbers = [token.value for token in told if token.kind == "number"]
    hour, minute, second = (*numbers, 0, 0)[:3]
    if told[-1].kind == "half":
        if not 1 <= hour <= HOURS_OF_HALF:
            raise Fault(occurred.NO_SUCH_DAY)
        hour = hour % HOURS_OF_HALF + told[-1].value
    try:
        return time(hour, minute, second)
    except ValueError:
        raise Fault(occurred.NO_SUCH_DAY) from None


def _moments(on: Occurred, clock: time, zone: tzinfo) -> tuple[Occurred, ...]:
    """Return the moment at which the clocks of the zone show it; both, when they show it twice."""
    if not on.is_exact:
        raise Fault(NOT_UNDERSTOOD)
    shown = datetime.combine(on.first, clock, zone)
    if shown.astimezone(UTC).astimezone(zone).replace(tzinfo=None) != shown.replace(tzinfo=None):
        raise Fault(SKIPPED_TIME)
    return sound(lambda fold: occurred.moment(shown.replace(fold=fold)), (0, 1))


def _bounds(told: Sequence[Token]) -> tuple[Sequence[Token], Sequence[Token]] | None:
    """Return the two ends of a span, each with what it leaves for the other to say."""
    head = told[0].kind
    if head in QUALIFIERS and head not in SEPARATORS:
        return None
    body = told[1:] if head in SEPARATORS else told
    separators = SEPARATORS.get(head, set()) | {"to"}
    if shape(body) not in FORMS and not separators & {token.kind for token in body}:
        separators = {"-"}
    places = [place for place, token in enumerate(body) if token.kind in separators]
    if len(places) != 1 or places == [0]:
        return None
    return _completed(body[: places[0]], body[places[0] + 1 :])


def _completed(
    left: Sequence[Token], right: Sequence[Token]
) -> tuple[Sequence[Token], Sequence[Token]]:
    """Give "3" the month of "5 May 2026", and "5, 2026" the month of "May 3"."""
    plain_left, plain_right = without_marks(left), without_marks(right)
    if any(side and side[0].is_year for side in (plain_left, plain_right)):
        return left, right
    if shape(plain_left) == "number" and shape(plain_right).startswith("number "):
        return plain_left + plain_right[1:], right
    if shape(plain_left[:1]) == "month" and shape(plain_right) in {"number", "number number"}:
        return left, plain_left[:1] + plain_right
    return left, right


def _spans(left: Sequence[Token], right: Sequence[Token], now: Now) -> tuple[Occurred, ...]:
    return sound(lambda ends: _span(*ends, now), product(points(left, now), points(right, now)))


def _span(left: Point, right: Point, now: Now) -> Occurred:
    """Join two ends; the one without a year lies as near to the other as the order allows."""
    if isinstance(left, Recurring) and (now.future or isinstance(right, Occurred)):
        last = _resolved(right, now)
        first = left.near(last.last, -1)
    else:
        first = _resolved(left, now)
        last = right.near(first.first, 1) if isinstance(right, Recurring) else right
    return occurred.between(first.first, last.last)


def _about(one: Occurred, _now: Now) -> tuple[Occurred, ...]:
    return (occurred.about(one),)


def _before(one: Occurred, _now: Now) -> tuple[Occurred, ...]:
    return (occurred.on_or_before(_whole(one).first - A_DAY),)


def _no_later_than(one: Occurred, _now: Now) -> tuple[Occurred, ...]:
    return (occurred.on_or_before(_whole(one).last),)


def _until(one: Occurred, now: Now) -> tuple[Occurred, ...]:
    """Return both readings of a last day for doing something: custom differs on including it."""
    if now.future and one.is_exact:
        return _no_later_than(one, now) + _before(one, now)
    return _before(one, now)


def _after(one: Occurred, _now: Now) -> tuple[Occurred, ...]:
    return (occurred.on_or_after(_whole(one).last + A_DAY),)


def _since(one: Occurred, _now: Now) -> tuple[Occurred, ...]:
    return (occurred.on_or_after(_whole(one).first),)


def _by(one: Occurred, _now: Now) -> tuple[Occurred, ...]:
    return (one,)


def _whole(one: Occurred) -> Occurred:
    """Refuse a time of day, which cannot be a bound in EDTF."""
    if one.minute is not None:
        raise Fault(NOT_UNDERSTOOD)
    return one


QUALIFIERS: Final[Mapping[str, Callable[[Occurred, Now], tuple[Occurred, ...]]]] = {
    "about": _about,
    "before": _before,
    "until": _until,
    "no later than": _no_later_than,
    "to": _no_later_than,
    "after": _after,
    "since": _since,
    "by": _by,
}

#: What a qualifier becomes when the bound is said to be included.
INCLUSIVE: Final = {"before": "no later than", "until": "no later than", "after": "since"}

#: What stands between the two ends of a span, by what it begins with.
SEPARATORS: Final[Mapping[str, set[str]]] = {"between": {"and"}, "since": {"to", "until"}}

#: The shapes of a time of day, the longest first.
CLOCKS: Final = (
    "number : number : number",
    "number : number half",
    "number : number",
    "number half",
    "at number",
)
