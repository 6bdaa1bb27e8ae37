"""What the portfolio shows of every vendor at once, in SQL over the driver."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping, Sequence
from datetime import date

from vendortrail.projection import from_unix_day, unix_day
from vendortrail.records.values import Direction, Side


def owed_now(connection: sqlite3.Connection, today: date) -> Mapping[int, Side]:
    """Return who owes the next word of each vendor, where somebody does."""
    rows = connection.execute(
        "SELECT vendor, owed_by FROM silence_gap WHERE start_day <= ?1 AND owed_by IS NOT NULL "
        "AND (end_day IS NULL OR end_day > ?1)",
        (unix_day(today),),
    )
    return {vendor: Side(side) for vendor, side in rows}


def last_words(connection: sqlite3.Connection, today: date) -> Mapping[tuple[int, Side], date]:
    """Return the last day, up to today, on which each side of each vendor spoke."""
    rows = connection.execute(_LAST_WORDS, {"today": unix_day(today)})
    found: dict[tuple[int, Side], date] = {}
    for vendor, speaker, last in rows:
        if last is not None:
            day = from_unix_day(last)
            for side in _SPOKE[speaker]:
                found[vendor, side] = max(day, found.get((vendor, side), day))
    return found


# What is a word is said once, in vendortrail.words; here it is said of the derived tables. Of a
# day that is bounded on one side only, the bound counts as the day.
_BEGINS = f"iif(first_day = {unix_day(date.min)}, last_day, first_day)"
_ENDS = f"iif(last_day = {unix_day(date.max)}, first_day, last_day)"


def _newest_touchpoint(side: Side, silent: Direction) -> str:
    """Return the query for the newest touchpoint of a side: looked for from the end of an index."""
    of_the_side = (
        f"FROM touchpoint WHERE vendor = vendor.identity AND first_day <= :today "
        f"AND first_day > {unix_day(date.min)} "
        f"AND direction <> '{silent}' AND course = 'held' AND manner IN ('personal', 'template')"
    )
    return (
        f"SELECT identity, '{side}', (SELECT min(last_day, :today) {of_the_side} "
        f"AND last_day < {unix_day(date.max)} ORDER BY last_day DESC LIMIT 1) FROM vendor "
        f"UNION ALL SELECT identity, '{side}', (SELECT max(first_day) {of_the_side} "
        f"AND last_day = {unix_day(date.max)}) FROM vendor"
    )


_LAST_WORDS = f"""
{_newest_touchpoint(Side.VENDOR, Direction.OUTGOING)}
UNION ALL {_newest_touchpoint(Side.US, Direction.INCOMING)}
UNION ALL SELECT vendor, speaker, max(min({_ENDS}, :today)) FROM (
    SELECT vendor, 'vendor' AS speaker, first_day, last_day FROM delivery
    UNION ALL SELECT vendor, 'vendor', first_day, last_day FROM offer
    UNION ALL SELECT vendor, by, first_day, last_day FROM term_proposal WHERE NOT observed
    UNION ALL SELECT vendor, by, first_day, last_day FROM term_answer
    UNION ALL SELECT vendor, by, first_day, last_day FROM promise WHERE touchpoint IS NULL
    UNION ALL SELECT vendor, 'mutual', first_day, last_day FROM agreement
    UNION ALL SELECT vendor, 'mutual', first_day, last_day FROM close_out
) WHERE {_BEGINS} <= :today GROUP BY 1, 2
"""
_SPOKE: Mapping[str, Sequence[Side]] = {
    **{side.value: (side,) for side in Side},
    **{direction.value: direction.speakers for direction in Direction},
}


def unfinished(connection: sqlite3.Connection, today: date) -> Mapping[int, int]:
    """Return how many segments of each vendor are neither delivered as promised nor closed."""
    rows = connection.execute(
        f"SELECT vendor, count(*) FROM segment AS promised WHERE {_BEGINS} <= ?1 "
        "AND quantity > (SELECT coalesce(sum(claimed), 0) FROM delivery "
        f"WHERE segment = promised.identity AND {_BEGINS} <= ?1) "
        f"AND NOT EXISTS (SELECT 1 FROM close_out WHERE {_BEGINS} <= ?1 AND (segment = "
        "promised.identity OR (segment IS NULL AND agreement = promised.agreement))) GROUP BY 1",
        (unix_day(today),),
    )
    return dict(rows.fetchall())


def words_by_month(
    connection: sqlite3.Connection, first: date, last: date
) -> Mapping[tuple[int, int, int], int]:
    """Return how many touchpoints a vendor had in a month: {(vendor, year, month): number}."""
    rows = connection.execute(
        "SELECT vendor, first_day, count(*) FROM touchpoint "
        "WHERE first_day BETWEEN ? AND ? AND course = 'held' "
        "AND manner IN ('personal', 'template') GROUP BY 1, 2",
        (unix_day(first), unix_day(last)),
    )
    months: dict[tuple[int, int, int], int] = {}
    for vendor, first_day, number in rows:
        day = from_unix_day(first_day)
        month = (vendor, day.year, day.month)
        months[month] = months.get(month, 0) + number
    return months
