"""Dates as people type them: every form in both languages, and nothing guessed."""

from __future__ import annotations

import json
import unicodedata
from datetime import date, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from vendortrail import formats, i18n, occurred
from vendortrail.occurred import Occurred
from vendortrail.typed_dates import TypedDateError, faults, read, words

MONDAY = date(2026, 11, 16)
WEDNESDAY = date(2026, 11, 18)
MOSCOW = ZoneInfo("Europe/Moscow")
BERLIN = ZoneInfo("Europe/Berlin")
NAUGHTY = Path(__file__).parents[2] / "shared" / "cases" / "text" / "blns.json"


def readings(text: str, today: date = MONDAY, *, future: bool = False) -> str:
    """Read as if in Moscow; candidates stand in the order given, with a bar between them."""
    found = read(text, today, MOSCOW, future=future)
    return found.text if isinstance(found, Occurred) else " | ".join(one.text for one in found)


def fault(text: str, zone: ZoneInfo = MOSCOW) -> str:
    with pytest.raises(TypedDateError) as refused:
        read(text, MONDAY, zone)
    assert refused.value.text == text
    return refused.value.message


@pytest.mark.parametrize(
    ("text", "meaning"),
    [
        # EDTF, and ISO 8601 with a time
        ("2025-11-14", "2025-11-14"),
        (" 2025-11 ", "2025-11"),
        ("2025", "2025"),
        ("2025-11~", "2025-11~"),
        ("[..2025-11-14]", "[..2025-11-14]"),
        ("2026-11-14T15:30+05:00", "2026-11-14T15:30+05:00"),
        ("2026-11-14 15:30+05:00", "2026-11-14T15:30+05:00"),
        ("2026-11-14t15:30z", "2026-11-14T15:30Z"),
        ("2026-11-14 15:30", "2026-11-14T15:30+03:00"),
        ("2026-11-14T15:30:20", "2026-11-14T15:30:20+03:00"),
        # digits
        ("12.10.2026", "2026-10-12"),
        ("1.2.2026", "2026-02-01"),
        ("2026.10.12", "2026-10-12"),
        ("10.2026", "2026-10"),
        ("2026.10", "2026-10"),
        ("2026/10/12", "2026-10-12"),
        ("10/2026", "2026-10"),
        ("31/12/2026", "2026-12-31"),
        ("12/31/2026", "2026-12-31"),
        ("10/10/2026", "2026-10-10"),
        ("12/10/2026", "2026-10-12 | 2026-12-10"),
        ("12-10-2026", "2026-10-12 | 2026-12-10"),
        ("10-2026", "2026-10"),
        ("12.10.26", "2026-10-12"),
        ("12.10.46", "2046-10-12"),
        ("12.10.47", "1947-10-12"),
        ("12.10.99", "1999-10-12"),
        # months in letters
        ("12 октября 2026", "2026-10-12"),
        ("12 окт. 2026 г.", "2026-10-12"),
        ("October 12, 2026", "2026-10-12"),
        ("12th of October 2026", "2026-10-12"),
        ("1-е октября 2026 года", "2026-10-01"),
        ("12-Oct-2026", "2026-10-12"),
        ("октябрь 2026", "2026-10"),
        ("в марте 2025", "2025-03"),
        ("March 2025", "2025-03"),
        ("2025 March", "2025-03"),
        ("in March 2025", "2025-03"),
        ("в 2025 году", "2025"),
        ("Fri, 14 Nov 2025", "2025-11-14"),
        ("пятница 14.11.2025 15:30", "2025-11-14T15:30+03:00"),
        # counted from today
        ("today", "2026-11-16"),
        ("yesterday", "2026-11-15"),
        ("the day before yesterday", "2026-11-14"),
        ("tomorrow", "2026-11-17"),
        ("the day after tomorrow", "2026-11-18"),
        ("сегодня", "2026-11-16"),
        ("вчера", "2026-11-15"),
        ("позавчера", "2026-11-14"),
        ("завтра", "2026-11-17"),
        ("послезавтра", "2026-11-18"),
        ("3 days ago", "2026-11-13"),
        ("three days ago", "2026-11-13"),
        ("три дня назад", "2026-11-13"),
        ("2 недели назад", "2026-11-02"),
        ("неделю назад", "2026-11-09"),
        ("a week ago", "2026-11-09"),
        ("месяц тому назад", "2026-10-16"),
        ("a month ago", "2026-10-16"),
        ("год назад", "2025-11-16"),
        ("in 3 days", "2026-11-19"),
        ("in two weeks", "2026-11-30"),
        ("через 3 дня", "2026-11-19"),
        ("через неделю", "2026-11-23"),
        ("через год", "2027-11-16"),
        ("last week", "[2026-11-09..2026-11-15]"),
        ("на этой неделе", "[2026-11-16..2026-11-22]"),
        ("в прошлом месяце", "2026-10"),
        ("next year", "2027"),
        # bounds
        ("about 10 Nov 2025", "2025-11-10~"),
        ("around 10.11.2026", "2026-11-10~"),
        ("~10.11.2026", "2026-11-10~"),
        ("ок. 10 ноября", "2026-11-10~"),
        ("около 10.11", "2026-11-10~"),
        ("примерно в марте 2025", "2025-03~"),
        ("около 2025-03", "2025-03~"),
        ("около месяца назад", "2026-10-16~"),
        ("before 5 May 2026", "[..2026-05-04]"),
        ("before May 2026", "[..2026-04-30]"),
        ("до 5 мая", "[..2026-05-04]"),
        ("до 5 мая включительно", "[..2026-05-05]"),
        ("не позднее 5 мая 2026", "[..2026-05-05]"),
        ("not later than 5 May 2026", "[..2026-05-05]"),
        ("по 5 мая", "[..2026-05-05]"),
        ("after 5 May 2026", "[2026-05-06..]"),
        ("after May 2026", "[2026-06-01..]"),
        ("after 5 May 2026 inclusive", "[2026-05-05..]"),
        ("после 5 мая", "[2026-05-06..]"),
        ("с 5 мая", "[2026-05-05..]"),
        ("not before 5 May 2026", "[2026-05-05..]"),
        ("since March 2025", "[2025-03-01..]"),
        # spans
        ("between 3 and 5 May 2026", "[2026-05-03..2026-05-05]"),
        ("between the 3rd and the 5th of May 2026", "[2026-05-03..2026-05-05]"),
        ("between the 3rd and the 5th", "[2026-11-03..2026-11-05]"),
        ("между 3 и 5 мая", "[2026-05-03..2026-05-05]"),
        ("между 10 и 20 ноября", "[2026-11-10..2026-11-20]"),
        ("с 3 по 5 мая", "[2026-05-03..2026-05-05]"),
        ("с 3 до 5 мая", "[2026-05-03..2026-05-05]"),
        ("from 3 May to 5 June 2024", "[2024-05-03..2024-06-05]"),
        ("from 3 May 2024 to 5 June", "[2024-05-03..2024-06-05]"),
        ("from 28 December to 3 January 2024", "[2023-12-28..2024-01-03]"),
        ("с 28 декабря по 3 января", "[2025-12-28..2026-01-03]"),
        ("between 3-5 May 2026", "[2026-05-03..2026-05-05]"),
        ("around the 10th", "2026-11-10~"),
        ("3-5 мая 2026", "[2026-05-03..2026-05-05]"),
        ("3–5 мая 2026", "[2026-05-03..2026-05-05]"),
        ("3-5.05.2026", "[2026-05-03..2026-05-05]"),
        ("May 3-5", "[2026-05-03..2026-05-05]"),
        ("May 3-5, 2025", "[2025-05-03..2025-05-05]"),
        ("March-May 2025", "[2025-03-01..2025-05-31]"),
        ("2024–2025", "[2024-01-01..2025-12-31]"),
        ("2025-11-10 - 2025-11-14", "[2025-11-10..2025-11-14]"),
        ("between 10/11/2026 and 14.11.2026",
         "[2026-11-10..2026-11-14] | [2026-10-11..2026-11-14]"),
        # times of day
        ("15:30", "2026-11-16T15:30+03:00"),
        ("yesterday 15:30", "2026-11-15T15:30+03:00"),
        ("вчера в 15:30", "2026-11-15T15:30+03:00"),
        ("в 15:30 вчера", "2026-11-15T15:30+03:00"),
        ("12.10.2026 09:05", "2026-10-12T09:05+03:00"),
        ("12 окт 9:05", "2026-10-12T09:05+03:00"),
        ("9:05 12.10.2026", "2026-10-12T09:05+03:00"),
        ("yesterday at 3 pm", "2026-11-15T15:00+03:00"),
        ("yesterday 12:30 am", "2026-11-15T00:30+03:00"),
        ("12:30 pm yesterday", "2026-11-15T12:30+03:00"),
        ("12/10/2026 9:05", "2026-10-12T09:05+03:00 | 2026-12-10T09:05+03:00"),
        ("yesterday at 10", "2026-11-15T10:00+03:00"),
        ("12.10.2026 в 9", "2026-10-12T09:00+03:00"),
        ("вчера в 9 утра", "2026-11-15T09:00+03:00"),
        ("вчера в 9 вечера", "2026-11-15T21:00+03:00"),
        ("at 10 November", "2026-11-10"),
        ("в 2025", "2025"),
        # the end of something
        ("end of month", "2026-11-30"),
        ("до конца месяца", "2026-11-30"),
        ("by the end of the week", "2026-11-20 | 2026-11-22"),
        ("к концу прошлой недели", "2026-11-13 | 2026-11-15"),
        ("by end of next month", "2026-12-31"),
        ("до конца года", "2026-12-31"),
        ("by the end of November 2027", "2027-11-30"),
        ("before the end of the month", "[..2026-11-29]"),
        ("within three days", "2026-11-19"),
        ("в течение недели", "2026-11-23"),
    ],
)  # fmt: skip
def test_a_form_is_read(text: str, meaning: str) -> None:
    assert readings(text) == meaning


