"""A table as a source of touchpoints, payments or contracts."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date, tzinfo
from hashlib import file_digest

from vendortrail.cleaning import one_line
from vendortrail.i18n import N_
from vendortrail.importers.item import Found, Identify, Item, Refused
from vendortrail.importers.sheet import Sheet
from vendortrail.importers.table import columns
from vendortrail.importers.table.columns import Columns, Kind
from vendortrail.importers.table.contracts import Register
from vendortrail.importers.table.rows import Cells, Keys, Reader
from vendortrail.records.capture import Origin, SourceFile
from vendortrail.records.dealings import Touchpoint
from vendortrail.records.lengths import LONGEST_NAME
from vendortrail.records.promised import Payment
from vendortrail.records.record import Draft, Payload
from vendortrail.refusal import Refusal
from vendortrail.sentences import Sentence, say

_NO_AGREEMENT = N_("no agreement of the vendor has the number or title “{name}”; record it first")
_EMPTY = N_("the cell in column “{column}” is empty")
_LONGEST_SUMMARY = 300
_LONGEST_TEXT = 20_000


class TableSource:
    """A table of a vendor's dealings, or of contracts of many; see ``service.sources.Source``.

    Args:
        sheet: the table.
        told: which column has what, as a person settled it.
        zone: in which hours are written that say no zone of their own.
        vendor: the identity of the vendor; None: each contract names its own.
        contacts: the identities of people on record, by name and mail address in lower case.
        agreements: the identities of the vendor's agreements, by number and title in lower case.
        as_of: the day of which a register of contracts tells.

    Raises:
        FieldRefusal: the columns do not fit the table.
    """

    importer = "table"
    people: tuple[str, ...] = ()

    def __init__(
        self,
        sheet: Sheet,
        told: Columns,
        *,
        zone: tzinfo,
        vendor: int | None,
        contacts: Mapping[str, int],
        agreements: Mapping[str, int],
        as_of: date,
    ) -> None:
        columns.check(sheet, told)
        self._sheet = sheet
        self._reader = Reader(told, zone)
        self._vendor = vendor
        self._contacts = contacts
        self._agreements = agreements
        self._as_of = as_of
        self._keys = Keys(told.kind)
        self.covers_contact = told.kind is Kind.TOUCHPOINTS
        self.originals = (sheet.path,)
        # Asked for once a row, and translated once.
        self._place = str(say("line {line}", line="{}")).format
        self.label = f"table: {one_line(sheet.path.name)}"

    def files(self) -> tuple[SourceFile, ...]:
        """Return the file."""
        with self._sheet.path.open("rb") as opened:
            sha256 = file_digest(opened, "sha256").hexdigest()
        size = self._sheet.path.stat().st_size
        return (SourceFile(one_line(self._sheet.path.name), sha256, size),)

    def items(self) -> Iterator[Item]:
        """Yield what each row says; a row that cannot be read is refused by its line."""
        told = self._reader.columns
        places = {f: self._sheet.headers.index(header) for f, header in told.columns.items()}
        read = self._readers()[told.kind]
        for line, row in self._sheet.rows():
            try:
                yield from read(line, self._reader.cells(row, places))
            except Refusal as refusal:
                yield Refused(self._place(line), Sentence(refusal.message, refusal.places))

    def _readers(self) -> Mapping[Kind, Callable[[int, Cells], Iterator[Item] | list[Item]]]:
        register = Register(self._reader, self._vendor, self._as_of, self.label)
        return {
            Kind.TOUCHPOINTS: self._touchpoint,
            Kind.PAYMENTS: self._payment,
            Kind.CONTRACTS: lambda line, cells: register.contract(
                self._place(line), self._full(cells)
            ),
        }

    def _touchpoint(self, line: int, cells: Cells) -> list[Item]:
        reader, cells = self._reader, self._full(cells)
        when = reader.when(cells, "day")
        person = cells.get("person", "")
        known = self._contacts.get(person.casefold())
        text = cells.get("text", "")
        payload = Touchpoint(
            reader.channel(cells),
            reader.direction(cells),
            cells["summary"][:_LONGEST_SUMMARY],
            # Who is not on record is not lost.
            "\n".join(filter(None, (person if known is None else "", text)))[:_LONGEST_TEXT],
            () if known is None else (known,),
            asks=reader.says_yes(cells, "asks"),
            tone=reader.number(cells, "tone"),
        )
        said = (payload.channel, payload.direction, cells["summary"], person, text)
        origin = Origin(self._keys.key(str(self._vendor), when.text, *said))
        return [
            Found(self._place(line), origin, self._made(payload, when.text, origin), when.first)
        ]

    def _payment(self, line: int, cells: Cells) -> list[Item]:
        cells = self._full(cells)
        when = self._reader.when(cells, "day")
        amount = self._reader.money(cells)
        named = cells.get("agreement", "")
        agreement = self._agreements.get(named.casefold())
        if named and agreement is None:
            raise Refusal(_NO_AGREEMENT, name=named)
        purpose = cells.get("purpose", "")
        said = (str(amount.minor), amount.currency, purpose, named)
        origin = Origin(self._keys.key(str(self._vendor), when.text, *said))
        draft = self._made(Payment(amount, purpose[:LONGEST_NAME]), when.text, origin, agreement)
        return [Found(self._place(line), origin, draft)]

    def _made(
        self, payload: Payload, occurred: str, origin: Origin, agreement: int | None = None
    ) -> Callable[[Identify], Draft[Payload]]:
        def draft(_identify: Identify) -> Draft[Payload]:
            return Draft(
                payload=payload,
                occurred=occurred,
                vendor=self._vendor,
                agreement=agreement,
                source=self.label,
                origin=origin,
            )

        return draft

    def _full(self, cells: Cells) -> Cells:
        """Return the cells of a row that says all that it must; refuse one that does not."""
        for field in columns.REQUIRED[self._reader.columns.kind]:
            if field not in cells:
                name = self._reader.columns.columns.get(field, field)
                raise Refusal(_EMPTY, column=name)
        return cells
