"""From how much usage on an offer is the cheaper one, or until how much it is."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import pairwise

from msgspec import Struct

from vendortrail import tariffs
from vendortrail.replay import Month, Pair, Replay, line_at
from vendortrail.tariffs import LARGEST_QUANTITY


class BreakEven(Struct, frozen=True):
    """At ``quantity`` units of a term a month, an offer becomes cheaper or no dearer; or dearer.

    ``onwards``: it is dearer below and not from there on; else it is not dearer up to there.
    """

    pair: Pair
    quantity: int
    onwards: bool


def break_evens(replay: Replay) -> tuple[BreakEven, ...]:
    """Return where the offer starts or stops to be dearer, term by term.

    Every other term is used as in the typical month, and a one-off is left aside. Where nothing is
    known of a typical month, or what is used of a term decides nothing, there is none.
    """
    typical = replay.typical
    if typical is None:
        return ()
    return tuple(found for pair in replay.pairs for found in _of(replay, pair, typical))


def _of(replay: Replay, pair: Pair, typical: Month) -> Iterator[BreakEven]:
    if not pair.meter:
        return
    currency = replay.total.current.currency
    others = 0
    for line in typical.lines:
        same = line_at(line.pair, line.quantity, typical.first, currency, first=False)
        if line.pair != pair and same is not None:
            others += same.difference.minor

    def dearer(quantity: int) -> bool | None:
        line = line_at(pair, quantity, typical.first, currency, first=False)
        return None if line is None else others + line.difference.minor > 0

    bounds = {LARGEST_QUANTITY}
    for tariff in filter(None, (pair.current, pair.offered)):
        bounds |= tariffs.kinks(tariff, typical.first)
    for low, high in pairwise(sorted(bound for bound in bounds if bound >= 0)):
        before, after = dearer(low), dearer(high)
        if before is not None and after is not None and before is not after:
            turn = _turn(dearer, low, high, before=before)
            yield BreakEven(pair, turn if before else turn - 1, onwards=before)


def _turn(dearer: Callable[[int], bool | None], low: int, high: int, *, before: bool) -> int:
    """Return the first quantity at which it is not as it was before."""
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (middle, high) if dearer(middle) is before else (low, middle)
    return high