@pytest.mark.parametrize(
    ("text", "happened", "due"),
    [
        ("12.10", "2026-10-12", "2027-10-12"),
        ("16.11", "2026-11-16", "2026-11-16"),
        ("17 Nov", "2025-11-17", "2026-11-17"),
        ("Oct 12", "2026-10-12", "2027-10-12"),
        ("12/10", "2026-10-12 | 2025-12-10", "2027-10-12 | 2026-12-10"),
        ("31/12", "2025-12-31", "2026-12-31"),
        ("29 февраля", "2024-02-29", "2028-02-29"),
        ("March", "2026-03", "2027-03"),
        ("в ноябре", "2026-11", "2026-11"),
        ("December", "2025-12", "2026-12"),
        ("10-го числа", "2026-11-10", "2026-12-10"),
        ("the 31st", "2026-10-31", "2026-12-31"),
        ("3-5 мая", "[2026-05-03..2026-05-05]", "[2027-05-03..2027-05-05]"),
        ("с 28 декабря по 3 января", "[2025-12-28..2026-01-03]", "[2026-12-28..2027-01-03]"),
        ("до 5 мая", "[..2026-05-04]", "[..2027-05-05] | [..2027-05-04]"),
        ("до мая", "[..2026-04-30]", "[..2027-04-30]"),
        ("Friday", "2026-11-13", "2026-11-20"),
        ("в пятницу", "2026-11-13", "2026-11-20"),
        ("by Friday", "2026-11-20", "2026-11-20"),
        ("end of October", "2026-10-31", "2027-10-31"),
        ("by the end of October", "2027-10-31", "2027-10-31"),
        ("к пятнице", "2026-11-20", "2026-11-20"),
        ("by Friday 18:00", "2026-11-20T18:00+03:00", "2026-11-20T18:00+03:00"),
        ("Monday", "2026-11-16 | 2026-11-09", "2026-11-16 | 2026-11-23"),
    ],
)
def test_without_a_year_it_is_the_latest_or_for_what_is_due_the_next(
    text: str, happened: str, due: str
) -> None:
    assert readings(text) == happened
    assert readings(text, future=True) == due


