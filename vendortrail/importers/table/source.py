"""A table as a source of touchpoints, payments or contracts."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from datetime import date, tzinfo
from hashlib import file_digest

from vendortrail.cleaning import one_line
from vendortrail.i18n import N_
from vendortrail.importers import separated
from vendortrail.importers.item import Found, Item, Refused
from vendortrail.importers.sheet import Sheet
from vendortrail.importers.table import columns
from vendortrail.importers.table.columns import Columns, Kind
from vendortrail.importers.table.contracts import Before, Register
from vendortrail.importers.table.rows import Cells, Keys, Reader
from vendortrail.occurred import Occurred
from vendortrail.records.capture import Origin, SourceFile
from vendortrail.records.dealings import Touchpoint
from vendortrail.records.lengths import LONGEST_NAME
from vendortrail.records.promised import Payment
from vendortrail.records.record import Draft, Payload
from vendortrail.refusal import Refusal
from vendortrail.sentences import Sentence, say

_NO_AGREEMENT = N_("no agreement of the vendor has the number or title “{name}”; record it first")
_EMPTY = N_("the cell in column “{column}” is empty")
_UNREADABLE = say(separated.UNREADABLE, most=separated.LONGEST_CELL)
_LONGEST_SUMMARY = 300
_LONGEST_TEXT = 20_000


class TableSource:
    """A table of a vendor's dealings, or of contracts of many; see ``service.sources.Source``.

    Args:
        sheet: the table.
        told: which column has what, as a person settled it.
        zone: in which hours are written that say no zone of their own.
        vendor: the identity of the vendor; None: each contract names its own.
        called: what that vendor is called, folded (see ``vendortrail.names``).
        contacts: the identities of people on record, by name and mail address in lower case.
        agreements: the identities of the vendor's agreements, by number and title in lower case.
        as_of: the day of which a register of contracts tells.
        before: what was imported of registers before.

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
        called: Collection[str],
        contacts: Mapping[str, int],
        agreements: Mapping[str, int],
        as_of: date,
        before: Before = lambda _start: {},
    ) -> None:
        columns.check(sheet, told)
        self._sheet = sheet
        self._reader = Reader(told, zone)
        self._vendor = vendor
        self._called = called
        self._whose = str(vendor)
        self._contacts = contacts
        self._agreements = agreements
        self._as_of = as_of
        self._before = before
        self._keys = Keys(told.kind)
        self.covers_contact = told.kind is Kind.TOUCHPOINTS
        self.independent = told.kind is not Kind.CONTRACTS
        self.originals = (sheet.path,)
        self._required = frozenset(columns.REQUIRED[told.kind])
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
        places = [(f, self._sheet.headers.index(header)) for f, header in told.columns.items()]
        width = max((place for _, place in places), default=-1) + 1
        read = self._readers()[told.kind]
        for line, row in self._sheet.rows():
            if not row:
                yield Refused(self._place(line), _UNREADABLE)
                continue
            cells = dict(told.fixed)
            whole = row if len(row) >= width else separated.fitted(row, width)
            for field, place in places:
                if cell := whole[place]:
                    cells[field] = cell
            try:
                yield from read(line, self._full(cells))
            except Refusal as refusal:
                yield Refused(self._place(line), Sentence(refusal.message, refusal.places))

    def _readers(self) -> Mapping[Kind, Callable[[int, Cells], Iterator[Item] | list[Item]]]:
        register = Register(
            self._reader, self._vendor, self._called, self._as_of, self.label, self._before
        )
        return {
            Kind.TOUCHPOINTS: self._touchpoint,
            Kind.PAYMENTS: self._payment,
            Kind.CONTRACTS: lambda line, cells: register.contract(self._place(line), cells),
        }

    def _touchpoint(self, line: int, cells: Cells) -> list[Item]:
        reader = self._reader
        when = reader.when(cells, "day")
        channel, direction = reader.channel(cells), reader.direction(cells)
        summary, person, text = cells["summary"], cells.get("person", ""), cells.get("text", "")
        known = self._contacts.get(person.casefold()) if person else None
        # Who is not on record is not lost.
        told = "\n".join(filter(None, (person, text))) if known is None else text
        payload = Touchpoint(
            channel,
            direction,
            summary[:_LONGEST_SUMMARY],
            told[:_LONGEST_TEXT],
            () if known is None else (known,),
            asks=reader.says_yes(cells, "asks"),
            tone=reader.number(cells, "tone"),
        )
        said = (channel, direction, summary, person, text)
        return [self._found(line, payload, when, said)]

    def _payment(self, line: int, cells: Cells) -> list[Item]:
        when = self._reader.when(cells, "day")
        amount = self._reader.money(cells)
        named = cells.get("agreement", "")
        agreement = self._agreements.get(named.casefold())
        if named and agreement is None:
            raise Refusal(_NO_AGREEMENT, name=named)
        purpose = cells.get("purpose", "")
        said = (str(amount.minor), amount.currency, purpose, named)
        payload = Payment(amount, purpose[:LONGEST_NAME])
        return [self._found(line, payload, when, said, agreement)]

    def _found(
        self,
        line: int,
        payload: Payload,
        when: Occurred,
        said: tuple[str, ...],
        agreement: int | None = None,
    ) -> Found:
        origin = Origin(self._keys.key(self._whose, when.text, *said))
        draft = Draft(
            payload=payload,
            occurred=when.text,
            vendor=self._vendor,
            agreement=agreement,
            source=self.label,
            origin=origin,
        )
        return Found(self._place(line), origin, draft, when.first)

    def _full(self, cells: Cells) -> Cells:
        """Return the cells of a row that says all that it must; refuse one that does not."""
        if not self._required <= cells.keys():
            told = self._reader.columns
            missing = next(field for field in columns.REQUIRED[told.kind] if field not in cells)
            raise Refusal(_EMPTY, column=told.columns.get(missing, missing))
        return cells
