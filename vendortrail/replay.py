"""An offer replayed: what our own usage would have cost under it, and what it costs now.

**Terms.** The terms in force are held against those of the offer by their names; a term says a
price by its tariff, or by a simple value that reads as one (`tariffs.of_value`). What the offer
prices and nobody charges now costs nothing now; what is charged now and the offer does not name is
an open point, never a saving. A one-off of the offer is charged in the first month; one of the
current terms was paid long ago.

**Usage.** What it is read from is told in `usage_series`. Whatever is missing, of months, of meters
or of prices, is asked for, and as long as anything is, an offer cannot be shown to be better.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from enum import StrEnum

from msgspec import Struct

from vendortrail import tariffs, terms
from vendortrail.i18n import N_
from vendortrail.records.dealings import Offer
from vendortrail.records.history import History
from vendortrail.records.parties import Agreement
from vendortrail.records.record import Record
from vendortrail.records.tariff import Tariff
from vendortrail.records.values import Money
from vendortrail.refusal import Refusal
from vendortrail.sentences import Sentence, say
from vendortrail.usage_series import UsageSeries

A_YEAR = 12


class Verdict(StrEnum):
    """Whether an offer is better for us than the terms in force."""

    BETTER = "better"
    WORSE = "worse"
    SAME = "same"
    NOT_SHOWN = "cannot be shown to be better"


class Pair(Struct, frozen=True):
    """One priced term, as it is in force and as it is offered; None: it is not there.

    ``meter`` is the name of the meter that it is measured by, as usage has it; empty where its
    price does not depend on usage, and None where no such usage is on record.
    """

    key: str
    name: str
    current: Tariff | None
    offered: Tariff | None
    meter: str | None

    @property
    def unit(self) -> str:
        """What it is counted in."""
        return next((it.unit for it in (self.current, self.offered) if it and it.unit), "")


class Line(Struct, frozen=True):
    """One term in one month: what was used of it, and what that costs now and as offered."""

    pair: Pair
    quantity: int
    current: Money
    offered: Money

    @property
    def difference(self) -> Money:
        """How much more the offer costs; negative: less."""
        return Money(self.offered.minor - self.current.minor, self.offered.currency)


class Total(Struct, frozen=True):
    """What several lines cost together."""

    current: Money
    offered: Money

    @property
    def difference(self) -> Money:
        """How much more the offer costs; negative: less."""
        return Money(self.offered.minor - self.current.minor, self.offered.currency)


class Month(Struct, frozen=True):
    """One month (its first day) line by line."""

    first: date
    lines: tuple[Line, ...]
    total: Total


class Replay(Struct, frozen=True):
    """An offer on our usage.

    ``months`` are those that are known whole, the oldest first; ``total`` is their sum. ``asks``
    says what is missing for a verdict; ``usage`` are the records that it rests on, by number.
    """

    offer: Record[Offer]
    agreement: Record[Agreement] | None
    pairs: tuple[Pair, ...]
    months: tuple[Month, ...]
    total: Total
    asks: tuple[Sentence, ...]
    terms: tuple[int, ...]
    usage: tuple[int, ...]

    @property
    def verdict(self) -> Verdict:
        """What the figures say, if nothing is missing."""
        if self.asks:
            return Verdict.NOT_SHOWN
        more = self.total.difference.minor
        return Verdict.WORSE if more > 0 else Verdict.BETTER if more < 0 else Verdict.SAME

    @property
    def by_difference(self) -> tuple[Month, ...]:
        """The months by how much more the offer costs in them, the best for it first."""
        return tuple(sorted(self.months, key=lambda m: (m.total.difference.minor, m.first)))

    @property
    def typical(self) -> Month | None:
        """The month in the middle of `by_difference`, the better one of two."""
        ranked = self.by_difference
        return ranked[(len(ranked) - 1) // 2] if ranked else None


def replay(history: History, offer: Record[Offer], today: date, span: int = A_YEAR) -> Replay:
    """Return an offer replayed over at most ``span`` months of our usage before today's.

    Raises:
        Refusal: the offer is in another currency than the terms in force.
    """
    agreement = baseline(history, offer)
    used = UsageSeries(history, agreement, today)
    held = terms.in_force(history, agreement.identity, today) if agreement else {}
    current = {
        key: (change.name, tariff)
        for key, change in held.items()
        if (tariff := tariffs.of_term(change.proposal.payload))
    }
    offered = {
        terms.same(term.key): (terms.name(term.key), tariff)
        for term in offer.payload.terms
        if (tariff := tariffs.of_term(term))
    }
    currency = _currency(tariff for _name, tariff in (*current.values(), *offered.values()))
    pairs = tuple(_pairs(current, offered, used))
    window = used.window(pairs, span)
    asks = [*_open_points(offer, agreement, current, offered), *used.missing(pairs, window)]
    months = []
    for first in window:
        lines = [_line(pair, used, first, currency, first == window[0]) for pair in pairs]
        asks += [line for line in lines if isinstance(line, Sentence) and line not in asks]
        known = tuple(line for line in lines if isinstance(line, Line))
        if len(known) == len(pairs):
            months.append(Month(first, known, added(known, currency)))
    return Replay(
        offer,
        agreement,
        pairs,
        tuple(months),
        added((line for month in months for line in month.lines), currency),
        tuple(asks),
        tuple(held[key].proposal.seq for key in current),
        used.records(pairs, window),
    )


def baseline(history: History, offer: Record[Offer]) -> Record[Agreement] | None:
    """Return the agreement that an offer would replace: the one it names, else the only one."""
    agreements = history.of(Agreement)
    named = [record for record in agreements if record.identity == offer.agreement]
    chosen = named or agreements
    return chosen[0] if len(chosen) == 1 else None


def line_at(pair: Pair, quantity: int, month: date, currency: str, *, first: bool) -> Line | None:
    """Return one term at a usage; None where a side does not say what that costs.

    What is not in force costs nothing now; what an offer passes over may cost anything.
    """
    now = _bill(pair.current, quantity, month, first=False) if pair.current else 0
    then = _bill(pair.offered, quantity, month, first=first) if pair.offered else None
    if now is None or then is None:
        return None
    return Line(pair, quantity, Money(now, currency), Money(then, currency))


def _pairs(
    current: Mapping[str, tuple[str, Tariff]],
    offered: Mapping[str, tuple[str, Tariff]],
    used: UsageSeries,
) -> Iterator[Pair]:
    """Yield the terms that either side prices; what is included alike, and free, needs no look."""
    for key in {**current, **offered}:
        name, now = current.get(key, ("", None))
        title, then = offered.get(key, (name, None))
        sides = [tariff for tariff in (now, then) if tariff is not None]
        if now == then and not any(tariff.currency for tariff in sides):
            continue
        unit = next((tariff.unit for tariff in sides if tariff.unit), "")
        metered = any(tariff.metered for tariff in sides)
        yield Pair(key, title, now, then, used.meter(key, unit) if metered else "")


def _open_points(
    offer: Record[Offer],
    agreement: Record[Agreement] | None,
    current: Mapping[str, tuple[str, Tariff]],
    offered: Mapping[str, tuple[str, Tariff]],
) -> Iterator[Sentence]:
    if agreement is None:
        yield say("the agreement that the offer would replace")
    elif not current:
        yield say("the prices in force under “{title}”", title=agreement.payload.title)
    if not offered:
        yield say("the prices of the offer “{title}”", title=offer.payload.title)
        return
    for key, (name, _tariff) in current.items():
        if key not in offered:
            yield say("what “{term}” costs under the offer", term=name)


def _line(
    pair: Pair, used: UsageSeries, month: date, currency: str, first: bool
) -> Line | Sentence | None:
    """Return one line; a sentence where a tier is missing, None where the usage or the term is."""
    quantity = used.quantity(pair.meter, month)
    if quantity is None or pair.offered is None:
        return None
    line = line_at(pair, quantity, month, currency, first=first)
    if line is not None:
        return line
    unpriced = _bill(pair.offered, quantity, month, first=first) is None
    tariff = pair.offered if unpriced else pair.current
    message = (
        N_("what more than {included} of “{term}” cost a month under the offer")
        if unpriced
        else N_("what more than {included} of “{term}” cost a month now")
    )
    return Sentence(message, {"included": tariff.included if tariff else 0, "term": pair.name})


def _bill(tariff: Tariff, quantity: int, month: date, *, first: bool) -> int | None:
    """Return minor units; None for what has no price."""
    bill = tariffs.price(tariff, quantity, month, first=first)
    return None if bill is None else bill.amount.minor


def _currency(priced: Iterable[Tariff]) -> str:
    found = sorted({tariff.currency for tariff in priced} - {""})
    if len(found) > 1:
        raise Refusal(
            N_(
                "the offer and the terms in force are in {currencies}; record the offer in the "
                "currency that we pay in"
            ),
            currencies=", ".join(found),
        )
    return found[0] if found else tariffs.NO_CURRENCY


def added(lines: Iterable[Line], currency: str) -> Total:
    """Return what lines in a currency cost together."""
    summed = list(lines)
    return Total(
        Money(sum(line.current.minor for line in summed), currency),
        Money(sum(line.offered.minor for line in summed), currency),
    )