@pytest.mark.parametrize(
    ("text", "on_monday", "on_wednesday"),
    [
        ("last Tuesday", "2026-11-10", "2026-11-17 | 2026-11-10"),
        ("прошлый вторник", "2026-11-10", "2026-11-17 | 2026-11-10"),
        ("в прошлую среду", "2026-11-11", "2026-11-11"),
        ("last Monday", "2026-11-09", "2026-11-16 | 2026-11-09"),
        ("last Sunday", "2026-11-15", "2026-11-15"),
        ("this Tuesday", "2026-11-17", "2026-11-17"),
        ("next Friday", "2026-11-20 | 2026-11-27", "2026-11-20 | 2026-11-27"),
        ("в следующую пятницу", "2026-11-20 | 2026-11-27", "2026-11-20 | 2026-11-27"),
        ("next Monday", "2026-11-23", "2026-11-23"),
        ("next Tuesday", "2026-11-17 | 2026-11-24", "2026-11-24"),
        ("last March", "2026-03 | 2025-03", "2026-03 | 2025-03"),
        ("last November", "2025-11", "2025-11"),
        ("в прошлом декабре", "2025-12", "2025-12"),
        ("next March", "2027-03", "2027-03"),
        ("next December", "2026-12 | 2027-12", "2026-12 | 2027-12"),
        ("this March", "2026-03", "2026-03"),
        ("about last Tuesday", "2026-11-10~", "2026-11-17~ | 2026-11-10~"),
    ],
)
def test_last_and_next_are_asked_about_where_two_readings_are_in_use(
    text: str, on_monday: str, on_wednesday: str
) -> None:
    assert readings(text) == on_monday
    assert readings(text, WEDNESDAY) == on_wednesday


