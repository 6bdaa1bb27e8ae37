from datetime import date

import pytest

from vendortrail import i18n, occurred
from vendortrail.tui import days


@pytest.mark.parametrize(
    ("text", "english", "russian"),
    [
        ("2025-11-07", "07 Nov 2025", "07.11.2025"),
        ("2025-11-07T15:30+03:00", "07 Nov 2025", "07.11.2025"),
        ("2025-11", "Nov 2025", "нояб. 2025"),
        ("2025", "2025", "2025"),
        ("2025-11-07~", "~07 Nov 2025", "~07.11.2025"),
        ("2025-11~", "~Nov 2025", "~нояб. 2025"),
        ("2025~", "~2025", "~2025"),
        ("[..2025-11-07]", "≤07 Nov 2025", "≤07.11.2025"),
        ("[2025-11-07..]", "≥07 Nov 2025", "≥07.11.2025"),
        ("[2025-11-07..2025-11-09]", "07 Nov 2025…", "07.11.2025…"),
    ],
)
def test_time_is_told_in_a_column(text: str, english: str, russian: str) -> None:
    when = occurred.parse(text)
    assert days.when(when) == english
    i18n.use("ru")
    assert days.when(when) == russian
    assert len(english) <= days.WIDTH >= len(russian)


@pytest.mark.parametrize(
    ("since", "told"),
    [
        (None, "–"),
        (date(2026, 11, 16), "today"),
        (date(2026, 11, 17), "today"),
        (date(2026, 11, 15), "1 d"),
        (date(2025, 11, 16), "365 d"),
    ],
)
def test_how_long_ago(since: date | None, told: str) -> None:
    assert days.ago(since, date(2026, 11, 16)) == told


def test_months_have_initials() -> None:
    assert "".join(map(days.month_initial, range(1, 13))) == "JFMAMJJASOND"
    i18n.use("ru")
    assert "".join(map(days.month_initial, range(1, 13))) == "ЯФМАМИИАСОНД"
