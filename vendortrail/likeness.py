"""Who may have been recorded twice: pairs with something in common, for a person to confirm.

Nothing follows from a likeness by itself: namesakes exist, and so do shared addresses.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import combinations

from msgspec import Struct

from vendortrail.i18n import N_
from vendortrail.names import fold
from vendortrail.records.parties import Contact, Vendor
from vendortrail.records.record import Record
from vendortrail.sentences import Sentence, say

# Of rapidfuzz's 100: “Zvonar” and “Zwonar” have 83, “Звонарь” and «Звонарь-М» 88.
_CLOSE = 83
# Shorter names are close to too many.
_SHORTEST = 4
# What stands with a company's name and does not tell it from another.
_LEGAL_FORMS = re.compile(
    r"ооо|оао|зао|пао|ао|ип|гк|llc|ltd|limited|inc|gmbh|plc|llp|corp|co|bv|sa|srl|jsc"
)
_SHARED: Mapping[str, str] = {
    "identifier": N_("both have the number {what}"),
    "address": N_("both have the address {what}"),
    "phone": N_("both have the phone number {what}"),
}
Mark = tuple[str, str]
"""Something that few have in common: of what sort, and what it is."""


class Likeness(Struct, frozen=True):
    """Two on record, by identities, the earlier first, and why they may be one."""

    one: int
    other: int
    why: tuple[Sentence, ...]


class _Party(Struct, frozen=True):
    """What of a vendor or person is compared: names as they are, and bare; whom it is among."""

    identity: int
    names: tuple[str, ...]
    bare: tuple[str, ...]
    marks: frozenset[Mark]
    among: object = None
    registers: frozenset[str] = frozenset()


def vendors(
    records: Iterable[Record[Vendor]], people: Iterable[Record[Contact]]
) -> Iterator[Likeness]:
    """Yield the vendors that may be one: by number, mail address or domain, or a close name."""
    mails: dict[int, set[Mark]] = {}
    for person in people:
        if person.vendor is not None:
            mails.setdefault(person.vendor, set()).update(_addresses(person.payload.mails))
    return _alike([_vendor(it, mails.get(it.identity, ())) for it in records])


def people(records: Iterable[Record[Contact]]) -> Iterator[Likeness]:
    """Yield the people of one vendor, or of ours, who may be one: by mail, phone or close name."""
    return _alike([_person(record) for record in records])


def _vendor(record: Record[Vendor], mails: Collection[Mark]) -> _Party:
    vendor = record.payload
    numbers = {number.casefold() for number in vendor.identifiers}
    own = (*vendor.domains, *(it.address for it in vendor.addresses))
    return _Party(
        record.identity,
        (vendor.name, *vendor.aliases),
        tuple(_bare(name) for name in (vendor.name, *vendor.aliases)),
        frozenset({*(("identifier", it) for it in numbers), *_addresses(own), *mails}),
        registers=frozenset(number.rpartition("-")[0] for number in numbers),
    )


def _person(record: Record[Contact]) -> _Party:
    person = record.payload
    digits = (re.sub(r"\D", "", phone) for phone in person.phones)
    return _Party(
        record.identity,
        (person.name, *person.aliases),
        tuple(_bare(name) for name in (person.name, *person.aliases)),
        frozenset({*_addresses(person.mails), *(("phone", it) for it in digits if it)}),
        among=(record.vendor, person.side),
    )


def _addresses(texts: Iterable[str]) -> set[Mark]:
    return {("address", text.casefold().removeprefix("@")) for text in texts}


def _bare(name: str) -> str:
    """Return the words of a name, folded and in order of letters, without the legal form."""
    words = re.findall(r"\w+", fold(name))
    return " ".join(
        sorted(word for word in words if not _LEGAL_FORMS.fullmatch(word)) or sorted(words)
    )


def _alike(parties: Sequence[_Party]) -> Iterator[Likeness]:
    groups: dict[object, list[_Party]] = {}
    for party in parties:
        groups.setdefault(party.among, []).append(party)
    why: dict[tuple[int, int], list[Sentence]] = {}
    for group in groups.values():
        for one, other, reason in (*_by_marks(group), *_by_names(group)):
            why.setdefault((min(one, other), max(one, other)), []).append(reason)
    return (Likeness(one, other, tuple(why[one, other])) for one, other in sorted(why))


def _by_marks(parties: Iterable[_Party]) -> Iterator[tuple[int, int, Sentence]]:
    having: dict[Mark, list[int]] = {}
    for party in parties:
        for mark in sorted(party.marks):
            having.setdefault(mark, []).append(party.identity)
    for (sort, what), identities in having.items():
        for one, other in combinations(identities, 2):
            yield one, other, say(_SHARED[sort], what=what)


def _by_names(parties: Sequence[_Party]) -> Iterator[tuple[int, int, Sentence]]:
    """Yield those with close names, but for those with different numbers in one register."""
    from rapidfuzz import fuzz, process  # only where names are compared

    named = [
        (bare, name, it) for it in parties for bare, name in zip(it.bare, it.names, strict=True)
    ]
    choices = [bare for bare, _name, _party in named]
    found: set[tuple[int, int]] = set()
    for place, (bare, name, one) in enumerate(named):
        if len(bare) < _SHORTEST:
            continue
        close = process.extract_iter(
            bare, choices[place + 1 :], scorer=fuzz.ratio, score_cutoff=_CLOSE
        )
        for _choice, _score, behind in close:
            _bare_name, other_name, other = named[place + 1 + behind]
            pair = one.identity, other.identity
            apart = one.registers & other.registers and not one.marks & other.marks
            if one is not other and not apart and pair not in found:
                found.add(pair)
                yield (
                    *pair,
                    say("“{one}” and “{other}” are close names", one=name, other=other_name),
                )