def test_a_month_too_short_for_the_day_ends_on_its_last() -> None:
    assert readings("a month ago", date(2026, 3, 31)) == "2026-02-28"
    assert readings("через месяц", date(2028, 1, 31)) == "2028-02-29"


def test_a_time_that_the_clocks_showed_twice_is_asked_about() -> None:
    found = read("25.10.2026 02:30", MONDAY, BERLIN)
    assert isinstance(found, tuple)
    assert [one.text for one in found] == ["2026-10-25T02:30+02:00", "2026-10-25T02:30+01:00"]


def test_a_time_that_the_clocks_skipped_is_refused() -> None:
    assert fault("29.03.2026 02:30", BERLIN) == faults.SKIPPED_TIME
    assert isinstance(read("29.03.2026 03:00", MONDAY, BERLIN), Occurred)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("31.02.2026", occurred.NO_SUCH_DAY),
        ("30 февраля", occurred.NO_SUCH_DAY),
        ("29.02.2026", occurred.NO_SUCH_DAY),
        ("0.10.2026", occurred.NO_SUCH_DAY),
        ("13.2026", occurred.NO_SUCH_DAY),
        ("31/31/2026", occurred.NO_SUCH_DAY),
        ("2026-02-30", occurred.NO_SUCH_DAY),
        ("вчера 25:30", occurred.NO_SUCH_DAY),
        ("13 pm", occurred.NO_SUCH_DAY),
        ("12.10.1812", occurred.OUT_OF_RANGE),
        ("1812", occurred.OUT_OF_RANGE),
        ("999 лет назад", occurred.OUT_OF_RANGE),
        ("12.10.5", occurred.OUT_OF_RANGE),
        ("12.10.105", occurred.OUT_OF_RANGE),
        ("between 5 and 3 May 2026", occurred.REVERSED),
        ("Sat 14 Nov 2025", faults.OTHER_WEEKDAY),
        ("Friday March 2025", faults.OTHER_WEEKDAY),
        *(
            (text, faults.NOT_UNDERSTOOD)
            for text in (
                "", "  ", "of", "soon", "4", "2024-2025", "12345", "in 9999 years", "вчера вчера",
                "3-5", "3 –",
                "- 5 мая", "до", "about", "about 15:30", "before yesterday 15:30", "inclusive",
                "March 2025 15:30", "between 3 May", "3 и 5 мая", "3 - 4 - 5 мая", "last day",
                "from today to 15:30", "yesterday 15:30 16:30", "about between 3 and 5 May",
                "15:30 - 16:30", "about last week", "12 Oct 2026 & more", "года " * 50,
            )
        ),
    ],
)  # fmt: skip
def test_the_fault_is_named(text: str, message: str) -> None:
    assert fault(text) == message


def test_an_error_says_what_can_be_typed_and_quotes_briefly() -> None:
    with pytest.raises(TypedDateError) as refused:
        read("слово " * 1000, MONDAY, MOSCOW)
    assert "12.10.2026" in str(refused.value)
    assert len(str(refused.value)) < 400


def test_no_word_has_two_meanings() -> None:
    tables = [
        *words.MONTHS, *words.WEEKDAYS, *words.NEARBY.values(), *words.UNITS.values(),
        *words.COUNTS.values(), *words.WHICH.values(), *words.HALF_DAYS.values(),
        *words.PARTICLES.values(),
    ]  # fmt: skip
    phrases = [phrase.strip() for table in tables for phrase in table.split(",")]
    assert sorted(phrases) == sorted(words.VOCABULARY)


DAYS = st.dates(date(2001, 1, 1), date(2099, 12, 31))
ENGLISH_MONTHS, RUSSIAN_MONTHS = (
    [names.split(", ")[place] for names in words.MONTHS]
    for place in (0, [name.strip() for name in words.MONTHS[0].split(",")].index("января"))
)
DAY_FORMS = (
    "{0:%Y-%m-%d}", "{0:%Y.%m.%d}", "{0:%Y/%m/%d}", "{0:%d.%m.%Y}", "{0.day}.{0.month}.{0.year}",
    "{0.day} {ru} {0.year}", "{0.day} {ru} {0.year} г.", "{0.day} {en} {0.year}",
    "{en} {0.day}, {0.year}", "{0.day}-го {ru} {0.year} года", "{0:%a}, {0:%d %b %Y}",
    "by {0:%d.%m.%Y}",
)  # fmt: skip
MONTH_FORMS = (
    "{0:%Y-%m}",
    "{0:%m.%Y}",
    "{0.month}.{0.year}",
    "{en} {0.year}",
    "в {ru} {0.year} г.",
)


