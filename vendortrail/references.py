"""What a record says of other records, held against those that are there."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from itertools import chain
from typing import NamedTuple

from vendortrail import sameness
from vendortrail.i18n import N_
from vendortrail.labels import kind_label
from vendortrail.records.history import speaking
from vendortrail.records.housekeeping import Correction
from vendortrail.records.parties import Agreement, Sameness, Vendor
from vendortrail.records.promised import Segment, TermAnswer, TermProposal
from vendortrail.records.record import Payload, Record, decode, kind_name, references
from vendortrail.records.values import Answer, Party, Side
from vendortrail.refusal import FieldRefusal


class Known(NamedTuple):
    """What is known of an identity: its kind, and the vendor and agreement it was told of."""

    kind: str
    vendor: int | None
    agreement: int | None


_MOST_KEPT = 50_000
_OF_AN_AGREEMENT = (Segment, TermProposal)
# What is named as the word before, whoever said that.
_ACROSS = frozenset({"answers"})


class References:
    """Checks records against the trail that they are about to join, in the order of their numbers.

    Args:
        connection: the open trail, within the transaction that will append the records.
    """

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._known: dict[int, Known | None] = {}
        self._vendors: set[int] = set()
        self._chunk: Sequence[Record[Payload]] = ()
        rows = connection.execute("SELECT identity, merged, same_as FROM sameness")
        self._samenesses = {identity: (merged, kept) for identity, merged, kept in rows}
        self._same = self._whole()

    def check(self, chunk: Sequence[Record[Payload]]) -> None:
        """Refuse records that name what is not there before them, or is another vendor's.

        Raises:
            FieldRefusal: it names the field and the record that is missing or does not fit.
        """
        self._chunk = chunk
        if len(self._known) > _MOST_KEPT:
            self._known.clear()
        for record in chunk:
            if record.vendor is not None and record.vendor not in self._vendors:
                self._expect("vendor", record, record.vendor, Vendor)
                self._vendors.add(record.vendor)
            if record.agreement is not None:
                self._expect("agreement", record, record.agreement, Agreement)
            for field, identity, kind in references(record.payload):
                self._expect(field, record, identity, kind)
            if isinstance(record.payload, TermAnswer):
                self._answers(record, record.payload)
            if record.supersedes is not None:
                self._replaces(record, record.supersedes)
            if isinstance(record.payload, Sameness):
                self._merges(record, record.payload)

    def _answers(self, record: Record[Payload], answer: TermAnswer) -> None:
        """Refuse an answer by the wrong side: to accept is the other's, to withdraw one's own."""
        proposer = self._proposer(record, answer.proposal)
        if answer.answer is Answer.WITHDRAWN and answer.by is not proposer:
            raise FieldRefusal("by", N_("only the side that proposed a term can withdraw it"))
        if answer.answer is not Answer.WITHDRAWN and answer.by is proposer:
            raise FieldRefusal(
                "by", N_("a side does not answer its own proposal; it may withdraw it")
            )

    def _proposer(self, by: Record[Payload], identity: int) -> Side:
        for earlier in self._chunk[: by.seq - self._chunk[0].seq]:
            if earlier.identity == identity and isinstance(earlier.payload, TermProposal):
                return earlier.payload.by
        (side,) = self._connection.execute(
            "SELECT by FROM term_proposal WHERE identity = ?", (identity,)
        ).fetchone()
        return Side(side)

    def _expect(self, field: str, by: Record[Payload], identity: int, kind: type[Payload]) -> None:
        known = self._look_up(identity, by)
        if known is None or known.kind != kind_name(kind):
            raise FieldRefusal(
                field,
                N_("record #{seq}, named here, is no {kind}"),
                seq=identity,
                kind=kind_label(kind_name(kind)),
            )
        if kind is not Vendor and self._differ(by.vendor, known.vendor):
            raise FieldRefusal(
                field, N_("record #{seq}, named here, belongs to another vendor"), seq=identity
            )
        if kind in _OF_AN_AGREEMENT and _differ(by.agreement, known.agreement):
            raise FieldRefusal(
                field, N_("record #{seq}, named here, belongs to another agreement"), seq=identity
            )

    def _replaces(self, record: Record[Payload], identity: int) -> None:
        known = self._look_up(identity, record)
        if known is None:
            raise FieldRefusal(
                "supersedes", N_("there is no record #{seq} to correct"), seq=identity
            )
        taken_back = isinstance(record.payload, Correction)
        if not taken_back and known.kind != record.kind:
            raise FieldRefusal(
                "supersedes",
                N_("record #{seq} is of the kind “{kind}”; only another of it can take its place"),
                seq=identity,
                kind=kind_label(known.kind),
            )
        # What left a vendor's history would go on speaking in it.
        vendor, _agreement = record.subject
        if vendor is not None and self._now(vendor) != self._now(known.vendor):
            raise FieldRefusal(
                "supersedes",
                N_("record #{seq} is not this vendor's; take it back there and record it here"),
                seq=identity,
            )
        if taken_back:
            self._refuse_if_named(record)
        if taken_back and identity in self._samenesses:
            self._splits(record, identity)
        self._vendors.discard(identity)
        self._known[identity] = None if taken_back else Known(record.kind, *record.subject)

    def _refuse_if_named(self, record: Record[Payload]) -> None:
        before = speaking(self._chunk[: record.seq - self._chunk[0].seq])
        by = next((other.seq for other in before if _names(other, record.identity)), None)
        by = by or named_by(self._connection, record.identity)
        if by is not None:
            raise FieldRefusal(
                "supersedes",
                N_("record #{seq} cannot be taken back while #{by} rests on it"),
                seq=record.identity,
                by=by,
            )

    def _look_up(self, identity: int, by: Record[Payload]) -> Known | None:
        """Return what speaks under an identity before a record; None: nothing does."""
        if identity in self._known:
            return self._known[identity]
        place = identity - self._chunk[0].seq
        if 0 <= place < by.seq - self._chunk[0].seq:
            named = self._chunk[place]
            return Known(named.kind, *named.subject) if named.identity == identity else None
        # A record speaks under its identity: the newest correction of it, or itself. Its vendor is
        # taken as it was told: who that is may change before the chunk ends.
        row = self._connection.execute(
            "SELECT kind, iif(kind = 'vendor', identity, json_extract(body, '$.vendor')), "
            "agreement FROM entry JOIN ledger USING (seq) WHERE speaks AND kind <> 'correction' "
            f"AND {_UNDER_IDENTITY}",
            (identity,),
        ).fetchone()
        self._known[identity] = Known(*row) if row else None
        return self._known[identity]

    def _merges(self, record: Record[Payload], told: Sameness) -> None:
        """Refuse to merge what was merged before, or people of two vendors."""
        before = self._samenesses.pop(record.identity, None)
        if before is not None and before != (told.merged, told.same_as):
            raise FieldRefusal(
                "supersedes", N_("take the merger back, and record the right one as a new one")
            )
        self._same = self._whole()
        for one, other in ((told.merged, told.same_as), (told.same_as, told.merged)):
            if one in self._same and (one == told.merged or self._same[one] == other):
                raise FieldRefusal(
                    "merged",
                    N_("#{merged} was merged into #{kept} already; to undo that, split them"),
                    merged=one,
                    kept=self._same[one],
                )
        merged, kept = self._look_up(told.merged, record), self._look_up(told.same_as, record)
        vendors = {self._now(person.vendor) for person in (merged, kept) if person is not None}
        if told.of is Party.CONTACT and len(vendors) > 1:
            raise FieldRefusal(
                "merged",
                N_("#{merged} and #{kept} are people of different vendors"),
                merged=told.merged,
                kept=told.same_as,
            )
        self._samenesses[record.identity] = (told.merged, told.same_as)
        self._same = self._whole()

    def _splits(self, by: Record[Payload], identity: int) -> None:
        """Refuse to split what a record since the merger holds together."""
        _merged, kept = self._samenesses.pop(identity)
        one = self._now(kept)
        self._same = self._whole()
        rows = self._connection.execute(
            "SELECT body FROM entry JOIN ledger USING (seq) WHERE vendor IN (?, ?) AND seq > ? "
            "AND speaks AND kind <> 'correction' ORDER BY seq",
            (one, kept, identity),
        )
        in_chunk = speaking(self._chunk[: by.seq - self._chunk[0].seq])
        since = chain((decode(body) for (body,) in rows), in_chunk)
        for record in since:
            for field, named, kind in references(record.payload):
                across = field in _ACROSS or kind is Vendor
                known = None if across else self._look_up(named, record)
                if known is not None and self._differ(record.vendor, known.vendor):
                    raise FieldRefusal(
                        "supersedes",
                        N_(
                            "#{seq}, recorded since, names #{named} and would belong to another "
                            "vendor than that; correct #{seq} or take it back first"
                        ),
                        seq=record.identity,
                        named=named,
                    )

    def _whole(self) -> dict[int, int]:
        return sameness.whole(dict(self._samenesses.values()))

    def _now(self, identity: int | None) -> int | None:
        return None if identity is None else self._same.get(identity, identity)

    def _differ(self, one: int | None, other: int | None) -> bool:
        return _differ(self._now(one), self._now(other))


# Either term has its index; said with OR, the whole table would be read.
_UNDER_IDENTITY = (
    "identity = ?1 AND seq IN "
    "(SELECT ?1 UNION ALL SELECT seq FROM entry WHERE identity = ?1 AND seq <> identity)"
)


def _differ(one: int | None, other: int | None) -> bool:
    return one is not None and other is not None and one != other


def named_by(connection: sqlite3.Connection, identity: int) -> int | None:
    """Return the number of a speaking record that names the identity, if there is one."""
    belonging = connection.execute(
        "SELECT seq FROM entry WHERE (vendor = ?1 OR agreement = ?1) AND identity <> ?1 AND speaks "
        "AND kind <> 'correction' LIMIT 1",
        (identity,),
    ).fetchone()
    if belonging is not None:
        return int(belonging[0])
    # A correction may name what is younger than the record that it corrects: hence by seq. What
    # belongs to no vendor, our own people, any vendor's records may name.
    bodies = connection.execute(
        f"SELECT body FROM (SELECT vendor AS own FROM entry WHERE speaks AND {_UNDER_IDENTITY}) "
        "CROSS JOIN entry CROSS JOIN ledger USING (seq) WHERE speaks AND seq > ?1 "
        "AND kind <> 'correction' "
        "AND (own IS NULL OR vendor = own) AND instr(body, ?1)",
        (identity,),
    )
    records = (decode(body) for (body,) in bodies)
    return next((record.seq for record in records if _names(record, identity)), None)


def _names(record: Record[Payload], identity: int) -> bool:
    return record.identity != identity and (
        identity in {record.vendor, record.agreement}
        or any(named == identity for _field, named, _kind in references(record.payload))
    )
