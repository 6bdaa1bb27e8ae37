"""When something happened: one canonical text per meaning, and nothing else is taken."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vendortrail import occurred
from vendortrail.occurred import Occurred, OccurredError, parse

DAYS = st.dates(date(1900, 1, 1), date(2199, 12, 31))
OFFSETS = st.integers(-14 * 60, 14 * 60).map(lambda minutes: timezone(timedelta(minutes=minutes)))
MOMENTS = st.builds(
    lambda at, zone, second: at.replace(tzinfo=zone, second=second, microsecond=0),
    st.datetimes(datetime(1900, 1, 1), datetime(2199, 12, 31)),  # noqa: DTZ001
    OFFSETS,
    st.sampled_from([0, 0, 7, 59]),
)
WHOLE = st.one_of(
    DAYS.map(occurred.day),
    DAYS.map(lambda on: occurred.month(on.year, on.month)),
    DAYS.map(lambda on: occurred.year(on.year)),
)
ANY = st.one_of(
    WHOLE,
    WHOLE.map(occurred.about),
    MOMENTS.map(occurred.moment),
    DAYS.map(occurred.on_or_before),
    DAYS.map(occurred.on_or_after),
    st.tuples(DAYS, DAYS).map(lambda two: occurred.between(min(two), max(two))),
)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2025-11-14", date(2025, 11, 14), date(2025, 11, 14)),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        ("2025", date(2025, 1, 1), date(2025, 12, 31)),
        ("2025-11-14~", date(2025, 11, 11), date(2025, 11, 17)),
        ("2025-11~", date(2025, 10, 17), date(2025, 12, 15)),
        ("2025~", date(2024, 7, 2), date(2026, 7, 2)),
        ("1900-01-01~", date(1899, 12, 29), date(1900, 1, 4)),
        ("[..2025-11-14]", date.min, date(2025, 11, 14)),
        ("[2025-11-14..]", date(2025, 11, 14), date.max),
        ("[2025-11-10..2025-11-14]", date(2025, 11, 10), date(2025, 11, 14)),
    ],
)
def test_a_canonical_text_is_kept_and_says_its_days(text: str, first: date, last: date) -> None:
    assert parse(text) == Occurred(text, first, last)


@pytest.mark.parametrize(
    ("text", "canonical"),
    [
        ("[..2025-11]", "[..2025-11-30]"),
        ("[2025-11..]", "[2025-11-01..]"),
        ("[2024..2025-03]", "[2024-01-01..2025-03-31]"),
        ("[2025-11-14..2025-11-14]", "2025-11-14"),
        ("[2025-11-01..2025-11-30]", "2025-11"),
        ("[2025-01..2025-12]", "2025"),
        ("2025-11-14T15:30:00+03:00", "2025-11-14T15:30+03:00"),
        ("2025-11-14T15:30:20+03:00", "2025-11-14T15:30:20+03:00"),
        ("2025-11-14T15:30+00:00", "2025-11-14T15:30Z"),
        ("2025-11-14T15:30Z", "2025-11-14T15:30Z"),
    ],
)
def test_every_meaning_has_one_text(text: str, canonical: str) -> None:
    assert parse(text).text == canonical


def test_a_moment_stands_on_its_local_day() -> None:
    late = parse("2025-11-14T23:45-05:00")
    assert (late.first, late.last, late.minute) == (date(2025, 11, 14),) * 2 + (23 * 60 + 45,)
    assert late.at == datetime(2025, 11, 15, 4, 45, tzinfo=UTC)
    assert parse("2025-11-14").at is None


@pytest.mark.parametrize(
    ("text", "sort_day"),
    [
        ("[..2025-11-14]", date(2025, 11, 14)),
        ("[2025-11-14..]", date(2025, 11, 14)),
        ("[2025-11-10..2025-11-14]", date(2025, 11, 10)),
        ("2025-11", date(2025, 11, 1)),
        ("2025-11-14~", date(2025, 11, 11)),
    ],
)
def test_it_is_listed_under_a_known_bound(text: str, sort_day: date) -> None:
    assert parse(text).sort_day == sort_day


def test_exact_and_about() -> None:
    exact = {"2025-11-14", "2025-11-14T15:30Z"}
    about = {"2025-11-14~", "2025~"}
    for text in {*exact, *about, "2025", "2025-11", "[..2025-11-14]", "[2025-11-14..]"}:
        assert parse(text).is_exact == (text in exact)
        assert parse(text).is_about == (text in about)


@pytest.mark.parametrize(
    "text",
    [
        "", " 2025", "2025-1-2", "20251114", "2025-W01-1", "2025-11-14 ", "٢٠٢٥-11-14",
        "2025-11-14\n", "2025?", "2025%", "2025~~", "~2025", "2025-21",
        "2025-11-14T15:30", "2025-11-14T15:30+03", "2025-11-14t15:30Z", "2025-11-14T15+03:00",
        "2025-11-14T15:30+14:30", "2025-11-14T15:30Z~",
        "[2025]", "[..]", "[]", "[2025,2026]", "{2025..2026}", "[2025~..2026]", "[2025..2026",
        "2025/2026", "[2024..2025..2026]", "[2025-11-14T15:30Z..]",
    ],
)  # fmt: skip
def test_anything_else_is_refused_with_what_was_given(text: str) -> None:
    with pytest.raises(OccurredError) as refused:
        parse(text)
    assert refused.value.text == text
    assert text in str(refused.value)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("2025-02-29", occurred.NO_SUCH_DAY),
        ("2025-11-00", occurred.NO_SUCH_DAY),
        ("2025-00", occurred.NO_SUCH_DAY),
        ("2025-13", occurred.NO_SUCH_DAY),
        ("2025-11-14T24:00Z", occurred.NO_SUCH_DAY),
        ("0000", occurred.NO_SUCH_DAY),
        ("1899-12-31", occurred.OUT_OF_RANGE),
        ("2200", occurred.OUT_OF_RANGE),
        ("[..2200-01]", occurred.OUT_OF_RANGE),
        ("2200~", occurred.OUT_OF_RANGE),
        ("[2025-11-14..2025-11-13]", occurred.REVERSED),
        ("[2026..2025]", occurred.REVERSED),
    ],
)
def test_the_fault_is_named(text: str, message: str) -> None:
    with pytest.raises(OccurredError) as refused:
        parse(text)
    assert (refused.value.message, refused.value.text) == (message, text)


def test_the_makers_refuse_what_the_notation_cannot_hold() -> None:
    with pytest.raises(OccurredError):
        occurred.moment(datetime(2025, 11, 14, 15, 30))  # noqa: DTZ001
    with pytest.raises(OccurredError):
        occurred.moment(datetime(2025, 11, 14, tzinfo=timezone(timedelta(hours=3, seconds=5))))
    with pytest.raises(OccurredError):
        occurred.day(date(2200, 1, 1))
    with pytest.raises(OccurredError):
        occurred.on_or_before(date.max)
    with pytest.raises(OccurredError):
        occurred.about(parse("2025~"))
    with pytest.raises(OccurredError) as refused:
        occurred.between(date(2025, 11, 14), date(2025, 11, 13))
    assert refused.value.message == occurred.REVERSED


@given(ANY)
def test_the_canonical_text_reads_back_as_the_same(one: Occurred) -> None:
    assert parse(one.text) == one
    assert one.first <= one.sort_day <= one.last


@given(MOMENTS)
def test_a_moment_is_kept_to_the_second(at: datetime) -> None:
    kept = occurred.moment(at)
    assert kept.at == at
    assert (kept.first, kept.minute) == (at.date(), at.hour * 60 + at.minute)


@given(st.one_of(st.text(), st.text(alphabet="0123456789-.~[]TZ:+", max_size=30)))
def test_any_text_is_taken_whole_or_refused(text: str) -> None:
    try:
        taken = parse(text)
    except OccurredError:
        return
    assert parse(taken.text) == taken