def written(form: str, on: date) -> str:
    return form.format(on, en=ENGLISH_MONTHS[on.month - 1], ru=RUSSIAN_MONTHS[on.month - 1])


@given(DAYS, st.sampled_from(DAY_FORMS), DAYS)
def test_every_day_is_read_back_from_every_form(on: date, form: str, today: date) -> None:
    text = written(form, on)
    for spelled in (text, text.upper(), unicodedata.normalize("NFD", text)):
        assert read(spelled, today, MOSCOW) == occurred.day(on)


@given(DAYS, st.sampled_from(MONTH_FORMS), DAYS)
def test_every_month_is_read_back_from_every_form(on: date, form: str, today: date) -> None:
    assert read(written(form, on), today, MOSCOW) == occurred.month(on.year, on.month)


@given(DAYS, DAYS, st.sampled_from(["{0.day} {ru}", "{en} {0.day}", "{0:%d.%m}"]), st.booleans())
def test_a_day_without_a_year_is_the_nearest_to_its_side(
    on: date, today: date, form: str, future: bool
) -> None:
    found = read(written(form, on), today, MOSCOW, future=future)
    assert isinstance(found, Occurred)
    assert (found.first.month, found.first.day) == (on.month, on.day)
    years = 8 if (on.month, on.day) == (2, 29) else 1
    distance = found.first - today if future else today - found.first
    assert timedelta(0) <= distance <= timedelta(days=366 * years)


@given(DAYS, st.sampled_from(["{0:%d/%m/%Y}", "{0:%d-%m-%Y}"]))
def test_slashes_are_clear_only_when_one_order_makes_a_day(on: date, form: str) -> None:
    found = read(written(form, on), MONDAY, MOSCOW)
    if on.day > 12 or on.day == on.month:
        assert found == occurred.day(on)
    else:
        turned = occurred.day(date(on.year, on.day, on.month))
        assert found == (occurred.day(on), turned)


@given(DAYS, DAYS, st.sampled_from(["between {} and {}", "с {} по {}", "{} – {}", "{}-{}"]))
def test_every_span_is_read_back(one: date, other: date, form: str) -> None:
    first, last = sorted((one, other))
    text = form.format(f"{first:%d.%m.%Y}", f"{last:%d.%m.%Y}")
    assert read(text, MONDAY, MOSCOW) == occurred.between(first, last)


@given(DAYS, st.sampled_from(i18n.LANGUAGES))
def test_what_the_product_writes_it_reads(on: date, lang: str) -> None:
    i18n.use(lang)
    assert read(formats.day(on), MONDAY, MOSCOW) == occurred.day(on)
    assert read(formats.month(on), MONDAY, MOSCOW) == occurred.month(on.year, on.month)


def read_or_refused(text: str, *, future: bool = False) -> None:
    """Prove that the reading is sound, or that the refusal is one that can be shown."""
    try:
        found = read(text, MONDAY, MOSCOW, future=future)
    except TypedDateError as refused:
        str(refused)
        return
    candidates = (found,) if isinstance(found, Occurred) else found
    assert isinstance(found, Occurred) or len(set(found)) == len(found) > 1
    for one in candidates:
        assert occurred.parse(one.text) == one


PIECES = st.one_of(
    st.sampled_from([*words.VOCABULARY, *".,-/:~–[]", "..", "nonsense"]),
    st.integers(0, 40).map(str),
    st.integers(1895, 2205).map(str),
)


@given(
    st.lists(st.tuples(PIECES, st.sampled_from(["", " "])), max_size=9).map(
        lambda pieces: "".join(piece + space for piece, space in pieces)
    ),
    st.booleans(),
)
def test_any_sentence_of_known_words_is_read_soundly_or_refused(text: str, future: bool) -> None:
    read_or_refused(text, future=future)


@given(st.text())
@example("9" * 100_000)
@example("1." * 100_000)
@example("вчера " * 100_000)
@example("²/²/²²²²")
@example("١٢.١٠.٢٠٢٦")
def test_any_text_is_read_soundly_or_refused(text: str) -> None:
    read_or_refused(text)


@pytest.mark.skipif(not NAUGHTY.exists(), reason="the real cases are not beside this checkout")
def test_naughty_strings_are_read_soundly_or_refused() -> None:
    naughty = json.loads(NAUGHTY.read_text(encoding="utf-8"))
    assert len(naughty) > 400
    for text in naughty:
        read_or_refused(text)
