"""The bytes of a file as JSON: one document, or several one after another.

Numbers are read as `Decimal`, so that no amount is rounded on its way; what is no number by RFC
8259 (``NaN``, ``Infinity``) is a Decimal too, and refused where a number is asked for.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from decimal import Decimal

import msgspec
from msgspec import UNSET, Raw, Struct, UnsetType, field

from vendortrail.i18n import N_
from vendortrail.refusal import Refusal

#: Of bytes: a file is held in memory whole, at about ten times its size.
LARGEST_FILE = 64 * 1024 * 1024
#: Entries of arrays and objects, together with these; a published one has fewer.
MOST_VALUES = 5_000_000

_SPACE = re.compile(r"[ \t\n\r\x1e]*")  # RFC 7464 has a record separator between documents
_NEXT = re.compile(r"\n(?=[{\[])")


class Document(Struct, frozen=True):
    """A JSON document, its number in the file (from 0), and whether an object names a key twice.

    Of a package it is an entry; ``place`` is where that stands (“releases[3]”). ``value`` is a
    Refusal where it cannot be read.
    """

    number: int
    value: object
    doubled: bool
    place: str = ""


class _Package(Struct):
    """A package whose entries are read one by one, and what else would make it something else."""

    releases: list[Raw] | UnsetType = UNSET
    records: list[Raw] | UnsetType = UNSET
    ocid: Raw | UnsetType = UNSET
    compiled: Raw | UnsetType = field(default=UNSET, name="compiledRelease")
    versioned: Raw | UnsetType = field(default=UNSET, name="versionedRelease")

    def entries(self) -> tuple[str, list[Raw]]:
        """Return under which name the entries stand, and them; none: it is no package."""
        if (self.ocid, self.compiled, self.versioned) != (UNSET, UNSET, UNSET):
            return "", []
        if self.records is not UNSET:
            return "records", self.records
        return "releases", [] if self.releases is UNSET else self.releases


class Doubled(dict[str, object]):
    """An object that names a key twice: two readers may read two things in it."""

    key = ""


def documents(data: bytes) -> Iterator[Document]:
    """Yield the documents of a file, those that cannot be read among them; what follows is read.

    Raises:
        Refusal: the file is too large, or holds too many values.
    """
    if len(data) > LARGEST_FILE:
        raise Refusal(
            N_("the file has {size} bytes; at most {most} are read: split it"),
            size=len(data),
            most=LARGEST_FILE,
        )
    text = _text(data)
    if sum(map(text.count, "[{,")) > MOST_VALUES:
        raise Refusal(N_("the file has more than {most} values; split it"), most=MOST_VALUES)
    name, entries = _entries(data)
    if entries:
        return _one_by_one(name, entries)
    return _one_after_another(text)


def _entries(data: bytes) -> tuple[str, list[Raw]]:
    """Return the entries of a file that is one package in UTF-8, unread; of any other, none."""
    try:
        data.decode()
        return msgspec.json.decode(data, type=_Package).entries()
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
        return "", []


def _one_by_one(name: str, entries: Iterable[Raw]) -> Iterator[Document]:
    objects = _Objects()
    for number, entry in enumerate(entries):
        objects.doubled = False
        place = f"{name}[{number}]"
        try:
            value, _end = objects.decoder.raw_decode(bytes(entry).decode())
        except (ValueError, RecursionError) as fault:
            value = _refusal(fault)
        yield Document(0, value, objects.doubled, place)


def _one_after_another(text: str) -> Iterator[Document]:
    objects = _Objects()
    place, number = _after_space(text, 0), 0
    while place < len(text):
        objects.doubled = False
        try:
            value, end = objects.decoder.raw_decode(text, place)
        except (ValueError, RecursionError) as fault:
            value = _refusal(fault)
            following = _NEXT.search(text, place + 1)
            end = following.end() if following else len(text)
        yield Document(number, value, objects.doubled)
        place, number = _after_space(text, end), number + 1


class _Objects:
    """Makes the objects of a document, and remembers whether one has a key twice."""

    def __init__(self) -> None:
        self.doubled = False
        self.decoder = json.JSONDecoder(
            object_pairs_hook=self.make,
            parse_float=Decimal,
            parse_int=Decimal,
            parse_constant=Decimal,
        )

    def make(self, pairs: list[tuple[str, object]]) -> dict[str, object]:
        made = dict(pairs)
        if len(made) == len(pairs):
            return made
        self.doubled = True
        twice = Doubled(pairs)
        ((twice.key, _times),) = Counter(key for key, _ in pairs).most_common(1)
        return twice


def doubled_key(value: object) -> str:
    """Return a key that some object in a value names twice; empty: none does."""
    if isinstance(value, Doubled):
        return value.key
    if isinstance(value, dict):
        return next(filter(None, map(doubled_key, value.values())), "")
    if isinstance(value, list):
        return next(filter(None, map(doubled_key, value)), "")
    return ""


def _text(data: bytes) -> str:
    """Decode the bytes: Unicode in any of its forms, else ISO-8859-1, which decodes anything."""
    try:
        return data.decode(json.detect_encoding(data)).removeprefix("\ufeff")
    except UnicodeDecodeError:
        return data.decode("iso-8859-1")


def _after_space(text: str, place: int) -> int:
    found = _SPACE.match(text, place)
    return found.end() if found else place


def _refusal(fault: ValueError | RecursionError) -> Refusal:
    if isinstance(fault, json.JSONDecodeError):
        return Refusal(
            N_("line {line}, column {column} is not JSON: {fault}"),
            line=fault.lineno,
            column=fault.colno,
            fault=fault.msg,
        )
    return Refusal(N_("its parts are nested too deeply, or a number in it is too long"))
