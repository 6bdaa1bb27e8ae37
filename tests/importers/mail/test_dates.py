from datetime import UTC, date, datetime

import pytest

from vendortrail.importers.mail.dates import Sent, sent
from vendortrail.importers.mail.fields import Header

TODAY = date(2026, 11, 21)
RECEIVED = "Received: from a by b; Tue, 4 Mar 2025 08:00:00 +0000\n"
LATER_HOP = "Received: from b by c; Wed, 5 Mar 2025 08:00:00 +0000\n"


def told(header: str, noted: datetime | None = None) -> Sent:
    return sent(Header(f"{header}\n".encode()), TODAY, noted)


def test_the_senders_clock_is_believed_where_it_can_be() -> None:
    assert told(f"Date: Mon, 3 Mar 2025 10:00:00 +0300\n{RECEIVED}") == Sent(
        "2025-03-03T10:00+03:00", date(2025, 3, 3), doubtful=False
    )


def test_a_date_without_a_zone_is_a_day() -> None:
    assert told("Date: 3 Mar 2025 10:00:00\n").occurred == "2025-03-03"


@pytest.mark.parametrize(
    "wrong",
    [
        "Thu, 01 Jan 1970 00:00:00 +0000",
        "Sat, 5 Mar 2061 10:00:00 +0300",
        "Mon, 3 Jan 2025 10:00:00 +0300",
        "Пн, 3 мар 2025",
        "31 Feb 2025 10:00:00 +0000",
        "1 Jan 99999 00:00:00 +0000",
        "",
    ],
)
def test_a_wrong_date_gives_way_to_the_first_server(wrong: str) -> None:
    assert told(f"{LATER_HOP}{RECEIVED}Date: {wrong}\n") == Sent(
        "2025-03-04T08:00Z", None, doubtful=True
    )


def test_without_a_server_the_mailbox_says_when_it_had_come_at_the_latest() -> None:
    noted = datetime(2025, 3, 6, 7, 0, tzinfo=UTC)
    assert told("Date: 1 Jan 1970 00:00:00 +0000\n", noted).occurred == "[..2025-03-06]"


def test_without_anything_it_was_sent_no_later_than_today() -> None:
    assert told("Subject: x\n") == Sent("[..2026-11-21]", None, doubtful=True)


def test_where_it_is_tomorrow_already_the_time_is_told_in_utc() -> None:
    assert told("Date: Sun, 22 Nov 2026 05:00:00 +1200\n").occurred == "2026-11-21T17:00Z"


def test_a_zone_that_is_nowhere_is_told_in_utc() -> None:
    assert told("Date: Mon, 3 Mar 2025 10:00:00 +1545\n").occurred == "2025-03-02T18:15Z"
