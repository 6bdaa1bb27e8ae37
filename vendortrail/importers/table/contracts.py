"""A snapshot of a contract register: what it shows of each contract on a day.

The earliest snapshot of a contract is what it was agreed to be. Each snapshot shows the amount, the
period and the items as terms that were merely observed: what differs between two of them, or from
what was agreed, with no amendment on record, is for the finding VT207 to say. So it does not matter
in which order snapshots are imported.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date
from hashlib import sha256

from vendortrail.i18n import N_
from vendortrail.importers.item import Foreign, Found, Identify
from vendortrail.importers.table.rows import Cells, Reader
from vendortrail.names import fold
from vendortrail.records.capture import Origin
from vendortrail.records.lengths import LONGEST_NAME, LONGEST_TEXT
from vendortrail.records.parties import Agreement, Vendor
from vendortrail.records.promised import AGREEMENT_VALUE, FIRST_DAY, LAST_DAY, TermProposal
from vendortrail.records.record import Draft, Payload
from vendortrail.records.values import Money, Side, TermValue
from vendortrail.refusal import Refusal

ITEMS = "items"
_LAST_DAY = date.max.toordinal()


class Register:
    """Reads the lines of one snapshot.

    Args:
        reader: of its cells.
        vendor: whose contracts are meant; None: each line names its vendor.
        called: what that vendor is called, folded (see ``vendortrail.names``).
        as_of: the day of which the snapshot tells.
        label: where the records come from, for people.
    """

    def __init__(
        self, reader: Reader, vendor: int | None, called: Collection[str], as_of: date, label: str
    ) -> None:
        self._reader = reader
        self._vendor = vendor
        self._called = called
        self._as_of = as_of
        self._label = label

    def contract(self, place: str, cells: Cells) -> Iterator[Found | Foreign]:
        """Yield the vendor, the agreement, and each of its terms as the register shows it.

        Where one vendor is meant, a line that names another is not its.
        """
        if self._vendor is not None and fold(cells.get("vendor", "")) not in {"", *self._called}:
            yield Foreign(place)
            return
        whose = self._whose(cells)
        value = self._reader.money(cells) if "amount" in cells else None
        agreement = self._agreement(cells, value)
        signed = self._reader.day_text(cells, "signed") or agreement.starts
        number = "/".join((whose, cells["number"]))
        name = f"table:contracts/{_short(number)}"
        if self._vendor is None:
            named = cells["vendor"][:LONGEST_NAME]
            yield self._found(place, f"table:vendors/{_short(whose)}", Vendor(named))
        # The earlier the snapshot, the more it is what was agreed.
        edition = _LAST_DAY - self._as_of.toordinal()
        yield self._found(place, name, agreement, signed or self._day, edition, whose=whose)
        for key, shown in self._shown(cells, agreement).items():
            yield self._found(
                place, f"{name}/{key}@{self._day}", shown, self._day, whose=whose, of=name
            )

    @property
    def _day(self) -> str:
        return self._as_of.isoformat()

    def _whose(self, cells: Cells) -> str:
        if self._vendor is not None:
            return f"#{self._vendor}"
        if "vendor" not in cells:
            raise Refusal(N_("the line names no vendor; say whose contracts these are"))
        return cells["vendor"].casefold()

    def _agreement(self, cells: Cells, value: Money | None) -> Agreement:
        number = cells["number"]
        return Agreement(
            cells.get("title", number)[:LONGEST_NAME],
            number[:LONGEST_NAME],
            self._reader.day_text(cells, "starts"),
            self._reader.day_text(cells, "ends"),
            value,
        )

    def _shown(self, cells: Cells, agreement: Agreement) -> dict[str, TermProposal]:
        """Return what the register shows of the contract's terms, by their keys."""
        shown = {}
        if agreement.value is not None:
            value = TermValue(money=agreement.value)
            shown[AGREEMENT_VALUE] = TermProposal(
                AGREEMENT_VALUE, Side.US, value=value, observed=True
            )
        words = {
            FIRST_DAY: agreement.starts,
            LAST_DAY: agreement.ends,
            ITEMS: cells.get("items", "")[:LONGEST_TEXT],
        }
        for key, wording in words.items():
            if wording:
                shown[key] = TermProposal(key, Side.US, wording, observed=True)
        return shown

    def _found(
        self,
        place: str,
        key: str,
        payload: Payload,
        occurred: str = "",
        edition: int = 0,
        *,
        whose: str = "",
        of: str = "",
    ) -> Found:
        origin = Origin(key, edition)

        def draft(identify: Identify) -> Draft[Payload]:
            vendor = self._vendor
            if vendor is None and whose:
                vendor = identify(f"table:vendors/{_short(whose)}")
            return Draft(
                payload=payload,
                occurred=occurred or self._day,
                vendor=vendor,
                agreement=identify(of) if of else None,
                source=self._label,
                origin=origin,
            )

        return Found(place, origin, draft)


def _short(name: str) -> str:
    return sha256(name.encode()).hexdigest()[:32]
