"""The words that dates are typed in, English and Russian, in one table.

Each line of a table is one meaning; the phrases in it are separated by commas, in lower case and
with `е` for `ё`. What is not here is not understood.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import IntEnum
from typing import Final

MONTHS: Final = (
    "january, jan, январь, января, январю, январем, январе, янв",
    "february, feb, февраль, февраля, февралю, февралем, феврале, фев, февр",
    "march, mar, март, марта, марту, мартом, марте, мар",
    "april, apr, апрель, апреля, апрелю, апрелем, апреле, апр",
    "may, май, мая, маю, маем, мае",
    "june, jun, июнь, июня, июню, июнем, июне, июн",
    "july, jul, июль, июля, июлю, июлем, июле, июл",
    "august, aug, август, августа, августу, августом, августе, авг",
    "september, sep, sept, сентябрь, сентября, сентябрю, сентябрем, сентябре, сен, сент",
    "october, oct, октябрь, октября, октябрю, октябрем, октябре, окт",
    "november, nov, ноябрь, ноября, ноябрю, ноябрем, ноябре, ноя, нояб",
    "december, dec, декабрь, декабря, декабрю, декабрем, декабре, дек",
)

WEEKDAYS: Final = (
    "monday, mon, понедельник, понедельника, понедельнику, понедельником, пн",
    "tuesday, tue, tues, вторник, вторника, вторнику, вторником, вт",
    "wednesday, wed, среда, среду, среды, среде, средой, ср",
    "thursday, thu, thur, thurs, четверг, четверга, четвергу, четвергом, чт",
    "friday, fri, пятница, пятницу, пятницы, пятнице, пятницей, пт",
    "saturday, sat, суббота, субботу, субботы, субботе, субботой, сб",
    "sunday, sun, воскресенье, воскресенья, воскресенью, воскресеньем, вс",
)

#: Days from today.
NEARBY: Final = {
    -2: "day before yesterday, позавчера",
    -1: "yesterday, вчера",
    0: "today, сегодня",
    1: "tomorrow, завтра",
    2: "day after tomorrow, послезавтра",
}


class Unit(IntEnum):
    """What spans of time are counted in."""

    DAY = 0
    WEEK = 1
    MONTH = 2
    YEAR = 3


UNITS: Final = {
    Unit.DAY: "day, days, день, дня, дней, дню",
    Unit.WEEK: "week, weeks, неделя, неделю, недели, недель, неделе",
    Unit.MONTH: "month, months, месяц, месяца, месяцев, месяце, мес",
    Unit.YEAR: "year, years, год, года, году, лет, г",
}

COUNTS: Final = {
    1: "a, an, one, один, одну, одна, одного, одной",
    2: "two, два, две, двух",
    3: "three, три, трех",
    4: "four, четыре, четырех",
    5: "five, пять, пяти",
    6: "six, шесть, шести",
    7: "seven, семь, семи",
    8: "eight, восемь, восьми",
    9: "nine, девять, девяти",
    10: "ten, десять, десяти",
    11: "eleven, одиннадцать, одиннадцати",
    12: "twelve, двенадцать, двенадцати",
}

#: Weeks, months or years from the present one.
WHICH: Final = {
    -1: (
        "last, previous, прошлый, прошлая, прошлую, прошлой, прошлое, прошлом, прошлого, прошлому,"
        " прошлым"
    ),
    0: "this, этот, эта, эту, этой, это, этом, этого, этому, этим",
    1: (
        "next, следующий, следующая, следующую, следующей, следующее, следующем, следующего,"
        " следующему, следующим"
    ),
}

#: Hours to add on a clock of twelve.
HALF_DAYS: Final = {0: "am, утра", 12: "pm, вечера"}

#: Words that only show how others belong together.
PARTICLES: Final = {
    "about": (
        "about, around, approximately, approx, circa, ca, roughly,"
        " около, ок, примерно, приблизительно, ориентировочно"
    ),
    "before": "before, earlier than, prior to, раньше, ранее, перед",
    "until": "until, till, до",
    "no later than": (
        "no later than, not later than, on or before, up to, не позднее, не позже, не позднее чем"
    ),
    "after": "after, later than, после, позднее, позже",
    "since": (
        "since, from, on or after, no earlier than, not earlier than, not before, с, со,"
        " начиная с, не ранее, не раньше"
    ),
    "to": "to, through, по",
    "by": "by, к, ко",
    "between": "between, между",
    "and": "and, и",
    "inclusive": "inclusive, включительно",
    "ago": "ago, назад, тому назад",
    "in": "in, within, через, в течение",
    "end": "end, конец, конца, концу, конце",
    "th": "числа, число, числу, числом",
    "at": "at, в",
    "": "on, of, the, t, во, на",
}

#: Words with which no date ends: they lead to what stands behind them.
LEADING: Final = frozenset(
    word
    for kind in ("in", "at", "")
    for phrase in PARTICLES[kind].split(",")
    for word in phrase.split()
)


def _vocabulary() -> Iterable[tuple[str, tuple[str, int]]]:
    tables: Mapping[str, Iterable[tuple[int, str]]] = {
        "month": enumerate(MONTHS, start=1),
        "weekday": enumerate(WEEKDAYS),
        "day": NEARBY.items(),
        "unit": UNITS.items(),
        "count": COUNTS.items(),
        "which": WHICH.items(),
        "half": HALF_DAYS.items(),
        **{kind: [(0, phrases)] for kind, phrases in PARTICLES.items()},
    }
    for kind, table in tables.items():
        for value, phrases in table:
            for phrase in phrases.split(","):
                yield phrase.strip(), (kind, value)


#: Phrase to its kind and value. The empty kind says nothing and is passed over.
VOCABULARY: Final[Mapping[str, tuple[str, int]]] = dict(_vocabulary())

#: How many words the longest phrase has.
LONGEST: Final = max(len(phrase.split()) for phrase in VOCABULARY)
