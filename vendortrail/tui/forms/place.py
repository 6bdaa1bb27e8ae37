"""Where a form is filled in: the trail, and the vendor and agreement that it is about so far."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, cast

from vendortrail.i18n import N_
from vendortrail.records.dealings import Claim, Offer, Touchpoint
from vendortrail.records.parties import Agreement, Contact, Vendor
from vendortrail.records.promised import Promise, TermProposal
from vendortrail.records.record import P_co, Payload, Record
from vendortrail.refusal import Refusal

if TYPE_CHECKING:
    from vendortrail.service import Trail

# So many of the newest entries are offered where a touchpoint is to be named.
_RECENT: Final = 300
_NUMBERED: Final = re.compile(r"#(\d+)\b.*", re.DOTALL)
# What is remembered by when it happened, rather than by its name.
_NEWEST_FIRST: Final = (Touchpoint, TermProposal, Promise, Offer, Claim)
_OF_NO_AGREEMENT: Final = (Vendor, Contact, Agreement, Touchpoint, Promise, Offer)


@dataclass
class Place:
    """What the fields of one form know beside what is typed into them."""

    trail: Trail
    vendor: int | None = None
    agreement: int | None = None
    _outcomes: dict[int | None, tuple[str, ...]] = field(default_factory=dict)
    _read: dict[object, Sequence[Record[Payload]]] = field(default_factory=dict)

    def every(self, kind: type[P_co]) -> Sequence[Record[P_co]]:
        """Return the records of a kind that can be named here, the likeliest first."""
        key = (kind, self.vendor, self.agreement)
        if key not in self._read:
            self._read[key] = self._every(kind)  # type: ignore[arg-type]
        return cast("Sequence[Record[P_co]]", self._read[key])

    def _every(self, kind: type[P_co]) -> Sequence[Record[P_co]]:
        if kind is Touchpoint:
            return cast("Sequence[Record[P_co]]", self._recent_touchpoints())
        vendor = None if kind in (Vendor, Contact) else self.vendor
        agreement = None if kind in _OF_NO_AGREEMENT else self.agreement
        records = self.trail.every(kind, vendor=vendor, agreement=agreement)
        if kind is Contact and self.vendor is not None:
            records = tuple(it for it in records if it.vendor in (None, self.vendor))
        return records[::-1] if kind in _NEWEST_FIRST else records

    def named(self, kind: type[P_co], text: str) -> Record[P_co]:
        """Return the record of a kind by its name, the beginning of its name, or its number.

        Raises:
            Refusal: there is none of that name, or there are several.
        """
        from vendortrail.service.naming import called

        numbered = _NUMBERED.fullmatch(text)
        if numbered is None:
            return called(kind, text, self.every(kind))
        record = self.speaking(self.trail.get(int(numbered[1])).identity)
        if not isinstance(record.payload, kind):
            raise Refusal(N_("#{number} is something else"), number=numbered[1])
        return cast("Record[P_co]", record)

    def speaking(self, identity: int) -> Record[Payload]:
        """Return the latest version of a thing."""
        return self.trail.versions(identity)[-1]

    def title(self, record: Record[Payload]) -> str:
        """Return what a record is called; namesakes are called the same."""
        from vendortrail.service.naming import title

        return title(record)

    def name(self, record: Record[Payload]) -> str:
        """Return how a record is named in a field, so that ``named`` finds it again."""
        kind = type(record.payload)
        title = self.title(record)
        numbered = f"#{record.identity}"
        if title == numbered:
            return numbered
        if kind in _NEWEST_FIRST or ";" in title or title.startswith("#"):
            return f"{numbered} {title}"
        namesakes = sum(self.title(it) == title for it in self.every(kind))
        return title if namesakes == 1 else f"{numbered} {title}"

    def only_agreement(self) -> str:
        """Return the name of the vendor's agreement if there is one alone, and be about it."""
        agreements = self.every(Agreement) if self.vendor is not None else ()
        if len(agreements) != 1:
            return ""
        self.agreement = agreements[0].identity
        return self.name(agreements[0])

    def outcomes(self) -> tuple[str, ...]:
        """Return the outcomes that deliveries of the vendor have had, the most frequent first."""
        if self.vendor is None:
            return ()
        if self.vendor not in self._outcomes:
            counted: dict[str, int] = {}
            for groups in self.trail.history(self.vendor).results.values():
                for group in groups:
                    counted[group.outcome] = counted.get(group.outcome, 0) + group.count
            self._outcomes[self.vendor] = tuple(sorted(counted, key=lambda it: -counted[it]))
        return self._outcomes[self.vendor]

    def currency(self) -> str:
        """Return the currency that is meant where none is typed: the agreement's, else roubles."""
        if self.agreement is not None:
            for agreement in self.every(Agreement):
                if agreement.identity == self.agreement and agreement.payload.value:
                    return agreement.payload.value.currency
        return "RUB"

    def _recent_touchpoints(self) -> Sequence[Record[Payload]]:
        if self.vendor is None:
            return ()
        recent = self.trail.entries(self.vendor).page(0, _RECENT)
        return [it for it in recent if isinstance(it.payload, Touchpoint)]
