"""When a message was sent, by whichever of its dates can be believed.

The ``Date`` field is the sender's own clock, and believed unless it cannot be: it is no date, lies
before 1990 (there hardly was any mail between companies) or after today, or is more than `APART`
from the time at which the first server received the message. A date that is not believed is
**doubtful**; the time of the first server (``Received``) is taken in its place. Failing this, all
that is known is “no later than” the time that the mailbox notes beside the message (its From_ line,
its name in a Maildir: when it came, or when somebody exported it), or than today.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta, timezone
from email.utils import parsedate_to_datetime
from typing import NamedTuple

from vendortrail import occurred
from vendortrail.importers.mail.fields import Header

EARLIEST = date(1990, 1, 1)
#: A server gives a message up after four or five days (RFC 5321 section 4.5.4.1).
APART = timedelta(days=7)

# Noted by servers and list software on arrival, hence not by the sender's clock.
_ARRIVALS = (b"received", b"x-received", b"delivery-date", b"x-list-received-date")
_MOST_HOPS = 50
# The date that nearly every program writes; the library's reader takes ten times as long.
_MONTHS = b"JanFebMarAprMayJunJulAugSepOctNovDec"
_USUAL = re.compile(
    rb"\s*(?:[A-Z][a-z]{2}, )?(\d{1,2}) ("
    + rb"|".join(_MONTHS[at : at + 3] for at in range(0, len(_MONTHS), 3))
    + rb") (\d{4}) (\d{2}):(\d{2})(?::(\d{2}))? ([+-]\d{4})(?= |\Z|\()"
)


class Sent(NamedTuple):
    """When a message was sent.

    ``occurred`` is EDTF; ``day`` is None where it is not certain enough to bound a period.
    ``doubtful`` says that the ``Date`` field was not believed.
    """

    occurred: str
    day: date | None
    doubtful: bool


def sent(header: Header, today: date, noted: datetime | None = None) -> Sent:
    """Return when a message was sent.

    Args:
        header: of the message.
        today: the local day; nothing is later.
        noted: when the mailbox says that it arrived.
    """
    said = read(header.first(b"date"))
    if said is not None and not _possible(said, today):
        said = None
    arrived = next((at for at in _arrivals(header) if _possible(at, today)), None)
    if said is not None and (arrived is None or abs(_utc(said) - _utc(arrived)) <= APART):
        return Sent(_text(said, today), _local(said, today).date(), doubtful=False)
    if arrived is not None:
        return Sent(_text(arrived, today), None, doubtful=True)
    latest = today
    if noted is not None and _possible(noted, today):
        latest = _local(noted, today).date()
    return Sent(occurred.on_or_before(latest).text, None, doubtful=True)


def read(value: bytes) -> datetime | None:
    """Return the moment that a date field says, naive without a zone; None: it says none."""
    usual = _USUAL.match(value)
    try:
        if usual is not None:
            return _moment(*usual.groups())
        return parsedate_to_datetime(value[:200].decode("ascii", "replace"))
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def _moment(
    day: bytes, month: bytes, year: bytes, hour: bytes, minute: bytes, second: bytes, zone: bytes
) -> datetime:
    offset = timedelta(hours=int(zone[1:3]), minutes=int(zone[3:]))
    return datetime(
        *(int(year), _MONTHS.index(month) // 3 + 1, int(day)),
        *(int(hour), int(minute), int(second or 0)),
        tzinfo=timezone(-offset if zone.startswith(b"-") else offset),
    )


def _arrivals(header: Header) -> Iterator[datetime]:
    """Yield the times of arrival, those of the first servers first."""
    for name in _ARRIVALS:
        for hop in reversed(header.all(name)[-_MOST_HOPS:]):
            at = read(hop.rpartition(b";")[2])
            if at is not None:
                yield at


def _possible(at: datetime, today: date) -> bool:
    # Years at the ends of the calendar cannot be moved to another zone.
    return EARLIEST.year <= at.year <= today.year + 1 and (
        EARLIEST <= _local(at, today).date() <= today
    )


def _local(at: datetime, today: date) -> datetime:
    """Return a moment in its own zone; in UTC where that is a day ahead of ours."""
    return at if at.date() <= today else _utc(at)


def _utc(at: datetime) -> datetime:
    return at.replace(tzinfo=UTC) if at.tzinfo is None else at.astimezone(UTC)


def _text(at: datetime, today: date) -> str:
    at = _local(at, today)
    if at.tzinfo is None:
        return occurred.day(at.date()).text
    try:
        return occurred.moment(at).text
    except occurred.OccurredError:  # an offset that no place on earth has
        return occurred.moment(_utc(at)).text
