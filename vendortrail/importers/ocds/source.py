"""Files of open contracting data as a source of vendors, contacts, agreements and all about them.

What is recorded of a process is derived from all of its releases together: those in the files,
those that were imported before, and those that wait for a contract to be published. So the order in
which releases are imported makes no difference. Nothing is fetched from the network.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing
from hashlib import sha256
from pathlib import Path

import msgspec
from msgspec import Struct

from vendortrail.i18n import N_
from vendortrail.importers.item import Foreign, Found, Item, Refused
from vendortrail.importers.ocds import agreements, payments, terms, work
from vendortrail.importers.ocds.deal import Deal
from vendortrail.importers.ocds.documents import LARGEST_FILE, Document, documents, doubled_key
from vendortrail.importers.ocds.facts import Contract
from vendortrail.importers.ocds.history import Process
from vendortrail.importers.ocds.holders import Holder
from vendortrail.importers.ocds.parties import Register, Sighting, contacts, sighting
from vendortrail.importers.ocds.reading import read
from vendortrail.importers.ocds.scratch import KEPT, Scratch
from vendortrail.importers.ocds.shapes import Kind, Part, parts, within
from vendortrail.importers.ocds.whose import Held, Wanted
from vendortrail.records.capture import SourceFile
from vendortrail.records.parties import Vendor
from vendortrail.refusal import Refusal
from vendortrail.sentences import Sentence, say

_SUFFIXES = frozenset({".json", ".jsonl", ".ndjson"})
_ENCODER = msgspec.json.Encoder(order="sorted", decimal_format="number")


class OcdsSource:
    """Files and folders of open contracting data, in any of the shapes of 1.0 and 1.1.

    Args:
        paths: files of at most `documents.LARGEST_FILE` bytes; of a folder, all that its files end
            in .json, .jsonl or .ndjson.
        vendor: identity and record of the only vendor whose contracts are taken, those that name no
            supplier among them; None: every supplier of a contract is a vendor.
        on_record: returns the keys that begin as a text does and speak, the newest first.
        agreements: returns the agreements on record of a contract, by ocid and id.
        kept: returns the releases of a process (JSON) that rest on record already, by its ocid.
        waiting: releases that an earlier import left waiting.
    """

    importer = "ocds"
    people: tuple[str, ...] = ()
    covers_contact = False
    independent = False
    originals: tuple[bytes, ...] = ()

    def __init__(
        self,
        paths: Iterable[Path],
        *,
        vendor: tuple[int, Vendor] | None = None,
        on_record: Callable[[str], Iterable[str]] = lambda _start: (),
        agreements: Callable[[str, str], Iterable[Held]] = lambda _ocid, _contract: (),
        kept: Callable[[str], Iterable[bytes]] = lambda _ocid: (),
        waiting: Iterable[bytes] = (),
    ) -> None:
        self._paths = tuple(found for path in paths for found in _files(path))
        self._wanted = Wanted(vendor, agreements)
        self._on_record = on_record
        self._kept = kept
        self._waiting = waiting
        self._files: list[SourceFile] = []
        names = ", ".join(path.name for path in self._paths[:3])
        self.label = f"ocds: {names}{', …' if len(self._paths) > 3 else ''}"

    def files(self) -> tuple[SourceFile, ...]:
        """Return the files that were read."""
        return tuple(self._files)

    def items(self) -> Iterator[Item]:
        """Yield what the releases say, vendors and contacts before what names them.

        Raises:
            Refusal: there is no file, or nothing in the files can be read.
        """
        with closing(Scratch()) as scratch:
            readable = False
            first: Refused | None = None
            for item in self._read_files(scratch):
                if isinstance(item, _Readable):
                    readable = True
                    continue
                if isinstance(item, Refused) and first is None:
                    first = item
                yield item
            if not readable:
                raise _unreadable(first)
            scratch.add_kept(self._kept, self._waiting)
            yield from self._told(scratch)

    def _read_files(self, scratch: Scratch) -> Iterator[Item | _Readable]:
        for path in self._paths:
            try:
                data = _bytes(path)
                self._files.append(SourceFile(path.name, sha256(data).hexdigest(), len(data)))
                for document in documents(data):
                    number = document.number and f" ({document.number + 1})"
                    place = f"{path.name}{number or ''}:"
                    if document.place:
                        place = within(place, document.place)
                    if isinstance(document.value, Refusal):
                        reason = Sentence(document.value.message, document.value.places)
                        yield Refused(place.removesuffix(":"), reason)
                        continue
                    yield from self._read_document(document, place, scratch)
            except Refusal as refusal:
                yield Refused(path.name, Sentence(refusal.message, refusal.places))

    def _read_document(
        self, document: Document, place: str, scratch: Scratch
    ) -> Iterator[Item | _Readable]:
        empty = True
        for part in parts(document.value, place):
            empty = False
            yield from self._read(part, scratch, doubled=document.doubled)
        if empty:  # a package of nothing
            yield _Readable()

    def _read(self, part: Part, scratch: Scratch, *, doubled: bool) -> Iterator[Item | _Readable]:
        """Yield what cannot be taken of a part, and keep it for later if it tells of a contract."""
        place = part.place.removesuffix(":")
        if part.kind is Kind.UNKNOWN:
            yield Refused(place, say("this is neither a release nor a package of releases"))
            return
        yield _Readable()
        if part.kind is Kind.LINK:
            yield Foreign(place)
            return
        twice = doubled_key(part.body) if doubled else ""
        if twice:
            yield Refused(place, say("“{key}” is there twice in one object", key=twice))
            return
        try:
            body = _ENCODER.encode(part.body)
            release, faults = read(part.body, part.place)
        except (UnicodeEncodeError, RecursionError):
            yield Refused(place, say("it holds text that is none, or is nested too deeply"))
            return
        yield from faults
        if release is not None and release.tells:
            scratch.add(release.ocid, part.place, body)
        elif release is not None:
            yield Foreign(place)

    def _told(self, scratch: Scratch) -> Iterator[Item]:
        suppliers: list[Sighting] = []
        buyers: list[Sighting] = []
        for process in scratch.processes():
            taken = [found for _, found in self._holders(process)]
            named = (it for found in taken for holder in found for it in holder.suppliers[:1])
            suppliers += (sighting(process, supplier) for supplier in named)
            if any(taken):
                buyers += (sighting(process, buyer) for buyer in process.buyers)
        register = Register(suppliers)
        if self._wanted.vendor is None:
            yield from register.vendors(self.label)
        yield from contacts(suppliers, lambda it: self._wanted.whose(register, it), self.label)
        yield from contacts(buyers, lambda _it: None, self.label)
        for process in scratch.processes():
            yield from self._told_of(process, register)

    def _holders(self, process: Process) -> Iterator[tuple[Contract, tuple[Holder, ...]]]:
        """Yield each contract and who had it, told apart by what its own process says of them."""
        register = Register(sighting(process, it) for it in process.suppliers_ever)
        for contract in process.whole.contracts.values():
            yield contract, self._wanted.holders(process, contract, register)

    def _told_of(self, process: Process, register: Register) -> Iterator[Item]:
        taken = False
        originals = tuple(release.body for release in process.releases)
        for contract, found in self._holders(process):
            keys = self._wanted.keys(process, contract.id, found, register)
            for holder, own in zip(found, keys, strict=True):
                taken = True
                whose = self._wanted.whose(register, next(iter(holder.suppliers), None))
                deal = Deal(process, holder, own, whose, originals, self.label)
                yield from _fresh(self._told_anew(deal))
            if not found:
                yield from _fresh([self._left(process, contract)])
        if not taken:
            for release in process.releases:
                yield Foreign(release.place, waiting=release.body)

    def _left(self, process: Process, contract: Contract) -> Foreign | Refused:
        """Return why a contract is not taken: it is another's, waits, or nobody is named."""
        known = process.suppliers(contract) or self._wanted.vendor is not None
        if known or self._wanted.is_waited_for(contract):
            return Foreign(contract.place)
        nobody = say("nobody is named who got this; say whose it is with --vendor")
        return Refused(f"{contract.place}.awardID", nobody)

    def _told_anew(self, deal: Deal) -> Iterator[Item]:
        """Yield what is told of a contract, and take back what is not told any more."""
        told: set[str] = set()
        for item in _told(deal):
            if isinstance(item, Found):
                told.add(item.origin.key)
            yield item
        for own in self._on_record(f"{deal.key}/"):
            if own not in told:
                yield deal.gone(own)


class _Readable(Struct, frozen=True):
    """Something in the files is open contracting data."""


def _told(deal: Deal) -> Iterator[Item]:
    yield from agreements.agreement(deal)
    yield from work.segments(deal)
    yield from payments.payments(deal)
    yield from terms.terms(deal)
    yield from agreements.close_out(deal)


def _fresh(items: Iterable[Item]) -> Iterator[Item]:
    """Leave out what was refused in an earlier import."""
    for item in items:
        if not (isinstance(item, Refused) and item.place.startswith(KEPT)):
            yield item


def _files(path: Path) -> Sequence[Path]:
    if not path.is_dir():
        return (path,)
    return sorted(p for p in path.rglob("*") if p.suffix.lower() in _SUFFIXES and p.is_file())


def _bytes(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(LARGEST_FILE + 1)
    except OSError as fault:
        raise Refusal(
            N_("{path} cannot be read: {fault}"), path=path, fault=fault.strerror
        ) from None


def _unreadable(first: Refused | None) -> Refusal:
    if first is None:
        return Refusal(N_("there is no file of open contracting data"))
    return Refusal(N_("{place}: {reason}"), place=first.place, reason=first.reason)
