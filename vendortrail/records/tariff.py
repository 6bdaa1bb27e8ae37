"""A price as tariffs have it: fees, prices by quantity, minimum, one-off charge, indexation."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from vendortrail.i18n import N_
from vendortrail.records import checks
from vendortrail.records.values import Money
from vendortrail.refusal import FieldRefusal

#: A hundredth of a percent.
BASIS_POINTS = 10_000


class Tier(Struct, frozen=True, omit_defaults=True):
    """What one of the units numbered ``first`` to ``last`` of a month costs.

    Both bounds are included; without ``last`` there is no end. ``price`` is for ``per`` units.
    """

    price: Money
    first: int = 1
    last: int | None = None
    per: int = 1

    def __post_init__(self) -> None:
        """Refuse a negative quantity, and a tier that ends before it begins."""
        checks.at_least("tariff", self.first, 1)
        checks.at_least("tariff", self.per, 1)
        if self.last is not None and self.last < self.first:
            raise FieldRefusal(
                "tariff",
                N_("the tier from {first} to {last} ends before it begins; swap its bounds"),
                first=self.first,
                last=self.last,
            )


class Indexation(Struct, frozen=True):
    """All prices but the one-off change by ``basis_points`` (800: +8 %) from a day on (YYYY-MM-DD).

    A month is billed by what holds on its first day.
    """

    since: str
    basis_points: int

    def __post_init__(self) -> None:
        """Refuse a day that is none, and a change that would leave less than nothing."""
        checks.a_day("tariff", self.since)
        if self.basis_points < -BASIS_POINTS:
            raise FieldRefusal(
                "tariff", N_("a price cannot fall by more than 100 %; write by how much it falls")
            )


class Tariff(Struct, frozen=True, omit_defaults=True):
    """What one term of an agreement or an offer costs a month.

    ``fee`` is for a period of so many ``months``. Of the units used in a month the first
    ``included`` cost nothing and the others what their tier says; with ``whole``, all of them cost
    what the tier of the last one says. At least ``minimum`` is billed a month, and ``one_off``
    once, in the first month. All amounts are in one currency.
    """

    fee: Money | None = None
    months: int = 1
    unit: str = ""
    included: int = 0
    tiers: tuple[Tier, ...] = ()
    whole: bool = False
    minimum: Money | None = None
    one_off: Money | None = None
    indexation: tuple[Indexation, ...] = ()

    def __post_init__(self) -> None:
        """Refuse a tariff that says nothing, or whose parts do not fit together."""
        checks.at_least("tariff", self.months, 1)
        checks.at_least("tariff", self.included, 0)
        amounts = list(self._amounts())
        if not amounts and not self.included:
            raise FieldRefusal(
                "tariff", N_("a tariff names a fee, a price of a unit, or how much is included")
            )
        for amount in amounts:
            if amount.minor < 0:
                raise FieldRefusal(
                    "tariff", N_("a price below nothing is none; write the lower price itself")
                )
        currencies = sorted({amount.currency for amount in amounts})
        if len(currencies) > 1:
            raise FieldRefusal(
                "tariff",
                N_("the prices of one tariff are in {currencies}; write all of them in one"),
                currencies=", ".join(currencies),
            )
        self._check_tiers()
        days = [change.since for change in self.indexation]
        for day in days:
            if days.count(day) > 1:
                raise FieldRefusal(
                    "tariff", N_("prices change twice on {day}; write one change"), day=day
                )

    @property
    def currency(self) -> str:
        """The currency of its amounts; empty where it only says how much is included."""
        return next((amount.currency for amount in self._amounts()), "")

    @property
    def metered(self) -> bool:
        """True where it depends on what was used."""
        return bool(self.included or any(tier.price.minor for tier in self.tiers))

    def _amounts(self) -> Iterator[Money]:
        yield from (m for m in (self.fee, self.minimum, self.one_off) if m is not None)
        yield from (tier.price for tier in self.tiers)

    def _check_tiers(self) -> None:
        """Refuse tiers that leave out a unit or name one twice."""
        expected = self.included + 1
        for tier in self.tiers:
            if tier.first > expected:
                raise FieldRefusal(
                    "tariff",
                    N_(
                        "no tier says what the units from {expected} to {last} cost; "
                        "let the tier of {first} begin at {expected}"
                    ),
                    expected=expected,
                    last=tier.first - 1,
                    first=tier.first,
                )
            if tier.first < expected:
                raise FieldRefusal(
                    "tariff",
                    N_(
                        "the tier of {first} overlaps with what stands before it; "
                        "let it begin at {expected}"
                    ),
                    first=tier.first,
                    expected=expected,
                )
            if tier.last is None:
                if tier is not self.tiers[-1]:
                    raise FieldRefusal(
                        "tariff",
                        N_("the tier of {first} has no end and others follow; say where it ends"),
                        first=tier.first,
                    )
                return
            expected = tier.last + 1
        if self.tiers:
            raise FieldRefusal(
                "tariff",
                N_("no tier says what the units from {expected} on cost; let the last one be open"),
                expected=expected,
            )
