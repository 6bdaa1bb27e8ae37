"""One contract with one vendor, and what every record of it has in common."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal, Inexact, localcontext
from functools import cached_property

from msgspec import Struct

from vendortrail import formats
from vendortrail.importers.item import GONE, Found, Identify, Refused
from vendortrail.importers.ocds.facts import Amount, Contract, Organisation
from vendortrail.importers.ocds.history import Change, Process, Version, changes
from vendortrail.importers.ocds.holders import Handover, Holder
from vendortrail.importers.ocds.keys import below
from vendortrail.importers.ocds.parties import Whose
from vendortrail.occurred import Occurred, between, on_or_before, parse
from vendortrail.records.capture import Origin
from vendortrail.records.housekeeping import Correction
from vendortrail.records.record import Draft, Payload
from vendortrail.records.values import LARGEST_INTEGER, Money
from vendortrail.sentences import say

# No amount of money has more digits than are kept exactly; more of them would only take time.
_DIGITS = 60


class Deal(Struct, frozen=True, dict=True):
    """A contract as all its releases tell of it while one vendor had it.

    ``key`` is that of the agreement. ``originals`` are the releases, as they are kept. ``label`` is
    where the records come from.
    """

    process: Process
    holder: Holder
    key: str
    vendor: Whose
    originals: tuple[bytes, ...]
    label: str

    @property
    def versions(self) -> tuple[Version, ...]:
        """How the contract stood after each release of that time."""
        return self.holder.versions

    @property
    def suppliers(self) -> tuple[Organisation, ...]:
        """Who has it, the vendor first."""
        return self.holder.suppliers

    @property
    def contract(self) -> Contract:
        """The contract by its last release."""
        return self.versions[-1].contract

    def key_of(self, *thing: str) -> str:
        """Return the key of a thing of the contract."""
        return below(self.key, *thing)

    @cached_property
    def changes(self) -> tuple[Change, ...]:
        """Every value of the fields that are terms, field by field."""
        return tuple(changes(self.versions))

    @cached_property
    def signed(self) -> str:
        """When it was signed (EDTF); where that is not said, not later than its first release.

        By who took it over, when it was: unless it is said to have been signed anew.
        """
        came = self.holder.came
        if came is not None and self.contract.signed == came.after.contract.signed:
            return handed_over(came).text
        return self.contract.signed or on_or_before(self._published).text

    @property
    def agreed(self) -> str:
        """When its first terms were agreed (EDTF): when it was signed, but before it was published.

        Some publishers write a day of signing that lies behind the amendments.
        """
        before = parse(self.signed).sort_day <= self._published
        return self.signed if before else on_or_before(self._published).text

    @property
    def _published(self) -> date:
        return self.versions[0].release.when.sort_day

    def found(
        self,
        place: str,
        of: str,
        payload: Callable[[Identify], Payload],
        occurred: str,
        *,
        originals: tuple[bytes, ...] = (),
        whole: bool = False,
    ) -> Found:
        """Return a record of the contract.

        Args:
            place: where it stands.
            of: its key.
            payload: makes its content out of the identities of what it names.
            occurred: when it happened (EDTF).
            originals: what is kept as evidence of it.
            whole: it is the agreement itself.
        """
        # What is known of a contract grows by whole releases, and any may bear on any record of it.
        origin = Origin(of, len(self.process.releases))

        def draft(identify: Identify) -> Draft[Payload]:
            return Draft(
                payload=payload(identify),
                occurred=occurred,
                vendor=self.vendor(identify),
                agreement=None if whole else identify(self.key),
                source=self.label,
                origin=origin,
            )

        return Found(place, origin, draft, originals=originals)

    def gone(self, of: str) -> Found:
        """Return that a record of the contract is not what its releases tell any more."""
        origin = Origin(of, len(self.process.releases))
        last = self.versions[-1].release

        def draft(identify: Identify) -> Draft[Payload]:
            return Draft(
                payload=Correction(),
                occurred=last.date,
                vendor=self.vendor(identify),
                agreement=identify(self.key),
                source=self.label,
                supersedes=identify(of),
                reason=GONE,
                origin=origin,
            )

        return Found(self.contract.place, origin, draft)


def handed_over(handover: Handover) -> Occurred:
    """Return when a contract went over: after the release that did not know of it."""
    after, by = (it.release.when.sort_day for it in (handover.after, handover.by))
    return between(after, by)


def money(value: Amount) -> Money | Refused:
    """Return an amount in whole minor units, or why it is none: nothing is rounded."""
    code = (value.currency or "").upper()
    place = f"{value.place}.currency"
    if not code:
        return Refused(place, say("an amount has a currency; write its code (ISO 4217)"))
    if not formats.is_currency(code):
        return Refused(
            place,
            say("“{code}” is not the code of a currency (ISO 4217), such as RUB or EUR", code=code),
        )
    amount = value.amount or Decimal()
    digits = formats.exponent(code)
    place = f"{value.place}.amount"
    if abs(amount) > LARGEST_INTEGER:
        return Refused(place, say("the amount is too large to be kept exactly"))
    with localcontext() as context:
        context.prec = _DIGITS
        context.traps[Inexact] = True
        try:
            minor = amount.scaleb(digits)
            whole = minor.to_integral_exact()
        except Inexact:
            return Refused(
                place,
                say(
                    "“{text}”: {currency} has {digits} digits after the point",
                    text=f"{amount:.{_DIGITS}}"[:_DIGITS],
                    currency=code,
                    digits=digits,
                ),
            )
    if abs(whole) > LARGEST_INTEGER:
        return Refused(place, say("the amount is too large to be kept exactly"))
    return Money(int(whole), code)
