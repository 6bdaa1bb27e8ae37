"""One import on its way: what becomes of each item, within its transaction."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain
from typing import cast

from msgspec import Struct
from msgspec.structs import replace

from vendortrail import ledger, origins, projection, receipts
from vendortrail.i18n import N_
from vendortrail.importers.item import Foreign, Found, Item, Refused
from vendortrail.origins import Known, LateAnswer
from vendortrail.records.capture import MOST_REFUSALS, Receipt, RefusedItem
from vendortrail.records.dealings import Touchpoint
from vendortrail.records.record import Draft, Payload, Record
from vendortrail.refusal import Refusal, StorageFailure
from vendortrail.sentences import Sentence
from vendortrail.service import agreeing, belonging, distinct, plausible, threads, told_again
from vendortrail.service.appending import Appending
from vendortrail.service.carried import Carried
from vendortrail.service.matching import Matching
from vendortrail.service.on_record import OnRecord
from vendortrail.service.reach import Reach, between
from vendortrail.service.recording import Recording
from vendortrail.service.sources import Period, Source

_CHUNK = 1_000
# Originals are mails with their attachments.
_CHUNK_BYTES = 16 * 1024 * 1024


class Taken(Struct, frozen=True):
    """What an import came to; ``record`` is None where it only was a trial."""

    receipt: Receipt
    record: Record[Receipt] | None


def chunks(items: Iterable[Item]) -> Iterator[list[Item]]:
    """Yield the items in chunks that fit into memory with the originals that they carry."""
    chunk: list[Item] = []
    carried = 0
    before: bytes | None = None
    for item in items:
        chunk.append(item)
        if isinstance(item, Found):
            for original in item.originals:
                # Items that stand together in a file share its original.
                carried += 0 if original is before else len(original)
                before = original
        elif isinstance(item, Foreign):
            carried += len(item.waiting or b"")
        if len(chunk) == _CHUNK or carried >= _CHUNK_BYTES:
            yield chunk
            chunk, carried, before = [], 0, None
    if chunk:
        yield chunk


class _Fates(Struct):
    """What became of the items so far."""

    recorded: int = 0
    changed: int = 0
    known: int = 0
    others: int = 0
    refused: int = 0

    def add(self, other: _Fates) -> None:
        for name in self.__struct_fields__:
            setattr(self, name, getattr(self, name) + getattr(other, name))


class Taking:
    """One import on its way, within its transaction."""

    def __init__(
        self, trail: Recording, source: Source, vendor: int | None, *, dry_run: bool
    ) -> None:
        self._trail = trail
        self._connection = trail._connection  # noqa: SLF001 - one use case in two classes
        self._source = source
        self._vendor = vendor and projection.same(self._connection).get(vendor, vendor)
        self._dry_run = dry_run
        self._appending = Appending(
            self._connection, trail.result_lines, agreeing.check, distinct.check
        )
        self._before = self._appending.next - 1
        self._on_record = OnRecord(self._connection, source, self._vendor, self._appending)
        self._fates = _Fates()
        self._refusals: list[RefusedItem] = []
        self._waiting: list[str] = []
        self._carried = Carried(None if dry_run else trail.evidence)
        self._reach = Reach(trail.today)

    @property
    def read(self) -> int:
        """How many items were read so far."""
        fates = self._fates
        return fates.recorded + fates.changed + fates.known + fates.others + fates.refused

    def take(self, chunk: Iterable[Item]) -> None:
        """Record what is to be recorded of some items, and count the others."""
        found = []
        heard = set()
        for item in chunk:
            if isinstance(item, Refused):
                self._refuse(item.place, item.reason)
                continue
            others = isinstance(item, Foreign)
            if item.day is not None:
                heard.add((item.day, item.box, others))
            if isinstance(item, Found):
                found.append(item)
            else:
                self._fates.others += 1
                if item.waiting is not None:
                    self._waiting.append(self._carried.keep(item.waiting))
        for day, box, others in heard:
            self._reach.hear(day, box, others=others)
        if found:
            self._take_found(found)

    def link(self) -> None:
        """Let what answers something that came after it say so."""
        self._on_record.look_around()
        self._link(origins.late_answers(self._connection, self._before))
        if self._vendor is not None and self._fates.recorded:
            self._link(tuple(threads.by_subject(self._connection, self._vendor)))

    def _link(self, answers: Iterable[LateAnswer]) -> None:
        for reply, said in answers:
            was = self._trail._speaking(reply)  # noqa: SLF001
            if was.reason not in origins.BY_IMPORT:  # a person said otherwise
                continue
            payload = replace(cast("Touchpoint", was.payload), answers=said)
            draft = Draft(
                payload=payload,
                occurred=was.occurred,
                vendor=was.vendor,
                agreement=was.agreement,
                private=was.private,
                source=was.source,
                origin=was.origin,
                evidence=was.evidence,
                supersedes=was.identity,
                reason=origins.LINKED,
            )
            self._append([draft])

    def finish(self, covers: Period | None) -> Taken:
        """Append the receipt, and return it.

        Raises:
            Refusal: none of the files could be read, or there is none.
        """
        files = self._source.files()
        if not files and self.read == self._fates.refused:
            raise receipts.unreadable(self._refusals)
        known: tuple[tuple[str, str], ...] = ()
        if covers is not None:
            known = (covers.days,)
        elif self._source.covers_contact:
            known = self._reach.periods()
        waiting = tuple(dict.fromkeys(self._waiting))
        whole = tuple(self._carried.keep_whole(original) for original in self._source.originals)
        receipt = Receipt(
            importer=self._source.importer,
            files=files,
            first=known[0][0] if known else "",
            last=known[-1][1] if known else "",
            without=between(known),
            people=self._source.people,
            read=self.read,
            recorded=self._fates.recorded,
            changed=self._fates.changed,
            known=self._fates.known,
            others=self._fates.others,
            refused=self._fates.refused,
            refusals=tuple(self._refusals),
            waiting=waiting,
        )
        draft = Draft(
            payload=receipt,
            occurred=self._trail.today.isoformat(),
            vendor=self._vendor,
            source=self._source.label,
            evidence=(*whole, *waiting),
        )
        (record,) = self._append([draft])
        self._trail.evidence.settle()
        self._appending.finish()
        return Taken(receipt, None if self._dry_run else cast("Record[Receipt]", record))

    def _take_found(self, chunk: list[Found]) -> None:
        """Record a chunk; where something in it is refused, halve it until that stands alone."""
        try:
            fates = self._record(chunk)
        except StorageFailure:
            raise
        except Refusal as refusal:
            if len(chunk) == 1:
                self._refuse(chunk[0].place, Sentence(refusal.message, refusal.places))
                return
            middle = len(chunk) // 2
            self._take_found(chunk[:middle])
            self._take_found(chunk[middle:])
        else:
            self._fates.add(fates)

    def _record(self, chunk: list[Found]) -> _Fates:
        fates = _Fates()
        on_record = self._on_record.under_keys(chunk)
        self._restore(chunk, on_record)
        matching = Matching(self._connection)
        answering = any(found.origin.answers for found in chunk)
        names = self._on_record.named(chunk) if answering else {}
        drafts: list[Draft[Payload]] = []
        for found in chunk:
            origin = found.origin
            before = on_record.get(origin.key)
            if before is not None and told_again.is_old(before, origin.edition):
                fates.known += 1
                continue
            draft = self._draft(found, on_record, names)
            if before is not None and before.gone:
                if told_again.stays_gone(self._connection, before, origin.edition, draft):
                    fates.known += 1
                    continue
                before = None
            same = matching.match(draft) if before is None else None
            if same is not None:
                self._on_record.is_another(origin.key, same)
                on_record[origin.key] = Known(same, origin.edition)
                fates.known += 1
                continue
            if before is not None and self._said_before(before, draft):
                fates.known += 1
                continue
            number = self._appending.next + len(drafts)
            if before is None:
                fates.recorded += 1
                on_record[origin.key] = Known(number, origin.edition)
                if answering:
                    names.setdefault(origins.name(origin.key), []).append(number)
            else:
                fates.changed += 1
                reason = draft.reason or origins.CHANGED
                draft = replace(draft, supersedes=before.identity, reason=reason)
                on_record[origin.key] = Known(before.identity, origin.edition)
            drafts.append(draft)
        self._append(drafts)
        return fates

    def _restore(self, chunk: Iterable[Found], on_record: dict[str, Known]) -> None:
        """Keep again what was lost of the originals of what is on record."""
        told = [it for it in chunk if it.originals and it.origin.key in on_record]
        if told:
            identities = {on_record[it.origin.key].identity for it in told}
            rest_on = set(origins.evidence(self._connection, identities))
            self._carried.restore(chain(*(it.originals for it in told)), rest_on)

    def _said_before(self, before: Known, draft: Draft[Payload]) -> bool:
        in_this_chunk = before.identity >= self._appending.next
        return not in_this_chunk and told_again.said_before(
            self._connection, before.identity, draft
        )

    def _draft(
        self, found: Found, on_record: dict[str, Known], names: dict[str, list[int]]
    ) -> Draft[Payload]:
        try:
            draft = found.made(lambda key: self._on_record.identify(key, on_record))
        except KeyError as missing:
            raise Refusal(
                N_("it names {key}, which is not on record"), key=missing.args[0]
            ) from None
        if found.originals:
            kept = tuple(self._carried.keep(original) for original in found.originals)
            draft = replace(draft, evidence=(*draft.evidence, *kept))
        if found.origin.answers and isinstance(draft.payload, Touchpoint):
            said = origins.answered(found.origin.answers, names, 0)
            draft = replace(draft, payload=replace(draft.payload, answers=said))
        return draft

    def _append(self, drafts: list[Draft[Payload]]) -> tuple[Record[Payload], ...]:
        possible = plausible.possible(drafts, self._trail.today)
        told = belonging.told(self._connection, possible, self._appending.next)
        last = self._appending.next - 1
        return self._appending.add(list(ledger.stamp(told, last, self._trail.author)))

    def _refuse(self, place: str, reason: Sentence) -> None:
        self._fates.refused += 1
        if len(self._refusals) < MOST_REFUSALS:
            self._refusals.append(receipts.refused(place, reason))
