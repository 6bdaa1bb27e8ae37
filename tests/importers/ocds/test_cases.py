"""What publishers really wrote: every file is read, and nothing in it is lost unseen."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import msgspec
import ocdsmerge
import pytest

from tests.importers.ocds.releases import CASES, Told
from vendortrail.importers.item import Foreign, Refused
from vendortrail.importers.ocds import keys
from vendortrail.importers.ocds.documents import documents
from vendortrail.importers.ocds.history import Process
from vendortrail.importers.ocds.reading import read
from vendortrail.importers.ocds.shapes import Kind, Part, parts
from vendortrail.importers.ocds.source import OcdsSource
from vendortrail.records.parties import Agreement
from vendortrail.records.promised import Payment, Segment, TermProposal
from vendortrail.refusal import Refusal

pytestmark = pytest.mark.skipif(not CASES.is_dir(), reason="the cases are not here")

FILES = sorted(CASES.rglob("*.json")) if CASES.is_dir() else []
NO_RELEASES = {
    "beneficial_ownership_statement_entity.json",
    "beneficial_ownership_statement_ownership.json",
    "beneficial_ownership_statement_person.json",
    "extension.json",
    "extensions_block.json",
    "release-schema.json",
}


def every_part(path: Path) -> Iterator[Part]:
    yield from parts_of(path.read_bytes())


def parts_of(data: bytes) -> Iterator[Part]:
    for document in documents(data):
        assert not isinstance(document.value, Refusal)
        yield from parts(document.value, document.place)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_packages_are_read_entry_by_entry_as_they_are_read_whole(path: Path) -> None:
    data = path.read_bytes()
    several = b"\x1e" + data  # what is no single document is read whole
    assert list(parts_of(data)) == list(parts_of(several))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_every_file_is_read_and_whole_or_refused_with_a_place(path: Path) -> None:
    source = OcdsSource([path])
    if path.name in NO_RELEASES:
        with pytest.raises(Refusal, match="neither a release nor a package"):
            list(source.items())
        return
    found = Told(source.items())
    assert found.items
    assert all(place.startswith(path.name) for place, _ in found.refused)
    assert len(source.files()) == 1


def plain(path: Path) -> Iterator[Any]:
    """Yield the documents of a file as the standard library reads them."""
    data = path.read_bytes()
    try:
        text = data.decode()
    except UnicodeDecodeError:
        text = data.decode("iso-8859-1")
    decoder, place = json.JSONDecoder(), 0
    while place < len(text.rstrip()):
        value, end = decoder.raw_decode(text, place)
        yield value
        place = end + len(text[end:]) - len(text[end:].lstrip())


def releases(value: Any, within: str = "") -> Iterator[dict[str, Any]]:
    """Yield every release, those that were compiled and links among them; no versioned ones.

    A document that is no package is one, whether it is a release or a record.
    """
    if isinstance(value, list):
        for entry in value:
            yield from releases(entry, within)
    elif isinstance(value, dict):
        alone = not within and "ocid" in value and {"date", "releases"} & value.keys()
        if alone or within in {"releases", "compiledRelease"}:
            yield value
        for name, inner in value.items():
            yield from releases(inner, name)


def listed(of: Any, name: str) -> list[dict[str, Any]]:
    """Return the objects under a name: several, or the one."""
    said = of.get(name) if isinstance(of, dict) else None
    return [said] if isinstance(said, dict) else said if isinstance(said, list) else []


def counted(folder: str) -> Counter[str]:
    """Count what stands in the files of a folder."""
    counts: Counter[str] = Counter()
    for path in (CASES / folder).rglob("*.json"):
        documents_ = list(plain(path))
        counts["files"] += 1
        counts["concatenated"] += len(documents_) > 1
        for release in releases(documents_):
            counts["releases"] += 1
            for contract in listed(release, "contracts"):
                done = contract.get("implementation") or {}
                counts["amended"] += bool(
                    listed(contract, "amendments") + listed(contract, "amendment")
                )
                counts["transactions"] += len(listed(done, "transactions"))
                counts.update(str(it.get("status")) for it in listed(done, "milestones"))
    return counts


@pytest.mark.parametrize(
    ("folder", "counts"),
    [
        (
            "standard-examples",
            {"files": 76, "releases": 105, "amended": 5, "notMet": 10, "met": 6},
        ),
        ("ppp-profile", {"releases": 17, "amended": 3, "transactions": 33, "scheduled": 27}),
        ("ocdskit-realdata", {"releases": 75, "concatenated": 3}),
    ],
)
def test_the_cases_are_those_that_are_described(folder: str, counts: dict[str, int]) -> None:
    found = counted(folder)
    assert {name: found[name] for name in counts} == counts


def test_one_file_is_in_iso_8859_1() -> None:
    def is_unicode(path: Path) -> bool:
        try:
            path.read_bytes().decode()
        except UnicodeDecodeError:
            return False
        return True

    others = [path.name for path in FILES if not is_unicode(path)]
    assert others == ["release-package_encoding-iso-8859-1.json"]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_every_release_is_read_or_told_by_those_beside_it(path: Path) -> None:
    """What is compiled, or only linked to, is left where the releases themselves are there."""
    found = [part.body for part in every_part(path) if part.kind is not Kind.UNKNOWN]
    read = {moment(body) for body in found}
    for record in records_of(list(plain(path))):
        own = [moment(it) for it in listed(record, "releases") if "date" in it]
        assert read.issuperset(own)
        if not own and "compiledRelease" in record:
            assert moment(record["compiledRelease"]) in read
    alone = [it for it in releases(list(plain(path))) if "tag" in it]
    assert read.issuperset(moment(it) for it in alone if "compiled" not in it["tag"])


def moment(release: Any) -> str:
    """Return what tells a release apart, if anything."""
    return str((release.get("ocid"), release.get("id"), release.get("date") or release.get("url")))


def records_of(value: Any) -> Iterator[dict[str, Any]]:
    if isinstance(value, list):
        for entry in value:
            yield from records_of(entry)
    elif isinstance(value, dict):
        yield from listed(value, "records")


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_everything_of_a_contract_is_recorded_or_left_with_its_place(path: Path) -> None:
    if path.name in NO_RELEASES:
        return
    found = Told(OcdsSource([path]).items())
    data = b"\x1e" + path.read_bytes()
    whole = [document.value for document in documents(data)]
    places = [it.place for it in found.items if isinstance(it, Foreign | Refused)]
    left = {thing for place in places for thing in along(place, whole)}
    for part in every_part(path):
        release = dict(part.body)
        if part.kind is not Kind.RELEASE or mark("release", release) in left:
            continue
        for contract in listed(release, "contracts"):
            own = keys.key(str(release["ocid"]), "contract", name(contract))
            if mark("contracts", contract) in left:
                continue
            assert own in found.drafts, (own, part.place)
            done = contract.get("implementation") or {}
            for kind, things in (
                ("items", listed(contract, "items")),
                ("milestones", listed(contract, "milestones") + listed(done, "milestones")),
                ("transactions", listed(done, "transactions")),
                ("amendments", listed(contract, "amendments")),
            ):
                for thing in things:
                    recorded = {keys.below(own, it, name(thing)) for it in KEYS[kind]}
                    told = recorded & found.drafts.keys() or mark(kind, thing) in left
                    explained = kind == "amendments" and any("/term/" in it for it in found.drafts)
                    assert told or explained, (own, kind, thing)


KEYS = {
    "items": ("item",),
    "milestones": ("milestone", "progress", "item"),
    "transactions": ("transaction",),
    "amendments": ("amendment",),
}
PATH = re.compile(r"(\w+)|\[(\d+)\]")


def name(thing: Any) -> str:
    said = thing.get("id")
    return str(int(said) if isinstance(said, Decimal) else said)


def mark(kind: str, thing: Any) -> tuple[str, str]:
    return kind, str(sorted(thing.items(), key=str)) if kind == "release" else name(thing)


def along(place: str, documents_: list[Any]) -> Iterator[tuple[str, str]]:
    """Yield what a place leads along, in its file."""
    head, _, path = place.partition(":")
    number = re.search(r"\((\d+)\)$", head)
    value: Any = documents_[int(number[1]) - 1 if number else 0]
    kind = ""
    for word, index in PATH.findall(path):
        if isinstance(value, dict) and "ocid" in value:
            yield mark("release", value)
        try:
            value = value[int(index)] if index else value[word]
        except (KeyError, IndexError, TypeError):
            return
        kind = word or kind
        if isinstance(value, dict) and "id" in value:
            yield mark(kind, value)
    if isinstance(value, dict) and "ocid" in value:
        yield mark("release", value)


def test_the_partnership_becomes_one_agreement_with_all_about_it() -> None:
    found = Told(OcdsSource([CASES / "ppp-profile"]).items())
    (agreement,) = found.of(Agreement)
    assert (agreement.starts, agreement.ends) == ("2016-01-24", "2046-01-23")
    assert len(found.of(Payment)) == 11
    assert sum(it.unit == "milestone" for it in found.of(Segment)) == 8
    assert [it.wording for it in found.of(TermProposal)] == ["2036-01-23", "2046-01-23"]


def test_iso_8859_1_says_the_same_as_utf_8() -> None:
    folder = CASES / "ocdskit-realdata"
    one = every_part(folder / "release-package_encoding-iso-8859-1.json")
    other = every_part(folder / "release-package_encoding-utf-8.json")
    assert [part.body for part in one] == [part.body for part in other]


MERGED = [
    CASES / "ppp-profile" / "ppp_full.json",
    CASES / "standard-examples" / "change_history" / "records" / "contractAmendment.json",
    CASES / "fixture-fictional" / "1.1" / "ocds-213czf-000-00001.json",
]


@pytest.mark.parametrize("path", MERGED, ids=lambda path: path.name)
def test_what_is_known_in_the_end_is_what_ocdsmerge_makes_of_it(path: Path) -> None:
    bodies = [dict(part.body) for part in every_part(path)]
    plain = msgspec.json.decode(msgspec.json.Encoder(decimal_format="number").encode(bodies))
    merged, _ = read(exact(ocdsmerge.Merger({"properties": {}}).create_compiled_release(plain)), "")
    assert merged is not None
    releases = (read(body, "")[0] for body in bodies)
    whole = Process.of(release for release in releases if release).whole
    for own, contract in merged.contracts.items():
        for field in ("title", "description", "status", "starts", "ends", "signed", "award"):
            assert getattr(whole.contracts[own], field) == getattr(contract, field)
        assert whole.contracts[own].items.keys() == contract.items.keys()
        assert whole.contracts[own].transactions.keys() == contract.transactions.keys()
        states = {key: it.status for key, it in contract.progress.items()}
        assert {key: it.status for key, it in whole.contracts[own].progress.items()} == states


def exact(value: object) -> Any:
    """Return a JSON value as the importer reads it: numbers as decimals."""
    (document,) = documents(msgspec.json.encode(value))
    return document.value
