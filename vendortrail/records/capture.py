"""Records of capture: where an imported record came from, and what each import read."""

from __future__ import annotations

from msgspec import Struct

from vendortrail.i18n import N_
from vendortrail.records import checks
from vendortrail.records.values import Sha256
from vendortrail.refusal import FieldRefusal

#: More refusals than these are counted and not kept: a person mends the file, not the receipt.
MOST_REFUSALS = 1_000


class Origin(Struct, frozen=True, omit_defaults=True, gc=False):
    """What a record is in the source that it was imported from.

    ``key`` names the thing there, in whatever file it lies (``mail:`` and a Message-ID, ``ics:``
    and a UID …). ``edition`` grows when the source changes the thing. ``answers`` are the keys of
    what it may be an answer to, the likeliest first, whether or not they are on record.
    """

    key: str
    edition: int = 0
    answers: tuple[str, ...] = ()


class SourceFile(Struct, frozen=True):
    """A file that was read: its name without folders, its SHA-256, its size in bytes."""

    name: str
    sha256: Sha256
    size: int


class RefusedItem(Struct, frozen=True, omit_defaults=True):
    """An item that was not taken: where it stands, and why.

    ``reason`` is a msgid whose places ``values`` fill, so that the receipt reads in any language;
    with ``plural`` and ``count``, its singular.
    """

    place: str
    reason: str
    values: tuple[tuple[str, str], ...] = ()
    plural: str = ""
    count: int = 0


class Receipt(Struct, frozen=True, omit_defaults=True, tag_field="kind", tag="receipt"):
    """What an import read and what became of it; every record of the import stands before it.

    ``importer`` is mail, calendar, table, ocds or hand (a person says what is covered). ``first``
    and ``last`` are the days (YYYY-MM-DD, both included; no first: none, no last: it goes on) of
    which the source would know a word between the sides: silences are claimed only where some
    source covers the time. ``without`` are stretches of these days (first and last, chronological)
    of which it knows nothing. ``people`` are our addresses whose source it is. ``read`` is
    ``recorded`` + ``changed`` + ``known`` + ``others`` + ``refused``.
    ``waiting`` are kept originals of ours that answer something not on record yet: they are looked
    at again by the next import.
    """

    importer: str
    files: tuple[SourceFile, ...]
    first: str = ""
    last: str = ""
    without: tuple[tuple[str, str], ...] = ()
    people: tuple[str, ...] = ()
    read: int = 0
    recorded: int = 0
    changed: int = 0
    known: int = 0
    others: int = 0
    refused: int = 0
    refusals: tuple[RefusedItem, ...] = ()
    waiting: tuple[Sha256, ...] = ()

    def __post_init__(self) -> None:
        """Refuse a receipt that does not account for every item, or whose period is none."""
        checks.said("importer", self.importer)
        for name, day in (("first", self.first), ("last", self.last)):
            if day:
                checks.a_day(name, day)
        if self.first and self.last:
            checks.in_order("last", self.first, self.last)
        before = self.first
        for begins, until in self.without:
            checks.a_day("without", begins)
            checks.a_day("without", until)
            if not before < begins <= until < (self.last or "9999"):
                raise FieldRefusal(
                    "without",
                    N_("{first} to {last} is no stretch within the period"),
                    first=begins,
                    last=until,
                )
            before = until
        ends = self.recorded + self.changed + self.known + self.others + self.refused
        if self.read != ends:
            raise FieldRefusal(
                "read",
                N_("{read} items were read, but {ends} are accounted for"),
                read=self.read,
                ends=ends,
            )
