"""A snapshot of a contract register: what it shows of each contract on a day.

The earliest snapshot of a contract is what it was agreed to be. Each snapshot shows the amount, the
period and the items as terms that were merely observed: what differs between two of them, or from
what was agreed, with no amendment on record, is for the finding VT207 to say. So it does not matter
in which order snapshots are imported. Of one day a contract is shown in one way: another one is
refused, because nobody can tell which came first. That a contract is not shown says nothing:
registers are handed out by page, by year and by buyer.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from datetime import date
from functools import cached_property
from hashlib import sha256

from msgspec import Struct

from vendortrail import occurred, terms
from vendortrail.i18n import N_, _
from vendortrail.importers.item import Foreign, Found, Identify
from vendortrail.importers.table.rows import Cells, Reader
from vendortrail.names import fold
from vendortrail.records.capture import Origin
from vendortrail.records.lengths import LONGEST_NAME, LONGEST_TEXT
from vendortrail.records.parties import Agreement, Vendor
from vendortrail.records.promised import AGREEMENT_VALUE, FIRST_DAY, LAST_DAY, TermProposal
from vendortrail.records.record import Draft, Payload, Record
from vendortrail.records.values import Side, TermValue
from vendortrail.refusal import Refusal

ITEMS = "items"
_DAYS = frozenset({FIRST_DAY, LAST_DAY})
_LAST_DAY = date.max.toordinal()
# How the keys begin of contracts, and of what is shown of them on a day.
_AGREEMENTS, _SHOWN = "table:contracts/", "table:contracts@"


Before = Callable[[str], Mapping[str, Record[Payload]]]
"""Returns what was imported before under the keys that begin so, as it was told, by its key."""


class _Line(Struct, frozen=True):
    """What a line shows of a contract; ``signed`` is a day, ``terms`` are by their keys."""

    place: str
    agreement: Agreement
    signed: str
    terms: Mapping[str, TermProposal]

    @property
    def said(self) -> tuple[object, ...]:
        """What it says, wherever it stands."""
        return self.agreement, self.signed, dict(self.terms)


class Register:
    """Reads the lines of one snapshot.

    Args:
        reader: of its cells.
        vendor: whose contracts are meant; None: each line names its vendor.
        called: what that vendor is called, folded (see ``vendortrail.names``).
        as_of: the day of which the snapshot tells.
        label: where the records come from, for people.
        before: what was imported before.
    """

    def __init__(
        self,
        reader: Reader,
        vendor: int | None,
        called: Collection[str],
        as_of: date,
        label: str,
        before: Before,
    ) -> None:
        self._reader = reader
        self._vendor = vendor
        self._called = called
        self._as_of = as_of
        self._label = label
        self._before = before
        self._lines: dict[str, _Line] = {}

    def contract(self, place: str, cells: Cells) -> Iterator[Found | Foreign]:
        """Yield the vendor, the agreement, and each of its terms as the register shows it.

        Where one vendor is meant, a line that names another is not its.

        Raises:
            Refusal: a cell cannot be read, or the contract was shown otherwise on that day.
        """
        if self._vendor is not None and fold(cells.get("vendor", "")) not in {"", *self._called}:
            yield Foreign(place)
            return
        whose = self._whose(cells)
        line = self._line(place, cells)
        of = _short("/".join((whose, cells["number"])))
        self._refuse_another(of, line)
        name = f"{_AGREEMENTS}{of}"
        if self._vendor is None:
            named = cells["vendor"][:LONGEST_NAME]
            yield self._found(place, f"table:vendors/{_short(whose)}", Vendor(named))
        yield self._found(
            place, name, line.agreement, line.signed or self._day, self._edition, whose=whose
        )
        for key, shown in line.terms.items():
            yield self._found(place, self._key(of, key), shown, self._day, whose=whose, of=name)

    @property
    def _day(self) -> str:
        return self._as_of.isoformat()

    @property
    def _edition(self) -> int:
        """The earlier the snapshot, the more it is what was agreed."""
        return _LAST_DAY - self._as_of.toordinal()

    def _key(self, of: str, term: str) -> str:
        return f"{_SHOWN}{self._day}/{of}/{term}"

    def _whose(self, cells: Cells) -> str:
        if "vendor" in cells:
            return fold(cells["vendor"])
        if self._vendor is None:
            raise Refusal(N_("the line names no vendor; say whose contracts these are"))
        return f"#{self._vendor}"

    def _line(self, place: str, cells: Cells) -> _Line:
        number = cells["number"]
        agreement = Agreement(
            cells.get("title", number)[:LONGEST_NAME],
            number[:LONGEST_NAME],
            self._reader.day_text(cells, "starts"),
            self._reader.day_text(cells, "ends"),
            self._reader.money(cells) if "amount" in cells else None,
        )
        signed = self._reader.day_text(cells, "signed") or agreement.starts
        return _Line(place, agreement, signed, self._shown(cells, agreement))

    def _refuse_another(self, of: str, line: _Line) -> None:
        """Refuse what another line, of this file or of one imported before, says otherwise."""
        first = self._lines.setdefault(of, line)
        if first.said != line.said:
            raise Refusal(
                N_(
                    "contract {number} stands in {place} already, otherwise; put what holds of it "
                    "on one line"
                ),
                number=line.agreement.number,
                place=first.place,
            )
        agreed = self._agreed.get(f"{_AGREEMENTS}{of}")
        if agreed is not None and agreed.origin and agreed.origin.edition == self._edition:
            title = agreed.payload.title if isinstance(agreed.payload, Agreement) else ""
            self._refuse_if_other(agreed, _("title"), title, line.agreement.title)
            signed = line.signed or self._day
            self._refuse_if_other(agreed, _("signed"), agreed.when, occurred.parse(signed))
        for key, shown in line.terms.items():
            before = self._shown_before.get(self._key(of, key))
            if before is not None and isinstance(before.payload, TermProposal):
                there, here = _figure(before.payload), _figure(shown)
                self._refuse_if_other(before, terms.name(key), there, here)

    def _refuse_if_other(
        self, before: Record[Payload], what: str, there: object, here: object
    ) -> None:
        if there == here:
            return
        raise Refusal(
            N_(
                "“{what}” is “{here}” in “{file}”, and “{there}” in “{other}” of the same day, "
                "#{number}: if the file tells of another day, say of which (--as-of); if #{number} "
                "is wrong, take it back"
            ),
            what=what,
            here=here,
            file=self._label.partition(": ")[2],
            there=there,
            other=before.source.partition(": ")[2],
            number=str(before.seq),
        )

    @cached_property
    def _agreed(self) -> Mapping[str, Record[Payload]]:
        return self._before(_AGREEMENTS)

    @cached_property
    def _shown_before(self) -> Mapping[str, Record[Payload]]:
        return self._before(f"{_SHOWN}{self._day}/")

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


def _figure(shown: TermProposal) -> object:
    if shown.value is not None:
        return shown.value.money
    return date.fromisoformat(shown.wording) if shown.key in _DAYS else shown.wording


def _short(name: str) -> str:
    return sha256(name.encode()).hexdigest()[:32]
